"""Where a log begins and ends: half lines, rubbish, packed ones that break off."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.audience import logs
from plugins.audience.lines import LONGEST, parse
from tests.audience.readers import Reader, append, numbers, text


def test_log__last_line_half_written__waits_for_its_end(log: Path, reader: Reader) -> None:
    more = text(31, 31)
    append(log, more[:40])
    assert numbers(reader.read(log)) == [*range(1, 31)]
    append(log, more[40:])
    assert numbers(reader.read(log)) == [31]


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


def test_logs__one_that_begins_with_rubbish__is_read_in_its_turn(log: Path, reader: Reader) -> None:
    older = log.with_name("access.log.1")
    older.write_bytes(text(1, 5))
    log.write_bytes(b"x" * (3 << 20) + b"\n" + text(6, 9))
    found = [line for line in reader.read(log, older) if len(line) < LONGEST]
    assert numbers(found) == [*range(1, 10)]
