"""Hosts to publish to: a folder, and the same folder behind a real sshd on this machine."""

import getpass
import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket

import pytest

from tests import programs

_SSHD = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
PidFile none
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
SetEnv SHLVL=1
"""
"""With that SHLVL bash reads no ~/.bashrc, in which whoever runs the tests may have anything."""
_SSH = """\
Host *
  IdentityFile {folder}/key
  IdentitiesOnly yes
  UserKnownHostsFile {folder}/known_hosts
  GlobalKnownHostsFile /dev/null
  LogLevel ERROR
"""


@dataclass(frozen=True)
class SshHost:
    """A running sshd: its port, and the folder with its keys and configuration."""

    port: int
    folder: Path

    def address(self, path: Path) -> str:
        """A folder of this machine as ssh reaches it."""
        return f"ssh://{getpass.getuser()}@127.0.0.1:{self.port}{path}"

    @property
    def rsh(self) -> str:
        """The ssh command that knows this host and its key, as RSYNC_RSH has it."""
        return shlex.join(["ssh", "-F", str(self.folder / "ssh_config")])

    def know(self, key: str = "host_key.pub") -> None:
        """Let the client know this key of the folder as the host's."""
        kind, data, *_ = (self.folder / key).read_text(encoding="utf-8").split()
        line = f"[127.0.0.1]:{self.port} {kind} {data}\n"
        (self.folder / "known_hosts").write_text(line, encoding="utf-8")

    def forget(self) -> None:
        """Make the host an unknown one."""
        (self.folder / "known_hosts").write_text("", encoding="utf-8")

    def admit(self, through: str = "") -> None:
        """Let the client's key in; each command of its then runs as $1 of a shell's script."""
        key = (self.folder / "key.pub").read_text(encoding="utf-8")
        if through:
            script = self.folder / "through"
            script.write_text(f'set -- "$SSH_ORIGINAL_COMMAND"\n{through}\n', encoding="utf-8")
            key = f'command="sh {script}" {key}'
        (self.folder / "authorized_keys").write_text(key, encoding="utf-8")

    def lock_out(self) -> None:
        """Let nobody in."""
        (self.folder / "authorized_keys").write_text("", encoding="utf-8")


@contextmanager
def sshd(folder: Path) -> Iterator[SshHost]:
    """A host that knows one key, as whoever runs the tests."""
    for name in ("host_key", "key"):
        path = str(folder / name)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
    host = SshHost(_free_port(), folder)
    host.know()
    host.admit()
    config = folder / "sshd_config"
    config.write_text(_SSHD.format(port=host.port, folder=folder), encoding="utf-8")
    (folder / "ssh_config").write_text(_SSH.format(folder=folder), encoding="utf-8")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # without it sshd does not start as root
    with subprocess.Popen(
        [programs.find(programs.SSHD), "-D", "-e", "-f", str(config)],
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stderr
            said = ""
            for line in process.stderr:
                said += line
                if "listening" in line:
                    break
            assert "listening" in said, said
            yield host
        finally:
            process.terminate()


def _free_port() -> int:
    with socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture(scope="session")
def ssh_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshHost]:
    """One sshd for all tests."""
    with sshd(tmp_path_factory.mktemp("sshd")) as host:
        yield host
