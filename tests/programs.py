"""The programs that tests talk to: found on the machine, or installed where that may be.

`python -m tests.programs [NAME…]` makes sure of them (all without names) and ends with 0, or says
what to do and ends with 3. Tests only look for them: what is installed on a machine is the user's
to start. No service that comes with a program is started, at once or with the machine.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Program(NamedTuple):
    """What it is called by people, by the shell, and by Debian."""

    title: str
    names: tuple[str, ...]
    package: str
    service: str = ""

    @property
    def variable(self) -> str:
        """The environment variable that names another one than the first on PATH."""
        return self.names[0].upper()


CHROMIUM = Program("Chromium", ("chromium", "chromium-browser", "google-chrome"), "chromium")
NGINX = Program("nginx", ("nginx",), "nginx", service="nginx")
APACHE = Program("Apache", ("apache2", "httpd"), "apache2-bin")
RSYNC = Program("rsync", ("rsync",), "rsync", service="rsync")
SSHD = Program("sshd", ("sshd",), "openssh-server", service="ssh")
SSH = Program("ssh", ("ssh",), "openssh-client")
CURL = Program("curl", ("curl",), "curl")
GIT = Program("git", ("git",), "git")
OPENSSL = Program("openssl", ("openssl",), "openssl")
GOACCESS = Program("GoAccess", ("goaccess",), "goaccess")
"""For `bench` only."""
ALL = (CHROMIUM, NGINX, APACHE, RSYNC, SSHD, SSH, CURL, GIT, OPENSSL)

SBIN = ("/usr/local/sbin", "/usr/sbin", "/sbin")
"""Where servers lie; not on every user's PATH."""
POLICY = "/usr/sbin/policy-rc.d"
"""Debian asks it before it starts a service; while we install, it says no (101)."""

_FORBID = (
    'p={policy}; [ -e $p ] || {{ trap "rm -f $p" 0 1 2 15; '
    'printf "#!/bin/sh\\nexit 101\\n" >$p; chmod +x $p; }}; '
)
# One source out of reach fails the update; the lists from before may do. Another install may run.
_INSTALL = (
    "apt-get update; apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "
    "{packages}"
)


class Missing(Exception):
    """A program is not there; the message says so and how to get it, in Vietnamese and English."""

    def __init__(self, programs: Sequence[Program], reason: str, english: str) -> None:
        titles = ", ".join(each.title for each in programs)
        variable, name = programs[0].variable, programs[0].names[0]
        super().__init__(
            f"Không có {titles} để chạy thử ({english}): {reason}. Cách sửa: trên Debian, "
            f"Ubuntu chạy `sudo sh -c '{command(programs)}'` rồi chạy lại; nếu chương trình nằm "
            f"ở chỗ khác, đặt biến cho nó, ví dụ {variable}=/đường/dẫn/{name}.\n"
            f"{titles}: needed by the tests. Install by that command, or set {variable} and the "
            "like to the path of the program."
        )


def command(programs: Iterable[Program]) -> str:
    """A line for a shell with all rights that installs these and starts nothing."""
    wanted = list(programs)
    install = _INSTALL.format(packages=" ".join(each.package for each in wanted))
    services = [each.service for each in wanted if each.service]
    if not services:
        return install
    disabled = "".join(f"; update-rc.d {each} disable" for each in services)
    return _FORBID.format(policy=POLICY) + install + disabled


def find(program: Program) -> str:
    """The path of a program on this machine: its variable's, else the first on PATH.

    Raises Missing.
    """
    if wanted := os.environ.get(program.variable):
        if found := shutil.which(wanted):
            return found
        reason = f"{program.variable}={wanted} không phải chương trình chạy được"
        raise Missing([program], reason, "no such program")
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), *SBIN))
    for name in program.names:
        if found := shutil.which(name, path=path):
            return found
    raise Missing([program], f"không thấy {', '.join(program.names)} trong PATH", "not found")


def ensure(programs: Sequence[Program]) -> None:
    """Install Debian's of those that are not there, all at once. Raises Missing."""
    missing = _missing(programs)
    if not missing:
        return
    for program in missing:
        if os.environ.get(program.variable):
            find(program)
    if not (rights := _rights_to_install()):
        names = ", ".join(each.names[0] for each in missing)
        raise Missing(missing, f"không thấy {names} trong PATH", "not found")
    packages = ", ".join(each.package for each in missing)
    print(f"Cài {packages} của hệ thống, chỉ lần đầu … (installing)", file=sys.stderr)
    done = subprocess.run(
        [*rights, "sh", "-c", command(missing)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if missing := _missing(missing):
        print(done.stdout, file=sys.stderr)
        raise Missing(missing, "cài không được, xem lời báo ở trên", "cannot install")


def _missing(programs: Iterable[Program]) -> list[Program]:
    found = []
    for program in programs:
        try:
            find(program)
        except Missing:
            found.append(program)
    return found


def _rights_to_install() -> tuple[str, ...]:
    """The words before a command that let it install unasked; none where it may not."""
    unasked = ("env", "DEBIAN_FRONTEND=noninteractive")
    if not shutil.which("apt-get"):
        return ()
    if os.geteuid() == 0:
        return unasked
    sudo = ("sudo", "-n")
    if (
        shutil.which("sudo")
        and not subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode
    ):
        return (*sudo, *unasked)
    return ()


def main(names: Sequence[str] = ()) -> int:
    """Make sure of the programs; the exit status."""
    known = {each.names[0]: each for each in ALL}
    try:
        ensure([known[name] for name in names or known])
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
