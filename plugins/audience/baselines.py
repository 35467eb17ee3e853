"""Counted views → front matter: one line of each file, nothing else.

For migrations and yearly closing. The counts themselves stay; `state.counts` knows from when on
pages tell a number by themselves.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from plugins.core import files, problem, text
from plugins.core.article import ARTICLE
from plugins.core.problem import Problem
from plugins.core.settings import Settings
from plugins.ingest import header, scan, values
from plugins.ingest.header import Fault, Header
from plugins.ingest.paths import kind_of
from plugins.ingest.values import Context
from plugins.state.counts import Baseline

_BREAK = re.compile(rb"(?<=\n)|(?<=\r)(?!\n)")
_VIEWS = re.compile(rb"([\"']?views[\"']?[ \t]*:).*?(?=[\r\n]*\Z)", re.DOTALL)


class File(NamedTuple):
    """An article's file: its path below content/, where it is on the disk, as it is, cleaned."""

    path: str
    place: Path
    data: bytes
    text: str
    header: Header


class Plan(NamedTuple):
    """What is to be written: files with their new bytes, and what that means by article's id.

    `lost` are articles with views that no file is of.
    """

    edits: dict[Path, bytes]
    baselines: dict[str, Baseline]
    problems: list[Problem]
    lost: list[str]


def plan(settings: Settings, counted: Mapping[str, int], known: Mapping[str, Baseline]) -> Plan:
    """What brings all counted views into front matter. Changes nothing. Raises OSError.

    `known` are baselines written before that no page tells yet: they are not written twice.
    """
    found = Plan({}, {}, [], [])
    seen: dict[str, str] = {}
    for file in _articles(settings.path):
        path = file.path
        try:
            id = _text(file.header, "id") or path
            if id in seen and id in counted:
                raise Fault(1, f"Mã “{id}” đã là của {seen[id]}.", "Cho một trong hai bài mã khác.")
            seen[id] = path
            if more := counted.get(id, 0):
                context = Context(settings, path)
                _add(found, id, file, context, more, known.get(id))
        except Fault as fault:
            place = path, fault.line, problem.ERROR, "views"
            quote = file.text.split("\n")[fault.line - 1]
            found.problems.append(Problem(*place, fault.message, fault.cure, quote))
    found.lost.extend(sorted(id for id, views in counted.items() if views and id not in seen))
    return found


def _articles(content: Path) -> Iterator[File]:
    """Every article that can be read so far."""
    for path in sorted(scan.scan(content).items):
        if kind_of(path) != ARTICLE or not (file := files.locate(content, path)):
            continue
        data = file.read_bytes()
        try:
            source = text.clean(data.decode("utf-8"))
        except UnicodeDecodeError:
            continue  # no article; what was counted under its id is told as lost
        if (parts := header.split(source)).entries:
            yield File(path, file, data, source, parts)


def _add(
    to: Plan, id: str, file: File, context: Context, views: int, known: Baseline | None
) -> None:
    if file.header.faults:
        raise file.header.faults[0]
    before = _count(file.header, context)
    is_written = known is not None and before != known.before
    already = known.frozen if known and is_written else 0
    if (more := views - already) <= 0:
        return
    data = _edited(file, before + more)
    again = header.split(text.clean(data.decode("utf-8")))
    if _count(again, context) != before + more or _others(again) != _others(file.header):
        line = entry.line if (entry := file.header.entries.get("views")) else 1
        raise Fault(line, "Không sửa được dòng views ở đây.", f"views: {before + more}")
    to.edits[file.place] = data
    to.baselines[id] = Baseline(before, before + more, already + more)


def _count(parts: Header, context: Context) -> int:
    entry = parts.entries.get("views")
    node = header.value_of(entry, structured=False) if entry else None
    return values.count(node, "views", context) if node else 0


def _others(parts: Header) -> list[object]:
    """All that is to stay."""
    entries = [(key, entry.head, entry.more) for key, entry in parts.entries.items()]
    return [*(each for each in entries if each[0] != "views"), parts.body]


def _edited(file: File, views: int) -> bytes:
    """The file with this number in its line `views`, or in a new one below `date`."""
    lines, entries = _BREAK.split(file.data), file.header.entries
    if entry := entries.get("views"):
        number = entry.line - 1
        lines[number] = _VIEWS.sub(rb"\g<1> %d" % views, lines[number], count=1)
        return b"".join(lines)
    date = entries.get("date") or next(iter(entries.values()))
    below = date.line + len(date.more)
    line_break = lines[below - 1][len(lines[below - 1].rstrip(b"\r\n")) :]
    lines.insert(below, b"views: %d%b" % (views, line_break))
    return b"".join(lines)


def _text(parts: Header, key: str) -> str:
    """A key's one-line text; empty if it has none."""
    if not (entry := parts.entries.get(key)):
        return ""
    node = header.value_of(entry, structured=False)
    return str(node.value) if node else ""
