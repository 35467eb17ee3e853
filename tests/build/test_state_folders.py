"""A state serves the folders that it belongs to, and no others."""

import json
import shutil
from pathlib import Path

import pytest

from tests.build.processes import run_build, write_settings
from tests.build.sites import Site, differences, site_of, snapshot


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Three articles and a settings file, not yet built."""
    made = site_of(tmp_path / "site", 3)
    write_settings(made.root)
    return made


def test_state__build_of_other_folders__neither_used_nor_changed(
    site: Site, tmp_path: Path
) -> None:
    run_build(site)
    before = snapshot(site.output), site.settings.state_path.read_bytes()
    shutil.copytree(site.root / "content", tmp_path / "khac")
    for options in (
        {"output": "../out-1"},
        {"output": "../out-2", "content": "../khac"},
        {"output": "../out-3", "state": ".state/portal.sqlite"},
    ):
        ended = run_build(site, report="../report.json", **options)
        report = json.loads((tmp_path / "report.json").read_text("utf-8"))
        assert (ended.status, report["parsed"]) == (0, 3)
        assert differences(tmp_path / Path(options["output"]).name, site.output) == []
        assert (snapshot(site.output), site.settings.state_path.read_bytes()) == before
    assert site.build().rendered == 0


def test_state__of_its_own_for_another_folder__used_again(site: Site, tmp_path: Path) -> None:
    options = {"output": "../out", "state": "../state/khac.sqlite", "report": "../report.json"}
    for parsed in (3, 0):
        assert run_build(site, **options).status == 0
        assert json.loads((tmp_path / "report.json").read_text("utf-8"))["parsed"] == parsed


def test_state__carried_to_another_checkout__used_there(site: Site, tmp_path: Path) -> None:
    run_build(site)
    shutil.copytree(site.root, tmp_path / "khac", copy_function=shutil.copyfile)
    other = Site(tmp_path / "khac")
    run_build(other, report="report.json")
    report = json.loads((other.root / "report.json").read_text("utf-8"))
    assert (report["parsed"], report["written"], report["deleted"]) == (0, [], [])
