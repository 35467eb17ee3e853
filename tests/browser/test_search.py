"""What a reader finds on the search page, in a portal of a few thousand articles."""

import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser.reader import Reader
from tests.browser.searching import Case, Search, read_cases

_, CASES = read_cases()
NOTES = {"exact": "", "near": "gần giống", "some": "một phần", "none": "Thử viết ngắn hơn"}


@pytest.fixture(scope="module")
def window(browser: Browser, library: str) -> Iterator[Search]:
    """The search page, open all the time."""
    reader = Reader(browser, library)
    search = Search(reader.open("/tim-kiem/"))
    yield search
    reader.close()
    assert reader.complaints == []


@pytest.mark.parametrize("case", CASES, ids=[each.label for each in CASES])
def test_search__words_typed__finds_first_what_is_meant(case: Case, window: Search) -> None:
    if case.address:
        window.page.goto(
            f"{window.page.url.partition('?')[0]}?q={quote(case.typed)}&{case.address}"
        )
        window.settle(case.typed)
    else:
        window.page.get_by_label("Tìm cả nội dung").uncheck()
        window.type(case.typed)
    found = window.found
    assert found[: len(case.first)] == case.first
    assert set(found) & set(case.absent) == set()
    if case.attempt == "none":
        assert found == []
    assert NOTES[case.attempt] in window.note
    assert bool(NOTES[case.attempt]) == bool(window.note)


@pytest.mark.parametrize("case", CASES[:5], ids=[each.label for each in CASES[:5]])
def test_search__decomposed_input__finds_the_same(case: Case, window: Search) -> None:
    decomposed = unicodedata.normalize("NFD", case.typed)
    window.page.goto(f"{window.page.url.partition('?')[0]}?q={quote(decomposed)}&{case.address}")
    window.settle()
    assert window.found[: len(case.first)] == case.first


def test_cases__names__are_articles_of_the_file() -> None:
    articles, cases = read_cases()
    named = {name for case in cases for name in [*case.first, *case.absent]}
    assert named == set(articles) - {"bai-cu-kinh-te"}
