"""--delta: an empty output/ gets exactly what differs from the last release delivered."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.build.store import open_store
from plugins.state import database
from tests.build.sites import Site, built_anew, differences, picture, site_of, write_article
from tests.factories import NOW

Tree = dict[str, bytes]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A released site."""
    return released_site(tmp_path / "site")


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A released site that stays as it is: what tests change is carried off."""
    return released_site(tmp_path_factory.mktemp("elsewhere"))


def released_site(root: Path) -> Site:
    """42 articles, two of them with a picture or a file, built and delivered."""
    made = site_of(root, 42)
    made.write({"images/a.jpg": picture("red"), "files/k.pdf": b"%PDF-1.4 a"})
    write_article(made, 38, image="{src: /images/a.jpg, alt: Toàn cảnh}")
    write_article(made, 30, attachments="[/files/k.pdf]")
    made.build()
    deliver(made)
    return made


def deliver(site: Site) -> None:
    """Record, as `publish` does, that a host has everything that was built."""
    with open_store(site.settings) as store, database.transaction(store.link):
        store.ledger.deliver(store.ledger.all_made())


def tree(output: Path) -> Tree:
    """Every file of output/ and its bytes."""
    found = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def built_elsewhere(site: Site, folder: Path, now: str = NOW) -> Tree:
    """Every file of the site as it must be now."""
    return tree(built_anew(site, folder, now))


def delta(site: Site, **options: Any) -> Tree:
    """What a delta build puts into an empty output/; its report must name just that."""
    shutil.rmtree(site.output, ignore_errors=True)
    report = site.build(delta=True, **options)
    assert not report.failed
    found = tree(site.output)
    assert sorted(report.written) == sorted(found)
    return found


def changed(before: Tree, after: Tree) -> Tree:
    """The files of `after` that `before` does not hold like this."""
    return {name: data for name, data in after.items() if before.get(name) != data}


def _edit(site: Site) -> None:
    write_article(site, 38, title="Tên khác", image="{src: /images/a.jpg, alt: Toàn cảnh}")


def _add(site: Site) -> None:
    write_article(site, 42)


def _delete(site: Site) -> None:
    site.delete("bai-40.md")


def _picture(site: Site) -> None:
    site.write({"images/a.jpg": picture("green")})


def _file(site: Site) -> None:
    site.write({"files/k.pdf": b"%PDF-1.4 b"})


def _menu(site: Site) -> None:
    site.page("gioi-thieu.md", slug="gioi-thieu")


def _theme(site: Site) -> None:
    site.overrides["sitename"] = "Cổng mới"


EDITS = (_edit, _add, _delete, _picture, _file, _menu, _theme)
Edit = Callable[[Site], None]


def test_delta__nothing_changed__nothing(site: Site) -> None:
    assert delta(site) == {}
    assert delta(site) == {}


@pytest.mark.parametrize(
    ("edit", "bodies"), [*((edit, True) for edit in EDITS), (_edit, False), (_theme, False)]
)
def test_delta__one_edit__what_differs_from_the_release(
    site: Site, tmp_path: Path, edit: Edit, bodies: bool
) -> None:
    released = tree(site.output)
    edit(site)
    if not bodies:
        (site.settings.state_path.parent / "bodies.sqlite").unlink()
    expected = changed(released, built_elsewhere(site, tmp_path / "fresh"))
    assert delta(site) == expected
    assert delta(site) == expected


def test_delta__builds_in_between__what_differs_from_the_release(
    site: Site, tmp_path: Path
) -> None:
    released = tree(site.output)
    for edit in EDITS:
        edit(site)
        site.build()
    assert delta(site) == changed(released, built_elsewhere(site, tmp_path / "fresh"))


def carried(site: Site, folder: Path) -> Site:
    """A fresh checkout that knows the state and nothing else: no output, no caches."""
    shutil.copytree(site.root / "content", folder / "content", copy_function=shutil.copy)
    fresh = Site(folder, dict(site.overrides))
    fresh.settings.state_path.parent.mkdir()
    shutil.copy(site.settings.state_path, fresh.settings.state_path)
    return fresh


def pictures_made(site: Site) -> int:
    """How many pictures were made: each leaves a list of its files in the cache."""
    return len(list((site.settings.state_path.parent / "pictures").glob("*.json")))


def test_delta__carried_state__nothing_changed_nothing_made(
    elsewhere: Site, tmp_path: Path
) -> None:
    there = carried(elsewhere, tmp_path / "there")
    assert delta(there) == {}
    assert pictures_made(there) == 0


@pytest.mark.parametrize("edit", [_edit, _picture, _file, _theme])
def test_delta__carried_state__what_differs_and_no_delivered_picture_again(
    elsewhere: Site, tmp_path: Path, edit: Edit
) -> None:
    there = carried(elsewhere, tmp_path / "there")
    edit(there)
    expected = changed(tree(elsewhere.output), built_elsewhere(there, tmp_path / "fresh"))
    assert delta(there) == expected
    assert pictures_made(there) == (edit is _picture)
    assert delta(there) == expected


def test_delta__carried_state_and_a_new_picture__that_one_in_all_sizes(
    elsewhere: Site, tmp_path: Path
) -> None:
    there = carried(elsewhere, tmp_path / "there")
    there.write({"images/moi.jpg": picture("blue", 900, 600)})
    write_article(there, 20, body="Ảnh mới.\n\n![Hồ](images/moi.jpg)\n\n![Cầu](images/a.jpg)")
    found = delta(there)
    assert found == changed(tree(elsewhere.output), built_elsewhere(there, tmp_path / "fresh"))
    assert {each.partition("-")[2] for each in found if each.startswith("anh/")} == {
        *("480.jpg", "800.jpg", "900.jpg", "480.webp", "800.webp", "900.webp"),
    }
    assert pictures_made(there) == 1


def test_delta__carried_state_delivered_again__only_what_came_after(
    elsewhere: Site, tmp_path: Path
) -> None:
    there = carried(elsewhere, tmp_path / "there")
    _picture(there)
    released = tree(built_anew(there, tmp_path / "released"))
    delta(there)
    deliver(there)
    again = carried(there, tmp_path / "again")
    _edit(again)
    assert delta(again) == changed(released, built_elsewhere(again, tmp_path / "fresh"))
    assert pictures_made(again) == 0


def test_normal_build__after_a_delta_of_a_carried_state__makes_every_picture(
    elsewhere: Site, tmp_path: Path
) -> None:
    there = carried(elsewhere, tmp_path / "there")
    delta(there)
    assert not there.build().failed
    assert differences(there.output, elsewhere.output) == []
    assert pictures_made(there) == 1


def test_delta__edit_undone_by_a_later_build__nothing(site: Site) -> None:
    _delete(site)
    site.build()
    write_article(site, 40)
    site.build()
    assert delta(site) == {}


def test_delta__since_another_delivery__only_what_came_after(site: Site, tmp_path: Path) -> None:
    _add(site)
    site.build()
    released = tree(site.output)
    deliver(site)
    _delete(site)
    assert delta(site) == changed(released, built_elsewhere(site, tmp_path / "fresh"))


def test_delta__delivered_from_a_delta_build__next_one_is_empty(site: Site, tmp_path: Path) -> None:
    released = tree(site.output)
    _edit(site)
    assert delta(site) == changed(released, built_elsewhere(site, tmp_path / "fresh"))
    deliver(site)
    assert delta(site) == {}


def test_delta__time_has_passed__what_came_and_expired(site: Site, tmp_path: Path) -> None:
    site.article("mai.md", date="2026-12-01")
    write_article(site, 41, expires="2026-11-30")
    site.build()
    deliver(site)
    released = built_elsewhere(site, tmp_path / "before")
    later = "2026-12-02T00:00:00"
    expected = changed(released, built_elsewhere(site, tmp_path / "after", later))
    assert delta(site, now=later) == expected
    assert "2026/12/mai.html" in expected


def test_delta__no_delivery_on_record__everything(tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", 5)
    everything = built_elsewhere(site, tmp_path / "fresh")
    assert delta(site) == everything
    assert delta(site) == everything


def test_delta__no_state__everything(site: Site) -> None:
    released = tree(site.output)
    site.settings.state_path.unlink()
    assert delta(site) == released


@pytest.mark.parametrize("full", [False, True])
def test_delta__into_a_full_output__the_rest_stays(site: Site, tmp_path: Path, full: bool) -> None:
    _delete(site)
    _add(site)
    site.build(delta=True, full=full)
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


def test_normal_build__after_a_delta__makes_the_missing_files(site: Site, tmp_path: Path) -> None:
    _edit(site)
    delta(site)
    assert not site.build().failed
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


def test_delta__content_with_errors__nothing_written(site: Site) -> None:
    _edit(site)
    write_article(site, 3, views="1.234")
    shutil.rmtree(site.output)
    assert site.build(delta=True).failed
    assert not site.output.exists()
