"""`python3 tasks.py COMMAND` runs any command of the portal, on any machine with Python >= 3.11.

It makes .venv from the hash-locked requirements.txt (plugins/build/bootstrap.py) and goes on there.
What follows is an ordinary Invoke collection: `invoke COMMAND` is the same inside .venv. The user's
folder is never left: paths given on the command line are relative to it.
Exit status: 0 done, 1 errors found, 2 wrong use, 3 a problem outside, 130 stopped by Ctrl-C.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - asked for whoever starts this by an older one
    sys.stderr.write(
        "Cần Python 3.11 trở lên. Cách sửa: cài bản mới hơn rồi chạy bằng bản ấy, ví dụ "
        "`python3.11 tasks.py`.\nPython 3.11 or newer is needed, this is {}.{}.\n".format(
            *sys.version_info[:2]
        )
    )
    sys.exit(2)

from plugins.build import bootstrap

if __name__ == "__main__" and not bootstrap.is_inside():
    bootstrap.enter()

# From here on inside .venv. What a command needs is imported by that command only.
from collections.abc import Callable
from inspect import signature

from invoke import Collection, Context, Exit, ParseError, Program, Task

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
    """Run the whole test suite, also in a browser: one is installed if need be."""
    end(tool("tests.browser.chromium"))
    end(tools(["pytest", "-q", *(["--soak"] if soak else [])]))


@command
def lint(_: Context) -> None:
    """Check style and types."""
    end(tools(["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]))


@command
def screenshots(_: Context) -> None:
    """Make the README's pictures, from the sample content as it is now."""
    end(tool("tests.browser.chromium"))
    end(tool("tests.browser.screenshots"))


def tools(*commands: list[str]) -> int:
    """Run each in the project's folder, also after one that fails; 1 if any did, else 0."""
    statuses = [tool(*command) for command in commands]
    return int(any(statuses))


def tool(*command: str) -> int:
    """Run a module in the project's folder; its exit status."""
    import subprocess

    words = [sys.executable, "-m", *command]
    return subprocess.run(words, cwd=bootstrap.PROJECT, check=False).returncode


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


namespace = Collection(build, check, new, test, lint, screenshots)

if __name__ == "__main__":
    Portal(name="portal-tinh-uy", version="0.1.0", namespace=namespace).run()
