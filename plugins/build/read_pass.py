"""Pass one's work: files of editors to rows and bodies, in as many processes as there are cores."""

import os
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.build.intake import Read, Setup
from plugins.core import files, text
from plugins.ingest import reading
from plugins.state.bodies import Bodies
from plugins.state.records import Record


class Chunk(NamedTuple):
    """What one chunk of files gave; `records` are pickled."""

    readings: list[tuple[str, Read]]
    records: bytes
    targets: set[str]


def read(setup: Setup, chunk: Sequence[tuple[str, str]]) -> Chunk:
    """Read articles, given as (path, name on disk); their bodies go into the store."""
    settings = setup.settings
    readings, records, bodies = [], [], []
    targets: set[str] = set()
    for path, name in chunk:
        data = _bytes_of(settings.path / name)
        result = reading.read(path, data, settings)
        article, output, body = result.article, "", ""
        if article:
            standing = article.standing(setup.now, preview=settings.preview)
            record = Record.of(article, standing)
            records.append(record)
            bodies.append((path, article.body, result.body))
            targets.update(record.targets)
            output, body = record.output, article.body
        targets.update(each.target for each in result.references)
        references = () if article else result.references
        digest = files.digest(data)
        read = Read(digest, article is not None, output, body, result.problems, references)
        readings.append((path, read))
    if bodies:
        store = Bodies(setup.bodies)
        store.put(bodies)
        store.close()
    return Chunk(readings, pickle.dumps(records), targets)


def _bytes_of(file: Path) -> bytes:
    """The file's bytes; for one far too large only enough to say so."""
    with file.open("rb", buffering=0) as opened:
        # Asked for the limit itself, Python would set aside that much for every file.
        size = os.fstat(opened.fileno()).st_size
        return opened.read(min(size, reading.LONGEST_FILE) + 1)


def lines_of(content: Path, path: str) -> list[str]:
    """The lines of an article's file, for quoting; none if it cannot be read."""
    found = files.locate(content, path)
    if found is None:
        return []
    data = _bytes_of(found)
    return text.clean(data.decode("utf-8", "replace")).split("\n")
