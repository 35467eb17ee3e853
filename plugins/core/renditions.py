"""The sizes and formats in which a picture is published, from its row alone.

A row names the largest, in the format that every browser knows: `anh/<hash>-1200.jpg`. Beside it
lie smaller ones, all of them as WebP, too, and one cut to 1200 × 630 for social networks. Moving
pictures (GIF, WebP) are published as they are.
"""

from plugins.core import urls
from plugins.core.site import Media

WIDTHS = (480, 800, 1200)
"""In px. A picture is never enlarged: the last one may be less than one of these."""

CARD = (1200, 630)
"""What social networks cut pictures to: width and height in px."""

_STILL = ("jpg", "png")


def widths(width: int) -> list[int]:
    """The widths for a picture of this width, smallest first."""
    largest = min(width, WIDTHS[-1])
    return [*(each for each in WIDTHS if each < largest), largest]


def card_size(width: int, height: int) -> tuple[int, int]:
    """The size of the picture for social networks: their shape, never enlarged."""
    wide, high = CARD
    if width * high >= height * wide:  # wider than their shape: the height decides
        return (wide, high) if height >= high else (max(1, height * wide // high), height)
    return (wide, high) if width >= wide else (width, max(1, width * high // wide))


def is_still(media: Media) -> bool:
    """True for a picture that has renditions; moving pictures and files have none."""
    return media.width > 0 and _extension(media) in _STILL


def outputs(media: Media) -> list[str]:
    """All outputs of a picture or file, the one that its row names first."""
    if not is_still(media):
        return [media.output]
    others = [*fallback(media), *webp(media), card(media)]
    return [media.output, *(each for each in others if each != media.output)]


def fallback(media: Media) -> list[str]:
    """The outputs in the format that every browser knows, smallest first."""
    return [urls.picture(digest(media), each, _extension(media)) for each in widths(media.width)]


def webp(media: Media) -> list[str]:
    """The outputs as WebP, smallest first."""
    return [urls.picture(digest(media), each, "webp") for each in widths(media.width)]


def card(media: Media) -> str:
    """The output for social networks."""
    width, _ = card_size(media.width, media.height)
    return urls.picture(digest(media) + urls.CUT, width, "jpg")


def digest(media: Media) -> str:
    """The hash in the addresses of all renditions."""
    return media.output.removeprefix("anh/").partition("-")[0]


def _extension(media: Media) -> str:
    return media.output.rpartition(".")[2]


def family(output: str) -> tuple[str, str]:
    """Bounds (from, before) between which the row's output lies for any output of a picture.

    For a file the bounds hold its own output alone.
    """
    if output.startswith("anh/"):
        key = output.partition("-")[0].removesuffix(urls.CUT)
        return f"{key}-", f"{key}."
    return output, output + "\0"
