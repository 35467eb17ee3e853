"""The portal's icons as pixels, drawn from theme/static/ by Chromium, made small by Pillow.

`python -m tests.icons` writes them there, after a change of images/emblem.svg or root/favicon.svg:
the emblem for home screens and feeds, the simpler favicon where it is 16 to 48 px wide.
"""

import sys
from base64 import b64encode
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from plugins.core.settings import PROJECT
from tests.browser.reader import started

STATIC = PROJECT / "theme" / "static"
EMBLEM, FAVICON = "images/emblem.svg", "root/favicon.svg"
MOST_BYTES = 12_000
"""Of one file: it is fetched over slow lines, and by many who never see it."""

TOUCH_ICON, TOUCH_SIZE = "root/apple-touch-icon.png", 180
ICO, ICO_SIZES = "root/favicon.ico", (16, 32, 48)
EMBLEM_SIZES = (144, 192, 512)
"""Of the emblem in images/: the widest that RSS 2.0 allows, and what a web manifest should have."""

_COLOURS = 30
_GROUND = "#fff8e6"  # iOS puts black behind what is transparent
_MARGIN = 12  # and rounds the corners


def drawn(browser: Browser, name: str, size: int) -> Image.Image:
    """A drawing of the theme at this size in px, transparent where it is."""
    data = b64encode((STATIC / name).read_bytes()).decode()
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(
        "<style>body{margin:0;background:none}img{display:block;width:100%;height:100vh}</style>"
        f'<img src="data:image/svg+xml;base64,{data}">',
        wait_until="load",
    )
    screen = page.screenshot(omit_background=True)
    page.close()
    return Image.open(BytesIO(screen)).convert("RGBA")


def opaque(emblem: Image.Image) -> Image.Image:
    """The emblem on a square ground with room for rounded corners."""
    square = Image.new("RGB", (TOUCH_SIZE, TOUCH_SIZE), _GROUND)
    square.paste(emblem, (_MARGIN, _MARGIN), emblem)
    return square


def png(image: Image.Image) -> bytes:
    """A PNG of a few colours."""
    method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
    file = BytesIO()
    few = image.quantize(_COLOURS, method, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def ico(images: list[Image.Image]) -> bytes:
    """An icon file of these pictures, the largest last."""
    file = BytesIO()
    sizes = [image.size for image in images]
    images[-1].save(file, "ICO", sizes=sizes, append_images=images[:-1])
    return file.getvalue()


def emblem_icon(size: int) -> str:
    """The file of the emblem at this size, below theme/static/."""
    return f"images/icon-{size}.png"


def draw(browser: Browser) -> dict[str, bytes]:
    """All icons, by their files below theme/static/."""
    touch = opaque(drawn(browser, EMBLEM, TOUCH_SIZE - 2 * _MARGIN))
    found = {TOUCH_ICON: png(touch)}
    for size in EMBLEM_SIZES:
        found[emblem_icon(size)] = png(drawn(browser, EMBLEM, size))
    found[ICO] = ico([drawn(browser, FAVICON, size) for size in ICO_SIZES])
    return found


def write(folder: Path) -> list[Path]:
    """Write the icons below a theme's static/; returns their paths."""
    with started() as browser:
        icons = draw(browser)
    for name, data in icons.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return [folder / name for name in icons]


def main() -> int:
    """Write them into the theme and say where; the exit status."""
    heavy = 0
    for path in write(STATIC):
        size = path.stat().st_size
        heavy += size > MOST_BYTES
        print(f"{path.relative_to(PROJECT)}: {size} B")
    if heavy:
        print(f"Có tệp nặng hơn {MOST_BYTES} B (too heavy)", file=sys.stderr)
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
