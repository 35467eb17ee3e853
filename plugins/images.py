"""Pictures: turned upright and freed of metadata. The only user of Pillow."""

import hashlib
import warnings
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageOps

RECIPE = b"1"
"""Goes into every picture's address: another way of making them gives new addresses."""

MOST_PIXELS = 89_000_000
_EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
_KEPT = ("icc_profile", "transparency", "duration", "loop", "background")
_OPTIONS = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "GIF": {"save_all": True},
    "WEBP": {"quality": 85, "save_all": True},
}


class Unreadable(Exception):
    """The file is no picture that can be shown; the message says why, in Vietnamese."""


class Picture(NamedTuple):
    """A picture ready for readers; width and height in px."""

    digest: str
    width: int
    height: int
    extension: str
    data: bytes


def address(source: bytes) -> str:
    """The hash in the address of the picture that `make` gives for this file."""
    return hashlib.sha256(RECIPE + source).hexdigest()[:16]


def make(source: bytes) -> Picture:
    """The picture upright, at its own width, without metadata. Raises Unreadable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _make(source)
    except Unreadable:
        raise
    except Exception as error:  # Pillow's decoders raise anything at all on hostile files
        message = f"Tệp ảnh hỏng hoặc không phải ảnh ({type(error).__name__})"
        raise Unreadable(message) from error


def _make(source: bytes) -> Picture:
    with Image.open(BytesIO(source), formats=tuple(_EXTENSIONS)) as opened:
        pixels = opened.width * opened.height * getattr(opened, "n_frames", 1)
        if pixels > MOST_PIXELS:
            raise Unreadable(f"Ảnh quá lớn: {opened.width} × {opened.height} điểm ảnh")
        form = str(opened.format)
        opened.load()
        moving = getattr(opened, "is_animated", False)
        image = opened if moving else ImageOps.exif_transpose(opened)
        image.info = {key: image.info[key] for key in _KEPT if key in image.info}
        if form == "JPEG" and image.mode not in ("L", "RGB"):
            image = image.convert("RGB")
        done = BytesIO()
        profile = image.info.get("icc_profile") if image.mode in ("L", "RGB", "RGBA") else None
        image.save(done, form, icc_profile=profile, exif=b"", **_OPTIONS[form])
        return Picture(address(source), *image.size, _EXTENSIONS[form], done.getvalue())
