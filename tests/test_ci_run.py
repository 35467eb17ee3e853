"""The CI jobs, run here in fresh checkouts with a folder for a host: what they carry is enough.

CI's own part is played: its checkout, cache and artifact are copies, its image is this machine.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.core.settings import PROJECT
from tests.build.processes import SETTINGS
from tests.build.sites import files_in, snapshot
from tests.factories import article_text, write
from tests.pipelines import GITHUB, GITLAB, jobs

STATE = ".state/portal.sqlite"
HELD = "2023/03/hai.html"
KEY, HOSTS = (
    "-----BEGIN KEY-----\nkhông thật\n-----END KEY-----",
    "may-chu.example ssh-ed25519 AAAA",
)


def copy(start: Path, end: Path) -> None:
    """Copy a file, or a folder if it is there, without what Python made of it."""
    end.parent.mkdir(parents=True, exist_ok=True)
    if start.is_dir():
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(start, end, ignore=ignored, dirs_exist_ok=True)
    elif start.exists():
        shutil.copy2(start, end)


def git(folder: Path, *words: str) -> None:
    """Run git as an editor."""
    who = ("-c", "user.name=Lê Ân", "-c", "user.email=le-an@tinhuy.example")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@dataclass(frozen=True)
class Newsroom:
    """An editor's clone, the repository, what CI carries from run to run, and the web host."""

    root: Path
    file: str
    environment: dict[str, str]

    @property
    def host(self) -> Path:
        """The web root."""
        return self.root / "host" / "www"

    @property
    def artifact(self) -> Path:
        """What the build job handed on."""
        return self.root / "artifact"

    @property
    def cache(self) -> Path:
        """What the publisher left for the next run."""
        return self.root / "cache"

    def push(self, **articles: str) -> None:
        """Commit articles, by the names of their files, and push them."""
        editor = self.root / "editor"
        write(editor / "content", {f"{name}.md": text for name, text in articles.items()})
        git(editor, "add", ".")
        git(editor, "commit", "-m", "Bài mới")
        git(editor, "push", "origin", "HEAD:main")

    def failing(self) -> dict[str, int]:
        """Run the pipeline; the jobs that fail, and how."""
        names = [name for name in ("build", "publish", "check") if name in jobs(self.file)]
        statuses = {name: self._run(name) for name in names}
        return {name: status for name, status in statuses.items() if status}

    def _run(self, name: str) -> int:
        checkout = self.root / "checkout"
        shutil.rmtree(checkout, ignore_errors=True)
        git(self.root, "clone", "--depth", "1", (self.root / "repo.git").as_uri(), "checkout")
        (checkout / ".venv").symlink_to(sys.prefix)
        copy(self.cache if name == "build" else self.artifact, checkout)
        ended = list(jobs(self.file)[name].run(checkout, self.environment))
        assert "không thật" not in str(ended)
        if name == "build":
            shutil.rmtree(self.artifact, ignore_errors=True)
            copy(checkout / "output", self.artifact / "output")
            copy(checkout / STATE, self.artifact / STATE)
        elif name == "publish":
            copy(checkout / STATE, self.cache / STATE)
        return ended[-1][0]


def newsroom(root: Path, file: str) -> Newsroom:
    """A repository with this generator and two articles, pushed by an editor, not yet published."""
    programs = {
        "python3": f'#!/bin/sh\nexec "{sys.executable}" "$@"\n',
        "apt-get": "#!/bin/sh\n",  # this machine is not CI's to install on
    }
    write(root, {f"bin/{name}": text for name, text in programs.items()})
    for name in programs:
        (root / "bin" / name).chmod(0o755)
    key, hosts = KEY, HOSTS
    if file == GITLAB:  # puts them into files, whose last line may lack its end
        write(root, {"key": KEY, "hosts": HOSTS})
        key, hosts = str(root / "key"), str(root / "hosts")
    environment = {
        "HOME": str(root),
        "PATH": f"{root}/bin:/usr/local/bin:/usr/bin:/bin",
        "PUBLISH_TARGET": f"{root}/host/www",
        "SSH_KEY": key,
        "KNOWN_HOSTS": hosts,
    }
    git(root, "init", "--bare", "-b", "main", "repo.git")
    git(root, "clone", str(root / "repo.git"), "editor")
    for name in ("plugins", "theme", "tasks.py"):
        copy(PROJECT / name, root / "editor" / name)
    write(root / "editor", {"publishconf.py": SETTINGS})
    made = Newsroom(root, file, environment)
    made.push(mot=article_text("Một"), hai=article_text("Hai", slug="hai"))
    return made


@pytest.mark.parametrize(("file", "red"), [(GITHUB, "build"), (GITLAB, "check")])
def test_ci__runs_in_a_row__publish_what_differs_and_carry_the_state_on(
    file: str, red: str, tmp_path: Path
) -> None:
    ci = newsroom(tmp_path, file)

    # The first run: everything.
    assert ci.failing() == {}
    first = snapshot(ci.host)
    assert {"index.html", "2023/03/mot.html", HELD} <= first.keys()
    ssh = tmp_path / ".ssh"
    assert (ssh / "id_ed25519").read_text(encoding="utf-8").rstrip("\n") == KEY
    assert (ssh / "known_hosts").read_text(encoding="utf-8").rstrip("\n") == HOSTS
    assert [path.stat().st_mode & 0o777 for path in (ssh, ssh / "id_ed25519")] == [0o700, 0o600]

    # Nothing new: no file made, the same host, the same state to carry.
    state = snapshot(ci.cache)
    assert ci.failing() == {}
    assert files_in(ci.artifact) == {STATE}
    assert snapshot(ci.host) == first
    assert snapshot(ci.cache) == state

    # One new article, one broken: all but the broken one, and red.
    broken = article_text("Hai, sửa lại", slug="hai", views="1.234")
    ci.push(ba=article_text("Ba", slug="ba"), hai=broken)
    assert ci.failing() == {red: 1}
    assert (ci.host / "2023/03/ba.html").is_file()
    assert (ci.host / HELD).read_bytes() == first[HELD][0]
