"""A reader of a standing page gets its text; the other single pages say what they are."""

from typing import Any

import pytest

from plugins.core.article import Picture, Reference
from plugins.core.settings import Settings
from plugins.views import page
from plugins.views.page import PageView
from plugins.views.parts import Image
from tests.articles import PHOTO, PHOTO_SETS, at, make_article, make_page, open_rows, row


def shown(settings: Settings, body: str = "<p>Thân.</p>", **given: Any) -> PageView:
    """What the template gets for a standing page."""
    written = make_page("lien-he", **given)
    with open_rows(written, make_article("a"), media=[PHOTO]) as rows:
        name, variables = page.show(row(written), body, rows, settings)
    assert name == "page.html"
    assert variables.keys() == {"page"}
    found = variables["page"]
    assert isinstance(found, PageView)
    return found


def test_page__text__is_shown_with_its_links_resolved(settings: Settings) -> None:
    seen = shown(
        settings,
        body='<p><a href="ref:0">Bài</a></p>',
        lead="Sapo <em>ngắn</em>",
        teaser="Sapo ngắn",
        references=(Reference("item", "a.md", "", 5, "body"),),
    )
    assert (seen.title, seen.url, seen.slug) == ("Bài lien-he", "lien-he/", "lien-he")
    assert seen.content == '<p><a href="/2023/03/a.html">Bài</a></p>'
    assert (seen.summary, seen.teaser) == ("Sapo <em>ngắn</em>", "Sapo ngắn")


def test_page__never_updated__shows_no_day(settings: Settings) -> None:
    assert shown(settings).locale_modified == ""


def test_page__updated__shows_the_day(settings: Settings) -> None:
    assert shown(settings, updated=at("2019-08-10 07:00")).locale_modified == "10/08/2019"


@pytest.mark.parametrize("in_body", [True, False])
def test_page__picture__is_shown_unless_the_body_shows_it(
    settings: Settings, in_body: bool
) -> None:
    seen = shown(settings, image=Picture(PHOTO.path, "Trụ sở"), image_in_body=in_body)
    assert seen.image == Image("anh/0a-800.jpg", 800, 600, "Trụ sở", **PHOTO_SETS)
    assert seen.shows_image is not in_body


@pytest.mark.parametrize(("status", "noindex"), [("published", False), ("hidden", True)])
def test_page__hidden__is_not_for_search_engines(
    settings: Settings, status: str, noindex: bool
) -> None:
    assert shown(settings, status=status).noindex is noindex


def test_feeds__page__lists_every_category_and_author_by_given_name(settings: Settings) -> None:
    articles = [make_article("a", authors=["Vũ Bình"]), make_article("b", authors=["Đỗ An"])]
    with open_rows(*articles) as rows:
        template, variables = page.show_feeds(rows, settings)
    assert template == "feeds.html"
    assert [each.feed for each in variables["author_feeds"]] == [
        *("tac-gia/do-an/rss.xml", "tac-gia/vu-binh/rss.xml"),
    ]
    assert variables["category_feeds"][0].feed == "chinh-tri/rss.xml"
    assert len(variables["category_feeds"]) == len(settings.categories)


def test_not_found__page__offers_categories_and_the_largest_topics_and_tags(
    settings: Settings,
) -> None:
    articles = [
        make_article("a", tags=["Nông thôn mới", "Đầu tư"], topics=["Đại hội"]),
        make_article("b", tags=["Nông thôn mới"]),
    ]
    with open_rows(*articles) as rows:
        template, variables = page.show_not_found(rows, settings)
    assert template == "404.html"
    subjects = [(each.name, each.url) for each in variables["subjects"]]
    assert subjects[:1] == [("Chính trị", "chinh-tri/")]
    assert subjects[len(settings.categories) :] == [
        ("Đại hội", "chu-de/dai-hoi/"),
        ("Nông thôn mới", "tu-khoa/nong-thon-moi/"),
        ("Đầu tư", "tu-khoa/dau-tu/"),
    ]
