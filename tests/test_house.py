"""The order of the house: who may import whom, who owns which library, where the clock stands."""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]

OWNERS = {
    "crawleruseragents": ("plugins/audience/crawlers.py",),
    "PIL": ("plugins/images/",),
    "feedgen": ("plugins/feeds/rss_and_atom.py",),
    "filelock": ("plugins/build/store.py",),
    "invoke": ("tasks.py", "plugins/build/command_line.py"),
    "jinja2": ("plugins/build/templates.py",),
    "markdown": ("plugins/ingest/markup.py", "plugins/ingest/engine.py"),
    "markupsafe": ("plugins/views/", "plugins/build/render.py", "plugins/build/templates.py"),
    "nh3": ("plugins/ingest/markup.py",),
    "pelican": ("plugins/build/plugin.py",),
    "rich": ("plugins/build/console.py",),
    "sqlite3": ("plugins/state/",),
    "watchfiles": ("plugins/preview/watch.py",),
    "yaml": ("plugins/ingest/header.py",),
}
"""The only module or package that may import each library; sqlite3 is owned like one."""

LONGEST = 300
"""Lines of a module; half of that is the aim."""

_VAGUE = re.compile(r"utils?|helpers?|managers?|common|misc")
_UNDONE = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X])\b")
_CLOCKS = frozenset(("random", "secrets", "time", "uuid"))
_CLOCK_CALLS = frozenset(("now", "today", "utcnow", "urandom"))
_LAYERS = ("plugins/core", "a part", "plugins/build", "a door", "plugins/audience", "tasks.py")


class Module(NamedTuple):
    """A Python file of the house: its path from the root, with `/`, and its text."""

    path: str
    source: str

    @property
    def part(self) -> str:
        """`core`, `build`, a part such as `ingest` or `plan`; empty outside plugins/."""
        inside = self.path.removeprefix("plugins/")
        return "" if inside == self.path else inside.partition("/")[0].removesuffix(".py")

    @property
    def layer(self) -> int:
        """The higher, the later built: imports lead down."""
        later = {"core": 0, "build": 2, "preview": 3, "publish": 3, "audience": 4, "": 5}
        return later.get(self.part, 1)


Rule = Callable[[Module], Iterator[str]]


def imported(module: Module) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it; each as far as a module can go."""
    for node in ast.walk(ast.parse(module.source)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module.path}:{node.lineno}: import by the full name"
            yield from (f"{node.module}.{each.name}" for each in node.names)


def wrong_direction(module: Module) -> Iterator[str]:
    """Imports point one way, and parts do not know each other."""
    for name in imported(module):
        top, _, rest = name.partition(".")
        if top == "tasks" or (top == "tests" and module.part):
            yield f"{module.path} imports {name}: nothing in plugins/ may know it"
        if top != "plugins" or not module.part:
            continue
        other = Module(f"plugins/{rest.partition('.')[0]}", "")
        if other.layer > module.layer:
            yield (
                f"{module.path} imports {name}: {_LAYERS[module.layer]} may not know "
                f"{_LAYERS[other.layer]}; pass it in as an argument"
            )
        elif other.layer == module.layer in (1, 3) and other.part != module.part:
            yield (
                f"{module.path} imports {name}: parts do not import each other; what both "
                "need belongs in plugins/core, what joins them in plugins/build"
            )


def wrong_library(module: Module) -> Iterator[str]:
    """A library has one owner: replacing it touches one place."""
    for name in sorted({name.partition(".")[0] for name in imported(module)}):
        if name in OWNERS:
            if not module.path.startswith(OWNERS[name]):
                where = ", ".join(OWNERS[name])
                yield f"{module.path} imports {name}: only {where} may; ask it for what you need"
        elif name not in sys.stdlib_module_names | {"plugins", "pelicanconf"}:
            yield f"{module.path} imports {name}: give the library an owner in OWNERS"


def clock_or_chance(module: Module) -> Iterator[str]:
    """Time and randomness come in as arguments, from the door alone."""
    if module.layer > 1:
        return
    cure = "let plugins/build pass the value in"
    for name in imported(module):
        if name.partition(".")[0] in _CLOCKS:
            yield f"{module.path} imports {name}: {cure}"
    for node in ast.walk(ast.parse(module.source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _CLOCK_CALLS
        ):
            yield f"{module.path}:{node.lineno} calls {ast.unparse(node.func)}(): {cure}"


def too_long(module: Module) -> Iterator[str]:
    """A module can be read in one sitting."""
    if (lines := module.source.count("\n")) > LONGEST:
        yield f"{module.path} has {lines} lines: split it into two modules by what they promise"


def without_promise(module: Module) -> Iterator[str]:
    """A module says first what it is for."""
    if not ast.get_docstring(ast.parse(module.source)):
        yield f"{module.path} has no docstring: say in one line what it promises"


def vague_name(module: Module) -> Iterator[str]:
    """A module is named after what it knows."""
    for name in Path(module.path).with_suffix("").parts:
        if _VAGUE.fullmatch(name):
            yield f"{module.path}: “{name}” says nothing; name it after what it knows"


def left_undone(module: Module) -> Iterator[str]:
    """What is not done is an issue, not a comment."""
    for number, line in enumerate(module.source.splitlines(), 1):
        if match := _UNDONE.search(line):
            yield f"{module.path}:{number}: {match[0]}: do it, or open an issue"


def modules(*places: str) -> list[Module]:
    """All modules in these places of the checkout."""
    found = []
    for place in places:
        start = ROOT / place
        for path in [start] if start.is_file() else sorted(start.rglob("*.py")):
            found.append(Module(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")))
    return found


HOUSE = modules("plugins", "tasks.py", "pelicanconf.py", "publishconf.py")
TESTS = modules("tests")


@pytest.mark.parametrize(
    ("rule", "where"),
    [
        (wrong_direction, HOUSE),
        (wrong_library, HOUSE),
        (clock_or_chance, HOUSE),
        (too_long, [each for each in HOUSE if each.part]),
        (without_promise, HOUSE + TESTS),
        (vague_name, HOUSE + TESTS),
        (left_undone, HOUSE + TESTS),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_house__rule__kept_by_every_module(rule: Rule, where: list[Module]) -> None:
    assert [message for module in where for message in rule(module)] == []


def test_house__what_is_searched__is_all_there() -> None:
    assert {each.part for each in HOUSE} >= {"", "build", "core", "images", "ingest", "plan"}
    assert "tests/test_house.py" in {each.path for each in TESTS}


def test_house__owners_of_libraries__exist() -> None:
    owners = {place for places in OWNERS.values() for place in places}
    assert {place for place in owners if not (ROOT / place).exists()} == set()


PART, CORE, BUILD = "plugins/feeds.py", "plugins/core/names.py", "plugins/build/door.py"


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (wrong_direction, CORE, "from plugins.state import rows"),
        (wrong_direction, CORE, "def f():\n    import plugins.build.render"),
        (wrong_direction, PART, "from plugins.build.store import Store"),
        (wrong_direction, PART, "from plugins import plan"),
        (wrong_direction, PART, "from plugins.views.parts import Card"),
        (wrong_direction, "plugins/views/home.py", "from plugins.state.rows import Rows"),
        (wrong_direction, BUILD, "import tasks"),
        (wrong_direction, BUILD, "from tests.factories import make_settings"),
        (wrong_library, BUILD, "import sqlite3"),
        (wrong_library, PART, "from jinja2 import Environment"),
        (wrong_library, PART, "import feedgen.feed"),
        (wrong_library, CORE, "from markupsafe import Markup"),
        (wrong_library, "tasks.py", "import rich"),
        (clock_or_chance, CORE, "from datetime import datetime\ndatetime.now(None)"),
        (clock_or_chance, PART, "import datetime\ndatetime.date.today()"),
        (clock_or_chance, PART, "import time"),
        (clock_or_chance, PART, "from time import monotonic"),
        (clock_or_chance, PART, "from random import choice"),
        (clock_or_chance, CORE, "import os\nos.urandom(8)"),
        (too_long, PART, "x = 1\n" * 301),
        (without_promise, PART, "x = 1"),
        (without_promise, PART, '""\nx = 1'),
        (vague_name, "plugins/core/utils.py", ""),
        (vague_name, "plugins/helpers/dates.py", ""),
        (left_undone, PART, "# todo: more".upper()),
    ],
)
def test_house__module_that_breaks_a_rule__is_named(rule: Rule, path: str, source: str) -> None:
    (message,) = rule(Module(path, source))
    assert message.startswith(path)


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (wrong_direction, PART, "from plugins.core import text, urls"),
        (wrong_direction, "plugins/views/home.py", "from plugins.views import parts"),
        (wrong_direction, BUILD, "from plugins import plan\nfrom plugins.build import work"),
        (wrong_direction, "tasks.py", "from plugins.build import commands"),
        (wrong_library, "plugins/state/rows.py", "import sqlite3"),
        (wrong_library, CORE, "import json\nfrom plugins.core import text"),
        (clock_or_chance, CORE, "from datetime import time\ndef f(now): return time(now)"),
        (clock_or_chance, BUILD, "import time\ntime.monotonic()"),
        (too_long, PART, "x = 1\n" * 300),
        (vague_name, "plugins/core/communes.py", ""),
        (left_undone, PART, "todos = 1"),
    ],
)
def test_house__module_that_keeps_a_rule__is_left_alone(rule: Rule, path: str, source: str) -> None:
    assert list(rule(Module(path, source))) == []
