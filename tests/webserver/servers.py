"""nginx and Apache, started on this machine by whoever runs the tests, with a printed file.

Both get nothing but what a fresh install of theirs has: the site's own file must say the rest.
"""

import os
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import NamedTuple

from tests.programs import APACHE, NGINX, find

_NGINX = """\
{user}
worker_processes 1;
pid {folder}/nginx.pid;
events {{ worker_connections 128; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path {folder}/a;
    proxy_temp_path {folder}/b;
    fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d;
    scgi_temp_path {folder}/e;
    gzip on;
    include {folder}/site.conf;
}}
"""
_MODULES = (
    *("mpm_event", "authz_core", "mime", "dir", "alias", "deflate", "filter", "headers"),
    *("rewrite", "negotiation", "autoindex", "expires", "env", "setenvif"),
)
_APACHE = """\
ServerRoot {folder}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/apache.pid
DefaultRuntimeDir {folder}
ErrorLog {folder}/error.log
{user}
{modules}
TypesConfig /dev/null
StartServers 1
DocumentRoot {root}
<Directory {root}>
    Options Indexes FollowSymLinks MultiViews
    AllowOverride All
    Require all granted
</Directory>
"""


class Answer(NamedTuple):
    """What a server sent; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that servers can read that give up root's rights; pytest's are its own."""
    with tempfile.TemporaryDirectory(prefix="portal-web-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


def write_nginx(at: Path, configuration: str) -> list[str]:
    """Write a site's file for nginx, its log into the same folder; the words that start it."""
    user = "user root;" if os.geteuid() == 0 else ""
    site = configuration.replace("/var/log/nginx", str(at))
    (at / "site.conf").write_text(site, encoding="utf-8")
    (at / "nginx.conf").write_text(_NGINX.format(folder=at, user=user), encoding="utf-8")
    path = find(NGINX)
    return [path, "-p", str(at), "-e", str(at / "error.log"), "-c", str(at / "nginx.conf")]


@contextmanager
def nginx(at: Path, configuration: str, port: int) -> Iterator[None]:
    """nginx on this port, with a site's file."""
    words = write_nginx(at, configuration)
    with _running([*words, "-g", "daemon off;"], port, at / "error.log"):
        yield


@contextmanager
def apache(at: Path, root: Path, port: int) -> Iterator[None]:
    """Apache on this port, serving a folder with a .htaccess."""
    path = find(APACHE)
    modules = Path(path).parents[1] / "lib" / "apache2" / "modules"
    words = {
        "folder": at,
        "root": root,
        "port": port,
        "user": "User www-data\nGroup www-data" if os.geteuid() == 0 else "",
        "modules": "\n".join(
            f"LoadModule {name}_module {modules}/mod_{name}.so" for name in _MODULES
        ),
    }
    (at / "apache.conf").write_text(_APACHE.format(**words), encoding="utf-8")
    command = [path, "-f", str(at / "apache.conf"), "-D", "FOREGROUND"]
    with _running(command, port, at / "error.log"):
        yield


@contextmanager
def _running(words: list[str], port: int, log: Path) -> Iterator[None]:
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            while not _listening(port):
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.02)
                if process.returncode is not None:
                    said = log.read_text("utf-8") if log.exists() else ""
                    out = process.stdout.read().decode() if process.stdout else ""
                    raise AssertionError(out + said)
            yield
        finally:
            process.terminate()


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ask(
    port: int, path: str, method: str, headers: Mapping[str, str], *, secure: bool = False
) -> Answer:
    """The answer to a request sent as it is."""
    connection: HTTPConnection
    if secure:
        unchecked = ssl._create_unverified_context()
        connection = HTTPSConnection("127.0.0.1", port, timeout=30, context=unchecked)
    else:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return _answer(connection.getresponse())
    finally:
        connection.close()


def _answer(response: HTTPResponse) -> Answer:
    """What is sent twice is joined, as every reader of it does (RFC 9110, 5.3)."""
    headers: dict[str, str] = {}
    for name, value in response.getheaders():
        before = f"{headers[name.lower()]}, " if name.lower() in headers else ""
        headers[name.lower()] = before + value
    return Answer(response.status, headers, response.read())
