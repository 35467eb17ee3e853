"""`serve` as editors run it: it follows their files, keeps to itself, and stops when told."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Timer

import pytest

from plugins.build.store import Outside
from plugins.core.settings import PROJECT
from plugins.preview import server
from tests.build.processes import write_settings
from tests.build.sites import Site, site_of

_SERVE = """\
import sys
from plugins.preview import command
sys.exit(command.serve(settings="pelicanconf.py", port=int(sys.argv[1])))
"""


@dataclass
class Serving:
    """A running `serve`: the lines it says, and what browsers get."""

    process: subprocess.Popen[str]
    port: int = 0
    said: list[str] = field(default_factory=list)

    def line(self, pattern: str) -> re.Match[str]:
        """The next line like this; fails if it ends before."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if match := re.search(pattern, line):
                return match
        raise AssertionError("".join(self.said))

    @contextmanager
    def ask(self, path: str, **headers: str) -> Iterator[HTTPResponse]:
        """The answer to a browser, which then hangs up."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request("GET", path, headers={"Host": f"localhost:{self.port}", **headers})
            with connection.getresponse() as answer:
                yield answer

    def status(self, path: str, **headers: str) -> int:
        """How a browser is answered."""
        with self.ask(path, **headers) as answer:
            return answer.status

    def page(self, path: str) -> str:
        """The text at an address."""
        with self.ask(path) as answer:
            return answer.read().decode()


@contextmanager
def serving(folder: Path, port: int = 0, **environment: str) -> Iterator[Serving]:
    """`serve` in a folder that has settings, ended at the end."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", _SERVE, str(port or free_port())],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        impatient = Timer(60, process.kill)
        impatient.start()
        try:
            running = Serving(process)
            running.port = int(running.line(r"Bản xem thử: http://localhost:(\d+)/")[1])
            yield running
        finally:
            process.kill()
            impatient.cancel()


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Three published articles and a settings file."""
    site = site_of(tmp_path / "Cổng tin (thử)", 3)
    write_settings(site.root)
    return site


def edit(site: Site) -> None:
    site.article("bai-00.md", title="Tên mới", date="2026-09-01")


def add(site: Site) -> None:
    site.article("2026/11/them.md", title="Bài thêm", status="draft")


def delete(site: Site) -> None:
    site.delete("bai-00.md")


def replace(site: Site) -> None:
    """Many programs write a new file and give it the old one's name."""
    edit(site)
    old = site.root / "content/bai-00.md"
    new = old.with_name(".bai-00.md.swp")
    new.write_bytes(old.read_bytes().replace("Tên mới".encode(), "Tên thay".encode()))
    new.replace(old)


def change_settings(site: Site) -> None:
    write_settings(site.root, "SITESUBTITLE = 'Dòng phụ mới'\n")


@pytest.mark.parametrize(
    ("change", "address", "seen"),
    [
        (edit, "/", "Tên mới"),
        (add, "/2023/03/them.html", "<h1>Bài thêm</h1>"),
        (delete, "/2026/09/bai-00.html", "Không tìm thấy trang"),
        (replace, "/", "Tên thay"),
        (change_settings, "/", "Dòng phụ mới"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_serve__file_saved__browsers_are_told_and_get_it(
    site: Site, change: Callable[[Site], None], address: str, seen: str
) -> None:
    with serving(site.root) as running, running.ask("/__preview/events") as events:
        first = events.readline()
        assert seen not in running.page(address)
        change(site)
        versions = (line for line in iter(events.readline, b"") if line.startswith(b"data: "))
        assert next(version for version in versions if seen in running.page(address)) != first


def test_serve__theme_edited__browsers_are_told_and_get_it(site: Site) -> None:
    theme = site.root / "theme"
    shutil.copytree(PROJECT / "theme", theme)
    write_settings(site.root, "THEME = 'theme'\n")
    template = theme / "templates/index.html"
    with serving(site.root) as running, running.ask("/__preview/events") as events:
        first = events.readline()
        text = template.read_text(encoding="utf-8")
        template.write_text(text.replace("<h1", "<p>Chào bạn đọc</p><h1", 1), encoding="utf-8")
        versions = (line for line in iter(events.readline, b"") if line.startswith(b"data: "))
        assert "Chào bạn đọc" in template.read_text(encoding="utf-8")
        seen = (each for each in versions if "Chào bạn đọc" in running.page("/"))
        assert next(seen) != first


def test_serve__mistake_and_cure__are_told_in_the_terminal(site: Site) -> None:
    with serving(site.root) as running:
        site.article("bai-00.md", date="31-31-2023")
        running.line(r"^content/bai-00\.md:3: lỗi: ")
        running.line("Cách sửa: ")
        site.article("bai-00.md", date="2026-09-01")
        running.line(rf"content/bai-00\.md → http://localhost:{running.port}/2026/09/bai-00\.html")
        running.line("Không còn vấn đề nào")


def test_serve__settings_broken_and_mended__preview_goes_on(site: Site) -> None:
    with serving(site.root) as running:
        write_settings(site.root, "TEN_LA = 1\n")
        running.line("Không có thiết lập nào tên TEN_LA")
        assert "Không có thiết lập nào tên TEN_LA" in running.page("/")
        assert "Bài 01" in running.page("/")
        write_settings(site.root)
        running.line("Đã đọc được")
        assert "TEN_LA" not in running.page("/")


def test_serve__content_folder_gone_and_back__preview_goes_on(site: Site) -> None:
    with serving(site.root) as running:
        content = site.root / "content"
        shutil.copytree(content, site.root / "cat-di")
        shutil.rmtree(content)
        (site.root / "cat-di").rename(content)
        for title in ("Tên mới", "Tên mới hơn"):
            site.article("bai-00.md", title=title, date="2026-09-01")
            running.line(r"bai-00\.md →")
            assert title in running.page("/")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serve__told_to_stop__ends_well_and_leaves_only_its_own_state(
    site: Site, stop: signal.Signals
) -> None:
    site.build()
    before = {each for each in site.root.rglob("*") if each.is_file()}
    with serving(site.root) as running, running.ask("/__preview/events") as events:
        events.readline()
        running.page("/")
        running.process.send_signal(stop)
        running.line("^Đã dừng xem thử")
        assert running.process.wait(60) == 0
        assert events.read() in (b"", b"\n")
    own = site.root / ".state/preview"
    left = {each for each in site.root.rglob("*") if each.is_file()} - before
    assert {each for each in left if own not in each.parents} == set()


def test_serve__port_taken__takes_the_next_and_says_so(site: Site) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = int(other.getsockname()[1])
        with serving(site.root, taken) as running:
            assert running.port > taken
            assert f"Cổng mạng {taken} đang bận: dùng {running.port}.\n" in running.said
            assert running.status("/") == HTTPStatus.OK


def test_serve__another_host_name__is_refused(site: Site) -> None:
    with serving(site.root) as running:
        assert running.status("/", Host="ac-y.example") == HTTPStatus.FORBIDDEN
        assert running.status("/", Host=f"127.0.0.1:{running.port}") == HTTPStatus.OK


def test_serve__state_folder_cannot_be_written__works_all_the_same(site: Site) -> None:
    (site.root / ".state").write_text("a file where a folder should be", encoding="utf-8")
    with serving(site.root) as running:
        assert "Bài 01" in running.page("/")


def test_serve__no_port_free__says_which_option_helps() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "_is_taken_beside", lambda _: True)
        with pytest.raises(Outside, match="--port"):
            server.opened(8000)
