"""Every line of every log once, however often its file is read, moved, packed or copied.

A log is known by its first lines, and by how far it was read with what stands right before that
place: names, inodes and sizes say nothing, as rotation changes them all. It is only ever read
forwards, so that packed ones and pipes are no special case. A last line without a line break is
still being written, unless the log is packed or comes through a pipe.
"""

import hashlib
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from glob import escape
from gzip import BadGzipFile, GzipFile
from io import BufferedReader
from pathlib import Path
from typing import IO, NamedTuple, cast

from plugins.audience.lines import LONGEST, parse

PIPE = "-"
"""Standard input as the name of a log."""

_PIECE = 1 << 20
_START = 1 << 18
_HEAD, _DIGEST = 16, 4  # lines; bytes of each one's digest
_TAIL = 256
_PACKED = b"\x1f\x8b\x08"
_BROKEN = (EOFError, zlib.error, BadGzipFile)
"""What a packed log says that is cut short, or still being packed."""


class Position(NamedTuple):
    """How far a log was read: digests of its first lines and of what stands before `offset`."""

    head: bytes
    offset: int
    tail: bytes

    def is_of(self, head: bytes) -> bool:
        """True if a log with these first lines is this one, longer or shorter."""
        return bool(head) and (head.startswith(self.head) or self.head.startswith(head))


class Log:
    """An open log. `recognise` it, then read its `lines`: what they gave ends at `position`.

    `before` is where it was read to the last time, None for a new one; `is_altered` says that what
    was read then is not there any more, so that no line can be told from those. `begins` is the
    Unix time of its first lines, 0 if it has none; `size` its bytes on the disk, 0 for a pipe.
    """

    def __init__(
        self, name: str, raw: IO[bytes], file: IO[bytes], *, is_whole: bool, unpacked: int | None
    ) -> None:
        self.name, self._raw, self._file = name, raw, file
        self._is_whole, self._unpacked = is_whole, unpacked
        self.size = os.fstat(raw.fileno()).st_size if raw.seekable() else 0
        self._told = 0
        self._start = self._read(_START)
        first = self._start.split(b"\n")
        if not (self._is_whole and first[-1]):
            first.pop()
        if not first and len(self._start) == _START:
            first = [self._start]  # no text, but to be known again all the same
        self.head = b"".join(_digest(each, _DIGEST) for each in first[:_HEAD])
        self.begins = _begins(first)
        self.before: Position | None = None
        self.position: Position | None = None
        self.is_altered = False

    def recognise(self, known: Iterable[Position]) -> None:
        """Find out how far it was read, as this log or under any other name."""
        self.before = next((each for each in known if each.is_of(self.head)), None)

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
        unended, start = b"", offset
        while data or (data := self._read(_PIECE)):
            ended, line_break, rest = data.rpartition(b"\n")
            if line_break:
                read = offset + len(ended) + 1
                self.position = Position(self.head, read, _tail(seen + ended + b"\n"))
                yield (unended + ended).split(b"\n")
                unended = b""
            unended = (unended + rest)[: LONGEST + 1]
            offset, seen, data = offset + len(data), (seen + data)[-_TAIL:], b""
        if self._is_whole and offset > start and unended:
            self.position = Position(self.head, offset, _tail(seen))
            yield [unended]

    def _read(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except _BROKEN:
            self._is_whole = False  # what is missing may come yet
            return b""


@contextmanager
def opened(names: Iterable[str], known: Sequence[Position] = ()) -> Iterator[list[Log]]:
    """These logs, first those that go on, then the earliest; each is to be recognised once more.

    A reader's half hour may begin in one and end in the next. Raises OSError.
    """
    with ExitStack() as open_files:
        logs = [_open(name, open_files) for name in names]
        for log in logs:
            log.recognise(known)
        yield sorted(logs, key=lambda log: (log.before is None, log.begins))


def rotated(names: Sequence[str], known: Sequence[Position]) -> list[str]:
    """Logs that stand beside these under a longer name (`access.log.1`) and were begun before.

    What was written between the last look and the rotation stands there.
    """
    found = []
    given = {os.path.realpath(name) for name in names}
    for name in names:
        path = Path(name)
        if name == PIPE:
            continue
        for beside in sorted(path.parent.glob(escape(path.name) + "[.-]*")):
            if beside.is_file() and os.path.realpath(beside) not in given:
                with suppress(OSError), opened([str(beside)]) as (log,):
                    if any(each.is_of(log.head) for each in known):
                        found.append(str(beside))
    return found


def _open(name: str, open_files: ExitStack) -> Log:
    if name == PIPE:
        raw: IO[bytes] = sys.stdin.buffer
    else:
        raw = open_files.enter_context(open(name, "rb"))  # noqa: SIM115 - the stack closes it
    is_pipe = not raw.seekable()
    if not _is_packed(raw):
        return Log(name, raw, raw, is_whole=is_pipe, unpacked=None)
    unpacked = -1
    if not is_pipe:  # its last bytes say how long it is unpacked (RFC 1952)
        raw.seek(-4, os.SEEK_END)
        unpacked = int.from_bytes(raw.read(4), "little")
        raw.seek(0)
    packed = open_files.enter_context(GzipFile(fileobj=raw))
    return Log(name, raw, cast("IO[bytes]", packed), is_whole=True, unpacked=unpacked)


def _is_packed(raw: IO[bytes]) -> bool:
    return isinstance(raw, BufferedReader) and raw.peek(4)[:3] == _PACKED


def _begins(lines: Sequence[bytes]) -> int:
    """The second of a log's first lines: the middle one of several, as any clock may be wrong."""
    seconds = sorted(hit.second for each in lines[:_HEAD] if (hit := parse(each)))
    return seconds[len(seconds) // 2] if seconds else 0


def _tail(data: bytes) -> bytes:
    return _digest(data[-_TAIL:])


def _digest(data: bytes, size: int = 16) -> bytes:
    return hashlib.blake2b(data, digest_size=size).digest()
