"""The README's pictures: a page of the sample site on a desk and on a phone, side by side.

`python -m tests.browser.screenshots` writes them into docs/.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from plugins.core.settings import PROJECT
from tests.browser.reader import Reader, started
from tests.browser.web_host import build_sample, serving

PAGES = {
    "trang-chu.webp": "/",
    "bai-viet.webp": "/2026/11/thong-xe-ky-thuat-cau-luong-giang.html",
}
MOST_BYTES = 300_000
"""Of all pictures together: the README is read over slow lines, too."""

_WIDTH, _MARGIN = 1000, 20
_DESK, _DESK_WIDTH = (1280, 1060), 790
_PHONE, _PHONE_WIDTH = (360, 740), 230
_GROUND, _FRAME = "#e4e6ea", "#3b4048"


def shoot(reader: Reader, path: str, size: tuple[int, int], width: int) -> Image.Image:
    """What a window of this size shows of a page, brought to this width."""
    wide, high = size
    page = reader.open(path, width=wide, height=high, device_scale_factor=2, reduced_motion=True)
    page.wait_for_load_state("networkidle")
    with Image.open(BytesIO(page.screenshot())) as shot:
        return shot.convert("RGB").resize(
            (width, round(width * high / wide)), Image.Resampling.LANCZOS
        )


def compose(desk: Image.Image, phone: Image.Image) -> Image.Image:
    """Both on one ground: the phone stands before the lower right corner of the desk's window."""
    canvas = Image.new("RGB", (_WIDTH, desk.height + 2 * _MARGIN + 60), _GROUND)
    brush = ImageDraw.Draw(canvas)
    left, top = _MARGIN, _MARGIN
    brush.rectangle((left - 1, top - 1, left + desk.width, top + desk.height), fill=_FRAME)
    canvas.paste(desk, (left, top))
    left = canvas.width - phone.width - _MARGIN - 6
    top = canvas.height - phone.height - _MARGIN - 6
    brush.rounded_rectangle(
        (left - 6, top - 6, left + phone.width + 5, top + phone.height + 5), 14, fill=_FRAME
    )
    corners = Image.new("L", phone.size, 0)
    ImageDraw.Draw(corners).rounded_rectangle(
        (0, 0, phone.width - 1, phone.height - 1), 9, fill=255
    )
    canvas.paste(phone, (left, top), corners)
    return canvas


def write(folder: Path) -> list[Path]:
    """Write the pictures into a folder; returns their paths."""
    written = []
    with tempfile.TemporaryDirectory() as name, serving(Path(name) / "output") as address:
        build_sample(Path(name), address)
        with started() as browser:
            reader = Reader(browser, address)
            for file, path in PAGES.items():
                desk = shoot(reader, path, _DESK, _DESK_WIDTH)
                phone = shoot(reader, path, _PHONE, _PHONE_WIDTH)
                compose(desk, phone).save(folder / file, "WEBP", quality=82, method=6)
                written.append(folder / file)
            reader.close()
    return written


def main() -> int:
    """Write them into docs/ and say where; the exit status."""
    written = write(PROJECT / "docs")
    for path in written:
        print(f"{path.relative_to(PROJECT)}: {path.stat().st_size // 1000} kB")
    if sum(path.stat().st_size for path in written) > MOST_BYTES:
        print(f"Ảnh nặng hơn {MOST_BYTES // 1000} kB (too heavy for the README)", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
