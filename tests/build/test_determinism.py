"""The same content gives the same bytes: whatever the folder, zone, locale, order and spelling."""

import os
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from plugins.build import work
from tests.build.processes import run, write_settings
from tests.build.sites import Site, differences, files_in, picture, write_article
from tests.factories import NOW, article_text, write

COUNT = work.INLINE + 20
COLORS = ("red", "green", "blue", "purple", "orange", "gray")


def content() -> dict[str, bytes]:
    """The files of a site that is large enough for several processes."""
    files = {f"images/Ảnh {color}.jpg": picture(color) for color in COLORS}
    files["files/Kế hoạch.pdf"] = b"%PDF-1.4 k"
    for number in range(COUNT):
        color = COLORS[number % len(COLORS)]
        text = article_text(
            title=f"Đại hội lần thứ {number}: “ủy” & <b>",
            date=f"2026-{number % 10 + 1:02}-11 08:{number % 60:02}",
            category=("Chính trị", "Dân vận", "Kinh tế")[number % 3],
            author=None,
            authors=("[Lê Ân]", "[Trần Bình, Đỗ Ước]", "[Vũ Ỷ]")[number % 3],
            tags=f"[Nông thôn mới, Thẻ {number % 7}]",
            topics="[Mùa lũ]" if number % 2 else "[mùa Lũ]",
            summary="Sapo *nghiêng* của bài." if number % 4 else None,
            expires="2026-11-20" if number % 17 == 0 else None,
            updated="2026-11-21" if number % 13 == 0 else None,
            attachments='["/files/Kế hoạch.pdf"]' if number % 5 == 0 else None,
            views=str(number * 100),
            body=f"Đoạn một.\n\n![Cảnh {color}](<{{static}}/images/Ảnh {color}.jpg>)\n\n"
            f"- a\n  - [bài trước]({{filename}}/tin/Bài-{max(0, number - 1)}.md)\n",
        )
        files[f"tin/Bài-{number}.md"] = text.encode()
    files["pages/gioi-thieu.md"] = "---\ntitle: Giới thiệu\n---\nVề chúng tôi.\n".encode()
    return files


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output that all others must equal, built by two processes."""
    return build(tmp_path_factory.mktemp("reference"), content().items(), jobs=2)


def build(root: Path, files: Iterable[tuple[str, bytes]], jobs: int = 1) -> Path:
    """Write the files in their order and build them; returns output/."""
    write(root / "content", dict(files))
    site = Site(root)
    report = site.build(jobs=jobs)
    assert not report.failed, [each.in_text("content") for each in report.problems][:3]
    assert report.articles == COUNT
    return site.output


def test_jobs__one_instead_of_two__same_bytes(reference: Path, tmp_path: Path) -> None:
    assert differences(build(tmp_path / "nơi khác", content().items()), reference) == []


def test_full_build__over_an_old_one__same_bytes(reference: Path) -> None:
    site = Site(reference.parent)
    report = site.build(full=True, jobs=2)
    assert (report.parsed, report.written, report.deleted) == (COUNT + 1, [], [])


def test_files__written_in_another_order_at_other_times__same_bytes(
    reference: Path, tmp_path: Path
) -> None:
    backwards = sorted(content().items(), reverse=True)
    write(tmp_path / "content", dict(backwards))
    for number, (name, _) in enumerate(backwards):
        os.utime(tmp_path / "content" / name, (number * 1000, 2_000_000_000 - number * 1000))
    assert differences(build(tmp_path, []), reference) == []


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        {"TZ": "UTC", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=lambda environment: environment["TZ"],
)
def test_environment__other_zone_locale_and_hash_seed__same_bytes(
    reference: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    write(tmp_path / "content", content())
    environment = {"LANG": "C", "SOURCE_DATE_EPOCH": "1", **environment}
    settings = write_settings(tmp_path)
    options = {"settings": settings, "now": NOW, "jobs": 2}
    ended = run("build", tmp_path.parent, environment=environment, **options)
    assert ended.status == 0, ended.err
    assert differences(tmp_path / "output", reference) == []


def _nfd(data: bytes) -> bytes:
    return unicodedata.normalize("NFD", data.decode()).encode()


def _bom(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def _spaces(data: bytes) -> bytes:
    """Runs of no-break spaces where one space stood, as text pasted from Word has them."""
    text = data.decode().replace(" lần ", " \u00a0\u00a0lần\u00a0")
    return text.replace("Nông thôn", "Nông\u00a0\u00a0thôn").encode()


def _all(data: bytes) -> bytes:
    return _bom(_crlf(_nfd(data)))


@pytest.mark.parametrize(
    ("spell", "nfd_names"),
    [(_nfd, False), (_bom, False), (_crlf, False), (_spaces, False), (_crlf, True), (_all, True)],
)
def test_content__spelt_otherwise__same_bytes(
    reference: Path, tmp_path: Path, spell: Callable[[bytes], bytes], nfd_names: bool
) -> None:
    files = {
        unicodedata.normalize("NFD" if nfd_names else "NFC", name): spell(data)
        if name.endswith(".md")
        else data
        for name, data in content().items()
    }
    assert differences(build(tmp_path, files.items()), reference) == []


def test_content__spelt_otherwise_in_place__nothing_written(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for number in range(5):
        write_article(site, number)
    site.write({"Đề án.md": article_text(title="Đề án", slug="de-an")})
    site.build()
    folder = tmp_path / "content"
    for name in files_in(folder):
        data = (folder / name).read_bytes()
        (folder / name).unlink()
        (folder / unicodedata.normalize("NFD", name)).write_bytes(_all(data))
    report = site.build()
    assert (report.parsed, report.written, report.deleted) == (6, [], [])
