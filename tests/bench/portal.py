"""A checkout of the portal with made-up articles, built by the real command."""

import os
import runpy
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from plugins.build import configure
from plugins.build.store import open_store
from plugins.core.settings import PROJECT
from plugins.state import database
from tests.bench import corpus
from tests.bench.stopwatch import Cost, cost, put_aside
from tests.bench.vocabulary import CATEGORIES

NOW = "2026-11-22T08:00"
"""Every build is of this moment: none has less to show because it is run later."""
STATE, BODIES = ".state/portal.sqlite", ".state/bodies.sqlite"

_OURS = ("PATH", "OUTPUT_PATH", "STATE_PATH", "PLUGINS", "PLUGIN_PATHS")
_GIT = ("git", "-c", "user.name=bench", "-c", "user.email=bench@tinhuy.example", "-c", "gc.auto=0")


@dataclass(frozen=True)
class Portal:
    """Settings, theme and so many articles in a git checkout; `options` go with every build."""

    root: Path
    articles: int
    options: tuple[str, ...] = ()
    _before: dict[Path, bytes | None] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        """output/."""
        return self.root / "output"

    def build(self, *, with_memory: bool = False) -> Cost:
        """Bring output/ up to date. Raises CommandFailed."""
        settings = str(self.root / "pelicanconf.py")
        words = ["build", "--settings", settings, "--now", NOW, *self.options]
        command = [sys.executable, str(PROJECT / "tasks.py"), *words]
        return cost(command, self.output, with_memory=with_memory)

    def forget(self) -> None:
        """Be without output and state."""
        for folder in (self.output, self.root / ".state"):
            put_aside(folder)

    def deliver(self) -> None:
        """Record, as `publish` does, that a host has everything that was built."""
        settings = configure.load(str(self.root / "pelicanconf.py"))
        with open_store(settings) as store, database.transaction(store.link):
            store.ledger.deliver(store.ledger.all_made())

    # Changes

    def read(self, path: str) -> str:
        """A file below the checkout."""
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file below the checkout."""
        self._remember(self.root / path)
        (self.root / path).write_text(text, encoding="utf-8", newline="\n")

    def delete(self, path: str) -> None:
        """Delete a file below the checkout."""
        self._remember(self.root / path)
        (self.root / path).unlink()

    def restore(self) -> None:
        """Undo all that was written and deleted."""
        for file, content in self._before.items():
            if content is None:
                file.unlink()
            else:
                file.write_bytes(content)
        self._before.clear()

    def moved_to_clone(self) -> "Portal":
        """A fresh shallow clone with all changes, which are undone here.

        It has the state and nothing else that builds leave, as on a machine of CI's.
        """
        clone = self.root.with_name("clone")
        shutil.rmtree(clone, ignore_errors=True)
        _git(self.root, "add", "--all")
        _git(self.root, "commit", "--quiet", "--message", "change")
        _git(self.root, "clone", "--quiet", "--depth", "1", self.root.as_uri(), str(clone))
        _git(self.root, "reset", "--quiet", "--soft", "HEAD~1")
        self.restore()
        (clone / STATE).parent.mkdir()
        shutil.copy(self.root / STATE, clone / STATE)
        return Portal(clone, self.articles, options=("--delta",))

    def _remember(self, file: Path) -> None:
        self._before.setdefault(file, file.read_bytes() if file.exists() else None)
        file.parent.mkdir(parents=True, exist_ok=True)


def make(root: Path, articles: int) -> Portal:
    """A checkout with so many articles, nothing built."""
    corpus.write(root / "content", "portal", articles)
    shutil.copytree(PROJECT / "theme", root / "theme")
    (root / "pelicanconf.py").write_text(_settings(), encoding="utf-8")
    (root / ".gitignore").write_text("/output/\n/.state/\n", encoding="utf-8")
    _git(root, "init", "--quiet")
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", "corpus")
    return Portal(root, articles)


def _settings() -> str:
    """The repository's settings at a public address, with the categories of the articles."""
    site = runpy.run_path(str(PROJECT / "pelicanconf.py"))
    chosen = {key: value for key, value in site.items() if key.isupper() and key not in _OURS}
    chosen |= {"SITEURL": "https://tinhuy.example", "CATEGORIES": list(CATEGORIES), "AUTHORS": {}}
    return "".join(f"{key} = {value!r}\n" for key, value in chosen.items())


def _git(folder: Path, *words: str) -> None:
    """Run git in a folder, deaf to the user's settings. Raises CalledProcessError."""
    known = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    deaf = known | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run([*_GIT, *words], cwd=folder, env=deaf, check=True)
