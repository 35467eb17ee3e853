"""What machines read: from rows to feeds, sitemaps, the API, redirects and icons."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from plugins import api, feeds, manifest, redirects, search, sitemaps
from plugins.assets import Assets
from plugins.core import dates, pagination, urls
from plugins.core.article import Article, Standing
from plugins.core.dates import Moment
from plugins.core.settings import Settings
from plugins.core.urls import ListKey, Route
from plugins.state.rows import Rows
from plugins.views import parts

_TYPES = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}
_ICON, _ICON_PX = "images/icon-144.png", 144


class Feed(NamedTuple):
    """An RSS feed: its title, its output, and the page it belongs to."""

    title: str
    output: str
    page: str


def all_feeds(rows: Rows, settings: Settings) -> list[Feed]:
    """Every RSS feed: the site's, each category's, each author's."""
    found = [Feed(settings.sitename, urls.RSS, "/")]
    keys = [(each.name, ListKey("category", each.slug)) for each in settings.categories]
    keys += [(row.name, row.key) for row in parts.people(rows)]
    for name, key in keys:
        page = urls.to_url(urls.listing(key))
        found.append(Feed(f"{name} – {settings.sitename}", urls.feed(key), page))
    return found


class Machines:
    """Renders what machines read; `html` gives an article's text for feeds."""

    def __init__(
        self,
        rows: Rows,
        settings: Settings,
        assets: Assets,
        html: Callable[[Article], str],
        now: str,
    ) -> None:
        self.rows, self.settings, self.assets = rows, settings, assets
        self.html, self.now = html, now
        self._items: dict[str, feeds.Item] = {}

    def content(self, route: Route, output: str) -> bytes | None:
        """The output's bytes; None if there is no such output now."""
        match route.kind:
            case "category-feed" | "author-feed":
                return self._rss(output)
            case "sitemap":
                articles = self._month(route.slug)
                entries = [self._entry(each) for each in articles]
                return sitemaps.urlset(entries) if entries else None
            case "api-month":
                articles = self._month(route.slug)
                return api.month(route.slug, map(self._row, articles)) if articles else None
        return self._fixed(output)

    def _fixed(self, output: str) -> bytes | None:
        rows, settings = self.rows, self.settings
        match output:
            case urls.RSS:
                return self._rss(output)
            case urls.ATOM | urls.JSON_FEED:
                write = feeds.atom if output == urls.ATOM else feeds.json_feed
                home = self._feeds[urls.RSS]
                items = self._newest(ListKey("home", ""))
                return write(self._channel(home, output), items)
            case urls.OPML:
                known = [
                    (each.title, self._whole(each.output), settings.siteurl + each.page)
                    for each in self._feeds.values()
                ]
                return feeds.opml(settings.sitename, settings.sitename, known)
            case urls.SITEMAP:
                return sitemaps.index(settings.siteurl, list(self._sitemaps()))
            case urls.SITEMAP_PAGES:
                return sitemaps.urlset(list(islice(self._pages(), sitemaps.MOST_URLS)))
            case urls.SITEMAP_NEWS:
                since = dates.days_before(self.now, pagination.NEWS_DAYS)
                news = [
                    sitemaps.NewsItem(self._url(each), each.title, each.date)
                    for each in rows.since(since)[: sitemaps.MOST_NEWS]
                ]
                if not news:
                    return None
                return sitemaps.news(settings.sitename, settings.default_lang, news)
            case urls.ROBOTS:
                return sitemaps.robots(self._whole(urls.SITEMAP), [])
            case urls.OPEN_SEARCH:
                addresses = map(self._whole, (output, urls.FAVICON_ICO))
                page = settings.siteurl + urls.to_url(urls.SEARCH)
                return search.open_search(settings.sitename, page, *addresses)
            case urls.MANIFEST:
                return self._manifest()
            case urls.REDIRECTS:
                pairs = [(alias, urls.to_url(output)) for alias, output in rows.all_aliases()]
                return redirects.table(pairs)
            case urls.API_SCHEMA:
                return api.schema()
            case urls.API_CATEGORIES:
                return api.categories(self._categories.values())
            case urls.API_MONTHS:
                return self._api_index()
        return self.assets.content(output)

    def stub(self, output: str) -> bytes | None:
        """The page at an old address of a public article; None if there is none."""
        article = self.rows.stub_at(output)
        return redirects.stub(self._url(article), article.title) if article else None

    # Feeds

    @cached_property
    def _feeds(self) -> dict[str, Feed]:
        return {each.output: each for each in all_feeds(self.rows, self.settings)}

    def _rss(self, output: str) -> bytes | None:
        found = self._feeds.get(output)
        if found is None:
            return None
        route = urls.route(found.page[1:] + urls.HOME)
        key = ListKey(route.kind, route.slug) if route else ListKey("home", "")
        return feeds.rss(self._channel(found, output), self._newest(key))

    def _channel(self, found: Feed, output: str) -> feeds.Channel:
        settings = self.settings
        return feeds.Channel(
            title=found.title,
            description=settings.sitesubtitle or found.title,
            url=settings.siteurl + found.page,
            self_url=self._whole(output),
            tag=settings.feed_tag,
            language=settings.default_lang,
            image_url=self._whole(self.assets.output(_ICON)),
            image_width=_ICON_PX,
            image_height=_ICON_PX,
            style_url="/" + self.assets.output("feed.css"),
            publisher=settings.sitename,
            email=settings.email,
            empty=Moment(f"{settings.feed_tag.rpartition(',')[2][:4]}-01-01T00:00:00", timed=True),
        )

    def _newest(self, key: ListKey) -> list[feeds.Item]:
        return [self._item(each) for each in self.rows.newest(key, pagination.FEED_SIZE)]

    def _item(self, article: Article) -> feeds.Item:
        """Kept: most articles stand in five feeds."""
        if article.path not in self._items:
            names = [self.settings.category(article.category).name]
            names += [name for name, _ in article.tags]
            self._items[article.path] = feeds.Item(
                id=article.id,
                url=self._url(article),
                title=article.title,
                summary=article.teaser,
                html=self.html(article),
                published=article.date,
                changed=article.changed,
                authors=tuple(name for name, _ in article.authors),
                categories=tuple(dict.fromkeys(names)),
                picture=self._enclosure(article),
                source=(article.source.name, article.source.url) if article.source else None,
            )
        return self._items[article.path]

    def _enclosure(self, article: Article) -> feeds.Enclosure | None:
        media = self.rows.media(article.image.src) if article.image else None
        if media is None:
            return None
        kind = _TYPES[media.output.rpartition(".")[2]]
        return feeds.Enclosure(
            url=self._whole(media.output),
            type=kind,
            length=media.size,
            width=media.width,
            height=media.height,
        )

    # Sitemaps

    def _sitemaps(self) -> Iterator[sitemaps.Entry]:
        yield sitemaps.Entry(self._whole(urls.SITEMAP_PAGES))
        for row in reversed(self.rows.lists("month")):
            yield sitemaps.Entry(self._whole(urls.sitemap(row.key.slug)))

    def _pages(self) -> Iterator[sitemaps.Entry]:
        for output in urls.PAGES:
            if output not in (urls.NOT_FOUND, urls.SEARCH):
                yield sitemaps.Entry(self.settings.siteurl + urls.to_url(output))
        for category in self.settings.categories:
            yield self._front(ListKey("category", category.slug))
        for row in self.rows.pages():
            if row.standing == Standing.LISTED:
                yield sitemaps.Entry(self._url(row.article), row.article.updated)
        for kind in ("topic", "author", "tag"):
            for each in self.rows.lists(kind):
                yield self._front(each.key)

    def _front(self, key: ListKey) -> sitemaps.Entry:
        return sitemaps.Entry(self.settings.siteurl + urls.to_url(urls.listing(key)))

    def _entry(self, article: Article) -> sitemaps.Entry:
        media = self.rows.media(article.image.src) if article.image else None
        images = (self._whole(media.output),) if media else ()
        return sitemaps.Entry(self._url(article), article.changed, images)

    def _month(self, month: str) -> Sequence[Article]:
        key = ListKey("month", month)
        return self.rows.newest(key, self.rows.list_row(key).size)

    # The API, the manifest

    def _api_index(self) -> bytes:
        portal = api.Portal(
            self.settings.sitename,
            self.settings.siteurl + "/",
            self._whole(urls.API_CATEGORIES),
            self._whole(urls.API_SCHEMA),
        )
        months = [row.key.slug for row in self.rows.lists("month")]
        return api.index(portal, [api.Month(m, self._whole(urls.api_month(m))) for m in months])

    @cached_property
    def _categories(self) -> dict[str, api.Category]:
        return {
            slug: api.Category(slug, name, self._whole(parts.list_url(ListKey("category", slug))))
            for name, slug in self.settings.categories
        }

    def _row(self, article: Article) -> api.Item:
        media = self.rows.media(article.image.src) if article.image else None
        image = None
        if media and article.image:
            address = self._whole(media.output)
            image = api.Picture(address, media.width, media.height, article.image.alt)
        source = article.source
        return api.Item(
            id=article.id,
            url=self._url(article),
            title=article.title,
            category=self._categories[article.category],
            authors=tuple(name for name, _ in article.authors),
            published=article.date,
            modified=article.changed if article.changed > article.date else None,
            views=article.views,
            summary=article.teaser,
            image=image,
            tags=tuple(name for name, _ in article.tags),
            source=api.Source(source.name, source.url) if source else None,
        )

    def _manifest(self) -> bytes:
        icons = [
            manifest.Icon(
                "/" + self.assets.output(f"images/icon-{px}.png"), f"{px}x{px}", "image/png"
            )
            for px in (192, 512)
        ]
        settings = self.settings
        words = (settings.sitename, "", settings.sitesubtitle)
        return manifest.manifest(
            *words, icons, self.assets.token("bar"), self.assets.token("paper")
        )

    def _url(self, article: Article) -> str:
        return self.settings.siteurl + article.url

    def _whole(self, output: str) -> str:
        return f"{self.settings.siteurl}/{output}"
