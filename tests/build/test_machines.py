"""What machines read of a whole site: feeds, sitemaps, API, JSON-LD, Open Graph, Dublin Core."""

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
import pytest
from lxml import etree
from PIL import Image

from plugins.core import pagination, urls
from tests.build.processes import run_build
from tests.build.sites import Site, day, differences, files_in, picture, write_article
from tests.factories import SITEURL

COUNT = 62
TWINS = (60, 61)
"""Two articles of one moment: their ids decide."""
TAG = "tag:tinhuy.example,2026:"
_SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def keys_of(number: int, **keys: Any) -> dict[str, Any]:
    """What an article says: a third is about the economy, one of ten has another author."""
    return {
        "category": "Kinh tế" if number % 3 == 0 else "Chính trị",
        "author": "Trần Bình" if number % 10 == 0 else "Lê Ân",
        **({"date": day(60)} if number in TWINS else {}),
        **keys,
    }


def put(site: Site, number: int, **keys: Any) -> None:
    """Write article `number`, changed in these keys."""
    write_article(site, number, **keys_of(number, **keys))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """More articles than a feed holds, besides some that no feed may hold, built."""
    site = Site(tmp_path_factory.mktemp("machines"))
    for number in range(COUNT):
        put(site, number)
    site.article("an.md", title="Bài ẩn", date="2026-11-21", status="hidden")
    site.article("het.md", title="Bài hết hạn", date="2026-11-21", expires="2026-11-21")
    site.article("nhap.md", title="Bài nháp", date="2026-11-21", status="draft")
    site.article("mai.md", title="Bài ngày mai", date="2026-11-23")
    site.page("gioi-thieu.md", slug="gioi-thieu")
    site.page("an.md", slug="trang-an", status="hidden")
    assert not site.build().failed
    return site


# Feeds


def guids(site: Site, feed: str) -> list[str]:
    """The ids of a feed's items in their order, without what all of them begin with."""
    data = (site.output / feed).read_bytes()
    if feed.endswith(".json"):
        found = [each["id"] for each in json.loads(data)["items"]]
    else:
        parsed = feedparser.parse(data)
        assert not parsed.bozo, parsed.get("bozo_exception")
        found = [each.id for each in parsed.entries]
    return [each.removeprefix(TAG) for each in found]


def newest(wanted: Callable[[dict[str, Any]], bool] = bool) -> list[str]:
    """The ids that a feed must hold, in its order: an article's id is its file."""
    entries = [
        (keys_of(number).get("date", day(number)), f"bai-{number:02}.md")
        for number in range(COUNT)
        if wanted(keys_of(number))
    ]
    return [path for _, path in sorted(entries, reverse=True)][: pagination.FEED_SIZE]


FEEDS = {
    **dict.fromkeys(urls.SITE_FEEDS, newest()),
    "chinh-tri/rss.xml": newest(lambda keys: keys["category"] == "Chính trị"),
    "kinh-te/rss.xml": newest(lambda keys: keys["category"] == "Kinh tế"),
    "tac-gia/le-an/rss.xml": newest(lambda keys: keys["author"] == "Lê Ân"),
    "tac-gia/tran-binh/rss.xml": newest(lambda keys: keys["author"] == "Trần Bình"),
    **{f"{each}/rss.xml": [] for each in ("dan-van", "kinh-te-chinh-tri", "xay-dung-dang")},
}


def test_feeds__all_there_are__are_these(template: Site) -> None:
    assert {name for name in files_in(template.output) if name.endswith("rss.xml")} | {
        "atom.xml",
        "feed.json",
    } == FEEDS.keys()
    assert [len(FEEDS[each]) for each in ("rss.xml", "tac-gia/le-an/rss.xml")] == [50, 50]


@pytest.mark.parametrize("feed", FEEDS)
def test_feed__any__newest_first_and_at_most_fifty(template: Site, feed: str) -> None:
    assert guids(template, feed) == FEEDS[feed]


def items(site: Site, feed: str) -> dict[str, str]:
    """The items of a feed by their ids, each as it is written."""
    data = (site.output / feed).read_bytes()
    if feed.endswith(".json"):
        told = json.loads(data)["items"]
        return {each["id"].removeprefix(TAG): json.dumps(each) for each in told}
    root = etree.fromstring(data)
    found = root.findall("channel/item") or root.findall("{*}entry")
    texts = [etree.tostring(each, encoding="unicode").strip() for each in found]
    ids = [each.findtext("guid") or each.findtext("{*}id") for each in found]
    return {each.removeprefix(TAG): text for each, text in zip(ids, texts, strict=True)}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The first 54 articles of the site, for tests that undo what they did to them."""
    site = Site(tmp_path_factory.mktemp("edited"))
    for number in range(54):
        put(site, number)
    assert not site.build().failed
    return site


OF_50 = (*urls.SITE_FEEDS, "chinh-tri/rss.xml", "tac-gia/tran-binh/rss.xml")
"""The feeds that hold article 50."""

EDITS: dict[str, dict[str, Any]] = {
    "title": {"title": "Tít khác hẳn"},
    "slug": {"slug": "dia-chi-khac"},
    "body": {"body": "Viết lại từ đầu."},
    "summary": {"summary": "Sapo mới."},
    "tags": {"tags": "[thẻ]"},
    "correction": {"corrections": "[{at: 2026-11-20, text: Sửa một con số.}]"},
    "updated": {"updated": "2026-11-20 08:00"},
    "old address": {"aliases": "[/cu/50.html]"},
    "views": {"views": "1234"},
}


@pytest.mark.parametrize("name", EDITS)
def test_feed__article_edited__keeps_its_id_and_place_and_all_others(
    edited: Site, name: str
) -> None:
    before = {feed: items(edited, feed) for feed in OF_50}
    put(edited, 50, **EDITS[name])
    assert not edited.build().failed
    after = {feed: items(edited, feed) for feed in OF_50}
    put(edited, 50)
    edited.build()
    for feed in OF_50:
        assert list(after[feed]) == list(before[feed])
        changed = {each for each, text in after[feed].items() if before[feed][each] != text}
        silent = {"views", "old address"}
        if feed.endswith("rss.xml"):
            silent.add("updated")  # an item of RSS knows no such time
        assert changed == (set() if name in silent else {"bai-50.md"}), feed
        assert items(edited, feed) == before[feed]


def test_feed__category_and_author_edited__same_id_in_other_feeds(edited: Site) -> None:
    put(edited, 50, category="Dân vận", author="Vũ Ỷ")
    assert not edited.build().failed
    for feed in (*urls.SITE_FEEDS, "dan-van/rss.xml", "tac-gia/vu-y/rss.xml"):
        assert "bai-50.md" in guids(edited, feed)
    for feed in ("chinh-tri/rss.xml", "tac-gia/tran-binh/rss.xml"):
        assert "bai-50.md" not in guids(edited, feed)
    put(edited, 50)
    edited.build()
    assert not (edited.output / "tac-gia/vu-y/rss.xml").exists()


@pytest.mark.parametrize("keys", [None, {"status": "draft"}, {"status": "hidden"}])
def test_feed__article_removed__is_gone_and_an_older_one_comes(
    edited: Site, keys: dict[str, str] | None
) -> None:
    before = {feed: guids(edited, feed) for feed in OF_50}
    if keys is None:
        edited.delete("bai-50.md")
    else:
        put(edited, 50, **keys)
    assert not edited.build().failed
    after = {feed: guids(edited, feed) for feed in OF_50}
    put(edited, 50)
    edited.build()
    for feed, ids in before.items():
        older = ["bai-03.md"] if feed in urls.SITE_FEEDS else []
        assert after[feed] == [each for each in ids if each != "bai-50.md"] + older
        assert guids(edited, feed) == ids


def test_feed__file_renamed__keeps_its_id_if_it_has_one(edited: Site) -> None:
    put(edited, 50, id="bai-nam-muoi")
    edited.build()
    before = guids(edited, "rss.xml")
    edited.delete("bai-50.md")
    edited.article("khac/ten-khac.md", **keys_of(50, id="bai-nam-muoi", date=day(50)))
    edited.build()
    assert guids(edited, "rss.xml") == before
    edited.delete("khac/ten-khac.md")
    put(edited, 50)
    edited.build()


# Sitemaps, OPML, the API


def xml_urls(site: Site, output: str, path: str) -> list[str]:
    """What a sitemap or its index names, below SITEURL."""
    found = etree.parse(str(site.output / output)).xpath(path, namespaces=_SPACE)
    return [each.text.removeprefix(SITEURL + "/") for each in found]


def public_pages(site: Site) -> set[str]:
    """The addresses of all pages, by looking at them: neither stubs nor what has noindex."""
    return {
        urls.to_url(name)[1:]
        for name in files_in(site.output)
        if name.endswith(".html") and 'content="noindex"' not in site.text(name)
    }


def test_sitemaps__together__name_every_public_page_once_but_older_pages_of_lists(
    template: Site,
) -> None:
    names = xml_urls(template, urls.SITEMAP, "//s:sitemap/s:loc")
    assert set(names) == {
        each
        for each in files_in(template.output)
        if each.startswith("sitemap/") and each != urls.SITEMAP_NEWS
    }
    named = [each for name in names for each in xml_urls(template, name, "//s:url/s:loc")]
    assert len(named) == len(set(named))
    pages = {each for each in public_pages(template) if "/trang/" not in each}
    months = {each for each in pages if each.startswith("luu-tru/2")}
    assert set(named) == pages - months


def test_api__months__hold_every_listed_article_once(template: Site) -> None:
    index = json.loads((template.output / urls.API_MONTHS).read_bytes())
    ids = []
    for month in index["months"]:
        data = (template.output / month["url"].removeprefix(SITEURL + "/")).read_bytes()
        told = json.loads(data)
        assert all(each["published"].startswith(told["month"]) for each in told["articles"])
        ids += [each["id"] for each in told["articles"]]
    assert sorted(ids) == sorted(f"bai-{number:02}.md" for number in range(COUNT))
    named = {urls.api_month(each["month"]) for each in index["months"]}
    assert {n for n in files_in(template.output) if n.startswith("api/v1/articles/")} == named


def test_opml__names__every_rss_feed(template: Site) -> None:
    outlines = etree.parse(str(template.output / urls.OPML)).iter("outline")
    found = [each.get("xmlUrl") for each in outlines if each.get("xmlUrl")]
    assert sorted(found) == sorted(f"{SITEURL}/{each}" for each in FEEDS if "rss" in each)


# What search engines and social networks read of an article's page

TIMED, UNTIMED = "2026-10-01 08:30", "2026-10-02"
AT_TIMED, AT_UNTIMED = "2026-10-01T08:30:00+07:00", "2026-10-02T00:00:00+07:00"
PUBLISHER = {"@type": "Organization", "name": "Cổng thông tin Tỉnh ủy", "url": f"{SITEURL}/"}
PERSON = [{"@type": "Person", "name": "Lê Ân"}]
BAO = "name: Báo Lương Giang, url: https://bao.example/1, published: 2026-09-30"

KINDS: dict[str, tuple[dict[str, str | None], dict[str, Any]]] = {
    "timed": ({"date": TIMED}, {"datePublished": AT_TIMED, "dateModified": AT_TIMED}),
    "untimed": ({"date": UNTIMED}, {"datePublished": AT_UNTIMED, "dateModified": AT_UNTIMED}),
    "updated": (
        {"date": TIMED, "updated": "2026-10-05"},
        {"datePublished": AT_TIMED, "dateModified": "2026-10-05T00:00:00+07:00"},
    ),
    "two authors": (
        {"author": None, "authors": "[Lê Ân, Trần Bình]"},
        {"author": [*PERSON, {"@type": "Person", "name": "Trần Bình"}]},
    ),
    "reprint with author": (
        {"author": None, "source": f"{{{BAO}, author: Vũ Ỷ}}"},
        {"author": [{"@type": "Person", "name": "Vũ Ỷ"}]},
    ),
    "reprint without author": (
        {"author": None, "source": f"{{{BAO}}}"},
        {"author": [{"@type": "Organization", "name": "Báo Lương Giang"}]},
    ),
    "reprint with byline": ({"source": f"{{{BAO}, author: Vũ Ỷ}}"}, {"author": PERSON}),
    "reprint of a name": (
        {"author": None, "source": "Báo Lương Giang"},
        {"author": [{"@type": "Organization", "name": "Báo Lương Giang"}]},
    ),
    "no byline": ({"author": None}, {"author": [PUBLISHER]}),
    "picture": (
        {"image": "{src: /images/a.jpg, alt: Cầu dây văng}"},
        {"image": 2},
    ),
    "picture in the text": ({"body": "![Cầu dây văng](images/a.jpg)\n\nĐoạn."}, {"image": 2}),
    "moving picture": ({"image": "{src: /images/m.gif, alt: Cờ bay}"}, {"image": 1}),
    "hidden": ({"status": "hidden"}, {"author": PERSON}),
    "expired": ({"expires": "2026-10-20"}, {"author": PERSON}),
    "views": ({"views": "1234"}, {"views": 1234}),
    "tags": ({"tags": "[chuyển đổi số, nông thôn mới]", "topics": "[Đại hội]"}, {}),
    "summary": ({"summary": "Sapo *nghiêng* & “kép”."}, {"description": "Sapo nghiêng & “kép”."}),
    "no text": ({"body": "- mục"}, {}),
    "moved": ({"aliases": "[/cu/a.html, /cu/b, '/?ItemID=1', /cu/a.aspx, /tin/ủy.html]"}, {}),
    "corrected": (
        {"corrections": "[{at: 2026-10-03, text: Sửa.}, {at: 2026-10-02, text: B.}]"},
        {"dateModified": "2026-10-03T00:00:00+07:00"},
    ),
}


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One article of each kind."""
    site = Site(tmp_path_factory.mktemp("kinds"))
    site.write({"images/a.jpg": picture("red", 1300, 900), "images/m.gif": moving()})
    for number, (keys, _) in enumerate(KINDS.values()):
        given: dict[str, Any] = {"title": f"Bài “{number}” & <b>", "date": TIMED, **keys}
        site.article(f"kind-{number}.md", **given)
    report = site.build()
    assert not report.failed, [each.in_text("content") for each in report.problems]
    return site


def moving() -> bytes:
    """A GIF of two pictures."""
    first, second = (Image.new("RGB", (60, 40), color) for color in ("red", "blue"))
    file = BytesIO()
    first.save(file, "GIF", save_all=True, append_images=[second], duration=300, loop=0)
    return file.getvalue()


class Head:
    """What the head of an article's page says, and the page as people see it."""

    def __init__(self, site: Site, kind: str) -> None:
        self.output = f"2026/10/kind-{list(KINDS).index(kind)}.html"
        self.page = lxml.html.document_fromstring((site.output / self.output).read_bytes())
        (script,) = self.page.xpath("//script[@type='application/ld+json']")
        self.json_ld: dict[str, Any] = json.loads(script.text)

    def meta(self, key: str) -> list[str]:
        """What the page says of a property or name, as often as it says it."""
        found = self.page.xpath(f"//head/meta[@property='{key}' or @name='{key}']/@content")
        return [str(each) for each in found]

    def one(self, path: str) -> str:
        """The only thing at a path of the page."""
        (found,) = self.page.xpath(path)
        return str(found)


@pytest.mark.parametrize("kind", KINDS)
def test_json_ld__kind_of_article__says_what_search_engines_ask_for(kinds: Site, kind: str) -> None:
    head = Head(kinds, kind)
    told, wanted = head.json_ld, KINDS[kind][1]
    assert (told["@context"], told["@type"]) == ("https://schema.org", "NewsArticle")
    assert told["headline"] == head.one("//h1/text()")
    assert told["datePublished"] == wanted.get("datePublished", AT_TIMED)
    assert told["dateModified"] == wanted.get("dateModified", AT_TIMED)
    assert told["author"] == wanted.get("author", PERSON)
    assert told["articleSection"] == "Chính trị"
    assert told["publisher"] == PUBLISHER
    assert told["mainEntityOfPage"] == f"{SITEURL}/{head.output}"
    assert told["interactionStatistic"] == {
        "@type": "InteractionCounter",
        "interactionType": {"@type": "ReadAction"},
        "userInteractionCount": wanted.get("views", 0),
    }
    assert told.get("description", wanted.get("description")) == told.get("description")
    assert len(told.get("image", [])) == wanted.get("image", 0)
    for each in told.get("image", []):
        assert (kinds.output / each.removeprefix(SITEURL + "/")).is_file()
    if "description" in wanted:
        assert told["description"] == wanted["description"]


@pytest.mark.parametrize("kind", KINDS)
def test_open_graph__kind_of_article__is_as_the_page_and_json_ld(kinds: Site, kind: str) -> None:
    head = Head(kinds, kind)
    told = head.json_ld
    assert head.meta("og:type") == ["article"]
    assert head.meta("og:title") == [told["headline"]]
    assert head.meta("og:url") == [told["mainEntityOfPage"]]
    assert head.meta("og:url") == [head.one("//link[@rel='canonical']/@href")]
    assert head.meta("og:site_name") == [PUBLISHER["name"]]
    assert head.meta("og:locale") == ["vi_VN"]
    teaser = [told["description"]] if "description" in told else []
    assert head.meta("og:description") == head.meta("description") == teaser
    assert head.meta("article:published_time") == [told["datePublished"]]
    is_updated = told["dateModified"] != told["datePublished"]
    assert head.meta("article:modified_time") == [told["dateModified"]] * is_updated
    assert head.meta("article:section") == [told["articleSection"]]
    tags = head.page.xpath("//footer//div[span='Từ khóa:']//li//text()")
    assert head.meta("article:tag") == [each for each in tags if each.strip()]
    (image,) = head.meta("og:image")
    if "image" in told:
        assert image == told["image"][0]
        size = [head.meta(f"og:image:{each}")[0] for each in ("width", "height")]
        assert size == [str(each) for each in _size(kinds.output, image)]
        assert head.meta("og:image:alt") == [head.one("//article[@class='story']//img/@alt")]
    assert (kinds.output / image.removeprefix(SITEURL + "/")).is_file()


def _size(output: Path, address: str) -> tuple[int, int]:
    with Image.open(output / address.removeprefix(SITEURL + "/")) as image:
        return image.size


@pytest.mark.parametrize("kind", KINDS)
def test_dublin_core__kind_of_article__is_as_the_page_and_json_ld(kinds: Site, kind: str) -> None:
    head = Head(kinds, kind)
    told = head.json_ld
    assert head.meta("DC.title") == [told["headline"]]
    creators = [each["name"] for each in told["author"]]
    assert head.meta("DC.creator") == (creators if told["author"] != [PUBLISHER] else [])
    assert head.meta("DC.date") == [head.one("(//article/header//time)[1]/@datetime")]
    assert told["datePublished"].startswith(head.meta("DC.date")[0])
    assert head.meta("DC.description") == head.meta("description")
    assert head.meta("DC.publisher") == [told["publisher"]["name"]]
    assert head.meta("DC.identifier") == [told["mainEntityOfPage"]]
    assert head.meta("DC.language") == [told["inLanguage"]] == [head.one("/html/@lang")]
    source = KINDS[kind][0].get("source")
    wanted = "https://bao.example/1" if source and "url" in source else source
    assert head.meta("DC.source") == ([wanted] if wanted else [])


@pytest.mark.parametrize("seed", ["1", "2"])
def test_machines__built_in_another_process__same_bytes(
    kinds: Site, tmp_path: Path, seed: str
) -> None:
    shutil.copytree(kinds.root / "content", tmp_path / "content")
    ended = run_build(Site(tmp_path), environment={"PYTHONHASHSEED": seed})
    assert ended.status == 0, ended.err
    assert differences(tmp_path / "output", kinds.output) == []
