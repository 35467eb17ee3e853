"""Media that articles use: read once, pictures made once into a cache outside output/."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from plugins import images
from plugins.core import files, text, urls
from plugins.core.files import Found
from plugins.core.site import Media
from plugins.ingest.paths import PICTURES, extension


class Setup(NamedTuple):
    """Where media come from and where made pictures are kept."""

    content: Path
    cache: Path


class Inspected(NamedTuple):
    """A media file as found: usable, or why not."""

    path: str
    digest: str
    media: Media | None
    reason: str = ""


def inspect(setup: Setup, chunk: Sequence[tuple[str, Found]]) -> list[Inspected]:
    """Read media files; pictures are made now, so that a broken one stops the build early."""
    return [_one(setup, path, setup.content / found.name) for path, found in chunk]


def _one(setup: Setup, path: str, source: Path) -> Inspected:
    try:
        data = source.read_bytes()
    except OSError as error:
        return Inspected(path, "", None, f"Không đọc được tệp ({error.strerror})")
    digest = files.digest(data)
    if extension(path) not in PICTURES:
        name = text.slug(Path(path).stem) or "tep"
        output = urls.file(_file_address(data), name, extension(path))
        return Inspected(path, digest, Media(path, output, 0, 0, len(data)))
    try:
        made = _cached(setup.cache, data) or _make(setup.cache, data)
    except images.Unreadable as error:
        return Inspected(path, digest, None, str(error))
    return Inspected(path, digest, made._replace(path=path))


def _cached(cache: Path, data: bytes) -> Media | None:
    digest = images.address(data)
    for found in cache.glob(f"{digest}-*"):
        if found.suffix != ".part":
            width, _, height = found.stem.rpartition("-")[2].partition("x")
            output = urls.picture(digest, int(width), found.suffix[1:])
            return Media("", output, int(width), int(height), found.stat().st_size)
    return None


def _make(cache: Path, data: bytes) -> Media:
    made = images.make(data)
    cache.mkdir(parents=True, exist_ok=True)
    name = f"{made.digest}-{made.width}x{made.height}.{made.extension}"
    part = cache / f"{made.digest}-{os.getpid()}.part"
    part.write_bytes(made.data)
    part.replace(cache / name)
    output = urls.picture(made.digest, made.width, made.extension)
    return Media("", output, made.width, made.height, len(made.data))


def content_of(setup: Setup, media: Media) -> Path | None:
    """The file to publish at `media.output`: the original, or the picture made from it.

    None if the original is gone or is not what it was when it was last read.
    """
    source = files.locate(setup.content, media.path)
    if not media.width:
        is_same = source and _file_address(source.read_bytes()) in media.output.split("/")
        return source if is_same else None
    digest = media.output.removeprefix("anh/").partition("-")[0]
    ending = media.output.rpartition(".")[2]
    made = setup.cache / f"{digest}-{media.width}x{media.height}.{ending}"
    if made.is_file():
        return made
    data = source.read_bytes() if source else b""
    if images.address(data) != digest:
        return None
    _make(setup.cache, data)
    return made


def _file_address(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
