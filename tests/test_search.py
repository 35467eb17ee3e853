"""What the search looks into: a month's titles, a month's texts, what browsers are told."""

import hashlib
import json
from typing import Any
from xml.etree import ElementTree

import pytest

from plugins import search
from plugins.core.settings import PROJECT
from plugins.search import Item


def item(slug: str, **given: Any) -> Item:
    """An article as the search knows it."""
    fields: dict[str, Any] = {
        "day": 20,
        "title": "Một bài",
        "lead": "Sapo.",
        "category": "kinh-te",
        "authors": (("Lê Ân", "le-an"),),
        "tags": ("nông thôn",),
        "source": "",
    }
    return Item(slug=slug, **(fields | given))


def test_titles__two_articles__names_once_and_articles_by_number() -> None:
    other = item("b", day=3, authors=(("Trần Bình", "tran-binh"), ("Lê Ân", "le-an")), source="Báo")
    found = json.loads(search.titles([item("a"), other]))
    assert found == {
        "categories": ["kinh-te"],
        "authors": [["le-an", "Lê Ân"], ["tran-binh", "Trần Bình"]],
        "tags": ["nông thôn"],
        "sources": ["Báo"],
        "articles": [
            [20, "a", "Một bài", "Sapo.", 0, [0], [0], -1],
            [3, "b", "Một bài", "Sapo.", 0, [1, 0], [0], 0],
        ],
    }


def test_titles__one_article_more__is_one_line_more() -> None:
    lines = search.titles([item("a"), item("b")]).splitlines()
    assert len(search.titles([item("c"), item("a"), item("b")]).splitlines()) == len(lines) + 1


def test_titles__same_articles__same_bytes_with_letters_as_they_are() -> None:
    data = search.titles([item("a", title='Ủy ban "Đảng"')])
    assert data == search.titles([item("a", title='Ủy ban "Đảng"')])
    assert "Ủy ban" in data.decode()


def test_texts__by_slug__one_a_line() -> None:
    data = search.texts([("a", 'Nói: "được".'), ("b", "")])
    assert json.loads(data) == {"a": 'Nói: "được".', "b": ""}
    assert len(data.splitlines()) == 4


SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Cổng Đảng bộ", "Cổng Đảng bộ"),
        ("Cổng thông tin Tỉnh ủy & nhân dân", "Cổng thông tin…"),
        ("<b>", "<b>"),
    ],
)
def test_open_search__any_name__valid_and_short_enough(name: str, short: str) -> None:
    page, own = "https://a.example/tim-kiem/", "https://a.example/tim-kiem/opensearch.xml"
    root = ElementTree.fromstring(
        search.open_search(name, page, own, "https://a.example/favicon.ico")
    )
    assert root.tag == f"{SPACE}OpenSearchDescription"
    found = root.findtext(f"{SPACE}ShortName")
    assert found == short
    assert len(found) <= 16
    templates = {each.get("type"): each.get("template") for each in root.iter(f"{SPACE}Url")}
    assert templates == {
        "text/html": page + "?q={searchTerms}",
        "application/opensearchdescription+xml": own,
    }
    assert root.findtext(f"{SPACE}Image") == "https://a.example/favicon.ico"
    assert root.findtext(f"{SPACE}InputEncoding") == "UTF-8"


def test_minisearch__vendored__is_what_its_readme_says_with_its_licence() -> None:
    source = (PROJECT / "theme/static/search-worker/minisearch.js").read_text("utf-8")
    notice, _, library = source.partition("*/\n")
    assert "MiniSearch 7.2.0" in notice
    assert "Permission is hereby granted, free of charge" in notice
    digest = hashlib.sha256(library.encode()).hexdigest()
    assert digest == "9e6fdf53fac7045fc44ab468592e723b38c836c7f105e40c994cc7ac7952829a"
