"""build(): content/ in, output/ brought up to date. Readable top to bottom.

Two commits. The first holds the new rows and every output they owe, before any file is written;
the second holds what was written. A build killed in between leaves its debts on record.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from plugins.build import digests, folders, intake, survey, theme, writer
from plugins.build.changes import Changes
from plugins.build.options import Options, Report
from plugins.build.store import Store, check_folders, open_store
from plugins.build.theme import Reach, Theme
from plugins.core import urls
from plugins.core.settings import Settings
from plugins.core.urls import ListKey
from plugins.ingest import scan
from plugins.state import database
from plugins.state.bodies import Bodies
from plugins.state.rows import Rows

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
    from plugins.build import output_pass

    setup = output_pass.Setup(settings, store.path, store.bodies, delta=False, reach=Reach())
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
        store.check_content(settings)
        tree = scan.scan(settings.path)
        with database.transaction(store.link):
            _update_rows(settings, options, store, report, tree)
        yield store.rows, report


def _update(settings: Settings, options: Options, store: Store, report: Report) -> None:
    store.check_content(settings)
    tree = scan.scan(settings.path)
    with database.transaction(store.link):
        changes, _ = _update_rows(settings, options, store, report, tree)
    _tidy(store, changes)


def _build(settings: Settings, options: Options, store: Store, report: Report) -> None:
    ledger = store.ledger
    store.check_content(settings)
    crashed = ledger.owed()
    is_settled = not (store.is_new or crashed or options.full)
    places = survey.Places(
        settings.path, settings.output_path, store.path, is_settled, options.delta
    )
    tree, missing, strange, stamps = survey.look(places, options.jobs)
    # Without a state, files at the portal's own addresses count as a build's.
    mine = set(crashed) | {path for path in strange if store.is_new and urls.is_of_a_build(path)}

    with database.transaction(store.link):
        changes, reach = _update_rows(settings, options, store, report, tree)
        if report.failed and not options.keep_going:
            store.link.execute("ROLLBACK")
            return
        owed = dict(crashed)
        if reach.renamed and (crashed or not changes.leave_all_as_it_was):
            reach = theme.all_for(reach.reason)  # pages differ in more than addresses
        if not reach.is_total:
            owed |= {path: why for path, why in changes.outputs().items() if path not in owed}
        if reach.reason:
            from plugins.build.render import all_outputs

            for path in (*all_outputs(store.rows, settings), *sorted(mine | ledger.outputs())):
                if path not in owed and reach.touches(path):
                    owed[path] = reach.reason
        owed |= {path: "tệp bị mất" for path in missing if path not in owed}
        if changes.is_empty and not owed:
            store.link.execute("ROLLBACK")  # not a byte of the state changes
        else:
            ledger.owe(owed)
            ledger.note_folders(stamps)
    _tidy(store, changes)
    del tree, changes  # what was read takes room that pass two needs
    if options.delta:
        owed |= {path: "chưa phát hành" for path in ledger.undelivered() if path not in owed}
    _write(settings, options, store, owed, mine, reach, report)
    if options.full:
        from plugins.build import media

        media.sweep(store.pictures, [each.output for each in store.rows.all_media()])


def _update_rows(
    settings: Settings, options: Options, store: Store, report: Report, tree: scan.Tree
) -> tuple[Changes, Reach]:
    """Pass one: read what changed, put it in, judge it.

    Returns the changes, and what is to be made again whatever they reach.
    """
    ledger = store.ledger
    reading, rendering = digests.reading(settings), digests.rendering(settings)
    full = options.full or store.is_new or ledger.get("reading") != reading
    found = intake.take(
        intake.Setup(settings, store.bodies, options.now),
        tree,
        None if full else ledger,
        [each.path for each in store.rows.all_media()] if full and options.keep_going else (),
        store.pictures,
        options.jobs,
        options.progress,
    )
    if options.delta:
        found.touched.clear()  # its checkout is thrown away: stats are not worth another state
    changes = Changes(store, settings, tree, found, options.now, full=full)
    changes.apply(keep_going=options.keep_going)
    report.read = sorted(found.readings)
    report.articles = store.rows.count()
    report.listed = store.rows.list_row(ListKey("home", "")).size
    report.problems = sorted({*changes.problems, *ledger.warnings()})
    values = {"reading": reading, "rendering": rendering, "now": options.now}
    reach = Reach()
    if ledger.get("rendering") != rendering:
        look = Theme.of(settings, digests.code(settings))
        reach = theme.reach(Theme.loads(ledger.get("theme")), look)
        values["theme"] = look.dumps()
    if full:
        reach = theme.all_for("dựng lại toàn bộ")
    elif changes.reach_every_page():
        reach = theme.all_for("menu đổi")
    ledger.put(values | {"folders": store.belongs_to(settings)})
    return changes, reach


def _write(
    settings: Settings,
    options: Options,
    store: Store,
    owed: dict[str, str],
    mine: set[str],
    reach: Reach,
    report: Report,
) -> None:
    """Pass two: render what is owed, write what differs, delete what no row warrants."""
    if not owed:
        return
    from plugins.build import output_pass

    setup = output_pass.Setup(settings, store.path, store.bodies, options.delta, reach)
    done: dict[str, Any] = {}
    for result in output_pass.run(setup, sorted(owed), options.jobs, options.progress):
        report.rendered += result.written is not None
        if result.kept:
            continue
        done[result.path] = result.written.made if result.written else None
        if result.written is None:
            is_mine = result.path in mine or store.ledger.made(result.path) is not None
            if is_mine and writer.remove(settings.output_path, result.path):
                report.deleted.append(result.path)
        elif result.written.fresh:
            report.written.append(result.path)
            report.reasons[result.path] = owed[result.path]
            options.on_written(result.path)
    report.unchanged = report.rendered - len(report.written)
    if (report.written or report.deleted) and not options.delta:
        _sync()  # what a delta build writes is sent away, not kept
    with database.transaction(store.link):
        store.ledger.record(done)
        store.ledger.settle(owed)
        store.ledger.note_folders(folders.noted(store.ledger, str(settings.output_path), done))


def _sync() -> None:
    """What was written survives a power failure before the state says that it is there."""
    if hasattr(os, "sync"):
        os.sync()


def _tidy(store: Store, changes: Changes) -> None:
    """Drop bodies that no row speaks of any more."""
    if changes.full or changes.changes:
        bodies = Bodies(store.bodies)
        changes.tidy(bodies)
        bodies.close()
