"""The account gives back what was noted, and knows what is owed and what was delivered."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import files
from plugins.core.problem import WARNING, Problem
from plugins.state import database
from plugins.state.ledger import File, Ledger, Made

ONE, TWO = Made("1f" * 32, 10), Made("02" * 32, 20)


def warning(path: str, line: int) -> Problem:
    """A warning about a line of a file."""
    return Problem(path, line, WARNING, "image", "Ảnh không có alt.", "alt: …", "image: a.jpg")


def test_ledger__value_never_put__is_empty(ledger: Ledger) -> None:
    assert ledger.get("now") == ""


def test_ledger__value_put_twice__is_the_last(ledger: Ledger) -> None:
    ledger.put({"now": "2026-11-22T08:00:00", "reading": "a"})
    ledger.put({"now": "2026-11-23T08:00:00"})
    assert (ledger.get("now"), ledger.get("reading")) == ("2026-11-23T08:00:00", "a")


def test_ledger__files__come_back_as_last_noted(ledger: Ledger) -> None:
    one, three = files.digest(b"1"), files.digest(b"3")
    most, least = 2**63 - 1, -(2**63)
    known = {"hội nghị/a.md": File(most, one), "c.jpg": File(least, three)}
    ledger.put_files(known.items())
    assert ledger.stats() == {"hội nghị/a.md": most, "c.jpg": least}
    assert ledger.digests(["hội nghị/a.md", "c.jpg"]) == {"hội nghị/a.md": one, "c.jpg": three}
    ledger.put_files([("hội nghị/a.md", File(9, three))])
    ledger.drop_files(["c.jpg", "never-there.md"])
    assert ledger.stats() == {"hội nghị/a.md": 9}
    assert ledger.digests(["hội nghị/a.md"]) == {"hội nghị/a.md": three}


def test_ledger__file_without_a_digest__differs_from_what_is_on_disk(ledger: Ledger) -> None:
    ledger.put_files([("a.md", File(1, None))])
    assert ledger.stats() == {"a.md": None}
    assert ledger.digests(["a.md"]) == {"a.md": None}


def test_ledger__warnings__stay_until_their_file_is_read_again(ledger: Ledger) -> None:
    first, second, other = warning("a.md", 2), warning("a.md", 5), warning("b.md", 1)
    ledger.put_warnings("b.md", [other])
    ledger.put_warnings("a.md", [first, second])
    assert ledger.warnings() == [first, second, other]
    ledger.put_warnings("a.md", [second])
    assert ledger.warnings() == [second, other]
    ledger.put_warnings("a.md", [])
    assert ledger.warnings() == [other]


def test_ledger__outputs__are_those_made_and_not_gone(ledger: Ledger) -> None:
    ledger.record({"a.html": ONE, "b.html": ONE})
    ledger.record({"a.html": TWO, "b.html": None, "c.html": None})
    assert ledger.outputs() == {"a.html"}
    assert (ledger.made("a.html"), ledger.made("b.html")) == (TWO, None)


def test_ledger__owed__keeps_the_first_reason_until_settled(ledger: Ledger) -> None:
    ledger.owe({"b.html": "bài đổi", "a.html": "bài đổi"})
    ledger.owe({"a.html": "menu đổi", "c.html": "menu đổi"})
    assert list(ledger.owed().items()) == [
        ("a.html", "bài đổi"),
        ("b.html", "bài đổi"),
        ("c.html", "menu đổi"),
    ]
    ledger.settle(["a.html", "c.html", "never-owed.html"])
    assert ledger.owed() == {"b.html": "bài đổi"}


@pytest.mark.parametrize(
    ("made_since", "wanted"),
    [
        ({}, set()),
        ({"a.html": TWO}, {"a.html"}),
        ({"new.html": ONE}, {"new.html"}),
        ({"a.html": None}, set()),
        ({"a.html": TWO, "b.html": TWO, "new.html": TWO}, {"a.html", "b.html", "new.html"}),
    ],
)
def test_ledger__after_a_delivery__only_what_differs_from_it_is_undelivered(
    ledger: Ledger, made_since: dict[str, Made | None], wanted: set[str]
) -> None:
    ledger.record({"a.html": ONE, "b.html": ONE})
    ledger.deliver(ledger.all_made())
    ledger.record(made_since)
    assert set(ledger.undelivered()) == wanted


def test_ledger__changed_and_changed_back__is_delivered(ledger: Ledger) -> None:
    ledger.record({"a.html": ONE})
    ledger.deliver(ledger.all_made())
    ledger.record({"a.html": TWO})
    ledger.record({"a.html": ONE})
    assert ledger.undelivered() == []


def test_ledger__nothing_ever_delivered__everything_is_undelivered(ledger: Ledger) -> None:
    ledger.record({"a.html": ONE, "b.html": TWO})
    assert set(ledger.undelivered()) == {"a.html", "b.html"}
    assert ledger.delivered("a.html") is None


def test_ledger__delivered_again__forgets_what_is_gone(ledger: Ledger) -> None:
    ledger.record({"a.html": ONE, "b.html": ONE})
    ledger.deliver(ledger.all_made())
    ledger.record({"a.html": TWO, "b.html": None})
    assert (ledger.delivered("a.html"), ledger.delivered("b.html")) == (ONE, ONE)
    ledger.deliver(ledger.all_made())
    assert (ledger.delivered("a.html"), ledger.delivered("b.html")) == (TWO, None)


def test_ledger__other_files_delivered_than_built__are_told_apart(ledger: Ledger) -> None:
    ledger.record({"a.html": ONE, "b.html": ONE})
    ledger.deliver({"a.html": ONE, "b.html": TWO, "old.html": TWO})
    assert ledger.all_delivered() == {"a.html": ONE, "b.html": TWO, "old.html": TWO}
    assert ledger.all_made() == {"a.html": ONE, "b.html": ONE}
    assert ledger.undelivered() == ["b.html"]


# Any run of builds and deliveries, also of releases that were never built here (a rollback).

_FILES = st.dictionaries(st.sampled_from("abc"), st.sampled_from([ONE, TWO]))
_BUILDS = st.dictionaries(st.sampled_from("abc"), st.sampled_from([ONE, TWO, None]))


@given(steps=st.lists(st.tuples(_BUILDS, st.none() | _FILES | st.just("as built")), max_size=8))
def test_ledger__any_run_of_builds_and_deliveries__equals_two_plain_tables(
    steps: list[tuple[Mapping[str, Made | None], Mapping[str, Made] | str | None]],
) -> None:
    built: dict[str, Made | None] = {}
    there: dict[str, Made] = {}
    with closing(database.create(Path(":memory:"))) as link:
        ledger = Ledger(link)
        for changes, delivery in steps:
            ledger.record(changes)
            built = {path: made for path, made in (built | dict(changes)).items() if made}
            assert ledger.all_made() == built
            if delivery is not None:
                there = ledger.all_made() if isinstance(delivery, str) else dict(delivery)
                ledger.deliver(there)
            assert ledger.all_delivered() == there
            assert {path: ledger.delivered(path) for path in "abc"} == {
                path: there.get(path) for path in "abc"
            }
            assert set(ledger.undelivered()) == {
                path for path, made in built.items() if there.get(path) != made
            }


def test_ledger__delivered_as_built__takes_no_room_of_its_own(ledger: Ledger) -> None:
    ledger.record({"a.html": ONE, "b.html": TWO})
    ledger.deliver(ledger.all_made())
    assert ledger.link.execute("SELECT count(*) FROM delivered").fetchone() == (0,)


def test_ledger__built_and_delivered_again_alike__writes_nothing(ledger: Ledger) -> None:
    ledger.record({"a.html": ONE, "b.html": TWO})
    ledger.deliver(ledger.all_made())
    before = ledger.link.total_changes
    ledger.record({"a.html": ONE, "b.html": TWO})
    ledger.deliver(ledger.all_made())
    assert ledger.link.total_changes == before
