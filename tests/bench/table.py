"""Results as Markdown."""

from datetime import date

from tests.bench.course import Results
from tests.bench.jobs import Job
from tests.bench.stopwatch import Cost

MEMORY, STATE = 600_000_000, {".state/portal.sqlite": 1500, ".state/bodies.sqlite": 2500}
"""Bytes at most: of all processes, and of the state's files an article."""

_BUSY = 1.0
"""Load before the first command from which the machine was not idle."""


def document(source: str, name: str, text: str) -> str:
    """A document with this text in the block of that name, put at the end if there is none."""
    start, end = f"<!-- generated: {name} -->\n", f"<!-- end: {name} -->"
    if start not in source:
        source += f"\n{start}{end}\n"
    head, _, rest = source.partition(start)
    return f"{head}{start}\n{text}\n{end}{rest.partition(end)[2]}"


def markdown(results: Results, day: date) -> str:
    """Where and how it was measured, the jobs, the sizes, the pages of each builder."""
    ratios = "".join(f" ÷ {title} |" for title in results.peers)
    lines = [
        f"{results.articles:,} articles, {day:%d %B %Y}, {results.machine}; medians "
        f"after a warm-up (runs: {results.runs}). Targets are for 100,000 articles on 2 idle "
        "cores; ✗ marks one that is missed. Peers build everything, whatever changed.",
        "",
        f"| job | target | seconds | of a processor | memory | files written |{ratios}",
        f"|---|---|---|---|---|---|{'---|' * len(results.peers)}",
    ]
    if results.load > _BUSY:
        lines.insert(0, f"**Measured on a busy machine (load {results.load:.1f}).**\n")
    for job, cost in results.jobs.items():
        parts = [f"{cost.wall / each.wall:.3f}" for each in results.peers.values()]
        lines.append(_row([job.name, _target(job, cost, results.hugo), *figures(cost), *parts]))
    for title, cost in results.peers.items():
        parts = [f"{cost.wall / each.wall:.3f}" for each in results.peers.values()]
        lines.append(_row([f"full build by {title}", "", *figures(cost), *parts]))
    lines += ["", "| the portal's | target | measured |", "|---|---|---|"]
    if results.memory:
        target = f"≤ {_mb(MEMORY)}{_mark(results.memory > MEMORY)}"
        lines.append(_row(["largest memory (PSS of all processes)", target, _mb(results.memory)]))
    for name, size in results.state.items():
        target = f"≤ {STATE[name] / 1000} kB an article{_mark(size > STATE[name])}"
        lines.append(_row([f"`{name}`", target, f"{size / 1000:.2f} kB"]))
    pages = ", ".join(f"{title} {count:,}" for title, count in results.pages.items())
    return "\n".join([*lines, "", f"HTML pages in the output: {pages}.", ""])


def missed(job: Job, cost: Cost, hugo: Cost | None) -> bool:
    """Whether a job cost more than it may."""
    return bool(
        (job.seconds and cost.wall > job.seconds)
        or (job.files and cost.written > job.files)
        or (job.of_hugo and hugo and cost.wall > job.of_hugo * hugo.wall)
    )


def _target(job: Job, cost: Cost, hugo: Cost | None) -> str:
    parts = [f"≤ {job.seconds} s"] if job.seconds else []
    parts += [f"≤ {job.files} files"] if job.files else []
    parts += [f"≤ {job.of_hugo} of Hugo"] if job.of_hugo else []
    return ", ".join(parts) + _mark(missed(job, cost, hugo))


def _mark(is_missed: bool) -> str:
    return " ✗" if is_missed else ""


def figures(cost: Cost) -> list[str]:
    """Seconds, of a processor, memory, files written."""
    memory = _mb(cost.memory) if cost.memory else "–"
    return [f"{cost.wall:.2f}", f"{cost.cpu:.2f}", memory, f"{cost.written:,}"]


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
