"""Stock Pelican for the comparison: the same kinds of pages, feeds and a sitemap, no plugins."""

SITENAME = "Cổng thông tin Phú Lương Giang"
SITEURL = "https://tinhuy.example"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
THEME = "theme"
PLUGINS: list[str] = []
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []
DELETE_OUTPUT_DIRECTORY = False

ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{slug}.html"
PAGE_URL, PAGE_SAVE_AS = "{slug}/", "{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "{slug}/", "{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "tac-gia/{slug}/", "tac-gia/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "tu-khoa/{slug}/", "tu-khoa/{slug}/index.html"
ARCHIVES_SAVE_AS = "luu-tru/index.html"
MONTH_ARCHIVE_URL = "luu-tru/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "luu-tru/{date:%Y}/{date:%m}/index.html"
TAGS_SAVE_AS = CATEGORIES_SAVE_AS = AUTHORS_SAVE_AS = ""

DIRECT_TEMPLATES = ["index", "archives", "404", "feeds", "sitemap", "robots"]
FEEDS_SAVE_AS = "rss/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"

DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"category": None, "author": None, "tag": None}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{url}trang/{number}/", "{base_name}/trang/{number}/index.html"),
]

FEED_DOMAIN = SITEURL
FEED_MAX_ITEMS = 50
RSS_FEED_SUMMARY_ONLY = False
FEED_ALL_RSS, FEED_ALL_ATOM = "rss.xml", "atom.xml"
CATEGORY_FEED_RSS, CATEGORY_FEED_ATOM = "{slug}/rss.xml", None
AUTHOR_FEED_RSS, AUTHOR_FEED_ATOM = "tac-gia/{slug}/rss.xml", None
TRANSLATION_FEED_ATOM = None
