"""The Chromium that pages are tested in: found on the machine, or installed where that may be.

`python -m tests.browser.chromium` makes sure of one and ends with 0, or says what to do and ends
with 3. Tests only look for it: what is installed on a machine is the user's to start.
"""

import os
import shutil
import subprocess
import sys

VARIABLE = "CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")
COMMAND = "apt-get update && apt-get install -y --no-install-recommends chromium"

_APT = ("apt-get", "-o", "DPkg::Lock::Timeout=120")  # another install may be running
_STEPS = (("update",), ("install", "-y", "--no-install-recommends", "chromium"))


class Missing(Exception):
    """There is no Chromium; the message says so and how to get one, in Vietnamese and English."""

    def __init__(self, reason: str, english: str) -> None:
        super().__init__(
            f"Không có Chromium để thử trang ({english}): {reason}. Cách sửa: trên Debian, "
            f"Ubuntu chạy `sudo sh -c '{COMMAND}'` rồi chạy lại; nếu Chromium hay Chrome nằm ở "
            f"chỗ khác, đặt {VARIABLE}=/đường/dẫn/chromium.\n"
            f"Chromium is needed to test pages: install it by that command, or set {VARIABLE} "
            "to the path of a Chromium or Chrome."
        )


def find() -> str:
    """The path of a Chromium on this machine: $CHROMIUM's, else the first on PATH.

    Raises Missing.
    """
    if wanted := os.environ.get(VARIABLE):
        if found := shutil.which(wanted):
            return found
        raise Missing(f"{VARIABLE}={wanted} không phải chương trình chạy được", "no such program")
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise Missing(f"không thấy {', '.join(NAMES)} trong PATH", "not found")


def ensure() -> str:
    """The path of a Chromium, after installing Debian's if there is none. Raises Missing."""
    try:
        return find()
    except Missing:
        if VARIABLE in os.environ or not (rights := _rights_to_install()):
            raise
    print("Cài Chromium của hệ thống, chỉ lần đầu … (installing chromium)", file=sys.stderr)
    for step in _STEPS:
        done = subprocess.run(
            [*rights, *_APT, *step],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        # One source out of reach fails the update; the lists from before may do.
        if done.returncode and step[0] == "install":
            print(done.stdout, file=sys.stderr)
            raise Missing("cài không được, xem lời báo ở trên", "cannot install")
    return find()


def _rights_to_install() -> tuple[str, ...]:
    """The words before apt-get that let it install unasked; none where it may not."""
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


def main() -> int:
    """Make sure of a Chromium; the exit status."""
    try:
        ensure()
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
