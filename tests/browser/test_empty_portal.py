"""A portal without articles, as its first readers meet it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.looks import overflow, resize, violations
from tests.browser.reader import Reader
from tests.browser.web_host import serving
from tests.build.sites import Site


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Iterator[Reader]:
    """A reader of such a portal, who in the end must have had nothing to complain of."""
    site = Site(tmp_path, {"links": [("Ủy ban nhân dân tỉnh", "https://ubnd.example")]})
    site.page("gioi-thieu.md")
    site.build()
    with serving(site.output) as address:
        reader = Reader(browser, address)
        try:
            yield reader
        finally:
            reader.close()
    assert reader.complaints == []


def test_empty_portal__any_scheme_and_width__accessible_and_no_wider_than_the_window(
    reader: Reader,
) -> None:
    page = reader.open("/")
    found = []
    for path in ("/", "/chinh-tri/", "/luu-tru/", "/rss/", "/khong-co/"):
        reader.goto(page, path)
        for width in (320, 768, 1280):
            for dark in (False, True):
                resize(page, width, dark=dark)
                faults = violations(page) + overflow(page)
                found += [f"{path} {width} px, {'dark' * dark}: {each}" for each in faults]
    assert not found, "\n".join(found)
