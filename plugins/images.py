"""Pictures: turned upright and freed of metadata. The only user of Pillow."""

import hashlib
import warnings
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image, ImageOps

RECIPE = b"1"
"""Goes into every picture's address: another way of making them gives new addresses."""

MOST_PIXELS = 89_000_000
_EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
_KEPT = ("icc_profile", "transparency", "duration", "loop", "background")
_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "GIF": {},
    "WEBP": {"quality": 85},
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
    except Image.DecompressionBombError as error:
        raise Unreadable("Ảnh quá lớn") from error
    except Exception as error:  # Pillow's decoders raise anything at all on hostile files
        raise Unreadable("Tệp ảnh hỏng hoặc không phải ảnh") from error


def _make(source: bytes) -> Picture:
    with Image.open(BytesIO(source), formats=tuple(_EXTENSIONS)) as opened:
        # Phones put a second picture (depth, a preview) behind the first: MPO, shown as JPEG.
        form = "JPEG" if opened.format == "MPO" else str(opened.format)
        frames = 1 if form == "JPEG" else getattr(opened, "n_frames", 1)
        if opened.width * opened.height * frames > MOST_PIXELS:
            raise Unreadable(f"Ảnh quá lớn: {opened.width} × {opened.height} điểm ảnh")
        opened.load()
        image = opened if frames > 1 else ImageOps.exif_transpose(opened)
        image.info = {key: image.info[key] for key in _KEPT if key in image.info}
        if form == "JPEG" and image.mode not in ("L", "RGB"):
            image = image.convert("RGB")
            image.info.pop("icc_profile", None)  # it speaks of the colours before
        done = BytesIO()
        profile = image.info.get("icc_profile") if image.mode in ("L", "RGB", "RGBA") else None
        options = _OPTIONS[form] | (_moving(opened, frames) if frames > 1 else {})
        image.save(done, form, icc_profile=profile, exif=b"", **options)
        return Picture(address(source), *image.size, _EXTENSIONS[form], done.getvalue())


def _moving(opened: Image.Image, frames: int) -> dict[str, Any]:
    """The options that keep a picture moving as it did."""
    if opened.format != "WEBP":  # Pillow takes the times of GIF and PNG from their frames
        return {"save_all": True}
    loop, times = opened.info.get("loop", 0), []
    for number in range(frames):
        opened.seek(number)
        opened.load()
        times.append(opened.info["duration"])
    opened.seek(0)
    return {"save_all": True, "loop": loop, "duration": times}
