"""An address leads where the rows say now: to what the build makes, or through an alias."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.core import site
from plugins.core.article import Reference
from plugins.core.settings import Settings
from plugins.core.site import Media, Target
from plugins.state.rows import Rows
from tests.articles import at, make_article, make_page, many, open_rows
from tests.factories import make_settings

PICTURE = Media("images/a.jpg", "anh/0a-800.jpg", 800, 600, 1234)
UNUSED = Media("images/b.jpg", "anh/0b-800.jpg", 800, 600, 1234)
FILE = Media("files/a.pdf", "tep/0c/a.pdf", 0, 0, 99)
TWIN = Media("files/copy.pdf", "tep/0c/a.pdf", 0, 0, 99)


@pytest.fixture(name="settings")
def _settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


@pytest.fixture(name="rows")
def _rows() -> Iterator[Rows]:
    """A site with one of each kind, and 45 articles in one category."""
    shown = Reference("picture", PICTURE.path, "", 1, "body")
    linked = Reference("file", TWIN.path, "", 2, "body")
    drawn = Reference("picture", UNUSED.path, "", 1, "body")
    with open_rows(
        *many(44),
        make_article(
            "day-du",
            authors=["Lê Ân"],
            tags=["Lúa"],
            topics=["Mùa vụ"],
            aliases=("/cu/1.html", "/?ItemID=7"),
            references=(shown, linked),
        ),
        make_article("an", status="hidden", authors=["Chỉ Ẩn"], aliases=("/cu/an.html",)),
        make_article("het-han", expires="2024-01-01T00:00:00", tags=["Hết hạn"]),
        make_article(
            "nhap", status="draft", aliases=("/cu/nhap.html",), references=(drawn,), tags=["Nháp"]
        ),
        make_article("sau", date=at("2099-01-01 08:00"), aliases=("/cu/sau.html",)),
        make_page("lien-he", aliases=("/lienhe.aspx",)),
        make_page("trang-nhap", status="draft"),
        media=[PICTURE, UNUSED, FILE, TWIN],
    ) as rows:
        yield rows


MADE = [
    "index.html",
    "404.html",
    "luu-tru/index.html",
    "luu-tru/2023/03/index.html",
    "rss/index.html",
    "chinh-tri/index.html",
    "chinh-tri/trang/1/index.html",
    "kinh-te/index.html",
    "tac-gia/le-an/index.html",
    "tu-khoa/lua/index.html",
    "chu-de/mua-vu/index.html",
    "2023/03/bai-000.html",
    "2023/03/an.html",
    "2023/03/het-han.html",
    "lien-he/index.html",
    PICTURE.output,
    FILE.output,
]

NOT_MADE = [
    "2023/03/nhap.html",
    "2099/01/sau.html",
    "2023/03/khong-co.html",
    "trang-nhap/index.html",
    "the-thao/index.html",
    "chinh-tri/trang/2/index.html",
    "kinh-te/trang/1/index.html",
    "lien-he/trang/1/index.html",
    "tac-gia/le-an/trang/1/index.html",
    "tac-gia/chi-an/index.html",
    "tac-gia/khong-ai/index.html",
    "tu-khoa/het-han/index.html",
    "tu-khoa/nhap/index.html",
    "luu-tru/2099/01/index.html",
    "luu-tru/2023/04/index.html",
    UNUSED.output,
    "anh/0d-800.jpg",
    "khong/dau/ca.html",
    "fragments/moi-nhat.html",
    "fragments/thong-ke.html",
    "views/index.html",
]


@pytest.mark.parametrize("output", MADE)
def test_exists__what_the_rows_warrant__is_there(
    rows: Rows, settings: Settings, output: str
) -> None:
    assert site.exists(rows, settings, output)


@pytest.mark.parametrize("output", NOT_MADE)
def test_exists__what_they_do_not_warrant__is_not(
    rows: Rows, settings: Settings, output: str
) -> None:
    assert not site.exists(rows, settings, output)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("/", "/"),
        ("/2023/03/bai-000.html", "/2023/03/bai-000.html"),
        ("/2023/03/an.html", "/2023/03/an.html"),
        ("/chinh-tri/trang/1/?tu=rss", "/chinh-tri/trang/1/?tu=rss"),
        ("/lien-he/", "/lien-he/"),
        ("/tep/0c/a.pdf", "/tep/0c/a.pdf"),
        ("/cu/1.html", "/2023/03/day-du.html"),
        ("/?ItemID=7", "/2023/03/day-du.html"),
        ("/?ItemID=8", "/?ItemID=8"),
        ("/cu/an.html", "/2023/03/an.html"),
        ("/lienhe.aspx", "/lien-he/"),
    ],
)
def test_find__output_or_alias__leads_there(
    rows: Rows, settings: Settings, address: str, url: str
) -> None:
    assert site.find(rows, settings, address) == Target(known=True, url=url)


@pytest.mark.parametrize("address", ["/2099/01/sau.html", "/cu/sau.html", "/cu/nhap.html"])
def test_find__not_public_yet__is_known_but_leads_nowhere(
    rows: Rows, settings: Settings, address: str
) -> None:
    assert site.find(rows, settings, address) == Target(known=True, url="")


@pytest.mark.parametrize(
    "address", ["/2023/03/nhap.html", "/khong-co/", "/cu/2.html", "/lien-he", "/../bai.html"]
)
def test_find__nothing_there__is_unknown(rows: Rows, settings: Settings, address: str) -> None:
    assert site.find(rows, settings, address) == Target(known=False, url="")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("bai-000.md", Target(known=True, url="/2023/03/bai-000.html")),
        ("an.md", Target(known=True, url="/2023/03/an.html")),
        ("het-han.md", Target(known=True, url="/2023/03/het-han.html")),
        ("pages/lien-he.md", Target(known=True, url="/lien-he/")),
        ("nhap.md", Target(known=True, url="")),
        ("sau.md", Target(known=True, url="")),
        ("khong-co.md", Target(known=False, url="")),
    ],
)
def test_find_item__file_of_content__leads_to_its_page_once_public(
    rows: Rows, path: str, target: Target
) -> None:
    assert site.find_item(rows, path) == target
