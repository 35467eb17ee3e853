"""A portal with a settings file, built, and a log of its server: what the command works with."""

import json
import subprocess
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.audience import command
from plugins.build import configure, pipeline
from plugins.build.options import Options
from plugins.core import urls
from plugins.core.settings import PROJECT
from plugins.state.counts import Counts
from tests.build.processes import Ended, end
from tests.factories import CATEGORIES, NOW, article_text, write
from tests.publish import processes


@dataclass
class Portal:
    """Articles `bai-1` … of one category, whose ids are `id-1` …; `extra` are more settings."""

    root: Path
    articles: int = 3
    extra: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        given = {
            "SITENAME": "Cổng thông tin Tỉnh ủy",
            "SITEURL": "https://tinhuy.example",
            "FEED_TAG": "tinhuy.example,2026",
            "CATEGORIES": CATEGORIES,
            "THEME": str(PROJECT / "theme"),
            **self.extra,
        }
        lines = [f"{key} = {value!r}\n" for key, value in given.items()]
        write(self.root, {"settings.py": "".join(lines)})
        for number in range(1, self.articles + 1):
            self.article(number)

    def article(self, number: int, **keys: str) -> None:
        """Write an article."""
        text = article_text(
            **{
                "title": f"Bài số {number}",
                "slug": f"bai-{number}",
                "id": f"id-{number}",
                "date": f"2026-11-{number:02}",
                **keys,
            }
        )
        write(self.root / "content", {f"bai-{number}.md": text})

    @property
    def settings(self) -> str:
        """The settings file."""
        return str(self.root / "settings.py")

    @property
    def output(self) -> Path:
        """output/."""
        return self.root / "output"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.root / "access.log"

    def build(self) -> None:
        """Bring output/ up to date; without errors."""
        assert not pipeline.build(configure.load(self.settings), Options(now=NOW)).failed

    def add(self, lines: Iterable[bytes]) -> None:
        """Let the server write lines."""
        with self.log.open("ab") as file:
            file.writelines(lines)

    def views(self, *logs: Path | str, **options: Any) -> int:
        """Run the command; without words on the server's log."""
        names = [str(each) for each in logs or ([] if options.get("freeze") else [self.log])]
        return command.views(names, settings=self.settings, **options)

    def shown(self, number: int, root: Path | None = None) -> int:
        """What the page of an article shows in the end: its own number and the live count."""
        root = root or self.output
        address = f"/2026/11/bai-{number}.html"
        page = (root / address[1:]).read_text(encoding="utf-8")
        own = int(page.partition('data-views="')[2].partition('"')[0])
        counts = json.loads((root / urls.shard(address)).read_bytes())
        return own + int(counts.get(f"{address}#{own}", counts.get(address, 0)))

    def counted(self) -> dict[str, int]:
        """All views by id."""
        with closing(Counts(self.root / ".state" / "views.sqlite")) as counts:
            return counts.viewed()


def written(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file below a folder with what changes when it is written anew."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def start(portal: Portal, **options: Any) -> "subprocess.Popen[str]":
    """The command in a process of its own."""
    given = {"logs": [str(portal.log)], "settings": portal.settings, **options}
    return processes.start(portal.root, "views", "plugins.audience.command", **given)


def ended(process: "subprocess.Popen[str]") -> Ended:
    """How it ended."""
    with process:
        return end(process)
