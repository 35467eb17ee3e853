"""Incremental = full, whatever editors do: the promise everything else rests on."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.core import pagination
from tests.build.edits import World, articles
from tests.build.sites import Site, built_anew, differences


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of three articles and feeds of four, so that a small site is longer than they are."""
    monkeypatch.setattr(pagination, "PER_PAGE", 3)
    monkeypatch.setattr(pagination, "FEED_SIZE", 4)


@pytest.mark.usefixtures("small_pages")
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_incremental__any_run_of_edits__output_equals_a_full_build(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "site").mkdir()
        world = World(Site(Path(folder) / "site"))
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
