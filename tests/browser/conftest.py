"""What browser tests share: the sample site served, one Chromium, and readers who complain."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests import programs
from tests.browser.reader import Reader, started
from tests.browser.searching import write_content
from tests.browser.web_host import build_sample, build_site, serving


@pytest.fixture(scope="package")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample site."""
    folder = tmp_path_factory.mktemp("sample")
    with serving(folder / "output") as address:
        build_sample(folder, address)
        yield address


@pytest.fixture(scope="package")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a portal with a few thousand articles to search in."""
    folder = tmp_path_factory.mktemp("library")
    write_content(folder / "content")
    with serving(folder / "output") as address:
        build_site(folder, address, folder / "content")
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The one Chromium of all tests here; others, which fork, must not have it running."""
    try:
        programs.find(programs.CHROMIUM)
    except programs.Missing as missing:
        pytest.fail(str(missing), pytrace=False)
    with started() as running:
        yield running


@pytest.fixture
def reader(browser: Browser, sample: str) -> Iterator[Reader]:
    """A reader of the sample site, who in the end must have had nothing to complain of."""
    yield from content(Reader(browser, sample))


@pytest.fixture
def visitor(browser: Browser, library: str) -> Iterator[Reader]:
    """The same of the portal with a few thousand articles."""
    yield from content(Reader(browser, library))


def content(reader: Reader) -> Iterator[Reader]:
    """A reader who in the end must have had nothing to complain of."""
    try:
        yield reader
    finally:
        reader.close()
    assert reader.complaints == []
