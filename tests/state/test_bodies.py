"""Bodies come back as they were put; a damaged cache is an empty one."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.state.bodies import Bodies

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture(name="cache")
def _cache(tmp_path: Path) -> Iterator[Bodies]:
    with closing(Bodies(tmp_path / "state" / "bodies.sqlite")) as cache:
        yield cache


def filled(path: Path, count: int = 400) -> list[tuple[str, str, str]]:
    """A cache of many pages at this path; returns what is in it."""
    dice = random.Random(7)
    rows = [(f"bai-{n}.md", f"d{n}", f"<p>{dice.randbytes(600).hex()}</p>") for n in range(count)]
    with closing(Bodies(path)) as cache:
        cache.put(rows)
    return rows


@given(html=TEXT)
def test_bodies__put__comes_back(html: str) -> None:
    with closing(Bodies(Path(":memory:"))) as cache:
        cache.put([("a.md", "1", html)])
        assert cache.get("a.md", "1") == html


def test_bodies__other_file_or_version__is_not_there(cache: Bodies) -> None:
    cache.put([("a.md", "1", "<p>Một</p>")])
    assert cache.get("a.md", "2") is None
    assert cache.get("b.md", "1") is None


def test_bodies__put_again__is_replaced(cache: Bodies) -> None:
    cache.put([("a.md", "1", "cũ")])
    cache.put([("a.md", "1", "mới")])
    assert cache.get("a.md", "1") == "mới"


def test_bodies__keep_only__drops_the_other_versions_of_these_files(cache: Bodies) -> None:
    cache.put([("a.md", "1", "a1"), ("a.md", "2", "a2"), ("b.md", "1", "b1"), ("c.md", "1", "c1")])
    cache.keep_only([("a.md", "2"), ("b.md", "")])
    asked = [("a.md", "1"), ("a.md", "2"), ("b.md", "1"), ("c.md", "1")]
    assert [cache.get(*each) for each in asked] == [None, "a2", None, "c1"]


def test_bodies__closed_and_opened__are_still_there(tmp_path: Path) -> None:
    rows = filled(tmp_path / "bodies.sqlite", 3)
    with closing(Bodies(tmp_path / "bodies.sqlite")) as cache:
        assert [cache.get(path, digest) for path, digest, _ in rows] == [row[2] for row in rows]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _data: b"",
        lambda _data: b"not a database at all, but long enough to look like one" * 100,
        lambda data: data[: len(data) // 2],
        lambda data: data[:100],
        lambda data: b"\0" * len(data),
        lambda data: data[:16384] + b"\xaa" * (len(data) - 16384),
    ],
    ids=["empty", "text", "half", "header only", "zeros", "all but the first page"],
)
def test_bodies__damaged_file__is_an_empty_cache_that_works(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "bodies.sqlite"
    rows = filled(path)
    path.write_bytes(damage(path.read_bytes()))
    with closing(Bodies(path)) as cache:
        assert {cache.get(name, digest) for name, digest, _ in rows} == {None}
        cache.put([("new.md", "1", "<p>Mới</p>")])
        cache.keep_only([("new.md", "1"), ("bai-7.md", "")])
        assert cache.get("new.md", "1") == "<p>Mới</p>"


def test_bodies__bytes_flipped_anywhere__never_give_a_wrong_body(tmp_path: Path) -> None:
    path = tmp_path / "bodies.sqlite"
    rows = filled(path)
    data = bytearray(path.read_bytes())
    dice = random.Random(11)
    for _ in range(40):
        data[dice.randrange(16384, len(data))] ^= 0xFF
    path.write_bytes(data)
    with closing(Bodies(path)) as cache:
        found = [(cache.get(name, digest), html) for name, digest, html in rows]
    assert {got for got, html in found if got != html} <= {None}
    assert any(got is None for got, _ in found)


def test_bodies__body_whose_bytes_are_spoilt__is_not_there(cache: Bodies) -> None:
    cache.put([("a.md", "1", "<p>Một</p>")])
    with closing(sqlite3.connect(cache.path)) as link, link:
        link.execute("UPDATE bodies SET html = x'00ff'")
    assert cache.get("a.md", "1") is None


def test_bodies__file_deleted_between_builds__begins_empty(tmp_path: Path) -> None:
    path = tmp_path / "bodies.sqlite"
    (name, digest, _), *_ = filled(path, 1)
    path.unlink()
    with closing(Bodies(path)) as cache:
        assert cache.get(name, digest) is None
