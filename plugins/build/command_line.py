"""The command line: Invoke with the portal's exit statuses, and words that editors understand."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from inspect import getdoc, signature
from itertools import pairwise
from typing import Any

from invoke import Argument, Collection, ParseError, Program, Task

MORE = "Cách dùng từng lệnh: python3 tasks.py LỆNH --help"
_ANY = 2**31
_UNKNOWN = re.compile(r"No idea what (['\"])(.*)\1 is!")
_NO_VALUE = re.compile(r"Flag <Argument: ([\w-]+).*> needed value")


class _Command(Task[Callable[..., None]]):
    """A task that keeps its help: Invoke takes each text out as it is shown."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:
        """The options, each with its help, however often they are asked for."""
        kept = dict(self.help)
        try:
            return super().get_arguments(ignore_unknown_help)
        finally:
            self.help = kept


def task_of(
    body: Callable[..., None], help: Mapping[str, str], many: Sequence[str] = ()
) -> Task[Callable[..., None]]:
    """An Invoke task with help for each option and no short ones: letters would not stay.

    Help is found under the option's name, or under `command option` where commands differ. Options
    in `many` may be given more than once.
    """
    _, *options = signature(body).parameters
    found = {each: help.get(f"{body.__name__} {each}") or help[each] for each in options}
    return _Command(body, auto_shortflags=False, help=found, iterable=list(many))


def number(
    option: str, written: str | None, least: int, most: int = _ANY, example: int = 8
) -> int | None:
    """An option's whole number; None if it was not given. Raises ParseError."""
    if written is None:
        return None
    if not (written.isascii() and written.isdigit() and least <= int(written) <= most):
        span = f"từ {least} trở lên" if most == _ANY else f"từ {least} đến {most}"
        raise ParseError(f"{option} {written}: phải là số nguyên {span}, ví dụ {option} {example}")
    return int(written)


class Portal(Program):
    """The program: its commands by what they are for.

    `first_words` says of which option a command's first plain word is the value; if the option may
    be given more than once, all plain words are.
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
        except BrokenPipeError:  # whoever read the output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
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
            given = signature(self._tasks[words[0]].body).parameters.values()
            flags = {f"--{each.name}" for each in given if each.default is False}
            option = self._first_words[words[0]]
            is_many = option[2:] in self._tasks[words[0]].iterable
            named = _all_named if is_many else _named
            self.core.unparsed = named(words, option, flags)
        try:
            super().parse_tasks()
        except ParseError as error:
            raise ParseError(f"Dòng lệnh viết chưa đúng: {_in_words(error)}") from error

    def print_help(self) -> None:
        """All commands by what they are for, each in plain words and with an example."""
        for purpose, tasks in self._commands.items():
            print(f"{purpose}:")
            for task in tasks:
                promise, _, example = (getdoc(task) or "").partition("\n\nVí dụ: ")
                print(f"  {task.name:<12}{promise}\n{'':14}{example}")
            print()
        print(MORE)


def _in_words(error: ParseError) -> str:
    """What Invoke says of words that it cannot place, said to an editor."""
    told = str(error)
    if missing := _NO_VALUE.match(told):
        return f"sau --{missing[1].rstrip('_')} còn thiếu giá trị."
    if not (unknown := _UNKNOWN.match(told)):
        return told
    if unknown[2].startswith("-"):
        return f"lệnh này không có tùy chọn “{unknown[2]}”."
    word = unknown[2].strip("“”")
    cure = 'Tên có dấu cách phải nằm trong một cặp dấu nháy thẳng, ví dụ "Hội nghị giao ban".'
    return f"không hiểu “{word}”. {cure}"


def _named(words: list[str], option: str, flags: set[str]) -> list[str]:
    """`new "Tên bài"` as `new --title="Tên bài"`, and `new` as `new --title=`.

    An argument that is no option must always be there for Invoke, which takes `--help` for it.
    """
    for place in _plain(words, flags):
        return [*words[:place], f"{option}={words[place]}", *words[place + 1 :]]
    given = any(word.partition("=")[0] == option for word in words)
    return words if given else [words[0], f"{option}=", *words[1:]]


def _all_named(words: list[str], option: str, flags: set[str]) -> list[str]:
    """`views a.log b.log` as `views --log=a.log --log=b.log`."""
    plain = set(_plain(words, flags))
    return [f"{option}={word}" if at in plain else word for at, word in enumerate(words)]


def _plain(words: list[str], flags: set[str]) -> Iterator[int]:
    """The places of words that are no command, no option and no option's value; `-` is one."""
    for place, (before, word) in enumerate(pairwise(words), 1):
        is_value = before.startswith("--") and "=" not in before and before not in flags
        if not is_value and (word == "-" or not word.startswith("-")):
            yield place
