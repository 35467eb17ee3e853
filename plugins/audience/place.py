"""Where the live counts go, and where the build's maps are: a folder, or a target of releases."""

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from plugins.build import writer
from plugins.core import urls
from plugins.publish import address
from plugins.publish.target import Target as Host
from plugins.publish.target import locked


class Place(Protocol):
    """Files of the site by their paths; only those below /views/ are ever written."""

    @property
    def name(self) -> str:
        """The place for a person."""

    def close(self) -> None:
        """Let the place go."""

    def published(self, paths: tuple[str, ...]) -> Path:
        """A folder with these files and folders of the site, those that there are."""

    def put(self, files: Mapping[str, bytes]) -> list[str]:
        """Write what differs, each file whole; the paths that were written."""


class Output:
    """A folder that a build wrote, or a web root of this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def name(self) -> str:
        """The place for a person."""
        return str(self._root)

    def close(self) -> None:
        """Nothing is held."""

    def published(self, paths: tuple[str, ...]) -> Path:  # noqa: ARG002 - see Place
        """The folder itself."""
        return self._root

    def put(self, files: Mapping[str, bytes]) -> list[str]:
        """Write what differs, and remove what a killed process left half-written."""
        for part in (self._root / urls.VIEWS).glob(f"{writer.PART}*"):
            part.unlink(missing_ok=True)
        return [
            path for path, data in files.items() if writer.write(self._root, path, data, None).fresh
        ]


class Target:
    """The web root of a target of releases; `cache` has its maps if it is on another machine."""

    def __init__(self, host: Host, cache: Path) -> None:
        self._host, self._cache = host, cache

    @property
    def name(self) -> str:
        """The place for a person."""
        return self._host.name

    def close(self) -> None:
        """Let the host go."""
        self._host.close()

    def published(self, paths: tuple[str, ...]) -> Path:
        """The web root, or a copy of what is asked for."""
        return self._host.mirror(paths, self._cache)

    def put(self, files: Mapping[str, bytes]) -> list[str]:
        """Send what differs. Raises Locked while somebody publishes."""
        known = self._host.digests(files.keys())
        changed = [path for path, data in files.items() if known.get(path) != _digest(data)]
        if changed:
            with tempfile.TemporaryDirectory(prefix="portal-") as folder:
                for path in changed:
                    writer.write(Path(folder), path, files[path], None)
                with locked(self._host, address.owner()):
                    self._host.open()
                    self._host.send(Path(folder), changed, "")
        return changed


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
