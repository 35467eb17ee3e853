"""What tests of the audience share: a real host behind ssh, templates compiled once."""

from pathlib import Path

import pytest

from tests.audience.hits import GOOGLE, START, address, combined
from tests.audience.portals import Portal
from tests.audience.readers import Reader, text
from tests.build.conftest import no_waiting_for_the_disk, templates_compiled_once
from tests.publish.hosts import ssh_host

__all__ = ["no_waiting_for_the_disk", "ssh_host", "templates_compiled_once"]


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log with lines 1 to 30."""
    path = tmp_path / "access.log"
    path.write_bytes(text(1, 30))
    return path


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """Three articles, built; six visitors of the first, one of the second, a crawler."""
    portal = Portal(tmp_path / "portal", extra={"MOST_READ_MINIMUM": 2})
    portal.build()
    portal.add(combined(START + n, address(1), visitor=f"10.0.0.{n}") for n in range(6))
    portal.add([combined(START + 9, address(2)), combined(START + 9, address(1), agent=GOOGLE)])
    portal.add([b"x\n"])
    return portal
