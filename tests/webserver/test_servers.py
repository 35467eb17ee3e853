"""nginx and Apache with the printed configuration: both answer what is written here."""

import gzip
import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest

from plugins.core import media_types, urls
from plugins.webserver import apache, moved, nginx
from plugins.webserver.policy import Address
from tests.build.sites import Site, picture
from tests.webserver import servers
from tests.webserver.servers import Answer, ask, free_port

pytestmark = pytest.mark.xdist_group("hosts")

ARTICLE = "/2026/11/hoi-nghi.html"
HASHED, SHORT, NEVER = "max-age=31536000, immutable", "max-age=60", "no-store"
HTML, XML = "text/html; charset=utf-8", "application/xml; charset=utf-8"
JSON = "application/json; charset=utf-8"

# As an editor writes it → where else the same leads; hostile ones among them.
ALIASES = {
    "/cat/old-123.html": ("/cat/old-123.html", "/cat/old-123.html?utm=1", "/cat/old%2D123.html"),
    "/?ItemID=12": ("/?ItemID=12",),
    "/Default.aspx?tabid=12&id=3": ("/Default.aspx?tabid=12&id=3",),
    "/tin/tỉnh ủy.html".replace(" ", "%20"): (
        "/tin/t%E1%BB%89nh%20%E1%BB%A7y.html",
        "/tin/t%e1%bb%89nh%20%e1%bb%a7y.html",
    ),
    "/?q=ủy": ("/?q=%E1%BB%A7y", "/?q=%e1%bb%a7y"),
    "/tin/bai-cu": ("/tin/bai-cu",),
    "/cu//bai.html": ("/cu//bai.html", "/cu//bai.html?a=1"),
    "/Kinh-Te/": ("/Kinh-Te/",),
    "/kinh-te//": ("/kinh-te//",),
    "/?": ("/?",),
    "/anh/cu.jpg": ("/anh/cu.jpg",),
    "/Cu/A.html": ("/Cu/A.html",),
    "/a;b{c}$d'e(f)[g]+h*.html": ("/a;b%7Bc%7D$d'e(f)[g]+h*.html",),
    '/"quoted".html': ("/%22quoted%22.html",),
    "/dat.aspx?x=$1&y=${z}": ("/dat.aspx?x=$1&y=${z}",),
    "/w.aspx?a=b|c^d`e": ("/w.aspx?a=b|c^d`e",),
    "/t%EC.html": ("/t%EC.html", "/t%ec.html?a"),
    "/dong%0A}moi.html": ("/dong%0A%7Dmoi.html",),
    "/nguoc\\cheo.aspx?a\\b": ("/nguoc\\cheo.aspx?a\\b",),
    "/$portal.html": ("/$portal.html",),
    "/rat/dai" * 60: ("/rat/dai" * 60,),
}
# Alike but not the same: no one's old address.
NOT_MOVED = ("/?ItemID=123", "/?itemid=12", "/Default.aspx?id=3&tabid=12", "/kinh-te/", "/")

SECURITY = {
    "content-security-policy": "default-src 'self'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# Path, status, media type, Cache-Control, compressed.
FILES = (
    ("/", 200, HTML, SHORT, True),
    ("/kinh-te/", 200, HTML, SHORT, True),
    (ARTICLE, 200, HTML, SHORT, True),
    ("/rss.xml", 200, XML, SHORT, True),
    ("/kinh-te/rss.xml", 200, XML, SHORT, True),
    ("/atom.xml", 200, XML, SHORT, True),
    ("/feed.json", 200, "application/feed+json; charset=utf-8", SHORT, True),
    ("/rss/opml.xml", 200, XML, SHORT, True),
    ("/sitemap.xml", 200, XML, SHORT, True),
    ("/site.webmanifest", 200, "application/manifest+json; charset=utf-8", SHORT, True),
    ("/api/v1/index.json", 200, JSON, SHORT, True),
    ("/favicon.svg", 200, "image/svg+xml; charset=utf-8", SHORT, True),
    ("/favicon.ico", 200, "image/vnd.microsoft.icon", SHORT, False),
    ("/.well-known/redirects.json", 200, JSON, SHORT, True),
    ("/.well-known/portal-release.json", 200, JSON, NEVER, False),
    ("/views/2026-11.json", 200, JSON, NEVER, False),
    ("/404.html", 200, HTML, SHORT, True),
    ("/khong-co.html", 404, HTML, NEVER, True),
    ("/feed", 404, HTML, NEVER, True),
    ("/anh/khong-co.jpg", 404, HTML, NEVER, True),
    ("/2026/", 404, HTML, NEVER, True),
    ("/.env", 404, HTML, NEVER, True),
    ("/.git/config", 404, HTML, NEVER, True),
    ("/kinh-te/.htpasswd", 404, HTML, NEVER, True),
    ("/.htaccess", 404, HTML, NEVER, True),
)


@dataclass(frozen=True)
class Host:
    """A server with the site on it."""

    name: str
    port: int
    root: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """`If_None_Match=` stands for that header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return ask(self.port, path, method, named)

    def leads_to(self, path: str) -> str | None:
        """Where a redirect from here ends: its path, as long as it stays on this host."""
        answer = self.ask(path)
        if answer.status != 301:
            return None
        there = urljoin(self.url + path, answer.headers["location"])
        assert there.startswith(self.url + "/"), there
        return there.removeprefix(self.url)


def make_site(root: Path, siteurl: str) -> Site:
    """A built site in which every kind of file is there, with old addresses."""
    site = Site(root, {"siteurl": siteurl})
    quoted = ", ".join(json.dumps(each, ensure_ascii=False) for each in ALIASES)
    body = "Đoạn đầu.\n\n![Cầu]({static}/images/a.jpg)\n\n[Tải về]({static}/files/b.csv)"
    site.article("a.md", slug="hoi-nghi", date="2026-11-20", category="Kinh tế", body=body)
    old = site.root / "content" / "a.md"
    text = old.read_text("utf-8").replace("\n---\n", f"\naliases: [{quoted}]\n---\n", 1)
    site.write({"a.md": text, "images/a.jpg": picture("navy"), "files/b.csv": "a,b\n" * 500})
    assert not site.build().failed
    for path in ("views/2026-11.json", ".well-known/portal-release.json", ".env", ".git/config"):
        (site.output / path).parent.mkdir(parents=True, exist_ok=True)
        (site.output / path).write_text("{}", encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def hosts() -> Iterator[dict[str, Host]]:
    """Both servers, each with the same files and its own configuration."""
    with ExitStack() as stack:
        found = {}
        folder = stack.enter_context(servers.folder())
        for name in ("nginx", "apache"):
            port = free_port()
            found[name] = Host(name, port, folder / name / "output")
        site = make_site(folder / "nginx", found["nginx"].url)
        shutil.copytree(site.output, found["apache"].root)
        old = moved.of(moved.read((site.output / urls.REDIRECTS).read_bytes()))
        host = found["nginx"]
        text = nginx.configuration(Address.of(host.url), str(host.root), old)
        stack.enter_context(servers.nginx(folder / "nginx", text, host.port))
        host = found["apache"]
        (host.root / ".htaccess").write_text(
            apache.configuration(Address.of(host.url), old), "utf-8"
        )
        stack.enter_context(servers.apache(folder / "apache", host.root, host.port))
        yield found


@pytest.fixture(params=["nginx", "apache"])
def host(request: pytest.FixtureRequest, hosts: dict[str, Host]) -> Host:
    return hosts[request.param]


@pytest.mark.parametrize(("path", "status", "kind", "cache", "compressed"), FILES)
def test_file__asked_for__status_type_caching_and_compression(
    path: str, status: int, kind: str, cache: str, compressed: bool, host: Host
) -> None:
    answer = host.ask(path, Accept_Encoding="gzip")
    headers = answer.headers
    assert (answer.status, headers["content-type"], headers["cache-control"]) == (
        *(status, kind, cache),
    )
    assert headers.get("content-encoding") == ("gzip" if compressed else None)
    assert headers.get("vary", "") == ("Accept-Encoding" if compressed else "")
    plain = host.ask(path)
    assert "content-encoding" not in plain.headers
    body = gzip.decompress(answer.body) if compressed else answer.body
    assert plain.body == body
    there = (host.root / path[1:]) if path[-1] != "/" else (host.root / path[1:] / "index.html")
    assert body == (host.root / "404.html" if status == 404 else there).read_bytes()


def test_output__every_file_of_a_build__has_its_type_and_years_where_its_name_says_its_content(
    host: Host,
) -> None:
    files = [path for path in host.root.rglob("*") if path.is_file()]
    paths = {path.relative_to(host.root).as_posix() for path in files}
    visible = {path for path in paths if not hidden(path)}
    assert {each.partition("/")[0] for each in visible} >= {"anh", "tep", "theme", "api", "cat"}
    for path in visible - {"feed.json"}:
        answer = host.ask(quote("/" + path.replace("index.html", "")), "HEAD")
        if path.endswith(".html") and answer.status == 301:  # a stub
            continue
        assert (path, answer.headers.get("content-type")) == (path, media_types.of(path))
        hashed = path.startswith(("anh/", "tep/", "theme/"))
        assert (answer.headers["cache-control"] == HASHED) is hashed, path


def hidden(path: str) -> bool:
    """True for a path that no server shows."""
    return path.startswith(".") and not path.startswith(".well-known/")


@pytest.mark.parametrize("path", ["/", "/rss.xml", "/khong-co.html", "/?ItemID=12", "/kinh-te"])
def test_answer__of_any_status__has_the_security_headers(path: str, host: Host) -> None:
    answer = host.ask(path)
    assert {name: answer.headers.get(name) for name in SECURITY} == SECURITY
    assert "strict-transport-security" not in answer.headers
    assert "nginx/" not in answer.headers["server"]


@pytest.mark.parametrize("path", ["/api/v1/index.json", "/rss.xml", "/kinh-te/rss.xml"])
def test_feed_or_api__asked_by_another_site__may_be_read(path: str, host: Host) -> None:
    assert host.ask(path).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/", ARTICLE, "/sitemap.xml", "/views/2026-11.json"])
def test_page__asked_by_another_site__may_not_be_read(path: str, host: Host) -> None:
    assert "access-control-allow-origin" not in host.ask(path).headers


@pytest.mark.parametrize("old", [each for paths in ALIASES.values() for each in paths])
def test_old_address__as_browsers_ask__leads_to_the_article_for_good(old: str, host: Host) -> None:
    assert host.leads_to(old) == ARTICLE
    assert host.ask(old).headers["cache-control"] == SHORT


@pytest.mark.parametrize("path", NOT_MOVED)
def test_old_address__only_alike__leads_nowhere(path: str, host: Host) -> None:
    assert host.leads_to(path) is None


@pytest.mark.parametrize(
    ("path", "there"), [("/kinh-te", "/kinh-te/"), ("/kinh-te?a=1", "/kinh-te/?a=1")]
)
def test_folder__without_its_slash__leads_to_it(path: str, there: str, host: Host) -> None:
    assert host.leads_to(path) == there


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_method__that_would_change_something__is_not_allowed(method: str, host: Host) -> None:
    answer = host.ask(ARTICLE, method)
    assert (answer.status, answer.headers["allow"][:9]) == (405, "GET, HEAD")


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_page__asked_for_again__is_not_sent_twice(encoding: str, host: Host) -> None:
    first = host.ask(ARTICLE, Accept_Encoding=encoding)
    again = host.ask(ARTICLE, Accept_Encoding=encoding, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["cache-control"] == SHORT


def test_folder__with_no_page__is_not_listed(host: Host) -> None:
    assert host.ask("/theme/").status == 404
