"""The generated blocks of docs/ are as the program has them now; links lead somewhere."""

import re
from pathlib import Path

import pytest

from plugins.core import text
from tests import documents
from tests.documents import BLOCKS, DOCS, blocks_in, renewed

ALL = sorted(DOCS.glob("*.md"), key=lambda path: path.name)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^()\s]+)\)")


def anchors(source: str) -> set[str]:
    """The fragments that GitHub gives a document's headings."""
    plain = (re.sub(r"[^\w\s-]", "", each.lower()) for each in _HEADING.findall(source))
    return {each.strip().replace(" ", "-") for each in plain}


def is_broken(link: str, document: Path, source: str) -> bool:
    """True for a link to a heading or a file that is not there."""
    if re.match(r"[a-z]+:", link):
        return False
    file, _, fragment = link.partition("#")
    target = document.parent / file if file else document
    if not target.exists():
        return True
    of = source if not file else target.read_text("utf-8") if target.suffix == ".md" else ""
    return bool(fragment) and fragment not in anchors(_FENCED.sub("", of))


@pytest.mark.parametrize("document", sorted({document for document, _ in BLOCKS}))
def test_blocks__of_a_document__are_as_generated_now(document: str) -> None:
    source = (DOCS / document).read_text("utf-8")
    assert renewed(document, source) == source, "run python -m tests.documents"


@pytest.mark.parametrize(("document", "block"), sorted(BLOCKS))
def test_blocks__each__stands_once_in_its_document(document: str, block: str) -> None:
    assert blocks_in((DOCS / document).read_text("utf-8")).count(block) == 1


def test_renewed__stale_blocks__are_replaced_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = {("a.md", "one"): lambda: "new", ("a.md", "two"): lambda: r"\1"}
    monkeypatch.setattr(documents, "BLOCKS", made)
    block = "<!-- generated: {0} -->\n{1}<!-- end: {0} -->"
    source = "\n".join(["before", block.format("one", "old\n"), block.format("two", ""), "after"])
    assert renewed("a.md", source).splitlines() == [
        "before",
        *["<!-- generated: one -->", "", "new", "", "<!-- end: one -->"],
        *["<!-- generated: two -->", "", r"\1", "", "<!-- end: two -->"],
        "after",
    ]


def test_renewed__block_that_nothing_generates__is_an_error() -> None:
    with pytest.raises(KeyError):
        renewed("bien-tap.md", "<!-- generated: lost -->\n<!-- end: lost -->")


@pytest.mark.parametrize("document", ALL, ids=lambda path: path.name)
def test_document__links__lead_to_headings_and_files_that_are_there(document: Path) -> None:
    source = text.clean(document.read_text("utf-8"))
    links = _LINK.findall(_FENCED.sub("", source))
    assert [each for each in links if is_broken(each, document, source)] == []
