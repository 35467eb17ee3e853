"""Pass one: which files changed, what they say, and what is wrong with them."""

import pickle
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plugins.build import work
from plugins.build.options import Progress
from plugins.core import files
from plugins.core.article import Reference
from plugins.core.problem import Problem
from plugins.core.settings import Settings
from plugins.ingest import git
from plugins.ingest.scan import Tree
from plugins.state.ledger import File, Ledger
from plugins.state.records import Record

if TYPE_CHECKING:
    from plugins.build.media import Inspected

ASK_GIT = 200
"""So many files with a new stat look like a fresh checkout: git knows what they hold."""


class Setup(NamedTuple):
    """What a process needs to read articles, and the moment at which they are looked at."""

    settings: Settings
    bodies: Path
    now: str


class Read(NamedTuple):
    """One file as read; of what is faulty nothing but its references can be used.

    `digest` is the file's, `body` that of its HTML, `output` empty for a draft.
    """

    digest: str
    is_valid: bool
    output: str
    body: str
    problems: tuple[Problem, ...]
    references: tuple[Reference, ...]


@dataclass(slots=True)
class Intake:
    """What pass one found. Keys are paths below content/.

    `touched` have a new stat and the old content; `gone` are files no longer there; `targets` is
    all that was referred to by what was read.
    """

    readings: dict[str, Read] = field(default_factory=dict)
    media: dict[str, "Inspected"] = field(default_factory=dict)
    touched: dict[str, File] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)
    packed: list[bytes] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """What was read without errors; it stays packed, as all of it would take much room."""
        for each in self.packed:
            yield from pickle.loads(each)


def take(
    setup: Setup,
    tree: Tree,
    ledger: Ledger | None,
    shown: Collection[str],
    pictures: Path,
    jobs: int,
    progress: Progress,
) -> Intake:
    """Read every article and used media file that is not as the ledger knows it.

    `shown` are media that last valid versions may use, whatever their files say now.
    """
    found = Intake(problems=list(tree.problems))
    known = ledger.stats() if ledger else {}
    found.gone = sorted(known.keys() - tree.items.keys() - tree.media.keys())
    other = [path for path, stat in tree.items.items() if known.get(path) != stat]
    new = [path for path in other if path not in known]
    other += [path for path, stat in tree.media.items() if known.get(path) != stat]
    suspects = sorted(path for path in other if path in known)
    changed = _really_changed(setup.settings.path, tree, ledger, suspects, found.touched)
    names = [(path, tree.name(path)) for path in sorted([*new, *changed]) if path in tree.items]
    wanted = {path for path in changed if path in tree.media}
    wanted.update(path for path in shown if path in tree.media)
    if names:
        _read(setup, names, found, jobs, progress)
    wanted.update(path for path in found.targets if path in tree.media and path not in known)
    if wanted:
        sources = [(path, tree.name(path)) for path in sorted(wanted)]
        _inspect(setup.settings.path, pictures, sources, found, jobs, progress)
    return found


def _read(
    setup: Setup, names: Sequence[tuple[str, str]], found: Intake, jobs: int, progress: Progress
) -> None:
    from plugins.build import read_pass  # Python-Markdown and nh3 take their time to load

    for count, chunk in work.run(read_pass.read, setup, names, jobs):
        found.readings.update(chunk.readings)
        found.packed.append(chunk.records)
        found.targets |= chunk.targets
        progress("Đọc bài", count, len(names))


def _inspect(
    content: Path,
    pictures: Path,
    sources: Sequence[tuple[str, str]],
    found: Intake,
    jobs: int,
    progress: Progress,
) -> None:
    from plugins.build import media  # and so does Pillow

    for each in media.inspected(media.Setup(content, pictures), sources, jobs):
        found.media[each.path] = each
        progress("Xem ảnh và tệp", 1, len(sources))


def _really_changed(
    content: Path,
    tree: Tree,
    ledger: Ledger | None,
    suspects: Sequence[str],
    touched: dict[str, File],
) -> list[str]:
    """The suspects whose content is not what it was."""
    if ledger is None or not suspects:
        return []
    ids = git.blob_ids(content) if len(suspects) >= ASK_GIT else {}
    digests = ledger.digests(suspects)
    changed = []
    for path in suspects:
        before = digests[path]
        digest = before and (ids.get(path) or _digest_of(content / tree.name(path)))
        if before and digest == before:
            touched[path] = File(tree.stat(path), before)
        else:
            changed.append(path)
    return changed


def _digest_of(file: Path) -> str:
    try:
        return files.digest_of(file)
    except OSError:
        return ""
