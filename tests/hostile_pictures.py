"""Picture files as they come from phones, printers, scanners, and from people who mean harm.

`ODD` are honest pictures of a rare kind, `REFUSED` what no page can show. All are made here, small
on disk; each call of a maker gives the same bytes.
"""

import struct
import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

SECRET = b"21.0285N 105.8542E, may cua ong A"
RED, GREEN, BLUE = (250, 0, 0), (0, 250, 0), (0, 0, 250)
ORIENTATION, CAMERA, GPS, PLACE, MAKER, NOTES = 0x0112, 0x010F, 0x8825, 0x1D, 0x8769, 0x927C


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """The picture as a file."""
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def plain(mode: str = "RGB", colour: Any = RED, size: tuple[int, int] = (60, 40)) -> Image.Image:
    """A picture of one colour."""
    return Image.new(mode, size, colour)


def left_red_right_blue(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    image = plain(colour=BLUE, size=size)
    image.paste(RED, (0, 0, size[0] // 2, size[1]))
    return image


def noise(size: tuple[int, int] = (200, 200)) -> Image.Image:
    """A picture that no format can make small, the same every time."""
    state, found = 1, bytearray()
    for _ in range(size[0] * size[1] * 3):
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        found.append(state >> 16 & 255)
    return Image.frombytes("RGB", size, bytes(found))


def telling(orientation: int = 1) -> Image.Exif:
    """EXIF with an orientation, a camera and a place."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[CAMERA] = SECRET.decode()
    exif.get_ifd(GPS)[PLACE] = SECRET.decode()
    return exif


def long_exif() -> bytes:
    """A JPEG with 60 kB of EXIF."""
    exif = telling(6)
    exif.get_ifd(MAKER)[NOTES] = SECRET * 1800
    return saved(left_red_right_blue(), "JPEG", exif=exif)


def broken_exif() -> bytes:
    """A JPEG whose EXIF leads beyond its end."""
    good = saved(left_red_right_blue(), "JPEG", exif=telling(6))
    at = good.index(b"Exif\0\0") + 10
    return good[:at] + b"\xff" * 60 + good[at + 60 :]


def png(kind: int, depth: int, size: tuple[int, int], rows: Iterable[bytes]) -> bytes:
    """A PNG written by hand; `kind` is its colour type, each row without its filter byte."""
    packer, packed = zlib.compressobj(9), []
    packed = [packer.compress(b"\0" + row) for row in rows] + [packer.flush()]
    head = struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", b"".join(packed))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def sixteen_bit_rgb() -> bytes:
    """A PNG of 16 bits a channel, red of 40.000."""
    return png(2, 16, (60, 40), [struct.pack(">HHH", 40_000, 0, 0) * 60] * 40)


def header_only_png(width: int, height: int) -> bytes:
    """A PNG that claims a size and has no pixels at all."""
    return png(2, 8, (width, height), [])


def bomb(width: int = 9500, height: int = 9474) -> bytes:
    """A PNG of 11 kB that unfolds to 90 megapixels, one bit each."""
    return png(0, 1, (width, height), [bytes((width + 7) // 8)] * height)


def interlaced_png() -> bytes:
    """A PNG in seven passes, red."""
    passes = ((8, 8, 0, 0), (8, 8, 0, 4), (8, 4, 4, 0), (4, 4, 0, 2), (4, 2, 2, 0), (2, 2, 0, 1))
    raw = b""
    for down, across, top, left in (*passes, (2, 1, 1, 0)):
        width = len(range(left, 60, across))
        raw += (b"\0" + bytes(RED) * width) * len(range(top, 40, down))
    head = struct.pack(">IIBBBBB", 60, 40, 8, 2, 0, 0, 1)
    data = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(raw)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def png_with_everything() -> bytes:
    """A PNG with comments, XMP and EXIF."""
    words = PngInfo()
    words.add_text("Comment", SECRET.decode())
    words.add_text("Raw profile type exif", SECRET.decode(), zip=False)
    words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return saved(plain(), "PNG", pnginfo=words, exif=telling())


def palette_with_hole(form: str) -> bytes:
    """A palette picture: left a red that is not seen, right blue."""
    image = plain("P", 0)
    image.putpalette([*RED, *BLUE])
    image.paste(1, (30, 0, 60, 40))
    return saved(image, form, transparency=0)


def moving(form: str, size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A moving picture: red, green, blue for 100, 200 and 300 ms, twice."""
    first, *others = [plain(colour=each, size=size) for each in (RED, GREEN, BLUE)]
    options = {"duration": [100, 200, 300], "loop": 2, **options}
    return saved(first, form, save_all=True, append_images=others, **options)


def gif_with_comments() -> bytes:
    """A moving GIF with a comment before its second frame and one of a program behind."""
    data = moving("GIF", comment=SECRET)
    note = b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\0"
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"
    second = data.rindex(b"\x21\xf9")
    return data[:second] + note + data[second:-1] + xmp + b";"


def gif_of(frames: int, size: tuple[int, int] = (2, 2)) -> bytes:
    """A GIF of so many frames, each of 24 bytes or so."""
    one = saved(plain("P", 0, size), "GIF")
    end = 13 + 3 * (2 << (one[10] & 7))
    picture = one[one.index(b"\x2c\0\0\0\0", end) : -1]
    wait = b"\x21\xf9\x04\0\x02\0\0\0"
    return one[:end] + (wait + picture) * frames + b";"


def cmyk(**options: Any) -> bytes:
    """A JPEG of a printer, inverted as Adobe's are, red."""
    return saved(plain("CMYK", (0, 255, 255, 0)), "JPEG", **options)


def ycck() -> bytes:
    """The same with its colours as YCCK: Adobe's mark says so."""
    data = cmyk()
    at = data.index(b"Adobe")
    return data[: at + 11] + b"\x02" + data[at + 12 :]


def wide_profile() -> bytes:
    """A profile whose red and green are exchanged: whoever ignores it shows the wrong colour."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", made[128:132])[0]
    places = {bytes(made[at : at + 4]): at + 4 for at in range(132, 132 + 12 * count, 12)}
    red, green = places[b"rXYZ"], places[b"gXYZ"]
    made[red : red + 8], made[green : green + 8] = made[green : green + 8], made[red : red + 8]
    return bytes(made)


def scans(count: int) -> bytes:
    """A progressive JPEG with its last pass again and again."""
    data = saved(noise((40, 40)), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * count + b"\xff\xd9"


def phone(form: str = "MPO") -> bytes:
    """A phone's picture, lying, with a second one behind."""
    second = [plain(colour=GREEN)]
    first = left_red_right_blue()
    return saved(first, form, save_all=True, append_images=second, exif=telling(6))


Maker = Callable[[], bytes]

ODD: dict[str, Maker] = {
    "exif broken": broken_exif,
    "exif of 60 kB": long_exif,
    "orientation 99": lambda: saved(plain(), "JPEG", exif=telling(99)),
    "profile garbage": lambda: saved(plain(), "JPEG", icc_profile=b"a profile of a screen" * 9),
    "profile of another space": lambda: cmyk(icc_profile=wide_profile()),
    "cmyk": cmyk,
    "ycck": ycck,
    "16 bits grey": lambda: saved(plain("I;16", 40_000), "PNG"),
    "16 bits rgb": sixteen_bit_rgb,
    "1 bit": lambda: saved(plain("1", 0), "PNG"),
    "grey": lambda: saved(plain("L", 90), "JPEG"),
    "grey with alpha": lambda: saved(plain("LA", (90, 128)), "PNG"),
    "transparent colour of rgb": lambda: saved(plain(), "PNG", transparency=RED),
    "palette": lambda: saved(plain("P", 3), "PNG"),
    "palette with hole": lambda: palette_with_hole("PNG"),
    "gif with hole": lambda: palette_with_hole("GIF"),
    "interlaced": interlaced_png,
    "progressive": lambda: saved(noise((60, 40)), "JPEG", progressive=True),
    "phone": phone,
    "words behind jpeg": lambda: saved(plain(), "JPEG") + SECRET,
    "words behind png": lambda: saved(plain(), "PNG") + SECRET,
    "lossless webp": lambda: saved(noise((60, 40)), "WEBP", lossless=True),
    "animated png": lambda: moving("PNG"),
    "animated webp": lambda: moving("WEBP"),
    "animated gif": lambda: moving("GIF"),
    "10,000 frames": lambda: gif_of(10_000),
    "1 x 1": lambda: saved(plain(size=(1, 1)), "PNG"),
    "1 x 5000": lambda: saved(plain(size=(1, 5000)), "PNG"),
    "5000 x 1": lambda: saved(plain(size=(5000, 1)), "PNG"),
    "3000 x 20000": lambda: saved(plain("L", 9, (3000, 20_000)), "PNG"),
    "65500 x 2": lambda: saved(plain("L", 9, (65_500, 2)), "JPEG"),
}
"""Each is a picture all the same."""

_HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99)
_BROKEN, _CUT, _LARGE = "Tệp ảnh hỏng hoặc không phải ảnh", "Tệp ảnh bị cắt cụt", "Ảnh quá lớn"
_ANY = "Tệp ảnh"

REFUSED: dict[str, tuple[Maker, str]] = {
    "empty": (lambda: b"", "Tệp ảnh rỗng"),
    "three bytes": (lambda: b"\xff\xd8\xff", _BROKEN),
    "text": ("Đây là một tệp chữ được đặt tên là anh.jpg".encode, _BROKEN),
    "html": (lambda: b"<!DOCTYPE html>\n<html><body>404</body></html>", "Trang web"),
    "svg": (lambda: b"<?xml version='1.0'?>\n<svg xmlns='x'><script/></svg>", "Hình vẽ SVG"),
    "heic": (lambda: _HEIC, "Ảnh HEIC"),
    "avif": (lambda: saved(plain(), "AVIF"), "Ảnh AVIF"),
    "film": (lambda: b"\0\0\0\x18ftypisom" + bytes(99), "Đoạn phim"),
    "pdf": (lambda: saved(plain(), "PDF"), "Tệp PDF"),
    "eps": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "Hình vẽ EPS"),
    "word": (lambda: b"PK\x03\x04" + bytes(99), "Tài liệu"),
    "tiff": (lambda: saved(plain(), "TIFF"), "Ảnh TIFF"),
    "bmp": (lambda: saved(plain(), "BMP"), "Ảnh BMP"),
    "ico": (lambda: saved(plain(), "ICO"), _BROKEN),
    "png without pixels": (lambda: header_only_png(60, 40), _ANY),
    "png of another chunk": (lambda: saved(noise(), "PNG").replace(b"IDAT", b"IDAX"), _BROKEN),
    "bomb": (bomb, _LARGE),
    "huge": (lambda: header_only_png(20_000, 20_000), _LARGE),
    "endless": (lambda: header_only_png(1, 2**31 - 1), _LARGE),
    "thread": (lambda: saved(plain("1", 0, (1, 70_000)), "PNG"), "Ảnh quá dài và hẹp"),
    "ribbon": (lambda: saved(plain("1", 0, (2, 65_000)), "PNG"), "Ảnh quá dài và hẹp"),
    "large webp": (lambda: saved(plain(size=(5000, 5100)), "WEBP", method=0), _LARGE),
    "many scans": (lambda: scans(2000), _BROKEN),
    "heavy gif": (lambda: moving("GIF") + bytes(3_000_000), "Ảnh động nặng 2,9 MB"),
    "wide gif": (lambda: moving("GIF", (4000, 4000)), "Ảnh quá lớn: 4000 × 4000"),
    "long gif": (lambda: gif_of(1500, (700, 700)), "Ảnh động quá dài"),
}
"""Each with the beginning of what is said about it."""


def cut_files() -> dict[str, bytes]:
    """Files of each kind that end too early, at several points; JPEG and GIF by a byte, too."""
    whole = {
        "jpeg": saved(noise(), "JPEG"),
        "progressive jpeg": saved(noise(), "JPEG", progressive=True),
        "large jpeg": saved(noise((400, 300)).resize((4000, 3000)), "JPEG"),
        "png": saved(noise(), "PNG"),
        "webp": saved(noise(), "WEBP"),
        "lossless webp": saved(noise(), "WEBP", lossless=True),
        "gif": saved(noise().convert("P"), "GIF"),
        "moving gif": moving("GIF"),
        "moving webp": moving("WEBP"),
        "moving png": moving("PNG"),
    }
    found = {}
    for name, data in whole.items():
        for kept in (1, 2, 9, 30, len(data) // 3, len(data) // 2, len(data) * 9 // 10):
            found[f"{name}, {kept} bytes"] = data[:kept]
        for lost in (1, 2, 10, 100):
            found[f"{name}, {lost} lost"] = data[:-lost]
    return found
