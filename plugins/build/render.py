"""An output's path to its content, from the rows alone."""

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from plugins.assets import Assets
from plugins.build import searching, templates
from plugins.build.templates import Templates
from plugins.core import files, pagination, urls
from plugins.core.article import Article
from plugins.core.settings import Settings
from plugins.core.site import Row
from plugins.core.urls import ListKey
from plugins.ingest import reading
from plugins.state import database
from plugins.state.bodies import Bodies
from plugins.state.ledger import Ledger
from plugins.state.rows import Rows, SettledRows
from plugins.views import article, feed, home, listing, page, parts
from plugins.views.parts import Shown

if TYPE_CHECKING:
    from plugins.build.machines import Machines


class Setup(NamedTuple):
    """What a process needs to render: it opens everything else itself."""

    settings: Settings
    state: Path
    bodies: Path


SEARCHED = frozenset(("search-month", "search-text"))
MACHINES = frozenset(("machine", "category-feed", "author-feed", "sitemap", "api-month", *SEARCHED))
"""Kinds of outputs that no template shows."""


class BodyLost(Exception):
    """The article's file no longer holds the version that the rows speak of."""


class Renderer:
    """Renders outputs; one for each process, as connections cannot be shared."""

    def __init__(self, setup: Setup) -> None:
        self.settings = setup.settings
        self.rows = SettledRows(database.connect(setup.state, read_only=True))
        self.bodies = Bodies(setup.bodies)
        self._pictures = setup.state.parent / "pictures"
        self._templates_cache = setup.state.parent / "templates"

    def close(self) -> None:
        """Close what was opened; it renders no more."""
        self.rows.link.close()
        self.bodies.close()

    @cached_property
    def assets(self) -> Assets:
        """The theme's own files."""
        return theme_assets(self.settings)

    @cached_property
    def _environment(self) -> Templates:
        """Templates of the theme only; `partial` renders what many pages share, once."""
        environment = templates.of_theme(self.settings, self.assets, self._templates_cache)
        environment.globals.update(parts.chrome(self.rows, self.settings))

        @cache
        def partial(name: str, active: str = "") -> Markup:
            template = environment.get_template(f"partials/{name}.html")
            return Markup(template.render(active=active))

        environment.globals["partial"] = partial
        return environment

    @cached_property
    def _machines(self) -> "Machines":
        from plugins.build.machines import Machines  # feedgen and lxml take 90 ms to load

        now = Ledger(self.rows.link).get("now")
        return Machines(self.rows, self.settings, self.assets, self._feed_html, now)

    def _feed_html(self, item: Article) -> str:
        template, variables = feed.show(item, self._body(item), self.rows, self.settings)
        return self._environment.get_template(template).render(variables)

    def content(self, output: str) -> bytes | Path | None:
        """The output's bytes, or the file to copy; None if there is no such output now.

        Raises BodyLost, ThemeError.
        """
        with templates.told():
            found = self._content(output)
        return self._machines.stub(output) if found is None else found

    def _content(self, output: str) -> bytes | Path | None:
        route = urls.route(output)
        if route is None:
            return None
        if route.kind in SEARCHED:
            return searching.content(route, self.rows, self._body)
        if route.kind in MACHINES:
            return self._machines.content(route, output)
        if route.kind in ("picture", "file"):
            return self._file(output)
        if route.kind == "asset":
            return self.assets.content(output)
        shown = self._shown(route, output)
        if shown is None:
            return None
        template, variables = shown
        return self._environment.get_template(template).render(variables).encode()

    def _shown(self, route: urls.Route, output: str) -> Shown | None:
        rows, settings = self.rows, self.settings
        match route.kind:
            case "article":
                row = rows.at(output)
                if row is None or not parts.is_public(row):
                    return None
                return article.show(row, self._body(row.article), rows, settings)
            case "home":
                return home.show(rows, settings)
            case "archive":
                return listing.show_archive(rows)
            case "feeds":
                return page.show_feeds(rows, settings)
            case "api":
                return page.show_api()
            case "search":
                return page.show_search(rows)
            case "404":
                return page.show_not_found(rows, settings)
            case "newest":
                return home.show_newest(rows, settings) if settings.shows_live_views else None
            case "statistics":
                return page.show_statistics()
            case "month":
                return listing.show_month(ListKey("month", route.slug), rows, settings)
        if route.kind == "category" and not any(
            route.slug == each.slug for each in settings.categories
        ):
            return self._standing_page(rows.at(output))
        return listing.show(ListKey(route.kind, route.slug), route.number, rows, settings)

    def _standing_page(self, row: Row | None) -> Shown | None:
        if row is None or not parts.is_public(row):
            return None
        return page.show(row, self._body(row.article), self.rows, self.settings)

    def _file(self, output: str) -> Path | None:
        from plugins.build import media  # Pillow takes its time to load

        setup = media.Setup(self.settings.path, self._pictures)
        for each in self.rows.media_at(output):
            if self.rows.is_used(each.path):
                found = media.content_of(setup, each, output)
                if found is None:
                    raise BodyLost(each.path)
                return found
        return None

    def _body(self, item: Article) -> str:
        """The article's body from the cache, or read again from its file."""
        if (kept := self.bodies.get(item.path, item.body)) is not None:
            return kept
        source = files.locate(self.settings.path, item.path)
        if source:
            again = reading.read(item.path, source.read_bytes(), self.settings)
            if again.article and again.article.body == item.body:
                self.bodies.put([(item.path, item.body, again.body)])
                return again.body
        raise BodyLost(item.path)


def theme_assets(settings: Settings) -> Assets:
    """The assets of the theme that the settings name. Raises MissingAsset."""
    return Assets.of(settings.theme / "static")


def all_outputs(rows: Rows, settings: Settings) -> list[str]:
    """Every output that the rows warrant now."""
    found = [*urls.PAGES, *urls.FRAGMENTS, *urls.MACHINES, *rows.public_outputs()]
    for category in settings.categories:
        key = ListKey("category", category.slug)
        found += [*_list_pages(key, rows.list_row(key).size), urls.feed(key)]
    for kind in urls.LIST_FOLDERS:
        for row in rows.lists(kind):
            found += _list_pages(row.key, row.size)
    found += [urls.feed(row.key) for row in rows.lists("author")]
    for row in rows.lists("month"):
        month = row.key.slug
        found += [urls.listing(row.key), urls.sitemap(month), urls.api_month(month)]
        found += [urls.search_month(month), urls.search_text(month)]
    found += rows.stubs()
    found += rows.used_media()
    found += theme_assets(settings).outputs()
    return found


def _list_pages(key: ListKey, size: int) -> list[str]:
    return [urls.listing(key, number) for number in range(pagination.numbered(size) + 1)]
