"""What pages have in common: cards, names, menus, and links that lead where they lead now."""

import pytest
from markupsafe import Markup

from plugins.core.article import Article, Picture, Reference, Source
from plugins.core.settings import Settings
from plugins.core.site import Media
from plugins.views import parts
from plugins.views.parts import Card, Image, Label
from tests.articles import (
    PHOTO,
    PHOTO_SETS,
    at,
    hidden,
    make_article,
    make_page,
    many,
    open_rows,
    row,
)

PLAN = Media("files/a.pdf", "tep/0c/a.pdf", 0, 0, 99)


# Stored HTML


def resolved(settings: Settings, stored: str, *references: Reference) -> Markup:
    """Stored HTML as readers get it, on a site with articles of every standing."""
    article = make_article("bai", references=references)
    others = [
        *many(41),
        make_article("cong-khai", aliases=("/cu/1.html", "/?ItemID=7")),
        hidden(make_article("an")),
        make_article("het-han", expires="2024-01-01T00:00:00"),
        make_article("nhap", status="draft"),
        make_article("sau", date=at("2099-01-01 08:00")),
        make_page("lien-he"),
    ]
    with open_rows(article, *others, media=[PHOTO, PLAN]) as rows:
        return parts.resolved(stored, article, rows, settings)


def ref(kind: str, target: str, fragment: str = "") -> Reference:
    """A reference from the body."""
    return Reference(kind, target, fragment, 9, "body")


@pytest.mark.parametrize(
    ("reference", "href"),
    [
        (ref("item", "cong-khai.md"), "/2023/03/cong-khai.html"),
        (ref("item", "cong-khai.md", "muc-2"), "/2023/03/cong-khai.html#muc-2"),
        (ref("item", "an.md"), "/2023/03/an.html"),
        (ref("item", "het-han.md"), "/2023/03/het-han.html"),
        (ref("item", "pages/lien-he.md"), "/lien-he/"),
        (ref("url", "/chinh-tri/trang/1/"), "/chinh-tri/trang/1/"),
        (ref("url", "/?a=1&b=2"), "/?a=1&amp;b=2"),
        (ref("url", "/cu/1.html"), "/2023/03/cong-khai.html"),
        (ref("url", "/?ItemID=7", "muc"), "/2023/03/cong-khai.html#muc"),
        (ref("item", "an.md", 'a"b'), "/2023/03/an.html#a&quot;b"),
        (ref("file", PLAN.path), "/tep/0c/a.pdf"),
        (ref("picture", PHOTO.path), "/anh/0a-800.jpg"),
    ],
)
def test_resolved__link__leads_where_its_target_is_now(
    settings: Settings, reference: Reference, href: str
) -> None:
    stored = '<p>Xem <a class="x" href="ref:0" title="T"><b>đây</b></a>.</p>'
    assert resolved(settings, stored, reference) == (
        f'<p>Xem <a class="x" href="{href}" title="T"><b>đây</b></a>.</p>'
    )


@pytest.mark.parametrize(
    "reference",
    [
        ref("item", "nhap.md"),
        ref("item", "sau.md", "muc"),
        ref("item", "khong-co.md"),
        ref("url", "/2099/01/sau.html"),
        ref("url", "/chinh-tri/trang/9/"),
        ref("file", "files/khong-co.pdf"),
    ],
)
def test_resolved__link_to_what_is_not_public__is_plain_text(
    settings: Settings, reference: Reference
) -> None:
    stored = '<p>Xem <a href="ref:0"><b>đây</b></a> và <a href="https://a.example">kia</a>.</p>'
    assert resolved(settings, stored, reference) == (
        '<p>Xem <b>đây</b> và <a href="https://a.example">kia</a>.</p>'
    )


def test_resolved__two_links__are_told_apart(settings: Settings) -> None:
    stored = '<a href="ref:1">một</a> <a href="ref:0">hai</a> <a href="ref:2">ba</a>'
    assert resolved(
        settings,
        stored,
        ref("item", "an.md"),
        ref("item", "cong-khai.md"),
        ref("item", "nhap.md"),
    ) == ('<a href="/2023/03/cong-khai.html">một</a> <a href="/2023/03/an.html">hai</a> ba')


def test_resolved__picture__has_its_true_size_and_loads_late(settings: Settings) -> None:
    stored = '<figure><img alt="Cầu" src="ref:0" width="9" height="9" class="c"></figure>'
    found = resolved(settings, stored, ref("picture", PHOTO.path))
    assert found.startswith('<figure><picture><source type="image/webp" srcset="/anh/0a-480.webp')
    assert found.endswith(
        ' width="800" height="600" loading="lazy" '
        'decoding="async" alt="Cầu" class="c"></picture></figure>'
    )


def test_resolved__moving_picture__has_one_file(settings: Settings) -> None:
    moving = PHOTO._replace(output="anh/0a-800.gif")
    reference = ref("picture", PHOTO.path)
    article = make_article(references=(reference,))
    with open_rows(article, media=[moving]) as rows:
        found = parts.resolved('<img alt="" src="ref:0">', article, rows, settings)
    assert found == (
        '<img src="/anh/0a-800.gif" width="800" height="600" loading="lazy" '
        'decoding="async" alt="">'
    )


def test_resolved__picture_that_is_not_there__is_left_out(settings: Settings) -> None:
    assert resolved(settings, 'A<img src="ref:0" alt="">B', ref("picture", "images/z.jpg")) == "AB"


def test_resolved__linked_picture__keeps_both(settings: Settings) -> None:
    stored = '<a href="ref:0"><img src="ref:1" alt=""></a>'
    found = resolved(settings, stored, ref("picture", PHOTO.path), ref("picture", PHOTO.path))
    assert found.startswith('<a href="/anh/0a-800.jpg"><picture><source ')


@pytest.mark.parametrize(
    ("stored", "wanted"),
    [
        (
            '<audio controls="" src="ref:0"></audio>',
            '<audio controls="" src="/tep/0c/a.pdf"></audio>',
        ),
        ('<video src="ref:0" muted=""></video>', '<video src="/tep/0c/a.pdf" muted=""></video>'),
        (
            '<video><source type="video/mp4" src="ref:0"></video>',
            '<video><source type="video/mp4" src="/tep/0c/a.pdf"></video>',
        ),
    ],
)
def test_resolved__sound_and_film__lead_to_their_files(
    settings: Settings, stored: str, wanted: str
) -> None:
    assert resolved(settings, stored, ref("file", PLAN.path)) == wanted


@pytest.mark.parametrize(
    "stored",
    [
        "<p>Viết ref:0 cũng được.</p>",
        '<p>Viết ="ref:0" cũng được.</p>',
        '<p><code>&lt;a href="ref:7"&gt;x&lt;/a&gt;</code></p>',
        '<p><code>&lt;audio src="ref:7"&gt;</code></p>',
        '<p><a title="=&quot;ref:4&quot;" href="https://a.example">x</a></p>',
    ],
)
def test_resolved__text_that_only_looks_like_a_reference__stays(
    settings: Settings, stored: str
) -> None:
    assert resolved(settings, stored) == stored


def test_resolved__without_references__is_markup_as_stored(settings: Settings) -> None:
    found = resolved(settings, "<p>Thân &amp; bài</p>")
    assert isinstance(found, Markup)
    assert found == "<p>Thân &amp; bài</p>"


# Cards and names


def test_card__article__shows_what_lists_show(settings: Settings) -> None:
    article = make_article(
        "hoi-nghi",
        date=at("2023-03-31 13:25"),
        teaser="Lời dẫn.",
        authors=["Lê Ân"],
        source=Source("Nhân Dân"),
        image=Picture(PHOTO.path, "Toàn cảnh"),
    )
    with open_rows(article, media=[PHOTO]) as rows:
        card = parts.card(article, rows, settings)
    assert card == Card(
        title="Bài hoi-nghi",
        url="2023/03/hoi-nghi.html",
        slug="hoi-nghi",
        date=article.date,
        summary="Lời dẫn.",
        image=Image("anh/0a-800.jpg", 800, 600, "Toàn cảnh", **PHOTO_SETS),
        category=Label("Chính trị", "chinh-tri", "chinh-tri/"),
        authors=[Label("Lê Ân", "le-an", "tac-gia/le-an/")],
        source="Nhân Dân",
    )
    assert card.locale_date == "Thứ sáu, 31/03/2023, 13:25"


@pytest.mark.parametrize("picture", [None, Picture("images/khong-co.jpg")])
def test_card__no_picture_to_show__has_none(settings: Settings, picture: Picture | None) -> None:
    article = make_article(image=picture)
    with open_rows(article, media=[PHOTO]) as rows:
        card = parts.card(article, rows, settings)
    assert (card.image, card.source, card.authors) == (None, "", [])


def test_label__as_text__is_its_name() -> None:
    assert f"{Label('Lê Ân', 'le-an', '')}" == "Lê Ân"


@pytest.mark.parametrize(
    ("output", "url"),
    [("index.html", ""), ("chinh-tri/index.html", "chinh-tri/"), ("404.html", "404.html")],
)
def test_link__output__is_below_siteurl_without_a_slash_in_front(output: str, url: str) -> None:
    assert parts.link(output) == url


# What every page shows


def test_chrome__every_page__has_names_and_menus(settings: Settings) -> None:
    pages = [
        make_page("lien-he", title="Liên hệ", order=2),
        make_page("an-pham", title="Ấn phẩm"),
        make_page("gioi-thieu", title="Giới thiệu"),
        make_page("an", title="Ẩn", status="hidden"),
        make_page("nhap", title="Nháp", status="draft"),
        make_page("dang-bo", title="Đảng bộ"),
    ]
    with open_rows(*pages, make_article("a")) as rows:
        found = parts.chrome(rows, settings)
    assert [str(each) for each in found["categories"]] == [
        *("Chính trị", "Kinh tế", "Kinh tế - Chính trị", "Xây dựng Đảng", "Dân vận"),
    ]
    assert found["pages"] == [
        Label("Ấn phẩm", "an-pham", "an-pham/"),
        Label("Đảng bộ", "dang-bo", "dang-bo/"),
        Label("Giới thiệu", "gioi-thieu", "gioi-thieu/"),
        Label("Liên hệ", "lien-he", "lien-he/"),
    ]
    others = {key: value for key, value in found.items() if key not in ("categories", "pages")}
    assert others == {
        "SITENAME": "Cổng thông tin Tỉnh ủy",
        "SITEURL": "https://tinhuy.example",
        "SITESUBTITLE": "Tiếng nói của Đảng bộ",
        "DEFAULT_LANG": "vi",
        "active": "",
        "MAIN": "noi-dung",
        "ARCHIVE_URL": "luu-tru/",
        "FEEDS_URL": "rss/",
        "IN_TEXT": parts.IN_TEXT,
        "FEED_TYPES": parts.FEED_TYPES,
        "SEARCH_URL": "tim-kiem/",
        "SEARCH_FORM": "o-tim",
        "OPEN_SEARCH_URL": "tim-kiem/opensearch.xml",
        "OPML_URL": "rss/opml.xml",
        "API_URL": "api/v1/",
        "STATISTICS_URL": "views/",
        "MOST_READ": "/views/most-read-7.html",
        "NEWEST": "/fragments/moi-nhat.html",
        "LIVE_VIEWS": False,
        "GOVERNING_BODY": "",
        "RESPONSIBLE_EDITOR": "",
        "ADDRESS": "",
        "PHONE": "",
        "EMAIL": "",
        "LICENCE": "",
    }


@pytest.mark.parametrize(
    ("article", "wanted"),
    [
        (make_article(), True),
        (hidden(make_article()), True),
        (make_article(expires="2024-01-01T00:00:00"), True),
        (make_article(status="draft"), False),
        (make_article(date=at("2099-01-01 08:00")), False),
        (None, False),
    ],
)
def test_is_public__whatever_has_an_output__is(article: Article | None, wanted: bool) -> None:
    assert parts.is_public(row(article) if article else None) is wanted
