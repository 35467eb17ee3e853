"""`views` that runs for ever, or is killed at any moment."""

import os
import shutil
import signal
import time

from plugins.core import urls
from tests.audience.hits import START, address, combined
from tests.audience.portals import Portal, ended, start


def await_shown(portal: Portal, number: int, count: int) -> None:
    """Wait until the page would show so many views."""
    for _ in range(600):
        if (portal.output / urls.SHARDS[255]).exists() and portal.shown(number) == count:
            return
        time.sleep(0.05)
    raise AssertionError(f"not {count} in time")


def test_watch__log_grows_is_rotated_and_is_away_for_a_moment__counts_go_on(
    portal: Portal,
) -> None:
    process = start(portal, watch=True, every=1)
    try:
        await_shown(portal, 1, 6)
        portal.add([combined(START + 100, address(1), visitor="10.0.0.100")])
        await_shown(portal, 1, 7)
        portal.add([combined(START + 101, address(1), visitor="10.0.0.101")])
        portal.log.rename(portal.root / "access.log.1")
        time.sleep(1.2)
        portal.add([combined(START + 102, address(1), visitor="10.0.0.102")])
        await_shown(portal, 1, 9)
        portal.article(1, views="100")
        portal.build()
        await_shown(portal, 1, 109)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        done = ended(process)
    assert "access.log không có" in done.err
    assert "Traceback" not in done.err


def test_views__killed_at_any_moment__run_again_the_counts_are_right(portal: Portal) -> None:
    visitors = [f"10.{n // 250}.{n % 250}.7" for n in range(30_000)]
    portal.add(
        combined(START + n, address(n % 3 + 1), visitor=each) for n, each in enumerate(visitors)
    )
    wanted = {"id-1": 10_006, "id-2": 10_001, "id-3": 10_000}
    for delay in (0.3, 0.5, 0.7, 0.9, 1.1):
        process = start(portal)
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert ended(start(portal)).status == 0
        assert portal.counted() == wanted
        assert portal.shown(1) == wanted["id-1"]
        for file in (portal.root / ".state").glob("views.sqlite*"):
            file.unlink()
        shutil.rmtree(portal.output / "views")
