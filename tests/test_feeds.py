"""Feeds say what went in, in every format; an article keeps its id, whatever becomes of it."""

import dataclasses
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from plugins import feeds
from plugins.core import dates
from plugins.feeds import Channel, Enclosure, Item
from tests.hostile_texts import HOSTILE, Hostile, on_one_line

ROOT = Path(__file__).resolve().parents[1]

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GUID = "tag:tinhuy.example,2026:hoi-nghi-giao-ban"

PICTURE = Enclosure(
    url="https://tinhuy.example/anh/0a1b-1200.jpg",
    type="image/jpeg",
    length=183_214,
    width=1200,
    height=800,
)
BODY = (
    '<p>Nội dung &amp; <strong>số liệu</strong>.</p>\n<img src="https://tinhuy.example/anh/0a1b-'
    '800.jpg" alt="Cầu" width="800" height="533">'
)

CHANNEL = Channel(
    title="Cổng thông tin Tỉnh ủy",
    description="Tiếng nói của Đảng bộ và nhân dân trong tỉnh",
    url="https://tinhuy.example/",
    self_url="https://tinhuy.example/rss.xml",
    tag="tinhuy.example,2026",
    language="vi",
    image_url="https://tinhuy.example/theme/emblem-0123456789.png",
    image_width=144,
    image_height=144,
    style_url="/theme/feed-0123456789.css",
    publisher="Tỉnh ủy Phú Lương Giang",
    email="banbientap@tinhuy.example",
    empty=dates.parse("2026-01-01"),
)
ITEM = Item(
    id="hoi-nghi-giao-ban",
    url="https://tinhuy.example/2026/11/hoi-nghi-giao-ban.html",
    title="Hội nghị giao ban",
    summary="Sáng 20/11, hội nghị đánh giá công tác quý.",
    html=BODY,
    published=dates.parse("2026-11-20 08:30"),
    changed=dates.parse("2026-11-20 08:30"),
    authors=("Lê Ân", "Đỗ Thượng Hà"),
    categories=("Chính trị", "giao ban"),
    picture=PICTURE,
    source=None,
)
FORMATS = [feeds.rss, feeds.atom, feeds.json_feed]

Format = Callable[[Channel, list[Item]], bytes]


def item(**changes: Any) -> Item:
    """An item like ITEM but for these."""
    return dataclasses.replace(ITEM, **changes)


def channel(**changes: Any) -> Channel:
    """A channel like CHANNEL but for these."""
    return dataclasses.replace(CHANNEL, **changes)


def rss(of: Channel = CHANNEL, *items: Item) -> Any:
    """The element `channel` of an RSS feed."""
    return etree.fromstring(feeds.rss(of, items))[0]


def atom(of: Channel = CHANNEL, *items: Item) -> Any:
    """The root of an Atom feed."""
    return etree.fromstring(feeds.atom(of, items))


def json_feed(of: Channel = CHANNEL, *items: Item) -> Any:
    """A JSON feed."""
    return json.loads(feeds.json_feed(of, items))


def opml(
    title: str = "Các nguồn tin", owner: str = "Tỉnh ủy", *listed: tuple[str, str, str]
) -> Any:
    """The root of an OPML file."""
    return etree.fromstring(feeds.opml(title, owner, listed))


def texts(element: Any, name: str) -> list[str]:
    """What all children of this name say."""
    return [each.text or "" for each in element.findall(name)]


def said(element: Any, name: str) -> str:
    """What the only child of this name says."""
    (text,) = texts(element, name)
    return text


def ids(form: Format, of: Channel, *items: Item) -> list[str]:
    """The ids of the items as a reader finds them."""
    if form is feeds.json_feed:
        return [each["id"] for each in json_feed(of, *items)["items"]]
    return [each.id for each in parsed(form(of, list(items))).entries]


def parsed(document: bytes) -> Any:
    """What feedparser makes of a feed without cleaning its HTML; there must be no fault in it."""
    found = feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


def tags_in(root: Any) -> set[str]:
    """The names of all elements of a document."""
    return {each.tag for each in root.iter()}


# What each format says


def test_rss__channel__says_what_the_profile_asks_for() -> None:
    found = rss(CHANNEL, ITEM)
    assert said(found, "title") == "Cổng thông tin Tỉnh ủy"
    assert said(found, "link") == "https://tinhuy.example/"
    assert said(found, "description") == "Tiếng nói của Đảng bộ và nhân dân trong tỉnh"
    assert said(found, "language") == "vi"
    assert said(found, "ttl") == "15"
    assert said(found, "managingEditor") == "banbientap@tinhuy.example (Tỉnh ủy Phú Lương Giang)"
    assert said(found, "lastBuildDate") == "Fri, 20 Nov 2026 08:30:00 +0700"
    assert said(found, f"{DC}publisher") == "Tỉnh ủy Phú Lương Giang"
    assert not re.search(r"[0-9]", said(found, "generator"))  # a new version changes no feed
    image = found.find("image")
    assert [(each.tag, each.text) for each in image] == [
        ("url", "https://tinhuy.example/theme/emblem-0123456789.png"),
        ("title", "Cổng thông tin Tỉnh ủy"),
        ("link", "https://tinhuy.example/"),
        ("width", "144"),
        ("height", "144"),
    ]
    (link,) = found.findall(f"{ATOM}link")
    assert dict(link.attrib) == {
        "href": "https://tinhuy.example/rss.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }


def test_rss__item__says_it_all() -> None:
    (found,) = rss(CHANNEL, ITEM).findall("item")
    assert said(found, "title") == "Hội nghị giao ban"
    assert said(found, "link") == ITEM.url
    assert said(found, "description") == ITEM.summary
    assert said(found, CONTENT) == BODY
    assert said(found, "guid") == GUID
    assert found.find("guid").get("isPermaLink") == "false"
    assert said(found, "pubDate") == "Fri, 20 Nov 2026 08:30:00 +0700"
    assert texts(found, f"{DC}creator") == ["Lê Ân", "Đỗ Thượng Hà"]
    assert texts(found, "author") == []  # it would be a second word for the same thing
    assert texts(found, "category") == ["Chính trị", "giao ban"]
    (enclosure,) = found.findall("enclosure")
    assert dict(enclosure.attrib) == {
        "url": PICTURE.url,
        "length": "183214",
        "type": "image/jpeg",
    }


def test_atom__feed__says_what_it_must() -> None:
    of = channel(self_url="https://tinhuy.example/atom.xml")
    found = atom(of, ITEM)
    assert found.get(LANG) == "vi"
    assert said(found, f"{ATOM}id") == "tag:tinhuy.example,2026:feed:atom.xml"
    assert said(found, f"{ATOM}title") == CHANNEL.title
    assert said(found, f"{ATOM}subtitle") == CHANNEL.description
    assert said(found, f"{ATOM}updated") == "2026-11-20T08:30:00+07:00"
    assert said(found.find(f"{ATOM}author"), f"{ATOM}name") == CHANNEL.publisher
    links = {each.get("rel"): each.get("href") for each in found.findall(f"{ATOM}link")}
    assert links == {"self": of.self_url, "alternate": CHANNEL.url}


def test_atom__entry__says_it_all_and_has_one_link() -> None:
    (found,) = atom(CHANNEL, item(source=("Báo Lương Giang", "https://bao.example/1"))).findall(
        f"{ATOM}entry"
    )
    assert said(found, f"{ATOM}id") == GUID
    assert said(found, f"{ATOM}title") == ITEM.title
    assert said(found, f"{ATOM}summary") == ITEM.summary
    assert said(found, f"{ATOM}content") == BODY
    assert found.find(f"{ATOM}content").get("type") == "html"
    assert said(found, f"{ATOM}published") == "2026-11-20T08:30:00+07:00"
    assert said(found, f"{ATOM}updated") == "2026-11-20T08:30:00+07:00"
    names = [said(each, f"{ATOM}name") for each in found.findall(f"{ATOM}author")]
    assert names == ["Lê Ân", "Đỗ Thượng Hà"]
    terms = [each.get("term") for each in found.findall(f"{ATOM}category")]
    assert terms == ["Chính trị", "giao ban"]
    # With a second one, of whatever kind, readers open that as the article.
    (link,) = found.findall(f"{ATOM}link")
    assert dict(link.attrib) == {"href": ITEM.url}


def test_json_feed__feed_and_item__say_it_all() -> None:
    of = channel(self_url="https://tinhuy.example/feed.json")
    assert json_feed(of, ITEM) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": CHANNEL.title,
        "home_page_url": CHANNEL.url,
        "feed_url": "https://tinhuy.example/feed.json",
        "description": CHANNEL.description,
        "icon": CHANNEL.image_url,
        "authors": [{"name": CHANNEL.publisher}],
        "language": "vi",
        "items": [
            {
                "id": GUID,
                "url": ITEM.url,
                "title": ITEM.title,
                "summary": ITEM.summary,
                "image": PICTURE.url,
                "date_published": "2026-11-20T08:30:00+07:00",
                "date_modified": "2026-11-20T08:30:00+07:00",
                "authors": [{"name": "Lê Ân"}, {"name": "Đỗ Thượng Hà"}],
                "tags": ["Chính trị", "giao ban"],
                "attachments": [
                    {"url": PICTURE.url, "mime_type": "image/jpeg", "size_in_bytes": 183_214}
                ],
                "content_html": BODY,
            }
        ],
    }


def test_opml__list__names_every_feed_in_order() -> None:
    listed = [
        ("Tất cả", "https://tinhuy.example/rss.xml", "https://tinhuy.example/"),
        ("Kinh tế", "https://tinhuy.example/kinh-te/rss.xml", "https://tinhuy.example/kinh-te/"),
    ]
    found = opml("Các nguồn tin", "Tỉnh ủy", *listed)
    assert (found.tag, found.get("version")) == ("opml", "2.0")
    assert said(found.find("head"), "title") == "Các nguồn tin"
    assert said(found.find("head"), "ownerName") == "Tỉnh ủy"
    outlines = found.findall("body/outline")
    assert {each.get("type") for each in outlines} == {"rss"}
    for name in ("text", "title"):
        assert [each.get(name) for each in outlines] == ["Tất cả", "Kinh tế"]
    assert [(each.get("xmlUrl"), each.get("htmlUrl")) for each in outlines] == [
        each[1:] for each in listed
    ]


@pytest.mark.parametrize("form", [feeds.rss, feeds.atom])
def test_xml__beginning__names_the_style_sheet(form: Format) -> None:
    lines = form(channel(style_url='/a?b="c"&d?>'), [ITEM]).split(b"\n")
    assert lines[0] == b'<?xml version="1.0" encoding="UTF-8"?>'
    assert lines[1].startswith(b'<?xml-stylesheet type="text/css" href="/a?b=&quot;c&quot;&amp;d')
    assert lines[1].count(b"?>") == 1
    assert lines[2].startswith((b"<rss ", b"<feed "))


@pytest.mark.parametrize("form", FORMATS)
def test_feed__more_items_than_fit__has_the_first_in_their_order(form: Format) -> None:
    items = [item(id=f"bai-{number}") for number in range(60)]
    wanted = [f"tag:tinhuy.example,2026:bai-{number}" for number in range(50)]
    assert ids(form, CHANNEL, *items) == wanted


@pytest.mark.parametrize("form", [feeds.rss, feeds.atom])
def test_feed__two_items__newest_change_is_its_date(form: Format) -> None:
    older = item(
        id="cu", published=dates.parse("2026-11-01"), changed=dates.parse("2026-11-21 7:05")
    )
    found = parsed(form(CHANNEL, [ITEM, older]))
    assert datetime(*found.feed.updated_parsed[:6]) == datetime(2026, 11, 21, 0, 5)  # UTC


def test_feed__change_after_the_last_item__does_not_count() -> None:
    late = item(id="cu", changed=dates.parse("2026-11-22"))
    assert feeds.rss(CHANNEL, [ITEM] * 50) == feeds.rss(CHANNEL, [*[ITEM] * 50, late])


@pytest.mark.parametrize("form", [feeds.atom, feeds.json_feed])
def test_feed__change_on_the_day_it_was_published__is_not_before_that(form: Format) -> None:
    text = form(CHANNEL, [item(changed=dates.parse("2026-11-20"))]).decode()
    assert "2026-11-20T00:00:00" not in text


# Ids


EDITS: dict[str, dict[str, Any]] = {
    "title": {"title": "Tên khác"},
    "address": {"url": "https://moi.example/2027/01/ten-khac.html"},
    "date": {"published": dates.parse("2027-01-02"), "changed": dates.parse("2027-01-02")},
    "category": {"categories": ("Kinh tế",)},
    "correction": {"html": BODY + "<p>Đính chính</p>", "changed": dates.parse("2026-11-21")},
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("edit", EDITS)
def test_guid__article_edited__is_the_same_item_changed(form: Format, edit: str) -> None:
    edited = item(**EDITS[edit])
    assert ids(form, CHANNEL, edited) == ids(form, CHANNEL, ITEM) == [GUID]
    assert form(CHANNEL, [edited]) != form(CHANNEL, [ITEM])


def test_guid__site_at_another_address__is_the_same_feed_with_the_same_items() -> None:
    moved = channel(url="http://localhost:8000/", self_url="http://localhost:8000/rss.xml")
    for form in FORMATS:
        assert ids(form, moved, ITEM) == [GUID]
    assert said(atom(moved), f"{ATOM}id") == said(atom(), f"{ATOM}id")


def test_correction__of_an_item__moves_its_date_of_change_alone() -> None:
    corrected = item(**EDITS["correction"])
    (entry,) = atom(CHANNEL, corrected).findall(f"{ATOM}entry")
    assert said(entry, f"{ATOM}updated") == "2026-11-21T00:00:00+07:00"
    assert said(entry, f"{ATOM}published") == "2026-11-20T08:30:00+07:00"
    (found,) = rss(CHANNEL, corrected).findall("item")
    assert said(found, "pubDate") == "Fri, 20 Nov 2026 08:30:00 +0700"
    assert said(rss(CHANNEL, corrected), "lastBuildDate") == "Sat, 21 Nov 2026 00:00:00 +0700"


@pytest.mark.parametrize(
    ("article_id", "ending"),
    [
        ("2026/11/bai.md", "2026/11/bai.md"),
        ("tin cũ/bài 1.md", "tin%20c%C5%A9/b%C3%A0i%201.md"),
        ("100%?#&<b>:@", "100%25%3F%23%26%3Cb%3E%3A%40"),
        ("a%20b", "a%2520b"),
        ("\udcff\ud800\x00", "%ED%B3%BF%ED%A0%80%00"),
    ],
)
def test_guid__any_id__is_a_tag_uri(article_id: str, ending: str) -> None:
    assert feeds.guid("tinhuy.example,2026", article_id) == f"tag:tinhuy.example,2026:{ending}"


def test_guid__article_called_as_a_feed__is_not_the_feed() -> None:
    feed_id = said(atom(), f"{ATOM}id")
    assert feeds.guid(CHANNEL.tag, feed_id.removeprefix(f"tag:{CHANNEL.tag}:")) != feed_id


# What may be missing


@pytest.mark.parametrize("form", [feeds.rss, feeds.atom])
def test_feed__without_items__is_valid_and_dated(form: Format) -> None:
    found = parsed(form(CHANNEL, []))
    assert found.version in ("rss20", "atom10")
    assert found.entries == []
    assert datetime(*found.feed.updated_parsed[:6]) == datetime(2025, 12, 31, 17)  # UTC


def test_json_feed__vietnamese__is_written_as_it_reads() -> None:
    assert "Hội nghị giao ban" in feeds.json_feed(CHANNEL, [ITEM]).decode()


def test_json_feed__without_items__says_so() -> None:
    assert json_feed(CHANNEL)["items"] == []


def test_opml__without_feeds__has_a_body() -> None:
    assert len(opml().find("body")) == 0


def test_rss__bare_item_and_channel__has_what_it_must() -> None:
    bare = item(summary="", html="", authors=(), categories=(), picture=None)
    found = rss(channel(description="", email=""), bare)
    assert said(found, "description") == CHANNEL.title
    assert texts(found, "managingEditor") == []
    (only,) = found.findall("item")
    assert {each.tag for each in only} == {"title", "link", "description", "guid", "pubDate"}


def test_atom__bare_item_and_channel__has_what_it_must() -> None:
    bare = item(summary="", html="", authors=(), categories=(), picture=None)
    found = atom(channel(description="", email=""), bare)
    assert said(found.find(f"{ATOM}author"), f"{ATOM}name") == CHANNEL.publisher
    assert tags_in(found).isdisjoint({f"{ATOM}subtitle", f"{ATOM}email", f"{ATOM}summary"})
    assert said(found.find(f"{ATOM}entry"), f"{ATOM}content") == ""


def test_json_feed__bare_item__has_what_it_must() -> None:
    bare = item(summary="", html="", authors=(), categories=(), picture=None)
    (found,) = json_feed(channel(image_width=144, image_height=48), bare)["items"]
    assert set(found) == {
        *("id", "url", "title", "content_html", "date_published", "date_modified"),
    }


def test_json_feed__picture_that_is_not_square__is_no_icon() -> None:
    assert "icon" not in json_feed(channel(image_width=144, image_height=48))


@pytest.mark.parametrize(
    ("source", "dublin_core", "in_json"),
    [
        (
            ("Báo Lương Giang", "https://bao.example/1"),
            "https://bao.example/1",
            {"name": "Báo Lương Giang", "url": "https://bao.example/1"},
        ),
        (("Báo Lương Giang", ""), "Báo Lương Giang", {"name": "Báo Lương Giang"}),
    ],
)
def test_reprint__any_format__names_its_source(
    source: tuple[str, str], dublin_core: str, in_json: dict[str, str]
) -> None:
    reprint = item(source=source)
    (found,) = rss(CHANNEL, reprint).findall("item")
    assert texts(found, f"{DC}source") == [dublin_core]
    assert texts(found, "source") == []  # names a feed
    (entry,) = atom(CHANNEL, reprint).findall(f"{ATOM}entry")
    assert texts(entry, f"{DC}source") == [dublin_core]
    assert json_feed(CHANNEL, reprint)["items"][0]["_source"] == in_json


def test_item__category_and_tag_of_one_name__is_named_once() -> None:
    twice = item(categories=("Kinh tế", "chợ", "Kinh tế", ""), authors=("Lê Ân", " Lê  Ân"))
    (found,) = rss(CHANNEL, twice).findall("item")
    assert texts(found, "category") == ["Kinh tế", "chợ"]
    assert texts(found, f"{DC}creator") == ["Lê Ân"]


# Hostile texts


def hostile_item(text: str) -> Item:
    """An item in which everything that an editor writes is this text."""
    return item(
        id=text, title=text, summary=text, html=text, authors=(text,), categories=(text,),
        source=(text, ""),
    )  # fmt: skip


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> Hostile:
    """Each hostile text in turn."""
    return HOSTILE[request.param]


def test_rss__hostile_text__is_said_as_it_is(hostile: Hostile) -> None:
    line = on_one_line(hostile.kept)
    found = rss(
        channel(title=f"x{hostile.text}", description=hostile.text), hostile_item(hostile.text)
    )
    assert (
        said(found, "title")
        == said(found.find("image"), "title")
        == on_one_line(f"x{hostile.kept}")
    )
    assert said(found, "description") == (line or "x")
    (only,) = found.findall("item")
    assert said(only, "title") == (line or ITEM.url)
    if line:
        assert html.unescape(said(only, "description")) == line
        assert "<" not in said(only, "description")
        assert said(only, CONTENT) == hostile.kept
    else:
        assert said(only, "description") == hostile.kept
    assert texts(only, f"{DC}creator") == texts(only, "category") == [line] * bool(line)
    assert tags_in(found) <= tags_in(rss(CHANNEL, item(source=("Báo", ""))))


def test_atom__hostile_text__is_said_as_it_is(hostile: Hostile) -> None:
    line = on_one_line(hostile.kept)
    of = channel(title=f"x{hostile.text}", publisher=f"x{hostile.text}")
    found = atom(of, hostile_item(hostile.text))
    assert said(found, f"{ATOM}title") == on_one_line(f"x{hostile.kept}")
    assert said(found.find(f"{ATOM}author"), f"{ATOM}name") == on_one_line(f"x{hostile.kept}")
    (entry,) = found.findall(f"{ATOM}entry")
    assert said(entry, f"{ATOM}title") == (line or ITEM.url)
    assert texts(entry, f"{ATOM}summary") == [line] * bool(line)
    assert said(entry, f"{ATOM}content") == hostile.kept
    names = [said(each, f"{ATOM}name") for each in entry.findall(f"{ATOM}author")]
    terms = [each.get("term") for each in entry.findall(f"{ATOM}category")]
    assert names == terms == [line] * bool(line)
    assert tags_in(found) <= tags_in(atom(CHANNEL, item(source=("Báo", ""))))


def test_json_feed__hostile_text__is_said_as_it_is(hostile: Hostile) -> None:
    line = on_one_line(hostile.kept)
    found = json_feed(channel(title=f"x{hostile.text}"), hostile_item(hostile.text))
    assert found["title"] == on_one_line(f"x{hostile.kept}")
    (only,) = found["items"]
    assert only["title"] == (line or ITEM.url)
    assert only.get("summary", "") == line
    assert only["content_html"] == hostile.kept
    assert [each["name"] for each in only.get("authors", [])] == [line] * bool(line)
    assert only.get("tags", []) == [line] * bool(line)


def test_opml__hostile_text__is_said_as_it_is(hostile: Hostile) -> None:
    line = on_one_line(hostile.kept)
    found = opml(hostile.text, hostile.text, (hostile.text, "https://x.example/rss.xml", ""))
    assert said(found.find("head"), "title") == said(found.find("head"), "ownerName") == line
    (outline,) = found.findall("body/outline")
    assert outline.get("text") == outline.get("title") == line
    assert tags_in(found) == {"opml", "head", "title", "ownerName", "body", "outline"}


@pytest.mark.parametrize("form", [feeds.rss, feeds.atom])
def test_feedparser__hostile_item_among_others__loses_none(form: Format, hostile: Hostile) -> None:
    items = [item(id="truoc"), hostile_item(hostile.text), item(id="sau")]
    found = parsed(form(CHANNEL, items))
    assert [each.id for each in found.entries] == [
        feeds.guid(CHANNEL.tag, each.id) for each in items
    ]
    if title := on_one_line(hostile.kept):
        assert on_one_line(found.entries[1].title) == title


@pytest.mark.parametrize("form", [feeds.rss, feeds.atom])
@pytest.mark.parametrize("name", ["surrogate_high", "controls"])
def test_feed__hostile_addresses__lose_no_feed(form: Format, name: str) -> None:
    address = f"https://tinhuy.example/{HOSTILE[name].text}"
    picture = dataclasses.replace(PICTURE, url=address, type=address)
    of = channel(url=address, self_url=address, image_url=address, style_url=address, email=address)
    parsed(form(of, [item(url=address, picture=picture, source=("a", address))]))


# The same bytes


ELSEWHERE = """
import sys
from tests import test_feeds
sys.stdout.buffer.write(test_feeds.everything())
"""


def everything() -> bytes:
    """All formats of a feed with all kinds of items, and a list of feeds."""
    items = [
        ITEM,
        item(id="b", source=("Báo", "https://bao.example/1")),
        item(id="c", picture=None),
    ]
    listed = [("A", "https://a.example/rss.xml", "https://a.example/")]
    return b"".join([*(form(CHANNEL, items) for form in FORMATS), feeds.opml("a", "b", listed)])


def test_feeds__made_twice__are_equal() -> None:
    assert everything() == everything()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_feeds__made_in_another_process__are_equal(seed: str) -> None:
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "America/New_York"}
    command = [sys.executable, "-c", ELSEWHERE]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, check=True)
    assert done.stdout == everything()


# In a browser


def test_style_sheet__its_colours__are_those_of_the_theme() -> None:
    colour = re.compile(r"#[0-9a-f]{3,8}\b")
    static = ROOT / "theme/static"
    used = set(colour.findall((static / "feed.css").read_text("utf-8")))
    assert used
    assert used <= set(colour.findall((static / "css/tokens.css").read_text("utf-8")))


def test_style_sheet__whatever_is_in_a_feed__shows_only_what_people_read() -> None:
    sheet = (ROOT / "theme/static/feed.css").read_text("utf-8")
    for parent in ("channel", "item", "feed", "entry"):
        assert re.search(rf"(?m)^{parent} > \*,?(?: \{{)?$", sheet), parent
    shown = set(re.findall(r"(?m)^\w+ > (\w+)", sheet))
    assert shown == {
        *("title", "description", "subtitle", "item", "entry"),
        *("pubDate", "published", "summary"),
    }
