"""A small site that tests edit as editors do, and the same site built from nothing."""

import filecmp
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from plugins.build import pipeline
from plugins.build.options import Options, Report
from plugins.core.settings import PROJECT, Settings
from tests.factories import NOW, article_text, make_settings, page_text, write


def picture(color: str, width: int = 40, height: int = 20) -> bytes:
    """A small JPEG of one colour."""
    file = BytesIO()
    Image.new("RGB", (width, height), color).save(file, "JPEG")
    return file.getvalue()


@dataclass
class Site:
    """content/ on disk with its settings; `build` brings output/ up to date."""

    root: Path
    overrides: dict[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return make_settings(self.root, **self.overrides)

    @property
    def output(self) -> Path:
        """output/."""
        return self.settings.output_path

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files below content/."""
        (self.root / "content").mkdir(parents=True, exist_ok=True)
        write(self.root / "content", files)

    def article(self, path: str, **keys: Any) -> None:
        """Write an article; its slug is the file's name unless given."""
        self.write({path: article_text(**{"slug": Path(path).stem, **keys})})

    def page(self, path: str, **keys: Any) -> None:
        """Write a standing page."""
        self.write({f"pages/{path}": page_text(**keys)})

    def delete(self, path: str) -> None:
        """Delete a file below content/."""
        (self.root / "content" / path).unlink()

    def build(self, now: str = NOW, **options: Any) -> Report:
        """Build in this process."""
        return pipeline.build(self.settings, Options(now=now, **options))

    def text(self, output: str) -> str:
        """An output as readers get it."""
        return (self.output / output).read_text(encoding="utf-8")

    def outputs(self) -> set[str]:
        """The paths of all files in output/."""
        return files_in(self.output)


def built(site: Site, **options: Any) -> tuple[set[str], set[str]]:
    """What the next build writes and what it deletes of pages, pictures and files.

    It must have no errors. What machines read has `machines_built`.
    """
    written, deleted = all_built(site, **options)
    return without_machines(written), without_machines(deleted)


def machines_built(site: Site, **options: Any) -> tuple[set[str], set[str]]:
    """What the next build writes and deletes of feeds, sitemaps, API and redirects."""
    written, deleted = all_built(site, **options)
    return written - without_machines(written), deleted - without_machines(deleted)


def all_built(site: Site, **options: Any) -> tuple[set[str], set[str]]:
    """Everything that the next build writes and deletes; it must have no errors."""
    report = site.build(**options)
    assert not report.failed, [each.in_text("content") for each in report.problems]
    assert sorted(report.reasons) == sorted(report.written)
    return set(report.written), set(report.deleted)


def without_machines(outputs: set[str]) -> set[str]:
    """Pages, pictures and files: what people read."""
    folders = ("anh/", "tep/")
    return {each for each in outputs if each.endswith(".html") or each.startswith(folders)}


def day(number: int) -> str:
    """The date of article `number`: one a day from 1 September 2026, after 80 days from there."""
    return str(date(2026, 9, 1) + timedelta(number % 80))


def write_article(site: Site, number: int, **keys: Any) -> None:
    """Write article `number` of a site that `site_of` made, changed in these keys."""
    title, body = f"Bài {number:02}", "Đoạn mở đầu.\n\nĐoạn hai."
    keys = {"title": title, "date": day(number), "body": body, **keys}
    site.article(f"bai-{number:02}.md", **keys)


def site_of(root: Path, count: int) -> Site:
    """A site of so many articles, all by one author in one category, not yet built."""
    site = Site(root)
    for number in range(count):
        write_article(site, number)
    return site


def with_own_theme(site: Site) -> Site:
    """The site with a theme of its own, which may be changed."""
    shutil.copytree(PROJECT / "theme", site.root / "theme")
    site.overrides["theme"] = str(site.root / "theme")
    return site


def recolour(site: Site, number: int) -> None:
    """Change the style sheet of a site with its own theme, and by that its address on all pages."""
    with (site.root / "theme/static/css/tokens.css").open("a", encoding="utf-8") as file:
        file.write(f":root {{ --lan: {number}; }}\n")


def pages(*numbers: int) -> set[str]:
    """The outputs of these articles of a site that `site_of` made."""
    return {f"{day(number)[:7].replace('-', '/')}/bai-{number:02}.html" for number in numbers}


def files_in(folder: Path) -> set[str]:
    """The paths of all files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the time stamp of every file below a folder."""
    names = sorted(files_in(folder))
    return {
        name: ((folder / name).read_bytes(), (folder / name).stat().st_mtime_ns) for name in names
    }


def built_anew(site: Site, elsewhere: Path, now: str = NOW) -> Path:
    """The output of the same content built from nothing in another folder."""
    shutil.copytree(site.root / "content", elsewhere / "content", copy_function=shutil.copy)
    fresh = Site(elsewhere, site.overrides)
    report = fresh.build(now)
    assert not report.failed, [each.in_text("content") for each in report.problems]
    return fresh.output


def differences(one: Path, other: Path) -> list[str]:
    """What two folders do not have in common, byte for byte; empty if they are equal."""
    names = files_in(one), files_in(other)
    found = [f"only in {one.name}: {name}" for name in sorted(names[0] - names[1])]
    found += [f"missing: {name}" for name in sorted(names[1] - names[0])]
    for name in sorted(names[0] & names[1]):
        if not filecmp.cmp(one / name, other / name, shallow=False):
            found.append(f"differs: {name}")
    return found


Edit = Callable[[Site], None]
