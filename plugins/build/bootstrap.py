"""The first start: .venv with what requirements.txt locks; then the command goes on there.

Standard library only, and cheap to import: every start passes here before anything is installed.
"""

import os
import sys

TYPE_CHECKING = False  # typing itself would cost each start ten milliseconds
if TYPE_CHECKING:
    from types import TracebackType
    from typing import NoReturn

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LOCKED = os.path.join(PROJECT, "requirements.txt")
VENV = os.path.join(PROJECT, ".venv")
PYTHON = os.path.join(VENV, "Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = os.path.join(VENV, "installed.txt")

OFFLINE = (
    "Máy không có mạng: trên một máy cùng loại có mạng, chạy `python3 -m pip download "
    "-r requirements.txt -d goi`, chép thư mục goi sang đây, đặt PIP_NO_INDEX=1 và "
    "PIP_FIND_LINKS=/đường/dẫn/goi rồi chạy lại."
)
READ_ONLY = (
    f"không có quyền ghi vào thư mục {PROJECT} (no permission). Cách sửa: lấy một bản sao của "
    "riêng bạn (git clone) vào thư mục mà bạn ghi được, rồi chạy ở đó."
)
# A word of pip's or venv's → what it means; the first that fits is told.
REASONS = {
    "hashes": "gói tải về không khớp mã băm đã khóa (hash mismatch). Cách sửa: lấy lại đúng "
    "requirements.txt, chạy `python3 -m pip cache purge` rồi chạy lại; nếu vẫn thế, đừng dùng "
    "nguồn gói này.",
    "no space left": "hết chỗ trên đĩa (disk full). Cách sửa: dọn đĩa rồi chạy lại.",
    "permission denied": READ_ONLY,
    "read-only file system": READ_ONLY,
    "connection broken": "không tới được kho gói (network). Cách sửa: xem lại mạng và proxy "
    f"rồi chạy lại. {OFFLINE}",
    "no matching distribution": "không có gói cho máy này (no package found). Cách sửa: dùng "
    f"Python 3.11 đến 3.14, xem lại mạng và nguồn gói (PIP_INDEX_URL, PIP_FIND_LINKS). {OFFLINE}",
    "subprocess-exited-with-error": "không có gói dựng sẵn cho máy này (no wheel) và dựng tại "
    "chỗ không được. Cách sửa: dùng Python 3.11 đến 3.14.",
    "": "xem lời báo ở trên (see above); sửa xong hãy chạy lại.",
}


def ensure_venv() -> None:
    """Afterwards .venv holds what requirements.txt locks; if it did, this takes a millisecond.

    The stamp is written last: after a killed install, an edited lock or a change of Python the
    next run makes .venv anew.
    """
    with open(LOCKED, encoding="utf-8") as file:
        stamp = "# Python {}.{}\n{}".format(*sys.version_info[:2], file.read())
    if is_stamped(stamp):
        return
    say("Cài thư viện vào .venv, chỉ lần đầu, chừng một phút … (installing libraries)")
    with open(VENV + ".lock", "a", encoding="utf-8") as turn:
        hold(turn.fileno())
        if is_stamped(stamp):  # by the process that this one waited for
            return
        make_venv()
        with open(STAMP, "w", encoding="utf-8") as file:
            file.write(stamp)


def is_stamped(stamp: str) -> bool:
    """Whether .venv is whole and was made for this stamp."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            return file.read() == stamp and os.path.exists(PYTHON)
    except FileNotFoundError:
        return False


def hold(file: int) -> None:
    """Wait until nobody else installs; the system frees the lock when its last holder ends.

    venv and pip inherit it: when this process is killed, the next one waits for them.
    """
    os.set_inheritable(file, True)
    if sys.platform == "win32":  # untested
        import contextlib
        import msvcrt

        while True:
            with contextlib.suppress(OSError):  # raised after ten seconds of waiting
                msvcrt.locking(file, msvcrt.LK_LOCK, 1)
                return
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def make_venv() -> None:
    """Make .venv anew with the locked packages in it; or say why not, and leave none."""
    import importlib.util

    missing = [name for name in ("venv", "ensurepip") if not importlib.util.find_spec(name)]
    if missing:
        fail(
            f"Python này thiếu {', '.join(missing)} (module missing). Cách sửa: trên Debian, "
            "Ubuntu chạy `apt install python3-venv` rồi chạy lại."
        )
    try:
        fill_venv()
    except BaseException:  # Ctrl-C, too
        import shutil

        shutil.rmtree(VENV, ignore_errors=True)
        raise


def fill_venv() -> None:
    """Make .venv and install into it; or say why not."""
    # -I: neither the user's folder nor PYTHONPATH may put other modules in place of these.
    for command in (
        [sys.executable, "-I", "-m", "venv", "--clear", VENV],
        [PYTHON, "-I", "-m", "pip", "install", "--require-hashes", "-r", LOCKED],
    ):
        status, output = run(command)
        if status:
            give_up(output)


def run(command: list[str]) -> tuple[int, str]:
    """The exit status and all output of the command; says meanwhile what it is busy with."""
    import subprocess

    output = ""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=False,  # the lock goes along
    ) as process:
        try:
            for line in process.stdout or ():
                output += line
                if line.startswith(("Collecting", "Processing", "Building", "Installing")):
                    say("  " + " ".join(line.split()[:2]))
        except KeyboardInterrupt:  # the terminal tells the command, too, which tidies up
            process.communicate()
            raise
    return process.returncode, output


def say(text: str) -> None:
    """To the error stream: the output stream belongs to the command."""
    print(text, file=sys.stderr, flush=True)


def give_up(told: str) -> "NoReturn":
    """Show what pip, venv or the system said, then what it means."""
    say(told)
    fail(next(reason for word, reason in REASONS.items() if word in told.lower()))


def fail(reason: str) -> "NoReturn":
    """End with 3, a problem outside."""
    say(f"Không cài được thư viện (cannot install the libraries): {reason}")
    sys.exit(3)


def go_on() -> "NoReturn":
    """Run the same command by .venv's Python."""
    os.environ.pop("PYTHONHOME", None)  # it would lead back here
    os.environ["PYTHONUTF8"] = "1"  # file names are UTF-8 whatever the locale says
    command = [PYTHON, os.path.join(PROJECT, "tasks.py"), *sys.argv[1:]]
    if os.name == "nt":  # untested; exec there gives the prompt back before the command ends
        import subprocess

        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(PYTHON, command)


def is_inside() -> bool:
    """Whether this is already .venv's Python."""
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def enter() -> "NoReturn":
    """Make .venv if need be, and run the same command there. Ends this process."""
    try:
        ensure_venv()
        go_on()
    except OSError as error:
        give_up(str(error))


def stopped(kind: type[BaseException], error: BaseException, trace: "TracebackType | None") -> None:
    """For sys.excepthook: Ctrl-C ends with 130 and no traceback, wherever it comes."""
    if issubclass(kind, KeyboardInterrupt):
        sys.exit(130)
    sys.__excepthook__(kind, error, trace)
