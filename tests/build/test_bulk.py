"""Bulk work: everything comes back in order; a worker that dies is told with what it held."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from plugins.build import work

MANY = [f"bai-{n}.md" for n in range(1_000)]


def names(setup: str, chunk: Sequence[str]) -> list[tuple[str, int]]:
    """Each item with a word in front, and the process that did it."""
    return [(setup + each, os.getpid()) for each in chunk]


def names_but_one(deadly: str, chunk: Sequence[str]) -> list[str]:
    """The items, unless the deadly one is among them: then nothing ever comes back."""
    if deadly in chunk:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(chunk)


def dies_once(flag: str, chunk: Sequence[str]) -> list[str]:
    """As on a machine whose memory was short for a moment only."""
    if not os.path.exists(flag):
        os.mkdir(flag)
        os.kill(os.getpid(), signal.SIGKILL)
    return list(chunk)


def process(_setup: None) -> int:
    """The process that does it."""
    return os.getpid()


def suicide(_setup: None) -> None:
    """Nothing comes back."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("jobs", [1, 2])
def test_run__many_items__come_back_in_order(jobs: int) -> None:
    done = list(work.run(names, "a/", MANY, jobs))
    assert sum(count for count, _ in done) == len(MANY)
    found = [each for _, chunk in done for each in chunk]
    assert [name for name, _ in found] == [f"a/{each}" for each in MANY]
    assert (os.getpid() in {pid for _, pid in found}) == (jobs == 1)


@pytest.mark.parametrize("deadly", [MANY[0], MANY[500], MANY[-1]])
def test_run__worker_killed__is_told_with_the_file_that_killed_it(deadly: str) -> None:
    with pytest.raises(work.WorkerDied, match=rf"^{deadly}$"):
        list(work.run(names_but_one, deadly, MANY, 2))


def test_run__worker_killed_by_no_file__is_told_with_what_was_in_hand(
    tmp_path: Path,
) -> None:
    with pytest.raises(work.WorkerDied, match=r"^bai-\d+\.md, bai-\d+\.md, bai-\d+\.md …$"):
        list(work.run(dies_once, f"{tmp_path}/flag", MANY, 2))


def test_worker_died__items_with_their_names_on_disk__are_told_by_their_paths() -> None:
    assert str(work.WorkerDied([("a.md", "a.md")])) == "a.md"


@pytest.mark.parametrize("elsewhere", [False, True])
def test_beside__task__is_done_elsewhere_if_wanted(elsewhere: bool) -> None:
    with work.beside(process, None, "xem", elsewhere=elsewhere) as found:
        assert (found() != os.getpid()) == elsewhere


def test_beside__process_killed__is_told_in_words() -> None:
    with (
        pytest.raises(work.WorkerDied, match=r"^xem output/$"),
        work.beside(suicide, None, "xem output/", elsewhere=True) as found,
    ):
        found()
