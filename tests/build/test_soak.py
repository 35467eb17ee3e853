"""One misfortune after the other, in any order: a plain word at worst, and then all is right."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.build.processes import LIKE_ANYBODY, Ended, end, run_build, start_build
from tests.build.sites import (
    Site,
    built_anew,
    differences,
    recolour,
    site_of,
    with_own_theme,
    write_article,
)
from tests.build.test_damage import plain
from tests.build.test_interruption import half_files

ARTICLES = 60
DONE, CONTENT_ERRORS, OUTSIDE = 0, 1, 3

_SMALL_DISK = """\
site=$PWD size=$1 disk=$2; shift 2
mount -t tmpfs -o size="$size"k none "$disk" && cp -a "$site/." "$disk" || exit 70
mount --bind "$disk" "$site" && cd "$site" || exit 70
"$@"; status=$?
cd / && umount "$site" && find "$site" -mindepth 1 -delete && cp -a "$disk/." "$site" || exit 70
exit $status
"""
"""Runs a command in the folder where it is called, as if that were a disk of `size` kilobytes."""

_OWN_MOUNTS = ("unshare", "--map-root-user", "--mount")


def can_mount(folder: Path) -> bool:
    """True if this machine lets us have a small disk."""
    mount = (*_OWN_MOUNTS, "mount", "-t", "tmpfs", "none", str(folder))
    if not shutil.which("unshare"):
        return False
    return subprocess.run(mount, capture_output=True, check=False).returncode == 0


def bear(ended: Ended, *statuses: int) -> None:
    """It must be done, or have ended so and said why in words."""
    assert "Traceback" not in ended.err, ended
    assert ended.status == DONE or any(plain(ended, each) for each in statuses), ended


def edit(site: Site, chance: random.Random) -> None:
    """Change, readdress, take back, delete some articles; every page gets a new menu, perhaps.

    Or nothing is changed but a colour: then every page gets another address of the style sheet.
    """
    if chance.random() < 0.2:
        recolour(site, chance.randrange(99))
        return
    for number in chance.sample(range(ARTICLES), 4):
        path = site.root / f"content/bai-{number:02}.md"
        deed = chance.choice(("change", "readdress", "draft", "delete"))
        path.unlink(missing_ok=True)
        if deed == "change":
            tags = f"[Thẻ {chance.randrange(4)}]"
            write_article(site, number, title=f"Lần {chance.randrange(99)}", tags=tags)
        elif deed == "readdress":
            write_article(site, number, slug=f"bai-{number}-{chance.randrange(99)}")
        elif deed == "draft":
            write_article(site, number, status="draft")
    if chance.random() < 0.2:
        site.page("gioi-thieu.md", title=f"Lần {chance.randrange(99)}", slug="gioi-thieu")


# Misfortunes: each builds, and sees to it that this ends as it may.


def disk_full(site: Site, chance: random.Random) -> None:
    """The whole site on a disk that has room for some files more."""
    disk = site.root.with_name("disk")
    disk.mkdir(exist_ok=True)
    if not can_mount(disk):
        file_too_long(site, chance)
        return
    if chance.random() < 0.7:  # somebody wanted to make room
        shutil.rmtree(site.output, ignore_errors=True)
    files = [each for each in site.root.rglob("*") if each.is_file()]
    size = str(sum(4 + each.stat().st_size // 1024 for each in files) + chance.randrange(900))
    script = (*_OWN_MOUNTS, "sh", "-c", _SMALL_DISK, "sh", size, str(disk))
    bear(run_build(site, before=script), OUTSIDE)


def file_too_long(site: Site, chance: random.Random) -> None:
    """No file may be longer than so many blocks."""
    limited = ("sh", "-c", f'ulimit -f {int(2 ** chance.uniform(0, 12))}; exec "$@"', "sh")
    bear(run_build(site, before=limited), OUTSIDE)


def read_only(site: Site, chance: random.Random) -> None:
    """Some folders may not be written."""
    folders = [each for each in site.root.rglob("*") if each.is_dir()]
    shut = chance.sample(folders, min(len(folders), chance.choice((1, 3, 20))))
    for each in shut:
        each.chmod(0o555)
    ended = run_build(site, before=LIKE_ANYBODY)
    for each in shut:
        each.chmod(0o755)
    bear(ended, OUTSIDE)


def cut_short(site: Site, chance: random.Random) -> None:
    """The state, the body cache or both end too early."""
    files = sorted(site.settings.state_path.parent.glob("*.sqlite"))
    for each in chance.sample(files, chance.randint(0, len(files))):
        os.truncate(each, chance.randrange(each.stat().st_size + 1))
    bear(run_build(site))


def other_version(site: Site, chance: random.Random) -> None:
    """The state is an older or a newer program's."""
    if site.settings.state_path.exists():
        link = sqlite3.connect(site.settings.state_path)
        link.execute(f"PRAGMA user_version = {chance.choice((0, 1, 2, 99))}")
        link.close()
    bear(run_build(site))


def two_at_once(site: Site, chance: random.Random) -> None:
    """Two builds, and an edit meanwhile: what is half written when it is read has an error."""
    with start_build(site) as one, start_build(site) as other:
        _wait(one, chance)
        edit(site, chance)
        for each in (one, other):
            bear(end(each), CONTENT_ERRORS, OUTSIDE)


def killed(site: Site, chance: random.Random) -> None:
    """Killed, with or without its workers, or done before."""
    with start_build(site, full=chance.random() < 0.3) as process:
        _wait(process, chance)
        if process.poll() is None:
            whole_group = chance.random() < 0.5
            (os.killpg if whole_group else os.kill)(process.pid, signal.SIGKILL)
        assert end(process).status in (DONE, -signal.SIGKILL)


def _wait(process: subprocess.Popen[str], chance: random.Random) -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=chance.uniform(0.2, 1.2))


MISFORTUNES: tuple[Callable[[Site, random.Random], None], ...] = (
    disk_full, file_too_long, read_only, cut_short, other_version, two_at_once, killed,
)  # fmt: skip


@pytest.mark.parametrize("times", [1, pytest.param(50, marks=pytest.mark.soak)])
def test_misfortunes__each_so_often_in_any_order__next_build_right(
    tmp_path: Path, times: int
) -> None:
    seed = random.SystemRandom().randrange(10**9)
    chance = random.Random(seed)
    site = with_own_theme(site_of(tmp_path / "site", ARTICLES))
    rounds = [*MISFORTUNES] * times
    chance.shuffle(rounds)
    for number, misfortune in enumerate(rounds):
        print(f"seed {seed}, round {number}: {misfortune.__name__}")
        edit(site, chance)
        misfortune(site, chance)
        assert half_files(site.output) == []
        if chance.random() < 0.5 or number == len(rounds) - 1:
            bear(run_build(site))
            fresh = built_anew(site, tmp_path / f"fresh-{number}")
            assert differences(site.output, fresh) == []
            shutil.rmtree(fresh.parent)
