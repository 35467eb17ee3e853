"""Outputs onto disk: each appears whole, and nobody who reads meanwhile sees anything else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.build import writer
from plugins.build.writer import Written

LONG = b"dau " * 3000
"""More than one block."""


@pytest.fixture(params=[True, False], ids=["exchange", "replace"])
def output(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, on systems that can exchange files and on those that cannot."""
    if not request.param:
        monkeypatch.setattr(writer, "_renameat2", lambda: None)
    return tmp_path


def write(output: Path, content: bytes) -> Written:
    return writer.write(output, "2026/10/bai.html", content, None)


def page(output: Path) -> Path:
    return output / "2026/10/bai.html"


def names(output: Path) -> list[str]:
    return sorted(each.name for each in page(output).parent.iterdir())


def test_write__new_changed_and_same__is_there_and_told(output: Path) -> None:
    for content, fresh in ((LONG, True), (b"moi", True), (b"moi", False), (b"", True)):
        written = write(output, content)
        assert page(output).read_bytes() == content
        assert (written.fresh, written.made.size) == (fresh, len(content))
        assert names(output) == ["bai.html"]


def test_write__somebody_reads_the_old_one__sees_all_of_it(output: Path) -> None:
    write(output, LONG)
    with page(output).open("rb") as reader:
        start = reader.read(5000)
        write(output, LONG.upper())
        assert start + reader.read() == LONG


def test_write__another_name_of_the_old_file__keeps_it(output: Path) -> None:
    write(output, LONG)
    os.link(page(output), output / "copy.html")
    write(output, b"moi")
    assert (output / "copy.html").read_bytes() == LONG


def test_write__a_folder_in_its_place__is_an_error_and_the_folder_stays(output: Path) -> None:
    page(output).mkdir(parents=True)
    (page(output) / "a.txt").touch()
    with pytest.raises(IsADirectoryError):
        write(output, b"moi")
    assert names(output) == ["bai.html"]
    assert (page(output) / "a.txt").exists()


def changed(at: int, *more: int) -> bytes:
    content = bytearray(LONG)
    for each in (at, *more):
        content[each] = ord("X")
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "in_place"),
    [
        (changed(0, 4095), True),
        (changed(len(LONG) - 1), True),
        (changed(4095, 4096), False),
        (LONG[:-1], False),
        (LONG + b"x", False),
    ],
)
def test_amend__content__is_written_where_it_is_if_one_block_differs(
    output: Path, content: bytes, in_place: bool
) -> None:
    write(output, LONG)
    inode = page(output).stat().st_ino
    written = writer.amend(output, "2026/10/bai.html", LONG, content)
    assert (written.fresh, written.made) == (True, write(output, content).made)
    assert page(output).read_bytes() == content
    assert (page(output).stat().st_ino == inode) == in_place
    assert names(output) == ["bai.html"]


def test_amend__same_content__is_left_alone(output: Path) -> None:
    write(output, LONG)
    before = page(output).stat()
    assert not writer.amend(output, "2026/10/bai.html", LONG, LONG).fresh
    assert page(output).stat() == before


def test_amend__another_name_of_the_file__keeps_the_old_content(output: Path) -> None:
    write(output, LONG)
    os.link(page(output), output / "copy.html")
    writer.amend(output, "2026/10/bai.html", LONG, changed(7))
    assert (output / "copy.html").read_bytes() == LONG
    assert page(output).read_bytes() == changed(7)


@pytest.mark.parametrize(
    "deed", [write, lambda output, content: writer.amend(output, "2026/10/bai.html", LONG, content)]
)
def test_writing__no_room_on_the_disk__leaves_the_old_file_and_no_part(
    output: Path, monkeypatch: pytest.MonkeyPatch, deed: Callable[[Path, bytes], Written]
) -> None:
    def fail(_part: str, _target: str) -> None:
        raise OSError(28, "No space left on device")

    write(output, LONG)
    monkeypatch.setattr(writer, "_replace", fail)
    with pytest.raises(OSError, match="No space"):
        deed(output, b"moi")
    assert page(output).read_bytes() == LONG
    assert names(output) == ["bai.html"]
