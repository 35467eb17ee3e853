"""Python-Markdown, spared the work that cannot change anything: it takes half the time.

Most texts are plain paragraphs. The stock engine tries a dozen kinds of block on each of them and
some fifteen inline patterns, each of which needs certain characters. Here a text is converted by
an engine with just the extensions whose marks it holds; plain paragraphs, headings of one line and
**strong words** are known at a glance; patterns whose characters are missing are passed over.
A property compares with the stock engine.
"""

import re
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, ParagraphProcessor
from markdown.inlinepatterns import DelimiterProcessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor, PrettifyTreeprocessor
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


def _is_plain(text: str) -> bool:
    """True if no inline pattern can match. To look for each mark is quicker than any pattern."""
    return not (
        ("*" in text or "_" in text or "[" in text or "<" in text or "&" in text)
        or ("`" in text or "\\" in text or ("\n" in text and "  \n" in text))
    )


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
    engine.preprocessors.register(SparingWhitespace(engine), "normalize_whitespace", 30)
    engine.preprocessors.register(SparingHtmlBlocks(engine), "html_block", 20)
    engine.parser.blockprocessors.register(PlainParagraph(engine.parser), "plain", 1000)
    engine.parser.blockprocessors.register(SparingHeader(engine.parser), "hashheader", 70)
    emphasis = SparingEmphasis("*", "strong,em", engine)
    emphasis.add("_", "strong,em", smart=True)
    engine.inlinePatterns.register(emphasis, "em_strong", 60)
    engine.treeprocessors.register(SparingInline(engine), "inline", 20)
    engine.treeprocessors.register(SparingPrettify(engine), "prettify", 10)
    if not escapes:
        engine.treeprocessors.deregister("unescape")
    return engine


class SparingWhitespace(NormalizeWhitespace):
    """NormalizeWhitespace that looks before it replaces."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines without tabs, line ends of other systems, blanks on empty lines."""
        source = "\n".join([*lines, ""])
        if any(mark in source for mark in ("\t", "\r", "\x02", "\x03", " \n")):
            return super().run(lines)
        return [*lines, "", ""]


class SparingHtmlBlocks(HtmlBlockPreprocessor):
    """HtmlBlockPreprocessor that looks before it parses."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with blocks of HTML put away."""
        if any("<" in line or "&" in line for line in lines):
            return super().run(lines)
        return lines


class PlainParagraph(ParagraphProcessor):
    """A block whose lines all begin with a letter: no other kind can claim it."""

    _PLAIN = re.compile(r".*(?:\n[^\W\d_].*)*")

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """True if this is a paragraph at a glance."""
        if "|" in block or not block[:1].isalpha():
            return False
        return "\n" not in block or self._PLAIN.fullmatch(block) is not None


class SparingHeader(HashHeaderProcessor):
    """HashHeaderProcessor that knows a block of one line, `## Mục`, at a glance."""

    _USUAL = re.compile(r"(#{1,6})([^\\#\n]+)")

    def test(self, parent: Element, block: str) -> bool:
        """True if there is a heading in this block."""
        if "#" not in block:
            return False
        return self._USUAL.fullmatch(block) is not None or super().test(parent, block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make the heading; lines before and after it are parsed on."""
        if usual := self._USUAL.fullmatch(blocks[0]):
            del blocks[0]
            SubElement(parent, f"h{len(usual[1])}").text = usual[2].strip()
        else:
            super().run(parent, blocks)


class SparingEmphasis(DelimiterProcessor):
    """DelimiterProcessor that knows **words without any other star or underline** at a glance."""

    # Exactly two stars that touch the words: whatever stands around them, they are a pair.
    _STRONG = re.compile(r"(?<!\*)\*\*(?![\s*])([^*_]*[^\s*_])\*\*(?!\*)")

    def handleMatch(  # type: ignore[override] # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The element that begins at this mark, if any, and from where to where it stands."""
        usual = None if self.regions else self._STRONG.match(data, m.start())
        if usual is None:
            return super().handleMatch(m, data)
        strong = Element("strong")
        strong.text = usual[1]
        return strong, usual.start(), usual.end()


class SparingInline(InlineProcessor):
    """InlineProcessor that passes over plain texts, and looks before it tries a pattern."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        needs = {
            md.inlinePatterns[name]: need
            for name, need in _NEEDS.items()
            if name in md.inlinePatterns
        }
        self._patterns = [(each, needs.get(each, "")) for each in md.inlinePatterns]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """The tree with its inline marks made elements."""
        for each in tree.iter():
            if each.text and _is_plain(each.text):
                each.text = AtomicString(each.text)
        return super().run(tree, ancestors)

    # The stock method is private to its class, hence the name.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or _is_plain(data):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._patterns)):
            pattern, need = self._patterns[index]
            start, matched = 0, True
            while matched and need in data:
                data, matched, start = apply(pattern, data, index, start)
        return data


class SparingPrettify(PrettifyTreeprocessor):
    """PrettifyTreeprocessor that asks less about each element."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._blocks = frozenset(md.block_level_elements)

    def _prettifyETree(self, elem: Element) -> None:  # noqa: N802
        """Add line breaks in and behind a block."""
        if len(elem) and elem.tag not in ("code", "pre"):
            if elem[0].tag in self._blocks and not (elem.text and elem.text.strip()):
                elem.text = "\n"
            for each in elem:
                if each.tag in self._blocks:
                    self._prettifyETree(each)
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"
