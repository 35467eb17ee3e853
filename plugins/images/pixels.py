"""A picture's file to one upright picture in sRGB, at the largest size that is published.

Large pictures are never whole in memory twice: they are scaled in bands of rows, and only a band
is converted (palette, 16 bits, transparency) before it is scaled.
"""

import math
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageCms

from plugins.images import source

LANCZOS = Image.Resampling.LANCZOS
_BAND = 1_000_000
_MANY = 20_000_000
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = (
    Image.Transpose.TRANSPOSE,
    Image.Transpose.ROTATE_270,
    Image.Transpose.TRANSVERSE,
    Image.Transpose.ROTATE_90,
)
_SPACES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class Decoded(NamedTuple):
    """The picture as the file lies, at the size that is published, and what is still to be done."""

    image: Image.Image
    turn: Image.Transpose | None
    profile: bytes | None


def decoded(image: Image.Image, form: str) -> Decoded:
    """Decode the whole file; nothing of it is needed afterwards."""
    if form != "JPEG":
        image.load()  # before EXIF is asked for: in a PNG it may stand behind the pixels
    turn = _turn(image)
    source.check_shape(*image.size, lies=turn in _LYING)
    size = source.largest(*image.size, lies=turn in _LYING)
    if form == "JPEG":
        # Decoding at half, a quarter or an eighth of the size costs that much less.
        image.draft(None, source.draft(size))
        image.load()
    return Decoded(_scaled(image, size), turn, image.info.get("icc_profile"))


def upright(done: Decoded) -> Image.Image:
    """The picture in mode L, RGB or RGBA; RGBA only if something can be seen through it."""
    image = _without_idle_alpha(_in_srgb(done.image, done.profile))
    image = image.transpose(done.turn) if done.turn is not None else image
    image.info = {}
    return image


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How to set the picture upright; what EXIF says in disorder says nothing."""
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # the reader of EXIF raises anything at all
        return None


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return _plain(image)
    # What blocks of pixels leave is one and a half times the size or more, for the good filter.
    left = 3 if image.width * image.height > _MANY else 4
    across, down = (
        max(1, 2 * have // (left * want)) for have, want in zip(image.size, size, strict=True)
    )
    wide, high = image.width / across, image.height / down
    if across * down > 1:
        image = _shrunk(image, across, down)
    return _resized(image, size, wide, high)


def _shrunk(image: Image.Image, across: int, down: int) -> Image.Image:
    """Each block of so many pixels as one: quick, and good where much is left to be scaled."""
    rows = down * max(1, _BAND // (image.width * down))
    done = None
    for top in range(0, image.height, rows):
        band = _workable(image.crop((0, top, image.width, min(image.height, top + rows))))
        band = band.reduce((across, down))
        if done is None:
            size = math.ceil(image.width / across), math.ceil(image.height / down)
            done = Image.new(band.mode, size)
        done.paste(band, (0, top // down))
    assert done
    return done


def _resized(image: Image.Image, size: tuple[int, int], wide: float, high: float) -> Image.Image:
    """The part of the picture from its corner to (wide, high) at another size."""
    step = high / size[1]
    margin = math.ceil(3 * max(1.0, step)) + 1  # as far as the filter looks
    rows = max(1, int(_BAND / (image.width * step)))
    done = None
    for top in range(0, size[1], rows):
        bottom = min(size[1], top + rows)
        first = max(0, math.floor(top * step) - margin)
        last = min(image.height, math.ceil(bottom * step) + margin)
        band = _workable(image.crop((0, first, image.width, last)))
        box = (0, top * step - first, wide, min(bottom * step - first, band.height))
        band = band.resize((size[0], bottom - top), LANCZOS, box)
        band = band.convert("RGBA") if band.mode == "RGBa" else band
        if done is None:
            done = Image.new(band.mode, size)
        done.paste(band, (0, top))
    assert done
    return done


def _workable(band: Image.Image) -> Image.Image:
    """As it can be scaled: colours weighed with what is seen of them."""
    plain = _plain(band)
    return plain.convert("RGBa") if plain.mode == "RGBA" else plain


def _plain(image: Image.Image) -> Image.Image:
    """In mode L, RGB, RGBA or CMYK (or RGBa, as it came)."""
    see_through = image.info.get("transparency")
    if image.mode == "I;16":
        image = image.point(lambda value: value * (1 / 257)).convert("L")
    if see_through is not None:
        image.info["transparency"] = _in_eight_bits(see_through)
        return image.convert("RGBA")
    match image.mode:
        case "1":
            return image.convert("L")
        case "L" | "RGB" | "RGBA" | "RGBa" | "CMYK":
            return image
        case "P" if image.palette and image.palette.mode == "RGB":
            return image.convert("RGB")
    return image.convert("RGBA")


def _in_eight_bits(colour: bytes | int | tuple[int, ...]) -> bytes | int | tuple[int, ...]:
    """The transparent colour of a picture with 16 bits, as the picture is now."""
    if isinstance(colour, bytes):
        return colour
    if isinstance(colour, int):
        return colour >> 8 if colour > 255 else colour
    return tuple(each >> 8 for each in colour) if max(colour) > 255 else colour


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as the profile means them; one that makes no sense is left aside."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    plain = image.convert("RGB") if alpha else image
    done = (profile and _converted(plain, profile)) or plain
    done = done.convert("RGB") if done.mode == "CMYK" else done
    done = done.convert("L") if image.mode == "L" and done.mode == "RGB" else done
    if alpha:
        if done is plain:
            return image
        done.putalpha(alpha)
    return done


def _converted(image: Image.Image, profile: bytes) -> Image.Image | None:
    try:
        meant = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = _SPACES[meant.profile.xcolor_space.strip()]
        if image.mode not in (mode, "L" if mode == "RGB" else mode):
            return None
        return ImageCms.profileToProfile(
            image.convert(mode),
            meant,
            _SRGB,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (KeyError, OSError, ValueError, TypeError, ImageCms.PyCMSError):
        return None


def _without_idle_alpha(image: Image.Image) -> Image.Image:
    """RGB if nothing can be seen through; what is not seen at all has no colour either."""
    if image.mode != "RGBA":
        return image
    alpha = image.getchannel("A")
    least, _ = alpha.getextrema()
    if least == 255:
        return image.convert("RGB")
    image.paste((0, 0, 0, 0), mask=alpha.point([255, *[0] * 255]))
    return image
