"""The builders that the portal is measured against: their programs, their sites."""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from plugins.build import bootstrap
from tests.bench import corpus
from tests.bench.stopwatch import Cost, cost, put_aside

HERE = Path(__file__).resolve().parent
LOCKED = HERE / "requirements.txt"


class CannotInstall(Exception):
    """A peer's program cannot be had; the message holds what pip said."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A builder's name and version, and how it builds its site: always all of it."""

    title: str
    root: Path
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        """output/."""
        return self.root / "output"

    def run(self, turn: int) -> Cost:
        """Build from nothing; with memory in turn 0. Raises CommandFailed."""
        for each in self.root.iterdir():
            if each.name != "content":
                put_aside(each)
        return cost(self.command, self.output, with_memory=turn == 0, environment=self.environment)


def hugo(root: Path, articles: int, programs: Path) -> Peer:
    """Hugo, with what it keeps between builds in the same folder."""
    program = str(_installed(programs) / "hugo" / "binaries" / "hugo")
    told = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout
    corpus.write(root / "content", "hugo", articles)
    command = [program, "build", "--quiet", "--noBuildLock", "--source", str(HERE / "hugo")]
    command += ["--contentDir", str(root / "content"), "--destination", str(root / "output")]
    command += ["--cacheDir", str(root / "cache")]
    title = f"Hugo {told.removeprefix('hugo v').partition('-')[0]}"
    return Peer(title, root, command, {"HUGO_RESOURCEDIR": str(root / "resources")})


def pelican(root: Path, articles: int, _programs: Path) -> Peer:
    """Pelican without plugins, as installed for the portal."""
    corpus.write(root / "content", "pelican", articles)
    command = [sys.executable, "-m", "pelican", str(root / "content"), "--quiet"]
    command += ["--settings", str(HERE / "pelican" / "pelicanconf.py"), "--fatal", "errors"]
    command += ["--output", str(root / "output")]
    return Peer(f"Pelican {version('pelican')}", root, command)


PEERS: dict[str, Callable[[Path, int, Path], Peer]] = {"hugo": hugo, "pelican": pelican}
"""What makes a peer with so many articles in a folder; programs are installed in another."""
MOST = {"pelican": 10_000}
"""Articles up to which a peer is measured: beyond, it takes hours."""


def _installed(programs: Path) -> Path:
    """The folder with the locked packages; filled on first use. Raises CannotInstall."""
    folder = programs / hashlib.sha256(LOCKED.read_bytes()).hexdigest()[:10]
    if folder.is_dir():
        return folder
    programs.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=programs) as passing:
        target = Path(passing) / "packages"
        install = ["pip", "install", "--require-hashes", "-r", str(LOCKED), "--target", str(target)]
        status, told = bootstrap.run([sys.executable, "-m", *install])
        if status:
            raise CannotInstall(told)
        target.rename(folder)
    return folder
