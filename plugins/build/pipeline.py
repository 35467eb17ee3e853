"""build(): content/ in, output/ brought up to date. Readable top to bottom.

Two commits. The first holds the new rows and every output they owe, before any file is written;
the second holds what was written. A build killed in between leaves its debts on record.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from plugins.build import digests, intake, media, output_pass, writer
from plugins.build.changes import Changes
from plugins.build.intake import Progress
from plugins.build.store import Store, check_folders, open_store
from plugins.core import problem, urls
from plugins.core.article import ARTICLE
from plugins.core.problem import Problem
from plugins.core.settings import Settings
from plugins.core.urls import ListKey
from plugins.ingest import scan
from plugins.state import database
from plugins.state.bodies import Bodies
from plugins.state.rows import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build. `now` is a Moment's stamp; `jobs` counts processes."""

    now: str
    jobs: int = 1
    full: bool = False
    delta: bool = False
    keep_going: bool = False
    on_written: Callable[[str], None] = lambda _path: None
    progress: Progress = lambda _what, _done, _all: None
    tell: Callable[[str], None] = lambda _note: None


@dataclass(slots=True)
class Report:
    """What a build did.

    `articles` counts all, drafts too, `listed` those in lists; `read` are files below content/;
    `reasons` says for each output written why it was looked at.
    """

    articles: int = 0
    listed: int = 0
    read: list[str] = field(default_factory=list)
    rendered: int = 0
    unchanged: int = 0
    seconds: float = 0.0
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    folder: str = "content"

    @property
    def parsed(self) -> int:
        """How many files were read."""
        return len(self.read)

    @property
    def failed(self) -> bool:
        """True if the content has errors."""
        return bool(problem.errors(self.problems))

    def as_json(self) -> dict[str, Any]:
        """The report for machines."""
        return {
            "articles": self.articles,
            "parsed": self.parsed,
            "rendered": self.rendered,
            "unchanged": self.unchanged,
            "seconds": round(self.seconds, 3),
            "written": sorted(self.written),
            "deleted": sorted(self.deleted),
            "problems": [each.in_json(self.folder) for each in self.problems],
        }


Step = Callable[[Settings, Options, Store, Report], None]


def build(settings: Settings, options: Options, report: Report | None = None) -> Report:
    """Bring output/ up to date; with errors and without `keep_going`, change nothing at all.

    A report that is given is filled as far as the build comes. Raises SettingsError, Outside,
    WorkerDied, OSError, database.Error.
    """
    started = time.monotonic()
    report = report or Report()
    _in_store(settings, options, report, _build)
    report.seconds = time.monotonic() - started
    return report


def update(settings: Settings, options: Options) -> Report:
    """Bring the rows up to date and write no output: a preview renders what it is asked for.

    Raises what `build` does.
    """
    report = Report()
    _in_store(settings, options, report, _update)
    return report


def supply(settings: Settings, options: Options, store: Store, paths: Sequence[str]) -> None:
    """Make these outputs in output/ as the rows have them, whatever was delivered.

    Raises WorkerDied, OSError.
    """
    setup = output_pass.Setup(settings, store.path, store.bodies, delta=False)
    for _ in output_pass.run(setup, paths, options.jobs, options.progress):
        pass


def _in_store(settings: Settings, options: Options, report: Report, step: Step) -> None:
    """Take a step in the store, or in a new one if what is there proves to be damaged."""
    report.folder = settings.path.name
    check_folders(settings)
    try:
        with open_store(settings) as store:
            if store.note:
                options.tell(store.note)
            step(settings, options, store, report)
    except database.Error as error:
        if not database.is_damage(error):
            raise
        options.tell(f"Trạng thái {settings.state_path.name} hỏng ({error}): dựng lại toàn bộ.")
        with open_store(settings, anew=True) as store:
            step(settings, options, store, report)


def check(settings: Settings, options: Options) -> Report:
    """Find all problems of the content; writes nothing that lasts."""
    with rows_of(settings, replace(options, keep_going=False)) as (_, report):
        return report


@contextmanager
def rows_of(settings: Settings, options: Options) -> Iterator[tuple[Rows, Report]]:
    """The rows of the content as it is now, and its problems; writes nothing that lasts."""
    check_folders(settings)
    report = Report(folder=settings.path.name)
    with open_store(settings, passing=True) as store:
        with database.transaction(store.link):
            _update_rows(settings, options, store, report)
        yield store.rows, report


def _update(settings: Settings, options: Options, store: Store, report: Report) -> None:
    with database.transaction(store.link):
        changes, _ = _update_rows(settings, options, store, report)
    _tidy(store, changes)


def _build(settings: Settings, options: Options, store: Store, report: Report) -> None:
    ledger = store.ledger
    present = set(writer.present(settings.output_path))
    crashed = ledger.owed()
    mine = ledger.outputs() | crashed.keys()
    if store.is_new:
        mine |= {path for path in present if urls.is_of_a_build(path)}

    with database.transaction(store.link):
        changes, everything = _update_rows(settings, options, store, report)
        if report.failed and not options.keep_going:
            store.link.execute("ROLLBACK")
            return
        owed = dict(crashed)
        if everything:
            for path in (*output_pass.all_outputs(store.rows, settings), *sorted(mine)):
                owed.setdefault(path, everything)
        else:
            owed |= {path: why for path, why in changes.outputs().items() if path not in owed}
        if not options.delta:
            missing = sorted(ledger.outputs() - present - owed.keys())
            owed |= dict.fromkeys(missing, "tệp bị mất")
        # A delta build's checkout is thrown away: its stats are not worth another state.
        nothing = changes.leave_all_as_it_was if options.delta else changes.is_empty
        if nothing and not owed:
            store.link.execute("ROLLBACK")  # not a byte of the state changes
        else:
            ledger.owe(owed)
    if options.delta:
        owed |= {path: "chưa phát hành" for path in ledger.undelivered() if path not in owed}
    _write(settings, options, store, owed, mine, report)
    _tidy(store, changes)
    if options.full:
        media.sweep(store.pictures, [each.output for each in store.rows.all_media()])


def _update_rows(
    settings: Settings, options: Options, store: Store, report: Report
) -> tuple[Changes, str]:
    """Pass one: read what changed, put it in, judge it.

    Returns the changes, and why every output is to be made again; empty if not every one is.
    """
    ledger = store.ledger
    reading, rendering = digests.reading(settings), digests.rendering(settings)
    full = options.full or store.is_new or ledger.get("reading") != reading
    store.check_content(settings)
    tree = scan.scan(settings.path)
    found = intake.take(
        settings,
        tree,
        {} if full else ledger.files(),
        [each.path for each in store.rows.all_media()] if full and options.keep_going else (),
        store.bodies,
        store.pictures,
        options.jobs,
        options.progress,
    )
    changes = Changes(store, settings, tree, found, options.now, full=full)
    changes.apply(keep_going=options.keep_going)
    report.read = sorted(found.readings)
    report.articles = store.rows.count(ARTICLE)
    report.listed = store.rows.list_row(ListKey("home", "")).size
    report.problems = sorted({*changes.problems, *ledger.warnings()})
    everything = ""
    if full:
        everything = "dựng lại toàn bộ"
    elif ledger.get("rendering") != rendering:
        everything = "giao diện hoặc thiết lập đổi"
    elif changes.reach_every_page():
        everything = "menu đổi"
    values = {"reading": reading, "rendering": rendering, "now": options.now}
    ledger.put(values | {"folders": store.belongs_to(settings)})
    return changes, everything


def _write(
    settings: Settings,
    options: Options,
    store: Store,
    owed: dict[str, str],
    mine: set[str],
    report: Report,
) -> None:
    """Pass two: render what is owed, write what differs, delete what no row warrants."""
    if not owed:
        return
    setup = output_pass.Setup(settings, store.path, store.bodies, delta=options.delta)
    done: dict[str, Any] = {}
    for result in output_pass.run(setup, sorted(owed), options.jobs, options.progress):
        report.rendered += result.written is not None
        if result.kept:
            continue
        done[result.path] = result.written.made if result.written else None
        if result.written is None:
            if result.path in mine and writer.remove(settings.output_path, result.path):
                report.deleted.append(result.path)
        elif result.written.fresh:
            report.written.append(result.path)
            report.reasons[result.path] = owed[result.path]
            options.on_written(result.path)
    report.unchanged = report.rendered - len(report.written)
    if report.written or report.deleted:
        _sync()
    with database.transaction(store.link):
        store.ledger.record(done)
        store.ledger.settle(owed)


def _sync() -> None:
    """What was written survives a power failure before the state says that it is there."""
    if hasattr(os, "sync"):
        os.sync()


def _tidy(store: Store, changes: Changes) -> None:
    """Drop bodies that no row speaks of any more."""
    if bodies := changes.current_bodies():
        cache = Bodies(store.bodies)
        cache.keep_only(bodies)
        cache.close()
