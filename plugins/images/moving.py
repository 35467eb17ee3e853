"""Moving pictures, frame for frame: the same bytes without what is no picture.

A GIF and a WebP are taken apart only into blocks, so no frame, time or loop can change. An animated
PNG becomes a lossless WebP: beside a `.png` readers expect other sizes of the same picture.
"""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from plugins.core import text, urls
from plugins.images.source import AGAIN, CUT, FORMATS, Unreadable, too_large
from plugins.images.still import Picture

MOST_BYTES = 2 * 1024 * 1024
_MOST_CANVAS = 9_000_000
_MOST_PIXELS = 500_000_000
_CURE = "Rút ngắn hoặc thu nhỏ ảnh động, hoặc dùng tệp phim .mp4."
_LOOPS = (b"\x21\xff\x0bNETSCAPE2.0", b"\x21\xff\x0bANIMEXTS1.0")
_ABOUT = 0x20 | 0x08 | 0x04
"""The flags of a WebP that promise a profile, EXIF and XMP."""


def check_size(size: int, width: int, height: int) -> None:
    """Refuse a moving picture that takes too long to load or to decode."""
    if size > MOST_BYTES:
        raise Unreadable(
            f"Ảnh động nặng {text.size(size)}, nhiều nhất là {text.size(MOST_BYTES)}", _CURE
        )
    if width * height > _MOST_CANVAS:
        raise too_large(width, height)


def made(form: str, data: bytes, digest: str) -> Picture:
    """The moving picture as it is published. Raises Unreadable."""
    strip = {"GIF": _without_words_gif, "WEBP": _without_words_webp}.get(form)
    data = strip(data) if strip else data
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        times, loop, (width, height) = _times(image), image.info.get("loop", 0), image.size
        if not strip:
            done = BytesIO()
            image.seek(0)
            image.save(done, "WEBP", save_all=True, lossless=True, duration=times, loop=loop)
            data = done.getvalue()
    output = urls.picture(digest, width, "gif" if form == "GIF" else "webp")
    return Picture(output, width, height, {output.rpartition("/")[2]: data})


def _times(image: Image.Image) -> list[int]:
    """How long each frame is shown, in ms; all are decoded, so that a cut file is found out."""
    times, frames = [], getattr(image, "n_frames", 1)
    if frames * image.width * image.height > _MOST_PIXELS:
        raise Unreadable("Ảnh động quá dài", _CURE)
    for number in range(frames):
        image.seek(number)
        check_size(0, *image.size)  # a frame may be larger than its file's header says
        image.load()
        times.append(round(image.info.get("duration", 0)))
    return times


def _without_words_gif(data: bytes) -> bytes:
    """The GIF without comments and notes of programs, and with nothing behind its end."""
    return b"".join(blocks(data))


def blocks(data: bytes) -> Iterator[bytes]:
    """The parts of a GIF that are picture. Raises Unreadable if its end is missing."""
    at = 13 + _table(data, 10)
    yield data[:at]
    while True:
        start, kind = at, data[at : at + 1]
        if kind == b"\x3b":
            yield kind
            return
        if kind == b"\x2c":
            at = _end_of_parts(data, at + 11 + _table(data, at + 9))
            yield data[start:at]
        elif kind == b"\x21":
            at = _end_of_parts(data, at + 2)
            block = data[start:at]
            if block[1] == 0xF9:
                yield block
            elif block.startswith(_LOOPS) and block[14:16] == b"\x03\x01":
                yield block[:18] + b"\0"
        else:
            raise Unreadable(CUT, AGAIN)


def _table(data: bytes, at: int) -> int:
    """The length of the colour table that these flags promise."""
    if at >= len(data):
        raise Unreadable(CUT, AGAIN)
    return 3 << ((data[at] & 7) + 1) if data[at] & 0x80 else 0


def _end_of_parts(data: bytes, at: int) -> int:
    while at < len(data):
        if not data[at]:
            return at + 1
        at += data[at] + 1
    raise Unreadable(CUT, AGAIN)


def _without_words_webp(data: bytes) -> bytes:
    """The WebP without profile, EXIF, XMP and whatever else browsers pass over."""
    parts = [b"WEBP"]
    end = min(len(data), int.from_bytes(data[4:8], "little") + 8)
    for name, body in _chunks(data[12:end]):
        if name == b"VP8X":
            body = bytes([body[0] & ~_ABOUT]) + body[1:]
        elif name == b"ANMF":
            inner = _chunks(body[16:])
            frame = [_chunk(*each) for each in inner if each[0] in (b"ALPH", b"VP8 ", b"VP8L")]
            body = body[:16] + b"".join(frame)
        elif name != b"ANIM":
            continue
        parts.append(_chunk(name, body))
    return _chunk(b"RIFF", b"".join(parts))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)
