"""A body cache that lost its end: a body is its own file's or none, never another's."""

import hashlib
import os
from pathlib import Path

import pytest

from plugins.state.bodies import Bodies

COUNT = 60


def keys(kind: str) -> list[tuple[str, str]]:
    """The files and digests of so many bodies."""
    return [(f"{kind}/{number}.md", f"{number:064}") for number in range(COUNT)]


def html(path: str) -> str:
    """The body of a file, of a thousand characters that can hardly be compressed."""
    return "".join(hashlib.sha256(f"{path} {part}".encode()).hexdigest() for part in range(16))


@pytest.mark.parametrize("lost", range(1, 16_384, 512))
def test_bodies__cut_short_and_filled_again__none_is_anothers(tmp_path: Path, lost: int) -> None:
    file = tmp_path / "bodies.sqlite"
    for kind in ("cu", "moi"):
        bodies = Bodies(file)
        bodies.put((path, digest, html(path)) for path, digest in keys(kind))
        bodies.close()
        if kind == "cu":
            os.truncate(file, file.stat().st_size - lost)
    bodies = Bodies(file)
    found = {path: bodies.get(path, digest) for path, digest in (*keys("cu"), *keys("moi"))}
    bodies.close()
    assert [path for path, body in found.items() if body not in (None, html(path))] == []
