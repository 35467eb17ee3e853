"""What a build does, counted from outside: files opened, folders listed, turns of SQLite."""

import multiprocessing
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest

from tests.build.sites import Site

_NO_PLAN = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "VACUUM")
# A virtual table is what the statement was given, one value after the other.
_SCAN = re.compile(r"SCAN (\w+)\b(?! VIRTUAL)(?: USING (COVERING )?INDEX (\w+))?")
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class Work:
    """What one build did.

    `opened` has paths below the site's folder, with `#` for any number; `turns` counts how often
    SQLite's machine looped or jumped; `scans` has for each statement that went through whole
    tables their names in it. An index of a few rows is none, and counting the entries of an
    index looks at no row.
    """

    opened: Counter[str] = field(default_factory=Counter)
    listed: int = 0
    turns: int = 0
    scans: dict[str, set[str]] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


_work = Work()
"""What this process has done; every build that is counted has a process of its own."""


def work_of(site: Site, **options: Any) -> Work:
    """Build, and count what that takes. Nothing is seen of the build's own workers."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        return pool.submit(_build, site, options).result()


def _build(site: Site, options: dict[str, Any]) -> Work:
    counting = partial(sqlite3.connect, factory=_Connection)
    pytest.MonkeyPatch().setattr(sqlite3, "connect", counting)
    sys.addaudithook(partial(_hear, f"{site.root}/"))
    report = site.build(**options)
    assert not report.failed
    _work.written, _work.deleted = sorted(report.written), sorted(report.deleted)
    return _work


def _hear(root: str, event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("open", "os.scandir", "os.listdir") and str(arguments[0]).startswith(root):
        if event == "open":
            _work.opened[_NUMBER.sub("#", str(arguments[0]).removeprefix(root))] += 1
        else:
            _work.listed += 1


def _turn() -> None:
    _work.turns += 1


class _Connection(sqlite3.Connection):
    """A connection that counts, and asks for the plan of each statement before it runs."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.set_progress_handler(_turn, 1)

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        self._ask(sql, parameters)
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        rows = list(parameters)
        for row in rows[:1]:
            self._ask(sql, row)
        return super().executemany(sql, rows)

    def _is_partial(self, index: str | None) -> bool:
        """True for an index of a few rows: its definition says which."""
        query = "SELECT 1 FROM sqlite_master WHERE name = ? AND sql LIKE '% WHERE %'"
        return super().execute(query, (index,)).fetchone() is not None

    def _ask(self, sql: str, parameters: Any) -> None:
        if sql.startswith(_NO_PLAN):
            return
        self.set_progress_handler(None, 0)
        plan = super().execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
        steps = [found.groups() for row in plan if (found := _SCAN.match(row[3]))]
        counts = sql.startswith("SELECT count(*)")
        if tables := {
            table
            for table, covering, index in steps
            if not (counts and covering) and not self._is_partial(index)
        }:
            _work.scans[sql] = tables
        self.set_progress_handler(_turn, 1)
