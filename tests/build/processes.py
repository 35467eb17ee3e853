"""The portal's commands in processes of their own, as editors and CI run them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core.settings import PROJECT
from tests.build.sites import Site
from tests.factories import CATEGORIES, NOW, SITEURL

_RUN = """\
import json, sys
from plugins.build import commands
sys.exit(getattr(commands, sys.argv[1])(**json.loads(sys.argv[2])))
"""

SETTINGS = f"""\
SITENAME = "Cổng thông tin Tỉnh ủy"
SITEURL = "{SITEURL}"
CATEGORIES = {list(CATEGORIES)!r}
"""


class Ended(NamedTuple):
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str


def write_settings(root: Path, more: str = "") -> str:
    """Write the settings that `make_settings` gives into a file; returns its path."""
    root.mkdir(parents=True, exist_ok=True)
    path = root / "pelicanconf.py"
    path.write_text(SETTINGS + more, encoding="utf-8")
    return str(path)


def start(
    name: str,
    folder: Path,
    environment: dict[str, str] | None = None,
    before: tuple[str, ...] = (),
    error: int = subprocess.PIPE,
    **options: Any,
) -> subprocess.Popen[str]:
    """Start a command of plugins.build.commands in a folder, in a session of its own.

    `before` are words of a command that starts the rest of its own words; `error` is the file
    that its error stream goes to.
    """
    return subprocess.Popen(
        [*before, sys.executable, "-W", "error", "-c", _RUN, name, json.dumps(options)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=error,
        encoding="utf-8",
        start_new_session=True,
    )


def end(process: subprocess.Popen[str]) -> Ended:
    """How it ended, once it has: after a minute at most."""
    out, err = process.communicate(timeout=60)
    return Ended(process.returncode, out, err or "")


def run(name: str, folder: Path, **options: Any) -> Ended:
    """Run a command of plugins.build.commands to its end; options as for `start`."""
    with start(name, folder, **options) as process:
        return end(process)


def start_build(site: Site, **options: Any) -> subprocess.Popen[str]:
    """Start a build of a site with its own settings file."""
    settings = write_settings(site.root)
    return start("build", site.root, settings=settings, **{"now": NOW, "jobs": 2, **options})


def run_build(site: Site, **options: Any) -> Ended:
    """Build a site in another process."""
    with start_build(site, **options) as process:
        return end(process)


def run_in(site: Site, name: str, **options: Any) -> Ended:
    """Run a command in the site's folder with its settings; it must write plain lines."""
    ended = run(name, site.root, settings="pelicanconf.py", **options)
    assert "\x1b" not in ended.out + ended.err
    assert "Traceback" not in ended.err
    return ended
