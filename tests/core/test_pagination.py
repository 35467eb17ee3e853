"""Pages are numbered from the oldest: the newest article changes no numbered page's list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.pagination import numbered, page_at, span, steps

sizes = st.integers(0, 3000)


def pages(size: int) -> dict[int, list[int]]:
    """Page number → its articles, newest first; article 0 is the oldest of the list."""
    newest_first = list(range(size))[::-1]
    found = {}
    for number in range(numbered(size) + 1):
        offset, length = span(size, number)
        found[number] = newest_first[offset : offset + length]
    return found


@pytest.mark.parametrize(
    ("size", "last", "on_front"),
    [
        (0, 0, 0),
        (1, 0, 1),
        (20, 0, 20),
        (39, 0, 39),
        (40, 1, 20),
        (41, 1, 21),
        (59, 1, 39),
        (60, 2, 20),
        (79, 2, 39),
        (80, 3, 20),
        (100_000, 4999, 20),
    ],
)
def test_pagination__size__gives_pages_and_front(size: int, last: int, on_front: int) -> None:
    assert (numbered(size), span(size, 0)) == (last, (0, on_front))


@given(size=sizes)
def test_pagination__any_list__falls_into_pages_as_promised(size: int) -> None:
    last = 0 if size <= 39 else size // 20 - 1
    found = pages(size)
    assert list(found) == list(range(last + 1))
    for number in range(1, last + 1):
        assert found[number] == list(range(20 * (number - 1), 20 * number))[::-1]
    assert found[0] == list(range(20 * last, size))[::-1]


@given(size=sizes)
def test_pagination__newest_article_added__changes_no_numbered_page(size: int) -> None:
    before, after = pages(size), pages(size + 1)
    assert {number: after[number] for number in before if number} == {
        number: articles for number, articles in before.items() if number
    }
    assert len(after) - len(before) in (0, 1)


@given(size=st.integers(1, 3000), data=st.data())
def test_pagination__page_at__is_the_page_that_holds_the_article(
    size: int, data: st.DataObject
) -> None:
    older = data.draw(st.integers(0, size - 1))
    assert older in pages(size)[page_at(size, older)]


@given(size=sizes)
def test_pagination__front__is_never_shorter_than_a_page_once_there_are_others(size: int) -> None:
    _, length = span(size, 0)
    assert length <= 39
    assert length >= 20 or numbered(size) == 0


@pytest.mark.parametrize(
    ("number", "offered"),
    [
        (1, [1]),
        (2, [2, 1]),
        (4, [4, 3, 2, 1]),
        (12, [12, 11, 10, 8, 4, 1]),
        (250, [250, 249, 248, 246, 242, 234, 218, 186, 122, 1]),
    ],
)
def test_pagination__steps__reach_the_oldest_page_quickly(number: int, offered: list[int]) -> None:
    assert steps(number) == offered


@given(number=st.integers(1, 3000))
def test_pagination__steps__lead_to_older_pages_only_and_are_few(number: int) -> None:
    offered = steps(number)
    assert offered == sorted(set(offered), reverse=True)
    assert (offered[0], offered[-1]) == (number, 1)
    assert len(offered) <= 14
