"""The portal's commands as editors and CI run them, mostly in processes of their own."""

import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from plugins.build import commands
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
FEED_TAG = "tinhuy.example,2026"
SITEURL = "{SITEURL}"
CATEGORIES = {list(CATEGORIES)!r}
"""


# Root may write anywhere; without this right even root is held to what the folders say.
LIKE_ANYBODY = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
    if os.geteuid() == 0
    else ()
)
"""Words before a command that must not write where others may not."""


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
    theme = site.overrides.get("theme")
    settings = write_settings(site.root, f"THEME = {theme!r}\n" if theme else "")
    return start("build", site.root, settings=settings, **{"now": NOW, "jobs": 2, **options})


def run_build(site: Site, **options: Any) -> Ended:
    """Build a site in another process."""
    with start_build(site, **options) as process:
        return end(process)


def run_here(site: Site, name: str, **options: Any) -> Ended:
    """Run a command in this process, in the site's folder; its lines must be plain ones."""
    out, err = StringIO(), StringIO()
    options = {"settings": "pelicanconf.py", **options}
    with chdir(site.root), redirect_stdout(out), redirect_stderr(err):
        status = getattr(commands, name)(**options)
    assert "\x1b" not in out.getvalue() + err.getvalue()
    return Ended(status, out.getvalue(), err.getvalue())
