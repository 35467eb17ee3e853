"""Logs read as one round after the other does, and lines that tell their number."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plugins.audience import logs
from plugins.audience.logs import Position
from tests.audience.hits import START, combined


class Reader:
    """Reads logs as one round after the other does, and remembers how far."""

    def __init__(self) -> None:
        self.known: list[Position] = []
        self.altered: list[str] = []
        self.broken: list[str] = []
        self.latest = 0

    def read(self, *names: Path | str) -> list[bytes]:
        """The lines that these logs, and those rotated beside them, have anew."""
        return list(self._read([str(name) for name in names]))

    def _read(self, names: Sequence[str]) -> Iterator[bytes]:
        beside = logs.rotated(names, self.known, self.latest)
        for name in logs.ordered([*beside, *names], self.known):
            with logs.opened(name, self.known) as log:
                for lines in log.lines():
                    self.latest = max(self.latest, logs.begins(lines))
                    yield from filter(None, lines)
                if log.is_altered:
                    self.altered.append(Path(name).name)
                if log.is_broken:
                    self.broken.append(Path(name).name)
                if log.position and log.position != log.before:
                    others = [each for each in self.known if each != log.before]
                    self.known = [log.position, *others]


def text(first: int, last: int) -> bytes:
    """The lines with these numbers, a second apart."""
    return b"".join(combined(START + number, f"/{number}") for number in range(first, last + 1))


def numbers(lines: Iterable[bytes]) -> list[int]:
    """The numbers of lines, in the order in which they came."""
    return [int(line.split(b'"GET /')[1].split()[0]) for line in lines]


def append(path: Path, data: bytes) -> None:
    with path.open("ab") as file:
        file.write(data)
