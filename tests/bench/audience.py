"""What counting views costs, beside GoAccess on the same log."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.core import urls
from plugins.core.settings import PROJECT
from tests import programs
from tests.bench import access_log, course, portal, table
from tests.bench.course import Progress
from tests.bench.stopwatch import Cost, cost

ARTICLES = 100_000
PEER = "goaccess"
AT_LEAST = 150_000
"""Lines a second."""
_HOURS = access_log.DAYS * 24


@dataclass(frozen=True, slots=True)
class Results:
    """What was found; `jobs` by name, each with the lines that it had to read."""

    lines: int
    runs: int
    machine: str
    jobs: Mapping[str, tuple[int, Cost]]


def run(folder: Path, lines: int, against: Sequence[str], runs: int, progress: Progress) -> Results:
    """Measure below a folder of its own. Raises CommandFailed, programs.Missing."""
    if PEER in against:
        programs.ensure([programs.GOACCESS])
    site = portal.make(folder / "portal", 20)
    site.build()
    _publish_many(site.output)
    log = folder / "access.log"
    access_log.write(log, lines, ARTICLES)
    count = _views(site, log)
    jobs: dict[str, Callable[[int], Cost]] = {
        "a month's log": lambda turn: _anew(site, count, turn)
    }
    if PEER in against:
        title, command = _goaccess(log, folder / "report.json")
        jobs[f"the same by {title}"] = lambda turn: cost(
            command, folder / "none", with_memory=turn == 0
        )
    found = course.in_turn(jobs, runs, progress)
    hour = max(1, lines // _HOURS)

    def again(turn: int) -> Cost:
        access_log.append(log, hour, ARTICLES, turn)
        return cost(count, site.output, with_memory=turn == 0)

    later: dict[str, Callable[[int], Cost]] = {
        "nothing new": lambda turn: cost(count, site.output, with_memory=turn == 0),
        "an hour later": again,
    }
    found |= course.in_turn(later, runs, progress)
    read = dict.fromkeys(jobs, lines) | {"nothing new": 0, "an hour later": hour}
    costs = {name: (read[name], each) for name, each in found.items()}
    return Results(lines, runs, course.machine(), costs)


def _publish_many(output: Path) -> None:
    """The maps of a portal with many articles, in place of those of the few that were built."""
    index = output / urls.API_MONTHS
    (month, *_) = json.loads(index.read_bytes())["months"]
    known = json.loads((output / urls.api_month(month["month"])).read_bytes())
    row = known["articles"][0]
    months: dict[str, list[object]] = {}
    for number in range(ARTICLES):
        address = access_log.address(number)
        article = {**row, "id": f"bai-{number}", "url": f"https://tinhuy.example{address}"}
        months.setdefault(address[1:8].replace("/", "-"), []).append(article)
    for name, articles in months.items():
        data = json.dumps({**known, "month": name, "articles": articles}, ensure_ascii=False)
        (output / urls.api_month(name)).write_text(data, encoding="utf-8")
    names = json.dumps({"months": [{"month": name} for name in months]})
    index.write_text(names, encoding="utf-8")


def _views(site: portal.Portal, log: Path) -> list[str]:
    settings = ["--settings", str(site.root / "pelicanconf.py")]
    return [sys.executable, str(PROJECT / "tasks.py"), "views", str(log), *settings]


def _anew(site: portal.Portal, command: Sequence[str], turn: int) -> Cost:
    (site.root / ".state" / "views.sqlite").unlink(missing_ok=True)
    shutil.rmtree(site.output / urls.VIEWS, ignore_errors=True)
    return cost(command, site.output, with_memory=turn == 0)


def _goaccess(log: Path, report: Path) -> tuple[str, list[str]]:
    """GoAccess's name and version, and how it reads the log into a report."""
    program = programs.find(programs.GOACCESS)
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"\d+(?:\.\d+)*", told)
    words = ["--no-global-config", "--log-format=COMBINED", "--ignore-crawlers", "--no-progress"]
    return (
        f"GoAccess {version[0] if version else ''}".strip(),
        [program, str(log), *words, "--output", str(report)],
    )


def markdown(results: Results, day: date) -> str:
    """How it was measured, and each job's figures."""
    lines = [
        f"{results.lines:,} lines (combined, a month, a third of them articles) of a portal of "
        f"{ARTICLES:,} articles, {day:%d %B %Y}, {results.machine}; medians after a warm-up "
        f"(runs: {results.runs}). All on one core; the target is {AT_LEAST:,} lines a second. "
        "GoAccess makes a report of all requests, without telling the same reader's looks apart "
        "by article.",
        "",
        "| job | lines | seconds | lines a second | memory | files written |",
        "|---|---|---|---|---|---|",
    ]
    for name, (read, found) in results.jobs.items():
        speed = f"{read / found.wall:,.0f}" if read else ""
        mark = " ✗" if name == "a month's log" and read / found.wall < AT_LEAST else ""
        seconds, _, memory, written = table.figures(found)
        cells = [name, f"{read:,}", seconds, speed + mark, memory, written]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])
