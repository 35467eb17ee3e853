"""Every line of every log once, however often its file is read, renamed, packed, copied or cut."""

import gzip
import os
import re
import resource
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from plugins.audience import logs
from plugins.audience.lines import LONGEST, parse
from plugins.audience.logs import PIPE, Position
from tests.audience.hits import START, combined


class Reader:
    """Reads logs as one round after the other does, and remembers how far."""

    def __init__(self) -> None:
        self.known: list[Position] = []
        self.altered: list[str] = []
        self.broken: list[str] = []
        self.latest = 0

    def read(self, *names: Path | str) -> list[bytes]:
        """The lines that these logs, and those rotated beside them, have anew."""
        return list(self._read([str(name) for name in names]))

    def _read(self, names: Sequence[str]) -> Iterator[bytes]:
        beside = logs.rotated(names, self.known, self.latest)
        for name in logs.ordered([*beside, *names], self.known):
            with logs.opened(name, self.known) as log:
                for lines in log.lines():
                    self.latest = max(self.latest, logs.begins(lines))
                    yield from filter(None, lines)
                if log.is_altered:
                    self.altered.append(Path(name).name)
                if log.is_broken:
                    self.broken.append(Path(name).name)
                if log.position and log.position != log.before:
                    others = [each for each in self.known if each != log.before]
                    self.known = [log.position, *others]


@pytest.fixture
def reader() -> Reader:
    return Reader()


def text(first: int, last: int) -> bytes:
    """The lines with these numbers, a second apart."""
    return b"".join(combined(START + number, f"/{number}") for number in range(first, last + 1))


def numbers(lines: Iterable[bytes]) -> list[int]:
    """The numbers of lines, in the order in which they came."""
    return [int(line.split(b'"GET /')[1].split()[0]) for line in lines]


def append(path: Path, data: bytes) -> None:
    with path.open("ab") as file:
        file.write(data)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log with lines 1 to 30."""
    path = tmp_path / "access.log"
    path.write_bytes(text(1, 30))
    return path


def test_log__read_again__gives_only_what_is_new(log: Path, reader: Reader) -> None:
    assert numbers(reader.read(log)) == [*range(1, 31)]
    assert reader.read(log) == []
    append(log, text(31, 33))
    assert numbers(reader.read(log)) == [31, 32, 33]
    assert reader.read(log) == []


def test_log__begun_with_a_line_or_two__is_known_when_it_has_grown(
    tmp_path: Path, reader: Reader
) -> None:
    log = tmp_path / "access.log"
    for before, last in pairwise((0, 1, 2, 15, 16, 17, 500)):
        log.write_bytes(text(1, last))
        assert numbers(reader.read(log)) == [*range(before + 1, last + 1)]
    assert len(reader.known) == 1


def test_log__last_line_half_written__waits_for_its_end(log: Path, reader: Reader) -> None:
    more = text(31, 31)
    append(log, more[:40])
    assert numbers(reader.read(log)) == [*range(1, 31)]
    append(log, more[40:])
    assert numbers(reader.read(log)) == [31]


def test_log__rotated_between__rest_of_the_old_one_is_read_beside_it(
    log: Path, reader: Reader
) -> None:
    reader.read(log)
    append(log, text(31, 35))
    log.rename(log.with_name("access.log.1"))
    log.write_bytes(text(36, 40))
    assert numbers(reader.read(log)) == [*range(31, 41)]
    assert reader.read(log) == []


@pytest.mark.parametrize("name", ["access.log-20261101.gz", "access.log.2.gz", "khac.gz"])
def test_log__packed_and_renamed__is_known(log: Path, name: str, reader: Reader) -> None:
    reader.read(log)
    append(log, text(31, 35))
    packed = log.with_name(name)
    packed.write_bytes(gzip.compress(log.read_bytes()))
    log.write_bytes(text(36, 40))
    assert numbers(reader.read(log, packed)) == [*range(31, 41)]
    assert reader.read(packed, log) == []


def test_log__packed_and_known_in_full__is_not_unpacked(
    log: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.write_bytes(text(1, 20_000))
    packed = log.with_name("access.log.1.gz")
    packed.write_bytes(gzip.compress(log.read_bytes()))
    reader.read(log)
    taken: list[int] = []
    read = logs.Log._read

    def noted(self: logs.Log, size: int) -> bytes:
        taken.append(size)
        return read(self, size)

    monkeypatch.setattr(logs.Log, "_read", noted)
    assert reader.read(packed) == []
    assert set(taken) == {logs._START}


def test_log__rotated_long_ago_and_never_read__is_left_alone(log: Path, reader: Reader) -> None:
    shutil.copy(log, log.with_name("access.log.1"))
    log.write_bytes(text(31, 33))
    assert numbers(reader.read(log)) == [31, 32, 33]


def test_log__copied_and_emptied__goes_on_with_what_comes(log: Path, reader: Reader) -> None:
    reader.read(log)
    append(log, text(31, 32))
    shutil.copy(log, log.with_name("access.log.1"))
    os.truncate(log, 0)
    assert numbers(reader.read(log)) == [31, 32]
    append(log, text(33, 34))
    assert numbers(reader.read(log)) == [33, 34]


def test_log__copies_at_once_and_earlier_copies__count_once(log: Path, reader: Reader) -> None:
    early = log.with_name("som.log")
    early.write_bytes(text(1, 12))
    same = log.with_name("ban-sao.log")
    shutil.copy(log, same)
    assert sorted(numbers(reader.read(early, log, same))) == [*range(1, 31)]
    assert reader.read(same, early, log) == []


def test_log__longer_copy__gives_the_rest(log: Path, reader: Reader) -> None:
    longer = log.with_name("dai.log")
    longer.write_bytes(text(1, 40))
    reader.read(log)
    assert numbers(reader.read(longer)) == [*range(31, 41)]
    assert reader.read(log) == []


def test_log__two_that_begin_alike__are_two(tmp_path: Path, reader: Reader) -> None:
    one, two = tmp_path / "mot.log", tmp_path / "hai.log"
    one.write_bytes(text(1, 1) + text(11, 14))
    two.write_bytes(text(1, 1) + text(21, 24))
    assert sorted(numbers(reader.read(one, two))) == [1, 1, 11, 12, 13, 14, 21, 22, 23, 24]
    append(one, text(15, 15))
    append(two, text(25, 25))
    assert sorted(numbers(reader.read(one, two))) == [15, 25]


def test_log__changed_where_it_was_read__is_told_and_not_counted_twice(
    log: Path, reader: Reader
) -> None:
    reader.read(log)
    log.write_bytes(text(1, 25) + text(28, 40))
    assert reader.read(log) == []
    assert reader.altered == ["access.log"]


@pytest.mark.parametrize("cut", [1, 20, 200, -1, -8, -9, -40])
def test_log__packed_and_cut_short__gives_what_is_there_and_later_the_rest(
    tmp_path: Path, cut: int, reader: Reader
) -> None:
    whole = gzip.compress(text(1, 3_000))
    log = tmp_path / "access.log.1.gz"
    log.write_bytes(whole[:cut])
    first = numbers(reader.read(log))
    log.write_bytes(whole)
    assert [*first, *numbers(reader.read(log))] == [*range(1, 3_001)]


def test_log__packed_last_line_without_break__counts(tmp_path: Path, reader: Reader) -> None:
    log = tmp_path / "a.gz"
    log.write_bytes(gzip.compress(text(1, 3).rstrip(b"\n")))
    assert numbers(reader.read(log)) == [1, 2, 3]
    assert reader.read(log) == []


def test_pipe__read_again__gives_only_what_is_new(
    log: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def through(data: bytes) -> list[int]:
        source, sink = os.pipe()
        with open(sink, "wb") as file:
            file.write(data)
        with open(source, "rb") as stream:
            monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
            return numbers(reader.read(PIPE))

    assert through(text(1, 30)) == [*range(1, 31)]
    assert through(text(1, 33)) == [31, 32, 33]
    assert through(gzip.compress(text(1, 35))) == [34, 35]
    assert reader.read(log) == []


def test_logs__given_in_any_order__are_read_from_the_earliest(log: Path, reader: Reader) -> None:
    older, packed = log.with_name("access.log.1"), log.with_name("access.log.2.gz")
    older.write_bytes(text(-20, 0).replace(b"GET /-", b"GET /9"))
    packed.write_bytes(gzip.compress(text(-40, -21).replace(b"GET /-", b"GET /9")))
    found = numbers(reader.read(log, older, packed))
    assert found[0] == 940
    assert found[20] == 920
    assert found[-1] == 30


@pytest.mark.parametrize("size", [LONGEST + 1, 1 << 20, 3 << 20])
def test_log__line_longer_than_any__is_one_that_is_too_long(
    tmp_path: Path, size: int, reader: Reader
) -> None:
    log = tmp_path / "access.log"
    junk = b"x" * size
    log.write_bytes(text(1, 20) + junk + b"\n" + text(21, 22) + junk)
    found = reader.read(log)
    assert [len(line) > LONGEST for line in found] == [False] * 20 + [True] + [False] * 2
    append(log, b"\n" + text(23, 23))
    found = reader.read(log)
    assert len(found[0]) > LONGEST
    assert numbers(found[1:]) == [23]


def test_log__of_rubbish__is_read_once(tmp_path: Path, reader: Reader) -> None:
    log = tmp_path / "access.log"
    log.write_bytes(bytes(range(256)) * 4_000 + b"\n")
    assert len(reader.read(log)) > 0
    assert reader.read(log) == []
    nothing = tmp_path / "khong-xuong-dong"
    nothing.write_bytes(b"\x00" * (2 << 20))
    assert reader.read(nothing) == []
    append(nothing, b"\n" + text(1, 2))
    assert numbers(reader.read(nothing)[1:]) == [1, 2]
    assert reader.read(nothing) == []


def test_log__empty__is_nothing(tmp_path: Path, reader: Reader) -> None:
    log = tmp_path / "access.log"
    log.write_bytes(b"")
    assert reader.read(log) == []
    log.write_bytes(b"\n\n")
    assert reader.read(log) == []


def test_log__through_many_pieces__loses_no_line(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "_PIECE", 1_000)
    monkeypatch.setattr(logs, "_START", 1_500)
    log = tmp_path / "access.log"
    log.write_bytes(text(1, 200))
    assert numbers(reader.read(log)) == [*range(1, 201)]
    append(log, text(201, 300))
    assert numbers(reader.read(log)) == [*range(201, 301)]
    packed = tmp_path / "a.gz"
    packed.write_bytes(gzip.compress(text(1, 320)))
    assert numbers(reader.read(packed)) == [*range(301, 321)]


def test_rotated__name_with_pattern_letters__means_itself(tmp_path: Path, reader: Reader) -> None:
    log = tmp_path / "a[1]*.log"
    log.write_bytes(text(1, 20))
    reader.read(log)
    append(log, text(21, 22))
    log.rename(tmp_path / "a[1]*.log.1")
    log.write_bytes(text(23, 23))
    assert numbers(reader.read(log)) == [21, 22, 23]


def test_log__rotated_more_than_once_between__all_that_came_since_is_read(
    log: Path, reader: Reader
) -> None:
    log.with_name("access.log.9").write_bytes(text(-50, -40).replace(b"GET /-", b"GET /9"))
    reader.read(log)
    append(log, text(31, 35))
    log.rename(log.with_name("access.log-20261101"))
    log.with_name("access.log-20261102.gz").write_bytes(gzip.compress(text(36, 60)))
    log.with_name("access-20261103.log").write_bytes(text(61, 80))
    log.with_name("access.log.bak").write_bytes(text(900, 901))
    log.with_name("access.error.log").write_bytes(text(900, 901))
    log.write_bytes(text(81, 90))
    assert numbers(reader.read(log)) == [*range(31, 91)]
    assert reader.read(log) == []


def common(data: bytes) -> bytes:
    """The same lines without referrer and agent."""
    return re.sub(rb' "https://[^\n]*', b"", data)


def purposed(data: bytes) -> bytes:
    """The same lines with another field."""
    return data.replace(b"\n", b' "prefetch"\n')


@pytest.mark.parametrize("shape", [bytes, common, purposed])
@pytest.mark.parametrize("line_break", [b"\n", b"\r\n"])
def test_log__cut_anywhere__every_line_counts_once_and_whole(
    tmp_path: Path, line_break: bytes, shape: Callable[[bytes], bytes]
) -> None:
    whole = shape(text(1, 4)).replace(b"\n", line_break)
    for cut in range(whole.index(b"\n") + 1, len(whole) + 1):
        again = Reader()
        log = tmp_path / "access.log"
        log.write_bytes(whole[:cut])
        found = again.read(log)
        log.write_bytes(whole + shape(text(5, 6)))
        hits = [line for line in (*found, *again.read(log)) if parse(line)]
        assert numbers(hits) == [1, 2, 3, 4, 5, 6], cut
        shapes = {line.count(b'"') for line in hits}
        assert len(shapes) == 1, cut


@pytest.mark.parametrize("ends", [b"", b"\n"])
def test_log__last_line_without_break__counts_and_is_known(
    tmp_path: Path, ends: bytes, reader: Reader
) -> None:
    log = tmp_path / "access.log"
    log.write_bytes(text(1, 3).rstrip(b"\n") + ends)
    assert numbers(reader.read(log)) == [1, 2, 3]
    assert reader.read(log) == []
    log.write_bytes(text(1, 5))
    assert numbers(reader.read(log)) == [4, 5]


def test_log__packed_with_rubbish_behind__gives_all_that_can_be_unpacked(
    tmp_path: Path, reader: Reader
) -> None:
    log = tmp_path / "a.gz"
    log.write_bytes(gzip.compress(text(1, 500)) + gzip.compress(text(501, 900))[:-20] + b"x")
    found = numbers(line for line in reader.read(log) if b'"GET /' in line)
    assert found[:500] == [*range(1, 501)]
    assert reader.broken == ["a.gz"]


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08", b"\x1f\x8b\x08" + b"\0" * 20, b"\x1f"])
def test_log__that_only_begins_as_a_packed_one__is_nothing(
    data: bytes, tmp_path: Path, reader: Reader
) -> None:
    log = tmp_path / "a.gz"
    log.write_bytes(data)
    assert reader.read(log) == []


def test_logs__many__are_not_open_all_at_once(tmp_path: Path, reader: Reader) -> None:
    names = [tmp_path / f"{number}.log" for number in range(300)]
    for number, name in enumerate(names):
        name.write_bytes(text(number * 10, number * 10 + 9))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (100, hard))
    try:
        assert len(reader.read(*names)) == 3_000
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_pipe__with_a_name_of_its_own__is_read_once_and_as_a_whole(
    log: Path, reader: Reader
) -> None:
    pipe = log.with_name("ong")
    os.mkfifo(pipe)
    writing = Thread(target=pipe.write_bytes, args=[text(1, 5_000)])
    writing.start()
    assert numbers(reader.read(pipe, log)) == [*range(1, 5_001)]
    writing.join()


def test_logs__one_that_begins_with_rubbish__is_read_in_its_turn(log: Path, reader: Reader) -> None:
    older = log.with_name("access.log.1")
    older.write_bytes(text(1, 5))
    log.write_bytes(b"x" * (3 << 20) + b"\n" + text(6, 9))
    found = [line for line in reader.read(log, older) if len(line) < LONGEST]
    assert numbers(found) == [*range(1, 10)]
