"""Every line of every log once, however often its file is read, renamed, packed, copied or cut."""

import gzip
import os
import resource
import shutil
import sys
from itertools import pairwise
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from plugins.audience import logs
from plugins.audience.logs import PIPE
from tests.audience.readers import Reader, append, numbers, text


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
