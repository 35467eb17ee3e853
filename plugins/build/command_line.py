"""The command line: Invoke with the portal's exit statuses, and words that editors understand."""

import sys
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from inspect import getdoc, signature
from itertools import pairwise
from typing import Any

from invoke import Collection, ParseError, Program, Task

MORE = "Cách dùng từng lệnh: python3 tasks.py LỆNH --help"
_ANY = 2**31


def task_of(body: Callable[..., None], help: Mapping[str, str]) -> Task[Callable[..., None]]:
    """An Invoke task with help for each option and no short ones: letters would not stay.

    Help is found under the option's name, or under `command option` where commands differ.
    """
    _, *options = signature(body).parameters
    found = {each: help.get(f"{body.__name__} {each}") or help[each] for each in options}
    return Task(body, auto_shortflags=False, help=found)


def number(option: str, written: str | None, least: int, most: int = _ANY) -> int | None:
    """An option's whole number; None if it was not given. Raises ParseError."""
    if written is None:
        return None
    if not (written.isascii() and written.isdigit() and least <= int(written) <= most):
        span = f"từ {least} trở lên" if most == _ANY else f"từ {least} đến {most}"
        example = f"{option} {max(least, min(most, 8))}"
        raise ParseError(f"{option} {written}: phải là số nguyên {span}, ví dụ {example}")
    return int(written)


class Portal(Program):
    """The program: its commands by what they are for.

    `first_words` says of which option a command's first plain word is the value.
    """

    def __init__(
        self,
        namespace: Collection,
        commands: Mapping[str, Sequence[Task[Any]]],
        first_words: Mapping[str, str],
    ) -> None:
        super().__init__(name="portal-tinh-uy", version="0.1.0", namespace=namespace)
        self._tasks = namespace.tasks
        self._commands, self._first_words = commands, first_words

    def run(self, argv: list[str] | None = None, exit: bool = True) -> None:
        """Invoke ends with 1 on wrong use and Ctrl-C; here 1 means errors in the content."""
        try:
            super().run(argv, exit)
        except SystemExit as stop:
            if isinstance(stop.__context__, ParseError):
                print(MORE, file=sys.stderr)
                sys.exit(2)
            if isinstance(stop.__context__, KeyboardInterrupt):
                sys.exit(130)
            raise

    def parse_core(self, argv: list[str] | None) -> None:
        """Keep Python's byte code files, which Invoke turns off: every start would compile all."""
        dont = sys.dont_write_bytecode
        super().parse_core(argv)
        sys.dont_write_bytecode = dont

    def parse_tasks(self) -> None:
        """An unknown command is told with the nearest one; first words become options."""
        words = self.core.unparsed
        if words and words[0] not in self._tasks:
            near = get_close_matches(words[0], self._tasks, n=1)
            hint = f" Có phải {near[0]}?" if near else ""
            raise ParseError(f"Không có lệnh “{words[0]}”.{hint}")
        if words and words[0] in self._first_words:
            arguments = self._tasks[words[0]].get_arguments()
            flags = {f"--{each.name}" for each in arguments if not each.takes_value}
            self.core.unparsed = _named(words, self._first_words[words[0]], flags)
        try:
            super().parse_tasks()
        except ParseError as error:
            raise ParseError(f"Dòng lệnh viết chưa đúng: {error}") from error

    def print_help(self) -> None:
        """All commands by what they are for, each in plain words and with an example."""
        for purpose, tasks in self._commands.items():
            print(f"{purpose}:")
            for task in tasks:
                promise, _, example = (getdoc(task) or "").partition("\n\nVí dụ: ")
                print(f"  {task.name:<12}{promise}\n{'':14}{example}")
            print()
        print(MORE)


def _named(words: list[str], option: str, flags: set[str]) -> list[str]:
    """`new "Tên bài"` as `new --title="Tên bài"`, and `new` as `new --title=`.

    An argument that is no option must always be there for Invoke, which takes `--help` for it.
    """
    for place, (before, word) in enumerate(pairwise(words), 1):
        is_value = before.startswith("--") and "=" not in before and before not in flags
        if not word.startswith("-") and not is_value:
            return [*words[:place], f"{option}={word}", *words[place + 1 :]]
    given = any(word.partition("=")[0] == option for word in words)
    return words if given else [words[0], f"{option}=", *words[1:]]
