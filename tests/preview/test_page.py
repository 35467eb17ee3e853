"""What a preview adds to a page; everything else of it stays as readers will get it."""

import re
from html import unescape
from typing import Any

import pytest

from plugins.build.options import Report
from plugins.core.article import DRAFT, PUBLISHED, Article
from plugins.core.dates import Moment
from plugins.core.problem import ERROR, WARNING, Problem
from plugins.preview import page
from plugins.preview.page import Shown
from tests.articles import make_article
from tests.factories import NOW

PAGE = "<!doctype html><html><head></head><body><main id=x>{}</main></body></html>"


def waiting(date: str, status: str = PUBLISHED, **more: Any) -> Article:
    """An article at /2026/11/bai.html that a build leaves out."""
    return make_article("bai", date=Moment(date, timed=True), status=status, **more)


def dressed(body: str, *articles: Article, address: str = "/", **more: Any) -> str:
    """A page with this in its main part, as the preview shows it."""
    shown = Shown("7", Report(**more), {each.url: each for each in articles}, {})
    return page.dressed(PAGE.format(body), address, shown, NOW)


def text_of(html: str) -> str:
    """What a reader reads of it."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


LINK = '<a class="x" href="/2026/11/bai.html#muc">Bài</a>'


@pytest.mark.parametrize(
    ("article", "mark"),
    [
        (waiting("2026-11-20T08:00:00", DRAFT), "Bản nháp"),
        (waiting("2026-11-30T08:30:00", DRAFT), "Bản nháp"),
        (waiting("2026-11-30T08:30:00"), "Hẹn đăng 30/11/2026 08:30"),
        (waiting("2026-11-20T08:00:00"), "Vừa đến giờ đăng"),
    ],
)
def test_page__link_to_waiting_article__says_that_it_waits(article: Article, mark: str) -> None:
    assert f"{mark} Bài" in text_of(dressed(LINK, article))


def test_page__links_to_others__stay_as_they_are() -> None:
    body = (
        '<a href="/2026/11/khac.html">Khác</a> <a href="https://x.example/2026/11/bai.html">Y</a>'
    )
    assert body in dressed(body, waiting("2026-11-20T08:00:00", DRAFT))


def test_page__of_a_draft__says_so_first_in_main() -> None:
    html = dressed("<h1>Bài</h1>", waiting(NOW, DRAFT), address="/2026/11/bai.html?a=1")
    assert "<main id=x><p" in html
    assert "Bản nháp. Bài chỉ lên cổng khi dòng “status: draft” được xóa. Bài" in text_of(html)


def test_page__of_the_future__says_when_it_comes() -> None:
    html = dressed("", waiting("2026-11-30T08:30:00"), address="/2026/11/bai.html")
    assert "sau Thứ hai, 30/11/2026, 08:30." in text_of(html)


def test_page__nothing_waits_and_nothing_wrong__says_only_that_it_is_a_preview() -> None:
    assert text_of(dressed("Tin")) == (
        "Tin Bản xem thử : đã mất liên lạc, chạy lại “python3 tasks.py serve”"
    )


def test_page__problems__stand_in_it_with_place_and_cure_and_cannot_break_it() -> None:
    problems = [
        Problem("a.md", 3, ERROR, "date", "Sai <script>alert(1)</script>", "date: 31/03/2023", "x"),
        Problem("b.md", 1, WARNING, "body", "Ảnh thiếu lời tả", "Viết ![lời tả]"),
    ]
    html = dressed("Tin", problems=problems)
    read = text_of(html)
    assert "1 lỗi: bài có lỗi giữ bản đúng gần nhất, nếu có" in read
    assert "content/a.md:3: lỗi: Sai <script>alert(1)</script> | x Cách sửa: date: 31/03" in read
    assert "1 cảnh báo" in read
    assert html.count("<script") == 1


def test_page__title_of_waiting_article__is_text() -> None:
    html = dressed("", waiting(NOW, DRAFT, title="<b>Đậm</b>"))
    assert "<b>" not in html
    assert "<b>Đậm</b> (Bản nháp)" in text_of(html)
