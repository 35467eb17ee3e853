"""The same visitor within half an hour is one view; a hash is kept of him, for a while."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.audience.visits import AGAIN, DAY, STEP, Visits, day_of
from tests.audience.hits import START

MIDNIGHT = START - START % DAY + 17 * 3_600
"""A midnight in Vietnam."""


def views(visits: Visits, *seconds: int, visitor: bytes = b"1.2.3.4", article: str = "a") -> str:
    """`+` for each look that is a view, `-` for each that is none."""
    return "".join("-+"[visits.is_new(visitor, b"Chrome", article, each)] for each in seconds)


def test_view__again_within_half_an_hour__is_the_same() -> None:
    assert views(Visits(), START, START, START + 10, START + AGAIN - 1) == "+---"
    assert views(Visits(), START, START + AGAIN) == "++"


def test_view__half_hour__counts_from_the_view_not_from_the_last_look() -> None:
    minutes = [START + 60 * each for each in (0, 20, 40, 60, 70)]
    assert views(Visits(), *minutes) == "+-+-+"


def test_view__of_another_visitor_browser_or_article__is_another() -> None:
    visits = Visits()
    assert visits.is_new(b"1.2.3.4", b"Chrome", "a", START)
    assert visits.is_new(b"1.2.3.5", b"Chrome", "a", START)
    assert visits.is_new(b"1.2.3.4", b"Firefox", "a", START)
    assert visits.is_new(b"1.2.3.4", b"Chrome", "b", START)
    assert not visits.is_new(b"1.2.3.4", b"Chrome", "a", START)


def test_view__across_midnight__is_the_same_visitor() -> None:
    assert day_of(MIDNIGHT) == day_of(MIDNIGHT - 1) + 1
    assert views(Visits(), MIDNIGHT - 300, MIDNIGHT + 300, MIDNIGHT + AGAIN) == "+-+"


def test_keys__of_a_day_gone_by__are_thrown_away() -> None:
    visits = Visits()
    for second in range(MIDNIGHT - 3_600, MIDNIGHT + 3 * 3_600, 600):
        views(visits, second)
        assert set(visits.keys) <= {day_of(second), day_of(second - 2 * AGAIN)}
    assert set(visits.keys) == {day_of(MIDNIGHT)}


@pytest.mark.parametrize("every", [60, 3_600, 8 * 3_600])
def test_keys__of_many_short_rounds_over_days__are_thrown_away_too(every: int) -> None:
    visits = Visits()
    for number, second in enumerate(range(START, START + 5 * DAY, every)):
        visits = Visits(visits.keys, visits.seen, visits.latest)
        views(visits, second, visitor=str(number).encode())
        assert set(visits.keys) <= {day_of(second), day_of(second - 2 * AGAIN)}
    assert len(visits._keys) <= 2


def test_keys__of_two_days__are_different_and_of_no_use_to_each_other() -> None:
    one, two = Visits(), Visits()
    views(one, START)
    views(two, START)
    assert one.keys != two.keys
    assert {each.name for each in one.seen}.isdisjoint(each.name for each in two.seen)


def test_visitor__what_is_kept__holds_no_address() -> None:
    visits = Visits()
    views(visits, START, visitor=b"113.160.1.2")
    ((name, second, _),) = visits.seen
    assert second == START
    assert len(name) == 12
    assert b"113" not in name


def test_memory__of_the_hour_only__however_long_the_log() -> None:
    visits = Visits()
    for number in range(20_000):
        views(visits, START + 10 * number, visitor=str(number).encode())
        if number % 1_000 == 0:
            assert len(visits._seen) <= 3 * AGAIN // 10


def test_clock__put_back__time_goes_on_from_there() -> None:
    visits, hour = Visits(), 3_600
    assert views(visits, START) == "+"
    assert views(visits, START - hour + 20) == "-"  # 20 seconds later, the clock now right
    assert views(visits, START - hour + 20 + AGAIN) == "+"
    assert views(visits, START - 60, visitor=b"5.6.7.8") == "+"
    assert visits.latest == START - 60


def test_clock__lines_a_little_out_of_order__are_no_step() -> None:
    visits = Visits()
    assert views(visits, START, START - STEP) == "+-"
    assert views(visits, START + 10, visitor=b"5.6.7.8") == "+"
    assert visits.latest == START + 10


def test_begin__log_of_an_earlier_time__no_clock_was_put_back() -> None:
    visits = Visits()
    assert views(visits, START) == "+"
    visits.begin(START - DAY)
    assert views(visits, START - DAY, START - DAY + 60) == "+-"
    visits.begin(START - DAY + 5)
    assert views(visits, START - DAY + 10) == "-"


def test_begin__log_of_another_server__same_visitor_is_known_there() -> None:
    visits = Visits()
    assert views(visits, START, START + 3_000) == "++"
    visits.begin(START + 2_000)
    assert views(visits, START + 2_000, START + 3_100, START + 3_000 + AGAIN) == "--+"


LOOKS = st.lists(
    st.tuples(st.integers(-7_300, 3_000), st.sampled_from([b"a", b"b"]), st.sampled_from("xy")),
    max_size=60,
)


@given(LOOKS, st.sets(st.integers(0, 60)))
def test_visits__put_away_and_taken_up_again__counts_the_same(
    looks: list[tuple[int, bytes, str]], breaks: set[int]
) -> None:
    whole, parts, second = Visits(), Visits(), START
    for number, (step, visitor, article) in enumerate(looks):
        second += step
        if number in breaks:
            parts = Visits(parts.keys, parts.seen, parts.latest)
        given = visitor, b"Chrome", article, second
        assert whole.is_new(*given) == parts.is_new(*given)
