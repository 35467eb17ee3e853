"""Python-Markdown spared the work that cannot change anything.

Most paragraphs are plain words, and the stock inline pass tries some fifteen patterns on each of
them. Every pattern needs certain characters; text without them is passed on as it is. Likewise a
text without `<` and `&` need not be searched for blocks of HTML.
"""

from typing import Any

from markdown import Markdown
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_NEEDS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}
_EMPHASIS = "em_strong"  # `*` or `_`: always tried where either stands


class SparingInlineProcessor(InlineProcessor):
    """InlineProcessor that looks before it tries; a test compares it with the stock one."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        needs = {md.inlinePatterns.get_index_for_name(name): need for name, need in _NEEDS.items()}
        self._needs = [needs.get(index, "") for index in range(len(md.inlinePatterns))]
        self._emphasis = md.inlinePatterns.get_index_for_name(_EMPHASIS)

    # The stock method is private to its class, hence the name.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        start = 0
        while patternIndex < len(self._needs):
            if self._can_match(data, patternIndex):
                pattern = self.inlinePatterns[patternIndex]
                data, matched, start = apply(pattern, data, patternIndex, start)
                if matched:
                    continue
            patternIndex += 1  # noqa: N806
            start = 0
        return data

    def _can_match(self, data: str, index: int) -> bool:
        if index == self._emphasis:
            return "*" in data or "_" in data
        return self._needs[index] in data


class SparingHtmlBlocks(HtmlBlockPreprocessor):
    """HtmlBlockPreprocessor that looks before it parses."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with blocks of HTML put away."""
        if any("<" in line or "&" in line for line in lines):
            return super().run(lines)
        return lines


def install(engine: Markdown) -> Markdown:
    """Put the sparing passes in the places of the stock ones."""
    engine.preprocessors.register(SparingHtmlBlocks(engine), "html_block", 20)
    engine.treeprocessors.register(SparingInlineProcessor(engine), "inline", 20)
    return engine
