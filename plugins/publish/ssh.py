"""A host reached by the system's ssh and rsync as the target of a release."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from plugins.build.store import Outside
from plugins.core.settings import SettingsError
from plugins.publish.target import STALE_MINUTES, Locked

_OPTIONS = (
    *("-o", "StrictHostKeyChecking=yes"),
    *("-o", "ConnectTimeout=20"),
    *("-o", "ServerAliveInterval=15"),
    *("-o", "ServerAliveCountMax=4"),
)
_NO = 9
"""Exit status of our own scripts where the answer is no."""

# Scripts for the host's POSIX shell. $1 is the folder of notes, $2 the web root.
_TAKE_LOCK = f"""
mkdir -p "$1" && cd "$1" || exit
if ! said=$(mkdir lock 2>&1); then
  test -d lock || {{ echo "$said" >&2; exit 1; }}
  cat lock/owner 2>/dev/null
  test -n "$(find lock -prune -mmin +{STALE_MINUTES})" && mv lock "lock-$$" || exit {_NO}
  rm -r "lock-$$"; mkdir lock || exit {_NO}
fi
printf %s "$3" | cat > lock/owner || {{ rm -r lock; exit 1; }}
"""
_IS_OWNER = 'cd "$1" && test "$(cat lock/owner 2>/dev/null)" = "$3"'
_RENEW_LOCK = f"{_IS_OWNER} && touch lock || exit {_NO}"
_LEAVE_LOCK = f"{_IS_OWNER} && rm -r lock || true"
_OPEN = 'mkdir -p "$2" "$1" && cd "$1" && rm -rf tmp && mkdir tmp'
_READ = f'test -e "$1/$3" || exit {_NO}; exec cat "$1/$3"'
_HEAD = 'test ! -e "$1/$3" || exec head -n 1 "$1/$3"'
_COPY = """
cd "$1" && test -e "$3" || exit 0
mkdir -p "$(dirname "$4")" && cp "$3" tmp/copy && mv -f tmp/copy "$4"
"""
_DROP = 'cd "$1" && while IFS= read -r each; do rm -rf "./$each" || exit; done'
_FOLDER = 'test ! -d "$1/$3" || exec ls -A "$1/$3"'
_DELETE = """
cd "$2" || exit
while IFS= read -r each; do
  if test -d "$each" || ! test -e "$each"; then test -L "$each" || continue; fi
  there=$(dirname "$1/$3/$each")
  if test -n "$3" && ! test -e "$1/$3/$each"
  then mkdir -p "$there" && mv -f "$each" "$there/" || exit
  else rm -f "$each" || exit
  fi
  above=$(dirname "$each")
  while test "$above" != . && rmdir "$above" 2>/dev/null; do above=$(dirname "$above"); done
done
"""
_FILES = 'cd "$2" && find . ! -type d -print'
_DIGESTS = """
cd "$2" || exit
if command -v sha256sum >/dev/null; then sum=sha256sum; else sum="shasum -a 256"; fi
while IFS= read -r each; do test -f "$each" && printf '%s\\0' "$each"; done | xargs -0 $sum --
"""
_RESTORE = """
cd "$1/$3" 2>/dev/null || exit 0
cat > "$1/tmp/restore"
umask 022
while IFS= read -r each; do test -f "$each" && printf '%s\\0' "$each"; done < "$1/tmp/restore" |
  rsync --files-from=- --from0 --checksum --temp-dir="$1/tmp" ./ "$2/"
"""


class Ssh:
    """See `target.Target`. Keys, ports and names are ssh's own matter: `~/.ssh/config` counts."""

    def __init__(self, address: str) -> None:
        """Take an address `ssh://[user@]host[:port]/path`. Raises SettingsError."""
        parts = urlsplit(address)
        self._path = unquote(parts.path).rstrip("/")
        try:
            port = parts.port
        except ValueError:
            port = -1
        if not parts.hostname or port == -1 or not self._path or parts.hostname.startswith("-"):
            raise SettingsError(f"Đích phải có dạng ssh://user@host/thu-muc, đang là {address!r}.")
        self.name = address
        user = f"{parts.username}@" if parts.username else ""
        self._host = user + parts.hostname
        # An IPv6 address has colons, and rsync looks for the first one.
        self._rsync_host = f"{user}[{parts.hostname}]" if ":" in parts.hostname else self._host
        self._notes = self._path + ".portal"
        self._control = tempfile.TemporaryDirectory(prefix="portal-ssh-")
        batch = [] if sys.stdin.isatty() else ["-o", "BatchMode=yes"]
        one_connection = (
            *("-o", "ControlMaster=auto", "-o", "ControlPersist=60"),
            *("-o", f"ControlPath={self._control.name}/c"),
        )
        self._ssh = [
            *shlex.split(os.environ.get("RSYNC_RSH", "ssh")),
            *(("-p", str(port)) if port else ()),
            *_OPTIONS,
            *batch,
            *(one_connection if os.name == "posix" else ()),
        ]

    def open(self) -> None:
        """Make what is missing of the web root and the notes' folder."""
        self._run(_OPEN)

    def close(self) -> None:
        """Let the host go."""
        with suppress(OSError, subprocess.TimeoutExpired):
            end = [*self._ssh, "-O", "exit", self._host]
            subprocess.run(end, capture_output=True, check=False, timeout=30)
        self._control.cleanup()

    # The lock

    def take_lock(self, owner: str) -> str:
        """Become the only publisher; who was pushed aside for a stale lock, or nothing."""
        done = self._try(_TAKE_LOCK, owner)
        if done.returncode == _NO:
            raise Locked(done.stdout.decode(), self.name)
        return self._checked(done).decode()

    def renew_lock(self, owner: str) -> None:
        """Say that the work still goes on."""
        done = self._try(_RENEW_LOCK, owner)
        if done.returncode == _NO:
            raise Locked("", self.name)
        self._checked(done)

    def leave_lock(self, owner: str) -> None:
        """Let others publish."""
        self._run(_LEAVE_LOCK, owner)

    # Notes

    def read(self, note: str) -> bytes | None:
        """A note; None if there is none."""
        done = self._try(_READ, note)
        return None if done.returncode == _NO else self._checked(done)

    def head(self, note: str) -> str:
        """The first line of a note; empty if there is none."""
        return self._run(_HEAD, note).decode("utf-8", "replace").rstrip("\n")

    def write(self, note: str, data: bytes) -> None:
        """Write a note, whole or not at all; only what differs from the last one is sent."""
        with tempfile.TemporaryDirectory(prefix="portal-") as folder:
            path = Path(folder, note)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            self._rsync(folder, [note], self._notes)

    def copy(self, note: str, to: str) -> None:
        """Give a note another name as well; nothing if there is none."""
        self._run(_COPY, note, to)

    def drop(self, notes: Sequence[str]) -> None:
        """Remove notes, or folders of them."""
        if notes:
            self._run(_DROP, lines=notes)

    def folder(self, note: str) -> list[str]:
        """The names in a folder of notes."""
        return self._run(_FOLDER, note).decode().split()

    # The web root

    def send(self, source: Path, paths: Sequence[str], kept: str) -> None:
        """Bring these files to what they are below `source`; what is replaced goes to `kept`."""
        # rsync gives what it keeps a second name: the file stays until it is replaced.
        backup = ("--backup", f"--backup-dir={self._notes}/{kept}") if kept else ()
        self._rsync(str(source), paths, self._path, *backup)

    def delete(self, paths: Sequence[str], kept: str) -> None:
        """Move these files to `kept`, and remove the folders that this leaves empty."""
        self._run(_DELETE, kept, lines=paths)

    def mirror(self, paths: Sequence[str], cache: Path) -> Path:
        """A folder that has these files and folders of the web root: the cache."""
        cache.mkdir(parents=True, exist_ok=True)
        what = ("--files-from=-", "--from0", "--recursive", "--times", "--delete-missing-args")
        source = f"{self._rsync_host}:{self._path}/"
        self._checked(
            self._call(
                ["rsync", *what, *self._transport, source, str(cache)], "\0".join(paths).encode()
            )
        )
        return cache

    def restore(self, kept: str, paths: Sequence[str]) -> None:
        """Bring back from `kept` those of these files that it has."""
        self._run(_RESTORE, kept, lines=paths)

    def files(self) -> set[str]:
        """The paths of all files in the web root."""
        found = self._run(_FILES).decode("utf-8", "replace").splitlines()
        return {each.removeprefix("./") for each in found}

    def digests(self, paths: Collection[str]) -> Mapping[str, str]:
        """The SHA-256 of each of these files that is there."""
        lines = self._run(_DIGESTS, lines=sorted(paths)).decode("utf-8", "replace").splitlines()
        pairs = (line.split(maxsplit=1) for line in lines)
        return {path.removeprefix("*"): digest for digest, path in pairs if path != "-"}

    # ssh and rsync

    @property
    def _transport(self) -> list[str]:
        """How rsync gets there. `-s`: no shell takes a path apart; its long name is too new."""
        shells = ("--rsh", shlex.join(self._ssh), "--rsync-path", "umask 022 && rsync")
        return ["--compress", "-s", "--timeout=300", *shells]

    def _rsync(self, source: str, paths: Sequence[str], target: str, *options: str) -> None:
        """Send files: by their bytes, whatever their times; whole, by way of tmp/."""
        self._checked(
            self._call(
                [
                    *("rsync", "--files-from=-", "--from0", "--checksum", *self._transport),
                    *("--chmod=D755,F644", f"--temp-dir={self._notes}/tmp"),
                    *options,
                    source + "/",
                    f"{self._rsync_host}:{target}/",
                ],
                "\0".join(paths).encode(),
            )
        )

    def _run(self, script: str, *words: str, lines: Collection[str] = ()) -> bytes:
        return self._checked(self._try(script, *words, lines=lines))

    def _try(
        self, script: str, *words: str, lines: Collection[str] = ()
    ) -> "subprocess.CompletedProcess[bytes]":
        # What goes wrong is to be said in English, whatever the host speaks: _CURES knows that.
        words = ("env", "LC_ALL=C", "sh", "-c", script, "sh", self._notes, self._path, *words)
        given = "".join(f"{line}\n" for line in lines).encode()
        return self._call([*self._ssh, self._host, shlex.join(words)], given)

    def _call(self, command: Sequence[str], given: bytes) -> "subprocess.CompletedProcess[bytes]":
        try:
            return subprocess.run(command, input=given, capture_output=True, check=False)
        except FileNotFoundError as error:
            raise Outside(
                f"Không có chương trình {command[0]}. Cách sửa: trên Debian, Ubuntu chạy "
                "`apt install rsync openssh-client`."
            ) from error

    def _checked(self, done: "subprocess.CompletedProcess[bytes]") -> bytes:
        """The output of what ended well. Raises Outside, with the cure where one is known."""
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode("utf-8", "replace").strip()
        last = "\n    ".join(said.splitlines()[-4:]) or f"mã thoát {done.returncode}"
        known = (cure for word, cure in _CURES.items() if word in said.lower())
        cure = next(known, "xem lại mạng và máy chủ rồi phát hành lại.")
        raise Outside(f"{self._host}: {cure}\n    {last}")


_NO_RIGHTS = (
    "không được ghi ở đó. Cách sửa: cho tài khoản ấy quyền ghi vào thư mục web và thư mục bên "
    "cạnh nó."
)
_CURES = {
    "host key verification failed": "khóa của máy chủ chưa biết hoặc đã đổi. Cách sửa: hỏi người "
    "quản trị máy chủ dấu vân tay của khóa, rồi ghi nó vào ~/.ssh/known_hosts (ssh-keyscan).",
    "permission denied (13)": _NO_RIGHTS,  # rsync's
    "permission denied (": "máy chủ không nhận khóa đăng nhập. Cách sửa: thêm khóa công khai vào "
    "~/.ssh/authorized_keys của tài khoản trên máy chủ.",
    "no space left": "đĩa trên máy chủ đã đầy. Cách sửa: dọn đĩa rồi phát hành lại.",
    "disk quota": "hết hạn mức đĩa trên máy chủ. Cách sửa: dọn đĩa rồi phát hành lại.",
    "file too large": "máy chủ không nhận tệp lớn thế. Cách sửa: xem hạn mức ở đó.",
    # The shell's word or rsync's own: whichever comes before the connection ends.
    **dict.fromkeys(
        ("rsync: not found", "rsync: command not found", "remote command not found"),
        "máy chủ thiếu rsync. Cách sửa: cài rsync ở đó.",
    ),
    "permission denied": _NO_RIGHTS,
    "could not resolve": "không tìm thấy máy chủ. Cách sửa: xem lại tên máy trong đích phát hành.",
    "connection refused": "máy chủ không mở cổng ssh. Cách sửa: xem lại cổng trong đích.",
    "timed out": "máy chủ không trả lời. Cách sửa: xem lại mạng rồi phát hành lại.",
}
"""What ssh and rsync say → what it means."""
