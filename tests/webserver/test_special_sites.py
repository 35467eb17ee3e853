"""Special sites on the real servers: HTTPS, very many old addresses, hostile ones, the log."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.aliases import requested
from plugins.webserver import apache, moved, nginx
from plugins.webserver.policy import Address
from tests.programs import OPENSSL, find
from tests.webserver import servers
from tests.webserver.servers import ask, free_port

HOST = "tinhuy.example"
HERE = {"Host": HOST}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with servers.folder() as made:
        (made / "output").mkdir()
        (made / "output" / "index.html").write_text("<p>Trang chủ", encoding="utf-8")
        (made / "output" / "404.html").write_text("<p>Không có", encoding="utf-8")
        yield made


def certificate(at: Path) -> None:
    """A certificate signed by itself, where certbot's would lie."""
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={HOST}"]
    files = ["-keyout", str(at / "privkey.pem"), "-out", str(at / "fullchain.pem")]
    subprocess.run([find(OPENSSL), *words, *files], check=True, capture_output=True)


def test_nginx__site_with_https__everything_comes_by_https(folder: Path) -> None:
    at = folder / "secure"
    (at / "well" / ".well-known" / "acme-challenge").mkdir(parents=True)
    (at / "well" / ".well-known" / "acme-challenge" / "token").write_text("key", "utf-8")
    certificate(at)
    plain, secure = free_port(), free_port()
    text = nginx.configuration(
        Address.of(f"https://{HOST}"), str(folder / "output"), moved.of([("/cu", "/")])
    )
    # What a machine of the test's does not have: its ports, its certificates.
    text = re.sub(r"listen \[::\].*", "", text)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    text = text.replace("listen 443 ", f"listen 127.0.0.1:{secure} ")
    text = text.replace(f"/etc/letsencrypt/live/{HOST}", str(at))
    text = text.replace("/var/www/html", str(at / "well"))
    with servers.nginx(at, text, secure):
        answer = ask(plain, "/chinh-tri/?a=1", "GET", HERE)
        assert answer.status == 301
        assert answer.headers["location"] == f"https://{HOST}/chinh-tri/?a=1"
        assert ask(plain, "/.well-known/acme-challenge/token", "GET", HERE).body == b"key"
        answer = ask(secure, "/", "GET", HERE, secure=True)
        assert answer.status == 200
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        answer = ask(secure, "/cu", "GET", HERE, secure=True)
        assert (answer.status, answer.headers["location"]) == (301, f"https://{HOST}/")


def test_apache__site_with_https_behind_a_proxy__leads_there_once(folder: Path) -> None:
    text = apache.configuration(Address.of(f"https://{HOST}"), moved.of([("/cu", "/")]))
    (folder / "output" / ".htaccess").write_text(text, encoding="utf-8")
    token = folder / "output" / ".well-known" / "acme-challenge" / "token"
    token.parent.mkdir(parents=True)
    token.write_text("key", encoding="utf-8")
    (folder / "apache").mkdir()
    port = free_port()
    with servers.apache(folder / "apache", folder / "output", port):
        answer = ask(port, "/chinh-tri/?a=1", "GET", HERE)
        assert answer.status == 301
        assert answer.headers["location"] == f"https://{HOST}/chinh-tri/?a=1"
        answer = ask(port, "/", "GET", {**HERE, "X-Forwarded-Proto": "https"})
        assert answer.status == 200
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert ask(port, "/.well-known/acme-challenge/token", "GET", HERE).body == b"key"


def test_nginx__a_hundred_thousand_old_addresses__loads_without_a_warning(folder: Path) -> None:
    entries = [
        (f"/tin-tuc/Chuyen-muc-{number % 40}/bai-{number}.html", f"/2023/03/bai-{number}.html")
        for number in range(50_000)
    ]
    entries += [(f"/?ItemID={number}", f"/2024/{number}.html") for number in range(50_000)]
    at, port = folder / "many", free_port()
    at.mkdir()
    site = f"http://127.0.0.1:{port}"
    text = nginx.configuration(Address.of(site), str(folder / "output"), moved.of(entries))
    words = servers.write_nginx(at, text)
    done = subprocess.run([*words, "-t"], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, "warn" in done.stderr) == (0, False), done.stderr
    with servers.nginx(at, text, port):
        for old, new in (entries[0], entries[49_999], entries[50_000], entries[-1]):
            assert ask(port, old, "GET", {}).headers["location"] == site + new
        assert ask(port, "/?ItemID=50000", "GET", {}).status == 200


def test_nginx__its_log__has_for_each_request_what_counting_needs(folder: Path) -> None:
    at, port = folder / "logged", free_port()
    at.mkdir()
    text = nginx.configuration(
        Address.of(f"http://127.0.0.1:{port}"), str(folder / "output"), moved.of([])
    )
    with servers.nginx(at, text, port):
        agent = 'A "B" \\ ủ'
        ask(port, "/?a=\"'", "GET", {"User-Agent": agent.encode().decode("latin-1")})
        ask(port, "/khong-co", "HEAD", {"Sec-Purpose": "prefetch;prerender"})
    one, other = map(json.loads, (at / "127.0.0.1.log").read_text("utf-8").splitlines())
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", one.pop("time"))
    assert one == {
        "address": "127.0.0.1",
        "method": "GET",
        "status": 200,
        "path": "/?a=\"'",
        "agent": agent,
        "purpose": "",
    }
    assert (other["method"], other["status"], other["path"]) == ("HEAD", 404, "/khong-co")
    assert other["purpose"] == "prefetch;prerender"


_WRITTEN = st.text(
    st.sampled_from("abAZ09/.-_%?=&+~ủĐ\"'`$\\{}()[]<>|^*;:,@!\x01") | st.characters(codec="utf-8"),
    min_size=1,
    max_size=25,
)
# No file, so no page either, has such a path; the servers refuse some of them.
_NOT_FOR_SERVERS = re.compile(r"%(?![0-9A-F]{2})|%00|%2F|\\|%5C|/\.\.?(?:/|$|\?)|(?i:%2e)")


@settings(max_examples=10)
@given(st.lists(_WRITTEN.map("/x".__add__), min_size=30, max_size=60))
def test_both__whatever_an_editor_wrote_as_an_old_address__it_leads_on(written: list[str]) -> None:
    origins = [requested("".join(each.split()).partition("#")[0]) for each in written]
    entries = [(each, "/2023/03/bai.html") for each in dict.fromkeys(origins)]
    old = moved.of(moved.read(json.dumps({"redirects": rows(entries)}).encode()))
    with ExitStack() as stack:
        folder = stack.enter_context(servers.folder())
        root = folder / "output"
        root.mkdir()
        ports = free_port(), free_port()
        sites = [f"http://127.0.0.1:{port}" for port in ports]
        (root / ".htaccess").write_text(
            apache.configuration(Address.of(sites[1]), old), encoding="utf-8"
        )
        text = nginx.configuration(Address.of(sites[0]), str(root), old)
        stack.enter_context(servers.nginx(folder, text, ports[0]))
        stack.enter_context(servers.apache(folder, root, ports[1]))
        for origin, new in entries:
            for port, site in zip(ports, sites, strict=True):
                answer = ask(port, origin, "GET", {})
                if not _NOT_FOR_SERVERS.search(origin.partition("?")[0]):
                    assert answer.status == 301, (site, origin)
                    assert answer.headers["location"] == site + new
        assert ask(ports[0], "/", "GET", {}).status == ask(ports[1], "/", "GET", {}).status == 404


def rows(entries: list[tuple[str, str]]) -> list[dict[str, str]]:
    """The entries as redirects.json has them."""
    return [{"from": old, "to": new} for old, new in entries]
