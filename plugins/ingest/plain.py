"""HTML as plain text: what lists, feeds and meta tags show of a body."""

import html
import re

from plugins.core import text

PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_NOTE_MARK = re.compile(r'<sup id="fnref[^>]*>.*?</sup>')


def plain_text(inline: str) -> str:
    """Inline HTML without its tags, on one line."""
    return text.one_line(html.unescape(_TAG.sub("", inline)))


def first_paragraph(body: str) -> str:
    """The first paragraph with text in it, as plain text."""
    for match in PARAGRAPH.finditer(body):
        if found := plain_text(_NOTE_MARK.sub("", match[1])):
            return found
    return ""
