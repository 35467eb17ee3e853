"""Incremental = full, whatever editors do: the promise everything else rests on."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.core import pagination
from tests.build.edits import ALIASES, DATES, EXPIRES, MOMENTS, Model, World, articles
from tests.build.sites import Site, built_anew, differences, site_of, write_article

EVERY = 5
"""An example builds a dozen sites: one where other properties have this many."""


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of three articles and feeds of four, so that a small site is longer than they are."""
    monkeypatch.setattr(pagination, "PER_PAGE", 3)
    monkeypatch.setattr(pagination, "FEED_SIZE", 4)


@pytest.mark.usefixtures("small_pages")
@settings(max_examples=settings().max_examples // EVERY, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_incremental__any_run_of_edits__output_equals_a_full_build(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "site").mkdir()
        now = data.draw(st.sampled_from(MOMENTS), label="now")
        world = World(Site(Path(folder) / "site"), now=now)
        world.start(data.draw(st.lists(articles, min_size=12, max_size=18), label="start"))
        done = ["start"]
        for number in range(data.draw(st.integers(1, 5), label="builds")):
            report = world.site.build(world.now)
            assert not report.failed, [each.in_text("content") for each in report.problems]
            elsewhere = Path(folder) / str(number)
            fresh = built_anew(world.site, elsewhere, world.now)
            assert differences(world.site.output, fresh) == [], done
            again = world.site.build(world.now)
            assert (again.written, again.deleted, again.rendered) == ([], [], 0)
            edits = data.draw(st.integers(1, 3), label="edits")
            done = [world.edit(data) for _ in range(edits)]


def test_incremental__nothing_but_time_passes__output_equals_a_full_build(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    world = World(Site(tmp_path / "site"))
    dated = [Model(0, "Bài", date, "Chính trị", ("Lê Ân",)) for date in DATES]
    expiring = [replace(dated[0], expires=each, aliases=ALIASES[:1]) for each in EXPIRES[-1:]]
    world.start([*dated, *expiring, replace(dated[0], expires="2026-11-22 09:00")])
    for number, now in enumerate((*sorted(MOMENTS), *MOMENTS[:2])):
        assert not world.site.build(now).failed
        fresh = built_anew(world.site, tmp_path / str(number), now)
        assert differences(world.site.output, fresh) == [], now


def _page(site: Site) -> None:
    site.page("gioi-thieu.md", slug="gioi-thieu")


def _article(site: Site) -> None:
    write_article(site, 9, date="2026-10-10", author="Trần Bình", tags="[Thẻ]")


@pytest.mark.parametrize(
    ("alias", "edit"),
    [
        *((each, _page) for each in ("/gioi-thieu/", "/gioi-thieu", "/gioi-thieu/index.html")),
        *((each, _article) for each in ("/2026/10/bai-09.html", "/2026/10/b%61i-09.html")),
        *((each, _article) for each in ("/tac-gia/tran-binh/", "/tu-khoa/the", "/luu-tru/2026/10")),
        *((each, _article) for each in ("/tac-gia/tran-binh/rss.xml", "/sitemap/2026-10.xml")),
        ("/api/v1/articles/2026-10.json", _article),
    ],
)
def test_old_address__becomes_a_page_of_the_site__error_at_once_as_in_a_full_build(
    tmp_path: Path, alias: str, edit: Callable[[Site], None]
) -> None:
    site = site_of(tmp_path / "site", 3)
    write_article(site, 1, aliases=f'["{alias}"]')
    assert not site.build().failed
    edit(site)
    now, full = site.build(), site.build(full=True)
    assert full.failed
    assert now.failed
