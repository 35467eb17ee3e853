"""A new state for each test, in memory."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from plugins.state import database
from plugins.state.ledger import Ledger
from plugins.state.rows import Rows
from tests.articles import open_rows


@pytest.fixture(name="rows")
def _rows() -> Iterator[Rows]:
    with open_rows() as rows:
        yield rows


@pytest.fixture(name="ledger")
def _ledger() -> Iterator[Ledger]:
    with closing(database.create(Path(":memory:"))) as link:
        yield Ledger(link)
