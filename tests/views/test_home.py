"""A reader of the home page gets the lead, what is featured, what is new, and each category."""

from pathlib import Path
from typing import Any

from plugins.core.article import Article
from plugins.core.settings import Settings
from plugins.views import home
from plugins.views.parts import Card, Label
from tests.articles import hidden, make_article, make_page, many, open_rows
from tests.factories import make_settings

PARTS = ("lead", "featured", "articles", "blocks")


def shown(settings: Settings, *articles: Article) -> dict[str, Any]:
    """What the template gets."""
    with open_rows(*articles) as rows:
        name, variables = home.show(rows, settings)
    assert name == "index.html"
    assert variables.keys() == {*PARTS, "notices", "notices_category", "newest", "links"}
    return variables


def slugs(cards: list[Card]) -> list[str]:
    """Cards by their slugs."""
    return [each.slug for each in cards]


def test_home__nothing_featured__is_led_by_the_newest(settings: Settings) -> None:
    seen = shown(settings, *many(30))
    assert seen["lead"].slug == "bai-029"
    assert seen["featured"] == []
    assert slugs(seen["articles"]) == [f"bai-{n:03}" for n in range(28, 18, -1)]


def test_home__featured__lead_and_stand_once_on_top(settings: Settings) -> None:
    featured = [make_article(f"noi-bat-{n}", n=n, featured=True) for n in (3, 4, 5, 28, 50, 51, 52)]
    seen = shown(settings, *many(50), *featured)
    assert seen["lead"].slug == "noi-bat-52"
    assert slugs(seen["featured"]) == [f"noi-bat-{n}" for n in (51, 50, 28, 5, 4)]
    assert slugs(seen["articles"]) == [f"bai-{n:03}" for n in range(49, 39, -1)]


def test_home__old_featured_article__leads_before_newer_ones(settings: Settings) -> None:
    seen = shown(settings, make_article("noi-bat", featured=True), *many(3)[1:])
    assert seen["lead"].slug == "noi-bat"
    assert slugs(seen["articles"]) == ["bai-002", "bai-001"]


def test_home__categories__are_blocks_in_the_order_of_the_menu(settings: Settings) -> None:
    articles = [
        *(make_article(f"dv-{n}", n=n, category="dan-van") for n in range(16)),
        make_article("ct", category="chinh-tri", n=99),
        hidden(make_article("an", category="kinh-te")),
    ]
    blocks = [(label, slugs(cards)) for label, cards in shown(settings, *articles)["blocks"]]
    assert blocks == [
        (Label("Chính trị", "chinh-tri", "chinh-tri/"), ["ct"]),
        (Label("Dân vận", "dan-van", "dan-van/"), ["dv-5", "dv-4", "dv-3", "dv-2"]),
    ]


def test_home__site_without_articles__is_empty(settings: Settings) -> None:
    seen = shown(settings, make_page("lien-he"), hidden(make_article("an")))
    assert {name: seen[name] for name in PARTS} == {
        "lead": None,
        "featured": [],
        "articles": [],
        "blocks": [],
    }


def with_notices(root: Path) -> Settings:
    """Settings with notices from the category Dân vận."""
    return make_settings(root, notices="Dân vận")


def test_home__notices__have_their_own_panel_and_are_no_news(tmp_path: Path) -> None:
    notices = [make_article(f"tb-{n}", n=50 + n, category="dan-van") for n in range(20)]
    seen = shown(with_notices(tmp_path), *many(3), *notices)
    assert seen["notices_category"] == Label("Dân vận", "dan-van", "dan-van/")
    assert slugs(seen["notices"]) == ["tb-19", "tb-18", "tb-17", "tb-16", "tb-15"]
    assert seen["lead"].slug == "bai-002"
    assert slugs(seen["articles"]) == ["bai-001", "bai-000"]
    assert [label.slug for label, _ in seen["blocks"]] == ["chinh-tri"]


def test_home__nothing_but_notices__is_led_by_the_newest(tmp_path: Path) -> None:
    seen = shown(with_notices(tmp_path), make_article("tb", category="dan-van"))
    assert (seen["lead"].slug, seen["articles"], seen["blocks"]) == ("tb", [], [])
