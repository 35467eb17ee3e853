"""A release of the site: its manifest, what differs from another, in which order it is sent."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from plugins.core import urls
from plugins.state.ledger import Made

NOTE = ".well-known/portal-release.json"
"""Says on the site itself which release it is; it is sent last, and in no manifest."""

KEPT_RELEASES = 10
"""So many releases can be taken back."""


class Release(NamedTuple):
    """What is said of a release: its number and its parent's, the commit it was made from.

    `digest` is the SHA-256 of the manifest's lines: the same files have the same.
    """

    release: int
    parent: int
    commit: str
    files: int
    digest: str

    def as_json(self) -> str:
        """One line of JSON."""
        return json.dumps(self._asdict(), ensure_ascii=False)

    def note(self) -> bytes:
        """What the site itself says, in NOTE."""
        return (self.as_json() + "\n").encode()

    @classmethod
    def loads(cls, line: str) -> "Release | None":
        """The release that `as_json` wrote; None if it is no such line."""
        try:
            found = cls(**json.loads(line))
        except (ValueError, TypeError):
            return None
        numbers = (found.release, found.parent, found.files)
        words = (found.commit, found.digest)
        right = all(type(each) is int for each in numbers) and all(type(w) is str for w in words)
        return found if right else None


NONE = Release(0, 0, "", 0, "")
"""The release before the first."""


class Manifest(NamedTuple):
    """A release with all its files."""

    about: Release
    files: Mapping[str, Made]

    def dumps(self) -> bytes:
        """As it lies on the host: a line of JSON, then `<sha256> <bytes> <path>` by path."""
        return (self.about.as_json() + "\n" + _lines(self.files)).encode()

    @classmethod
    def loads(cls, data: bytes) -> "Manifest | None":
        """The manifest that `dumps` wrote; None if anything of it is not as it was written."""
        head, _, lines = data.decode("utf-8", "replace").partition("\n")
        about = Release.loads(head)
        if about is None or about.digest != hashlib.sha256(lines.encode()).hexdigest():
            return None
        rows = (line.split(" ", 2) for line in lines.splitlines())
        return cls(about, {path: Made(digest, int(size)) for digest, size, path in rows})


def next_release(files: Mapping[str, Made], after: Release, commit: str) -> Manifest:
    """The release that these files make after another; without a commit their digest is one."""
    digest = digest_of(files)
    number = after.release + 1
    about = Release(number, after.release, commit or digest, len(files), digest)
    return Manifest(about, files)


def digest_of(files: Mapping[str, Made]) -> str:
    """What a manifest's files are known by."""
    return hashlib.sha256(_lines(files).encode()).hexdigest()


def _lines(files: Mapping[str, Made]) -> str:
    return "".join(f"{made.digest} {made.size} {path}\n" for path, made in sorted(files.items()))


class Difference(NamedTuple):
    """What brings a host from one set of files to another."""

    send: list[str]
    delete: list[str]

    def __bool__(self) -> bool:
        return bool(self.send or self.delete)


def difference(
    now: Mapping[str, Made], there: Mapping[str, Made], unsure: Collection[str] = ()
) -> Difference:
    """What to send and to delete so that a host that has `there` has `now`.

    `unsure` are paths about which the host may have been left in the middle.
    """
    send = {path for path, made in now.items() if there.get(path) != made}
    doubtful = set(unsure)
    return Difference(
        sorted(send | (doubtful & now.keys())), sorted((there.keys() | doubtful) - now.keys())
    )


def is_kept(path: str, keep: Iterable[str]) -> bool:
    """True for what no release touches: `/views/`, and files or folders (`a/`) of the webmaster."""
    own = ("views/", *(each.strip("/") + "/" * each.endswith("/") for each in keep))
    return any(path == each or (each.endswith("/") and path.startswith(each)) for each in own)


_FEEDS = (urls.RSS, urls.ATOM, urls.JSON_FEED, urls.OPML)


def _stage(path: str) -> int:
    """Earlier stages are sent first: no page is there before what it shows or links."""
    if path.startswith(("theme/", "anh/")) or path in urls.ICONS:
        return 0
    if path.startswith("tep/"):
        return 1
    if path.endswith(_FEEDS):
        return 4
    if path.startswith("sitemap"):
        return 5
    if path.startswith("fragments/"):
        return 6
    route = urls.route(path)
    if route and route.kind in ("machine", "api-month"):
        return 7
    # What is no address of a build's own is the stub of an old address.
    return 2 if route is None or route.kind == "article" else 3


def stages(paths: Iterable[str]) -> Iterator[list[str]]:
    """The paths in the order in which they are sent.

    Theme and pictures, files, articles, lists and home, feeds, sitemaps, fragments, API.
    """
    found: dict[int, list[str]] = {}
    for path in paths:
        found.setdefault(_stage(path), []).append(path)
    for _, stage in sorted(found.items()):
        yield stage


def backwards(paths: Iterable[str]) -> list[str]:
    """The paths in the order in which they are deleted: no page outlives what it shows or links."""
    return [path for stage in reversed([*stages(paths)]) for path in stage]


def deletes_too_much(deleted: int, files: int, allowed: int) -> bool:
    """True if so many deletions out of so many files look like a mistake."""
    return deleted > 20 and deleted * 20 > files and deleted > allowed
