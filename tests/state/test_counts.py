"""views.sqlite adds up, remembers how far logs were read, and forgets visitors."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from plugins.state.counts import Baseline, Counts, Day, frozen
from plugins.state.database import Unusable


@pytest.fixture
def counts(tmp_path: Path) -> Iterator[Counts]:
    with closing(Counts(tmp_path / "folder" / "views.sqlite")) as found:
        yield found


def test_views__added_again__are_summed_by_article_and_day(counts: Counts) -> None:
    counts.add({("a", 10): 2, ("b", 10): 1}, {10: 5})
    counts.add({("a", 10): 1, ("a", 12): 4}, {11: 1})
    assert counts.viewed() == {"a": 7, "b": 1}
    assert counts.days() == [Day(10, 4, 5), Day(11, 0, 1), Day(12, 4, 0)]
    assert counts.since(11) == {"a": 4}
    assert counts.since(10) == {"a": 7, "b": 1}
    assert counts.since(13) == {}


def test_totals__noted__lines_are_summed_and_the_last_second_stays(counts: Counts) -> None:
    counts.note(lines=5, bad=1, latest=100)
    counts.note(lines=2, bad=0, latest=90)
    assert counts.totals() == {"lines": 7, "bad": 1, "latest": 100}


def test_transaction__that_fails__leaves_nothing(counts: Counts) -> None:
    def fail() -> None:
        with counts.transaction():
            counts.add({("a", 1): 1}, {})
            counts.move(None, (b"h", 3, b"t"))
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail()
    assert (counts.viewed(), counts.positions()) == ({}, [])


def test_position__moved__takes_the_place_of_the_one_before(counts: Counts) -> None:
    one, two, other = (b"h", 3, b"t"), (b"hh", 9, b"u"), (b"x", 5, b"y")
    counts.move(None, one)
    counts.move(None, other)
    counts.move(one, two)
    assert counts.positions() == [two, other]


def test_visitors__remembered__replace_all_before_and_leave_no_trace(counts: Counts) -> None:
    with counts.transaction():
        counts.remember({1: b"key-of-day-1-----"}, [(b"somebody-was-here", 5, 1)], 5)
    with counts.transaction():
        counts.remember({2: b"k2"}, [(b"v2", 9, 2)], 9)
    assert (counts.keys(), counts.visitors()) == ({2: b"k2"}, [(b"v2", 9, 2)])
    stored = counts.path.read_bytes()
    assert (b"key-of-day-1" in stored, b"somebody-was-here" in stored) == (False, False)


def test_baselines__written_one_after_the_other__are_all_kept(counts: Counts) -> None:
    counts.freeze([("b", Baseline(7, 7)), ("a", Baseline(100, 0)), ("a", Baseline(150, 50))])
    counts.freeze([("a", Baseline(150, 50)), ("a", Baseline(153, 53))])
    assert counts.baselines() == {
        "a": [Baseline(100, 0), Baseline(150, 50), Baseline(153, 53)],
        "b": [Baseline(7, 7)],
    }


@pytest.mark.parametrize(
    ("number", "views"), [(99, 0), (100, 0), (149, 0), (150, 50), (152, 50), (153, 53), (999, 53)]
)
def test_frozen__number_in_front_matter__tells_how_many_are_in_it(number: int, views: int) -> None:
    assert frozen([Baseline(100, 0), Baseline(150, 50), Baseline(153, 53)], number) == views
    assert frozen([], number) == 0


def test_file__opened_again__has_what_was_put_in(tmp_path: Path) -> None:
    for number in (1, 2):
        with closing(Counts(tmp_path / "views.sqlite")) as counts:
            counts.add({("a", 1): 1}, {})
            assert counts.viewed() == {"a": number}


def test_file__of_something_else__is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "views.sqlite"
    with closing(sqlite3.connect(path)) as link:
        link.execute("CREATE TABLE other (a)")
        link.commit()
    before = path.read_bytes()
    with pytest.raises(Unusable, match="phiên bản 0"):
        Counts(path)
    assert path.read_bytes() == before
