"""Live counts by address, and what is read most: as the settings want it."""

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.audience import pages
from plugins.audience.pages import Numbers
from plugins.audience.published import Published
from plugins.audience.visits import day_of
from plugins.core import urls
from plugins.state.counts import Baseline, Day
from plugins.views.home import FRAGMENT
from tests.audience.hits import START, address, make_item, make_published
from tests.factories import make_settings

LATEST = START + 20 * 86_400
"""21 November 2026."""


def make_numbers(views: dict[str, int], **fields: Any) -> Numbers:
    """Views by id, all of them in the last days."""
    values: dict[str, Any] = {
        "viewed": views,
        "baselines": {},
        "recent": {7: views, 30: views},
        "days": [Day(day_of(LATEST), sum(views.values()), 0)],
        "latest": LATEST,
        **fields,
    }
    return Numbers(**values)


def test_shards__all_of_them__hold_each_count_once() -> None:
    views = {f"id-{number}": number for number in range(400)}
    found = pages.shards(make_numbers(views), make_published(399))
    assert list(found) == urls.SHARDS
    counts = [(path, *each) for path, data in found.items() for each in json.loads(data).items()]
    assert sorted(counts, key=lambda each: each[2]) == [
        (urls.shard(address(number)), address(number), number) for number in range(1, 400)
    ]


def test_shards__what_is_not_published__is_not_there() -> None:
    found = pages.shards(make_numbers({"id-9": 5, "id-1": 0}), make_published(1))
    assert set(found.values()) == {b"{}\n"}


@pytest.mark.parametrize(
    ("published", "counts"),
    [
        (100, {"": 53, "#150": 3, "#152": 1}),
        (150, {"": 3, "#100": 53, "#152": 1}),
        (152, {"": 1, "#100": 53, "#150": 3}),
        (300, {"": 1, "#100": 53, "#150": 3, "#152": 1}),
    ],
)
def test_shards__with_baselines__hold_a_count_for_each_page_that_there_may_be(
    published: int, counts: dict[str, int]
) -> None:
    baselines = [Baseline(100, 0), Baseline(150, 50), Baseline(152, 52)]
    numbers = make_numbers({"id-1": 53}, baselines={"id-1": baselines})
    found = pages.shards(numbers, make_published(1, views=published))
    shard = json.loads(found[urls.shard(address(1))])
    assert shard == {address(1) + number: count for number, count in counts.items()}


def ranked(views: dict[str, int], site: Published, root: Path, **settings: Any) -> list[str]:
    """The titles of what is read most."""
    chosen = make_settings(root, **settings)
    return [each.title for each in pages.most_read(7, make_numbers(views), site, chosen)["ranked"]]


def test_most_read__order__is_by_views_then_by_date(tmp_path: Path) -> None:
    views = {"id-1": 10, "id-2": 30, "id-3": 10, "id-4": 20}
    found = ranked(views, make_published(4), tmp_path)
    assert found == ["Bài số 2", "Bài số 4", "Bài số 3", "Bài số 1"]


def test_most_read__many__are_cut(tmp_path: Path) -> None:
    views = {f"id-{number}": 100 - number for number in range(1, 30)}
    assert len(ranked(views, make_published(29), tmp_path)) == FRAGMENT


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({}, ["Bài số 1", "Bài số 2", "Bài số 3", "Bài số 4"]),
        ({"most_read_minimum": 15}, ["Bài số 1", "Bài số 2", "Bài số 3"]),
        ({"most_read_minimum": 99}, []),
        ({"most_read_without": ["Kinh tế"]}, ["Bài số 1", "Bài số 3", "Bài số 4"]),
        ({"most_read_max_age": 10}, ["Bài số 1", "Bài số 2", "Bài số 4"]),
    ],
)
def test_most_read__settings__leave_out(
    settings: dict[str, Any], wanted: list[str], tmp_path: Path
) -> None:
    site = Published(
        [
            make_item(1, published="2026-11-20T08:00:00+07:00"),
            make_item(2, published="2026-11-20T08:00:00+07:00", category="kinh-te"),
            make_item(3, published="2026-11-10T08:00:00+07:00"),
            make_item(4, published="2026-11-11T08:00:00+07:00"),
        ]
    )
    views = {"id-1": 40, "id-2": 30, "id-3": 20, "id-4": 10}
    assert ranked(views, site, tmp_path, **settings) == wanted


def test_most_read__newest_for_where_nothing_was__without_what_is_left_out(
    tmp_path: Path,
) -> None:
    site = Published([make_item(1), make_item(2, category="kinh-te"), make_item(3)])
    chosen = make_settings(tmp_path, most_read_without=["Kinh tế"])
    found = pages.most_read(7, make_numbers({}), site, chosen)
    assert found["ranked"] == []
    assert [each.title for each in found["newest"]] == ["Bài số 3", "Bài số 1"]
