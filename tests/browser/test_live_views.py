"""Live counts as readers see them: on a real nginx, whose own log is what is counted."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from plugins.core import urls
from plugins.webserver import moved, nginx
from plugins.webserver.policy import Address
from tests.audience.hits import PHONE, START, address, combined
from tests.audience.portals import Portal
from tests.browser.looks import overflow, resize, violations
from tests.browser.reader import Reader
from tests.webserver import servers

SECOND = address(2)
VIEWS = "li.views"
SIDE = "aside most-read"


@contextmanager
def served(browser: Browser, **extra: object) -> Iterator[tuple[Portal, Reader]]:
    """A small portal on nginx: article 2 has 1.234 views on record, the others none."""
    with servers.folder() as folder:
        port = servers.free_port()
        siteurl = f"http://127.0.0.1:{port}"
        portal = Portal(folder, extra={"SITEURL": siteurl, "LIVE_VIEWS": True, **extra})
        portal.article(2, views="1234", aliases="[/cu/2.html]")
        portal.build()
        old = moved.of(moved.read((portal.output / urls.REDIRECTS).read_bytes()))
        text = nginx.configuration(Address.of(siteurl), str(portal.output), old)
        with servers.nginx(folder, text, port):
            reader = Reader(browser, siteurl)
            try:
                yield portal, reader
            finally:
                reader.close()


@pytest.fixture
def site(browser: Browser) -> Iterator[tuple[Portal, Reader]]:
    """The portal after the first count, of no log at all, and a reader without complaints."""
    with served(browser, MOST_READ_MINIMUM=1) as (portal, reader):
        portal.log.touch()
        assert portal.views() == 0
        yield portal, reader
        assert reader.complaints == []


def server_log(portal: Portal) -> Path:
    """What nginx writes."""
    return portal.root / "127.0.0.1.log"


def visit(reader: Reader, path: str = SECOND, agent: str = PHONE) -> Page:
    """A new reader on a phone opens a page, and all that it fetches is there."""
    page = reader.open(path, user_agent=agent)
    page.wait_for_load_state("networkidle")
    return page


def test_visits__counted_from_the_servers_own_log__appear_in_the_page(
    site: tuple[Portal, Reader],
) -> None:
    portal, reader = site
    assert visit(reader).inner_text(VIEWS) == "1.234 lượt xem"
    portal.views(server_log(portal))
    page = visit(reader, agent=PHONE + " 2")
    assert page.inner_text(VIEWS) == "1.235 lượt xem"
    page.reload()
    visit(reader, "/cu/2.html", agent=PHONE + " 3")  # nginx sends the reader on
    visit(reader, agent="Googlebot/2.1")
    portal.views(server_log(portal))
    assert visit(reader).inner_text(VIEWS) == "1.237 lượt xem"
    assert portal.counted() == {"id-2": 3}


def test_count__of_an_article_without_any__is_shown_once_there_is_one(
    site: tuple[Portal, Reader],
) -> None:
    portal, reader = site
    page = visit(reader, address(1))
    assert not page.is_visible(VIEWS)
    portal.views(server_log(portal))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.is_visible(VIEWS)
    assert page.inner_text(VIEWS) == "1 lượt xem"


def shards(portal: Portal, counts: dict[str, int]) -> None:
    """Let the shards of article 2 say this."""
    path = portal.output / urls.shard(SECOND)
    path.write_text(json.dumps(counts), encoding="utf-8")


def test_number__once_shown__does_not_go_down_on_reload(site: tuple[Portal, Reader]) -> None:
    portal, reader = site
    shards(portal, {SECOND: 6})
    page = visit(reader)
    assert page.inner_text(VIEWS) == "1.240 lượt xem"
    for counts in ({SECOND: 2}, {}, {SECOND: -5}, {SECOND: "x"}):
        shards(portal, counts)  # type: ignore[arg-type]
        page.reload()
        page.wait_for_load_state("networkidle")
        assert page.inner_text(VIEWS) == "1.240 lượt xem"
    shards(portal, {SECOND: 7})
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.inner_text(VIEWS) == "1.241 lượt xem"


def test_number__written_into_the_page__is_not_added_twice(site: tuple[Portal, Reader]) -> None:
    portal, reader = site
    shards(portal, {SECOND: 60, f"{SECOND}#1234": 10})
    assert visit(reader).inner_text(VIEWS) == "1.244 lượt xem"


def test_number__reader_forbids_storage__is_shown_all_the_same(
    site: tuple[Portal, Reader],
) -> None:
    portal, reader = site
    shards(portal, {SECOND: 6})
    page = reader.open(SECOND, storage=False)
    page.wait_for_load_state("networkidle")
    assert page.inner_text(VIEWS) == "1.240 lượt xem"


def test_page__nothing_arrives__stays_as_it_was_built(browser: Browser) -> None:
    with served(browser) as (portal, reader):
        page = visit(reader)
        assert page.inner_text(VIEWS) == "1.234 lượt xem"
        # What is newest comes with the build; the counts were never made.
        assert page.inner_text(f"{SIDE} h2") == "Tin mới nhất"
        shutil.rmtree(portal.output / "fragments")
        page = visit(reader)
        assert page.inner_text(VIEWS) == "1.234 lượt xem"
        assert page.inner_text(SIDE) == "Tin mới nhất ở trang chủ"
        home = visit(reader, "/")
        assert home.locator("most-read li a").all_inner_texts()[0] == "Bài số 3"
        assert all("404" in each for each in reader.complaints)


def test_page__without_scripts__has_what_was_built(site: tuple[Portal, Reader]) -> None:
    _, reader = site
    page = reader.open(SECOND, javascript=False)
    assert page.inner_text(VIEWS) == "1.234 lượt xem"
    assert page.get_attribute(f"{SIDE} a", "href") == "/"
    home = reader.open("/", javascript=False)
    assert home.inner_text("most-read h2") == "Tin mới nhất"


def test_most_read__home_and_article__show_it_in_order(site: tuple[Portal, Reader]) -> None:
    portal, reader = site
    portal.add(
        combined(START + at, address(number), visitor=f"10.0.{number}.{at}")
        for number in (1, 2, 3)
        for at in range({1: 5, 2: 9, 3: 0}[number])
    )
    portal.views()
    for path, where in (("/", "most-read"), (SECOND, SIDE)):
        page = visit(reader, path)
        assert page.inner_text(f"{where} h2") == "Đọc nhiều trong 7 ngày"
        titles = page.locator(f"{where} li a").all_inner_texts()
        assert titles == ["Bài số 2", "Bài số 1"]
        resize(page, 1280)
        assert violations(page) == []
        resize(page, 320, dark=True)
        assert violations(page) + overflow(page) == []


def test_statistics__on_every_screen__accessible_and_no_wider_than_the_window(
    site: tuple[Portal, Reader],
) -> None:
    portal, reader = site
    portal.add(combined(START + at, SECOND, visitor=f"10.0.0.{at}") for at in range(40))
    portal.views()
    page = visit(reader, SECOND)
    page.get_by_role("link", name="Thống kê truy cập").click()
    assert page.url == f"{reader.address}/views/"
    assert page.get_attribute("link[rel=canonical]", "href") == f"{reader.address}/views/"
    assert "40 lượt" in page.inner_text("main")
    page.get_by_text("Số từng ngày").click()
    assert page.locator("details tbody tr").count() == 30
    for width, dark in ((1280, False), (1280, True), (320, False), (320, True)):
        resize(page, width, dark=dark)
        assert violations(page) + overflow(page) == []


def test_live_views__not_wanted__nothing_is_fetched(browser: Browser) -> None:
    with served(browser, LIVE_VIEWS=False) as (portal, reader):
        portal.log.touch()
        assert portal.views() == 0
        for path in ("/", SECOND, "/chinh-tri/"):
            page = visit(reader, path)
            fetched = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
            assert [each for each in fetched if "/views/" in each or "/fragments/" in each] == []
            assert page.locator("most-read, live-views, a[href='/views/']").count() == 0
        assert not (portal.output / urls.NEWEST).exists()
        assert reader.complaints == []
