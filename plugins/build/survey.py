"""What lies in content/ and output/, looked through by two processes where there is much of it."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from plugins.build import folders, work
from plugins.build.writer import PART
from plugins.ingest import scan
from plugins.ingest.scan import Tree
from plugins.state import database
from plugins.state.ledger import Ledger, Stamp

MANY = 8_000_000
"""Bytes of a state that knows of so much that another process should help to look."""


class Places(NamedTuple):
    """Where to look, which state to ask, and what may have happened to output/ since.

    `is_settled`: the last build came to its end, so that nothing strange needs to be looked for;
    `delta`: what is missing there is no loss.
    """

    content: Path
    output: Path
    state: Path
    is_settled: bool
    delta: bool


class Survey(NamedTuple):
    """What is in content/; outputs that are not there though the state knows them; files in output/
    that it does not know, looked for unless everything is settled; stamps of folders in order.
    """

    tree: Tree
    missing: list[str]
    strange: list[str]
    stamps: Mapping[str, Stamp | None]


def look(places: Places, jobs: int) -> Survey:
    """Look through both; half-written files are removed. Raises WorkerDied, OSError."""
    elsewhere = jobs > 1 and places.state.stat().st_size > MANY
    with work.beside(_look, places, "xem content/ và output/", elsewhere=elsewhere) as others:
        tree = scan.scan(places.content, scan.MOST)
        rest = others()
    tree.add(rest.tree)
    return rest._replace(tree=tree)


def _look(places: Places) -> Survey:
    """All of output/, and what of content/ is left."""
    tree, output = scan.scan(places.content, scan.REST), str(places.output)
    if places.is_settled and places.delta:
        return Survey(tree, [], [], {})
    link = database.connect(places.state, read_only=True)
    try:
        ledger = Ledger(link)
        if places.is_settled:
            lost, stamps = folders.look(ledger, output, folders.changed(ledger, output))
            return Survey(tree, sorted(lost), [], stamps)
        known, there = ledger.outputs(), set(_files(output))
    finally:
        link.close()
    missing = [] if places.delta else sorted(known - there)
    return Survey(tree, missing, sorted(there - known), {})


def _files(output: str) -> Iterator[str]:
    """Every file in output/, `/views/` aside; half-written ones are removed."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            entries = os.scandir(f"{output}/{below}")
        except (FileNotFoundError, NotADirectoryError):  # there is no output/ yet
            continue
        with entries:
            for entry in entries:
                name = entry.name
                if entry.is_dir(follow_symlinks=False):
                    if below or name != "views":
                        waiting.append(f"{below}{name}/")
                elif name.startswith(PART):
                    Path(entry.path).unlink(missing_ok=True)
                else:
                    yield below + name
