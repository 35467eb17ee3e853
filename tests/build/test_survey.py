"""What is looked at before a build: all of content/, and of output/ what a state cannot know."""

import shutil
import unicodedata
from pathlib import Path

import pytest

from plugins.build import survey
from plugins.build.survey import Places
from plugins.build.writer import PART
from plugins.ingest import scan
from tests.build.sites import Site, differences, site_of
from tests.factories import write


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """45 articles, built: an archive, months, pages of lists."""
    made = site_of(tmp_path / "site", 45)
    made.build()
    return made


def places(site: Site, *, is_settled: bool = True, delta: bool = False) -> Places:
    settings = site.settings
    state = settings.state_path
    return Places(settings.path, settings.output_path, state, is_settled, delta)


LOST = ["2026/09/bai-03.html", "index.html", "luu-tru/index.html", "rss.xml"]
"""Outputs in folders of their own and beside others."""


@pytest.mark.parametrize("is_settled", [True, False])
@pytest.mark.parametrize("jobs", [1, 2])
def test_look__outputs_lost__are_missing(
    site: Site, is_settled: bool, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "MANY", 0)
    for path in LOST:
        (site.output / path).unlink()
    found = survey.look(places(site, is_settled=is_settled), jobs)
    assert found.missing == LOST
    assert set(found.tree.items) == set(scan.scan(site.settings.path).items)


@pytest.mark.parametrize("is_settled", [True, False])
def test_look__folders_and_all_of_output_lost__all_below_is_missing(
    site: Site, is_settled: bool
) -> None:
    before = site.outputs()
    shutil.rmtree(site.output / "2026/09")
    found = survey.look(places(site, is_settled=is_settled), 1)
    assert set(found.missing) == {path for path in before if path.startswith("2026/09/")}
    shutil.rmtree(site.output)
    assert set(survey.look(places(site, is_settled=is_settled), 1).missing) == before


@pytest.mark.parametrize("path", ["2026/09/bai-03.html", "luu-tru/index.html"])
def test_look__a_folder_where_an_output_was__is_missing(site: Site, path: str) -> None:
    (site.output / path).unlink()
    (site.output / path).mkdir()
    assert survey.look(places(site), 1).missing == [path]


def test_look__after_an_interrupted_build__finds_what_is_strange_and_no_half_file(
    site: Site,
) -> None:
    half = site.output / f"2026/09/{PART}1-bai.html.part"
    write(site.output, {"la.html": "", "views/a.json": "", "2026/la.html": ""})
    half.touch()
    found = survey.look(places(site, is_settled=False), 1)
    assert (found.missing, found.strange) == ([], ["2026/la.html", "la.html"])
    assert not half.exists()


def test_look__delta__misses_nothing(site: Site) -> None:
    shutil.rmtree(site.output)
    for is_settled in (True, False):
        found = survey.look(places(site, is_settled=is_settled, delta=True), 1)
        assert (found.missing, found.strange) == ([], [])


@pytest.mark.parametrize(
    "names",
    [
        {"a.md", "images/a.jpg", "b/c.md", "d/e.md", "d/f/g.md", "h/i.md", "j/k.md", "l/m.md"},
        {"a.md", "b.md"},
        {"2019/a.md"},
        set[str](),
    ],
)
def test_scan__in_two_parts__is_the_whole(tmp_path: Path, names: set[str]) -> None:
    write(tmp_path, dict.fromkeys(names, ""))
    tree = scan.scan(tmp_path, scan.MOST)
    tree.add(scan.scan(tmp_path, scan.REST))
    whole = scan.scan(tmp_path)
    assert (tree.items, tree.media) == (whole.items, whole.media)
    assert {*tree.items, *tree.media} == names


def test_scan__folders_spelled_alike_in_two_parts__is_the_same_problem(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        write(tmp_path, {unicodedata.normalize(form, "hội/a.md"): ""})
    tree = scan.scan(tmp_path, scan.MOST)
    tree.add(scan.scan(tmp_path, scan.REST))
    assert tree.problems == scan.scan(tmp_path).problems != []


def test_build__output_lost_in_every_kind_of_folder__made_again(site: Site, tmp_path: Path) -> None:
    shutil.copytree(site.output, tmp_path / "before")
    for path in LOST:
        (site.output / path).unlink()
    site.build()
    assert differences(site.output, tmp_path / "before") == []
