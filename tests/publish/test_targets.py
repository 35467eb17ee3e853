"""Every kind of target keeps the same promises: a folder, and one behind ssh and rsync."""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from threading import Timer

import pytest

from plugins.publish.folder import Folder
from plugins.publish.ssh import Ssh
from plugins.publish.target import STALE_MINUTES, Locked, Target, locked
from tests.factories import write
from tests.publish.hosts import SshHost

ODD = "cu/ủy ban 'x' $1.html"
SOURCE: dict[str, str | bytes] = {
    "index.html": "mới",
    "a/b/index.html": "b",
    ".well-known/x.json": "{}",
    "anh/1-2.jpg": b"\0",
    ODD: "tên lạ",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The web root; its name is one that a shell could trip over."""
    return tmp_path / "trang web (1) $HOME 'x'"


@pytest.fixture(params=["folder", "ssh"])
def target(
    request: pytest.FixtureRequest, root: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Target]:
    """An open target with nothing in it."""
    found: Target = Folder(root)
    if request.param == "ssh":
        host: SshHost = request.getfixturevalue("ssh_host")
        monkeypatch.setenv("RSYNC_RSH", host.rsh)
        found = Ssh(host.address(root))
    with closing(found):
        found.open()
        yield found


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with a few files to send."""
    write(tmp_path / "source", SOURCE)
    return tmp_path / "source"


def there(root: Path) -> dict[str, str | bytes]:
    """The web root's files, as SOURCE has them."""
    files = (path for path in root.rglob("*") if path.is_file())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {path: data if data == b"\0" else data.decode() for path, data in found.items()}


def notes(root: Path) -> Path:
    """What lies beside the web root."""
    return root.with_name(root.name + ".portal")


def test_target__files_sent__are_there_and_readable_for_all(
    target: Target, root: Path, source: Path
) -> None:
    target.send(source, list(SOURCE), "kept/1/1")
    assert there(root) == SOURCE
    assert {path.stat().st_mode & 0o777 for path in root.rglob("*")} <= {0o755, 0o644}
    assert target.files() == set(SOURCE)
    assert not (notes(root) / "kept/1/1").exists()


def test_target__file_replaced__old_one_is_kept(target: Target, root: Path, source: Path) -> None:
    write(root, {"index.html": "cũ", "a/b/index.html": "b"})
    target.send(source, list(SOURCE), "kept/1/1")
    assert there(root) == SOURCE
    assert there(notes(root) / "kept/1/1") == {"index.html": "cũ"}


def test_target__equal_file_sent__keeps_its_time(target: Target, root: Path, source: Path) -> None:
    write(root, {"index.html": "mới"})
    os.utime(root / "index.html", (1, 1))
    target.send(source, ["index.html"], "kept/1/1")
    assert (root / "index.html").stat().st_mtime == 1


def test_target__same_size_and_time_but_other_bytes__is_sent(
    target: Target, root: Path, source: Path
) -> None:
    write(root, {"index.html": "moi!"})
    write(source, {"index.html": "hai!"})
    for folder in (root, source):
        os.utime(folder / "index.html", (1, 1))
    target.send(source, ["index.html"], "")
    assert there(root) == {"index.html": "hai!"}


def test_target__files_deleted__are_kept_and_leave_no_empty_folder(
    target: Target, root: Path, source: Path
) -> None:
    target.send(source, list(SOURCE), "")
    target.delete(["a/b/index.html", "index.html", ODD, "khong-co/x.html"], "kept/2/1")
    assert target.files() == {".well-known/x.json", "anh/1-2.jpg"}
    assert not (root / "a").exists()
    gone = {"a/b/index.html", "index.html", ODD}
    assert there(notes(root) / "kept/2/1") == {path: SOURCE[path] for path in gone}
    target.delete(["anh/1-2.jpg"], "")
    assert target.files() == {".well-known/x.json"}


def test_target__kept_files__are_brought_back(target: Target, root: Path, source: Path) -> None:
    target.send(source, list(SOURCE), "")
    write(source, {"index.html": "mới hơn"})
    target.send(source, ["index.html"], "kept/2/1")
    target.delete(["a/b/index.html", ODD], "kept/2/1")
    target.restore("kept/2/1", ["index.html", "a/b/index.html", ODD, "khong-co.html"])
    target.restore("kept/9/1", ["index.html"])
    assert there(root) == SOURCE


def test_target__digests__of_what_is_there(target: Target, source: Path) -> None:
    target.send(source, list(SOURCE), "")
    texts = {"index.html": "mới", ODD: "tên lạ"}
    expected = {path: sha256(text.encode()).hexdigest() for path, text in texts.items()}
    assert target.digests([*texts, "khong-co.html", "a"]) == expected
    assert target.digests([]) == {}


def test_target__notes__are_written_read_copied_listed_and_dropped(target: Target) -> None:
    assert target.read("manifest") is None
    assert target.head("manifest") == ""
    assert target.folder("kept") == []
    target.write("manifest", "một\nhai\n".encode())
    target.write("manifest", "một\nba\n".encode())
    target.copy("manifest", "kept/7/manifest")
    target.copy("khong-co", "kept/8/manifest")
    assert target.read("kept/7/manifest") == "một\nba\n".encode()
    assert target.head("manifest") == "một"
    assert target.folder("kept") == ["7"]
    target.drop(["kept/7", "manifest", "khong-co"])
    assert target.folder("kept") == []
    assert target.read("manifest") is None


def test_target__lock__is_one_publishers_at_a_time(target: Target) -> None:
    assert target.take_lock("Lan@may-1 'x'") == ""
    with pytest.raises(Locked, match="Lan@may-1 'x' đang phát hành"):
        target.take_lock("Hoa")
    target.renew_lock("Lan@may-1 'x'")
    with pytest.raises(Locked):
        target.renew_lock("Hoa")
    target.leave_lock("Hoa")
    with pytest.raises(Locked):
        target.take_lock("Hoa")
    target.leave_lock("Lan@may-1 'x'")
    assert target.take_lock("Hoa") == ""


def test_target__lock_forgotten__is_broken_with_a_word(target: Target, root: Path) -> None:
    target.take_lock("Lan")
    age(notes(root) / "lock", minutes=STALE_MINUTES - 2)
    with pytest.raises(Locked, match="Lan"):
        target.take_lock("Hoa")
    age(notes(root) / "lock", minutes=STALE_MINUTES + 2)
    assert target.take_lock("Hoa") == "Lan"
    with pytest.raises(Locked, match="Hoa"):
        target.take_lock("Lan")


def test_locked__by_somebody_who_ends_soon__waits_for_it(target: Target) -> None:
    target.take_lock("views")
    with pytest.raises(Locked), locked(target, "Lan"):
        pass
    timer = Timer(0.3, target.leave_lock, ["views"])
    timer.start()
    with locked(target, "Lan", patience=30) as word:
        assert word == ""
    timer.join()


def age(path: Path, minutes: int) -> None:
    """Make a file look as if nobody had touched it for so long."""
    then = time.time() - minutes * 60
    os.utime(path, (then, then))


def test_target__opened_again__drops_halves_of_files(target: Target, root: Path) -> None:
    write(notes(root) / "tmp", {".index.html.Ab12": "nửa"})
    target.open()
    assert list((notes(root) / "tmp").iterdir()) == []


def test_target__mirrored__gives_what_is_asked_for_and_later_what_has_changed(
    target: Target, root: Path, source: Path, tmp_path: Path
) -> None:
    target.send(source, list(SOURCE), "")
    cache = tmp_path / "cache" / "x"
    asked = ["index.html", "a/", ODD, "khong-co.html", "khong-co/"]
    found = target.mirror(asked, cache)
    assert {path: there(found)[path] for path in ("index.html", "a/b/index.html", ODD)} == {
        path: SOURCE[path] for path in ("index.html", "a/b/index.html", ODD)
    }
    write(source, {"index.html": "mới hơn nữa"})
    target.send(source, ["index.html"], "")
    assert there(target.mirror(asked, cache))["index.html"] == "mới hơn nữa"
    assert there(root).keys() == SOURCE.keys()
