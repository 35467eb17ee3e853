"""A picture's file before it is decoded: what it is, whether it is whole, what it will cost."""

import os
import re
from typing import Any, BinaryIO

from PIL import Image, UnidentifiedImageError

from plugins.core import renditions

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
"""No others are even recognised: fewer decoders, fewer holes."""

MOST_PIXELS = 89_000_000
MOST_MEMORY = 400_000_000
"""Bytes that decoding may take; the rest of a build and what is made need some, too."""

_LONGEST_SIDE = 65_535
_HIGHEST = 8_000
_MOST_SCANS = 100
_END_OF_PNG = b"\0\0\0\0IEND\xaeB`\x82"
_DEEP = {"1": 1, "L": 1, "P": 1, "I;16": 2}

# Pillow's own guard, also for frames that outgrow their file's header: twice this is an error.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2

BROKEN, CUT = "Tệp ảnh hỏng hoặc không phải ảnh", "Tệp ảnh bị cắt cụt"
CURE = "Mở ảnh bằng trình xem ảnh, lưu lại thành .jpg."
SMALLER = "Thu nhỏ ảnh còn rộng khoảng 2400 điểm ảnh, lưu lại thành .jpg."
AGAIN = "Chép lại tệp ảnh gốc vào content/."
_EXPORT = "Mở tệp bằng phần mềm vẽ, xuất ảnh ra .png."
_FROM_PAGE = "Mở trang gốc, bấm chuột phải vào ảnh, chọn lưu ảnh, rồi dùng tệp vừa lưu."
_FROM_TEXT = "Mở tài liệu, bấm chuột phải vào ảnh trong đó, chọn lưu thành ảnh .png."
_PHONE = (
    "Mở ảnh trên điện thoại hoặc máy tính, lưu lại thành .jpg "
    "(iPhone: Cài đặt, Camera, Định dạng, chọn “Tương thích nhất” để lần sau máy chụp ra .jpg)."
)
_SIGNS = (
    (rb"....ftyp(?:hei|hev|mif1|msf1)", "Ảnh HEIC của điện thoại", _PHONE),
    (rb"....ftypavi[fs]", "Ảnh AVIF", CURE),
    (rb"....ftyp", "Đoạn phim, không phải ảnh", "Dừng phim ở hình cần dùng, chụp màn hình."),
    (rb".{0,900}<svg[\s>]", "Hình vẽ SVG, không phải ảnh", _EXPORT),
    (rb"(?i)\s*<(?:!doctype )?html", "Trang web, không phải ảnh", _FROM_PAGE),
    (rb"%PDF", "Tệp PDF, không phải ảnh", _FROM_TEXT),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "Hình vẽ EPS, không phải ảnh", _EXPORT),
    (rb"PK\x03\x04|\xd0\xcf\x11\xe0", "Tài liệu hoặc tệp nén, không phải ảnh", _FROM_TEXT),
    (rb"II\*\0|MM\0\*", "Ảnh TIFF", CURE),
    (rb"BM....\0\0\0\0", "Ảnh BMP", CURE),
    (rb"8BPS", "Tệp Photoshop", _EXPORT),
)
"""How other files begin, whatever their names say, what they are, and what to do."""


class Unreadable(Exception):
    """The file is no picture that can be shown; the words say why, and the cure."""

    def __init__(self, reason: str, cure: str = CURE) -> None:
        super().__init__(reason)
        self.cure = cure


def opened(file: BinaryIO) -> Image.Image:
    """The picture, not decoded yet, of a size that can be. Raises Unreadable."""
    file.seek(0)
    start = file.read(1000)
    if not start:
        raise Unreadable("Tệp ảnh rỗng (0 byte)", AGAIN)
    file.seek(0)
    try:
        image = Image.open(file, formats=FORMATS)
    except UnidentifiedImageError as error:
        for sign, what, cure in _SIGNS:
            if re.match(sign, start, re.DOTALL):
                raise Unreadable(what, cure) from error
        raise Unreadable(BROKEN) from error
    if image.width * image.height > MOST_PIXELS:
        raise too_large(*image.size)
    if max(image.size) > _LONGEST_SIDE:
        raise too_narrow(*image.size)
    return image


def too_large(width: int, height: int) -> Unreadable:
    """More pixels than there is memory for."""
    return Unreadable(f"Ảnh quá lớn: {width} × {height} điểm ảnh", SMALLER)


def too_narrow(width: int, height: int) -> Unreadable:
    """A shape that no page can show."""
    cure = "Cắt ảnh ngắn lại, hoặc chia thành nhiều ảnh."
    return Unreadable(f"Ảnh quá dài và hẹp: {width} × {height} điểm ảnh", cure)


def form(image: Image.Image) -> str:
    """The format; a phone's JPEG with a second picture (depth, a preview) behind is a JPEG."""
    return "JPEG" if image.format == "MPO" else str(image.format)


def length(file: BinaryIO) -> int:
    """How many bytes the file has."""
    return file.seek(0, os.SEEK_END)


def memory(image: Image.Image, file: BinaryIO) -> int:
    """How many bytes decoding takes at its highest, as measured, with the file where it counts."""
    pixels = image.width * image.height
    match form(image):
        case "WEBP":  # two canvases in the decoder, a copy for Python, the picture
            return 16 * pixels + 2 * length(file)
        case "JPEG":
            return _memory_of_jpeg(image, file)
        case "GIF":
            return pixels + length(file)
    return pixels * _DEEP.get(image.mode, 4)


def _memory_of_jpeg(image: Any, file: BinaryIO) -> int:
    """A JPEG is decoded small, but one in several passes has all its coefficients kept."""
    pixels = image.width * image.height
    total = 4 * max(_drafted(*image.size, lies=lies) for lies in (False, True))
    parts, _, _ = _scans(file)
    if parts < image.layers or "progressive" in image.info:
        densest = max(h for _, h, _, _ in image.layer) * max(v for _, _, v, _ in image.layer)
        total += 2 * pixels * sum(h * v for _, h, v, _ in image.layer) // max(1, densest)
    return total


def _drafted(width: int, height: int, *, lies: bool) -> int:
    """How many pixels a JPEG has as it is decoded."""
    wide, high = draft(largest(width, height, lies=lies))
    scale = max(each for each in (1, 2, 4, 8) if each <= max(1, min(width // wide, height // high)))
    return width * height // scale**2


def largest(width: int, height: int, *, lies: bool) -> tuple[int, int]:
    """The largest size that is published, as the file lies; very high pictures become narrower."""
    wide, high = (height, width) if lies else (width, height)
    to = max(1, min(wide, renditions.WIDTHS[-1], wide * _HIGHEST // high))
    size = to, max(1, min(_HIGHEST, round(high * to / wide)))
    return (size[1], size[0]) if lies else size


def check_shape(width: int, height: int, *, lies: bool) -> None:
    """Refuse what would be narrower than a pixel."""
    wide, high = (height, width) if lies else (width, height)
    if wide * _HIGHEST < high:
        raise too_narrow(width, height)


def draft(size: tuple[int, int]) -> tuple[int, int]:
    """The size at which a JPEG is decoded, at least, to be scaled to this one."""
    return size[0] * 3 // 2, size[1] * 3 // 2


def check(image: Image.Image, file: BinaryIO) -> None:
    """Refuse what would take too much memory, and what is cut where Pillow does not mind."""
    if memory(image, file) > MOST_MEMORY:
        raise too_large(*image.size)
    match form(image):
        case "JPEG":
            _, scans, is_whole = _scans(file)
            if scans > _MOST_SCANS:
                raise Unreadable(BROKEN)
        case "PNG":
            is_whole = _finds(file, _END_OF_PNG)
        case _:
            is_whole = True
    if not is_whole:
        raise Unreadable(CUT, AGAIN)


def _finds(file: BinaryIO, sign: bytes) -> bool:
    """True if these bytes stand in the file, most likely at its end."""
    end, step = file.seek(0, os.SEEK_END), 1 << 20
    while end > 0:
        start = max(0, end - step)
        file.seek(start)
        if sign in file.read(step + len(sign)):
            return True
        end = start
    return False


def _scans(file: BinaryIO) -> tuple[int, int, bool]:
    """Of a JPEG: the parts in its first scan, the number of scans, and whether it ends."""
    file.seek(2)
    parts = 0
    while not parts:
        if not (byte := file.read(1)):
            return 0, 0, False
        if byte != b"\xff":
            continue
        while (marker := file.read(1)) == b"\xff":
            pass
        if not marker or marker in b"\x00\x01\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8":
            continue
        length = int.from_bytes(file.read(2))
        if marker == b"\xda":
            parts = (file.read(1) or b"\x01")[0] or 1
        else:
            file.seek(max(0, length - 2), os.SEEK_CUR)
    scans, last = 1, b""
    while block := file.read(1 << 20):
        block = last + block
        end = block.find(b"\xff\xd9")
        scans += block.count(b"\xff\xda", 0, end if end >= 0 else len(block))
        if end >= 0:
            return parts, scans, True
        last = b"\xff" if block.endswith(b"\xff") else b""
    return parts, scans, False
