"""Every job of the portal and every peer, in turn; medians."""

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.bench import portal as portals
from tests.bench.jobs import EDITS, FULL, Job
from tests.bench.peers import MOST, PEERS
from tests.bench.stopwatch import Cost, medians

Attempt = Callable[[int], Cost]
"""Measures once; the number counts the turns."""
Progress = Callable[[str, Cost], None]
"""Is told each measurement as it comes: of what, and what it took."""


@dataclass(frozen=True, slots=True)
class Results:
    """What was found. `peers` are full builds by title, `pages` HTML files by builder,
    `state` bytes an article of the portal's files.
    """

    articles: int
    runs: int
    machine: str
    load: float
    jobs: Mapping[Job, Cost]
    peers: Mapping[str, Cost]
    pages: Mapping[str, int]
    state: Mapping[str, float]

    @property
    def memory(self) -> int | None:
        """The portal's largest memory in any job, bytes."""
        return max((each.memory for each in self.jobs.values() if each.memory), default=None)

    @property
    def hugo(self) -> Cost | None:
        """Hugo's full build, if it was measured."""
        return next((self.peers[each] for each in self.peers if each.startswith("Hugo")), None)


def run(
    folder: Path,
    articles: int,
    against: Sequence[str],
    runs: int,
    programs: Path,
    progress: Progress,
) -> Results:
    """Measure everything below a folder of its own. Raises CommandFailed, CannotInstall."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    peers = [
        PEERS[name](folder / name, articles, programs)
        for name in against
        if articles <= MOST.get(name, articles)
    ]
    portal = portals.make(folder / "portal", articles)
    builders: dict[str, Attempt] = {each.title: each.run for each in peers}
    full = in_turn({FULL.name: partial(FULL.run, portal), **builders}, runs, progress)
    portal.deliver()
    state = {
        name: (portal.root / name).stat().st_size / articles
        for name in (portals.STATE, portals.BODIES)
    }
    pages = {"portal": _pages(portal.output), **{each.title: _pages(each.output) for each in peers}}
    jobs = {FULL: full.pop(FULL.name)}
    for job in EDITS:
        jobs[job] = in_turn({job.name: partial(job.run, portal)}, runs, progress)[job.name]
        portal.restore()
        portal.build()
    return Results(articles, runs, machine(), load, jobs, full, pages, state)


def in_turn(attempts: Mapping[str, Attempt], runs: int, progress: Progress) -> dict[str, Cost]:
    """The medians of so many runs of each, alternately, after one of each to warm up."""
    costs: dict[str, list[Cost]] = {name: [] for name in attempts}
    for turn in range(runs + 1):
        for name, attempt in attempts.items():
            costs[name].append(attempt(turn))
            progress(name, costs[name][-1])
    return {name: medians(each) for name, each in costs.items()}


def _pages(output: Path) -> int:
    return sum(1 for _ in output.rglob("*.html"))


def machine() -> str:
    """Processor, system and Python, in a line."""
    name = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        name = next(line.partition(": ")[2] for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):  # another system, another processor
        pass
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} cores ({name}), {platform.system()}, {python}"
