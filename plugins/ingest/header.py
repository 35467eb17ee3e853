"""The header of an article: lines between two `---`, as nodes that know their line.

The only user of PyYAML. Most values are one literal line and never meet YAML; quoted strings,
lists and mappings go through its C loader with every scalar as text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from plugins.core import text
from plugins.ingest.yaml_words import Words, explain

if TYPE_CHECKING:
    import yaml

LONGEST_HEADER = 60_000
_MOST_BRACKETS = 300
_FENCE = "---"
_ENTRY = re.compile(r"""(["']?)([^\s:#"'\-\[\]{}][^:"']*?)\1[ \t]*:(?:[ \t]+(.*))?$""")
_TIGHT = re.compile(r"([A-Za-z_]+)\s*[:：]\s*(\S.*)$")
_QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_PLAIN_LIST = re.compile(r"\[[^\W_][\w .,()/-]*\]")  # nothing in it that YAML would mind
_PLAIN_ITEM = re.compile(r"\s*-\s+(?![a-z]+:(?:\s|$)|[\[{|>&*!])(.*\S)\s*$")
_DEEP = re.compile(r"(?:[-?:] ){12}")
_PAIR = re.compile(r"(\s*(?:-\s+)?[a-z]+:\s+)([^\s\[{|>&*!].*?)\s*$")
_NEEDS_QUOTES = re.compile(r"""["'@`%?:,\]}]|.*(?:: |:$|\s#)""")
_BLOCK_TEXT = re.compile(r":\s*[|>][-+0-9]*\s*$")


class Fault(Exception):
    """A mistake at a line of the file: what is wrong and how to write it."""

    def __init__(self, line: int, message: str, cure: str) -> None:
        super().__init__(message)
        self.line, self.message, self.cure = line, message, cure


class Node(NamedTuple):
    """A value and its line: text, a list of nodes, or a mapping from key to node."""

    value: "str | list[Node] | dict[str, Node]"
    line: int


@dataclass(slots=True)
class Entry:
    """One key of the header as it was written."""

    key: str
    line: int
    head: str
    more: list[str] = field(default_factory=list)


class Header(NamedTuple):
    """A file taken apart; lines count from 1 in the file."""

    entries: dict[str, Entry]
    faults: list[Fault]
    body: str
    body_line: int


def split(source: str) -> Header:
    """Take a cleaned file apart; faults are collected, the file is never refused half-read."""
    lines = source.split("\n")
    if lines[0].rstrip() != _FENCE:
        cure = "Viết dòng đầu tiên là ---, rồi các dòng như “title: …”, rồi lại một dòng ---."
        if source.lstrip().startswith(_FENCE + "\n"):
            blank = "các dòng trống" if not lines[0].strip() else "dấu cách"
            cure = f"Xóa {blank} trước dòng ---."
        return Header({}, [Fault(1, "Bài không bắt đầu bằng dòng ---.", cure)], source, 1)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if not end:
        cure = "Thêm một dòng --- ngay sau dòng cuối của phần đầu, trước bài viết."
        return Header({}, [Fault(1, "Phần đầu bài không có dòng --- kết thúc.", cure)], source, 1)
    if sum(map(len, lines[:end])) > LONGEST_HEADER:
        cure = (
            f"Phần đầu dài nhất {text.number(LONGEST_HEADER)} ký tự; đưa phần dài xuống bài viết."
        )
        return Header({}, [Fault(1, "Phần đầu bài quá dài.", cure)], "", end + 2)
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    for entry in _entries(lines[1:end], faults):
        if first := entries.get(entry.key):
            message = f"Khóa “{entry.key}” có hai lần (lần đầu ở dòng {first.line})."
            faults.append(Fault(entry.line, message, "Xóa một trong hai dòng."))
        else:
            entries[entry.key] = entry
    return Header(entries, faults, "\n".join(lines[end + 1 :]), end + 2)


def _entries(lines: list[str], faults: list[Fault]) -> Iterator[Entry]:
    entry: Entry | None = None
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.startswith("#"):
            if entry and entry.more:
                entry.more.append("" if not line.strip() else line)
        elif match := _ENTRY.match(line):
            if entry:
                yield entry
            entry = Entry(match[2], number, (match[3] or "").strip())
        elif line[0] in " \t-" and entry:
            # Blank and comment lines between must keep their places: lines count.
            entry.more += [""] * (number - entry.line - 1 - len(entry.more))
            entry.more.append(line.expandtabs(4))
        elif match := _TIGHT.match(line):
            if entry:
                yield entry
            entry = Entry(match[1], number, match[2].strip())
            message = f"Sau “{match[1]}” phải là dấu hai chấm và một dấu cách."
            faults.append(Fault(number, message, f"{match[1]}: {match[2]}"))
        else:
            cure = "Mỗi dòng viết là “khóa: giá trị”, ví dụ “title: Tên bài”."
            faults.append(Fault(number, "Dòng này không có dạng “khóa: giá trị”.", cure))
    if entry:
        yield entry


def value_of(entry: Entry, *, structured: bool) -> Node | None:
    """The value of an entry; None if it is empty. Raises Fault.

    Text is literal to the end of its line, unless all of it is one quoted string. Only a
    `structured` key may hold a list or a mapping; elsewhere `[` and `{` are ordinary letters.
    """
    head, more = entry.head, [line for line in entry.more if line.strip()]
    if not head and not more:
        return None
    if _QUOTED.fullmatch(head) and not more:
        return _yaml(entry)
    if structured and not more and _PLAIN_LIST.fullmatch(head):
        items = [item.strip() for item in head[1:-1].split(",")]
        if all(items):
            return Node([Node(item, entry.line) for item in items], entry.line)
    if structured and (head[:1] in ("[", "{") or not head):
        if not head and all(map(_PLAIN_ITEM.match, more)):
            return Node(list(_items(entry)), entry.line)
        return _yaml(entry)
    if more and head[:1] in ("|", ">", '"', "'"):
        return _yaml(entry)
    return Node(" ".join([head, *(line.strip() for line in more)]).strip(), entry.line)


def _items(entry: Entry) -> Iterator[Node]:
    """A list of literal lines: `- Kinh tế: số liệu` is one name, as an editor means it."""
    for line, written in enumerate(entry.more, entry.line + 1):
        if match := _PLAIN_ITEM.match(written):
            quoted = _QUOTED.fullmatch(match[1])
            yield _yaml(Entry(entry.key, line, match[1])) if quoted else Node(match[1], line)


def _yaml(entry: Entry) -> Node:
    import yaml  # a build that reads nothing does without

    more = entry.more
    if not any(map(_BLOCK_TEXT.search, (":" + entry.head, *more))):
        more = [_literal(line) for line in more]
    source = "\n".join([entry.head, *more])
    if source.count("[") + source.count("{") > _MOST_BRACKETS or _DEEP.search(source):
        message = f"Giá trị của “{entry.key}” lồng quá nhiều tầng."
        raise Fault(entry.line, message, "Viết đơn giản hơn, mỗi phần một dòng.")
    try:
        node = yaml.compose(source, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        line = entry.line + min(mark.line if mark else 0, len(more))
        raise Fault(line, *_explained(entry.key, str(error.problem), source)) from error
    except yaml.YAMLError as error:
        raise Fault(entry.line, *_explained(entry.key, "", source)) from error
    if node is None:
        raise Fault(entry.line, *_explained(entry.key, "", source))
    return _nodes(node, entry.line, set())


def _literal(line: str) -> str:
    """A line `caption: Ảnh: Lê Ân #2` of a mapping, quoted so that YAML takes it as it stands."""
    match = _PAIR.match(line)
    if not match or _QUOTED.fullmatch(match[2]) or not _NEEDS_QUOTES.match(match[2]):
        return line
    return match[1] + "'" + match[2].replace("'", "''") + "'"


def _explained(key: str, problem: str, source: str) -> Words:
    words = explain(problem, source)
    return Words(f"“{key}”: {words.message}", words.cure)


def _nodes(node: "yaml.Node", first: int, seen: set[int]) -> Node:
    import yaml

    line = first + node.start_mark.line
    if id(node) in seen:
        raise Fault(line, *explain("alias", ""))
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return Node(text.clean(str(node.value)), line)
    if isinstance(node, yaml.SequenceNode):
        return Node([_nodes(each, first, seen) for each in node.value], line)
    pairs: dict[str, Node] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        if name in pairs:
            at = first + key.start_mark.line
            raise Fault(at, f"Khóa “{name}” có hai lần.", "Xóa một trong hai.")
        pairs[name] = _nodes(value, first, seen)
    return Node(pairs, line)
