"""Sitemaps keep to their protocols, whatever stands in a title; robots.txt says what is meant."""

from functools import cache
from pathlib import Path
from urllib import robotparser

import pytest
from lxml import etree

from plugins import sitemaps
from plugins.core.dates import Moment
from plugins.core.text import clean
from plugins.sitemaps import Entry, NewsItem
from tests.articles import at
from tests.hostile_texts import HOSTILE, on_one_line

SITE = "https://tinhuy.example"
DAY = Moment("2019-08-10T00:00:00", timed=False)
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


@cache
def schema(name: str) -> etree.XMLSchema:
    """A schema of tests/schemas/."""
    path = Path(__file__).parent / "schemas" / f"{name}.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def checked(data: bytes, name: str = "sitemap") -> etree._Element:
    """The document, once its schema has nothing to say against it."""
    root = etree.fromstring(data)
    schema(name).assertValid(root)
    return root


_BAD = (
    "",
    "<url/>",
    "<url><loc>/a.html</loc></url>",
    "<url><lastmod>2019-08-10</lastmod><loc>https://tinhuy.example/a</loc></url>",
    "<url><loc>https://tinhuy.example/a</loc><lastmod>10/08/2019</lastmod></url>",
    "<url><loc>https://tinhuy.example/a</loc><lastmod>2019-08-10T07:30:00</lastmod></url>",
    "<url><loc>https://tinhuy.example/a</loc></url>" * 2,
)


@pytest.mark.parametrize("inner", _BAD)
def test_schema__what_the_protocol_forbids__is_found(inner: str) -> None:
    root = etree.fromstring(f'<urlset xmlns="{SPACES["s"]}">{inner}</urlset>')
    assert not schema("sitemap").validate(root)


def texts(root: etree._Element, path: str) -> list[str]:
    """What the elements at this path say."""
    return [each.text or "" for each in root.iterfind(path, SPACES)]


def entries(count: int) -> list[Entry]:
    """So many pages."""
    return [Entry(f"{SITE}/2026/11/bai-{number}.html") for number in range(count)]


def test_urlset__pages__in_order_with_day_or_time_as_far_as_known() -> None:
    root = checked(
        sitemaps.urlset(
            [
                Entry(f"{SITE}/2023/03/b.html", at("2023-03-31 13:25")),
                Entry(f"{SITE}/2019/08/a.html", DAY),
                Entry(f"{SITE}/"),
            ]
        )
    )
    assert texts(root, ".//s:loc") == [
        *(f"{SITE}/2023/03/b.html", f"{SITE}/2019/08/a.html", f"{SITE}/"),
    ]
    assert texts(root, ".//s:lastmod") == ["2023-03-31T13:25:00+07:00", "2019-08-10"]


def test_urlset__pictures__stand_with_their_page_each_once() -> None:
    bridge, river = f"{SITE}/anh/0a-1200.jpg", f"{SITE}/anh/1b-800.jpg"
    pages = [
        Entry(f"{SITE}/a.html", DAY, (bridge, river, bridge)),
        Entry(f"{SITE}/b.html", images=tuple(f"{SITE}/anh/{n}-1.jpg" for n in range(1001))),
    ]
    first, second = checked(sitemaps.urlset(pages))
    assert texts(first, ".//image:loc") == [bridge, river]
    assert len(texts(second, ".//image:loc")) == sitemaps.MOST_IMAGES


def test_urlset__one_page__is_one_line() -> None:
    lines = sitemaps.urlset([Entry(f"{SITE}/a.html", DAY), Entry(f"{SITE}/b.html")]).splitlines()
    assert lines[2:] == [
        b"<url><loc>https://tinhuy.example/a.html</loc><lastmod>2019-08-10</lastmod></url>",
        b"<url><loc>https://tinhuy.example/b.html</loc></url>",
        b"</urlset>",
    ]


def test_urlset__address_with_markup_and_illegal_characters__is_escaped_and_cleaned() -> None:
    odd = "\x00\x08\x1f\ufffe\uffff\ud800"
    root = checked(sitemaps.urlset([Entry(f"{SITE}/?a=1&b='2'{odd}", images=(f"{SITE}/<&>.jpg",))]))
    assert texts(root, ".//s:loc") == [f"{SITE}/?a=1&b='2'"]
    assert texts(root, ".//image:loc") == [f"{SITE}/<&>.jpg"]


def test_urlset__most_pages__are_valid_and_one_more_is_refused() -> None:
    root = checked(sitemaps.urlset(entries(sitemaps.MOST_URLS)))
    assert len(root) == 50_000
    with pytest.raises(ValueError, match="50001"):
        sitemaps.urlset(entries(sitemaps.MOST_URLS + 1))


def test_urlset__too_many_bytes__is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_BYTES", 200)
    with pytest.raises(ValueError, match="bytes"):
        sitemaps.urlset(entries(3))


@pytest.mark.parametrize("loc", ["/a.html", "", "ftp://x.example/", "https://x.example/a b"])
def test_urlset__address_that_is_not_absolute__is_refused(loc: str) -> None:
    with pytest.raises(ValueError, match="not an absolute address"):
        sitemaps.urlset([Entry(loc)])


def test_index__sitemaps__in_order_with_their_last_change() -> None:
    found = [
        Entry(f"{SITE}/sitemap/2026-11.xml", at("2026-11-21 07:30")),
        Entry(f"{SITE}/sitemap/pages.xml", DAY),
        Entry(f"{SITE}/sitemap/news.xml"),
    ]
    root = checked(sitemaps.index(SITE, found), "sitemap-index")
    assert texts(root, ".//s:loc") == [each.loc for each in found]
    assert texts(root, ".//s:lastmod") == ["2026-11-21T07:30:00+07:00", "2019-08-10"]


@pytest.mark.parametrize(
    "loc", ["https://khac.example/sitemap.xml", f"{SITE}.khac.example/a.xml", "/sitemap/a.xml"]
)
def test_index__sitemap_of_another_site__is_refused(loc: str) -> None:
    with pytest.raises(ValueError, match="not below"):
        sitemaps.index(SITE, [Entry(loc)])


def test_news__articles__say_publication_time_and_title() -> None:
    items = [
        NewsItem(f"{SITE}/2026/11/b.html", "Hội nghị giao ban", at("2026-11-21 07:30")),
        NewsItem(f"{SITE}/2026/11/a.html", "Thông xe cầu", DAY),
    ]
    root = checked(sitemaps.news("Cổng tin Phú Lương Giang", "vi", items))
    assert texts(root, ".//s:loc") == [each.loc for each in items]
    assert texts(root, ".//news:name") == ["Cổng tin Phú Lương Giang"] * 2
    assert texts(root, ".//news:language") == ["vi"] * 2
    assert texts(root, ".//news:title") == ["Hội nghị giao ban", "Thông xe cầu"]
    assert texts(root, ".//news:publication_date") == ["2026-11-21T07:30:00+07:00", "2019-08-10"]


@pytest.mark.parametrize("name", list(HOSTILE))
def test_news__hostile_text__comes_back_as_it_was(name: str) -> None:
    text, kept = f"Tin {HOSTILE[name].text}", on_one_line(clean(f"Tin {HOSTILE[name].kept}"))
    root = checked(sitemaps.news(text, "vi", [NewsItem(f"{SITE}/a.html", text, DAY)]))
    assert texts(root, ".//news:title") == [kept]
    assert texts(root, ".//news:name") == [kept]


@pytest.mark.parametrize("code", [*range(0x20), 0x7F, 0x85, 0xD800, 0xDFFF, 0xFEFF, 0xFFFE, 0xFFFF])
def test_news__character_that_xml_forbids__is_dropped(code: int) -> None:
    root = checked(sitemaps.news("Cổng", "vi", [NewsItem(f"{SITE}/a", f"Một{chr(code)} hai", DAY)]))
    assert texts(root, ".//news:title") == ["Một hai"]


def test_news__decomposed_text__is_composed() -> None:
    items = [NewsItem(f"{SITE}/a.html", "Hô\u0323i nghi\u0323", DAY)]
    assert "Hội nghị" in sitemaps.news("Cổng", "vi", items).decode()


def test_news__more_articles_than_google_takes__are_refused() -> None:
    items = [NewsItem(each.loc, "Bài", DAY) for each in entries(sitemaps.MOST_NEWS + 1)]
    checked(sitemaps.news("Cổng", "vi", items[1:]))
    with pytest.raises(ValueError, match="1001"):
        sitemaps.news("Cổng", "vi", items)


def test_sitemaps__without_an_address__are_refused() -> None:
    with pytest.raises(ValueError, match="not 0"):
        sitemaps.urlset([])
    with pytest.raises(ValueError, match="not 0"):
        sitemaps.index(SITE, [])
    with pytest.raises(ValueError, match="not 0"):
        sitemaps.news("Cổng", "vi", [])


def allows(robots: bytes, path: str) -> bool:
    """True if a robot that reads this may fetch the path."""
    parser = robotparser.RobotFileParser()
    parser.parse(robots.decode().splitlines())
    assert parser.site_maps() == [f"{SITE}/sitemap.xml"]
    return parser.can_fetch("AnyBot", SITE + path)


def test_robots__paths__are_kept_from_all_robots() -> None:
    robots = sitemaps.robots(f"{SITE}/sitemap.xml", ["/views/", "/tìm kiếm/#1", "/%E1/"])
    assert robots.decode() == (
        "User-agent: *\n"
        "Disallow: /views/\n"
        "Disallow: /t%C3%ACm%20ki%E1%BA%BFm/%231\n"
        "Disallow: /%E1/\n"
        "\n"
        "Sitemap: https://tinhuy.example/sitemap.xml\n"
    )
    assert not allows(robots, "/views/2026/11/bai.json")
    assert not allows(robots, "/tìm kiếm/#1")
    assert allows(robots, "/2026/11/bai.html")


def test_robots__no_path__allows_everything() -> None:
    robots = sitemaps.robots(f"{SITE}/sitemap.xml", [])
    assert b"Disallow" not in robots
    assert allows(robots, "/views/")


def test_robots__line_end_in_a_path__begins_no_line_of_its_own() -> None:
    robots = sitemaps.robots(f"{SITE}/sitemap.xml", ["/a\r\nDisallow: /"])
    assert robots.decode().count("\nDisallow:") == 1
    assert allows(robots, "/2026/11/bai.html")


@pytest.mark.parametrize("path", ["views/", "", "https://tinhuy.example/views/"])
def test_robots__what_is_no_path__is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        sitemaps.robots(f"{SITE}/sitemap.xml", [path])


def test_robots__sitemap_without_a_site__is_refused() -> None:
    with pytest.raises(ValueError, match="not an absolute address"):
        sitemaps.robots("/sitemap.xml", [])
