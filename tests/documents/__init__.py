"""Parts of docs/ that the program itself writes, so that they are never out of date.

A generated block stands between two comments of its document:

    <!-- generated: keys -->
    …
    <!-- end: keys -->

`python -m tests.documents` renews all of them; tests/test_documents.py says when one is due.
A new block is a line in BLOCKS and its two comments in the document.
"""

import re
from collections.abc import Callable

from plugins.core.settings import PROJECT
from tests.documents import keys_table, settings_table

DOCS = PROJECT / "docs"

BLOCKS: dict[tuple[str, str], Callable[[], str]] = {
    ("bien-tap.md", "keys"): keys_table.keys,
    ("quan-tri.md", "settings"): settings_table.settings,
}
"""The Markdown of every generated block, by its document below docs/ and its name."""

_BLOCK = re.compile(
    r"(?P<begin><!-- generated: (?P<name>[\w-]+) -->\n).*?(?P<end><!-- end: (?P=name) -->)",
    re.DOTALL,
)


def blocks_in(source: str) -> list[str]:
    """The names of the generated blocks of a document, in order."""
    return [match["name"] for match in _BLOCK.finditer(source)]


def renewed(document: str, source: str) -> str:
    """A document's text with each generated block as the program has it now.

    KeyError for a block that nothing generates.
    """

    def generated(match: re.Match[str]) -> str:
        text = BLOCKS[document, match["name"]]()
        return f"{match['begin']}\n{text.strip()}\n\n{match['end']}"

    return _BLOCK.sub(generated, source)
