"""What git knows of content/: on a fresh checkout its blob ids answer without reading a file."""

import os
import subprocess
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_ASKED = (
    ("ls-tree", "-r", "-z", "HEAD", "."),
    ("status", "--porcelain", "-z", "--no-renames", "-uno", "--", "."),
    ("rev-parse", "--show-prefix"),
)
# How a file stands in the first one's answer, between NULs; longer ids are no SHA-1.
_FILE, _ID, _TAB, _PATH = ("100644 blob ", "100755 blob "), slice(12, 52), 52, slice(53, None)
# Set while git runs a hook; with them it would answer for another folder.
_ELSEWHERE = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"))


def blob_ids(content: Path) -> dict[str, str]:
    """Path below content/ → blob id, for the files that are as committed.

    Empty where git is missing, content/ is not in a checkout, or git does not answer: then the
    files are read instead.
    """
    with ThreadPoolExecutor(len(_ASKED)) as pool:
        listed, changed, prefix = pool.map(lambda words: _git(content, *words), _ASKED)
    if listed is None or changed is None or prefix is None:
        return {}
    ids = {
        unicodedata.normalize("NFC", line[_PATH]): line[_ID]
        for line in listed.split("\0")
        if line.startswith(_FILE) and line[_TAB] == "\t"
    }
    for line in changed.split("\0"):
        ids.pop(unicodedata.normalize("NFC", line[3:]).removeprefix(prefix.strip()), None)
    return ids


def head(content: Path) -> str:
    """The commit that content/ is at, with a `+` behind it if there are changes; or nothing."""
    commit = (_git(content, "rev-parse", "--verify", "HEAD") or "").strip()
    changed = _git(content, "status", "--porcelain", "-z", "--", ".")
    return commit + "+" if commit and changed else commit


def user_name(folder: Path) -> str:
    """The name that git puts to what is committed in this folder; empty if it knows none."""
    return (_git(folder, "config", "user.name") or "").strip()


def _git(folder: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(
            command,
            env={name: value for name, value in os.environ.items() if name not in _ELSEWHERE},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return done.stdout
