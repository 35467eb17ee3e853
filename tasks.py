"""`python3 tasks.py COMMAND` runs any command of the portal, on any machine with Python >= 3.11.

The first half needs the standard library only: it makes .venv from the hash-locked
requirements.txt and goes on there. The second half is an ordinary Invoke collection, so that
`invoke COMMAND` is the same inside .venv. The user's folder is never left: paths given on the
command line are relative to it.
Exit status: 0 done, 1 errors found, 2 wrong use, 3 a problem outside, 130 stopped by Ctrl-C.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - asked for whoever starts this by an older one
    sys.stderr.write(
        "Cần Python 3.11 trở lên. Cách sửa: cài bản mới hơn rồi chạy bằng bản ấy, ví dụ "
        "`python3.11 tasks.py`.\nPython 3.11 or newer is needed, this is {}.{}.\n".format(
            *sys.version_info[:2]
        )
    )
    sys.exit(2)

PROJECT = os.path.dirname(os.path.abspath(__file__))
LOCKED = os.path.join(PROJECT, "requirements.txt")
VENV = os.path.join(PROJECT, ".venv")
PYTHON = os.path.join(VENV, "Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = os.path.join(VENV, "installed.txt")

OFFLINE = (
    "Máy không có mạng: trên một máy cùng loại có mạng, chạy `python3 -m pip download "
    "-r requirements.txt -d goi`, chép thư mục goi sang đây, đặt PIP_NO_INDEX=1 và "
    "PIP_FIND_LINKS=/đường/dẫn/goi rồi chạy lại."
)
# A word of pip's or venv's → what it means; the first that fits is told.
REASONS = {
    "hashes": "gói tải về không khớp mã băm đã khóa (hash mismatch). Cách sửa: lấy lại đúng "
    "requirements.txt, chạy `python3 -m pip cache purge` rồi chạy lại; nếu vẫn thế, đừng dùng "
    "nguồn gói này.",
    "no space left": "hết chỗ trên đĩa (disk full). Cách sửa: dọn đĩa rồi chạy lại.",
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
    import shutil

    missing = [name for name in ("venv", "ensurepip") if not importlib.util.find_spec(name)]
    if missing:
        fail(
            f"Python này thiếu {', '.join(missing)} (module missing). Cách sửa: trên Debian, "
            "Ubuntu chạy `apt install python3-venv` rồi chạy lại."
        )
    # -I: neither the user's folder nor PYTHONPATH may put other modules in place of these.
    for command in (
        [sys.executable, "-I", "-m", "venv", "--clear", VENV],
        [PYTHON, "-I", "-m", "pip", "install", "--require-hashes", "-r", LOCKED],
    ):
        status, output = run(command)
        if status:
            shutil.rmtree(VENV, ignore_errors=True)
            say(output)
            fail(next(reason for word, reason in REASONS.items() if word in output.lower()))


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
        for line in process.stdout or ():
            output += line
            if line.startswith(("Collecting", "Processing", "Building", "Installing")):
                say("  " + " ".join(line.split()[:2]))
    return process.returncode, output


def say(text: str) -> None:
    """To the error stream: the output stream belongs to the command."""
    print(text, file=sys.stderr, flush=True)


def fail(reason: str) -> None:
    """End with 3, a problem outside."""
    say(f"Không cài được thư viện (cannot install the libraries): {reason}")
    sys.exit(3)


def go_on() -> None:
    """Run the same command by .venv's Python."""
    os.environ.pop("PYTHONHOME", None)  # it would lead back here
    command = [PYTHON, os.path.abspath(__file__), *sys.argv[1:]]
    if os.name == "nt":  # untested; exec there gives the prompt back before the command ends
        import subprocess

        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(PYTHON, command)


if __name__ == "__main__" and os.path.realpath(sys.prefix) != os.path.realpath(VENV):
    try:
        ensure_venv()
        go_on()
    except OSError as error:
        fail(f"{error}.")
    except KeyboardInterrupt:
        sys.exit(130)

# From here on inside .venv. What a command needs is imported by that command only.
from collections.abc import Callable  # noqa: E402
from inspect import signature  # noqa: E402

from invoke import Collection, Context, Exit, ParseError, Program, Task  # noqa: E402

HELP = {
    "settings": "Settings file (default: the project's pelicanconf.py).",
    "content": "Folder of the articles (default: the project's content/).",
    "output": "Folder of the site (default: the project's output/).",
    "state": "What is known from the last build (default: the project's .state/portal.sqlite).",
    "now": "The moment to build for, ISO 8601 (default: the present one).",
    "jobs": "Number of processes (default: one for each core).",
    "full": "Trust nothing that is known from the last build.",
    "delta": "Write only what differs from the last release delivered.",
    "keep_going": "Build everything else although some files have errors.",
    "report": "Write to this JSON file what was done.",
    "explain": "Say of each file written why it was.",
    "json": "Print JSON.",
    "format": "'github': print annotations for GitHub.",
    "title": "The article's title, in quotation marks.",
    "category": "Name or slug of the article's category.",
    "soak": "Run the long tests, too.",
}


def command(body: Callable[..., None]) -> Task[Callable[..., None]]:
    """An Invoke task with help for each option and no short ones: letters would not stay."""
    _, *options = signature(body).parameters
    return Task(body, auto_shortflags=False, help={option: HELP[option] for option in options})


@command
def build(
    _: Context,
    settings: str | None = None,
    content: str | None = None,
    output: str | None = None,
    state: str | None = None,
    now: str | None = None,
    jobs: str | None = None,
    full: bool = False,
    delta: bool = False,
    keep_going: bool = False,
    report: str | None = None,
    explain: bool = False,
) -> None:
    """Bring the site up to date."""
    if jobs is not None and not (jobs.isascii() and jobs.isdigit() and int(jobs)):
        raise ParseError(f"--jobs {jobs}: phải là số nguyên từ 1 trở lên, ví dụ --jobs 4")
    from plugins.build import commands

    end(
        commands.build(
            settings=settings,
            content=content,
            output=output,
            state=state,
            now=now,
            jobs=int(jobs) if jobs else None,
            full=full,
            delta=delta,
            keep_going=keep_going,
            report=report,
            explain=explain,
        )
    )


@command
def check(
    _: Context,
    settings: str | None = None,
    content: str | None = None,
    state: str | None = None,
    json: bool = False,
    format: str | None = None,
) -> None:
    """Show all problems of the content; write nothing."""
    from plugins.build import commands

    end(commands.check(settings=settings, content=content, state=state, json=json, format=format))


@command
def new(
    _: Context,
    title: str,
    category: str | None = None,
    settings: str | None = None,
    content: str | None = None,
) -> None:
    """Write a draft with this title and print its path."""
    from plugins.build import commands

    end(commands.new(title=title, category=category, settings=settings, content=content))


@command
def test(_: Context, soak: bool = False) -> None:  # noqa: PT028 - not a pytest test
    """Run the whole test suite."""
    end(tools(["pytest", "-q", *(["--soak"] if soak else [])]))


@command
def lint(_: Context) -> None:
    """Check style and types."""
    end(tools(["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]))


def tools(*commands: list[str]) -> int:
    """Run each in the project's folder, also after one that fails; 1 if any did, else 0."""
    import subprocess

    statuses = [
        subprocess.run([sys.executable, "-m", *command], cwd=PROJECT, check=False).returncode
        for command in commands
    ]
    return int(any(statuses))


def end(status: int) -> None:
    """Stop with a status that is not 0; else go on: `tasks.py lint test` are two commands."""
    if status:
        sys.exit(status)


class Portal(Program):
    """Invoke with the portal's exit statuses and a short list of commands."""

    def run(self, argv: list[str] | None = None, exit: bool = True) -> None:
        """Invoke ends with 1 on wrong use and Ctrl-C; here 1 means errors in the content."""
        try:
            super().run(argv, exit)
        except SystemExit as stop:
            if isinstance(stop.__context__, ParseError):
                sys.exit(2)
            if isinstance(stop.__context__, KeyboardInterrupt):
                sys.exit(130)
            raise

    def parse_core(self, argv: list[str] | None) -> None:
        """Keep Python's byte code files, which Invoke turns off: every start would compile all."""
        dont = sys.dont_write_bytecode
        super().parse_core(argv)
        sys.dont_write_bytecode = dont

    def no_tasks_given(self) -> None:
        """List the commands and how to ask for more."""
        self.list_tasks()
        print("Options of a command: python3 tasks.py COMMAND --help")
        raise Exit


namespace = Collection(build, check, new, test, lint)

if __name__ == "__main__":
    Portal(name="portal-tinh-uy", version="0.1.0", namespace=namespace).run()
