"""Python-Markdown, spared the work that cannot change anything: it takes half the time.

Most texts are plain paragraphs. The stock engine tries a dozen kinds of block on each of them and
some fifteen inline patterns, each of which needs certain characters. Here a text is converted by an
engine with just the extensions whose marks it holds, plain paragraphs are known at a glance, and
patterns whose characters are missing are passed over. A property compares with the stock engine.
"""

import re
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

EXTENSIONS = {"tables": "|", "footnotes": "[^", "def_list": "\n:", "attr_list": "{"}
"""Extensions, each with what a text must hold to need it; sane_lists is always there."""

OPTIONS: dict[str, Any] = {
    "extension_configs": {
        "tables": {"use_align_attribute": True},
        "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ có chú thích {} trong bài"},
    },
    "output_format": "html",
}

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
_MARKS = re.compile(r"[`\\\[!<&*_]|  \n")
"""What any pattern needs."""


def engine_for(source: str) -> Markdown:
    """An engine that converts this text as one with all extensions would; ready to use."""
    needed = [name for name, mark in EXTENSIONS.items() if mark in source]
    return _engine(*needed, escapes="\\" in source).reset()


def forget() -> None:
    """Make engines anew: one that raised may no longer know where in a text it is."""
    _engine.cache_clear()


@cache
def _engine(*extensions: str, escapes: bool) -> Markdown:
    engine = Markdown(extensions=["sane_lists", *extensions], **OPTIONS)
    engine.preprocessors.register(SparingHtmlBlocks(engine), "html_block", 20)
    engine.parser.blockprocessors.register(PlainParagraph(engine.parser), "plain", 1000)
    engine.treeprocessors.register(SparingInline(engine), "inline", 20)
    if not escapes:
        engine.treeprocessors.deregister("unescape")
    return engine


class SparingHtmlBlocks(HtmlBlockPreprocessor):
    """HtmlBlockPreprocessor that looks before it parses."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with blocks of HTML put away."""
        if any("<" in line or "&" in line for line in lines):
            return super().run(lines)
        return lines


class PlainParagraph(BlockProcessor):
    """A block whose lines all begin with a letter, outside of lists: no other kind can claim it."""

    _PLAIN = re.compile(r"[^\W\d_][^\n|]*(?:\n[^\W\d_][^\n|]*)*")

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """True if this is a paragraph at a glance."""
        return not self.parser.state and self._PLAIN.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make the paragraph."""
        text = blocks.pop(0)
        plain = _MARKS.search(text) is None
        SubElement(parent, "p").text = AtomicString(text) if plain else text


class SparingInline(InlineProcessor):
    """InlineProcessor that looks before it tries a pattern."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        patterns = md.inlinePatterns
        needs = {
            patterns.get_index_for_name(name): need
            for name, need in _NEEDS.items()
            if name in patterns
        }
        self._needs = [needs.get(index, "") for index in range(len(patterns))]
        self._emphasis = patterns.get_index_for_name("em_strong")

    # The stock method is private to its class, hence the name.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or _MARKS.search(data) is None:
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
