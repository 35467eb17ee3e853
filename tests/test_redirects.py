"""An old address is answered by a file where one can, and by the host's table wherever it is."""

import json
import unicodedata
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins import redirects
from plugins.core import aliases, urls
from plugins.core.text import clean
from tests.hostile_texts import HOSTILE, on_one_line

NEW = "https://tinhuy.example/2023/03/bai.html"


@pytest.mark.parametrize(
    ("alias", "output"),
    [
        ("/cat/old-123.html", "cat/old-123.html"),
        ("/Cat/Old-123.HTM", "Cat/Old-123.HTM"),
        ("/cu.html", "cu.html"),
        ("/cu/bai/", "cu/bai/index.html"),
        ("/cu/bai-1", "cu/bai-1/index.html"),
        ("/cu/index.html", "cu/index.html"),
        ("/van-ban/12.2019", "van-ban/12.2019/index.html"),
        ("/v1.2/bai.moi.html", "v1.2/bai.moi.html"),
        ("/2019/08/bai-cu.html", "2019/08/bai-cu.html"),
        ("/tin/t%E1%BB%89nh-%E1%BB%A7y.html", "tin/tỉnh-ủy.html"),
        ("/tin/tỉnh-ủy.html", "tin/tỉnh-ủy.html"),
        ("/tin/ti\u0309nh.html", "tin/tỉnh.html"),
        ("/tin/ti%CC%89nh.html", "tin/tỉnh.html"),
        ("/a+b%20c.html", "a+b c.html"),
        ("/a%2520b.html", "a%20b.html"),
        ("/anh.html", "anh.html"),
        (f"/{'x' * 195}.html", f"{'x' * 195}.html"),
    ],
)
def test_output__what_a_file_can_answer__is_that_file(alias: str, output: str) -> None:
    assert aliases.output(alias) == output


@pytest.mark.parametrize(
    "alias",
    [
        # queries and fragments
        *("/?ItemID=12", "/a.aspx?id=1", "/cu.html?", "/cu.html#a"),
        # endings that are no HTML
        *("/a.aspx", "/a.php", "/a.JSP", "/a.pdf", "/rss.xml", "/a.html5", "/feed.json"),
        # folders where a file may lie
        *("/2023/03/bai.html/", "/2023/03/bai.html/amp", "/index.php/tin/12", "/robots.txt/a"),
        # no plain path
        *("", "cu.html", "//a.html", "/a//b.html", "/a//", "/../a.html", "/a/%2e%2e/b.html"),
        *("/./a.html", "/.git/a.html", "/.well-known/a", "/a%2Fb.html", "/a%5Cb.html", "/a\\b"),
        *("/a%00.html", "/a%0A.html", "/a\x07.html", "/a%E2%80%AEb.html", "/%20/a.html"),
        *("/t%EC.html", "/100%-dat.html", "/a%4", "/\ud800.html"),
        *(f"/{'x' * 196}.html", f"/{'ủ' * 67}/", "/" + "abc/" * 300),
        # the portal's own
        *("/", "/index.html", "/404.html", "/luu-tru", "/rss", "/rss/tin.html", "/api/v1/a.html"),
        *("/views/a.html", "/theme/a.html", "/anh/", "/tep/a/b", "/Theme/a.html", "/tim-kiem/"),
        *("/sitemap/a.html", "/fragments/a.html"),
    ],
)
def test_output__what_no_file_can_answer__has_none(alias: str) -> None:
    assert aliases.output(alias) is None


_PARTS = st.sampled_from(
    [*("/", "//", ".", "..", ".html", "a", "Ủ", "%2e", "%2F", "%00", "%", "?", "\\", "anh", "+")]
)


@given(st.lists(_PARTS | st.text(max_size=3), max_size=12).map("".join))
def test_output__whatever_was_written__stays_inside_and_is_html(written: str) -> None:
    found = aliases.output("/" + written)
    if found is not None:
        segments = found.split("/")
        assert all(each and not each.startswith(".") for each in segments)
        assert max(len(each.encode()) for each in segments) <= aliases.LONGEST_SEGMENT
        assert segments[-1].lower().endswith((".html", ".htm"))
        assert "\\" not in found
        assert all(unicodedata.category(each)[0] != "C" for each in found)
        assert found == unicodedata.normalize("NFC", found)


@given(st.from_regex(r"[a-z0-9-]{1,9}(/[a-z0-9-]{1,9}){0,2}", fullmatch=True))
def test_output__of_plain_addresses__leads_back_to_them(path: str) -> None:
    for alias in (f"/{path}.html", f"/{path}/"):
        if found := aliases.output(alias):
            assert urls.to_url(found) == alias
            assert urls.to_output(alias) == found


class Page(HTMLParser):
    """What a browser finds on a stub."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.seen: dict[str, dict[str, str]] = {}
        self.text: dict[str, str] = {}
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = {name: value or "" for name, value in attrs}
        self.seen[found.get("http-equiv") or found.get("rel") or tag] = found

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.text[self.tags[-1]] = self.text.get(self.tags[-1], "") + data


def test_stub__read_by_a_browser__leads_on_three_ways() -> None:
    page = Page(redirects.stub(NEW, "Hội nghị giao ban"))
    assert page.seen["html"]["lang"] == "vi"
    assert page.seen["refresh"]["content"] == f"0; url={NEW}"
    assert page.seen["canonical"]["href"] == NEW
    assert page.seen["a"]["href"] == NEW
    assert page.text["title"] == page.text["a"] == "Hội nghị giao ban"
    assert page.text["h1"] == "Bài đã chuyển sang địa chỉ mới"


def test_stub__for_search_engines__hands_its_standing_on() -> None:
    assert b"noindex" not in redirects.stub(NEW, "Bài")


def test_stub__under_a_strict_policy__needs_nothing() -> None:
    page = Page(redirects.stub(NEW, "Bài"))
    assert {"script", "style", "img"}.isdisjoint(page.tags)
    assert not any("style" in each for each in page.seen.values())


@pytest.mark.parametrize("name", list(HOSTILE))
def test_stub__hostile_title__is_text(name: str) -> None:
    kept = on_one_line(clean(HOSTILE[name].kept))
    page = Page(redirects.stub(NEW, HOSTILE[name].text))
    assert page.text["title"] == page.text["a"] == (kept or "Bài viết")
    assert page.tags == Page(redirects.stub(NEW, "Bài")).tags


def test_stub__address_with_quotes__stays_in_its_attributes() -> None:
    url = "https://tinhuy.example/?a=\"1'&b=<2>"
    page = Page(redirects.stub(url, "Bài"))
    assert page.seen["refresh"]["content"] == f"0; url={url}"
    assert page.seen["a"] == {"href": url}


@pytest.mark.parametrize(
    "url", ["/2023/03/bai.html", "javascript:alert(1)", "https://a.example", f"{NEW} x", f"{NEW}\0"]
)
def test_stub__address_that_is_not_absolute__is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not an absolute address"):
        redirects.stub(url, "Bài")


def rows(*entries: tuple[str, str]) -> list[tuple[str, str]]:
    """A table's entries, read back."""
    found = json.loads(redirects.table(entries))
    assert list(found) == ["version", "redirects"]
    assert found["version"] == 1
    return [(each["from"], each["to"]) for each in found["redirects"]]


def test_table__entries__one_a_line_sorted() -> None:
    data = redirects.table(
        [("/cat/old-123.html", "/2023/03/bai.html"), ("/?ItemID=12", "/2019/08/a.html")]
    )
    assert data.decode() == (
        '{"version": 1, "redirects": [\n'
        '{"from": "/?ItemID=12", "to": "/2019/08/a.html"},\n'
        '{"from": "/cat/old-123.html", "to": "/2023/03/bai.html"}\n'
        "]}\n"
    )


def test_table__without_entries__is_valid() -> None:
    assert rows() == []


@pytest.mark.parametrize(
    ("alias", "origin"),
    [
        ("/Default.aspx?tabid=64&ItemID=12", "/Default.aspx?tabid=64&ItemID=12"),
        ("/a?x={1}&y=a/b?c", "/a?x={1}&y=a/b?c"),
        ("/tin/ủy.html", "/tin/%E1%BB%A7y.html"),
        ("/tin/%e1%bb%a7y.html", "/tin/%E1%BB%A7y.html"),
        ("/tin/u\u0309y.html", "/tin/%E1%BB%A7y.html"),
        ("/?q=ủy", "/?q=%E1%BB%A7y"),
        ("/a+b;c=1,(d)!.html", "/a+b;c=1,(d)!.html"),
        ("/100%-dat.html", "/100%-dat.html"),
        ('/a"b<c>.html', "/a%22b%3Cc%3E.html"),
        ("/cu/", "/cu/"),
    ],
)
def test_table__old_address__is_as_browsers_ask_for_it(alias: str, origin: str) -> None:
    assert rows((alias, "/a.html")) == [(origin, "/a.html")]


def test_table__two_spellings_of_one_address__are_one_in_any_order() -> None:
    one, other = ("/%e1%bb%a7", "/b.html"), ("/ủ", "/a.html")
    assert rows(one, other) == rows(other, one) == [("/%E1%BB%A7", "/a.html")]


@given(st.lists(st.tuples(st.text().map("/".__add__), st.just("/a.html")), max_size=5))
def test_table__whatever_was_written__is_ascii_sorted_and_in_any_order_the_same(
    entries: list[tuple[str, str]],
) -> None:
    data = redirects.table(entries)
    assert data == redirects.table(reversed(entries))
    assert data.isascii()
    origins = [each for each, _ in rows(*entries)]
    assert origins == sorted(set(origins))
    assert all(unquote(each).startswith("/") and " " not in each for each in origins)
