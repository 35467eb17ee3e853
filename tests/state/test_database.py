"""A state is opened only if it can be trusted; otherwise whoever asks is told why."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest

from plugins.core.article import Article
from plugins.state import database
from plugins.state.database import Connection, Unusable
from plugins.state.ledger import Ledger
from plugins.state.rows import Rows
from tests.articles import change, many


def make_state(path: Path) -> Path:
    """A state of some size, with the value `kept` under `key`."""
    with closing(database.create(path)) as link, database.transaction(link):
        Ledger(link).put({"key": "kept"})
        change(Rows(link), added=many(100))
    return path


def value(path: Path) -> str:
    """What the state holds under `key`."""
    with closing(database.connect(path)) as link:
        return Ledger(link).get("key")


def put_and(stop: type[BaseException], link: Connection) -> None:
    """Put another value, and break off before the end."""
    with database.transaction(link):
        Ledger(link).put({"key": "new"})
        raise stop


# Fields of an article by the version of the state that holds them: a change of one needs another
# version, or states of before would be misread.
FIELDS = {
    5: (
        *("path", "kind", "id", "slug", "output", "title", "date", "status", "category", "authors"),
        *("views", "lead", "teaser", "updated", "expires", "tags", "topics", "image"),
        *("image_in_body", "source", "attachments", "corrections", "aliases", "featured", "order"),
        *("anchors", "references", "body"),
    )
}


def test_database__fields_of_an_article__are_those_of_this_version() -> None:
    assert FIELDS[database.VERSION] == tuple(each.name for each in fields(Article))


def test_database__created_and_opened__holds_what_was_put(tmp_path: Path) -> None:
    assert value(make_state(tmp_path / "deep" / "state.sqlite")) == "kept"


def test_database__path_with_odd_letters__is_opened(tmp_path: Path) -> None:
    assert value(make_state(tmp_path / "Tỉnh ủy #1?100%" / "trạng thái.sqlite")) == "kept"


@pytest.mark.parametrize(
    "damage",
    [
        lambda _data: b"",
        lambda _data: b"tep nay khong phai co so du lieu\n" * 500,
        lambda data: data[: len(data) // 2],
        lambda data: data[:-8192],
        lambda data: data[:60],
        lambda data: b"\0" * len(data),
        lambda data: data[:200] + b"\xaa" * 20_000 + data[20_200:],
    ],
    ids=["empty", "text", "half", "last page gone", "header cut", "zeros", "schema overwritten"],
)
def test_database__damaged_or_truncated__is_unusable(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = make_state(tmp_path / "state.sqlite")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(Unusable):
        database.connect(path)


def test_database__damaged__says_so_in_vietnamese(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(Unusable, match=r"^hỏng \(.+\)$"):
        database.connect(path)


@pytest.mark.parametrize("version", [database.VERSION - 1, database.VERSION + 1])
def test_database__other_version__is_unusable_and_named(tmp_path: Path, version: int) -> None:
    path = make_state(tmp_path / "state.sqlite")
    with closing(sqlite3.connect(path)) as link:
        link.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(
        Unusable, match=f"^thuộc phiên bản {version}, không phải {database.VERSION}$"
    ):
        database.connect(path)


def test_database__missing_file__is_unusable_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"^không mở được"):
        database.connect(tmp_path / "state.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_database__create__takes_the_place_of_whatever_lies_there(tmp_path: Path) -> None:
    path = make_state(tmp_path / "state.sqlite")
    journal = tmp_path / "state.sqlite-journal"
    journal.write_bytes(b"left by a crash")
    database.create(path).close()
    assert value(path) == ""
    assert not journal.exists()


def test_database__read_only__reads_and_refuses_to_write(tmp_path: Path) -> None:
    with closing(database.connect(make_state(tmp_path / "a"), read_only=True)) as link:
        assert Ledger(link).get("key") == "kept"
        with pytest.raises(sqlite3.OperationalError):
            Ledger(link).put({"key": "other"})


def test_transaction__that_ends_well__is_kept(tmp_path: Path) -> None:
    path = make_state(tmp_path / "state.sqlite")
    with closing(database.connect(path)) as link, database.transaction(link):
        Ledger(link).put({"key": "new"})
    assert value(path) == "new"


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt])
def test_transaction__that_is_broken_off__leaves_no_trace(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    path = make_state(tmp_path / "state.sqlite")
    with closing(database.connect(path)) as link:
        with pytest.raises(stop):
            put_and(stop, link)
        assert not link.in_transaction
    assert value(path) == "kept"


def test_transaction__rolled_back_inside__goes_on_without_trace(tmp_path: Path) -> None:
    path = make_state(tmp_path / "state.sqlite")
    with closing(database.connect(path)) as link, database.transaction(link):
        Ledger(link).put({"key": "new"})
        link.execute("ROLLBACK")
    assert value(path) == "kept"


def test_transaction__open__is_not_seen_by_others(tmp_path: Path) -> None:
    path = make_state(tmp_path / "state.sqlite")
    with closing(database.connect(path)) as link, database.transaction(link):
        Ledger(link).put({"key": "new"})
        assert value(path) == "kept"
