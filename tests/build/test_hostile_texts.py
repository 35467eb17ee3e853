"""Hostile texts through every door and into every output: they are said, never obeyed."""

import html
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
import pytest
from lxml import etree

from plugins.core.text import clean
from tests.build.html_pages import pages_in
from tests.build.sites import Site, files_in, picture
from tests.factories import NOW, SITEURL
from tests.hostile_texts import HOSTILE, on_one_line

LONGEST = 3_000
"""Of what an editor writes into one field: a header has room for 60,000 characters."""

# No UTF-8 file holds half a character, and no header a code that stands for one.
TEXTS = {
    name.replace("_", " "): (each.text[:LONGEST], each.kept[:LONGEST])
    for name, each in HOSTILE.items()
    if not re.search("[\ud800-\udfff]", each.text)
}
HARMLESS = "nothing"
STORY = "bai-truoc"

_SHORT = [text for text, _ in TEXTS.values() if len(text) < LONGEST]
SITENAME = "Cổng " + " ".join(_SHORT)
ABOUT_SITE = {
    "sitename": SITENAME,
    **{name: f"{name} {SITENAME}" for name in ("sitesubtitle", "governing_body", "address")},
    **{name: f"{name} {SITENAME}" for name in ("responsible_editor", "phone", "licence")},
    "links": [(f"Nơi khác {SITENAME}", "https://ubnd.example/?a=1&b=%22'<i>")],
    "categories": [f"Mục {name} {text}" for name, (text, _) in TEXTS.items()],
}


def said(text: str) -> str:
    """The text as readers get it on one line."""
    return on_one_line(clean(text))


def words(what: str, name: str) -> str:
    """What an article says in a field, as readers get it."""
    return said(f"{what} {name} {TEXTS[name][1]}")


def quoted(text: str) -> str:
    """The text as one quoted value of a header."""
    return '"' + "".join(map(_in_quotes, text)) + '"'


def _in_quotes(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    return letter if letter.isprintable() else f"\\U{ord(letter):08x}"


def marked(text: str) -> str:
    """The text on one line as Markdown that means just it."""
    escaped = re.sub(r"([\\`*_{}\[\]()#+.!-])", r"\\\1", said(text))
    return re.sub(r"[&<>\"']", lambda found: html.escape(found[0]), escaped)


def code(text: str) -> str:
    """The text as an editor may write it between backticks; a section is refused anywhere."""
    return clean(text).replace("<![", "<! [")


def article(name: str, number: int) -> str:
    """An article in which everything that an editor can write is this text."""
    text, _ = TEXTS[name]
    value = {what: quoted(f"{what} {name} {text}") for what in FIELDS}
    scene, caption = (marked(f"{what} {name} {text}") for what in ("Cảnh", "Lời"))
    lines = [
        "---",
        f"title: {value['Tít']}",
        f"date: 2026-11-21 08:{number:02}",
        f"category: {quoted(f'Mục {name} {text}')}",
        f"slug: {slug(name)}",
        f"author: {value['Người']}",
        f"summary: {quoted(marked(f'Sapo {name} {text}'))}",
        f"tags: [{value['Thẻ']}]",
        f"topics: [{value['Đề tài']}]",
        f"source: {{name: {value['Báo']}, author: {value['Bút']}, published: 2026-11-01, "
        "url: 'https://a.example/?b=1&c'}",
        f"corrections: [{{at: 2026-11-21, text: {value['Sửa']}}}]",
        f"attachments: [{{src: /files/k.pdf, title: {value['Tệp']}}}]",
        f"image: {{src: /images/a.jpg, alt: {value['Tả']}, caption: {value['Dưới ảnh']}, "
        f"credit: {value['Chụp']}}}",
        "---",
        marked(f"Đoạn {name} {text}"),
        "",
        f'![{scene}]({{static}}/images/b.jpg "{caption}")',
        "",
        *(f"    {line}" for line in code(f"Mã {name} {text}").split("\n")),
        "",
        f"Và `` {said(code(f'mã {name} {text}'))} ``.",
        "",
    ]
    return "\n".join(lines)


FIELDS = ("Tít", "Người", "Thẻ", "Đề tài", "Báo", "Bút", "Sửa", "Tệp", "Tả", "Dưới ảnh", "Chụp")
NAMES = list(TEXTS)


def slug(name: str) -> str:
    """The end of the address of the article with this text."""
    return "bai-" + name.replace(" ", "-")


def address(name: str) -> str:
    """The output of the article with this text."""
    return f"2026/11/{slug(name)}.html"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, once."""
    site = Site(tmp_path_factory.mktemp("hostile"), dict(ABOUT_SITE))
    site.write({"files/k.pdf": b"%PDF-1.4 k"})
    site.write({"images/a.jpg": picture("red"), "images/b.jpg": picture("green")})
    site.write({f"{slug(name)}.md": article(name, n) for n, name in enumerate(NAMES)})
    for name in NAMES:
        text = TEXTS[name][0]
        keys = {"slug": f"trang-{slug(name)}", "summary": quoted(marked(f"Sapo {text}"))}
        site.page(f"{slug(name)}.md", title=quoted(f"Trang {name} {text}"), **keys)
    report = site.build(NOW)
    assert not report.failed, [
        each.in_text("content") for each in report.problems if each.is_error
    ][:5]
    return site.output


def story(output: Path, name: str) -> Any:
    """The article of a page, as a browser's parser has it."""
    page = lxml.html.document_fromstring((output / address(name)).read_bytes())
    (found,) = page.xpath("//article[contains(@class, 'story')]")
    return found


def shape(element: Any) -> list[tuple[str, list[str]]]:
    """All elements in their order, with the names of their attributes."""
    return [(str(each.tag), sorted(each.attrib)) for each in element.iter()]


def text_of(element: Any) -> str:
    """What an element says, on one line."""
    return on_one_line(element.text_content())


# Pages


def test_pages__hostile_texts__are_valid_html(output: Path) -> None:
    pages = {name: page.faults for name, page in pages_in(output).items() if page.faults}
    assert pages == {}


@pytest.mark.parametrize("name", NAMES)
def test_article__hostile_text__is_said_in_every_place(output: Path, name: str) -> None:
    found = story(output, name)
    assert text_of(found.find(".//h1")) == words("Tít", name)
    all_of_it = text_of(found)
    for what in ("Mục", "Người", "Thẻ", "Đề tài", "Sửa", "Tệp", "Dưới ảnh", "Chụp", "Sapo"):
        assert words(what, name) in all_of_it, what
    assert f"Theo {words('Báo', name)}" in all_of_it
    assert f"Tác giả bản gốc: {words('Bút', name)}" in all_of_it
    assert words("Đoạn", name) in all_of_it
    assert words("Lời", name) in all_of_it
    assert text_of(found.find(".//pre/code")) == said(code(f"Mã {name} {TEXTS[name][1]}"))
    assert said(code(f"mã {name} {TEXTS[name][1]}")) in map(text_of, found.iter("code"))
    assert [each.get("alt") for each in found.iter("img")] == [
        words("Tả", name),
        words("Cảnh", name),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_article__hostile_text__makes_no_element_and_no_attribute(output: Path, name: str) -> None:
    assert shape(story(output, name)) == shape(story(output, HARMLESS))


@pytest.mark.parametrize("name", NAMES)
def test_head__hostile_text__says_it_in_every_vocabulary(output: Path, name: str) -> None:
    page = lxml.html.document_fromstring((output / address(name)).read_bytes())
    head = page.find("head")
    meta: dict[str, list[str]] = {}
    for each in head.iter("meta"):
        key = each.get("name") or each.get("property") or ""
        meta.setdefault(key, []).append(on_one_line(each.get("content") or ""))
    title, teaser = words("Tít", name), words("Sapo", name)
    assert text_of(head.find("title")) == f"{title} – {said(SITENAME)}"
    assert meta["og:title"] == meta["DC.title"] == [title]
    assert meta["description"] == meta["og:description"] == meta["DC.description"] == [teaser]
    assert meta["DC.creator"] == [words("Người", name)]
    assert meta["article:section"] == [words("Mục", name)]
    assert meta["article:tag"] == [words("Thẻ", name)]
    assert meta["og:image:alt"] == [words("Tả", name)]
    assert meta["og:site_name"] == meta["DC.publisher"] == [said(SITENAME)]
    (script,) = head.xpath(".//script[@type='application/ld+json']")
    told = json.loads(script.text)
    assert (told["headline"], told["description"]) == (title, teaser)
    assert told["author"] == [{"@type": "Person", "name": words("Người", name)}]
    assert told["articleSection"] == words("Mục", name)
    assert told["publisher"]["name"] == said(SITENAME)


@pytest.mark.parametrize(
    ("what", "folder"), [("Thẻ", "tu-khoa"), ("Đề tài", "chu-de"), ("Người", "tac-gia")]
)
def test_lists__hostile_names__head_their_pages(output: Path, what: str, folder: str) -> None:
    found = [
        lxml.html.document_fromstring(path.read_bytes())
        for path in (output / folder).glob("*/index.html")
    ]
    heads = {text_of(page.find(".//h1")) for page in found}
    assert len(heads) == len(NAMES)
    for name in NAMES:
        assert any(each.endswith(words(what, name)) for each in heads), name


def test_home_archive_feeds_page__hostile_names__are_said(output: Path) -> None:
    for page in ("index.html", "rss/index.html", "404.html"):
        found = text_of(lxml.html.document_fromstring((output / page).read_bytes()).body)
        for name in NAMES:
            assert words("Mục", name) in found, (page, name)
        for setting in ("governing_body", "address", "responsible_editor", "phone", "licence"):
            assert said(str(ABOUT_SITE[setting])) in found, (page, setting)
    home = lxml.html.document_fromstring((output / "index.html").read_bytes())
    assert said(f"Nơi khác {SITENAME}") in text_of(home.body)
    for name in NAMES:
        assert words("Trang", name) in text_of(home.body)


def test_standing_pages__hostile_titles__are_said(output: Path) -> None:
    for name in NAMES:
        data = (output / f"trang-{slug(name)}/index.html").read_bytes()
        found = lxml.html.document_fromstring(data)
        assert text_of(found.find(".//h1")) == words("Trang", name)


# What machines read


def machines(output: Path, *patterns: str) -> list[Path]:
    """The outputs of these patterns; there must be some of each."""
    found = [sorted(output.glob(pattern)) for pattern in patterns]
    assert all(found), patterns
    return [path for each in found for path in each]


def entries(path: Path) -> dict[str, Any]:
    """The entries of a feed by their links, as feedparser reads it; there must be no fault."""
    found = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, (path, found.get("bozo_exception"))
    return {each.link: each for each in found.entries}


def test_xml__every_file__is_well_formed_and_holds_no_illegal_character(output: Path) -> None:
    paths = machines(output, "**/*.xml", "**/*.svg")
    assert len(paths) > 2 * len(NAMES)
    for path in paths:
        root = etree.fromstring(path.read_bytes())
        assert not any(each.tag is etree.Entity for each in root.iter())
        if path.suffix == ".xml":
            assert _is_clean(path.read_text("utf-8")), path


def _is_clean(text: str) -> bool:
    """True if the text is in the portal's one form, but for line ends."""
    return clean(text) == text == unicodedata.normalize("NFC", text)


def test_json__every_file__is_well_formed(output: Path) -> None:
    for path in machines(output, "**/*.json", "*.webmanifest", ".well-known/*.json"):
        json.loads(path.read_bytes())
        assert _is_clean(path.read_text("utf-8")), path


def test_every_text_output__is_in_the_one_form_of_text(output: Path) -> None:
    for name in files_in(output):
        if name.endswith((".html", ".txt")):
            assert _is_clean((output / name).read_text("utf-8")), name


@pytest.mark.parametrize("feed", ["rss.xml", "atom.xml"])
def test_feed__hostile_texts__are_said(output: Path, feed: str) -> None:
    found = entries(output / feed)
    assert len(found) == len(NAMES)
    for name in NAMES:
        entry = found[f"{SITEURL}/{address(name)}"]
        is_html = feed == "rss.xml"  # the description of an item is, without saying so
        summary = html.unescape(entry.summary) if is_html else entry.summary
        assert (entry.title, summary) == (words("Tít", name), words("Sapo", name))
        assert [each.term for each in entry.tags] == [words("Mục", name), words("Thẻ", name)]
        assert entry.author == words("Người", name)
        _check_content(entry.content[0].value, name)


def _check_content(content: str, name: str) -> None:
    """The whole text of an article as feed readers get it."""
    text = lxml.html.fragment_fromstring(content, create_parent="div")
    all_of_it = text_of(text)
    for what in ("Sapo", "Sửa", "Dưới ảnh", "Chụp", "Đoạn", "Lời", "Báo"):
        assert words(what, name) in all_of_it, what
    alts = [each.get("alt") for each in text.iter("img")]
    assert alts == [words("Tả", name), words("Cảnh", name)]
    allowed = {"div", "p", "strong", "ul", "li", "figure", "img", "figcaption", "pre", "code", "a"}
    assert {each.tag for each in text.iter()} <= allowed
    assert not any(key.startswith("on") for each in text.iter() for key in each.attrib)


def test_feeds__of_categories_and_authors__are_well_formed_and_say_their_names(
    output: Path,
) -> None:
    paths = machines(output, "muc-*/rss.xml", "tac-gia/*/rss.xml")
    assert len(paths) == 2 * len(NAMES)
    titles = set()
    for path in paths:
        channel = etree.fromstring(path.read_bytes())[0]
        titles.add(channel.findtext("title"))
        assert len(entries(path)) == 1
    for name in NAMES:
        for what in ("Mục", "Người"):
            assert f"{words(what, name)} – {said(SITENAME)}" in titles


def test_json_feed__hostile_texts__are_said(output: Path) -> None:
    told = json.loads((output / "feed.json").read_bytes())
    assert told["title"] == said(SITENAME)
    items = {each["url"]: each for each in told["items"]}
    for name in NAMES:
        item = items[f"{SITEURL}/{address(name)}"]
        assert (item["title"], item["summary"]) == (words("Tít", name), words("Sapo", name))
        assert item["tags"] == [words("Mục", name), words("Thẻ", name)]
        assert [each["name"] for each in item["authors"]] == [words("Người", name)]
        assert item["_source"]["name"] == words("Báo", name)
        _check_content(item["content_html"], name)


def test_opml__hostile_names__are_said(output: Path) -> None:
    root = etree.parse(str(output / "rss/opml.xml"))
    titles = {each.get("text") for each in root.iter("outline")}
    for name in NAMES:
        for what in ("Mục", "Người"):
            assert f"{words(what, name)} – {said(SITENAME)}" in titles


def test_news_sitemap__hostile_titles__are_said(output: Path) -> None:
    space = "{http://www.google.com/schemas/sitemap-news/0.9}"
    root = etree.parse(str(output / "sitemap/news.xml"))
    assert {each.text for each in root.iter(f"{space}title")} == {
        words("Tít", name) for name in NAMES
    }
    assert {each.text for each in root.iter(f"{space}name")} == {said(SITENAME)}


def test_api__hostile_texts__are_said(output: Path) -> None:
    told = json.loads((output / "api/v1/articles/2026-11.json").read_bytes())
    items = {each["url"]: each for each in told["articles"]}
    for name in NAMES:
        item = items[f"{SITEURL}/{address(name)}"]
        assert (item["title"], item["summary"]) == (words("Tít", name), words("Sapo", name))
        assert (item["authors"], item["tags"]) == ([words("Người", name)], [words("Thẻ", name)])
        assert item["image"]["alt"] == words("Tả", name)
        assert item["source"]["name"] == words("Báo", name)
        assert item["category"]["name"] == words("Mục", name)
    told = json.loads((output / "api/v1/categories.json").read_bytes())
    assert [each["name"] for each in told["categories"]] == [words("Mục", name) for name in NAMES]
    for name in ("api/v1/index.json", "site.webmanifest"):
        assert json.loads((output / name).read_bytes())["name"] == said(SITENAME)
