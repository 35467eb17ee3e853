"""Programs are found, or installed where that may be; else the user is told what to do."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.core.settings import PROJECT
from tests import programs
from tests.programs import CHROMIUM, NGINX, SSHD, command, find, main

# Installs a program for each package, and notes whether services may start meanwhile.
_APT = """\
#!/bin/sh
echo "$DEBIAN_FRONTEND $*" >> "{log}"
echo apt speaks
case "$*" in
update) exit {update} ;;
*install*)
  [ -x "{policy}" ] && {{ "{policy}"; echo "start a service: $?" >> "{log}"; }}
  [ {install} = 0 ] || exit {install}
  for word in $*; do
    name=${{word#openssh-server}}
    printf '#!/bin/sh\\n' > "{bin}/${{name:-sshd}}" && chmod +x "{bin}/${{name:-sshd}}"
  done ;;
esac
"""
_UPDATE_RC = """\
#!/bin/sh
echo "update-rc.d $*" >> "{log}"
"""
_SUDO = """\
#!/bin/sh
[ "$1" = -n ] && shift
exec "$@"
"""
_UPDATED = "noninteractive update"
_INSTALL = "noninteractive -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "
_INSTALLED = [_UPDATED, _INSTALL + "chromium"]


@dataclass(frozen=True)
class Machine:
    """A machine whose programs are those put here."""

    folder: Path

    @property
    def bin(self) -> Path:
        return self.folder / "bin"

    @property
    def policy(self) -> Path:
        return self.folder / "policy-rc.d"

    @property
    def log(self) -> list[str]:
        """What was run to install, with the environment that keeps it from asking."""
        log = self.folder / "log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def put(self, name: str, text: str = "#!/bin/sh\n") -> str:
        path = self.bin / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    def put_apt(self, update: int = 0, install: int = 0) -> None:
        words = {"log": self.folder / "log", "bin": self.bin, "policy": self.policy}
        self.put("apt-get", _APT.format(**words, update=update, install=install))
        self.put("update-rc.d", _UPDATE_RC.format(**words))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with none of the programs and the user root."""
    machine = Machine(tmp_path)
    machine.bin.mkdir()
    for name in ("chmod", "env", "rm", "sh"):
        (machine.bin / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(machine.bin))
    monkeypatch.setattr(programs, "SBIN", ())
    monkeypatch.setattr(programs, "POLICY", machine.policy)
    for program in programs.ALL:
        monkeypatch.delenv(program.variable, raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return machine


def test_find__several__first_of_the_names(machine: Machine) -> None:
    paths = [machine.put(name) for name in reversed(CHROMIUM.names)]
    assert find(CHROMIUM) == paths[-1]


def test_find__server_that_is_not_on_the_path__where_servers_lie(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sbin").mkdir()
    nginx = shutil.move(machine.put("nginx"), tmp_path / "sbin")
    monkeypatch.setattr(programs, "SBIN", (str(tmp_path / "sbin"),))
    assert find(NGINX) == str(nginx)


def test_find__variable__goes_first(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.put("chromium")
    mine = shutil.move(machine.put("mine"), tmp_path / "my browser")
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert find(CHROMIUM) == str(mine)


def test_main__variable_names_no_program__says_so_and_installs_nothing(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put("chromium")
    machine.put_apt()
    monkeypatch.setenv("CHROMIUM", "/khong/co")
    assert main() == 3
    assert "CHROMIUM=/khong/co" in capsys.readouterr().err
    assert machine.log == []


def test_main__program_there__installs_nothing(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put("chromium-browser")
    machine.put_apt()
    assert (main(["chromium"]), machine.log, capsys.readouterr().err) == (0, [], "")


@pytest.mark.parametrize("update", [0, 100])
def test_main__root_on_debian__installs_it_and_says_so_in_one_line(
    update: int, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put_apt(update=update)
    assert (main(["chromium"]), machine.log) == (0, _INSTALLED)
    assert capsys.readouterr().err.count("\n") == 1
    assert find(CHROMIUM) == str(machine.bin / "chromium")


def test_main__several_missing__one_install_in_which_no_service_starts_then_or_later(
    machine: Machine,
) -> None:
    machine.put("chromium")
    machine.put_apt()
    assert main(["chromium", "nginx", "sshd"]) == 0
    assert machine.log == [
        _UPDATED,
        _INSTALL + "nginx openssh-server",
        "start a service: 101",
        "update-rc.d nginx disable",
        "update-rc.d ssh disable",
    ]
    assert not machine.policy.exists()


def test_main__machine_with_a_policy_of_its_own__keeps_it(machine: Machine) -> None:
    machine.policy.write_text("#!/bin/sh\nexit 104\n", encoding="utf-8")
    machine.policy.chmod(0o755)
    machine.put_apt()
    assert main(["nginx"]) == 0
    assert "start a service: 104" in machine.log
    assert machine.policy.read_text("utf-8") == "#!/bin/sh\nexit 104\n"


def test_main__user_who_may_by_sudo__installs_it(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    (machine.bin / "true").symlink_to(str(shutil.which("true", path=os.defpath)))
    machine.put("sudo", _SUDO)
    machine.put_apt()
    assert (main(["chromium"]), machine.log) == (0, _INSTALLED)


@pytest.mark.parametrize("sudo", ["", "#!/bin/sh\nexit 1\n"], ids=["no sudo", "sudo asks"])
def test_main__user_who_may_not__exit_3_with_the_command_for_what_is_missing(
    sudo: str,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    if sudo:
        machine.put("sudo", sudo)
    machine.put("chromium")
    machine.put_apt()
    assert (main(["chromium", "nginx", "sshd"]), machine.log) == (3, [])
    told = capsys.readouterr().err
    assert f"sudo sh -c '{command([NGINX, SSHD])}'" in told
    assert "chromium" not in told
    assert "Cách sửa" in told
    assert "nginx, sshd: needed by the tests" in told


def test_command__as_told__has_no_quote_that_would_end_it() -> None:
    assert "'" not in command(programs.ALL)


def test_main__apt_fails__exit_3_with_what_it_said(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put_apt(install=100)
    assert main(["chromium"]) == 3
    told = capsys.readouterr().err
    assert "apt speaks" in told
    assert command([CHROMIUM]) in told


def test_main__apt_gives_no_program__exit_3(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put("apt-get")  # Ubuntu's package of that name may bring none
    assert main(["chromium"]) == 3
    assert command([CHROMIUM]) in capsys.readouterr().err


def test_module__machine_without_browser__exit_3(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.programs", "chromium"],
        cwd=PROJECT,
        env={**_without_browser(), "PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert command([CHROMIUM]) in done.stderr


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
    assert command([CHROMIUM]) in done.stdout
    assert "passed" not in done.stdout
    assert "skipped" not in done.stdout


def _without_browser() -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name != CHROMIUM.variable}
    return {**inherited, "PYTHONUTF8": "1"}
