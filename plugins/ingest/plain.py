"""HTML as plain text: what lists, feeds, meta tags and the search have of a body."""

import html
import re

from plugins.core import text

PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
# Tags that stand inside words or sentences; all others part what is before them from what follows.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup"
    r"|time|u|var|wbr)\b[^>]*>"
)
_NOTE_MARK = re.compile(r'<sup id="fnref[^>]*>.*?</sup>|<a class="footnote-backref"[^>]*>.*?</a>')


def plain_text(inline: str) -> str:
    """Inline HTML without its tags, on one line."""
    return text.one_line(html.unescape(_TAG.sub("", inline)))


def first_paragraph(body: str) -> str:
    """The first paragraph with text in it, as plain text."""
    for match in PARAGRAPH.finditer(body):
        if found := plain_text(_NOTE_MARK.sub("", match[1])):
            return found
    return ""


def whole_text(body: str) -> str:
    """All text of a body on one line, without the marks of footnotes."""
    if "footnote" in body:
        body = _NOTE_MARK.sub("", body)
    return text.one_line(html.unescape(_TAG.sub(" ", _INLINE.sub("", body))))
