"""A picture reaches readers upright, whole, in every size, without a word on who took it where."""

import re
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageSequence, UnidentifiedImageError

from plugins import images
from plugins.core import renditions
from plugins.core.site import Media
from plugins.core.urls import CUT
from plugins.images import Picture, Unreadable
from tests import hostile_pictures as factory
from tests.hostile_pictures import BLUE, GREEN, ODD, RED, REFUSED, SECRET, plain, saved

CUT_FILES = factory.cut_files()


def make(source: bytes) -> Picture:
    """All renditions of a file."""
    file = BytesIO(source)
    return images.make(file, images.address(file))


def largest(source: bytes) -> Image.Image:
    """The largest rendition that every browser knows, decoded."""
    made = make(source)
    shown = opened(made.files[made.output.removeprefix("anh/")])
    assert shown.size == (made.width, made.height)
    return shown


def opened(data: bytes) -> Image.Image:
    """The file as a picture, decoded."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def colour_near(image: Image.Image, x: int, y: int) -> str:
    """The strongest of the three colours at a point."""
    pixel = image.convert("RGB").getpixel((x, y))
    assert isinstance(pixel, tuple)
    return "RGB"[pixel.index(max(pixel))]


def pixel(image: Image.Image, x: int = 5, y: int = 5) -> tuple[int, ...]:
    """A point as RGBA."""
    found = image.convert("RGBA").getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def by_name(files: dict[str, bytes]) -> dict[str, Image.Image]:
    """The files without their hash: `-480.jpg`, `s-1200.jpg`."""
    return {name[16:]: opened(data) for name, data in files.items()}


# Sizes and formats


def test_images__large_photo__has_all_widths_as_jpeg_and_webp_and_a_card() -> None:
    made = make(saved(factory.noise((300, 200)).resize((1800, 1200)), "JPEG"))
    found = {name: (image.format, image.size) for name, image in by_name(made.files).items()}
    assert found == {
        "-1200.jpg": ("JPEG", (1200, 800)),
        "-800.jpg": ("JPEG", (800, 533)),
        "-480.jpg": ("JPEG", (480, 320)),
        "-1200.webp": ("WEBP", (1200, 800)),
        "-800.webp": ("WEBP", (800, 533)),
        "-480.webp": ("WEBP", (480, 320)),
        "s-1200.jpg": ("JPEG", (1200, 630)),
    }
    assert (made.width, made.height) == (1200, 800)


def test_images__small_picture__is_never_enlarged() -> None:
    made = make(saved(factory.noise((500, 300)), "JPEG"))
    sizes = {name: image.size for name, image in by_name(made.files).items()}
    assert sizes == {
        **dict.fromkeys(("-480.jpg", "-480.webp"), (480, 288)),
        **dict.fromkeys(("-500.jpg", "-500.webp"), (500, 300)),
        f"{CUT}-500.jpg": (500, 262),
    }


@pytest.mark.parametrize("name", ODD)
def test_images__files_of_a_picture__are_those_that_its_row_promises(name: str) -> None:
    made = make(ODD[name]())
    media = Media("", made.output, made.width, made.height, 0)
    wanted = [each.removeprefix("anh/") for each in renditions.outputs(media)]
    assert sorted(made.files) == sorted(wanted)
    for each, data in made.files.items():
        width = int(each.rpartition("-")[2].partition(".")[0])
        assert opened(data).width == width, each


@pytest.mark.parametrize(
    ("source", "extension"),
    [
        (saved(factory.noise(), "JPEG"), "jpg"),
        (saved(factory.noise(), "PNG"), "jpg"),
        (saved(factory.noise(), "WEBP"), "jpg"),
        (saved(plain(), "JPEG"), "jpg"),
        (saved(plain(), "WEBP"), "jpg"),
        (saved(plain(), "PNG"), "png"),
        (saved(plain("P", 0), "GIF"), "png"),
        (saved(plain("RGBA", (*RED, 255)), "WEBP", lossless=True), "jpg"),
        (saved(plain("RGBA", (*RED, 90)), "WEBP", lossless=True), "png"),
        (saved(factory.noise().convert("RGBA"), "PNG"), "jpg"),
    ],
    ids=[
        *("photo", "photo as png", "photo as webp", "drawing as jpeg", "drawing as webp"),
        *("drawing as png", "drawing as gif", "opaque with alpha", "seen through"),
        "photo with idle alpha",
    ],
)
def test_images__format__is_png_only_for_drawings_and_what_is_seen_through(
    source: bytes, extension: str
) -> None:
    assert make(source).output.endswith("." + extension)


def test_images__drawing__keeps_its_exact_colours_in_every_format() -> None:
    made = by_name(make(saved(factory.left_red_right_blue(), "PNG")).files)
    for name in ("-60.png", "-60.webp"):
        assert (pixel(made[name], 29), pixel(made[name], 30)) == ((*RED, 255), (*BLUE, 255))


@pytest.mark.parametrize(
    ("size", "band", "card"),
    [
        ((1200, 1800), (600, 10), (1200, 630)),  # around 600 from the top: 285 … 915
        ((400, 1200), (400, 4), (400, 210)),
    ],
)
def test_images__card_of_a_high_picture__shows_what_stands_a_third_from_the_top(
    size: tuple[int, int], band: tuple[int, int], card: tuple[int, int]
) -> None:
    image = plain(colour=BLUE, size=size)
    middle, half = band
    image.paste(RED, (0, middle - half, size[0], middle + half))
    (shown,) = (v for k, v in by_name(make(saved(image, "PNG")).files).items() if k[0] == CUT)
    assert shown.size == card
    assert colour_near(shown, 5, card[1] // 2) == "R"
    assert colour_near(shown, 5, 5) + colour_near(shown, 5, card[1] - 5) == "BB"


def test_images__card_of_a_wide_picture__is_its_middle() -> None:
    image = plain(colour=BLUE, size=(1000, 100))
    image.paste(RED, (450, 0, 550, 100))
    shown = by_name(make(saved(image, "PNG")).files)[f"{CUT}-190.jpg"]
    assert shown.size == (190, 100)
    assert [colour_near(shown, x, 50) for x in (5, 95, 185)] == ["B", "R", "B"]


def test_images__card_of_a_transparent_picture__is_on_white() -> None:
    shown = by_name(make(factory.palette_with_hole("PNG")).files)[f"{CUT}-60.jpg"]
    assert min(pixel(shown, 10, 10)) > 240
    assert colour_near(shown, 50, 10) == "B"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_images__large_picture__is_scaled_without_seams_or_shifts(form: str) -> None:
    # Five colours in rows and two halves: each must lie where it lay, to the pixel.
    image = plain(colour=(250, 250, 250), size=(5000, 3000))
    for row in range(0, 3000, 600):
        image.paste((row // 12, 0, 0), (0, row, 2500, row + 600))
    shown = largest(saved(image, form)).convert("RGB")
    assert shown.size == (1200, 720)
    for row in range(5):
        for y in (row * 144 + 4, row * 144 + 72, row * 144 + 139):
            red, green, blue = pixel(shown, 590, y)[:3]
            assert abs(red - row * 50) < 6
            assert max(green, blue) < 8
            assert min(pixel(shown, 610, y)) > 240


# What readers see


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
        (99, (60, 40), (10, 20), (50, 20)),
    ],
)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_images__turned_by_exif__stands_upright_in_all_renditions(
    form: str,
    orientation: int,
    size: tuple[int, int],
    red_at: tuple[int, int],
    blue_at: tuple[int, int],
) -> None:
    image = factory.left_red_right_blue()
    made = make(saved(image, form, exif=factory.telling(orientation)))
    assert (made.width, made.height) == size
    for name, shown in by_name(made.files).items():
        if not name.startswith(CUT):
            assert shown.size == size
            assert colour_near(shown, *red_at) + colour_near(shown, *blue_at) == "RB"


def test_images__large_picture_that_lies__has_its_widths_upright() -> None:
    image = factory.left_red_right_blue((3000, 2000))
    shown = largest(saved(image, "JPEG", exif=factory.telling(6)))
    assert shown.size == (1200, 1800)
    assert colour_near(shown, 600, 100) + colour_near(shown, 600, 1700) == "RB"


def test_images__profile_of_another_screen__is_turned_into_srgb() -> None:
    profile = factory.wide_profile()
    for form in ("JPEG", "PNG", "WEBP"):
        shown = largest(saved(plain(colour=RED), form, icc_profile=profile))
        assert colour_near(shown, 5, 5) == "G", form
        assert "icc_profile" not in shown.info


def test_images__profile_of_a_transparent_picture__leaves_it_transparent() -> None:
    colour = (*RED, 128)
    shown = largest(saved(plain("RGBA", colour), "PNG", icc_profile=factory.wide_profile()))
    red, green, _, alpha = pixel(shown)
    assert (green > red, alpha) == (True, 128)


def test_images__srgb_profile__changes_next_to_nothing() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    shown = largest(saved(plain("RGB", (10, 120, 230)), "PNG", icc_profile=profile))
    found = zip(pixel(shown), (10, 120, 230), strict=False)
    assert max(abs(one - other) for one, other in found) <= 1


@pytest.mark.parametrize("name", ["cmyk", "profile of another space", "profile garbage"])
def test_images__printers_colours__are_shown_as_they_were_meant(name: str) -> None:
    shown = largest(ODD[name]())
    assert (shown.mode, colour_near(shown, 5, 5)) == ("RGB", "R")


def test_images__sixteen_bits__are_the_same_grey_and_red_in_eight() -> None:
    assert abs(pixel(largest(ODD["16 bits grey"]()))[0] - 40_000 // 257) <= 1
    assert pixel(largest(ODD["16 bits rgb"]()))[1:] == (0, 0, 255)
    assert abs(pixel(largest(ODD["16 bits rgb"]()))[0] - 40_000 // 257) <= 1


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_images__palette_with_a_transparent_colour__stays_transparent(form: str) -> None:
    for name, shown in by_name(make(factory.palette_with_hole(form)).files).items():
        if not name.startswith(CUT):
            assert pixel(shown, 10, 20) == (0, 0, 0, 0)
            blue = pixel(shown, 50, 20)
            assert (colour_near(shown, 50, 20), blue[3]) == ("B", 255)


@pytest.mark.parametrize(("form", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("WEBP", "RGBA")])
@pytest.mark.parametrize("size", [(60, 40), (3000, 2000)])
def test_images__half_transparent__stays_so(form: str, mode: str, size: tuple[int, int]) -> None:
    colour = (*RED, 128) if mode == "RGBA" else (90, 128)
    for name, shown in by_name(make(saved(plain(mode, colour, size), form)).files).items():
        if not name.startswith(CUT):
            assert shown.convert("RGBA").getchannel("A").getextrema() == (128, 128)


def test_images__colour_of_what_is_not_seen__bleeds_into_nothing() -> None:
    image = plain("RGBA", (*GREEN, 0), (3000, 2000))
    image.paste((*RED, 255), (0, 0, 1501, 2000))
    shown = largest(saved(image, "PNG"))
    assert max(pixel(shown, x, 9)[1] for x in range(590, 610)) == 0


def test_images__transparent_colour_without_alpha__is_transparent() -> None:
    assert pixel(largest(ODD["transparent colour of rgb"]()))[3] == 0


@pytest.mark.parametrize("name", ["interlaced", "palette with hole", "1 bit", "grey"])
def test_images__odd_depth__shows_its_colour(name: str) -> None:
    expected = {
        "interlaced": (*RED, 255),
        "palette with hole": (0, 0, 0, 0),
        "1 bit": (0, 0, 0, 255),
        "grey": (90, 90, 90, 255),
    }
    assert pixel(largest(ODD[name]())) == expected[name]


def test_images__phone_picture_with_a_second_one_behind__is_a_jpeg_of_the_first() -> None:
    shown = largest(factory.phone())
    assert (shown.format, shown.size) == ("JPEG", (40, 60))
    assert colour_near(shown, 20, 10) + colour_near(shown, 20, 50) == "RB"


# Moving pictures


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_images__moving_picture__still_moves_as_fast(form: str) -> None:
    made = make(factory.moving(form))
    ((name, data),) = made.files.items()
    assert name.endswith({"GIF": "-60.gif"}.get(form, "-60.webp"))
    shown = Image.open(BytesIO(data))
    frames = [
        (colour_near(frame, 5, 5), frame.info["duration"])
        for frame in ImageSequence.Iterator(shown)
        if frame.load()
    ]
    assert frames == list(zip("RGB", [100, 200, 300], strict=True))
    assert shown.info["loop"] == 2


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_images__moving_picture_without_words__is_the_same_file(form: str) -> None:
    source = factory.moving(form)
    assert list(make(source).files.values()) == [source]


def test_images__wide_moving_picture__keeps_its_width() -> None:
    assert make(factory.moving("GIF", (1300, 40))).width == 1300


def test_images__still_picture_of_a_moving_kind__has_renditions() -> None:
    for form in ("GIF", "WEBP", "PNG"):
        assert len(make(saved(plain(), form)).files) == 3


# What nobody may see

TELLING = {
    "jpeg": saved(plain(), "JPEG", exif=factory.telling(), xmp=SECRET, comment=SECRET),
    "turned": saved(plain(), "JPEG", exif=factory.telling(6)),
    "large": saved(plain(size=(3000, 2000)), "JPEG", exif=factory.telling(6), comment=SECRET),
    "long exif": factory.long_exif(),
    "png": factory.png_with_everything(),
    "webp": saved(plain(), "WEBP", exif=factory.telling(), xmp=SECRET),
    "gif": saved(plain("P", 0), "GIF", comment=SECRET),
    "moving gif": factory.gif_with_comments(),
    "moving webp": factory.moving("WEBP", exif=factory.telling(), xmp=SECRET, icc_profile=SECRET),
    "moving png": factory.moving("PNG", exif=factory.telling()),
    "phone": factory.phone(),
    "behind jpeg": saved(plain(), "JPEG") + SECRET,
    "behind png": saved(plain(), "PNG") + SECRET,
    "behind moving gif": factory.moving("GIF") + SECRET,
    "behind moving webp": factory.moving("WEBP") + SECRET,
    "profile": saved(plain(), "JPEG", icc_profile=factory.wide_profile() + SECRET),
}
MARKS = (b"Exif", b"EXIF", b"http://ns.adobe.com/xap", b"XMP", b"ICC", b"iCC", b"Adobe\0", b"Photo")
"""What metadata begins with in one of the formats."""


@pytest.mark.parametrize("name", TELLING)
def test_images__words_about_the_picture__are_in_no_rendition(name: str) -> None:
    assert SECRET in TELLING[name]
    for data in make(TELLING[name]).files.values():
        assert SECRET not in data
        assert [mark for mark in MARKS if mark in data] == []
        shown = opened(data)
        assert dict(shown.getexif()) == {}
        assert shown.info.keys().isdisjoint(("exif", "xmp", "comment", "Comment", "icc_profile"))


@pytest.mark.parametrize("name", TELLING)
def test_images__renditions__hold_no_parts_but_pixels(name: str) -> None:
    for data in make(TELLING[name]).files.values():
        if data.startswith(b"\xff\xd8"):
            assert set(segments(data)) <= {0xE0, 0xDB, 0xC2, 0xC4, 0xDA}
        elif data.startswith(b"\x89PNG"):
            found = set(re.findall(rb"[A-Za-z]{4}(?=)", b"".join(chunk_names(data))))
            assert found <= {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def segments(data: bytes) -> list[int]:
    """The markers of a JPEG up to its first scan."""
    found, at = [], 2
    while True:
        found.append(data[at + 1])
        if found[-1] == 0xDA:
            return found
        at += 2 + int.from_bytes(data[at + 2 : at + 4])


def chunk_names(data: bytes) -> list[bytes]:
    """The names of the chunks of a PNG."""
    found, at = [], 8
    while at < len(data):
        found.append(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4])
    return found


def test_images__preview_inside_exif__is_gone() -> None:
    exif = factory.telling()
    preview = saved(plain(colour=GREEN), "JPEG")
    exif.get_ifd(factory.MAKER)[factory.NOTES] = preview  # where cameras keep notes of their own
    source = saved(plain(), "JPEG", exif=exif)
    assert source.count(b"\xff\xd8\xff") == 2
    for name, data in make(source).files.items():
        assert data.count(b"\xff\xd8\xff") == name.endswith("jpg")


def test_images__what_is_painted_over_with_nothing__is_not_in_the_file() -> None:
    # A name made invisible in a drawing program may still lie there in full colour.
    image = plain("RGBA", (*RED, 0))
    image.paste((*BLUE, 255), (30, 0, 60, 40))
    made = make(saved(image, "PNG"))
    shown = opened(made.files[made.output.removeprefix("anh/")])
    assert shown.getpixel((10, 10)) == (0, 0, 0, 0)


# Not to be shown


@pytest.mark.parametrize("name", REFUSED)
def test_images__what_is_no_picture__is_called_what_it_is_with_a_cure(name: str) -> None:
    maker, reason = REFUSED[name]
    with pytest.raises(Unreadable) as refused:
        make(maker())
    assert str(refused.value).startswith(reason)
    assert refused.value.cure.endswith((".", ")."))


@pytest.mark.parametrize("name", CUT_FILES)
def test_images__cut_file__is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match=r"^Tệp ảnh"):
        make(CUT_FILES[name])


@pytest.mark.parametrize("form", ["TIFF", "BMP", "ICO", "PPM", "TGA", "SGI"])
def test_images__kind_that_no_page_shows__is_not_even_recognised(form: str) -> None:
    # Fewer decoders, fewer holes: other kinds must not get as far as being opened.
    with pytest.raises(Unreadable) as refused:
        make(saved(plain(), form))
    assert isinstance(refused.value.__cause__, UnidentifiedImageError)


@pytest.mark.parametrize(("width", "height"), [(9000, 9900), (10_000, 8901), (20_000, 20_000)])
def test_images__too_many_pixels__are_refused_before_any_is_decoded(
    width: int, height: int
) -> None:
    # The file holds no pixels: whoever tried to decode it would call it broken instead.
    with pytest.raises(Unreadable, match=r"^Ảnh quá lớn"):
        make(factory.header_only_png(width, height))


def test_images__most_pixels_allowed__are_not_too_many() -> None:
    with pytest.raises(Unreadable, match=r"^Tệp ảnh hỏng"):
        make(factory.header_only_png(8900, 10_000))


def test_images__bomb__is_as_small_as_they_are() -> None:
    assert len(factory.bomb()) < 12_000


# Addresses


def test_images__other_bytes__have_another_address() -> None:
    assert images.address(BytesIO(b"a")) != images.address(BytesIO(b"b"))


@pytest.mark.parametrize("name", ["phone", "animated png", "gif with hole", "5000 x 1"])
def test_images__made_twice__has_the_same_bytes(name: str) -> None:
    assert make(ODD[name]()) == make(ODD[name]())


def test_images__all_files__bear_the_address() -> None:
    source = saved(plain(), "PNG")
    address = images.address(BytesIO(source))
    assert {name[:16] for name in make(source).files} == {address}


@pytest.mark.parametrize(
    ("mode", "size", "form", "options", "heavy"),
    [
        ("RGB", (4000, 3000), "JPEG", {}, False),
        ("RGB", (6000, 8000), "JPEG", {}, False),
        ("RGB", (6000, 8000), "JPEG", {"progressive": True}, True),
        ("RGB", (4000, 3000), "PNG", {}, False),
        ("RGB", (6000, 5000), "PNG", {}, True),
        ("L", (6000, 5000), "PNG", {}, False),
        ("RGB", (3000, 2900), "WEBP", {"method": 0}, True),
    ],
)
def test_images__memory_that_decoding_takes__is_known_before(
    mode: str, size: tuple[int, int], form: str, options: dict[str, Any], heavy: bool
) -> None:
    source = BytesIO(saved(Image.new(mode, size), form, **options))
    assert images.is_heavy(source) is heavy


def test_images__broken_file__is_not_heavy() -> None:
    assert not images.is_heavy(BytesIO(b"x"))
