"""`views --freeze`: whatever is frozen, built, published, taken back, a page shows no jump."""

from pathlib import Path
from typing import Any

import pytest

from plugins.build import writer
from tests.audience.hits import START, address, combined
from tests.audience.portals import Portal


def visits(portal: Portal, first: int, last: int) -> None:
    """So many visitors look at article 1."""
    portal.add(
        combined(START + number, address(1), visitor=f"10.0.0.{number}")
        for number in range(first, last + 1)
    )


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """Three articles, of which the first has 100 views on record and 5 counted."""
    portal = Portal(tmp_path)
    portal.article(1, views="100")
    portal.build()
    visits(portal, 1, 5)
    assert portal.views() == 0
    return portal


def test_freeze__then_built_and_published__page_shows_no_jump(
    portal: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    assert portal.shown(1) == 105
    assert portal.views(freeze=True) == 0
    assert "vào 1 bài" in capsys.readouterr().out
    assert "views: 105\n" in (portal.root / "content/bai-1.md").read_text("utf-8")
    visits(portal, 6, 7)
    portal.views()
    assert portal.shown(1) == 107  # the old page, new counts
    portal.build()
    assert portal.shown(1) == 107  # the new page, counts from before it
    visits(portal, 8, 8)
    portal.views()
    assert portal.shown(1) == 108  # both new
    visits(portal, 9, 9)
    portal.views()
    assert portal.shown(1) == 109


def test_freeze__twice_before_it_is_published__adds_what_came_between(portal: Portal) -> None:
    portal.views(freeze=True)
    portal.views(freeze=True)
    visits(portal, 6, 7)
    portal.views()
    portal.views(freeze=True)
    assert "views: 107\n" in (portal.root / "content/bai-1.md").read_text("utf-8")
    assert portal.shown(1) == 107
    portal.build()
    assert portal.shown(1) == 107
    portal.views()
    assert portal.shown(1) == 107
    visits(portal, 8, 8)
    portal.views()
    assert portal.shown(1) == 108


def test_freeze__thrown_away_again__nothing_is_lost(portal: Portal) -> None:
    file = portal.root / "content/bai-1.md"
    before = file.read_bytes()
    portal.views(freeze=True)
    file.write_bytes(before)
    portal.build()
    portal.views()
    assert portal.shown(1) == 105
    portal.views(freeze=True)
    portal.build()
    portal.views()
    assert portal.shown(1) == 105


def test_freeze__first_of_two_is_published_alone__page_shows_no_jump(portal: Portal) -> None:
    portal.views(freeze=True)
    first = (portal.root / "content/bai-1.md").read_bytes()
    visits(portal, 6, 8)
    portal.views()
    portal.views(freeze=True)
    second = (portal.root / "content/bai-1.md").read_bytes()
    (portal.root / "content/bai-1.md").write_bytes(first)
    portal.build()
    assert portal.shown(1) == 108
    portal.views()
    assert portal.shown(1) == 108
    (portal.root / "content/bai-1.md").write_bytes(second)
    portal.build()
    assert portal.shown(1) == 108


def test_freeze__published_and_taken_back__page_shows_no_jump(portal: Portal) -> None:
    before = (portal.root / "content/bai-1.md").read_bytes()
    portal.views(freeze=True)
    portal.build()
    portal.views()
    (portal.root / "content/bai-1.md").write_bytes(before)
    portal.build()
    assert portal.shown(1) == 105
    portal.views()
    assert portal.shown(1) == 105


def test_freeze__twice_then_thrown_away__nothing_is_lost(portal: Portal) -> None:
    file = portal.root / "content/bai-1.md"
    before = file.read_bytes()
    portal.views(freeze=True)
    visits(portal, 6, 8)
    portal.views()
    portal.views(freeze=True)
    file.write_bytes(before)
    portal.views(freeze=True)
    assert "views: 108\n" in file.read_text("utf-8")
    visits(portal, 9, 9)
    portal.views()
    portal.views(freeze=True)
    portal.build()
    assert portal.shown(1) == 109


def test_freeze__killed_between_two_files__the_next_one_is_right(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.add(combined(START, address(2), visitor=f"10.1.0.{number}") for number in range(4))
    portal.views()
    left, write = iter([1]), writer.write

    def killed(folder: Path, *words: Any) -> Any:
        if folder.name == "content":
            next(left)
        return write(folder, *words)

    monkeypatch.setattr(writer, "write", killed)
    with pytest.raises(StopIteration):
        portal.views(freeze=True)
    monkeypatch.undo()
    assert portal.views(freeze=True) == 0
    portal.build()
    portal.views()
    assert (portal.shown(1), portal.shown(2)) == (105, 4)
    lines = [(portal.root / f"content/bai-{number}.md").read_text("utf-8") for number in (1, 2)]
    assert ("views: 105\n" in lines[0], "views: 4\n" in lines[1]) == (True, True)


def test_freeze__a_file_with_an_error__changes_nothing_at_all(
    portal: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    portal.add(combined(START, address(2), visitor=f"10.1.0.{number}") for number in range(4))
    portal.views()
    portal.article(1, views="1.234")
    before = {path: path.read_bytes() for path in (portal.root / "content").iterdir()}
    assert portal.views(freeze=True) == 1
    assert "bai-1.md:8: lỗi" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (portal.root / "content").iterdir()} == before
    portal.article(1, views="100")
    assert portal.views(freeze=True) == 0
