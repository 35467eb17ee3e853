"""Pictures: upright, in sRGB, without metadata, in every size that readers are offered.

The only user of Pillow. `make` gives all files of a picture, from one decoding:

    source    what a file is, whether it is whole, how much memory it takes
    pixels    a file to one upright picture in sRGB, at the largest size that is published
    still     that picture as JPEG or PNG and WebP, and cut for social networks
    moving    GIF, WebP and animated PNG, frame for frame
"""

import hashlib
import warnings
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from PIL import Image

from plugins.images import moving, pixels, source, still
from plugins.images.source import Unreadable
from plugins.images.still import Picture

__all__ = ["HEAVY", "RECIPE", "Picture", "Unreadable", "address", "is_heavy", "make"]

RECIPE = b"2"
"""Goes into every picture's address: another way of making them gives new addresses."""

HEAVY = 100_000_000
"""Bytes of memory from which on a picture is decoded alone, not beside another one."""


def address(file: BinaryIO) -> str:
    """The hash in the addresses of all that `make` gives for this file."""
    total = hashlib.sha256(RECIPE)
    file.seek(0)
    while chunk := file.read(1 << 20):
        total.update(chunk)
    return total.hexdigest()[:16]


def is_heavy(file: BinaryIO) -> bool:
    """True if decoding this file takes much memory; asks its first bytes only."""
    try:
        with _guarded(), source.opened(file) as image:
            return source.memory(image, file) > HEAVY
    except Unreadable:
        return False  # it costs nothing to hear why from `make`


def make(file: BinaryIO, digest: str) -> Picture:
    """All renditions of the picture whose address is `digest`. Raises Unreadable."""
    with _guarded():
        if found := _moving(file):
            return moving.made(*found, digest)
        form, decoded = _decoded(file)
        return still.made(pixels.upright(decoded), digest, is_drawn=form in ("PNG", "GIF"))


def _moving(file: BinaryIO) -> tuple[str, bytes] | None:
    """The format and the bytes of a moving picture."""
    with source.opened(file) as image:
        source.check(image, file)
        form = source.form(image)
        if form == "GIF":
            file.seek(0)
            deque(moving.blocks(file.read()), maxlen=0)
        if form == "JPEG" or not getattr(image, "is_animated", False):
            return None
        if form == "PNG" and image.info.get("default_image"):
            return None  # it has a picture of its own for those who do not move
        moving.check_size(source.length(file), *image.size)
    file.seek(0)
    return form, file.read()


def _decoded(file: BinaryIO) -> tuple[str, pixels.Decoded]:
    """The format and the picture, small; what was decoded at full size is gone on return."""
    with source.opened(file) as image:
        form = source.form(image)
        return form, pixels.decoded(image, form)


@contextmanager
def _guarded() -> Iterator[None]:
    """Whatever goes wrong in here means that the file cannot be shown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Unreadable:
        raise
    except Image.DecompressionBombError as error:
        raise Unreadable("Ảnh quá lớn", source.SMALLER) from error
    except Exception as error:  # Pillow's decoders raise anything at all on hostile files
        raise Unreadable(source.BROKEN) from error
