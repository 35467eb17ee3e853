"""Lists as office people indent them: by two, three or four spaces, or a tab.

Python-Markdown wants four spaces a level. This turns any indentation into that, and leaves a text
without indented list items untouched.
"""

import re

_ITEM = re.compile(r"( *)([-*+]|\d+\.)( +)(?=\S)")
_INDENTED = re.compile(r"^[ \t]+\S", re.MULTILINE)
_RULE = re.compile(r" *(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_LEVEL = 2


def indent(source: str) -> str:
    """The Markdown with each list item at four spaces a level."""
    if not _INDENTED.search(source):
        return source
    done: list[str] = []
    open_at: list[int] = []  # how far the marker of each open item is indented
    after_blank, in_paragraph = True, False
    for line in source.expandtabs(4).split("\n"):
        is_item = bool(open_at and _ITEM.match(line))
        if is_item and in_paragraph:
            done.append("")  # an item right below an item's second paragraph would be swallowed
        done.append(_placed(line, open_at, after_blank=after_blank))
        in_paragraph = bool(open_at and line.strip() and not is_item) and (
            after_blank or in_paragraph
        )
        after_blank = not line.strip()
    return "\n".join(done)


def _placed(line: str, open_at: list[int], *, after_blank: bool) -> str:
    text = line.lstrip(" ")
    if not text:
        return ""
    width = len(line) - len(text)
    item = _ITEM.match(line)
    if item and not _RULE.match(line) and (open_at or width < 4):
        while open_at and width < open_at[-1] + _LEVEL and not _sibling(width, open_at):
            open_at.pop()
        if not open_at or width >= open_at[-1] + _LEVEL:
            open_at.append(width)
        return " " * 4 * (len(open_at) - 1) + text
    if not open_at:
        return line
    if not after_blank:
        return " " * 4 * len(open_at) + text
    depth = sum(width >= marker + _LEVEL for marker in open_at)
    if depth == 0:
        open_at.clear()
        return line
    del open_at[depth:]
    return " " * 4 * depth + " " * max(0, width - open_at[-1] - 4) + text


def _sibling(width: int, open_at: list[int]) -> bool:
    """True if an item at this width continues the innermost open list."""
    outer = open_at[-2] + _LEVEL if len(open_at) > 1 else 0
    return outer <= width < open_at[-1] + _LEVEL
