"""The API's files keep to their published schema, say what the articles say, and change little."""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from plugins import api
from plugins.api import Category, Item, Month, Picture, Portal, Source
from plugins.core.dates import Moment
from plugins.core.settings import PROJECT
from plugins.core.text import clean
from tests.articles import at
from tests.hostile_texts import HOSTILE, on_one_line

SITE = "https://tinhuy.example"
API = f"{SITE}/api/v1"
POLITICS = Category("chinh-tri", "Chính trị", f"{SITE}/chinh-tri/")
PORTAL = Portal("Cổng tin", f"{SITE}/", f"{API}/categories.json", f"{API}/schema.json")
DAY = Moment("2026-11-20T00:00:00", timed=False)


def make_item(slug: str = "bai", **changed: Any) -> Item:
    """An article with everything that an article may have."""
    item = Item(
        id=f"2026/{slug}.md",
        url=f"{SITE}/2026/11/{slug}.html",
        title="Hội nghị giao ban",
        category=POLITICS,
        authors=("Lê Ân",),
        published=at("2026-11-21 07:30"),
        modified=at("2026-11-22 09:00"),
        views=1234,
        summary="Sáng 21/11, hội nghị đánh giá công tác quý.",
        image=Picture(f"{SITE}/anh/0a-1200.jpg", 1200, 800, "Cầu dây văng"),
        tags=("giao ban",),
        source=Source("Báo tỉnh", "https://bao.example/a.html"),
    )
    return item._replace(**changed)


def bare(slug: str = "bai") -> Item:
    """An article with nothing that an article may do without."""
    none: dict[str, Any] = {"authors": (), "modified": None, "views": 0, "image": None}
    return make_item(slug, **none, tags=(), source=None, summary="", published=DAY)


def checked(data: bytes, kind: str) -> Any:
    """A file read back, once the schema has nothing to say against it."""
    found, schema = json.loads(data), json.loads(api.schema())
    only = {**schema, "anyOf": [{"$ref": f"#/$defs/{kind}"}]}
    for each in (schema, only):
        Draft202012Validator(each, format_checker=FormatChecker()).validate(found)
    return found


def articles(*items: Item, month: str = "2026-11") -> list[dict[str, Any]]:
    """The articles of a month's file."""
    found = checked(api.month(month, items), "month")
    assert (found["version"], found["month"]) == (1, month)
    return list(found["articles"])


def test_schema__itself__is_valid() -> None:
    Draft202012Validator.check_schema(json.loads(api.schema()))


def test_month__article__says_everything() -> None:
    assert articles(make_item()) == [
        {
            "id": "2026/bai.md",
            "url": "https://tinhuy.example/2026/11/bai.html",
            "title": "Hội nghị giao ban",
            "category": {"slug": "chinh-tri", "name": "Chính trị"},
            "authors": ["Lê Ân"],
            "published": "2026-11-21T07:30:00+07:00",
            "modified": "2026-11-22T09:00:00+07:00",
            "views": 1234,
            "summary": "Sáng 21/11, hội nghị đánh giá công tác quý.",
            "image": {
                "url": "https://tinhuy.example/anh/0a-1200.jpg",
                "width": 1200,
                "height": 800,
                "alt": "Cầu dây văng",
            },
            "tags": ["giao ban"],
            "source": {"name": "Báo tỉnh", "url": "https://bao.example/a.html"},
        }
    ]


def test_month__what_an_article_lacks__is_null_or_empty_never_left_out() -> None:
    (found,) = articles(bare())
    assert list(found) == list(articles(make_item())[0])
    assert [key for key, value in found.items() if value is None] == ["modified", "image", "source"]
    assert found["authors"] == found["tags"] == []
    assert found["published"] == "2026-11-20T00:00:00+07:00"


def test_month__source_without_an_address__has_null() -> None:
    (found,) = articles(make_item(source=Source("Báo tỉnh", "")))
    assert found["source"] == {"name": "Báo tỉnh", "url": None}


def test_month__articles_in_any_order__stand_newest_first() -> None:
    items = [make_item("b"), bare("old"), make_item("c"), make_item("a")]
    assert [each["id"] for each in articles(*items)] == [
        *("2026/c.md", "2026/b.md", "2026/a.md", "2026/old.md"),
    ]
    assert api.month("2026-11", items) == api.month("2026-11", items[::-1])


def test_month__one_article_changed__changes_one_line() -> None:
    items = [make_item(f"bai-{number}") for number in range(5)]
    before = api.month("2026-11", items).splitlines()
    items[2] = items[2]._replace(views=1235)
    after = api.month("2026-11", items).splitlines()
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_month__without_articles__is_valid() -> None:
    assert articles() == []


def test_month__article_of_another__is_refused() -> None:
    with pytest.raises(ValueError, match="not of 2026-10"):
        api.month("2026-10", [make_item()])


@pytest.mark.parametrize("name", list(HOSTILE))
def test_month__hostile_text__comes_back_as_it_was(name: str) -> None:
    text, kept = HOSTILE[name].text, on_one_line(clean(HOSTILE[name].kept))
    item = make_item(
        title=f"Tít {text}",
        summary=text,
        authors=(f"Bút danh {text}",),
        tags=(f"Từ khóa {text}",),
        category=POLITICS._replace(name=f"Mục {text}"),
        image=Picture(f"{SITE}/anh/0a-1200.jpg", 1, 1, text),
        source=Source(f"Báo {text}", ""),
    )
    (found,) = articles(item)
    assert found["summary"] == found["image"]["alt"] == kept
    named = [found["title"], *found["authors"], *found["tags"], found["category"]["name"]]
    words = ("Tít", "Bút danh", "Từ khóa", "Mục", "Báo")
    assert [*named, found["source"]["name"]] == [on_one_line(f"{word} {kept}") for word in words]


def test_month__illegal_characters_and_decomposed_letters__are_cleaned() -> None:
    (found,) = articles(make_item(title="Hô\u0323i\x00\ud800\ufffe\n nghi\u0323"))
    assert found["title"] == "Hội nghị"


def test_month__letters__stand_as_they_are() -> None:
    assert "Hội nghị giao ban" in api.month("2026-11", [make_item()]).decode()


def test_categories__in_the_order_given__without_counts() -> None:
    other = Category("dan-van", "Dân vận", f"{SITE}/dan-van/")
    found = checked(api.categories([POLITICS, other]), "categories")
    assert found["categories"] == [
        {"slug": "chinh-tri", "name": "Chính trị", "url": f"{SITE}/chinh-tri/"},
        {"slug": "dan-van", "name": "Dân vận", "url": f"{SITE}/dan-van/"},
    ]


def test_index__months_in_any_order__newest_first_beside_the_other_files() -> None:
    months = [Month(name, f"{API}/articles/{name}.json") for name in ("2023-03", "2026-11")]
    found = checked(api.index(PORTAL, months), "index")
    assert found == {
        "version": 1,
        "name": "Cổng tin",
        "url": f"{SITE}/",
        "language": "vi",
        "categories": f"{API}/categories.json",
        "schema": f"{API}/schema.json",
        "months": [
            {"month": "2026-11", "url": f"{API}/articles/2026-11.json"},
            {"month": "2023-03", "url": f"{API}/articles/2023-03.json"},
        ],
    }


def changes() -> list[dict[str, Any]]:
    """What breaks v1: fields gone, of another type, times of another zone."""
    wrong: list[dict[str, Any]] = [
        {"published": "2026-11-21T07:30:00Z"},
        {"published": "21/11/2026"},
        {"views": "1.234"},
        {"views": -1},
        {"url": "/2026/11/bai.html"},
        {"authors": "Lê Ân"},
        {"image": {"url": f"{SITE}/a.jpg"}},
        {"category": {"slug": "Chính trị", "name": "Chính trị"}},
    ]
    return wrong


@pytest.mark.parametrize("change", changes(), ids=str)
def test_schema__what_v1_never_says__is_found(change: dict[str, Any]) -> None:
    found = json.loads(api.month("2026-11", [make_item()]))
    found["articles"][0].update(change)
    with pytest.raises(ValidationError):
        checked(json.dumps(found).encode(), "month")


@pytest.mark.parametrize("field", list(api.Item._fields))
def test_schema__field_that_is_gone__is_found(field: str) -> None:
    found = json.loads(api.month("2026-11", [make_item()]))
    del found["articles"][0][field]
    with pytest.raises(ValidationError):
        checked(json.dumps(found).encode(), "month")


def test_schema__field_that_is_new__is_no_fault() -> None:
    found = json.loads(api.month("2026-11", [make_item()]))
    found["articles"][0]["place"] = "Lương Thủy"
    assert checked(json.dumps(found).encode(), "month") == found


def fields() -> list[str]:
    """The fields of an article in the schema, as the page of the API names them."""
    return list(json.loads(api.schema())["$defs"]["article"]["properties"])


def test_page__fields_of_an_article__are_all_explained_in_their_order() -> None:
    page = (PROJECT / "theme" / "templates" / "api.html").read_text(encoding="utf-8")
    assert re.findall(r"<dt><code>(\w+)</code>", page) == fields()
