"""How much Markdown one text may hold: Python-Markdown takes minutes over some kinds of excess."""

import re
from collections import Counter

from plugins.core.text import number
from plugins.ingest.header import Fault

LONGEST = 300_000
"""Characters of one text; a hundred printed pages."""

_DEEPEST = 60
_LINES = 20_000
_IN_TEXT = (("[", 5_000, "dấu ["), ("<", 10_000, "dấu <"))
# What is matched again for every mark or line before it in its paragraph, so the square of them.
_IN_PARAGRAPH = (
    ("[", 1_000, "dấu ["),
    ("*", 5_000, "dấu *"),
    ("_", 5_000, "dấu _"),
    ("`", 5_000, "dấu `"),
    ("\\", 5_000, "dấu \\"),
    ("&", 5_000, "dấu &"),
    ("\n#", 2_000, "dòng bắt đầu bằng dấu #"),
    ("\n=", 2_000, "dòng bắt đầu bằng dấu ="),
    ("\n-", 5_000, "dòng bắt đầu bằng dấu -"),
)
_NOTE = re.compile(r"\[\^[^\]\n]*\]")
_MOST_NOTES = 200  # of one footnote
_OPEN = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_MOST_OPEN = 500
# After the \n that it begins with, and not at ^: that would be tried at every letter.
_DEEP = re.compile(rf"\n(?:[ \t]*(?:>|(?:[*+-]|\d+\.)[ \t])){{{_DEEPEST}}}")
_SHORTER = "Chia bài thành nhiều bài, hoặc đưa phần dài vào tệp đính kèm."
_SPLIT = "Tách đoạn này ra bằng những dòng trống."
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
VOID = frozenset(("br", "col", "hr", "img", "source", "wbr"))
"""Tags that are never closed."""

_INDENT = re.compile(r"(?:[ \t>*+-]|\d+\.|<[^>]*>)*")


def refuse_excess(source: str, first_line: int) -> None:
    """Raise Fault for a text that would keep Python-Markdown busy for more than seconds."""
    if len(source) > LONGEST:
        raise Fault(first_line, f"Bài dài quá {number(LONGEST)} ký tự.", _SHORTER)
    for mark, most, name in _IN_TEXT:
        if _holds_more(source, most, mark):
            raise Fault(first_line, f"Bài có quá {number(most)} {name}.", _SHORTER)
    if _holds_more(source, _LINES, "\n"):
        raise Fault(first_line, f"Bài có quá {number(_LINES)} dòng.", _SHORTER)
    if _DEEP.search("\n" + source):
        raise too_deep(source, first_line)
    if _holds_more(source, _MOST_OPEN, "<") and len(_OPEN.findall(source)) > _MOST_OPEN:
        message = f"Bài có quá {_MOST_OPEN} dấu < không có dấu > đi cùng."
        raise Fault(first_line, message, "Muốn hiện dấu < thì viết &lt;.")
    if _holds_more(source, _MOST_NOTES, "[^"):
        counts = Counter(_NOTE.findall(source))
        for mark in (mark for mark, times in counts.items() if times > _MOST_NOTES):
            line = first_line + source.count("\n", 0, source.find(mark))
            message = f"Chú thích {mark} được nhắc tới quá {_MOST_NOTES} lần."
            raise Fault(line, message, "Chỉ đánh dấu chú thích ở những chỗ đầu tiên.")
    for mark, most, name in _IN_PARAGRAPH:
        if _holds_more(source, most, mark):
            _refuse_paragraph(mark, most, name, source, first_line)


def _holds_more(source: str, most: int, mark: str) -> bool:
    """True if there are more of this mark; one character is counted in a third of the time."""
    return len(source) > most and source.count(mark[0]) > most and source.count(mark) > most


def _refuse_paragraph(mark: str, most: int, name: str, source: str, first_line: int) -> None:
    at = 0
    for paragraph in source.split("\n\n"):
        if paragraph.count(mark) > most:
            line = first_line + source.count("\n", 0, at)
            raise Fault(line, f"Một đoạn có quá {number(most)} {name}.", _SPLIT)
        at += len(paragraph) + 2


def refuse_depth(html: str, source: str, first_line: int) -> None:
    """Raise Fault for balanced HTML of more levels than any browser or reader must bear."""
    if html.count("<") <= 2 * _DEEPEST:
        return
    depth = 0
    for closing, name in _TAG.findall(html):
        if name not in VOID:
            depth += -1 if closing else 1
        if depth > _DEEPEST:
            raise too_deep(source, first_line)


def too_deep(source: str, first_line: int) -> Fault:
    """The fault of a text nested too deeply, at its innermost line."""
    depths = [len(match[0]) if (match := _INDENT.match(line)) else 0 for line in source.split("\n")]
    line = first_line + depths.index(max(depths))
    return Fault(
        line,
        "Danh sách, trích dẫn hay thẻ HTML lồng nhau quá nhiều tầng.",
        "Viết lại với ít tầng hơn.",
    )
