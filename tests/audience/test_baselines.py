"""Counted views go into front matter: one line, nothing else, and the page shows no jump."""

import unicodedata
from pathlib import Path

import pytest

from plugins.audience import baselines
from plugins.audience.baselines import Plan
from plugins.state.counts import Baseline
from tests.factories import article_text, make_settings, write

HEAD = "---\ntitle: Bài\nid: id-1\ndate: 2026-11-20\n"
TAIL = "category: Chính trị\n---\nviews: không phải dòng này\n"


def plan(root: Path, text: str | bytes, views: int = 50, *known: Baseline) -> Plan:
    """What one file would become."""
    settings = make_settings(root)
    write(settings.path, {"bai.md": text})
    return baselines.plan(settings, {"id-1": views}, {"id-1": known})


def result(root: Path, text: str | bytes, views: int = 50) -> bytes:
    """Its bytes."""
    found = plan(root, text, views)
    assert found.problems == []
    (edit,) = found.edits
    assert baselines.write(root / "content", edit)
    return (root / "content" / edit.path).read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("views: 100\n", "views: 150\n"),
        ("views: 0100\n", "views: 150\n"),
        ("views:   100  \n", "views: 150\n"),
        ('views: "100"\n', "views: 150\n"),
        ('"views": 100\n', '"views": 150\n'),
        ("views:\n", "views: 50\n"),
        ("views: 0\n", "views: 50\n"),
        ("views:\n  10\n", "views: 60\n"),
        ("", "views: 50\n"),
    ],
)
def test_line__however_it_was_written__is_the_only_one_that_changes(
    before: str, after: str, tmp_path: Path
) -> None:
    assert result(tmp_path, HEAD + before + TAIL) == (HEAD + after + TAIL).encode()


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line__ends_of_another_system__stay(ends: str, tmp_path: Path) -> None:
    before, after = ((HEAD + f"views: {views}\n" + TAIL) for views in (100, 150))
    found = result(tmp_path, before.replace("\n", ends).encode())
    assert found == after.replace("\n", ends).encode()
    added = result(tmp_path, (HEAD + TAIL).replace("\n", ends).encode())
    assert added == (HEAD + "views: 50\n" + TAIL).replace("\n", ends).encode()


def test_file__in_nfd_with_bom__keeps_every_other_byte(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", HEAD.replace("Bài", "Hội nghị ủy") + "views: 1\n" + TAIL)
    found = result(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert found == b"\xef\xbb\xbf" + text.replace("views: 1\n", "views: 51\n").encode()


def test_article__without_id__is_known_by_its_path(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    write(settings.path, {"2026/bài.md": article_text()})
    (edit,) = baselines.plan(settings, {"2026/bài.md": 7}, {}).edits
    assert baselines.write(settings.path, edit)
    assert (settings.path / "2026/bài.md").read_bytes().count(b"\nviews: 7\n") == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + "views: 1.234\n" + TAIL, 5),
        (HEAD + "views: abc\n" + TAIL, 5),
        (HEAD + "views:\n  - 1\n" + TAIL, 5),
        (HEAD + "views: 1.0\n" + TAIL, 5),
        (HEAD + "views: 1\nviews: 2\n" + TAIL, 6),
    ],
)
def test_line__that_is_wrong__is_told_and_nothing_changes(
    text: str, line: int, tmp_path: Path
) -> None:
    found = plan(tmp_path, text)
    assert found.edits == []
    assert found.baselines == []
    assert [(each.path, each.line) for each in found.problems] == [("bai.md", line)]


def test_id__of_two_files__is_told(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    write(settings.path, {"a.md": HEAD + TAIL, "b.md": HEAD + TAIL})
    found = baselines.plan(settings, {"id-1": 5}, {})
    assert [(each.path, "a.md" in each.message) for each in found.problems] == [("b.md", True)]


def test_article__that_is_gone__is_told_and_keeps_its_count(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    write(settings.path, {"a.md": HEAD + TAIL, "hong.md": b"\xff\xfe", "pages/x.md": "---"})
    found = baselines.plan(settings, {"id-1": 5, "id-2": 6, "id-3": 0}, {})
    assert found.lost == ["id-2"]
    assert len(found.edits) == 1


@pytest.mark.parametrize(
    ("on_record", "edited"),
    [
        (150, None),  # written, nothing counted since
        (100, 150),  # noted, but killed before it was written, or thrown away again
        (160, None),  # corrected by an editor after it was written
    ],
)
def test_baseline__noted_before__is_not_written_twice(
    on_record: int, edited: int | None, tmp_path: Path
) -> None:
    known = Baseline(100, 0), Baseline(150, 50)
    found = plan(tmp_path, HEAD + f"views: {on_record}\n" + TAIL, 50, *known)
    assert [edit.views for edit in found.edits] == ([edited] if edited else [])


def test_baseline__more_counted_since__only_that_is_added(tmp_path: Path) -> None:
    found = plan(tmp_path, HEAD + "views: 150\n" + TAIL, 53, Baseline(100, 0), Baseline(150, 50))
    assert found.baselines == [("id-1", Baseline(150, 50)), ("id-1", Baseline(153, 53))]


def test_id__with_a_comment__is_known_as_the_build_knows_it(tmp_path: Path) -> None:
    text = HEAD.replace("id: id-1", "id: id-1 # ghi chú")
    assert result(tmp_path, text + TAIL) == (text + "views: 50\n" + TAIL).encode()


def test_file__saved_by_somebody_meanwhile__is_left_alone(tmp_path: Path) -> None:
    (edit,) = plan(tmp_path, HEAD + TAIL).edits
    file = tmp_path / "content/bai.md"
    file.write_text(HEAD + TAIL + "Thêm.\n", "utf-8")
    assert not baselines.write(tmp_path / "content", edit)
    assert file.read_text("utf-8").endswith("Thêm.\n")


def test_file__that_others_may_write__stays_so(tmp_path: Path) -> None:
    (edit,) = plan(tmp_path, HEAD + TAIL).edits
    file = tmp_path / "content/bai.md"
    file.chmod(0o664)
    baselines.write(tmp_path / "content", edit)
    assert oct(file.stat().st_mode)[-3:] == "664"
