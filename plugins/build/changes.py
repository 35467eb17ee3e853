"""The rows of a build: what was read goes in, what fails is held back, what follows comes out."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from plugins import plan
from plugins.build.consistency import Consistency, Names
from plugins.build.intake import Intake
from plugins.build.lists import Lists
from plugins.build.media_changes import MediaChanges
from plugins.build.store import Store
from plugins.core import dates, pagination, problem, urls
from plugins.core.article import PAGE, Article, Standing
from plugins.core.problem import Problem
from plugins.core.settings import Settings
from plugins.core.site import Row
from plugins.core.urls import ListKey
from plugins.ingest.scan import Tree
from plugins.plan import Change
from plugins.state.bodies import Bodies
from plugins.state.ledger import File
from plugins.state.records import Record


class Changes:
    """All changes of one build, within the transaction that its caller opened."""

    def __init__(
        self, store: Store, settings: Settings, tree: Tree, found: Intake, now: str, *, full: bool
    ) -> None:
        self.store, self.settings, self.tree, self.found = store, settings, tree, found
        self.now, self.full = now, full
        self.problems: list[Problem] = []
        self.changes: list[Change] = []
        self.lists = Lists(store)
        self.media = MediaChanges(store.rows)
        self._links: set[str] = set()
        self._names = Names(tree)
        self._bylines: dict[ListKey, set[str]] = {}
        rows, ledger = store.rows, store.ledger
        self._old: dict[str, Row] = {}
        self._held: set[str] = set()
        self._was_news = rows.due(
            *(
                dates.days_before(stamp, pagination.NEWS_DAYS)
                for stamp in (ledger.get("now") or now, now)
            )
        )
        self._old_media = rows.all_media() if full else []
        if not full:
            due = rows.due(ledger.get("now") or now, now)
            self._remember((*sorted(found.readings), *found.gone, *due))

    @property
    def is_empty(self) -> bool:
        """True if neither rows nor files are other than before."""
        return not self.found.touched and self.leave_all_as_it_was

    @property
    def leave_all_as_it_was(self) -> bool:
        """True if at most stats are new, as on a fresh checkout of the same content."""
        found = self.found
        return not (self.changes or found.media or found.gone or found.readings)

    def _remember(self, paths: Iterable[str]) -> None:
        """Note the rows of these files as they are before anything changes."""
        for path in paths:
            if row := self.store.rows.item(path):
                self._old[path] = row

    def apply(self, *, keep_going: bool) -> None:
        """Put everything in; hold back what has errors until what is left has none."""
        link = self.store.link
        local = [*self.found.problems]
        for read in self.found.readings.values():
            local += read.problems
        held = {each.path for each in problem.errors(local)}
        cross: dict[Problem, None] = {}
        while True:
            link.execute("SAVEPOINT apply")
            fresh = self._apply(held)
            cross |= dict.fromkeys(fresh)
            bad = {each.path for each in problem.errors(fresh)} - held
            if not bad or not keep_going:
                break
            held |= bad
            link.execute("ROLLBACK TO apply")
        self.problems = [*local, *cross]
        self._held = held
        self._note_files(held)

    def _apply(self, held: set[str]) -> list[Problem]:
        """Put in all rows but those held back; returns what is wrong between files."""
        self.lists = Lists(self.store)
        self.media = MediaChanges(self.store.rows)
        self._bylines = {}
        return self._apply_all(held) if self.full else self._apply_changed(held)

    def _apply_all(self, held: set[str]) -> list[Problem]:
        """Put in every row there is, one after the other: a hundred thousand take little room."""
        rows = self.store.rows
        before = rows.addresses()
        self._remember(held)
        self._remember(
            path
            for path, read in self.found.readings.items()
            if read.is_valid and before.get(path, read.output) != read.output
        )
        rows.clear()
        kept = [
            Record.of(article, self._standing(article))
            for path in sorted(held & self._old.keys())
            if path in self.tree.items and self._has_place(article := self._old[path].article)
        ]
        rows.change((), self._noted(chain(self._records(held), kept)))
        self.changes = [Change(row, rows.item(path)) for path, row in self._old.items()]
        self.media.put(self.found.media)
        last_valid = [self._old[path].article for path in held & self._old.keys()]
        self.media.keep(self._old_media, last_valid)
        suspects = (
            row.article for path in rows.suspects() if path not in held and (row := rows.item(path))
        )
        problems = self._check(suspects, held)
        rows.respell([row.key for kind in urls.LIST_FOLDERS for row in rows.lists(kind)])
        return problems

    def _apply_changed(self, held: set[str]) -> list[Problem]:
        """Put in the rows of what was read, came, went, or is due."""
        rows, gone = self.store.rows, set(self.found.gone)
        new = {record.path: record.row for record in self._noted(self._records(held))}
        pairs: dict[str, Change] = {}
        for path, row in self._old.items():
            if path in gone:
                pairs[path] = Change(row, None)
            elif path in new:
                pairs[path] = Change(row, new[path])
            elif (standing := self._standing(row.article)) != row.standing:
                pairs[path] = Change(row, Row(row.article, standing))
        pairs |= {path: Change(None, row) for path, row in new.items() if path not in pairs}
        self.changes = list(pairs.values())
        removed = [change.old.article for change in self.changes if change.old]
        added = [change.new for change in self.changes if change.new]
        articles = [row.article for row in added]
        self.lists.remember([*removed, *articles])
        rows.change(removed, (Record.of(*row) for row in added))
        self.media.put(self.found.media)
        self.media.drop_unused([*removed, *articles])
        # Before lists take over a spelling that is in doubt.
        problems = self._check([each for each in articles if each.path not in held], held)
        lists = dict.fromkeys(key for article in (*removed, *articles) for key in article.lists())
        rows.respell(key for key in lists if key.kind in urls.LIST_FOLDERS)
        return problems

    def _records(self, held: Collection[str]) -> Iterator[Record]:
        """What was read and is neither faulty nor held back."""
        return (each for each in self.found.records() if each.path not in held)

    def _noted(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records as they come; the spellings of their authors' names are noted."""
        for record in records:
            for key, name in record.lists:
                if key.kind == "author":
                    self._bylines.setdefault(key, set()).add(name)
            yield record

    def _standing(self, article: Article) -> Standing:
        return article.standing(self.now, preview=self.settings.preview)

    def _has_place(self, article: Article) -> bool:
        """False for a last valid version whose category the settings no longer know."""
        known = {each.slug for each in self.settings.categories}
        return article.kind == PAGE or article.category in known

    def _check(self, articles: Iterable[Article], held: set[str]) -> list[Problem]:
        rows, readings = self.store.rows, self.found.readings
        checks = Consistency(
            rows,
            self.settings,
            self._names,
            {
                path: (each.reason, each.cure)
                for path, each in self.found.media.items()
                if each.reason
            },
            lru_cache(16)(self._lines_of),
        )
        linking: set[str] = set()
        claimed: list[Problem] = []
        new = [each.new for each in self.changes if each.new]
        changed = {*readings, *(row.article.path for row in new)} - held
        if not self.full:
            came_or_went = plan.came_or_went(self.changes, self.lists)
            self._links = {each for change in self.changes for each in plan.targets(change)}
            self._links |= came_or_went
            broken = {path for path, each in self.found.media.items() if each.reason}
            lost = [path for path in self.found.gone if path not in self.tree.media]
            linking = rows.users({*self._links, *broken, *lost})
            linking -= held | changed
            claimed = list(checks.claimed(came_or_went))
        faulty = {path: read.references for path, read in readings.items() if not read.is_valid}
        others = [row.article for path in sorted(linking) if (row := rows.item(path))]
        return [
            *checks.check(articles, others, faulty),
            *checks.bylines(self._bylines, changed),
            *claimed,
            *checks.moved(self.changes),
            *checks.strays(self._unlinked()),
        ]

    def _lines_of(self, path: str) -> list[str]:
        from plugins.build import (
            read_pass,
        )  # problems are rare, and Python-Markdown is slow to load

        return read_pass.lines_of(self.settings.path, path)

    def _unlinked(self) -> list[str]:
        """Strays to which nothing links that was read now, not even what is held back."""
        if not self.tree.strays:
            return []
        return [path for path in self.tree.strays if path not in self.found.targets]

    def _note_files(self, held: set[str]) -> None:
        """Note what was read; what is held back is looked at again by every build."""
        ledger, tree, readings = self.store.ledger, self.tree, self.found.readings
        ledger.put_files(self.found.touched.items())
        ledger.put_files(
            (path, File(tree.stat(path), None if path in held else read.digest))
            for path, read in readings.items()
        )
        ledger.put_files(
            (path, File(tree.stat(path), each.digest if each.media else None))
            for path, each in self.found.media.items()
        )
        others = [path for path in held if path not in readings and path in tree.items]
        ledger.put_files((path, File(tree.stat(path), None)) for path in others)
        ledger.drop_files([*self.found.gone, *self.media.unused])
        for path, read in readings.items():
            warnings = [each for each in read.problems if not each.is_error]
            ledger.put_warnings(path, [] if path in held else warnings)
        for path in self.found.gone:
            ledger.put_warnings(path, [])

    def reach_every_page(self) -> bool:
        """True if the menu, which stands on every page, is another now."""
        return any(plan.changes_menu(change) for change in self.changes)

    def outputs(self) -> dict[str, str]:
        """The outputs that the changes reach, each with its reason."""
        rows = self.store.rows
        found = plan.outputs(self._with_repictured(), self.lists, frozenset(self.media.repictured))
        for output in self.media.outputs:
            found.setdefault(output, "ảnh hoặc tệp đổi")
        for path in rows.users(self._links):
            row = rows.item(path)
            if row and row.standing != Standing.ABSENT:
                found.setdefault(row.article.output, "bài được liên kết đổi")
        if urls.HOME in found and self.settings.shows_live_views:
            found.setdefault(urls.NEWEST, found[urls.HOME])
        if self._was_news:
            found.setdefault(urls.SITEMAP_NEWS, "quá hai ngày")
        for output in [each for each in found if each.endswith(".html")]:
            row = rows.at(output)
            if row and row.standing == Standing.LISTED:
                for feed in plan.feeds(row.article, self.lists):
                    found.setdefault(feed, found[output])
        return found

    def _with_repictured(self) -> Iterator[Change]:
        changed = set()
        for change in self.changes:
            row = change.new or change.old
            changed.add(row.article.path if row else "")
            yield change
        for path in sorted(self.media.repictured - changed):
            if row := self.store.rows.item(path):
                self.lists.remember([row.article])
                yield Change(row, row)

    def tidy(self, bodies: Bodies) -> None:
        """Drop bodies that no row speaks of any more."""
        if self.full:
            current = {path: read.body for path, read in self.found.readings.items()}
            last_valid = self._held & self._old.keys()
            current |= {path: self._old[path].article.body for path in last_valid}
            bodies.keep_exactly(current.items())
            return
        bodies.keep_only(
            (row.article.path, change.new.article.body if change.new else "")
            for change in self.changes
            if (row := change.new or change.old)
        )
