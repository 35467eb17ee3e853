"""The page of statistics and its summary: true sums, a chart that fits, nothing unescaped."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.audience import statistics, update
from plugins.audience.published import Published
from plugins.audience.visits import day_of
from plugins.state.counts import Day
from tests.audience.hits import make_item, make_published
from tests.audience.test_pages import LATEST, make_numbers
from tests.factories import make_settings

TODAY = day_of(LATEST)
EMPTY = (
    "<title>A</title><!-- numbers --><p>Chưa có.</p><!-- /numbers --><footer>Ồ</footer>".encode()
)


def page(root: Path, site: Published | None = None, **fields: Any) -> str:
    """The page as readers get it."""
    settings = make_settings(root)
    numbers = make_numbers(**{"views": {"id-1": 1234, "id-2": 6, "id-9": 1}, **fields})
    render = update.renderer(settings, root / "templates")
    return statistics.page(EMPTY, numbers, site or make_published(2), settings, render).decode()


def test_page__numbers__stand_where_the_build_left_room(tmp_path: Path) -> None:
    found = page(tmp_path)
    assert found.startswith("<title>A</title>")
    assert found.endswith("<footer>Ồ</footer>")
    assert "Chưa có." not in found
    assert "1.241</strong> lượt" in found
    assert "Từ ngày 21/11/2026 đến 00:20 ngày 21/11/2026" in found


def test_page__nothing_counted_yet__says_so(tmp_path: Path) -> None:
    assert "Chưa có." in page(tmp_path, days=[])


def test_page__views_of_what_is_gone__are_told_apart(tmp_path: Path) -> None:
    found = page(tmp_path)
    assert '<a href="/chinh-tri/">Chính trị</a></th> <td class="amount">1.240</td>' in found
    assert 'Bài không còn trên cổng</th> <td class="amount">1</td>' in found


def test_page__title_with_markup__is_shown_as_it_was_written(tmp_path: Path) -> None:
    title = '<script>alert("1")</script> & "Dân vận khéo"'
    found = page(tmp_path, Published([make_item(1, title=title)]))
    assert "<script>" not in found
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp;" in found


def test_page__days_and_months__have_their_sums(tmp_path: Path) -> None:
    days = [
        Day(TODAY - 40, 5, 1),
        Day(TODAY - 29, 1000, 2),
        Day(TODAY - 3, 70, 3),
        Day(TODAY, 8, 4),
    ]
    found = page(tmp_path, days=days)
    sums = [f"<b>{each}</b>" for each in ("8", "78", "1.078", "9")]
    assert [each for each in sums if each not in found] == []
    rows = ['11/2026</th> <td class="amount">78', '10/2026</th> <td class="amount">1.005']
    assert [each for each in rows if each not in found] == []
    assert found.count("<rect") == 30
    assert "Nhiều nhất: 1.000 lượt xem, ngày 23/10/2026" in found


def test_page__many_months__older_ones_are_folded_away(tmp_path: Path) -> None:
    found = page(tmp_path, days=[Day(TODAY - 30 * number, 1, 0) for number in range(40, -1, -1)])
    before, _, folded = found.partition("Các tháng trước")
    assert (">11/2026<" in before, ">01/2024<" in before) == (True, False)
    assert ">01/2024<" in folded


def test_summary__sums__for_programs() -> None:
    days = [Day(TODAY - 30, 5, 1), Day(TODAY, 8, 4)]
    numbers = make_numbers({"id-1": 10, "id-9": 3}, days=days, lines=100, bad=7)
    assert json.loads(statistics.summary(numbers, make_published(1))) == {
        "version": 1,
        "since": "2026-10-22",
        "until": "2026-11-21T00:20:00+07:00",
        "views": 13,
        "crawlers": 5,
        "lines": 100,
        "skipped": 7,
        "days": [
            {"day": "2026-10-22", "views": 5, "crawlers": 1},
            {"day": "2026-11-21", "views": 8, "crawlers": 4},
        ],
        "months": [
            {"month": "2026-10", "views": 5, "crawlers": 1},
            {"month": "2026-11", "views": 8, "crawlers": 4},
        ],
        "categories": [
            {"slug": "chinh-tri", "name": "Chính trị", "views": 10},
            {"slug": None, "name": None, "views": 3},
        ],
    }


def test_summary__nothing_counted__is_empty() -> None:
    found = json.loads(statistics.summary(make_numbers({}, days=[], latest=0), Published([])))
    assert (found["since"], found["until"], found["views"]) == (None, None, 0)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=60))
def test_chart__any_views__fit_under_a_scale_of_round_numbers(views: list[int]) -> None:
    found = statistics.chart([(str(at), each) for at, each in enumerate(views)])
    top = int(found.scale[0].replace(".", ""))
    assert max(views) <= top <= max(8, 2.5 * max(views))
    assert [int(each.replace(".", "")) for each in found.scale] == [
        top * part // 4 for part in (4, 3, 2, 1, 0)
    ]
    for bar, count in zip(found.bars, views, strict=True):
        assert bar.y >= 0
        assert bar.y + bar.height == pytest.approx(found.height)
        assert bar.height == pytest.approx(found.height * count / top, abs=0.1)
    assert found.bars[-1].x + found.bar <= found.width
