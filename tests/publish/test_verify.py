"""Whatever somebody else did to a published site is found, on the host and over HTTP."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from plugins.build.store import Outside, open_store
from plugins.core.settings import SettingsError
from plugins.publish import verify
from plugins.publish.folder import Folder
from plugins.publish.verify import Findings
from tests.build.sites import site_of, write_article
from tests.factories import write
from tests.publish.portal import Portal


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """Three articles, one with an old address, built and published."""
    portal = Portal(site_of(tmp_path / "site", 3), tmp_path / "host/www")
    write_article(
        portal.site,
        1,
        aliases="[/cu/bai-1.html, /cu/ủy-ban%201.html]",
        source="{name: A, url: https://a.example/1}",
    )
    portal.build()
    portal.publish()
    return portal


def found(portal: Portal, sample: int | None = None) -> Findings:
    """What verify finds on the host."""
    with open_store(portal.site.settings) as store, closing(Folder(portal.root)) as target:
        return verify.on_target(target, portal.site.settings, store, sample)


def test_verify__as_published__is_clean(portal: Portal) -> None:
    findings = found(portal)
    assert findings.is_clean
    assert findings.compared == len(portal.built) + 1
    assert found(portal, sample=5).is_clean


def test_verify__added_changed_and_removed__are_named(portal: Portal) -> None:
    write(portal.root, {"cuoc/88.html": "x", "index.html": "y", ".htaccess": "z"})
    (portal.root / "2026/09/bai-01.html").unlink()
    assert list(found(portal).lines()) == [
        "thiếu: 2026/09/bai-01.html",
        "bị đổi: index.html",
        "tệp lạ: .htaccess",
        "tệp lạ: cuoc/88.html",
    ]


def test_verify__sample__still_knows_every_name_and_the_home_page(portal: Portal) -> None:
    write(portal.root, {"cuoc/88.html": "x", "index.html": "y"})
    (portal.root / "2026/09/bai-01.html").unlink()
    findings = found(portal, sample=1)
    assert (findings.missing, findings.foreign) == (["2026/09/bai-01.html"], ["cuoc/88.html"])
    assert findings.changed == ["index.html"]


def test_verify__views_and_what_the_webmaster_keeps__are_left_alone(portal: Portal) -> None:
    portal.site.overrides["publish_keep"] = [".htaccess", "rieng/"]
    write(portal.root, {"views/1.json": "x", ".htaccess": "y", "rieng/a/b.php": "z"})
    assert found(portal).is_clean


def test_verify__release_note_forged__is_named(portal: Portal) -> None:
    write(portal.root, {".well-known/portal-release.json": "{}"})
    assert list(found(portal).lines()) == ["bị đổi: .well-known/portal-release.json"]


def test_verify__built_again_but_not_published__compares_with_what_was(portal: Portal) -> None:
    write_article(portal.site, 1, title="Chưa phát hành")
    portal.build()
    assert found(portal).is_clean


def test_verify__never_published__says_so(tmp_path: Path) -> None:
    portal = Portal(site_of(tmp_path / "site", 1), tmp_path / "host/www")
    portal.build()
    with pytest.raises(SettingsError, match="Chưa phát hành"):
        found(portal)


@contextmanager
def served(root: Path, redirects: dict[str, str] | None = None) -> Iterator[str]:
    """A web server of the folder; some paths it redirects."""

    class Answers(SimpleHTTPRequestHandler):
        def __init__(self, *words: Any) -> None:
            super().__init__(*words, directory=str(root))

        def do_GET(self) -> None:
            if there := (redirects or {}).get(self.path):
                self.send_response(301)
                self.send_header("Location", there)
                self.end_headers()
            else:
                super().do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def found_at(portal: Portal, address: str, sample: int | None = None) -> Findings:
    """What verify finds over HTTP."""
    with open_store(portal.site.settings) as store:
        return verify.over_http(address, portal.site.settings, store, sample)


def test_verify_http__as_published__is_clean(portal: Portal) -> None:
    with served(portal.root) as address:
        assert found_at(portal, address).is_clean
        assert found_at(portal, address + "/", sample=3).is_clean


def test_verify_http__old_address_answered_by_the_web_server__is_right(portal: Portal) -> None:
    with served(portal.root, {"/cu/bai-1.html": "/2026/09/bai-01.html"}) as address:
        assert found_at(portal, address).is_clean


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/cu/bai-1.html", "https://cuoc.example/"),
        ("/2026/09/bai-01.html", "/2026/09/bai-02.html"),
    ],
)
def test_verify_http__other_redirects__are_named(portal: Portal, path: str, location: str) -> None:
    with served(portal.root, {path: location}) as address:
        assert found_at(portal, address).changed == [path[1:]]


def test_verify_http__foreign_links__are_named_with_their_hosts(portal: Portal) -> None:
    page = portal.root / "2026/09/bai-01.html"
    injected = (
        '<a href="https://CUOC88.example/x">x</a><script src=//xau.example/a.js></script>'
        '<a href="https://a.example/2">y</a>'
    )
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", injected), encoding="utf-8")
    (portal.root / "rss.xml").unlink()
    with served(portal.root) as address:
        assert list(found_at(portal, address).lines()) == [
            "thiếu: rss.xml",
            "bị đổi: 2026/09/bai-01.html (liên kết lạ: cuoc88.example, xau.example)",
        ]


def test_verify_http__no_answer__says_so(portal: Portal) -> None:
    with served(portal.root) as address:
        pass
    with pytest.raises(Outside, match="không trả lời"):
        found_at(portal, address)


def test_verify_http__state_without_bodies__still_works(portal: Portal) -> None:
    (portal.site.root / ".state/bodies.sqlite").unlink()
    shutil.rmtree(portal.site.output)
    write(portal.root, {"index.html": '<a href="https://cuoc.example/">x</a>'})
    with served(portal.root) as address:
        assert list(found_at(portal, address).lines()) == [
            "bị đổi: index.html (liên kết lạ: cuoc.example)"
        ]
