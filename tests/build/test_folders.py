"""Folders of output/ are looked into when anything came or went there, and only then."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.build import folders
from plugins.build.store import open_store
from plugins.build.writer import PART
from tests.build.sites import Site, differences, site_of, write_article


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """45 articles, built a moment ago, all folders noted."""
    monkeypatch.setattr(folders, "_TICK", -time.time_ns())  # nothing happens while it is built
    made = site_of(tmp_path / "site", 45)
    made.build()
    monkeypatch.undo()
    return made


def changed(site: Site) -> list[str]:
    """The folders that the next build looks into."""
    with open_store(site.settings) as store:
        return sorted(folders.changed(store.ledger, str(site.output)))


def lost(site: Site) -> set[str]:
    """What the next build misses."""
    with open_store(site.settings) as store:
        output = str(site.output)
        return folders.look(store.ledger, output, folders.changed(store.ledger, output)).lost


def all_folders(site: Site) -> list[str]:
    found = {Path(path).parent.as_posix() for path in site.outputs()}
    found |= {parent.as_posix() for path in site.outputs() for parent in Path(path).parents}
    return sorted("" if path == "." else path for path in found)


def test_changed__nothing_happened__none(site: Site) -> None:
    assert changed(site) == []


def test_changed__just_built__all_as_nobody_knows_what_happened_in_the_same_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_TICK", 60 * 10**9)
    made = site_of(tmp_path / "site", 3)
    made.build()
    assert changed(made) == all_folders(made)


def test_changed__some_time_after__noted_by_the_next_build_that_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = site_of(tmp_path / "site", 3)
    made.build()
    monkeypatch.setattr(folders, "_TICK", -time.time_ns())
    write_article(made, 1, body="Khác.")
    made.build()
    assert changed(made) == []


def test_folders__of_every_kind_of_build__are_those_with_outputs(site: Site) -> None:
    deeds: list[Callable[[], None]] = [
        lambda: write_article(site, 3, category="Kinh tế", tags="[Mới]"),
        lambda: site.delete("bai-03.md"),
        lambda: shutil.rmtree(site.output),
        lambda: shutil.rmtree(site.settings.state_path.parent),
    ]
    for deed in deeds:
        deed()
        site.build()
        with open_store(site.settings) as store:
            assert sorted(path for path, _ in store.ledger.folders()) == all_folders(site)


PAGE, LIST = "2026/09/bai-03.html", "luu-tru/2026/09/index.html"


def rename(path: Path) -> None:
    path.rename(path.with_name("khac"))


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def keep_time(path: Path) -> None:
    """Deleted by somebody who puts the folder's times back."""
    before = path.parent.stat()
    path.unlink()
    os.utime(path.parent, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("deed", [os.unlink, rename, replace_by_folder, keep_time])
@pytest.mark.parametrize("path", [PAGE, LIST, "index.html"])
def test_look__output_gone__is_lost(site: Site, deed: Callable[[Path], None], path: str) -> None:
    deed(site.output / path)
    assert lost(site) == {path}


@pytest.mark.parametrize("folder", ["2026/09", "2026", "luu-tru", ""])
def test_look__folder_gone__all_below_is_lost(site: Site, folder: str) -> None:
    before = site.outputs()
    shutil.rmtree(site.output / folder)
    assert lost(site) == {path for path in before if not folder or path.startswith(folder + "/")}


def test_look__folder_replaced_by_a_copy_or_a_link__is_looked_into(site: Site) -> None:
    shutil.copytree(site.output / "2026/09", site.root / "copy")
    shutil.rmtree(site.output / "2026/09")
    (site.root / "copy" / "bai-03.html").unlink()
    (site.root / "copy").rename(site.output / "2026/09")
    assert lost(site) == {PAGE}
    (site.output / "2026/09").rename(site.root / "copy")
    (site.output / "2026/09").symlink_to(site.root / "copy")
    assert PAGE in lost(site)


def test_look__file_written_again_in_place__is_not_lost(site: Site) -> None:
    (site.output / PAGE).write_text("khác")
    assert lost(site) == set()


def test_look__half_a_file_that_no_build_left__is_removed(site: Site) -> None:
    half = site.output / f"2026/09/{PART}1-bai-03.html.part"
    half.touch()
    assert lost(site) == set()
    assert not half.exists()


def test_build__colour_of_pages_or_nothing_changed__looks_into_no_more_folders(site: Site) -> None:
    (site.output / PAGE).touch()
    site.build()
    assert changed(site) == []


@pytest.mark.parametrize("times", range(3))
def test_build__lost_right_after_a_build__made_again(site: Site, times: int) -> None:
    for number in range(times + 1):
        write_article(site, 3, body=f"Lần {number}.")
        site.build()
        shutil.copytree(site.output, site.root / f"before-{number}")
        (site.output / PAGE).unlink()
        (site.output / LIST).unlink()
        site.build()
        assert differences(site.output, site.root / f"before-{number}") == []
