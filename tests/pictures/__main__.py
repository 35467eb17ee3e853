"""Draw the sample pictures: `python -m tests.pictures [NAME…]` (all of them without names)."""

import shutil
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFilter
from playwright.sync_api import Browser, sync_playwright

from tests.pictures.drawing import HEIGHT, WIDTH
from tests.pictures.scenes import SCENES

IMAGES = Path(__file__).resolve().parents[2] / "content" / "images"
MOST_BYTES = 150_000
_QUALITIES = (82, 78, 76, 72, 68, 64, 60, 56)
_SOFTENED = 76


def jpeg(screen: bytes) -> bytes:
    """A progressive JPEG of a screenshot, at the best quality that is small enough."""
    image = Image.open(BytesIO(screen)).convert("RGB")
    data = b""
    for quality in _QUALITIES:
        if (
            quality == _SOFTENED
        ):  # fine grass and leaves: better a little softer than full of blocks
            image = image.filter(ImageFilter.GaussianBlur(0.6))
        file = BytesIO()
        image.save(file, "JPEG", quality=quality, progressive=True, optimize=True)
        data = file.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return data


def render(browser: Browser, svg: str) -> bytes:
    """The PNG of a drawing, one pixel per unit."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}")
    screen = page.screenshot()
    page.close()
    return screen


def main(names: Sequence[str]) -> int:
    """Draw these pictures, or all; the exit status."""
    if unknown := sorted(set(names) - set(SCENES)):
        print(f"no such scene: {', '.join(unknown)}", file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name in names or SCENES:
            data = jpeg(render(browser, SCENES[name]()))
            (IMAGES / f"{name}.jpg").write_bytes(data)
            print(f"{name}: {len(data) // 1000} KB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
