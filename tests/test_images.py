"""A picture reaches readers upright, whole and without a word about who took it where."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageSequence, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from plugins import images
from plugins.images import Unreadable

SECRET = b"21.0285N 105.8542E, may cua ong A"
RED, GREEN, BLUE = (250, 0, 0), (0, 250, 0), (0, 0, 250)
ORIENTATION, CAMERA, GPS, PLACE = 0x0112, 0x010F, 0x8825, 0x1D


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """The picture as a file."""
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    """The file as a picture, decoded."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def plain(mode: str = "RGB", colour: Any = RED, size: tuple[int, int] = (60, 40)) -> Image.Image:
    """A picture of one colour."""
    return Image.new(mode, size, colour)


def left_red_right_blue() -> Image.Image:
    """A picture whose left half is red and whose right half is blue, 60 × 40 px."""
    image = plain(colour=BLUE)
    image.paste(RED, (0, 0, 30, 40))
    return image


def telling(orientation: int = 1) -> Image.Exif:
    """EXIF with an orientation, a camera and a place."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[CAMERA] = SECRET.decode()
    exif.get_ifd(GPS)[PLACE] = SECRET.decode()
    return exif


def colour_near(image: Image.Image, x: int, y: int) -> str:
    """The strongest of the three colours at a point."""
    pixel = image.convert("RGB").getpixel((x, y))
    assert isinstance(pixel, tuple)
    return "RGB"[pixel.index(max(pixel))]


def header_only_png(width: int, height: int) -> bytes:
    """A PNG that claims a size and has no pixels at all."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


# What readers see


@pytest.mark.parametrize(
    ("form", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "gif"), ("WEBP", "webp")]
)
def test_images__each_kind__stays_what_it_is(form: str, extension: str) -> None:
    made = images.make(saved(left_red_right_blue(), form))
    shown = opened(made.data)
    assert (made.width, made.height, made.extension) == (60, 40, extension)
    assert (shown.format, shown.size) == (form, (60, 40))
    assert colour_near(shown, 10, 20) + colour_near(shown, 50, 20) == "RB"


@pytest.mark.parametrize(
    ("orientation", "size", "red_at", "blue_at"),
    [
        (1, (60, 40), (10, 20), (50, 20)),
        (2, (60, 40), (50, 20), (10, 20)),
        (3, (60, 40), (50, 20), (10, 20)),
        (4, (60, 40), (10, 20), (50, 20)),
        (5, (40, 60), (20, 10), (20, 50)),
        (6, (40, 60), (20, 10), (20, 50)),
        (7, (40, 60), (20, 50), (20, 10)),
        (8, (40, 60), (20, 50), (20, 10)),
    ],
)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_images__turned_by_exif__stands_upright(
    form: str,
    orientation: int,
    size: tuple[int, int],
    red_at: tuple[int, int],
    blue_at: tuple[int, int],
) -> None:
    made = images.make(saved(left_red_right_blue(), form, exif=telling(orientation)))
    shown = opened(made.data)
    assert (made.width, made.height) == shown.size == size
    assert colour_near(shown, *red_at) + colour_near(shown, *blue_at) == "RB"


def test_images__orientation_that_does_not_exist__is_no_orientation() -> None:
    made = images.make(saved(left_red_right_blue(), "JPEG", exif=telling(99)))
    assert (made.width, made.height) == (60, 40)


# What nobody may see


def _gif_with_comments() -> bytes:
    """A moving GIF with a comment before each of its frames."""
    frames = [plain(colour=each) for each in (RED, GREEN)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=SECRET)
    comment = b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\0"
    second = data.rindex(b"\x2c\0\0\0\0")
    return data[:second] + comment + data[second:]


def _png_with_everything() -> bytes:
    words = PngInfo()
    words.add_text("Comment", SECRET.decode())
    words.add_text("Raw profile type exif", SECRET.decode(), zip=False)
    words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return saved(plain(), "PNG", pnginfo=words, exif=telling())


@pytest.mark.parametrize(
    "source",
    [
        saved(plain(), "JPEG", exif=telling(), xmp=SECRET, comment=SECRET),
        saved(plain(), "JPEG", exif=telling(6)),
        _png_with_everything(),
        saved(plain(), "WEBP", exif=telling(), xmp=SECRET),
        saved(plain(), "GIF", comment=SECRET),
        _gif_with_comments(),
        saved(plain(), "MPO", save_all=True, append_images=[plain(colour=BLUE)], exif=telling()),
        saved(plain(), "JPEG") + SECRET,
        saved(plain(), "PNG") + SECRET,
    ],
    ids=[
        "jpeg",
        "turned",
        "png",
        "webp",
        "gif",
        "moving gif",
        "phone",
        "behind jpeg",
        "behind png",
    ],
)
def test_images__words_about_the_picture__are_gone(source: bytes) -> None:
    assert SECRET in source
    made = images.make(source)
    shown = opened(made.data)
    assert SECRET not in made.data
    assert dict(shown.getexif()) == {}
    assert shown.info.keys().isdisjoint(("exif", "xmp", "comment", "Comment"))


def test_images__preview_inside_exif__is_gone() -> None:
    preview = saved(plain(colour=GREEN), "JPEG")
    exif = telling()
    exif.get_ifd(0x8769)[0x927C] = preview  # where cameras keep notes of their own
    source = saved(plain(), "JPEG", exif=exif)
    assert source.count(b"\xff\xd8\xff") == 2
    assert images.make(source).data.count(b"\xff\xd8\xff") == 1


# Odd but honest


def test_images__cmyk_of_a_printer__is_shown_in_rgb_without_its_profile() -> None:
    made = images.make(saved(plain("CMYK", (0, 255, 255, 0)), "JPEG", icc_profile=b"CMYK" * 99))
    shown = opened(made.data)
    assert shown.mode == "RGB"
    assert colour_near(shown, 5, 5) == "R"
    assert "icc_profile" not in shown.info


def test_images__colour_profile_of_an_rgb_picture__stays() -> None:
    profile = b"a profile of a screen" * 9
    made = images.make(saved(plain(), "JPEG", icc_profile=profile))
    assert opened(made.data).info["icc_profile"] == profile


def test_images__sixteen_bits__keep_their_depth() -> None:
    shown = opened(images.make(saved(plain("I;16", 40_000), "PNG")).data)
    assert shown.getpixel((5, 5)) == 40_000


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_images__palette_with_a_transparent_colour__stays_transparent(form: str) -> None:
    image = plain("P", 0)
    image.putpalette([*RED, *BLUE])
    image.paste(1, (30, 0, 60, 40))
    shown = opened(images.make(saved(image, form, transparency=0)).data).convert("RGBA")
    assert shown.getpixel((10, 20)) == (*RED, 0)
    assert shown.getpixel((50, 20)) == (*BLUE, 255)


@pytest.mark.parametrize(("form", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("WEBP", "RGBA")])
def test_images__half_transparent__stays_so(form: str, mode: str) -> None:
    colour = (*RED, 128) if mode == "RGBA" else (90, 128)
    shown = opened(images.make(saved(plain(mode, colour), form)).data)
    assert shown.convert("RGBA").getchannel("A").getextrema() == (128, 128)


@pytest.mark.parametrize("mode", ["1", "L"])
def test_images__black_and_white__is_accepted(mode: str) -> None:
    assert opened(images.make(saved(plain(mode, 0), "PNG")).data).mode == mode


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_images__moving_picture__still_moves_as_fast(form: str) -> None:
    first, *others = [plain(colour=each) for each in (RED, GREEN, BLUE)]
    times = [100, 200, 300]
    source = saved(first, form, save_all=True, append_images=others, duration=times, loop=2)
    shown = Image.open(BytesIO(images.make(source).data))
    frames = [
        (colour_near(frame, 5, 5), frame.info["duration"])
        for frame in ImageSequence.Iterator(shown)
        if frame.load()
    ]
    assert frames == list(zip("RGB", times, strict=True))
    assert shown.info["loop"] == 2


def test_images__phone_picture_with_a_second_one_behind__is_a_jpeg_of_the_first() -> None:
    second = plain(colour=GREEN)
    source = saved(
        left_red_right_blue(), "MPO", save_all=True, append_images=[second], exif=telling(6)
    )
    made = images.make(source)
    shown = opened(made.data)
    assert (made.extension, made.width, made.height) == ("jpg", 40, 60)
    assert shown.format == "JPEG"
    assert colour_near(shown, 20, 10) + colour_near(shown, 20, 50) == "RB"


def test_images__png_named_jpg__is_accepted_as_the_png_it_is() -> None:
    # A name is never asked for: the bytes tell.
    made = images.make(saved(plain(), "PNG"))
    assert (made.extension, opened(made.data).format) == ("png", "PNG")


# Not to be shown

NOISE = Image.effect_noise((200, 200), 60).convert("RGB")
MOVING = [Image.effect_noise((80, 80), 60 + n).convert("RGB") for n in range(3)]


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\xff\xd8\xff",
        "Đây là một tệp chữ được đặt tên là anh.jpg".encode(),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        saved(plain(), "TIFF"),
        saved(plain(), "BMP"),
        saved(plain(), "ICO"),
        saved(plain(), "PDF"),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n",
        saved(NOISE, "JPEG")[:4000],
        saved(NOISE, "PNG")[:4000],
        saved(NOISE, "WEBP")[:2000],
        saved(MOVING[0], "GIF", save_all=True, append_images=MOVING[1:])[:-2000],
        saved(MOVING[0], "WEBP", save_all=True, append_images=MOVING[1:])[:-600],
        saved(NOISE, "PNG").replace(b"IDAT", b"IDAX"),
    ],
    ids=[
        *("empty", "three bytes", "text", "svg", "tiff", "bmp", "ico", "pdf", "eps"),
        *("half jpeg", "half png", "half webp", "half moving gif", "half moving webp"),
        "png without pixels",
    ],
)
def test_images__broken_or_no_picture__is_refused_in_vietnamese(source: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^Tệp ảnh hỏng hoặc không phải ảnh"):
        images.make(source)


@pytest.mark.parametrize("form", ["TIFF", "BMP", "ICO", "PPM", "TGA", "SGI"])
def test_images__kind_that_no_page_shows__is_not_even_recognised(form: str) -> None:
    # Fewer decoders, fewer holes: other kinds must not get as far as being opened.
    with pytest.raises(Unreadable) as refused:
        images.make(saved(plain(), form))
    assert isinstance(refused.value.__cause__, UnidentifiedImageError)


@pytest.mark.parametrize(
    ("width", "height"), [(9000, 9900), (10_000, 8901), (20_000, 20_000), (1, 2**31 - 1)]
)
def test_images__too_many_pixels__are_refused_before_any_is_decoded(
    width: int, height: int
) -> None:
    # The file holds no pixels: whoever tried to decode it would call it broken instead.
    with pytest.raises(Unreadable, match=r"^Ảnh quá lớn"):
        images.make(header_only_png(width, height))


def test_images__most_pixels_allowed__are_not_too_many() -> None:
    with pytest.raises(Unreadable, match=r"^Tệp ảnh hỏng"):
        images.make(header_only_png(8900, 10_000))


def test_images__moving_picture_whose_frames_add_up__is_refused() -> None:
    frame = plain("P", 0, (4000, 4000))
    others = [plain("P", n, (4000, 4000)) for n in range(1, 6)]
    with pytest.raises(Unreadable, match=r"^Ảnh quá lớn: 4000 × 4000"):
        images.make(saved(frame, "GIF", save_all=True, append_images=others))


# Addresses


def test_images__address__is_known_before_the_picture_is_made() -> None:
    source = saved(plain(), "PNG")
    assert images.make(source).digest == images.address(source)


def test_images__other_bytes__have_another_address() -> None:
    assert images.address(b"a") != images.address(b"b")


def test_images__made_twice__has_the_same_bytes() -> None:
    source = saved(NOISE, "JPEG", exif=telling(6))
    assert images.make(source) == images.make(source)
