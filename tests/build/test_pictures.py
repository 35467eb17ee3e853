"""Pictures through the door: made once, published whole, refused where an article uses them."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from plugins import images
from plugins.build import media
from plugins.core import renditions
from plugins.core.settings import PROJECT
from plugins.core.site import Media
from plugins.core.urls import CUT
from tests import hostile_pictures as factory
from tests.build import processes
from tests.build.sites import Site, built, files_in
from tests.hostile_pictures import ODD, REFUSED, saved

PHOTO = saved(factory.noise((300, 200)).resize((900, 600)), "JPEG")
WIDTHS = {
    "-480.jpg",
    "-480.webp",
    "-800.jpg",
    "-800.webp",
    "-900.jpg",
    "-900.webp",
    f"{CUT}-900.jpg",
}


def with_picture(root: Path, data: bytes = PHOTO, name: str = "a.jpg") -> Site:
    """A site of one article that shows one picture."""
    site = Site(root)
    site.write({name: data})
    site.article("bai.md", body=f"![Toàn cảnh]({name})")
    return site


def renditions_in(folder: Path) -> set[str]:
    """The pictures below a folder, without their hash."""
    return {name.rpartition("/")[2][16:] for name in files_in(folder) if "-" in name}


def cache_of(site: Site) -> Path:
    """Where the site's made pictures are kept."""
    return site.settings.state_path.parent / "pictures"


def setup_of(site: Site) -> media.Setup:
    """The site's media, as builds know them."""
    return media.Setup(site.settings.path, cache_of(site))


def inspected(site: Site, name: str = "a.jpg") -> Media:
    """The row of a picture that can be shown."""
    found = looked_at(site, name)
    assert found.media, found.reason
    return found.media


def looked_at(site: Site, name: str) -> media.Inspected:
    """What builds find out about a media file."""
    (found,) = media.inspect(setup_of(site), [(name, name)])
    return found


# Published


def test_pictures__one_photo__is_published_in_all_sizes_and_never_as_it_was(
    tmp_path: Path,
) -> None:
    site = with_picture(tmp_path)
    assert not site.build().failed
    assert renditions_in(site.output / "anh") == WIDTHS
    for name in files_in(site.output):
        assert (site.output / name).read_bytes() != PHOTO


def test_pictures__nothing_changed__are_not_made_again(tmp_path: Path) -> None:
    site = with_picture(tmp_path)
    site.build()
    before = {each: each.stat().st_mtime_ns for each in cache_of(site).iterdir()}
    assert built(site, full=True) == (set(), set())
    assert {each: each.stat().st_mtime_ns for each in cache_of(site).iterdir()} == before


def test_pictures__other_picture_under_the_same_name__replaces_all_renditions(
    tmp_path: Path,
) -> None:
    site = with_picture(tmp_path)
    site.build()
    before = files_in(site.output / "anh")
    site.write({"a.jpg": saved(factory.left_red_right_blue(), "JPEG")})
    _, deleted = built(site)
    assert {each for each in deleted if each.startswith("anh/")} == {f"anh/{n}" for n in before}
    assert renditions_in(site.output / "anh") == {"-60.jpg", "-60.webp", f"{CUT}-60.jpg"}


def test_pictures__nobody_shows_it_any_more__are_gone(tmp_path: Path) -> None:
    site = with_picture(tmp_path)
    site.build()
    site.article("bai.md", body="Không có ảnh.")
    built(site)
    assert renditions_in(site.output / "anh") == set()


def test_pictures__new_checkout_with_the_cache_alone__makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = with_picture(tmp_path / "one")
    first.build()
    second = with_picture(tmp_path / "two")
    shutil.copytree(cache_of(first), cache_of(second))
    monkeypatch.setattr(images, "make", None)
    assert not second.build().failed
    assert renditions_in(second.output / "anh") == WIDTHS


@pytest.mark.parametrize("name", ["phone", "gif with hole", "animated png", "cmyk", "1 x 5000"])
def test_pictures__odd_one_under_any_name__is_shown(tmp_path: Path, name: str) -> None:
    site = with_picture(tmp_path, ODD[name](), "a.webp")
    assert not site.build().failed
    assert renditions_in(site.output / "anh")


# Refused


@pytest.mark.parametrize(
    "name", ["empty", "heic", "svg", "pdf", "bomb", "png without pixels", "heavy gif", "thread"]
)
def test_pictures__what_is_none__is_an_error_at_the_line_of_each_article_that_uses_it(
    tmp_path: Path, name: str
) -> None:
    maker, reason = REFUSED[name]
    site = with_picture(tmp_path, maker())
    site.article("khac.md", title="Bài khác", body="Một dòng.\n\n![Ảnh](a.jpg)")
    site.article("dau.md", title="Ảnh đầu", image="{src: /a.jpg, alt: Ảnh}")
    report = site.build()
    found = {each.path: each for each in report.problems if each.is_error}
    content = site.settings.path
    lines = {path: (content / path).read_text(encoding="utf-8").split("\n") for path in found}
    assert found.keys() == {"bai.md", "khac.md", "dau.md"}
    for path, problem in found.items():
        assert "a.jpg" in lines[path][problem.line - 1]
        assert problem.message.startswith(reason)
        assert problem.cure
    assert site.outputs() == set()


def test_pictures__broken_one_mended__is_shown(tmp_path: Path) -> None:
    site = with_picture(tmp_path, PHOTO[:-2])
    assert site.build().failed
    site.write({"a.jpg": PHOTO})
    assert not site.build().failed
    assert renditions_in(site.output / "anh") == WIDTHS


# The cache


@pytest.mark.parametrize("damage", ["deleted", "shortened", "altered", "one gone", "list gone"])
def test_pictures__damaged_cache__is_made_again_from_the_source(
    tmp_path: Path, damage: str
) -> None:
    site = with_picture(tmp_path)
    row = inspected(site)
    before = {each.name: each.read_bytes() for each in cache_of(site).iterdir()}
    name = renditions.webp(row)[0].removeprefix("anh/")
    victim = cache_of(site) / name
    match damage:
        case "deleted":
            shutil.rmtree(cache_of(site))
        case "shortened":
            victim.write_bytes(before[name][:100])
        case "altered":
            victim.write_bytes(bytes(len(before[name])))
        case "one gone":
            victim.unlink()
        case "list gone":
            next(cache_of(site).glob("*.json")).unlink()
    found = media.content_of(setup_of(site), row, f"anh/{name}")
    assert found
    assert found.read_bytes() == before[name]
    after = {each.name: each.read_bytes() for each in cache_of(site).iterdir()}
    assert {name: data for name, data in after.items() if name in before} == before


@pytest.mark.parametrize(
    "said",
    [
        *(b"", b"[]", b"{", b"{}", b'{"output": 1}', b"\xff"),
        b'{"output": "anh/0-1.jpg", "width": 9, "height": 9, "size": 9, "files": [["a", 1, ""]]}',
    ],
)
def test_pictures__list_that_makes_no_sense__is_written_again(tmp_path: Path, said: bytes) -> None:
    site = with_picture(tmp_path)
    row = inspected(site)
    (listed,) = cache_of(site).glob("*.json")
    before = listed.read_bytes()
    listed.write_bytes(said)
    assert inspected(site) == row
    assert listed.read_bytes() == before


def test_pictures__killed_while_one_was_made__leaves_no_half_that_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = with_picture(tmp_path)
    put, left = media._put, [3]

    def dies(cache: Path, name: str, data: bytes) -> None:
        left[0] -= 1
        if not left[0]:
            (cache / f"{name}.1.part").write_bytes(data[:9])
            raise KeyboardInterrupt
        put(cache, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(media, "_put", dies)
        with pytest.raises(KeyboardInterrupt):
            inspected(site)
    assert not list(cache_of(site).glob("*.json"))
    row = inspected(site)
    for output in renditions.outputs(row):
        assert media.content_of(setup_of(site), row, output)
    media.sweep(cache_of(site), renditions.outputs(row))
    assert not list(cache_of(site).glob("*.part"))


def test_pictures__source_that_changed_since__is_not_published_under_the_old_address(
    tmp_path: Path,
) -> None:
    site = with_picture(tmp_path)
    row = inspected(site)
    shutil.rmtree(cache_of(site))
    site.write({"a.jpg": saved(factory.left_red_right_blue(), "JPEG")})
    assert media.content_of(setup_of(site), row, row.output) is None
    site.delete("a.jpg")
    assert media.content_of(setup_of(site), row, row.output) is None


def test_pictures__source_that_changes_while_it_is_read__is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = with_picture(tmp_path)
    make = images.make

    def slow(file: BinaryIO, address: str) -> images.Picture:
        done = make(file, address)
        site.write({"a.jpg": PHOTO + b"x"})
        return done

    monkeypatch.setattr(images, "make", slow)
    found = looked_at(site, "a.jpg")
    assert (found.media, found.reason) == (None, "Tệp đang được ghi")
    assert not cache_of(site).is_dir()


def test_pictures__output_that_the_picture_does_not_have__is_nothing(tmp_path: Path) -> None:
    site = with_picture(tmp_path)
    row = inspected(site)
    assert media.content_of(setup_of(site), row, row.output.replace("-900", "-1200")) is None


def test_pictures__cache_swept__keeps_what_is_used(tmp_path: Path) -> None:
    site = with_picture(tmp_path)
    used = inspected(site)
    site.write({"b.jpg": saved(factory.left_red_right_blue(), "JPEG")})
    inspected(site, "b.jpg")
    media.sweep(cache_of(site), renditions.outputs(used))
    address = renditions.digest(used)
    assert {each.name[:16] for each in cache_of(site).iterdir()} == {address}
    assert len(list(cache_of(site).iterdir())) == 8


def test_pictures__file_for_download__is_itself_or_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write({"a.pdf": b"%PDF-1"})
    row = inspected(site, "a.pdf")
    assert media.content_of(setup_of(site), row, row.output) == site.settings.path / "a.pdf"
    site.write({"a.pdf": b"%PDF-2"})
    assert media.content_of(setup_of(site), row, row.output) is None


# Memory

_PEAK = """\
import sys
from plugins import images
with open(sys.argv[1], "rb") as file:
    try:
        images.make(file, images.address(file))
    except images.Unreadable as refused:
        print(refused)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
MOST = 500_000
"""kB."""

LARGE: dict[str, tuple[str, str, dict[str, Any]]] = {
    "jpeg": ("RGB", "JPEG", {}),
    "progressive jpeg": ("RGB", "JPEG", {"progressive": True}),
    "progressive jpeg of full colour": ("RGB", "JPEG", {"progressive": True, "subsampling": 0}),
    "cmyk": ("CMYK", "JPEG", {}),
    "rgb": ("RGB", "PNG", {"compress_level": 1}),
    "rgba": ("RGBA", "PNG", {"compress_level": 1}),
    "16 bits": ("I;16", "PNG", {"compress_level": 1}),
    "palette": ("P", "PNG", {"compress_level": 1}),
    "gif": ("P", "GIF", {}),
    "webp": ("RGB", "WEBP", {"method": 0}),
}
REFUSED_LARGE = {
    "progressive jpeg of full colour",
    "webp",
}
"""Their decoders would need more: told as too large."""


def write_large(path: Path, name: str) -> None:
    """Write a picture of 89 megapixels, in a process whose memory is its own."""
    mode, form, options = LARGE[name]
    code = (
        "import sys, json; from PIL import Image; "
        f"Image.new({mode!r}, (8900, 10000)).save({str(path)!r}, {form!r}, **{options!r})"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


needs_proc = pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="Linux only")


@needs_proc
@pytest.mark.parametrize("name", LARGE)
def test_pictures__as_large_as_allowed__take_less_than_half_a_gigabyte(
    tmp_path: Path, name: str
) -> None:
    write_large(tmp_path / "a.jpg", name)
    command = [sys.executable, "-W", "error", "-c", _PEAK, str(tmp_path / "a.jpg")]
    root = str(PROJECT)
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": root}, capture_output=True, check=True, text=True
    )
    *refused, peak = done.stdout.splitlines()
    assert [each[:11] for each in refused] == ["Ảnh quá lớn"] * (name in REFUSED_LARGE)
    assert int(peak) < MOST


@needs_proc
@pytest.mark.parametrize("cache", ["new", "lost"])
def test_pictures__several_large_ones_in_two_jobs__take_less_than_half_a_gigabyte(
    tmp_path: Path, cache: str
) -> None:
    site = Site(tmp_path)
    (tmp_path / "content").mkdir()
    write_large(tmp_path / "content" / "0.png", "rgba")
    for number in range(3):
        data = (tmp_path / "content" / "0.png").read_bytes()
        if number:
            site.write({f"{number}.png": data + bytes([number])})
        site.article(f"bai-{number}.md", body=f"![Toàn cảnh]({number}.png)")
    if cache == "lost":
        assert processes.run_build(site).status == 0
        shutil.rmtree(cache_of(site))
        shutil.rmtree(site.output)
    with processes.start_build(site, report="report.json") as build:
        peak = peak_of_group(build)
        assert processes.end(build).status == 0
    assert json.loads((tmp_path / "report.json").read_text())["articles"] == 3
    assert peak < MOST


def peak_of_group(process: subprocess.Popen[str]) -> int:
    """The most memory, in kB, that a process and its children had at once, while it runs.

    Looks a hundred times a second and not more: it has a core less than the build would like.
    """
    most = 0
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.01)
            return most
        total = 0
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, IndexError):
                if os.getsid(int(folder.name)) == process.pid:
                    rollup = (folder / "smaps_rollup").read_text()
                    total += int(rollup.partition("Pss:")[2].split()[0])
        most = max(most, total)
