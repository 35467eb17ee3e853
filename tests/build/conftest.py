"""What holds for every build in these tests: no power fails, so nothing waits for the disk."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """Make os.sync do nothing; hundreds of builds would each flush the whole machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "sync", lambda: None)
        yield
