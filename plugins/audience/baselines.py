"""Counted views → front matter: one line of each file, nothing else.

For migrations and yearly closing. The counts themselves stay; `state.counts` knows how many of them
are in a number that front matter says, or said.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.build import writer
from plugins.core import files, problem, text
from plugins.core.article import ARTICLE
from plugins.core.problem import Problem
from plugins.core.settings import Settings
from plugins.ingest import header, scan, values
from plugins.ingest.header import Fault, Header
from plugins.ingest.paths import kind_of
from plugins.ingest.values import Context
from plugins.state.counts import Baseline, frozen

_BREAK = re.compile(rb"(?<=\n)|(?<=\r)(?!\n)")
_VIEWS = re.compile(rb"([\"']?views[\"']?[ \t]*:).*?(?=[\r\n]*\Z)", re.DOTALL)


class File(NamedTuple):
    """An article's file: its path below content/, where it is on the disk, as it is, cleaned."""

    path: str
    place: Path
    data: bytes
    text: str
    header: Header

    @property
    def digest(self) -> str:
        """What tells whether somebody saved it since."""
        return files.digest(self.data)


class Edit(NamedTuple):
    """A file to be written, as it was when it was looked at, and its number then."""

    path: str
    digest: str
    views: int


class Plan(NamedTuple):
    """What is to be written, and what that means: baselines, each with its article's id.

    `lost` are articles with views that no file is of.
    """

    edits: list[Edit]
    baselines: list[tuple[str, Baseline]]
    problems: list[Problem]
    lost: list[str]


def plan(
    settings: Settings, viewed: Mapping[str, int], known: Mapping[str, Sequence[Baseline]]
) -> Plan:
    """What brings all views into front matter. Changes nothing. Raises OSError.

    `known` says which of them are in a number that stands there.
    """
    found = Plan([], [], [], [])
    seen: dict[str, str] = {}
    for path in sorted(scan.scan(settings.path).items):
        file = _read(settings.path, path) if kind_of(path) == ARTICLE else None
        if file is None:
            continue
        context = Context(settings, path)
        try:
            id = _id(file.header, context) or path
            if id in seen and id in viewed:
                raise Fault(1, f"Mã “{id}” đã là của {seen[id]}.", "Cho một trong hai bài mã khác.")
            seen[id] = path
            if views := viewed.get(id, 0):
                _add(found, id, file, context, views, known.get(id, ()))
        except Fault as fault:
            place = path, fault.line, problem.ERROR, "views"
            quote = file.text.split("\n")[fault.line - 1]
            found.problems.append(Problem(*place, fault.message, fault.cure, quote))
    found.lost.extend(sorted(id for id, views in viewed.items() if views and id not in seen))
    return found


def write(content: Path, edit: Edit) -> bool:
    """Write a number; False if somebody saved the file since it was looked at. Raises OSError."""
    file = _read(content, edit.path)
    if file is None or file.digest != edit.digest:
        return False
    mode = file.place.stat().st_mode
    writer.write(file.place.parent, file.place.name, _edited(file, edit.views), None)
    file.place.chmod(mode)
    return True


def _read(content: Path, path: str) -> File | None:
    """An article that can be read so far."""
    if not (place := files.locate(content, path)):
        return None
    data = place.read_bytes()
    try:
        source = text.clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None  # no article; what was counted under its id is told as lost
    parts = header.split(source)
    return File(path, place, data, source, parts) if parts.entries else None


def _add(
    to: Plan, id: str, file: File, context: Context, views: int, known: Sequence[Baseline]
) -> None:
    if file.header.faults:
        raise file.header.faults[0]
    number = _count(file.header, context)
    already = frozen(known, number)
    if (more := views - already) <= 0:
        return
    again = header.split(text.clean(_edited(file, number + more).decode("utf-8")))
    if _others(again) != _others(file.header) or _count(again, context) != number + more:
        line = entry.line if (entry := file.header.entries.get("views")) else 1
        raise Fault(line, "Không sửa được dòng views ở đây.", f"views: {number + more}")
    to.edits.append(Edit(file.path, file.digest, number + more))
    to.baselines.append((id, Baseline(number, already)))
    to.baselines.append((id, Baseline(number + more, views)))


def _id(parts: Header, context: Context) -> str:
    """The article's id; empty if it has none of its own."""
    entry = parts.entries.get("id")
    node = header.value_of(entry, structured=False) if entry else None
    return values.identity(node, "id", context) if node else ""


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
        line = _VIEWS.sub(rb"\g<1> %d" % views, lines[entry.line - 1], count=1)
        lines[entry.line - 1 : entry.line + len(entry.more)] = [line]  # a value on lines of its own
        return b"".join(lines)
    date = entries.get("date") or next(iter(entries.values()))
    below = date.line + len(date.more)
    line_break = lines[below - 1][len(lines[below - 1].rstrip(b"\r\n")) :]
    lines.insert(below, b"views: %d%b" % (views, line_break))
    return b"".join(lines)
