"""Every kind of page of the sample site, as every reader may have it."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import KINDS
from tests.browser.looks import headings, names, overflow, resize, violations
from tests.browser.reader import Reader

STATUS = {"not found": 404}


@pytest.fixture(scope="module")
def walker(browser: Browser, sample: str) -> Iterator[Reader]:
    """One reader for all these tests: a new one for each would take a minute more."""
    reader = Reader(browser, sample)
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def windows(walker: Reader) -> dict[bool, Page]:
    """The reader's windows, with scripts and without."""
    return {javascript: walker.open("/", javascript=javascript) for javascript in (True, False)}


@pytest.fixture
def reader(walker: Reader) -> Iterator[Reader]:
    """The reader, who must have had nothing to complain of within the test."""
    walker.complaints.clear()
    yield walker
    assert walker.complaints == []


every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
def test_every_page_kind__any_scheme_and_width__accessible_and_no_wider_than_the_window(
    kind: str, reader: Reader, windows: dict[bool, Page]
) -> None:
    page = windows[True]
    resize(page, 1280)
    reader.goto(page, KINDS[kind])
    found = []
    # 320 px are also what a window of 1280 px has left at 400 %.
    for width in (1280, 320):
        for dark in (False, True):
            resize(page, width, dark=dark)
            where = f"{width} px, {'dark' if dark else 'light'}"
            found += [f"{where}: {each}" for each in violations(page)]
        found += [f"{width} px: {each}" for each in overflow(page)]
    assert not found, "\n".join(found)


@every_kind
def test_every_page_kind__structure__is_there_also_without_scripts(
    kind: str, reader: Reader, windows: dict[bool, Page]
) -> None:
    page = windows[False]
    assert reader.goto(page, KINDS[kind]) == STATUS.get(kind, 200)
    levels = [level for level, _ in headings(page)]
    assert levels.count(1) == 1, headings(page)
    assert all(text for _, text in headings(page))
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
    assert names(page, "link")
    assert "" not in names(page, "link") + names(page, "button") + names(page, "img")
