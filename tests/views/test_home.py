"""A reader of the home page gets the lead, what is featured, what is new, and each category."""

from typing import Any

from plugins.core.article import Article
from plugins.core.settings import Settings
from plugins.views import home
from plugins.views.parts import Card, Label
from tests.articles import hidden, make_article, make_page, many, open_rows


def shown(settings: Settings, *articles: Article) -> dict[str, Any]:
    """What the template gets."""
    with open_rows(*articles) as rows:
        name, variables = home.show(rows, settings)
    assert name == "index.html"
    assert variables.keys() == {"lead", "featured", "articles", "blocks"}
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
    featured = [make_article(f"noi-bat-{n}", n=n, featured=True) for n in (5, 28, 50, 51, 52)]
    seen = shown(settings, *many(50), *featured)
    assert seen["lead"].slug == "noi-bat-52"
    assert slugs(seen["featured"]) == ["noi-bat-51", "noi-bat-50", "noi-bat-28"]
    assert slugs(seen["articles"]) == [f"bai-{n:03}" for n in range(49, 39, -1)]


def test_home__old_featured_article__leads_before_newer_ones(settings: Settings) -> None:
    seen = shown(settings, make_article("noi-bat", featured=True), *many(3)[1:])
    assert seen["lead"].slug == "noi-bat"
    assert slugs(seen["articles"]) == ["bai-002", "bai-001"]


def test_home__categories__are_blocks_in_the_order_of_the_menu(settings: Settings) -> None:
    articles = [
        *(make_article(f"dv-{n}", n=n, category="dan-van") for n in range(6)),
        make_article("ct", category="chinh-tri"),
        hidden(make_article("an", category="kinh-te")),
    ]
    blocks = [(label, slugs(cards)) for label, cards in shown(settings, *articles)["blocks"]]
    assert blocks == [
        (Label("Chính trị", "chinh-tri", "chinh-tri/"), ["ct"]),
        (Label("Dân vận", "dan-van", "dan-van/"), ["dv-5", "dv-4", "dv-3", "dv-2"]),
    ]


def test_home__site_without_articles__is_empty(settings: Settings) -> None:
    assert shown(settings, make_page("lien-he"), hidden(make_article("an"))) == {
        "lead": None,
        "featured": [],
        "articles": [],
        "blocks": [],
    }
