"""tasks.py installs once, says what it lacks, and ends with the promised status.

Installs are real, from a folder that holds one wheel: Invoke, packed from where it is installed.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from invoke import Context

import tasks
from plugins.build import bootstrap
from tests.build.processes import LIKE_ANYBODY

ROOT = Path(bootstrap.PROJECT)

# Stands in for the commands: tells how it was called, and ends as its category says.
COMMANDS = """\
import json, os

def build(**given):
    print(json.dumps({**given, "cwd": os.getcwd()}))
    return 0

def new(title, category, **given):
    if category == "Ctrl-C":
        raise KeyboardInterrupt
    return int(category) if title else 2
"""


class Ended(NamedTuple):
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str


def ended(process: subprocess.Popen[str]) -> Ended:
    """How it ended, once it has."""
    out, err = process.communicate()
    return Ended(process.returncode, out, err)


@dataclass(frozen=True)
class Project:
    """A folder with tasks.py and a small lock, and the environment to start it in."""

    folder: Path
    environment: dict[str, str]
    before: tuple[str, ...] = ()
    """Words of a command that starts the rest."""

    @property
    def stamp(self) -> Path:
        return self.folder / ".venv" / "installed.txt"

    def popen(self, *words: str, **changes: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*self.before, sys.executable, str(self.folder / "tasks.py"), *words],
            cwd=self.folder.parent,
            env=self.environment | changes,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *words: str, **changes: str) -> Ended:
        with self.popen(*words, **changes) as process:
            return ended(process)

    def run_after(self, statement: str) -> Ended:
        """Start it in a Python in which the statement holds."""
        start = f"import runpy, sys; {statement}; runpy.run_path('tasks.py', run_name='__main__')"
        ran = subprocess.run(
            [sys.executable, "-c", start],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ended(ran.returncode, ran.stdout, ran.stderr)


def make_wheel(folder: Path) -> Path:
    """Invoke's wheel, from the files of the installed one."""
    invoke = distribution("invoke")
    wheel = folder / f"invoke-{invoke.version}-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        for file in invoke.files or ():
            if file.suffix != ".pyc" and ".." not in file.parts:
                archive.write(str(file.locate()), file.as_posix())
    return wheel


def make_project(folder: Path) -> Project:
    """A project whose lock holds Invoke alone, in a folder as editors name theirs."""
    project = folder / "Cổng tin Đảng bộ"
    (project / "plugins" / "build").mkdir(parents=True)
    (project / "plugins" / "build" / "commands.py").write_text(COMMANDS, encoding="utf-8")
    for name in (
        "tasks.py",
        *("plugins/build/" + part for part in ("__init__.py", "bootstrap.py", "command_line.py")),
    ):
        shutil.copy(ROOT / name, project / name)
    wheel = make_wheel(folder)
    digest = sha256(wheel.read_bytes()).hexdigest()
    locked = f"invoke=={distribution('invoke').version} --hash=sha256:{digest}\n"
    (project / "requirements.txt").write_text(locked, encoding="utf-8")
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON", "INVOKE_"))
    }
    return Project(
        project,
        inherited
        | {
            "HOME": str(folder),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(folder),
            "PYTHONIOENCODING": "utf-8",
        },
    )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path)


@pytest.fixture(scope="module")
def first_starts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, list[Ended]]:
    """A project on a fresh machine, and how two commands ended that started it at once."""
    project = make_project(tmp_path_factory.mktemp("installed"))
    with project.popen("--list") as one, project.popen("--list") as other:
        ends = [ended(start) for start in (one, other)]
    return project, ends


@pytest.fixture
def installed(first_starts: tuple[Project, list[Ended]]) -> Project:
    return first_starts[0]


# Installing


def test_install__two_first_starts_at_once__one_installs_and_both_run(
    first_starts: tuple[Project, list[Ended]],
) -> None:
    _, ends = first_starts
    assert [(end.status, end.out.count("build")) for end in ends] == [(0, 1), (0, 1)], ends
    assert sum(end.err.count("Processing") for end in ends) == 1


def test_install__second_start__installs_nothing(installed: Project) -> None:
    before = installed.stamp.stat()
    second = installed.run("--list")
    assert (second.status, second.err) == (0, "")
    assert installed.stamp.stat() == before


def test_install__killed_after_an_edit_of_the_lock__is_done_again(installed: Project) -> None:
    locked = installed.folder / "requirements.txt"
    locked.write_text(locked.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    left = installed.folder / ".venv" / "left.txt"
    left.touch()
    with installed.popen("--list") as killed:
        assert killed.stderr is not None
        assert any("Processing" in line for line in iter(killed.stderr.readline, ""))
        killed.kill()
    assert not installed.stamp.exists()
    again = installed.run("--list")
    assert (again.status, again.out.count("build"), left.exists()) == (0, 1, False), again.err
    assert installed.stamp.read_text(encoding="utf-8").endswith("# edited\n")


def test_install__stopped_by_ctrl_c__status_130_and_no_half_venv(project: Project) -> None:
    with project.popen("--list") as stopped:
        assert stopped.stderr is not None
        assert any("Processing" in line for line in iter(stopped.stderr.readline, ""))
        os.killpg(stopped.pid, signal.SIGINT)
        end = ended(stopped)
    assert (end.status, end.out, end.err) == (130, "", "")
    assert not (project.folder / ".venv").exists()
    assert project.run("--list").status == 0


def test_install__somebody_elses_folder__says_to_take_a_clone(project: Project) -> None:
    project.folder.chmod(0o555)
    refused = replace(project, before=LIKE_ANYBODY).run("--list")
    project.folder.chmod(0o755)
    assert (refused.status, refused.out) == (3, "")
    assert f"không có quyền ghi vào thư mục {project.folder}" in refused.err
    assert "git clone" in refused.err
    assert list(project.folder.glob(".*")) == []


def test_install__no_network__says_so_and_leaves_no_venv(project: Project) -> None:
    del project.environment["PIP_NO_INDEX"], project.environment["PIP_FIND_LINKS"]
    # Nothing listens on port 9 of this machine.
    failed = project.run("--list", PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0")
    assert (failed.status, failed.out) == (3, "")
    assert "mạng" in failed.err
    assert "PIP_FIND_LINKS" in failed.err
    assert not (project.folder / ".venv").exists()


def test_install__python_without_ensurepip__names_the_package_to_install(project: Project) -> None:
    failed = project.run_after("sys.modules['ensurepip'] = None")
    assert failed.status == 3
    assert "thiếu ensurepip" in failed.err
    assert "apt install python3-venv" in failed.err
    assert not (project.folder / ".venv").exists()


def test_install__older_python__is_wrong_use(project: Project) -> None:
    failed = project.run_after("sys.version_info = (3, 10, 9)")
    assert failed.status == 2
    assert "Cần Python 3.11 trở lên" in failed.err
    assert "this is 3.10" in failed.err


@pytest.mark.parametrize(
    ("output", "meaning"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS", "hash mismatch"),
        ("ERROR: Hashes are required in --require-hashes mode", "hash mismatch"),
        ("OSError: [Errno 28] No space left on device", "disk full"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError'\n"
            "ERROR: No matching distribution found for nh3==0.3.8",
            "network",
        ),
        ("ERROR: No matching distribution found for nh3==0.3.8", "no package found"),
        ("error: subprocess-exited-with-error", "no wheel"),
        ("Error: [Errno 13] Permission denied: '.venv/lib'", "no permission"),
        ("Segmentation fault", "see above"),
    ],
)
def test_install__pip_fails__tells_the_reason_and_leaves_no_venv(
    output: str,
    meaning: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run(command: list[str]) -> tuple[int, str]:
        venv.mkdir(exist_ok=True)
        return (1, output) if "pip" in command else (0, "")

    venv = tmp_path / ".venv"
    monkeypatch.setattr(bootstrap, "VENV", str(venv))
    monkeypatch.setattr(bootstrap, "run", run)
    with pytest.raises(SystemExit) as end:
        bootstrap.make_venv()
    told = capsys.readouterr().err
    assert (end.value.code, f"({meaning})" in told, output in told) == (3, True, True)
    assert not venv.exists()


# Commands


def test_command__options__reach_it_in_the_users_folder(installed: Project) -> None:
    ran = installed.run("build", "--content", "bài viết", "--jobs", "3", "--keep-going")
    paths = dict.fromkeys(("settings", "output", "state", "now", "report"))
    flags = {"full": False, "delta": False, "keep_going": True, "explain": False}
    folder = str(installed.folder.parent.resolve())
    assert json.loads(ran.out) == {
        **paths,
        **flags,
        "content": "bài viết",
        "jobs": 3,
        "cwd": folder,
    }
    assert ran.status == 0


def test_command__by_invoke_inside_the_venv__is_the_same(installed: Project) -> None:
    words = ["build", "--full", "--now", "2026-11-22T08:00"]
    by_invoke = subprocess.run(
        [installed.folder / Path(bootstrap.PYTHON).relative_to(ROOT), "-m", "invoke", *words],
        cwd=installed.folder,
        env=installed.environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    here = {"cwd": str(installed.folder.resolve())}
    assert json.loads(by_invoke.stdout) == json.loads(installed.run(*words).out) | here


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ((), 0),
        (("build", "--help"), 0),
        (("new", "Tổng kết", "--category", "0"), 0),
        (("new", "Tổng kết", "--category", "1"), 1),
        (("new", "test", "--category", "3"), 3),
        (("new",), 2),
        (("biuld",), 2),
        (("build", "--wrong"), 2),
        (("build", "-f"), 2),
        (("build", "--jobs", "0"), 2),
        (("build", "--jobs", "hai"), 2),
        (("new", "Tổng kết", "--category", "Ctrl-C"), 130),
    ],
)
def test_command__end__has_the_promised_status_and_no_traceback(
    words: tuple[str, ...], status: int, installed: Project
) -> None:
    ran = installed.run(*words)
    assert (ran.status, "Traceback" in ran.err) == (status, False), ran.err


def test_command__its_options__are_exactly_the_promised_ones() -> None:
    options = {
        name: {option for argument in made.get_arguments() for option in argument.names}
        for name, made in tasks.namespace.tasks.items()
    }
    paths = {"settings", "content", "state"}
    assert options == {
        "build": paths
        | {"output", "now", "jobs", "full", "delta", "keep-going", "report", "explain"},
        "check": paths | {"json", "format"},
        "new": {"title", "category", "settings", "content"},
        "serve": {"port", "settings", "content"},
        "report": paths | {"from", "to", "csv"},
        "views": paths | {"log", "to", "watch", "every", "freeze", "output"},
        "publish": paths
        | {"output", "to", "dry-run", "rollback", "full", "force", "allow-deletions"},
        "verify": paths | {"output", "target", "sample"},
        "webserver": {"server", "settings", "output", "root", "stubs"},
        "test": {"soak"},
        "lint": set(),
        "bench": {"articles", "lines", "phone", "against", "runs", "write"},
        "screenshots": set(),
    }


def test_tools__one_fails__the_others_run_and_the_status_is_1(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[str] = []

    def run(command: list[str], **_: object) -> SimpleNamespace:
        ran.append(command[2])
        return SimpleNamespace(returncode=2 * (command[2] == "ruff"))

    monkeypatch.setattr(subprocess, "run", run)
    assert tasks.tools(["ruff", "check"], ["mypy"]) == 1
    assert tasks.tools(["mypy"]) == 0
    assert ran == ["ruff", "mypy", "mypy"]


@pytest.mark.parametrize("name", ["test", "screenshots"])
def test_command__needs_programs_and_they_are_not_there__exit_3_before_anything_else(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def run(command: list[str], **_: object) -> SimpleNamespace:
        ran.append(command[2])
        return SimpleNamespace(returncode=3)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(SystemExit) as end:
        tasks.namespace[name](Context())
    assert (end.value.code, ran) == (3, ["tests.programs"])


@pytest.mark.parametrize(("words", "counts"), [((), "1 deselected"), (("--soak",), "2 passed")])
def test_soak__long_test__is_left_out_unless_asked_for(
    words: tuple[str, ...], counts: str, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text(
        "import pytest\n\ndef test_short(): pass\n\n@pytest.mark.soak\ndef test_long(): pass\n",
        encoding="utf-8",
    )
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *words],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert counts in ran.stdout
    assert "skipped" not in ran.stdout


# The lock


@pytest.mark.parametrize("lock", ["requirements.txt", "tests/bench/requirements.txt"])
def test_lock__every_requirement__is_pinned_with_hashes_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    requirements = text.replace("\\\n", " ").splitlines()
    pinned = re.compile(r"[a-z0-9-]+==\S+( ; [^;]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [line for line in requirements if not pinned.fullmatch(line)] == []
    assert "://" not in text


def test_lock__every_name_asked_for__is_in_it() -> None:
    asked = (ROOT / "requirements.in").read_text(encoding="utf-8")
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^[a-z0-9-]+", asked, re.MULTILINE))
    assert names - set(re.findall(r"^[a-z0-9-]+(?===)", locked, re.MULTILINE)) == set()
