"""The browser is found, or installed where that may be; else the user is told what to do."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.core.settings import PROJECT
from tests.browser import chromium

_APT = """\
#!/bin/sh
echo "$DEBIAN_FRONTEND $*" >> "{log}"
echo apt speaks
case "$*" in
*update) exit {update} ;;
*chromium)
  [ {install} = 0 ] && printf '#!/bin/sh\\n' > "{bin}/chromium" && chmod +x "{bin}/chromium"
  exit {install} ;;
esac
"""
_SUDO = """\
#!/bin/sh
[ "$1" = -n ] && shift
exec "$@"
"""
_INSTALLED = [
    "noninteractive -o DPkg::Lock::Timeout=120 update",
    "noninteractive -o DPkg::Lock::Timeout=120 install -y --no-install-recommends chromium",
]


@dataclass(frozen=True)
class Machine:
    """A machine whose programs are those put here."""

    folder: Path

    @property
    def bin(self) -> Path:
        return self.folder / "bin"

    @property
    def installs(self) -> list[str]:
        """How apt-get was called, with the environment that keeps it from asking."""
        log = self.folder / "log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def put(self, name: str, text: str = "#!/bin/sh\n") -> str:
        path = self.bin / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    def put_apt(self, update: int = 0, install: int = 0) -> None:
        log = self.folder / "log"
        self.put("apt-get", _APT.format(log=log, bin=self.bin, update=update, install=install))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with no browser and the user root."""
    (tmp_path / "bin").mkdir()
    for name in ("chmod", "env"):
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return Machine(tmp_path)


def test_find__several__first_of_the_names(machine: Machine) -> None:
    paths = [machine.put(name) for name in reversed(chromium.NAMES)]
    assert chromium.find() == paths[-1]


def test_find__variable__goes_first(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.put("chromium")
    mine = shutil.move(machine.put("mine"), tmp_path / "my browser")
    monkeypatch.setenv(chromium.VARIABLE, str(mine))
    assert chromium.find() == str(mine)


def test_ensure__variable_names_no_program__says_so_and_installs_nothing(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put("chromium")
    machine.put_apt()
    monkeypatch.setenv(chromium.VARIABLE, "/khong/co")
    assert chromium.main() == 3
    assert "CHROMIUM=/khong/co" in capsys.readouterr().err
    assert machine.installs == []


def test_ensure__browser_there__installs_nothing(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put("chromium-browser")
    machine.put_apt()
    assert (chromium.main(), machine.installs, capsys.readouterr().err) == (0, [], "")


@pytest.mark.parametrize("update", [0, 100])
def test_ensure__root_on_debian__installs_it_and_says_so_in_one_line(
    update: int, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put_apt(update=update)
    assert (chromium.main(), machine.installs) == (0, _INSTALLED)
    assert capsys.readouterr().err.count("\n") == 1
    assert chromium.find() == str(machine.bin / "chromium")


def test_ensure__user_who_may_by_sudo__installs_it(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    (machine.bin / "true").symlink_to(str(shutil.which("true", path=os.defpath)))
    machine.put("sudo", _SUDO)
    machine.put_apt()
    assert (chromium.main(), machine.installs) == (0, _INSTALLED)


@pytest.mark.parametrize("sudo", ["", "#!/bin/sh\nexit 1\n"], ids=["no sudo", "sudo asks"])
def test_ensure__user_who_may_not__exit_3_with_the_command(
    sudo: str,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    if sudo:
        machine.put("sudo", sudo)
    machine.put_apt()
    assert (chromium.main(), machine.installs) == (3, [])
    told = capsys.readouterr().err
    assert chromium.COMMAND in told
    assert "Cách sửa" in told
    assert "Chromium is needed" in told


def test_ensure__apt_fails__exit_3_with_what_it_said(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put_apt(install=100)
    assert chromium.main() == 3
    told = capsys.readouterr().err
    assert "apt speaks" in told
    assert chromium.COMMAND in told


def test_ensure__apt_gives_no_browser__exit_3(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put("apt-get")  # Ubuntu's package of that name may bring none
    assert chromium.main() == 3
    assert chromium.COMMAND in capsys.readouterr().err


def test_command__machine_without_browser__exit_3(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.chromium"],
        cwd=PROJECT,
        env={**_without_browser(), "PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert chromium.COMMAND in done.stderr


def test_pytest__machine_without_browser__fails_and_skips_nothing(tmp_path: Path) -> None:
    words = ["-p", "no:cacheprovider", "tests/browser/test_page_kinds.py", "-k", "structure"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *words],
        cwd=PROJECT,
        env={**_without_browser(), "PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout
    assert chromium.COMMAND in done.stdout
    assert "passed" not in done.stdout
    assert "skipped" not in done.stdout


def _without_browser() -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name != chromium.VARIABLE},
        "PYTHONUTF8": "1",
    }
