"""A reader's visit to the portal on a real nginx with the printed configuration."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from plugins.core import urls
from plugins.webserver import moved, nginx
from plugins.webserver.policy import Address
from tests.browser.reader import Reader
from tests.build.sites import Site, picture
from tests.webserver import servers

ARTICLE = "/2026/11/hoi-nghi.html"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where nginx serves a small site with a picture and an old address."""
    with servers.folder() as folder:
        port = servers.free_port()
        siteurl = f"http://127.0.0.1:{port}"
        site = Site(folder, {"siteurl": siteurl})
        body = "Đoạn đầu.\n\n![Cầu]({static}/images/a.jpg)"
        keys = {"slug": "hoi-nghi", "date": "2026-11-20", "aliases": "[/?ItemID=12]"}
        site.article("a.md", body=body, **keys)
        site.write({"images/a.jpg": picture("navy")})
        assert not site.build().failed
        old = moved.of(moved.read((site.output / urls.REDIRECTS).read_bytes()))
        text = nginx.configuration(Address.of(siteurl), str(site.output), old)
        with servers.nginx(folder, text, port):
            yield siteurl


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    """A reader who in the end must have had nothing to complain of."""
    reader = Reader(browser, address)
    try:
        yield reader
    finally:
        reader.close()
    assert reader.complaints == []


@pytest.mark.parametrize("path", ["/", ARTICLE, "/rss/", "/khong-co.html"])
def test_page__with_all_headers__nothing_is_refused(path: str, reader: Reader) -> None:
    page = reader.open(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0
    broken = "[...document.images].filter(image => image.complete && !image.naturalWidth).length"
    assert page.evaluate(broken) == 0


def test_font_size__with_all_headers__works_and_is_remembered(reader: Reader) -> None:
    page = reader.open(ARTICLE)
    size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name="Tăng cỡ chữ").click()
    larger = page.evaluate(size)
    assert larger > before
    reader.goto(page, ARTICLE)
    assert page.evaluate(size) == larger


@pytest.mark.parametrize("path", ["/rss.xml", "/atom.xml"])
def test_feed__opened_in_a_browser__is_shown_with_its_style(path: str, reader: Reader) -> None:
    page = reader.open(path)
    assert page.evaluate("document.contentType") == "application/xml"
    assert page.evaluate("document.styleSheets.length") == 1
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0


def test_json_feed__opened_in_a_browser__is_shown_not_saved(reader: Reader) -> None:
    page = reader.open("/feed.json")
    assert "jsonfeed.org" in page.inner_text("body")


def test_old_address__opened_in_a_browser__ends_at_the_article(reader: Reader) -> None:
    page = reader.open("/?ItemID=12")
    assert page.url == reader.address + ARTICLE
