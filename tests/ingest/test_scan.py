"""The scan sees what matters in content/, and nothing from outside; git saves reading files."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from plugins.core import files
from plugins.core.settings import PROJECT
from plugins.ingest import git, scan
from tests.factories import write

NFD = unicodedata.normalize("NFD", "hội-nghị")
NFC = "hội-nghị"


def found(content: Path) -> tuple[list[str], list[str]]:
    """(articles and pages, media): their paths in order."""
    tree = scan.scan(content)
    assert tree.problems == []
    return sorted(tree.items), sorted(tree.media)


def test_scan__folders__tell_the_kind(tmp_path: Path) -> None:
    names = ["bai.md", "2023/03/bai.md", "pages/a.md", "documents/a.md", "data/a.md", "data/b.csv"]
    names += ["images/a.jpg", "files/b.pdf", "files/c.md", "2023/d.PNG", "a.exe", "b.svg", "c.txt"]
    write(tmp_path, dict.fromkeys(names, ""))
    assert found(tmp_path) == (
        ["2023/03/bai.md", "bai.md", "pages/a.md"],
        ["2023/d.PNG", "data/b.csv", "files/b.pdf", "images/a.jpg"],
    )


@pytest.mark.parametrize("mark", [".", "_", "~"])
def test_scan__names_with_a_mark__are_ignored(tmp_path: Path, mark: str) -> None:
    names = [f"{mark}a.md", f"{mark}b/a.md", f"{mark}c.jpg", f"d/{mark}e/a.jpg", "d/a.md"]
    write(tmp_path, dict.fromkeys(names, ""))
    assert found(tmp_path) == (["d/a.md"], [])


def test_scan__symbolic_links__are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"outside/a.md": "", "outside/b.pdf": "", "content/c.md": ""})
    content = tmp_path / "content"
    (content / "a.md").symlink_to("../outside/a.md")
    (content / "b.pdf").symlink_to("../outside/b.pdf")
    (content / "d").symlink_to("../outside")
    (content / "e.md").symlink_to("c.md")
    (content / "f.md").symlink_to("nowhere")
    (content / "round").symlink_to(".")
    assert found(content) == (["c.md"], [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_scan__what_is_no_file__is_ignored(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    (tmp_path / "b.md").mkdir()
    assert found(tmp_path) == ([], [])


def test_scan__decomposed_name__is_known_composed_and_found_as_spelt(tmp_path: Path) -> None:
    write(tmp_path, {f"{NFD}/{NFD}.md": "Bài"})
    tree = scan.scan(tmp_path)
    (path,) = tree.items
    assert path == f"{NFC}/{NFC}.md"
    assert (tmp_path / tree.name(path)).read_text() == "Bài"


def test_scan__two_spellings_of_one_name__are_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {f"{NFD}.md": "", f"{NFC}.md": ""})
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("the file system knows one spelling only")
    problems = scan.scan(tmp_path).problems
    assert [each.path for each in problems] == [f"{NFC}.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always text")
def test_scan__name_that_is_not_utf8__is_a_problem(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe1i.md"))).touch()
    tree = scan.scan(tmp_path)
    assert (tree.items, [each.message for each in tree.problems]) == (
        {},
        ["Tên tệp không phải mã UTF-8."],
    )


def test_scan__stat__changes_with_the_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "1"})
    before = scan.scan(tmp_path).stat("a.md")
    assert scan.scan(tmp_path).stat("a.md") == before
    write(tmp_path, {"a.md": "12"})
    assert scan.scan(tmp_path).stat("a.md") != before


def test_scan__stat_of_another_process__is_the_same(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "1"})
    ask = "import sys; from pathlib import Path; from plugins.ingest.scan import scan; "
    ask += "print(scan(Path(sys.argv[1])).stat('a.md'))"
    told = {
        subprocess.run(
            [sys.executable, "-c", ask, str(tmp_path)],
            env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }
    assert told == {str(scan.scan(tmp_path).stat("a.md")).encode()}


# git


def run_git(folder: Path, *arguments: str) -> None:
    """Run git without the settings of whoever runs the tests."""
    none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=An", "-c", "user.email=an@example.org", "-c", "core.autocrlf=false"]
    subprocess.run(
        ["git", *who, *arguments], cwd=folder, env={**os.environ, **none}, check=True,
        capture_output=True,
    )  # fmt: skip


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with everything committed, content/ below its root."""
    texts: dict[str, str | bytes] = {
        "a.md": "A",
        "b.md": "B",
        f"2023/{NFC} mới.md": "C",
        "images/d.jpg": b"\xff\x00",
    }
    write(tmp_path, {"README.md": "R", **{f"site/content/{k}": v for k, v in texts.items()}})
    run_git(tmp_path, "init", "--quiet")
    run_git(tmp_path, "add", ".")
    run_git(tmp_path, "commit", "--quiet", "--message", "site")
    return tmp_path


def on_disk(content: Path, *names: str) -> dict[str, str]:
    """The digests that reading the files gives."""
    return {name: files.digest((content / name).read_bytes()) for name in names}


ALL = ("a.md", "b.md", f"2023/{NFC} mới.md", "images/d.jpg")


def test_blob_ids__all_committed__are_what_reading_gives(checkout: Path) -> None:
    content = checkout / "site" / "content"
    assert git.blob_ids(content) == on_disk(content, *ALL)


def test_blob_ids__content_is_the_root__are_the_same(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "A"})
    run_git(tmp_path, "init", "--quiet")
    run_git(tmp_path, "add", ".")
    run_git(tmp_path, "commit", "--quiet", "--message", "site")
    assert git.blob_ids(tmp_path) == on_disk(tmp_path, "a.md")


def test_blob_ids__changed_files__are_left_out(checkout: Path) -> None:
    content = checkout / "site" / "content"
    write(content, {"a.md": "A2", "new.md": "N", f"2023/{NFC} mới.md": "C2"})
    assert git.blob_ids(content) == on_disk(content, "b.md", "images/d.jpg")


def test_blob_ids__change_added_to_the_index__is_left_out(checkout: Path) -> None:
    content = checkout / "site" / "content"
    write(content, {"a.md": "A2", "new.md": "N"})
    run_git(checkout, "add", ".")
    assert git.blob_ids(content) == on_disk(content, *ALL[1:])


def test_blob_ids__renamed_and_deleted__are_left_out(checkout: Path) -> None:
    content = checkout / "site" / "content"
    run_git(content, "mv", "a.md", "c.md")
    (content / "b.md").unlink()
    assert git.blob_ids(content) == on_disk(content, *ALL[2:])


def test_blob_ids__two_files_change_places__are_left_out(checkout: Path) -> None:
    content = checkout / "site" / "content"
    write(content, {"a.md": "B", "b.md": "A"})
    assert git.blob_ids(content) == on_disk(content, *ALL[2:])


def test_blob_ids__symbolic_link__is_no_file(checkout: Path) -> None:
    content = checkout / "site" / "content"
    (content / "e.md").symlink_to("a.md")
    run_git(checkout, "add", ".")
    run_git(checkout, "commit", "--quiet", "--message", "link")
    assert git.blob_ids(content) == on_disk(content, *ALL)


def test_blob_ids__another_repository_in_the_environment__is_not_asked(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path_factory.mktemp("other")
    write(other, {"a.md": "another A"})
    run_git(other, "init", "--quiet")
    run_git(other, "add", ".")
    run_git(other, "commit", "--quiet", "--message", "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    content = checkout / "site" / "content"
    assert git.blob_ids(content) == on_disk(content, *ALL)


def test_blob_ids__no_commit_yet__is_empty(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "A"})
    run_git(tmp_path, "init", "--quiet")
    assert git.blob_ids(tmp_path) == {}


def test_blob_ids__no_checkout__is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(tmp_path, {"a.md": "A"})
    assert git.blob_ids(tmp_path) == {}


def test_blob_ids__no_git__is_empty(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(checkout))
    assert git.blob_ids(checkout / "site" / "content") == {}
