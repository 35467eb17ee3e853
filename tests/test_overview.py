"""The report counts what readers could read, once in each table, and Excel reads its CSV right."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from plugins import overview
from plugins.core.article import Article, Source, Standing
from plugins.core.dates import Moment
from plugins.core.settings import Settings
from plugins.core.site import Row
from plugins.overview import UNSIGNED, Period
from tests.articles import at, make_article
from tests.factories import CATEGORIES, SITEURL, make_settings

YEAR = Period("2026-01-01", "2026-12-31")
REPRINT = Source("Báo Sông Lương")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A small site's settings."""
    return make_settings(tmp_path)


def report(settings: Settings, *articles: Article) -> dict[str, dict[str, list[str]]]:
    """The report's tables by their titles: a line's name → its numbers, in order."""
    text = overview.as_text(articles, YEAR, settings)
    assert max(map(len, text.split("\n"))) <= 80
    tables = {}
    for part in text.split("\n\n")[1:-1]:
        (title, _), *lines = ((line[:38].strip(), line[38:].split()) for line in part.split("\n"))
        tables[title] = dict(lines)
    return tables


def spreadsheet(settings: Settings, *rows: Row) -> list[dict[str, str]]:
    """The CSV as a spreadsheet reads it: one dictionary a line."""
    data = overview.as_csv(rows, settings).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(data, newline="")))


def listed(article: Article) -> Row:
    """The article, listed."""
    return Row(article, Standing.LISTED)


# Tables


def test_report__own_articles_and_reprints__are_told_apart(settings: Settings) -> None:
    tables = report(
        settings,
        make_article("a", views=1200),
        make_article("b", views=34, source=REPRINT),
        make_article("c", source=REPRINT),
    )
    assert tables[""] == {"Tổng số": ["3", "1", "2", "1.234"]}


def test_report__categories__all_in_the_menus_order(settings: Settings) -> None:
    tables = report(settings, make_article("a", category="dan-van", views=5), make_article("b"))
    lines = tables["Theo chuyên mục"]
    assert list(lines) == list(CATEGORIES)
    assert {name: cells for name, cells in lines.items() if cells[0] != "0"} == {
        "Chính trị": ["1", "1", "0", "0"],
        "Dân vận": ["1", "1", "0", "5"],
    }


def test_report__authors__by_number_then_by_given_name_and_the_unsigned_last(
    settings: Settings,
) -> None:
    written = [["Vũ Ân"], ["Đỗ Bình"], ["Lê Ánh"], ["Trần Yên"], ["Trần Yên"], [], [], []]
    articles = [make_article(f"b-{n}", authors=names) for n, names in enumerate(written)]
    lines = report(settings, *articles)["Theo tác giả"]
    assert list(lines) == ["Trần Yên", "Lê Ánh", "Vũ Ân", "Đỗ Bình", UNSIGNED]
    assert lines[UNSIGNED] == ["3", "3", "0", "0"]


def test_report__two_authors__each_has_the_article_and_the_total_has_it_once(
    settings: Settings,
) -> None:
    both = make_article("a", authors=["Lê Ân", "Đỗ Bình"], views=7)
    tables = report(settings, both)
    once = ["1", "1", "0", "7"]
    assert tables["Theo tác giả"] == {"Lê Ân": once, "Đỗ Bình": once}
    assert tables[""] == {"Tổng số": once}
    assert "nhiều tác giả" in overview.as_text([both], YEAR, settings)
    assert "nhiều tác giả" not in overview.as_text([make_article()], YEAR, settings)


def test_report__months__in_the_order_of_time(settings: Settings) -> None:
    dates = ("2025-12-31 23:59", "2026-01-01 00:00", "2026-01-02 08:00", "2026-10-01 08:00")
    articles = [make_article(f"b-{n}", date=at(date)) for n, date in enumerate(dates)]
    lines = report(settings, *articles)["Theo tháng"]
    assert {month: cells[0] for month, cells in lines.items()} == {
        "12/2025": "1",
        "01/2026": "2",
        "10/2026": "1",
    }
    assert list(lines) == ["12/2025", "01/2026", "10/2026"]


def test_report__no_articles__zeros_and_no_empty_tables(settings: Settings) -> None:
    tables = report(settings)
    assert list(tables) == ["", "Theo chuyên mục"]
    assert tables[""] == {"Tổng số": ["0", "0", "0", "0"]}


def test_report__long_names_and_large_numbers__stay_in_80_columns(settings: Settings) -> None:
    long = "Ban Tuyên giáo và Dân vận Tỉnh ủy phối hợp với Sở Văn hóa"
    lines = report(settings, make_article(authors=[long], views=999_999_999))["Theo tác giả"]
    ((name, cells),) = lines.items()
    assert name.endswith("…")
    assert cells == ["1", "1", "0", "999.999.999"]


def test_report__heading__says_the_period(settings: Settings) -> None:
    heading = overview.as_text([], YEAR, settings).split("\n")[0]
    assert heading == "Bài đã đăng từ 01/01/2026 đến 31/12/2026"


def test_period__last_day__belongs_to_it() -> None:
    assert YEAR.stamps == ("2026-01-01T00:00:00", "2027-01-01T00:00:00")


# CSV


def test_csv__article__one_line_with_all_that_a_pivot_table_needs(settings: Settings) -> None:
    article = make_article(
        "a",
        title="Hội nghị: “giao ban”, quý 4",
        date=at("2026-03-31 08:05"),
        authors=["Lê Ân", "Đỗ Bình"],
        views=1234,
        source=REPRINT,
    )
    assert spreadsheet(settings, listed(article)) == [
        {
            "Ngày": "2026-03-31",
            "Giờ": "08:05",
            "Tên bài": "Hội nghị: “giao ban”, quý 4",
            "Chuyên mục": "Chính trị",
            "Tác giả": "Lê Ân; Đỗ Bình",
            "Nguồn": "Báo Sông Lương",
            "Loại": "Dẫn lại",
            "Lượt xem": "1234",
            "Trạng thái": "Đang đăng",
            "Địa chỉ": f"{SITEURL}/2026/03/a.html",
        }
    ]


def test_csv__expired_own_article_without_a_time__says_so(settings: Settings) -> None:
    article = make_article(date=Moment("2026-03-31T00:00:00", timed=False))
    (line,) = spreadsheet(settings, Row(article, Standing.EXPIRED))
    assert (line["Giờ"], line["Nguồn"], line["Loại"]) == ("", "", "Tự viết")
    assert line["Trạng thái"] == "Hết hạn"


def test_csv__bytes__are_utf_8_with_bom_and_crlf(settings: Settings) -> None:
    data = overview.as_csv([listed(make_article(title='Nói "có", làm'))], settings)
    assert data.startswith(b"\xef\xbb\xbfNg\xc3\xa0y,Gi\xe1\xbb\x9d,")
    assert data.count(b"\n") == data.count(b"\r\n") == 2
    assert 'Nói ""có"", làm'.encode() in data


@pytest.mark.parametrize("first", "=+-@")
def test_csv__text_like_a_formula__is_text_to_excel(settings: Settings, first: str) -> None:
    formula = f'{first}HYPERLINK("https://x.example")'
    article = make_article(title=formula, authors=[formula], source=Source(formula))
    (line,) = spreadsheet(settings, listed(article))
    assert [line[name] for name in ("Tên bài", "Tác giả", "Nguồn")] == [f"'{formula}"] * 3
