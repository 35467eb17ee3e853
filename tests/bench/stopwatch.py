"""What one command takes: time, processor, memory of all its processes, files it writes."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from plugins.core.settings import PROJECT

SAMPLE_SECONDS = 0.02
"""Between two looks at the memory: short against any peak that matters."""

_PROC = Path("/proc")


class CommandFailed(Exception):
    """A measured command did not end well; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: wall-clock seconds, processor seconds (user + system, all processes),
    the largest memory in bytes (None where it was not looked at), files written.
    """

    wall: float
    cpu: float
    memory: int | None
    written: int


def cost(
    command: Sequence[str],
    output: Path,
    *,
    with_memory: bool,
    environment: Mapping[str, str] | None = None,
) -> Cost:
    """Run a command that writes below `output`. Raises CommandFailed.

    Looking at the memory takes a core's time: what is measured with it is not fit for a time.
    """
    before = _stamps(output)
    if hasattr(os, "sync"):
        os.sync()  # what others have left to write is not on this command's account
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        clock, used = time.perf_counter(), os.times()
        memory = None
        with subprocess.Popen(
            command,
            cwd=PROJECT,
            env=os.environ | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.STDOUT,
        ) as process:
            if with_memory and sys.platform == "linux":
                memory = _peak(process)
        wall, now = time.perf_counter() - clock, os.times()
        if process.returncode:
            told.seek(0)
            raise CommandFailed(
                f"{' '.join(command)}\nexit status {process.returncode}\n{told.read()}"
            )
    cpu = now.children_user - used.children_user + now.children_system - used.children_system
    written = len(_stamps(output).items() - before.items())
    return Cost(wall, cpu, memory, written)


def put_aside(folder: Path) -> None:
    """Move what was built before out of the way; all of it is deleted after the last measurement.

    A file system that has just freed 100,000 files may take ten times as long to make new ones.
    """
    if folder.exists():
        aside = folder.parent.parent / "aside"
        aside.mkdir(exist_ok=True)
        folder.rename(aside / f"{folder.parent.name}-{folder.name}-{time.time_ns()}")


def medians(costs: Sequence[Cost]) -> Cost:
    """Of several runs: the first one warmed up and looked at the memory, the others count."""
    rest = costs[1:]
    return Cost(
        median(each.wall for each in rest),
        median(each.cpu for each in rest),
        costs[0].memory,
        max(each.written for each in rest),
    )


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time stamp of every file below a folder: a file written anew has others."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            stat = os.stat(path)
            found[path] = stat.st_ino, stat.st_mtime_ns
    return found


def _peak(process: subprocess.Popen[bytes]) -> int:
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_share, _family(process.pid))))
        time.sleep(SAMPLE_SECONDS)
    return most


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started, themselves or through others."""
    parents = {}
    for place in _PROC.glob("[0-9]*"):
        try:
            stat = (place / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:  # it ended meanwhile
            continue
        parents[int(place.name)] = int(stat.rpartition(")")[2].split()[1])  # the name may hold ")"
    family = [pid]
    for each in family:
        family += [child for child, parent in parents.items() if parent == each]
    return iter(family)


def _share(pid: int) -> int:
    """Bytes of memory, each page divided by the number of processes that share it (PSS)."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
