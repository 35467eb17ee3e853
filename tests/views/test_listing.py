"""A reader of a list gets its page: newest first, with the ways to newer and older ones."""

import pytest

from plugins.core.article import Article
from plugins.core.settings import Settings
from plugins.core.urls import ListKey
from plugins.views import listing
from plugins.views.listing import ArticlesPage, Month
from plugins.views.parts import Label, Shown
from tests.articles import (
    ECONOMY,
    POLITICS,
    at,
    hidden,
    make_article,
    many,
    open_rows,
)


def shown(settings: Settings, articles: list[Article], key: ListKey, number: int = 0) -> Shown:
    """What the template gets for a page of a list that exists."""
    with open_rows(*articles) as rows:
        found = listing.show(key, number, rows, settings)
    assert found is not None
    return found


def page_of(settings: Settings, size: int, number: int) -> ArticlesPage:
    """A page of a category with so many articles."""
    _, variables = shown(settings, many(size), POLITICS, number)
    page = variables["articles_page"]
    assert isinstance(page, ArticlesPage)
    return page


def numbers(page: ArticlesPage) -> list[int]:
    """The articles on a page, by the number in their slugs."""
    return [int(each.slug.removeprefix("bai-")) for each in page.object_list]


@pytest.mark.parametrize(
    ("size", "number", "articles", "newer", "older"),
    [
        (0, 0, range(0), None, None),
        (39, 0, range(39), None, None),
        (40, 0, range(20, 40), None, "chinh-tri/trang/1/"),
        (40, 1, range(20), "chinh-tri/", None),
        (65, 0, range(40, 65), None, "chinh-tri/trang/2/"),
        (65, 2, range(20, 40), "chinh-tri/", "chinh-tri/trang/1/"),
        (65, 1, range(20), "chinh-tri/trang/2/", None),
    ],
)
def test_listing__page_of_a_category__has_its_articles_and_neighbours(
    settings: Settings,
    size: int,
    number: int,
    articles: range,
    newer: str | None,
    older: str | None,
) -> None:
    page = page_of(settings, size, number)
    assert numbers(page) == list(articles)[::-1]
    assert page.number == number
    assert (page.newer and page.newer.url, page.older and page.older.url) == (newer, older)
    assert (page.has_previous(), page.has_next()) == (newer is not None, older is not None)
    assert page.has_other_pages() is (newer is not None or older is not None)


@pytest.mark.parametrize(("size", "number"), [(0, 1), (39, 1), (40, 2), (65, 3)])
def test_listing__page_beyond_the_last__does_not_exist(
    settings: Settings, size: int, number: int
) -> None:
    with open_rows(*many(size)) as rows:
        assert listing.show(POLITICS, number, rows, settings) is None


@pytest.mark.parametrize(
    ("key", "template", "label"),
    [
        (POLITICS, "category.html", Label("Chính trị", "chinh-tri", "chinh-tri/")),
        (ListKey("author", "le-an"), "author.html", Label("Lê Ân", "le-an", "tac-gia/le-an/")),
        (ListKey("tag", "lua"), "tag.html", Label("Lúa", "lua", "tu-khoa/lua/")),
        (ListKey("topic", "dai-hoi"), "topic.html", Label("Đại hội", "dai-hoi", "chu-de/dai-hoi/")),
    ],
)
def test_listing__kind__has_its_template_and_its_name(
    settings: Settings, key: ListKey, template: str, label: Label
) -> None:
    article = make_article("a", authors=["Lê Ân"], tags=["Lúa"], topics=["Đại hội"])
    name, variables = shown(settings, [article], key)
    assert name == template
    assert variables.keys() == {key.kind, "articles_page", "page_name"}
    assert variables[key.kind] == label
    assert variables["page_name"] == label.url
    assert [each.slug for each in variables["articles_page"].object_list] == ["a"]


def test_listing__numbered_page__says_its_own_address(settings: Settings) -> None:
    _, variables = shown(settings, many(45), POLITICS, 1)
    assert variables["page_name"] == "chinh-tri/trang/1/"


def test_listing__category_without_articles__has_a_page(settings: Settings) -> None:
    _, variables = shown(settings, many(3), ECONOMY)
    assert variables["category"] == Label("Kinh tế", "kinh-te", "kinh-te/")
    assert variables["articles_page"].object_list == []


@pytest.mark.parametrize("kind", ["author", "tag", "topic"])
def test_listing__name_that_only_hidden_articles_bear__has_no_page(
    settings: Settings, kind: str
) -> None:
    secret = hidden(make_article("a", authors=["Lúa"], tags=["Lúa"], topics=["Lúa"]))
    with open_rows(secret) as rows:
        assert listing.show(ListKey(kind, "lua"), 0, rows, settings) is None


def test_month__shows_all_its_articles_on_one_page(settings: Settings) -> None:
    others = [make_article("sau", date=at("2023-04-01 00:00"))]
    with open_rows(*many(45), *others) as rows:
        found = listing.show_month(ListKey("month", "2023-03"), rows, settings)
    assert found is not None
    name, variables = found
    assert name == "period_archives.html"
    assert variables["period"] == Month("2023", "03", "luu-tru/2023/03/", 45)
    assert [each.slug for each in variables["dates"]] == [f"bai-{n:03}" for n in range(45)][::-1]


def test_month__without_articles__does_not_exist(settings: Settings) -> None:
    with open_rows(*many(3)) as rows:
        assert listing.show_month(ListKey("month", "2023-04"), rows, settings) is None


def test_archive__shows_years_newest_first_each_with_its_months() -> None:
    dates = ["2022-12-31 23:59", "2023-03-01 08:00", "2023-03-31 08:00", "2023-01-05 08:00"]
    articles = [make_article(f"a{n}", date=at(date)) for n, date in enumerate(dates)]
    with open_rows(*articles, hidden(make_article("an", date=at("2020-01-01 08:00")))) as rows:
        name, variables = listing.show_archive(rows)
    assert name == "archives.html"
    assert variables == {
        "years": [
            (
                "2023",
                [
                    Month("2023", "01", "luu-tru/2023/01/", 1),
                    Month("2023", "03", "luu-tru/2023/03/", 2),
                ],
            ),
            ("2022", [Month("2022", "12", "luu-tru/2022/12/", 1)]),
        ]
    }
