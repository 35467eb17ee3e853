"""A publisher brings a host to what was built, whatever happened before, or says why not."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from plugins.publish.folder import Folder
from plugins.publish.publisher import Refused
from plugins.publish.target import Locked
from tests.build.sites import picture, site_of, write_article
from tests.factories import write
from tests.publish.portal import Portal, contents


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """Three articles, built and published."""
    portal = Portal(site_of(tmp_path / "site", 3), tmp_path / "host/www")
    portal.build()
    portal.publish()
    return portal


def edit(portal: Portal, title: str = "Tên mới") -> None:
    """Change an article and build."""
    write_article(portal.site, 1, title=title)
    portal.build()


def note(portal: Portal) -> dict[str, object]:
    """What the site says about its release."""
    text = (portal.root / ".well-known/portal-release.json").read_text(encoding="utf-8")
    found: dict[str, object] = json.loads(text)
    return found


def beside(portal: Portal) -> Path:
    """What only publishers read."""
    return portal.root.with_name("www.portal")


# What is sent


def test_publish__first_time__host_has_what_was_built(portal: Portal) -> None:
    assert portal.published == portal.built
    assert {key: note(portal)[key] for key in ("release", "parent", "commit", "files")} == {
        "release": 1,
        "parent": 0,
        "commit": "commit-1",
        "files": len(portal.built),
    }


def test_publish__one_article_edited__only_what_it_reaches_is_sent(portal: Portal) -> None:
    before = portal.built
    edit(portal)
    change = portal.publish().change
    changed = {path for path, data in portal.built.items() if before.get(path) != data}
    assert set(change.send) == changed
    assert "2026/09/bai-02.html" in changed  # it names the older article
    assert change.delete == []
    assert portal.published == portal.built
    assert note(portal)["parent"] == 1


def test_publish__nothing_new__changes_nothing(portal: Portal) -> None:
    before = contents(portal.root.parent)
    portal.build()
    done = portal.publish()
    assert not done.is_new
    assert not done.change
    assert contents(portal.root.parent) == before


def test_publish__after_several_builds__all_of_them_arrive(portal: Portal) -> None:
    edit(portal)
    portal.site.delete("bai-00.md")
    portal.build()
    write_article(portal.site, 7)
    portal.build()
    assert set(portal.publish().change.delete) == {"2026/09/bai-00.html"}
    assert portal.published == portal.built


def test_publish__output_has_only_a_delta__what_lacks_is_rendered(portal: Portal) -> None:
    edit(portal)
    whole = portal.built
    shutil.rmtree(portal.site.output)
    edit(portal, "Tên mới hơn")
    shutil.rmtree(portal.site.output)
    portal.build(delta=True)
    portal.publish()
    assert portal.published.keys() == whole.keys()
    portal.build()
    assert portal.published == portal.built


def test_publish__output_altered_by_hand__what_was_built_is_sent(portal: Portal) -> None:
    edit(portal)
    write(portal.site.output, {"index.html": "bị sửa tay"})
    portal.publish()
    assert portal.published["index.html"] != "bị sửa tay".encode()
    portal.build(full=True)
    assert portal.published == portal.built


def test_publish__another_publisher_in_between__its_manifest_counts(
    portal: Portal, tmp_path: Path
) -> None:
    other = Portal(site_of(tmp_path / "other", 3), portal.root)
    write_article(other.site, 9)
    other.build()
    other.publish()
    assert note(portal)["release"] == 2
    edit(portal)
    portal.publish()
    assert portal.published == portal.built
    assert note(portal)["release"] == 3


def test_publish__state_lost__only_what_differs_is_sent(portal: Portal) -> None:
    before = portal.built
    shutil.rmtree(portal.site.root / ".state")
    edit(portal)
    changed = {path for path, data in portal.built.items() if before.get(path) != data}
    assert set(portal.publish().change.send) == changed
    assert portal.published == portal.built


def test_publish__to_another_target__gets_everything(portal: Portal, tmp_path: Path) -> None:
    second = Portal(portal.site, tmp_path / "second/www", portal.commits)
    second.publish()
    assert second.published == portal.built
    edit(portal)
    portal.publish()
    assert portal.published == portal.built


@pytest.mark.parametrize("damage", ["manifest", "all notes", "everything"])
def test_publish__host_damaged__is_right_again(portal: Portal, damage: str) -> None:
    if damage == "manifest":
        manifest = beside(portal) / "manifest"
        manifest.write_bytes(manifest.read_bytes()[:-100])
        edit(portal)  # its first line alone would be believed
        shutil.rmtree(portal.site.root / ".state")
        portal.build()
    else:
        shutil.rmtree(beside(portal))
    if damage == "everything":
        shutil.rmtree(portal.root)
    portal.publish()
    assert portal.published == portal.built


def test_publish__full__mends_what_differs_and_names_what_is_foreign(portal: Portal) -> None:
    (portal.root / "index.html").write_text("cá cược", encoding="utf-8")
    (portal.root / "2026/09/bai-01.html").unlink()
    write(portal.root, {"cuoc/index.html": "x", "views/a.json": "{}", "rieng/a.txt": "y"})
    portal.site.overrides["publish_keep"] = ["rieng/"]
    shutil.rmtree(portal.site.output)
    done = portal.publish(full=True)
    assert sorted(done.change.send) == ["2026/09/bai-01.html", "index.html"]
    assert done.foreign == ["cuoc/index.html"]
    assert not done.is_new
    assert note(portal)["release"] == 1
    own = {path: data for path, data in portal.published.items() if "/" not in path or "0" in path}
    assert own["index.html"] != "cá cược".encode()
    portal.build()
    foreign = {"cuoc/index.html", "views/a.json", "rieng/a.txt"}
    assert portal.published.keys() - portal.built.keys() == foreign
    assert {path: portal.published[path] for path in portal.built} == portal.built


def test_publish__kept_by_the_webmaster__is_neither_sent_nor_deleted(portal: Portal) -> None:
    portal.site.overrides["publish_keep"] = ["robots.txt", "2026/09/bai-00.html"]
    write(portal.root, {"robots.txt": "của riêng"})
    portal.site.delete("bai-00.md")
    edit(portal)
    portal.publish(full=True)
    assert portal.published["robots.txt"] == "của riêng".encode()
    assert "2026/09/bai-00.html" in portal.published


# The order, and what is on the way


def test_publish__every_moment__no_page_without_its_picture(portal: Portal) -> None:
    portal.site.write({"anh.jpg": picture("red")})
    write_article(portal.site, 5, body="![Ảnh](anh.jpg)")
    portal.site.delete("bai-00.md")
    portal.build()
    steps: list[str] = []

    class Watched(Folder):
        def send(self, source: Path, paths: Sequence[str], kept: str) -> None:
            steps.extend(path.partition("/")[0] for path in paths)
            super().send(source, paths, kept)

        def delete(self, paths: Sequence[str], kept: str) -> None:
            steps.append("delete")
            super().delete(paths, kept)

    portal.publisher(Watched(portal.root))
    places = {step: len(steps) - 1 - steps[::-1].index(step) for step in steps}
    order = sorted(places, key=places.__getitem__)
    assert order.index("anh") < order.index("2026") < order.index("index.html")
    assert order.index("index.html") < order.index("rss.xml") < order.index("sitemap")
    assert order.index("sitemap") < order.index("api") < order.index("delete")
    assert steps[-1] == ".well-known"
    assert "delete" in steps


@pytest.mark.parametrize("step", range(1, 40))
def test_publish__stopped_at_any_step__next_one_completes(portal: Portal, step: int) -> None:
    write_article(portal.site, 8)
    portal.site.delete("bai-00.md")
    edit(portal)
    stopping = stopping_at(portal.root, step)
    try:
        portal.publisher(stopping)
    except Stop:
        write_article(portal.site, 2, title="Sửa tiếp")
        portal.site.delete("bai-08.md")
        portal.build()
    portal.publish()
    assert portal.published == portal.built
    assert not (beside(portal) / "sending").exists()


@pytest.mark.parametrize("step", range(1, 40, 3))
def test_publish__stopped_and_taken_back__is_what_it_was(portal: Portal, step: int) -> None:
    before = portal.published
    write_article(portal.site, 8)
    portal.site.delete("bai-00.md")
    edit(portal)
    stopped = False
    try:
        portal.publisher(stopping_at(portal.root, step))
    except Stop:
        stopped = True
    began = (beside(portal) / "sending").exists() or not stopped or note(portal)["release"] == 2
    if began:
        portal.publish(rollback=True)
    assert portal.published == before


class Stop(Exception):
    """The publisher was killed."""


def stopping_at(root: Path, step: int) -> Folder:
    """A target whose publisher is killed at its n-th file or note, before it or within."""
    left = step

    def count() -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Stop

    class Stopping(Folder):
        def _put(self, source: Path, target: Path) -> None:
            count()
            super()._put(source, target)

        def _keep(self, target: Path, path: str, kept: str) -> None:
            super()._keep(target, path, kept)
            count()

        def write(self, note: str, data: bytes) -> None:
            count()
            super().write(note, data)

        def drop(self, notes: Sequence[str]) -> None:
            count()
            super().drop(notes)

    return Stopping(root)


# What is refused


def test_publish__somebody_else_publishes__is_refused_and_changes_nothing(portal: Portal) -> None:
    before = portal.published
    edit(portal)
    Folder(portal.root).take_lock("Hoa@may-2")
    with pytest.raises(Locked, match="Hoa@may-2 đang phát hành"):
        portal.publish()
    assert portal.published == before


def test_publish__lock_lost_on_the_way__manifest_is_not_written(portal: Portal) -> None:
    edit(portal)

    class Losing(Folder):
        def renew_lock(self, owner: str) -> None:
            self.leave_lock(owner)
            self.take_lock("Hoa")
            super().renew_lock(owner)

    with pytest.raises(Locked):
        portal.publisher(Losing(portal.root))
    assert b'"release": 1,' in (beside(portal) / "manifest").read_bytes()


@pytest.fixture
def large(tmp_path: Path) -> Portal:
    """Forty articles, published, of which thirty are then deleted."""
    portal = Portal(site_of(tmp_path / "site", 40), tmp_path / "host/www")
    portal.build()
    portal.publish()
    for number in range(30):
        portal.site.delete(f"bai-{number:02}.md")
    portal.build()
    return portal


def test_publish__deletes_much__is_refused_until_allowed(large: Portal) -> None:
    before = large.published
    with pytest.raises(
        Refused, match=r"(?s)sẽ xóa \d+ trong \d+ tệp.*--allow-deletions \d+"
    ) as error:
        large.publish()
    assert large.published == before
    count = int(str(error.value).rpartition(" ")[2])
    with pytest.raises(Refused):
        large.publish(allow_deletions=count - 1)
    large.publish(allow_deletions=count)
    assert large.published == large.built


def test_publish__dry_run__says_what_and_what_would_be_refused_and_does_nothing(
    large: Portal,
) -> None:
    before = contents(large.root.parent)
    edit(large)
    done = large.publish(dry_run=True)
    assert "2026/09/bai-00.html" in done.change.delete
    assert "index.html" in done.change.send
    assert "--allow-deletions" in done.refusal
    assert large.publish(dry_run=True, allow_deletions=1000).refusal == ""
    assert contents(large.root.parent) == before


# Back


def test_rollback__restores_the_previous_release_in_one_step(portal: Portal) -> None:
    before = portal.published
    portal.site.delete("bai-00.md")
    write_article(portal.site, 8)
    edit(portal)
    portal.publish()
    assert portal.published != before
    done = portal.publish(rollback=True)
    assert portal.published == before
    assert done.release.release == note(portal)["release"] == 1


def test_rollback__dry_run__says_what_and_does_nothing(portal: Portal) -> None:
    edit(portal)
    portal.publish()
    before = contents(portal.root.parent)
    done = portal.publish(rollback=True, dry_run=True)
    assert "index.html" in done.change.send
    assert contents(portal.root.parent) == before


def test_rollback__commit_is_held_until_a_newer_one_or_force(portal: Portal) -> None:
    edit(portal)
    portal.publish()
    portal.publish(rollback=True)
    before = portal.published
    with pytest.raises(Refused, match=r"đã bị rút lại.*--force"):
        portal.publish()
    assert portal.published == before
    edit(portal, "Tên đúng")
    portal.publish()
    assert portal.published == portal.built
    portal.publish(rollback=True)
    portal.publish(force=True)
    assert portal.published == portal.built


def test_rollback__content_outside_git__the_manifests_digest_is_held(portal: Portal) -> None:
    edit(portal)
    portal.publish(commit="")
    portal.publish(rollback=True)
    with pytest.raises(Refused, match="rút lại"):
        portal.publish(commit="")
    edit(portal, "Tên khác")
    portal.publish(commit="")
    assert portal.published == portal.built


def test_rollback__edited_beside_the_commit__is_a_commit_of_its_own(portal: Portal) -> None:
    edit(portal)
    portal.publish(commit="c0ffee+")
    assert str(note(portal)["commit"]).startswith("c0ffee+")
    portal.publish(rollback=True)
    with pytest.raises(Refused, match="rút lại"):
        portal.publish(commit="c0ffee+")
    edit(portal, "Tên khác")
    portal.publish(commit="c0ffee+")
    assert portal.published == portal.built


def test_rollback__several_times__goes_back_ten_releases_and_no_further(portal: Portal) -> None:
    sites = [portal.published]
    for number in range(12):
        edit(portal, f"Tên {number}")
        portal.publish()
        sites.append(portal.published)
    for back in range(1, 11):
        portal.publish(rollback=True)
        assert portal.published == sites[-1 - back]
    with pytest.raises(Refused, match="không còn giữ bản nào trước bản 3"):
        portal.publish(rollback=True)
    assert portal.published == sites[2]


def test_rollback__then_next_publish__sends_what_differs_from_the_restored(
    portal: Portal,
) -> None:
    edit(portal)
    portal.publish()
    portal.publish(rollback=True)
    write_article(portal.site, 6)
    edit(portal, "Tên đúng")
    portal.publish()
    assert portal.published == portal.built


def test_rollback__what_was_kept_is_lost__is_refused(portal: Portal) -> None:
    edit(portal)
    portal.publish()
    shutil.rmtree(beside(portal) / "kept/2/1")
    with pytest.raises(Refused, match="không giữ đủ"):
        portal.publish(rollback=True)
    portal.publish(force=True, full=True)
    assert portal.published == portal.built


def test_rollback__nothing_before__is_refused(portal: Portal) -> None:
    with pytest.raises(Refused, match="không còn giữ bản nào trước bản 1"):
        portal.publish(rollback=True)
    assert portal.published == portal.built
