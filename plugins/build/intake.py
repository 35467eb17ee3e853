"""Pass one: which files changed, what they say, and what is wrong with them."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from plugins.build import media, work
from plugins.build.media import Inspected
from plugins.core import files, text
from plugins.core.files import Found
from plugins.core.problem import Problem
from plugins.core.settings import Settings
from plugins.ingest import git, reading
from plugins.ingest.reading import Reading
from plugins.ingest.scan import Tree
from plugins.state.bodies import Bodies
from plugins.state.ledger import File

ASK_GIT = 200
"""So many files with a new stat look like a fresh checkout: git knows what they hold."""

Progress = Callable[[str, int, int], None]
"""(what is being done, how many are done, how many in all)."""


class Setup(NamedTuple):
    """What a process needs to read articles."""

    settings: Settings
    bodies: Path


class Read(NamedTuple):
    """An article as read, without its body, and the digest of its file."""

    reading: Reading
    digest: str


@dataclass(slots=True)
class Intake:
    """What pass one found. Keys are paths below content/.

    `touched` have a new stat and the old content; `gone` are files no longer there.
    """

    readings: dict[str, Read] = field(default_factory=dict)
    media: dict[str, Inspected] = field(default_factory=dict)
    touched: dict[str, File] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def take(
    settings: Settings,
    tree: Tree,
    known: Mapping[str, File],
    shown: Collection[str],
    bodies: Path,
    pictures: Path,
    jobs: int,
    progress: Progress,
) -> Intake:
    """Read every article and used media file that is not as `known`.

    `shown` are media that last valid versions may use, whatever their files say now.
    """
    found = Intake(problems=list(tree.problems))
    found.gone = [path for path in known if path not in tree.items and path not in tree.media]
    suspects = [
        path
        for path, file in known.items()
        if (on_disk := tree.items.get(path) or tree.media.get(path))
        and (file.digest is None or file.stat != on_disk.stat)
    ]
    changed = _really_changed(settings.path, tree, known, suspects, found.touched)
    new = [path for path in tree.items if path not in known]
    items = sorted([*new, *(path for path in changed if path in tree.items)])
    names = [(path, tree.items[path]) for path in items]
    for count, results in work.run(_read, Setup(settings, bodies), names, jobs):
        found.readings.update({each.reading.path: each for each in results})
        progress("Đọc bài", count, len(names))
    wanted = {path for path in changed if path in tree.media} | {
        each.target
        for read in found.readings.values()
        for each in read.reading.references
        if each.kind in ("picture", "file")
        and each.target in tree.media
        and each.target not in known
    }
    wanted.update(path for path in shown if path in tree.media)
    sources = [(path, tree.media[path]) for path in sorted(wanted)]
    setup = media.Setup(settings.path, pictures)
    for inspected in _inspected(setup, sources, jobs, progress):
        found.media[inspected.path] = inspected
    return found


def _inspected(
    setup: media.Setup, sources: Sequence[tuple[str, Found]], jobs: int, progress: Progress
) -> Iterable[Inspected]:
    """All on all cores, then one by one those pictures that take much memory."""
    done, heavy, found = 0, [], dict(sources)
    together = setup._replace(heavy=False)
    for _, results in work.run(media.inspect, together, sources, jobs, inline=4):
        for each in results:
            if each.is_heavy:
                heavy.append((each.path, found[each.path]))
            else:
                done += 1
                yield each
        progress("Xem ảnh và tệp", done, len(sources))
    for _, results in work.run(media.inspect, setup, heavy, jobs=1):
        done += 1
        yield from results
        progress("Xem ảnh và tệp", done, len(sources))


def _really_changed(
    content: Path,
    tree: Tree,
    known: Mapping[str, File],
    suspects: Sequence[str],
    touched: dict[str, File],
) -> list[str]:
    """The suspects whose content is not what it was."""
    ids = git.blob_ids(content) if len(suspects) >= ASK_GIT else {}
    changed = []
    for path in suspects:
        on_disk = tree.items.get(path) or tree.media[path]
        before = known[path].digest
        digest = before and (ids.get(path) or _digest_of(content / on_disk.name))
        if before and digest == before:
            touched[path] = File(on_disk.stat, before)
        else:
            changed.append(path)
    return changed


def _digest_of(file: Path) -> str:
    try:
        return files.digest_of(file)
    except OSError:
        return ""


def _read(setup: Setup, chunk: Sequence[tuple[str, Found]]) -> list[Read]:
    """Read articles; their bodies go into the store, the rest comes back."""
    done, bodies = [], []
    for path, found in chunk:
        data = _bytes_of(setup.settings.path / found.name)
        result = reading.read(path, data, setup.settings)
        if result.article:
            bodies.append((path, result.article.body, result.body))
        done.append(Read(result._replace(body=""), files.digest(data)))
    if bodies:
        store = Bodies(setup.bodies)
        store.put(bodies)
        store.close()
    return done


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
