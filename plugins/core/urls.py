"""Every address of the site, once: how it is made and what it means.

An *output* is a path below output/ (`chinh-tri/index.html`); its URL is the same below SITEURL,
without `index.html`. `route` reads an output's path back, so that a path alone tells what it is.
"""

import hashlib
import re
from typing import NamedTuple
from urllib.parse import unquote

HOME = "index.html"
NOT_FOUND = "404.html"
ARCHIVE = "luu-tru/index.html"
FEEDS_PAGE = "rss/index.html"
API_PAGE = "api/v1/index.html"
SEARCH = "tim-kiem/index.html"
PAGES = (HOME, NOT_FOUND, ARCHIVE, FEEDS_PAGE, API_PAGE, SEARCH)

NEWEST, STATISTICS = "fragments/moi-nhat.html", "fragments/thong-ke.html"
"""What pages fetch to show what is newest; the page of statistics without its numbers."""
FRAGMENTS = (NEWEST, STATISTICS)

RSS, ATOM, JSON_FEED = "rss.xml", "atom.xml", "feed.json"
SITE_FEEDS = (RSS, ATOM, JSON_FEED)
OPML = "rss/opml.xml"
SITEMAP, SITEMAP_PAGES, SITEMAP_NEWS = "sitemap.xml", "sitemap/pages.xml", "sitemap/news.xml"
OPEN_SEARCH = "tim-kiem/opensearch.xml"
ROBOTS, MANIFEST, REDIRECTS = "robots.txt", "site.webmanifest", ".well-known/redirects.json"
FAVICON, FAVICON_ICO, TOUCH_ICON = "favicon.svg", "favicon.ico", "apple-touch-icon.png"
ICONS = (FAVICON, FAVICON_ICO, TOUCH_ICON)
API_SCHEMA, API_CATEGORIES, API_MONTHS = (
    f"api/v1/{name}.json" for name in ("schema", "categories", "index")
)
MACHINES = (
    *(*SITE_FEEDS, OPML, SITEMAP, SITEMAP_PAGES, SITEMAP_NEWS, ROBOTS, MANIFEST, REDIRECTS),
    *(OPEN_SEARCH, *ICONS, API_SCHEMA, API_CATEGORIES, API_MONTHS),
)
"""What machines read, besides what lists and months have."""

VIEWS = "views/"
"""The folder of live counts, which no build makes or removes."""
VIEWS_PAGE, VIEWS_SUMMARY = f"{VIEWS}index.html", f"{VIEWS}summary.json"
MOST_READ = {days: f"{VIEWS}most-read-{days}.html" for days in (7, 30)}
"""What was read most in so many days, as a fragment of a page."""

MAIN_ANCHOR = "noi-dung"
"""The id of `main` on every page: where the skip link leads."""

SEARCH_ANCHOR = "o-tim"
"""The id of the search box on every page."""

PAGE_ANCHORS = frozenset(
    (MAIN_ANCHOR, SEARCH_ANCHOR, "dinh-chinh", "tep-dinh-kem", "bai-truoc", "trang-khac")
)
"""Ids that the article template uses; no text may use them again."""

LIST_FOLDERS = {"author": "tac-gia", "tag": "tu-khoa", "topic": "chu-de"}
_LIST_KINDS = {folder: kind for kind, folder in LIST_FOLDERS.items()}

RESERVED = frozenset(
    (
        *LIST_FOLDERS.values(),
        *("luu-tru", "rss", "sitemap", "anh", "tep", "theme", "tim-kiem", "fragments"),
        *("views", "api", "index", "404", "rss-xml", "feed", "atom", "robots"),
    )
)
"""First segments that no category and no standing page may have as its slug."""


class ListKey(NamedTuple):
    """A list of articles, by kind and slug.

    `category`, `author`, `tag`, `topic` and `month` have pages of their own; `home` (everything)
    and `featured` are shown on the home page.
    """

    kind: str
    slug: str


class Route(NamedTuple):
    """What an output's path says: its kind, the slugs in it, the number of a list's page."""

    kind: str
    slug: str = ""
    number: int = 0


def article(stamp: str, slug: str) -> str:
    """The output of an article: `<yyyy>/<mm>/<slug>.html`."""
    return f"{stamp[:4]}/{stamp[5:7]}/{slug}.html"


def page(slug: str) -> str:
    """The output of a standing page."""
    return f"{slug}/index.html"


def listing(key: ListKey, number: int = 0) -> str:
    """The output of a list's front (number 0) or of one of its numbered pages."""
    if key.kind in ("home", "featured"):
        return HOME
    if key.kind == "month":
        return f"luu-tru/{key.slug.replace('-', '/')}/index.html"
    folder = LIST_FOLDERS.get(key.kind)
    base = f"{folder}/{key.slug}" if folder else key.slug
    return f"{base}/trang/{number}/index.html" if number else f"{base}/index.html"


def feed(key: ListKey) -> str:
    """The RSS feed of a category, an author, or everything (`home`)."""
    return listing(key).removesuffix(HOME) + RSS


def sitemap(month: str) -> str:
    """The sitemap of a month, `2023-03`."""
    return f"sitemap/{month}.xml"


def api_month(month: str) -> str:
    """The articles of a month, `2023-03`, for programs."""
    return f"api/v1/articles/{month}.json"


def search_month(month: str) -> str:
    """Titles, leads and names of a month's articles, `2023-03`, for the search."""
    return f"tim-kiem/{month}.json"


def search_text(month: str) -> str:
    """The texts of a month's articles, `2023-03`, for the search in full."""
    return f"tim-kiem/noi-dung/{month}.json"


SHARDS = [f"{VIEWS}{number:02x}.json" for number in range(256)]
"""The files that hold the live counts of all articles."""


def shard(url: str) -> str:
    """The file that holds the live count of the article at this address (`/2023/03/bai.html`)."""
    return SHARDS[hashlib.sha256(url.encode()).digest()[0]]


CONTENT_ADDRESSED = ("anh/", "tep/")
"""Folders of outputs whose address is made from what they hold."""

CUT = "s"
"""Ends the hash of a picture cut for sharing, as no hash does: it may be as wide as another."""


def picture(digest: str, width: int, extension: str) -> str:
    """The output of a picture at one width."""
    return f"anh/{digest}-{width}.{extension}"


def file(digest: str, slug: str, extension: str) -> str:
    """The output of a file offered for download."""
    return f"tep/{digest}/{slug}.{extension}"


def asset(name: str, digest: str, extension: str) -> str:
    """The output of one of the theme's own files."""
    return f"theme/{name}-{digest}.{extension}"


def to_url(output: str) -> str:
    """The URL of an output, beginning with `/`."""
    if output == HOME or output.endswith("/index.html"):
        return "/" + output.removesuffix("index.html")
    return "/" + output


def to_output(url: str) -> str | None:
    """The output that a path of this site (`/chinh-tri/`) means; None if it means none."""
    if not url.startswith("/"):
        return None
    path = unquote(re.split(r"[?#]", url, maxsplit=1)[0])[1:]
    if path.startswith("/") or "\\" in path or ".." in path.split("/"):
        return None
    return path + "index.html" if path == "" or path.endswith("/") else path


_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_MONTH = r"[0-9]{4}/(?:0[1-9]|1[0-2])"
_STAMP = r"[0-9]{4}-(?:0[1-9]|1[0-2])"
_ROUTES = (
    ("article", re.compile(rf"({_MONTH}/{_SLUG})\.html")),
    ("file", re.compile(rf"tep/([0-9a-f]+/{_SLUG}\.[a-z0-9]+)")),
    ("picture", re.compile(r"anh/([0-9a-f]+s?-[0-9]+\.[a-z0-9]+)")),
    ("asset", re.compile(r"theme/([a-z0-9-]+-[0-9a-f]{10}\.[a-z0-9]+)")),
    ("month", re.compile(rf"luu-tru/({_MONTH})/index\.html")),
    ("sitemap", re.compile(rf"sitemap/({_STAMP})\.xml")),
    ("api-month", re.compile(rf"api/v1/articles/({_STAMP})\.json")),
    ("search-month", re.compile(rf"tim-kiem/({_STAMP})\.json")),
    ("search-text", re.compile(rf"tim-kiem/noi-dung/({_STAMP})\.json")),
    ("author-feed", re.compile(rf"tac-gia/({_SLUG})/rss\.xml")),
    ("category-feed", re.compile(rf"(?![0-9]{{4}}/)({_SLUG})/rss\.xml")),
)
_LISTED = re.compile(
    rf"(?:(tac-gia|tu-khoa|chu-de)/|(?![0-9]{{4}}/))({_SLUG})"  # no category is called as a year
    r"(?:/trang/([1-9][0-9]{0,5}))?/index\.html"
)
_FIXED_KINDS = {
    HOME: "home",
    NOT_FOUND: "404",
    ARCHIVE: "archive",
    FEEDS_PAGE: "feeds",
    API_PAGE: "api",
    SEARCH: "search",
    NEWEST: "newest",
    STATISTICS: "statistics",
    **dict.fromkeys(MACHINES, "machine"),
}


_OTHERS = re.compile(
    r"favicon\.png|[a-z]+\.webmanifest"
    r"|(?:sitemap|theme|tim-kiem|fragments|api/v1|\.well-known|anh|tep)/.+"
)


def is_of_a_build(output: str) -> bool:
    """True for every address that only a build makes, whatever made the file that lies there."""
    return route(output) is not None or _OTHERS.fullmatch(output) is not None


def route(output: str) -> Route | None:
    """What an output's path means by its form alone; None for a path no build ever makes.

    Kind `category` stands for categories and standing pages alike: `/<slug>/` has one form.
    """
    if kind := _FIXED_KINDS.get(output):
        return Route(kind)
    for kind, pattern in _ROUTES:
        if match := pattern.fullmatch(output):
            slug = match[1]
            return Route(kind, slug.replace("/", "-") if kind == "month" else slug)
    if (match := _LISTED.fullmatch(output)) and (match[1] or match[2] not in RESERVED):
        return Route(_LIST_KINDS.get(match[1] or "", "category"), match[2], int(match[3] or 0))
    return None
