"""Every line of every log once, however often its file is read, moved, packed or copied.

A log is known by its first lines, and by how far it was read with what stands right before that
place: names, inodes and sizes say nothing, as rotation changes them all. Packed ones and pipes are
read forwards only, like all others. A last line without a line break counts if it is complete; else
it is still being written.
"""

import hashlib
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from gzip import BadGzipFile, GzipFile
from io import BufferedIOBase, BufferedReader
from pathlib import Path
from typing import NamedTuple, cast

from plugins.audience.lines import LONGEST, is_complete, parse

PIPE = "-"
"""Standard input as the name of a log."""

_PIECE = 1 << 20
_START = 1 << 18
_HEAD, _KNOWN, _DIGEST = 16, 56, 4  # lines; bytes of each that count, and of their digest
_TAIL = 256
_PACKED, _SMALLEST = b"\x1f\x8b\x08", 18  # how a packed log begins; bytes of an empty one
_BROKEN = (EOFError, zlib.error, BadGzipFile)
"""What a packed log says that is cut short, or still being packed."""


class Position(NamedTuple):
    """How far a log was read: digests of how its first lines begin, and of what is before `offset`.

    How a line ends does not count: one that ends in the middle of a number may look whole.
    """

    head: bytes
    offset: int
    tail: bytes

    def is_of(self, head: bytes) -> bool:
        """True if a log with these first lines is this one, longer or shorter."""
        return bool(head) and (head.startswith(self.head) or self.head.startswith(head))


class Log:
    """An open log, known or new: read its `lines`, then what they gave ends at `position`.

    `before` is where it was read to the last time, None for a new one. `begins` is the Unix time of
    its first lines, 0 if it has none; `size` its bytes on the disk, 0 for a pipe. `is_altered` says
    that what was read before is not there any more, so that no new line can be told from those;
    `is_broken` that it is packed and was read as far as it could be unpacked.
    """

    def __init__(
        self,
        name: str,
        raw: BufferedIOBase,
        file: BufferedIOBase,
        known: Iterable[Position],
        unpacked: int | None,
    ) -> None:
        self.name, self._raw, self._file, self._unpacked = name, raw, file, unpacked
        self.size = os.fstat(raw.fileno()).st_size if raw.seekable() else 0
        self.is_altered = self.is_broken = False
        self._told = 0
        self._start = self._read(_START)
        first = self._start.split(b"\n")
        self._like = next(filter(parse, first[: min(_HEAD, len(first) - 1)]), b"")
        if len(self._start) < _START and not is_complete(first[-1], self._like):
            first.pop()  # its end is still to come
        self.head = b"".join(_digest(each[:_KNOWN], _DIGEST) for each in first[:_HEAD])
        self.begins = begins(first)
        self.before = next((each for each in known if each.is_of(self.head)), None)
        self.position = self.before

    def advance(self) -> int:
        """Bytes on the disk that were read since this was asked last."""
        before, self._told = self._told, self._raw.tell() if self.size else 0
        return self._told - before

    def lines(self) -> Iterator[list[bytes]]:
        """The lines that were not read before, many at a time, without their line breaks.

        Of a line that is too long there is as much as makes it too long.
        """
        if not self.before:
            yield from self._lines(self._start, 0, b"")
            return
        offset = self.before.offset
        if self._unpacked == offset % (1 << 32):
            return  # packed, and by its last bytes not longer
        if (passed := self._passed(offset)) is None:
            return  # shorter: an earlier copy
        tail, rest = passed
        self.is_altered = _digest(tail) != self.before.tail
        if not self.is_altered:
            yield from self._lines(rest, offset, tail)

    def _passed(self, offset: int) -> tuple[bytes, bytes] | None:
        """What stands right before an offset, and what was read behind it.

        None if the log is shorter than that.
        """
        data, at = self._start, 0
        if offset > len(data) and self._unpacked is None and self._file.seekable():
            at = offset - _TAIL
            self._file.seek(at)
            data = self._read(_PIECE)
        while at + len(data) < offset:
            keep = data[-_TAIL:]
            if not (more := self._read(_PIECE)):
                return None
            at, data = at + len(data) - len(keep), keep + more
        cut = offset - at
        return data[max(0, cut - _TAIL) : cut], data[cut:]

    def _lines(self, data: bytes, offset: int, seen: bytes) -> Iterator[list[bytes]]:
        """Lines from `data` on, which begins at `offset`; `seen` is what stands before."""
        unended = b""
        while data or (data := self._read(_PIECE)):
            ended, line_break, rest = data.rpartition(b"\n")
            if line_break:
                read = offset + len(ended) + 1
                self.position = Position(self.head, read, _tail(seen + ended + b"\n"))
                yield (unended + ended).split(b"\n")
                unended = b""
            unended = (unended + rest)[: LONGEST + 1]
            offset, seen, data = offset + len(data), (seen + data)[-_TAIL:], b""
        if unended and is_complete(unended, self._like):
            self.position = Position(self.head, offset, _tail(seen))
            yield [unended]

    def _read(self, size: int) -> bytes:
        """So many bytes, or all that there are; of a packed log what can be unpacked."""
        parts: list[bytes] = []
        while size > 0:
            try:
                part = self._file.read1(size)
            except _BROKEN:
                self.is_broken = True
                break
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def ordered(names: Iterable[str], known: Sequence[Position]) -> list[str]:
    """The logs in the order in which to read them: first those that go on, then the earliest.

    A reader's half hour may begin in one and end in the next. Pipes come last. Raises OSError.
    """
    places = {}
    for name in names:
        if name == PIPE or not os.path.isfile(name):  # what is read of a pipe is gone
            places[name] = True, sys.maxsize
            continue
        with opened(name, known) as log:
            # Where a log begins with a megabyte of rubbish, its time stands behind that.
            begin = log.begins or next(filter(None, map(begins, log.lines())), 0)
            places[name] = log.before is None, begin
    return sorted(places, key=lambda name: places[name])


def rotated(names: Sequence[str], known: Sequence[Position], latest: int) -> list[str]:
    """Logs beside these that rotation made of them, with what nobody has read yet.

    What was written between the last look and the rotation stands in one that was begun before, and
    if there were several rotations, also in logs that begin after `latest`, the last second that
    was ever read.
    """
    found = []
    given = {os.path.realpath(name) for name in names}
    for path in [Path(name) for name in names if name != PIPE]:
        stem, ending = re.escape(path.stem), re.escape(path.suffix)
        number = r"[.-]\d[\d.-]*"
        is_rotated = re.compile(rf"(?:{stem}{ending}{number}|{stem}{number}{ending})(?:\.gz)?")
        for beside in sorted(path.parent.iterdir()) if path.parent.is_dir() else ():
            if is_rotated.fullmatch(beside.name) and os.path.realpath(beside) not in given:
                with suppress(OSError), opened(str(beside), known) as log:
                    if log.before or 0 < latest < log.begins:
                        found.append(str(beside))
    return found


@contextmanager
def opened(name: str, known: Iterable[Position]) -> Iterator[Log]:
    """A log, recognised if it was read before, under whatever name. Raises OSError."""
    with ExitStack() as open_files:
        if name == PIPE:
            raw = cast("BufferedReader", sys.stdin.buffer)
        else:
            raw = open_files.enter_context(open(name, "rb"))
        if raw.peek(4)[:3] != _PACKED:
            yield Log(name, raw, raw, known, None)
            return
        unpacked = -1
        if raw.seekable() and os.fstat(raw.fileno()).st_size >= _SMALLEST:
            raw.seek(-4, os.SEEK_END)  # its last bytes say how long it is unpacked (RFC 1952)
            unpacked = int.from_bytes(raw.read(4), "little")
            raw.seek(0)
        yield Log(name, raw, open_files.enter_context(GzipFile(fileobj=raw)), known, unpacked)


def begins(lines: Sequence[bytes]) -> int:
    """The second of the first lines: the middle one of several, as any clock may be wrong."""
    short = (each for each in lines[:_HEAD] if len(each) <= LONGEST)
    seconds = sorted(hit.second for each in short if (hit := parse(each)))
    return seconds[len(seconds) // 2] if seconds else 0


def _tail(data: bytes) -> bytes:
    return _digest(data[-_TAIL:])


def _digest(data: bytes, size: int = 16) -> bytes:
    return hashlib.blake2b(data, digest_size=size).digest()
