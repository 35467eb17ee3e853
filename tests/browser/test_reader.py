"""The browser of these tests complains of all that it should, and so does the host serve."""

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looks import headings, names, overflow, violations
from tests.browser.reader import Reader
from tests.browser.web_host import POLICY, serving
from tests.factories import write

_HEAD = '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Bài</title>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the host serves: a page, its scripts and the page for what is not there."""
    write(
        tmp_path,
        {
            "index.html": _HEAD,
            "404.html": f"{_HEAD}<h1>Không có</h1>",
            "bai/index.html": _HEAD,
            "favicon.ico": b"",
            "a.webmanifest": "{}",
            "a.avif": b"",
            "a.xml": "<a/>",
            "a.json": "{}",
            "a.woff2": b"",
            "throw.js": "throw new Error('hỏng')",
            "warn.js": "console.warn('coi chừng')",
            "say.js": "console.log('chào')",
        },
    )
    return tmp_path


@pytest.fixture
def stranger(browser: Browser, folder: Path) -> Iterator[Reader]:
    """A reader of that folder, who may complain."""
    with serving(folder) as address:
        reader = Reader(browser, address)
        yield reader
        reader.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page."""
    page = browser.new_page(viewport={"width": 320, "height": 600})
    yield page
    page.close()


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>1</script>", "policy violated: script-src-elem"),
        ('<p style="color: red">', "policy violated: style-src-attr"),
        ('<img src="https://khac.example/a.png">', "policy violated: img-src"),
        ('<script src="/throw.js"></script>', "hỏng"),
        ('<script src="/warn.js"></script>', "coi chừng"),
        ('<script src="/khong-co.js"></script>', "404"),
    ],
)
def test_reader__page_with_a_fault__complains(
    body: str, complaint: str, folder: Path, stranger: Reader
) -> None:
    write(folder, {"index.html": _HEAD + body})
    stranger.open("/")
    stranger.close()
    assert any(complaint in each for each in stranger.complaints), stranger.complaints


def test_reader__request_to_another_host__is_stopped_and_noted(stranger: Reader) -> None:
    page = stranger.open("/")
    with page.expect_event("requestfailed"):
        page.evaluate("location.href = 'https://khac.example/'")
    assert "foreign request: https://khac.example/" in stranger.complaints


@pytest.mark.parametrize(
    "path", ["/", "/bai/", "/khong-co.html"], ids=["page", "folder", "not found"]
)
def test_reader__page_without_fault__says_nothing(
    path: str, folder: Path, stranger: Reader
) -> None:
    body = '<link rel="icon" href="/favicon.ico"><script src="/say.js"></script>'
    write(folder, dict.fromkeys(("index.html", "bai/index.html", "404.html"), _HEAD + body))
    stranger.open(path)
    stranger.close()
    assert stranger.complaints == []


def test_reader__wishes__are_what_the_page_sees(stranger: Reader) -> None:
    seen = """() => {
      let storage = "kept";
      try { localStorage.setItem("a", "b"); } catch (error) { storage = error.name; }
      const is = wish => matchMedia(`(${wish})`).matches;
      return [innerWidth, is("prefers-color-scheme: dark"), is("prefers-reduced-motion: reduce"),
              is("forced-colors: active"), storage];
    }"""
    assert stranger.open("/").evaluate(seen) == [1280, False, False, False, "kept"]
    page = stranger.open(
        "/", width=320, dark=True, reduced_motion=True, forced_colors=True, storage=False
    )
    assert page.evaluate(seen) == [320, True, True, True, "SecurityError"]


def test_reader__no_javascript__scripts_do_not_run(folder: Path, stranger: Reader) -> None:
    write(folder, {"index.html": f'{_HEAD}<script src="/throw.js"></script>'})
    stranger.open("/", javascript=False)
    stranger.close()
    assert stranger.complaints == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("bai/", "text/html; charset=utf-8"),
        ("say.js?x", "text/javascript; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        ("a.avif", "image/avif"),
    ],
)
def test_host__file__comes_with_its_type_and_the_policy(name: str, kind: str, folder: Path) -> None:
    with serving(folder) as address, urlopen(f"{address}/{name}") as answer:
        headers = answer.headers
        assert headers["Content-Type"] == kind
        assert headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("path", ["/khong-co", "/say.js/", "/khong-co/", "/../say.html", "/%00"])
def test_host__nothing_there__404_with_the_sites_page(path: str, folder: Path) -> None:
    with serving(folder) as address, pytest.raises(HTTPError) as answer:
        urlopen(address + path)
    with answer.value as page:
        assert page.code == 404
        assert "Không có" in page.read().decode()


def test_violations__picture_without_alt__is_named(page: Page) -> None:
    page.set_content(f'{_HEAD}<main><h1>Bài</h1><img src="data:,"></main>')
    (found,) = violations(page)
    assert found.startswith("image-alt")
    page.set_content(f'{_HEAD}<main><h1>Bài</h1><img src="data:," alt="Cầu"></main>')
    assert violations(page) == []


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ('<p style="width: 400px">Rộng</p>', 2),
        ('<p style="overflow-x: auto"><img width=400 height=9 alt="">', 0),
        ("<p>" + "dài " * 200, 0),
        ("<p>" + "dài" * 200, 1),
        ('<p style="position: absolute; left: 310px; width: 20px">Ra', 2),
    ],
)
def test_overflow__body__what_reaches_too_far(body: str, count: int, page: Page) -> None:
    page.set_content(f"{_HEAD}<body>{body}")
    assert len(overflow(page)) == count, overflow(page)


def test_headings_and_names__page__as_they_are_read_out(page: Page) -> None:
    page.set_content(
        f'{_HEAD}<h1>Một</h1><h2 hidden>Ẩn</h2><h3> Ba </h3><a href="/a">Đi: “xa” "nữa"</a>'
        '<a href="/b"></a><a href="/c"><img alt="Cầu" src="data:,"></a><button title="Mở"></button>'
    )
    assert headings(page) == [(1, "Một"), (3, "Ba")]
    assert names(page, "link") == ['Đi: “xa” \\"nữa\\"', "", "Cầu"]
    assert names(page, "button") == ["Mở"]
