"""Lists and tables as office people write them: right below a paragraph, lists indented by two,
three or four spaces or a tab.

Python-Markdown wants a blank line before a list or a table, and four spaces a level. This gives it
both, and leaves a text without lists, tables and indentation untouched.
"""

import re
from typing import NamedTuple

# After a \n and not at ^, which would be tried at every letter.
_LIST_OR_INDENT = re.compile(r"\n(?:[ \t]+\S|(?:[-*+]|\d+\.)[ \t])")
_ITEM = re.compile(r"( *)([-*+]|\d+\.)( +)(?=\S)")
_FIRST = re.compile(r" *(?:[-*+]|1\.) [^|]*$")
_RULE = re.compile(r" *(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_LEVEL = 2
_OF_LISTS = " -*+0123456789"  # what a line of a list begins with


class _Item(NamedTuple):
    """The marker of an open list item: how far it is indented, and of which kind of list."""

    width: int
    ordered: bool


def part_tables(source: str) -> str:
    """The Markdown with a blank line between a paragraph and the table right below it."""
    if "|" not in source:
        return source
    done: list[str] = []
    for line in source.split("\n"):
        is_rule = "|" in line and "-" in line and not line.strip("|: -\t")
        if is_rule and len(done) > 1 and "|" in done[-1]:
            above = done[-2]
            if above.strip() and "|" not in above:
                done.insert(-1, "")
        done.append(line)
    return "\n".join(done)


def indent(source: str) -> str:
    """The Markdown with each list item at four spaces a level."""
    if not _LIST_OR_INDENT.search("\n" + source):
        return source
    done: list[str] = []
    open_items: list[_Item] = []
    after_blank, in_paragraph = True, False
    block = 0  # how far the first line of the current block is indented
    for line in source.expandtabs(4).split("\n"):
        if not open_items and (not line or line[0] not in _OF_LISTS):
            done.append(line)
            block = 0 if after_blank else block
            after_blank, in_paragraph = not line, bool(line)
            continue
        item = _item(line, open_items)
        if item and in_paragraph and not open_items and not _FIRST.match(line):
            item = None
        kinds = {(depth, each.ordered) for depth, each in enumerate(open_items)}
        was_open = len(open_items)
        placed = _placed(line, open_items, item, after_blank=after_blank)
        width = len(placed) - len(placed.lstrip(" "))
        if item and not after_blank:
            depth = len(open_items) - 1
            other_kind = depth < was_open and (depth, item.ordered) not in kinds
            if in_paragraph or other_kind or width < block:
                done.append("")  # without it Python-Markdown would swallow the item
                after_blank = True
        done.append(placed)
        if item or not placed:
            in_paragraph = False
        elif after_blank or not open_items:
            in_paragraph = True
        block = width if after_blank else block
        after_blank = not placed
    return "\n".join(done)


def _item(line: str, open_items: list[_Item]) -> _Item | None:
    match = _ITEM.match(line)
    if not match or _RULE.match(line) or (len(match[1]) >= 4 and not open_items):
        return None
    return _Item(len(match[1]), match[2][0].isdigit())


def _placed(line: str, open_items: list[_Item], item: _Item | None, *, after_blank: bool) -> str:
    text = line.lstrip(" ")
    if not text:
        return ""
    if item:
        while open_items and not _inside(item.width, open_items):
            open_items.pop()
        if open_items and item.width < open_items[-1].width + _LEVEL:
            open_items[-1] = open_items[-1]._replace(ordered=item.ordered)
        else:
            open_items.append(item)
        return " " * 4 * (len(open_items) - 1) + text
    if not open_items:
        return line
    if not after_blank:
        return " " * 4 * len(open_items) + text
    width = len(line) - len(text)
    depth = sum(width >= each.width + _LEVEL for each in open_items)
    del open_items[depth:]
    if not open_items:
        return line
    return " " * 4 * depth + " " * max(0, width - open_items[-1].width - 4) + text


def _inside(width: int, open_items: list[_Item]) -> bool:
    """True if an item at this width continues the innermost open list, or begins one in it."""
    return width >= (open_items[-2].width + _LEVEL if len(open_items) > 1 else 0)
