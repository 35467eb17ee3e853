"""The rows of a build: what was read goes in, what fails is held back, what follows comes out."""

from collections.abc import Iterator
from functools import lru_cache, partial

from plugins import plan
from plugins.build.consistency import Consistency, Names
from plugins.build.intake import Intake, lines_of
from plugins.build.lists import Lists
from plugins.build.store import Store
from plugins.core import dates, pagination, problem, renditions, urls
from plugins.core.article import PAGE, Article, Standing
from plugins.core.problem import Problem
from plugins.core.settings import Settings
from plugins.core.site import Row
from plugins.ingest.scan import Tree
from plugins.plan import Change
from plugins.state.ledger import File


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
        self._media_outputs: set[str] = set()
        self._repictured: set[str] = set()
        self._links: set[str] = set()
        self._unused_media: list[str] = []
        self._names = Names(tree.items.keys() | tree.media.keys())
        rows, ledger = store.rows, store.ledger
        self._old: dict[str, Row] = {}
        self._was_news = rows.due(
            *(
                dates.days_before(stamp, pagination.NEWS_DAYS)
                for stamp in (ledger.get("now") or now, now)
            )
        )
        self._old_media = rows.all_media() if full else []
        if full:
            self._old = {row.article.path: row for row in rows.all()}
        else:
            for path in (*found.readings, *found.gone, *rows.due(ledger.get("now") or now, now)):
                if row := rows.item(path):
                    self._old[path] = row

    @property
    def is_empty(self) -> bool:
        """True if neither rows nor files are other than before."""
        return not self.found.touched and self.leave_all_as_it_was

    @property
    def leave_all_as_it_was(self) -> bool:
        """True if at most stats are new, as on a fresh checkout of the same content."""
        found = self.found
        return not (self.changes or found.media or found.gone or found.readings)

    def apply(self, *, keep_going: bool) -> None:
        """Put everything in; hold back what has errors until what is left has none."""
        link = self.store.link
        local = [*self.found.problems]
        for read in self.found.readings.values():
            local += read.reading.problems
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
        self._note_files(held)

    def _apply(self, held: set[str]) -> list[Problem]:
        """Put in all rows but those held back; returns what is wrong between files."""
        rows, found = self.store.rows, self.found
        self.lists = Lists(self.store)
        new = {
            path: Row(article, self._standing(article))
            for path, read in found.readings.items()
            if path not in held and (article := read.reading.article)
        }
        if self.full:
            rows.clear()
            for path in held & self._old.keys():
                article = self._old[path].article
                if path in self.tree.items and self._has_place(article):
                    new[path] = Row(article, self._standing(article))
            removed: list[Article] = []
            pairs = {path: (self._old.get(path), new.get(path)) for path in self._old | new}
        else:
            pairs = {}
            for path, row in self._old.items():
                if path in found.gone:
                    pairs[path] = (row, None)
                elif path in new:
                    pairs[path] = (row, new[path])
                elif (standing := self._standing(row.article)) != row.standing:
                    pairs[path] = (row, Row(row.article, standing))
            pairs |= {path: (None, row) for path, row in new.items() if path not in pairs}
            removed = [old.article for old, _ in pairs.values() if old]
        self.changes = [Change(*pair) for pair in pairs.values()]
        added = [row for _, row in pairs.values() if row]
        if not self.full:
            self.lists.remember([*removed, *(row.article for row in added)])
        rows.change(removed, added)
        self._apply_media(removed, [row.article for row in added], held)
        problems = self._check(added, held)  # before lists take over a spelling that is in doubt
        rows.respell(
            {
                key: None
                for article in (*removed, *(row.article for row in added))
                for key in article.lists()
                if key.kind in urls.LIST_FOLDERS
            }
        )
        return problems

    def _standing(self, article: Article) -> Standing:
        return article.standing(self.now, preview=self.settings.preview)

    def _has_place(self, article: Article) -> bool:
        """False for a last valid version whose category the settings no longer know."""
        known = {each.slug for each in self.settings.categories}
        return article.kind == PAGE or article.category in known

    def _apply_media(self, removed: list[Article], added: list[Article], held: set[str]) -> None:
        """Put in media; note the outputs that may come or go, and who shows what was replaced."""
        rows = self.store.rows
        self._media_outputs, self._repictured = set(), set()
        for path, inspected in self.found.media.items():
            old = rows.media(path)
            if inspected.media is None:
                continue
            rows.put_media(inspected.media)
            if old and old.output != inspected.media.output:
                for media in (old, inspected.media):
                    self._media_outputs.update(renditions.outputs(media))
                self._repictured |= rows.users([path])
        if self.full:
            self._keep_media_of(held)
            return
        shown = {ref.target for article in (*removed, *added) for ref in article.references}
        known = [each for path in shown if (each := rows.media(path))]
        for each in known:
            self._media_outputs.update(renditions.outputs(each))
        self._unused_media = rows.drop_unused_media(each.path for each in known)

    def _keep_media_of(self, held: set[str]) -> None:
        """What the last valid version of an article shows stays, though its file be gone."""
        rows = self.store.rows
        shown = {
            ref.target
            for path in held & self._old.keys()
            for ref in self._old[path].article.references
        }
        for media in self._old_media:
            if media.path in shown and rows.media(media.path) is None:
                rows.put_media(media)

    def _check(self, added: list[Row], held: set[str]) -> list[Problem]:
        rows = self.store.rows
        checks = Consistency(
            rows,
            self.settings,
            self._names,
            {
                path: (each.reason, each.cure)
                for path, each in self.found.media.items()
                if each.reason
            },
            lru_cache(16)(partial(lines_of, self.settings.path)),
        )
        changed = [row.article for row in added if row.article.path not in held]
        linking: set[str] = set()
        claimed: list[Problem] = []
        if not self.full:
            came_or_went = plan.came_or_went(self.changes, self.lists)
            self._links = {each for change in self.changes for each in plan.targets(change)}
            self._links |= came_or_went
            broken = {path for path, each in self.found.media.items() if each.reason}
            lost = [path for path in self.found.gone if path not in self.tree.media]
            linking = rows.users({*self._links, *broken, *lost})
            linking -= held | {article.path for article in changed}
            claimed = list(checks.claimed(came_or_went))
        faulty = {
            path: read.reading.references
            for path, read in self.found.readings.items()
            if read.reading.article is None
        }
        others = [row.article for path in sorted(linking) if (row := rows.item(path))]
        return [
            *checks.check(changed, others, faulty),
            *claimed,
            *checks.moved(self.changes),
            *checks.strays(self._unlinked()),
        ]

    def _unlinked(self) -> list[str]:
        """Strays to which nothing links that was read now, not even what is held back."""
        if not self.tree.strays:
            return []
        read = [each.reading.references for each in self.found.readings.values()]
        linked = {each.target for references in read for each in references}
        return [path for path in self.tree.strays if path not in linked]

    def _note_files(self, held: set[str]) -> None:
        """Note what was read; what is held back is looked at again by every build."""
        ledger, tree = self.store.ledger, self.tree
        files = dict(self.found.touched)
        for path, read in self.found.readings.items():
            files[path] = File(tree.items[path].stat, None if path in held else read.digest)
            warnings = [each for each in read.reading.problems if not each.is_error]
            ledger.put_warnings(path, [] if path in held else warnings)
        for path, inspected in self.found.media.items():
            usable = inspected.digest if inspected.media else None
            files[path] = File(tree.media[path].stat, usable)
        for path in held - files.keys():
            if path in tree.items:
                files[path] = File(tree.items[path].stat, None)
        ledger.put_files(files)
        ledger.drop_files([*self.found.gone, *self._unused_media])
        for path in self.found.gone:
            ledger.put_warnings(path, [])

    def reach_every_page(self) -> bool:
        """True if the menu, which stands on every page, is another now."""
        return any(plan.changes_menu(change) for change in self.changes)

    def outputs(self) -> dict[str, str]:
        """The outputs that the changes reach, each with its reason."""
        rows = self.store.rows
        found = plan.outputs(self._with_repictured(), self.lists, frozenset(self._repictured))
        for output in self._media_outputs:
            found.setdefault(output, "ảnh hoặc tệp đổi")
        for path in rows.users(self._links):
            row = rows.item(path)
            if row and row.standing != Standing.ABSENT:
                found.setdefault(row.article.output, "bài được liên kết đổi")
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
        for path in sorted(self._repictured - changed):
            if row := self.store.rows.item(path):
                self.lists.remember([row.article])
                yield Change(row, row)

    def current_bodies(self) -> list[tuple[str, str]]:
        """(path, digest) of each body to keep where others of its file may go."""
        return [
            (row.article.path, change.new.article.body if change.new else "")
            for change in self.changes
            if (row := change.new or change.old)
        ]
