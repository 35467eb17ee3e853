"""A picture is published in the sizes and formats that its row implies, and never enlarged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import renditions, urls
from plugins.core.site import Media

sizes = st.integers(1, 1200)


def make_media(width: int, height: int, extension: str = "jpg") -> Media:
    """A picture whose largest rendition is this wide."""
    return Media("a.jpg", urls.picture("0a1b", width, extension), width, height, 1)


@pytest.mark.parametrize(
    ("width", "wanted"),
    [
        (1, [1]),
        (480, [480]),
        (481, [480, 481]),
        (1000, [480, 800, 1000]),
        (1200, [480, 800, 1200]),
        (5000, [480, 800, 1200]),
    ],
)
def test_renditions__widths__end_at_the_picture_s_own(width: int, wanted: list[int]) -> None:
    assert renditions.widths(width) == wanted


def test_renditions__still_picture__has_all_outputs_its_own_first() -> None:
    assert renditions.outputs(make_media(1000, 700, "png")) == [
        *("anh/0a1b-1000.png", "anh/0a1b-480.png", "anh/0a1b-800.png"),
        *("anh/0a1b-480.webp", "anh/0a1b-800.webp", "anh/0a1b-1000.webp"),
        "anh/0a1bs-1000.jpg",
    ]


@pytest.mark.parametrize("extension", ["gif", "webp"])
def test_renditions__moving_picture__is_one_output(extension: str) -> None:
    media = make_media(500, 300, extension)
    assert renditions.outputs(media) == [media.output]


def test_renditions__file__is_one_output() -> None:
    file = Media("a.pdf", "tep/0a/a.pdf", 0, 0, 1)
    assert renditions.outputs(file) == ["tep/0a/a.pdf"]
    low, high = renditions.family(file.output)
    assert low <= file.output < high


@given(width=sizes, height=st.integers(1, 5000))
def test_renditions__every_output__leads_back_to_the_row(width: int, height: int) -> None:
    media = make_media(width, height)
    found = renditions.outputs(media)
    assert len(set(found)) == len(found)
    for output in found:
        low, high = renditions.family(output)
        assert low <= media.output < high
        route = urls.route(output)
        assert route is not None
        assert route.kind == "picture"


@given(width=st.integers(1, 5000), height=st.integers(1, 5000))
def test_renditions__card__has_its_shape_and_is_not_enlarged(width: int, height: int) -> None:
    wide, high = renditions.card_size(width, height)
    assert 1 <= wide <= min(width, 1200)
    assert 1 <= high <= min(height, 630)
    assert abs(wide * 630 - high * 1200) < 1200 * 2  # one px of rounding
