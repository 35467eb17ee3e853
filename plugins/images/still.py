"""One picture as the files that readers are offered."""

from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image

from plugins.core import renditions, urls
from plugins.core.site import Media
from plugins.images.pixels import LANCZOS

_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True, "subsampling": "4:2:0"},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80, "method": 4},
    "DRAWING": {"lossless": True, "quality": 60, "method": 4},
}


class Picture(NamedTuple):
    """A picture ready for readers: the row's fields, and all files by their outputs' last part."""

    output: str
    width: int
    height: int
    files: dict[str, bytes]


def made(image: Image.Image, digest: str, *, is_drawn: bool) -> Picture:
    """The picture in all its sizes and formats.

    PNG is for what can be seen through, and for drawings, which it keeps sharp in fewer bytes.
    """
    form = "PNG" if image.mode == "RGBA" else "JPEG"
    largest = _encoded(image, form)
    if form == "JPEG" and is_drawn and len(sharp := _encoded(image, "PNG")) <= len(largest):
        form, largest = "PNG", sharp
    extension, width, height = {"JPEG": "jpg", "PNG": "png"}[form], *image.size
    media = Media("", urls.picture(digest, width, extension), width, height, 0)
    files = {media.output: largest}
    webp = "DRAWING" if form == "PNG" and image.mode != "RGBA" else "WEBP"
    widths = renditions.widths(width)
    outputs = zip(widths, renditions.fallback(media), renditions.webp(media), strict=True)
    for each, fallback, modern in reversed(list(outputs)):
        size = each, max(1, round(height * each / width))
        smaller = image if size == image.size else image.resize(size, LANCZOS)
        if fallback not in files:
            files[fallback] = _encoded(smaller, form)
        files[modern] = _encoded(smaller, webp)
    files[renditions.card(media)] = _encoded(_cut(image), "JPEG")
    return Picture(
        media.output, width, height, {name.rpartition("/")[2]: data for name, data in files.items()}
    )


def _cut(image: Image.Image) -> Image.Image:
    """The part for social networks: around a third from the top, where faces are; on white."""
    width, height = renditions.card_size(*image.size)
    left = (image.width - width) // 2
    top = min(max(0, image.height // 3 - height // 2), image.height - height)
    part = image.crop((left, top, left + width, top + height))
    if part.mode != "RGBA":
        return part
    white = Image.new("RGB", part.size, "white")
    white.paste(part, mask=part.getchannel("A"))
    return white


def _encoded(image: Image.Image, form: str) -> bytes:
    file = BytesIO()
    image.save(file, "WEBP" if form == "DRAWING" else form, **_OPTIONS[form])
    return file.getvalue()
