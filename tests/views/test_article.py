"""A reader of an article gets the article, five older ones of its category and nothing newer."""

from typing import Any

import pytest

from plugins.core.article import (
    Article,
    Attachment,
    Correction,
    Picture,
    Reference,
    Source,
)
from plugins.core.dates import Moment
from plugins.core.settings import Settings
from plugins.core.site import Media
from plugins.views import article as view
from plugins.views.article import ArticleView, Download
from plugins.views.parts import Image, Label
from tests.articles import PHOTO, PHOTO_SETS, at, hidden, make_article, many, open_rows, row

PLAN = Media("files/ke-hoach.pdf", "tep/0c/ke-hoach.pdf", 0, 0, 1_500_000)


def shown(
    settings: Settings, article: Article, *others: Article, body: str = "<p>Thân bài.</p>"
) -> tuple[ArticleView, dict[str, Any]]:
    """What the template gets for an article among others: the article, and its JSON-LD."""
    with open_rows(article, *others, media=[PHOTO, PLAN]) as rows:
        name, variables = view.show(row(article), body, rows, settings)
    assert name == "article.html"
    assert variables.keys() == {"article", "json_ld"}
    return variables["article"], variables["json_ld"]


# Header line


def test_article__header__has_category_title_date_and_views(settings: Settings) -> None:
    article = make_article("hoi-nghi", date=at("2023-03-31 13:25"), views=1234)
    seen, _ = shown(settings, article)
    assert (seen.title, seen.url, seen.slug) == (
        "Bài hoi-nghi",
        "2023/03/hoi-nghi.html",
        "hoi-nghi",
    )
    assert seen.category == Label("Chính trị", "chinh-tri", "chinh-tri/")
    assert seen.locale_date == "Thứ sáu, 31/03/2023, 13:25"
    assert seen.locale_modified == ""
    assert seen.views_text == "1.234 lượt xem"


def test_article__updated__shows_the_day_only(settings: Settings) -> None:
    seen, _ = shown(settings, make_article(updated=at("2019-08-10 23:59")))
    assert seen.locale_modified == "10/08/2019"


def test_article__date_without_a_time__shows_none(settings: Settings) -> None:
    date = Moment("2023-03-31T00:00:00", timed=False)
    seen, _ = shown(settings, make_article(date=date))
    assert seen.locale_date == "Thứ sáu, 31/03/2023"


# Neighbours


def test_article__older__are_the_five_right_before_it_newest_first(settings: Settings) -> None:
    articles = many(10)
    seen, _ = shown(settings, articles[7], *articles[:7], *articles[8:])
    assert [each.slug for each in seen.older] == [f"bai-{n:03}" for n in (6, 5, 4, 3, 2)]


def test_article__older__are_listed_articles_of_its_category(settings: Settings) -> None:
    article = make_article("moi", n=9)
    others = [
        make_article("cu", n=1),
        make_article("khac", n=2, category="kinh-te"),
        hidden(make_article("an", n=3)),
        make_article("nhap", n=4, status="draft"),
    ]
    seen, _ = shown(settings, article, *others)
    assert [each.slug for each in seen.older] == ["cu"]


def test_article__newest_of_its_category__is_the_same_after_a_newer_one(
    settings: Settings,
) -> None:
    article, newer = make_article("a", n=1), make_article("b", n=2)
    assert shown(settings, article) == shown(settings, article, newer)


# Standing


@pytest.mark.parametrize(
    ("given", "noindex", "expired"),
    [
        ({}, False, False),
        ({"status": "hidden"}, True, False),
        ({"expires": "2024-01-01T00:00:00"}, True, True),
    ],
)
def test_article__standing__decides_on_noindex_and_notice(
    settings: Settings, given: dict[str, Any], noindex: bool, expired: bool
) -> None:
    seen, _ = shown(settings, make_article("a", n=5, **given), make_article("b"))
    assert (seen.noindex, seen.expired) == (noindex, expired)
    assert bool(seen.older) is not noindex


def test_article__listed__has_names_with_their_pages(settings: Settings) -> None:
    article = make_article(
        authors=["Lê Ân", "Trần Bình"], tags=["Nông thôn mới"], topics=["Đại hội"]
    )
    seen, _ = shown(settings, article)
    assert seen.authors == [
        Label("Lê Ân", "le-an", "tac-gia/le-an/"),
        Label("Trần Bình", "tran-binh", "tac-gia/tran-binh/"),
    ]
    assert seen.tags == [Label("Nông thôn mới", "nong-thon-moi", "tu-khoa/nong-thon-moi/")]
    assert seen.topics == [Label("Đại hội", "dai-hoi", "chu-de/dai-hoi/")]


def test_article__tag__is_spelt_as_the_oldest_article_spells_it(settings: Settings) -> None:
    oldest = make_article("cu", tags=["NÔNG THÔN MỚI"])
    seen, _ = shown(settings, make_article("moi", n=5, tags=["Nông thôn mới"]), oldest)
    assert [str(each) for each in seen.tags] == ["NÔNG THÔN MỚI"]


def test_article__hidden__links_only_the_names_that_have_a_page(settings: Settings) -> None:
    secret = hidden(make_article("an", authors=["Lê Ân"], tags=["Lúa", "Nông thôn mới"]))
    other = make_article("b", n=5, tags=["lúa"])
    seen, _ = shown(settings, secret, other)
    assert seen.authors == [Label("Lê Ân", "le-an", "")]
    assert seen.tags == [
        Label("lúa", "lua", "tu-khoa/lua/"),
        Label("Nông thôn mới", "nong-thon-moi", ""),
    ]


# Text, pictures, files


def test_article__lead_and_body__are_html_with_their_links_resolved(settings: Settings) -> None:
    article = make_article(
        lead='Xem <a href="ref:0">bài trước</a>',
        references=(
            Reference("item", "b.md", "", 3, "summary"),
            Reference("picture", PHOTO.path, "", 9, "body"),
        ),
    )
    seen, _ = shown(settings, article, make_article("b"), body='<p><img src="ref:1" alt="A"></p>')
    assert seen.summary == 'Xem <a href="/2023/03/b.html">bài trước</a>'
    assert seen.content == (
        '<p><picture><source type="image/webp" '
        'srcset="/anh/0a-480.webp 480w, /anh/0a-800.webp 800w" '
        'sizes="(min-width: 43rem) 40rem, 100vw"><img src="/anh/0a-800.jpg" '
        'srcset="/anh/0a-480.jpg 480w, /anh/0a-800.jpg 800w" '
        'sizes="(min-width: 43rem) 40rem, 100vw" width="800" height="600" '
        'loading="lazy" decoding="async" alt="A"></picture></p>'
    )


def test_article__without_a_lead__shows_none(settings: Settings) -> None:
    seen, _ = shown(settings, make_article(teaser="Đoạn đầu."))
    assert (seen.summary, seen.teaser) == ("", "Đoạn đầu.")


@pytest.mark.parametrize("in_body", [True, False])
def test_article__lead_picture__is_shown_unless_the_body_shows_it(
    settings: Settings, in_body: bool
) -> None:
    picture = Picture(PHOTO.path, "Toàn cảnh", "Cầu mới", "Lê Ân")
    seen, _ = shown(settings, make_article(image=picture, image_in_body=in_body))
    assert seen.image == Image(
        "anh/0a-800.jpg", 800, 600, "Toàn cảnh", "Cầu mới", "Lê Ân", **PHOTO_SETS
    )
    assert seen.shows_image is not in_body


def test_article__attachments__say_what_they_are_and_how_large(settings: Settings) -> None:
    files = (Attachment(PLAN.path), Attachment(PLAN.path, "Kế hoạch số 12"))
    seen, _ = shown(settings, make_article(attachments=files))
    assert seen.attachments == [
        Download("ke-hoach.pdf", "tep/0c/ke-hoach.pdf", "PDF", "1,4 MB"),
        Download("Kế hoạch số 12", "tep/0c/ke-hoach.pdf", "PDF", "1,4 MB"),
    ]


def test_article__source_and_corrections__are_handed_on(settings: Settings) -> None:
    source = Source("Nhân Dân", "https://bao.example/a", "Trần Bình", at("2023-03-30 06:00"))
    corrections = (Correction(at("2023-04-01 08:00"), "Sửa lại là 45 hộ."),)
    seen, _ = shown(settings, make_article(source=source, corrections=corrections))
    assert (seen.source, seen.corrections) == (source, corrections)


# JSON-LD


def test_json_ld__article__says_all_that_is_promised(settings: Settings) -> None:
    article = make_article(
        "hoi-nghi",
        date=at("2023-03-31 13:25"),
        updated=at("2023-04-02 07:00"),
        authors=["Lê Ân"],
        views=297,
        teaser="Lời dẫn.",
        image=Picture(PHOTO.path),
    )
    _, found = shown(settings, article)
    site = {
        "@type": "Organization",
        "name": "Cổng thông tin Tỉnh ủy",
        "url": "https://tinhuy.example/",
    }
    assert found == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Bài hoi-nghi",
        "description": "Lời dẫn.",
        "datePublished": "2023-03-31T13:25:00+07:00",
        "dateModified": "2023-04-02T07:00:00+07:00",
        "author": [{"@type": "Person", "name": "Lê Ân"}],
        "articleSection": "Chính trị",
        "image": [
            f"https://tinhuy.example/{each}" for each in ("anh/0as-800.jpg", "anh/0a-800.jpg")
        ],
        "publisher": site,
        "mainEntityOfPage": "https://tinhuy.example/2023/03/hoi-nghi.html",
        "inLanguage": "vi",
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": {"@type": "ReadAction"},
            "userInteractionCount": 297,
        },
    }


def test_json_ld__bare_article__leaves_out_what_is_not_there(settings: Settings) -> None:
    date = Moment("2023-03-31T00:00:00", timed=False)
    _, found = shown(settings, make_article(date=date))
    assert found.keys().isdisjoint(("image", "description"))
    assert found["datePublished"] == found["dateModified"] == "2023-03-31T00:00:00+07:00"
    assert found["interactionStatistic"]["userInteractionCount"] == 0


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ({"authors": ["A", "B"]}, [("Person", "A"), ("Person", "B")]),
        ({"authors": ["A"], "source": Source("Nhân Dân")}, [("Person", "A")]),
        ({"source": Source("Nhân Dân", author="Trần Bình")}, [("Person", "Trần Bình")]),
        ({"source": Source("Nhân Dân")}, [("Organization", "Nhân Dân")]),
        ({}, [("Organization", "Cổng thông tin Tỉnh ủy")]),
    ],
)
def test_json_ld__author__is_the_byline_else_the_source_else_the_portal(
    settings: Settings, given: dict[str, Any], author: list[tuple[str, str]]
) -> None:
    _, found = shown(settings, make_article(**given))
    assert [(each["@type"], each["name"]) for each in found["author"]] == author
