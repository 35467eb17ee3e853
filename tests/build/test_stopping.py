"""Ctrl-C, SIGTERM, a closed terminal: a build ends in order and leaves nothing lying about."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.build import work
from plugins.build.writer import PART
from plugins.core.settings import PROJECT
from tests.build.processes import Ended, end, write_settings
from tests.build.sites import Site, built_anew, differences, site_of
from tests.factories import NOW

MANY = work.INLINE + 50

# tasks.py as if it stood in .venv. Whoever comes for the nth time to the moment, worker or not,
# presses Ctrl-C for the whole group, or ends the first process as a service manager does.
_RUN = f"""\
import os, runpy, signal, sys
from plugins.build import bootstrap
project, moment, nth, name, *words = sys.argv[1:]
first, left = os.getpid(), int(nth)

def stop():
    global left
    left -= 1
    if left == 0:
        number = getattr(signal, name)
        (os.killpg if number == signal.SIGINT else os.kill)(first, number)

def hear(event, arguments):
    if event == moment and ("open" != moment or "bai-" in str(arguments[0])):
        if event != "os.rename" or "{PART}" in str(arguments[0]):
            stop()

if moment == "fork":
    os.register_at_fork(after_in_child=stop)
else:
    sys.addaudithook(hear)
bootstrap.is_inside = lambda: True
sys.argv = [project + "/tasks.py", *words]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def stopped(site: Site, moment: str, nth: int, name: str, jobs: int, folder: Path) -> Ended:
    """Build a site in a session of its own that is stopped there; its temporary files go there."""
    words = ["build", "--settings", write_settings(site.root), "--now", NOW, "--jobs", str(jobs)]
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", _RUN, str(PROJECT), moment, str(nth), name, *words],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        return end(process)  # workers hold its pipes: none of them runs any more


STATUS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}
MOMENTS = {
    "an import": ("import", 120, 1),
    "a worker is born": ("fork", 1, 2),
    "articles are read": ("open", 20, 1),
    "articles are read by workers": ("open", 60, 2),
    "a page is written": ("os.rename", 9, 1),
    "a page is written by a worker": ("os.rename", 60, 2),
}


@pytest.mark.parametrize("name", STATUS)
@pytest.mark.parametrize("when", MOMENTS)
def test_build__stopped__ends_in_order_and_the_next_one_is_right(
    when: str, name: str, tmp_path: Path
) -> None:
    moment, nth, jobs = MOMENTS[when]
    site = site_of(tmp_path / "site", MANY)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    ended = stopped(site, moment, nth, name, jobs, temporary)
    assert (ended.status, ended.out, ended.err) == (STATUS[name], "", "")
    assert [each.name for each in left_by(site, temporary)] == []
    assert not site.build().failed
    assert differences(site.output, built_anew(site, tmp_path / "fresh")) == []


def left_by(site: Site, temporary: Path) -> Iterator[Path]:
    """Half-written and temporary files."""
    yield from site.root.rglob(f"{PART}*")
    yield from temporary.iterdir()
