"""Media that articles use: read once, pictures made once into a cache outside output/.

The cache holds one file for each rendition, named as in `anh/`, and beside them, written last, a
list of them with their digests. It may be deleted or carried along at any time: what is missing
or not as the list says is made again from its source, and from nothing else.
"""

import hashlib
import json
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from plugins import images
from plugins.build import work
from plugins.core import files, renditions, text, urls
from plugins.core.site import Media
from plugins.ingest.paths import PICTURES, extension

_LIST = ".json"


class Setup(NamedTuple):
    """Where media come from and where made pictures are kept."""

    content: Path
    cache: Path
    heavy: bool = True


class Inspected(NamedTuple):
    """A media file as found: usable, or why not and the cure.

    `is_heavy` was not made: it takes so much memory that nothing else should run beside it.
    """

    path: str
    digest: str
    media: Media | None
    reason: str = ""
    cure: str = ""
    is_heavy: bool = False


def inspect(setup: Setup, chunk: Sequence[tuple[str, str]]) -> list[Inspected]:
    """Read media files, given as (path, name on disk).

    Pictures are made now, so that a broken one stops the build early.

    Heavy ones come back undone unless `setup.heavy`.
    """
    return [_one(setup, path, setup.content / name) for path, name in chunk]


def inspected(setup: Setup, sources: Sequence[tuple[str, str]], jobs: int) -> Iterator[Inspected]:
    """Inspect all on all cores, then one by one those pictures that take much memory."""
    heavy, names = [], dict(sources)
    together = setup._replace(heavy=False)
    for _, results in work.run(inspect, together, sources, jobs, inline=4):
        for each in results:
            if each.is_heavy:
                heavy.append((each.path, names[each.path]))
            else:
                yield each
    for _, results in work.run(inspect, setup, heavy, jobs=1):
        yield from results


def _one(setup: Setup, path: str, source: Path) -> Inspected:
    try:
        with source.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            blob = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
            digest = _hashed(file, blob)
            if extension(path) in PICTURES:
                return _picture(setup, path, digest, file)
            name = text.slug(Path(path).stem) or "tep"
            output = urls.file(_file_address(file), name, extension(path))
    except OSError as error:
        reason = f"Không đọc được tệp ({error.strerror})"
        return Inspected(path, "", None, reason, "Xem lại tệp ấy và quyền đọc nó.")
    return Inspected(path, digest, Media(path, output, 0, 0, size))


def _picture(setup: Setup, path: str, digest: str, file: BinaryIO) -> Inspected:
    address = images.address(file)
    found = _Kept.read(setup.cache, address)
    if found is None or not found.is_complete(setup.cache):
        if not setup.heavy and images.is_heavy(file):
            return Inspected(path, digest, None, is_heavy=True)
        try:
            found = _make(setup.cache, address, file)
        except images.Unreadable as error:
            return Inspected(path, digest, None, str(error), error.cure)
    return Inspected(path, digest, found.media._replace(path=path))


class _Kept(NamedTuple):
    """What the cache says it holds of one picture: its row, and (bytes, digest) of each file."""

    media: Media
    files: dict[str, tuple[int, str]]

    @classmethod
    def read(cls, cache: Path, address: str) -> "_Kept | None":
        """None if there is nothing, or nothing that makes sense."""
        try:
            said: dict[str, Any] = json.loads((cache / (address + _LIST)).read_bytes())
            media = Media("", said["output"], said["width"], said["height"], said["size"])
            kept = cls(media, {name: (size, digest) for name, size, digest in said["files"]})
            wanted = {_name(each) for each in renditions.outputs(media)}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        is_its_own = renditions.digest(media) == address and kept.files.keys() == wanted
        return kept if is_its_own else None

    def is_complete(self, cache: Path) -> bool:
        """True if all files are there, by their sizes."""
        for name, (size, _) in self.files.items():
            try:
                if os.stat(cache / name).st_size != size:
                    return False
            except OSError:
                return False
        return True

    def holds(self, cache: Path, name: str) -> bool:
        """True if this file is there, byte for byte as it was made."""
        try:
            with (cache / name).open("rb") as file:
                return _hashed(file, hashlib.sha256()) == self.files[name][1]
        except (OSError, KeyError):
            return False


def _make(cache: Path, address: str, file: BinaryIO) -> _Kept:
    """Make all renditions and keep them; the list comes last, so what it names is whole."""
    made = images.make(file, address)
    if images.address(file) != address:
        raise images.Unreadable("Tệp đang được ghi", "Chờ ghi xong rồi chạy lại.")
    cache.mkdir(parents=True, exist_ok=True)
    listed = []
    for name, data in made.files.items():
        _put(cache, name, data)
        listed.append((name, len(data), hashlib.sha256(data).hexdigest()))
    size = len(made.files[_name(made.output)])
    said = {"output": made.output, "width": made.width, "height": made.height, "size": size}
    _put(cache, address + _LIST, json.dumps({**said, "files": listed}).encode())
    media = Media("", made.output, made.width, made.height, size)
    return _Kept(media, {name: (size, digest) for name, size, digest in listed})


def _put(cache: Path, name: str, data: bytes) -> None:
    part = cache / f"{name}.{os.getpid()}.part"
    part.write_bytes(data)
    part.replace(cache / name)


def content_of(setup: Setup, media: Media, output: str) -> Path | None:
    """The file to publish at one of `renditions.outputs(media)`: the original, or a rendition.

    None if the original is gone or is not what it was when it was last read.
    """
    if not media.width:
        source = files.locate(setup.content, media.path)
        return source if source and _has_address(source, output) else None
    address, name = renditions.digest(media), _name(output)
    kept = _Kept.read(setup.cache, address)
    if kept and kept.holds(setup.cache, name):
        return setup.cache / name
    source = files.locate(setup.content, media.path)
    if source is None:
        return None
    try:
        with source.open("rb") as file, _one_at_a_time(setup.cache):
            kept = _Kept.read(setup.cache, address)  # another process may have made it just now
            if not kept or not kept.holds(setup.cache, name):
                if images.address(file) != address:
                    return None
                kept = _make(setup.cache, address, file)
    except images.Unreadable:
        return None
    return setup.cache / name if name in kept.files else None


@contextmanager
def _one_at_a_time(cache: Path) -> Iterator[None]:
    """Two large pictures at once would take too much memory; a lock ends with its process."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("wb") as file:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sweep(cache: Path, used: Collection[str]) -> None:
    """Drop from the cache whatever belongs to none of these outputs, and halves of files."""
    wanted = {_name(each).partition("-")[0].removesuffix(urls.CUT) for each in used}
    for found in cache.iterdir() if cache.is_dir() else ():
        address = found.name.partition("-")[0].partition(".")[0].removesuffix(urls.CUT)
        if address not in wanted or found.suffix == ".part":
            found.unlink(missing_ok=True)


def _name(output: str) -> str:
    return output.rpartition("/")[2]


def _has_address(source: Path, output: str) -> bool:
    try:
        with source.open("rb") as file:
            return _file_address(file) in output.split("/")
    except OSError:
        return False


def _file_address(file: BinaryIO) -> str:
    return _hashed(file, hashlib.sha256())[:16]


def _hashed(file: BinaryIO, total: "hashlib._Hash") -> str:
    file.seek(0)
    while chunk := file.read(1 << 20):
        total.update(chunk)
    return total.hexdigest()
