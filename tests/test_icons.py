"""The icons in the theme are what browsers and phones ask for, and light."""

import pytest
from PIL import Image

from tests import icons
from tests.icons import EMBLEM_SIZES, ICO, ICO_SIZES, MOST_BYTES, STATIC, TOUCH_ICON, TOUCH_SIZE

EMBLEMS = {icons.emblem_icon(size): size for size in EMBLEM_SIZES}
SIZES = {**EMBLEMS, TOUCH_ICON: TOUCH_SIZE, ICO: max(ICO_SIZES)}


@pytest.mark.parametrize("name", list(SIZES))
def test_icon__in_the_theme__has_its_size_and_is_light(name: str) -> None:
    with Image.open(STATIC / name) as image:
        assert image.size == (SIZES[name], SIZES[name])
    assert (STATIC / name).stat().st_size <= MOST_BYTES


def test_touch_icon__in_the_theme__is_opaque() -> None:
    with Image.open(STATIC / TOUCH_ICON) as image:
        assert not image.has_transparency_data


@pytest.mark.parametrize("name", list(EMBLEMS))
def test_icon__of_the_emblem__is_round_on_nothing(name: str) -> None:
    with Image.open(STATIC / name) as image:
        shown = image.convert("RGBA").getchannel("A")
    middle = image.width // 2
    assert [shown.getpixel(at) for at in ((0, 0), (middle, middle))] == [0, 255]


def test_favicon__in_the_theme__holds_all_sizes() -> None:
    with Image.open(STATIC / ICO) as image:
        assert image.info["sizes"] == {(size, size) for size in ICO_SIZES}


def test_png__of_many_colours__has_few() -> None:
    many = Image.linear_gradient("L").convert("RGB")
    assert len(icons.png(many)) < MOST_BYTES
