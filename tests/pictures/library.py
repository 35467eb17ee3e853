"""The library inside."""

from tests.pictures.drawing import (
    HEIGHT,
    WIDTH,
    Sheet,
    mix,
    pen,
)
from tests.pictures.people import person
from tests.pictures.plants import (
    bouquet,
    foliage,
)


def _shelf(sheet: Sheet, x: float, y: float, w: float, h: float, rows: int) -> None:
    """Shelves of books, seen from the front; (x, y) is the upper left corner."""
    sheet.rect(x, y, w, h, sheet.fade("#5c4030", "#402a20"))
    tones = (
        "#a8483c",
        "#c88a4c",
        "#3f6a74",
        "#e0cfa8",
        "#5c7c58",
        "#7c5474",
        "#d8b04c",
        "#34506c",
        "#b86a54",
    )
    tall = h / rows
    for row in range(rows):
        base, px = y + tall * (row + 1) - tall * 0.1, x + w * 0.03
        while px < x + w * 0.95:
            thick = tall * sheet.between(0.07, 0.17)
            height = tall * sheet.between(0.6, 0.82)
            tone = sheet.chance.choice(tones)
            if sheet.chance.random() < 0.06:
                px += thick * 2
                continue
            sheet.rect(
                px,
                base - height,
                thick,
                height,
                sheet.fade(mix(tone, "#ffffff", 0.15), tone, x=1, y=0),
            )
            sheet.rect(
                px,
                base - height * 0.8,
                thick,
                height * 0.07,
                mix(tone, "#ffffff", 0.5),
                opacity=0.7,
            )
            sheet.rect(
                px + thick * 0.86, base - height, thick * 0.14, height, "#1c1010", opacity=0.35
            )
            px += thick
        sheet.rect(x, base, w, tall * 0.1, sheet.fade("#b08458", "#6c4a34"))
    for px in (x - 5, x + w - 5):
        sheet.rect(px, y - 8, 10, h + 8, sheet.fade("#a87c54", "#6c4a34", x=1, y=0))
    sheet.rect(x - 8, y - 14, w + 16, 14, "#b88c60")


def library() -> str:
    """The provincial library: shelves, tall windows, a reading table in the sun."""
    sheet = Sheet("thu-vien-tinh")
    sheet.rect(0, 0, WIDTH, HEIGHT, sheet.fade("#efe4cc", "#dccbaa"))
    sheet.area([(0, 0), (WIDTH, 0), (1180, 110), (520, 110)], sheet.fade("#f8f2e4", "#e4d8c0"))
    for i in range(4):
        x = 620 + i * 130
        sheet.oval(x, 84, 110, 50, sheet.glow("#fff8e0cc", "#fff8e000"))
        sheet.rect(x - 40, 80, 80, 6, "#fffef8")
    sheet.rect(520, 110, 660, 470, sheet.fade("#e8dabc", "#d4c09a"))
    for i in range(3):
        x, y, w, h = 560 + i * 200, 150, 160, 340
        sheet.rect(x - 10, y - 10, w + 20, h + 20, "#fbf6ea")
        sheet.rect(x, y, w, h, sheet.fade("#bfe0e8", "#e8f4e0", "#b4d09c"))
        with sheet.group(clip_path=sheet.clip(pen("M", x, y, "h", w, "v", h, "h", -w, "Z"))):
            for k in range(5):
                tones = ("#6c9c64", "#8cb878", "#c0d890")
                foliage(sheet, x + 40 * k, y + 330 - 130 * (k * 7 % 3) / 2, 70, 60, tones, 6)
        sheet.stroke(
            pen("M", x + w / 2, y, "v", h, "M", x, y + 110, "h", w, "M", x, y + 220, "h", w),
            "#fbf6ea",
            7,
        )
    for i in (0, 1):
        for k in range(3):
            a, b = k / 3, (k + 1) / 3
            if i:
                a, b = 1 - b, 1 - a
            outer = 0 if not i else 1600
            inner = 520 if not i else 1180
            lx, rx = outer + (inner - outer) * a, outer + (inner - outer) * b
            near = 1 - (a + b) / 2
            top, height = 150 - 190 * near, 440 + 330 * near
            left, wide = min(lx, rx), abs(rx - lx)
            _shelf(sheet, left + 12, top + 10, wide - 24, height - 10, 6)
            if i == 0 and k == 0:
                sheet.rect(left, top, wide, height, "#201418", opacity=0.22)
    sheet.area(
        [(0, 745), (0, 1010), (1600, 1010), (1600, 745), (1180, 580), (520, 580)],
        sheet.fade("#c89c6c", "#8c5c3c"),
    )
    for i in range(-16, 17):
        sheet.stroke(
            pen("M", 850 + i * 26, 580, "L", 850 + i * 120, 1010), "#7c4e34", 1.4, opacity=0.5
        )
    for i in range(3):
        x = 560 + i * 200
        beam = [(x, 160), (x + 160, 160), (x - 60, 960), (x - 420, 900)]
        sheet.area(beam, sheet.fade("#fff8d0b0", "#fff0c010"), filter="soft12")
        patch = [(x - 60, 640), (x + 80, 640), (x - 40, 800), (x - 230, 800)]
        sheet.area(patch, "#fff2c4", opacity=0.5, filter="soft4")
    for x, y, tall, shirt in ((650, 650, 220, "#b85c5c"), (1120, 700, 270, "#4c6c8c")):
        person(sheet, x, y, tall, shirt, hat="", stride=0.05)
    table = [(560, 690), (1240, 690), (1430, 800), (390, 800)]
    for x in (430, 1370):
        sheet.rect(x, 810, 26, 200, sheet.fade("#8c5a38", "#5c3824", x=1, y=0))
    for x in (600, 780, 960, 1140):
        sheet.rect(x - 34, 610, 74, 90, sheet.fade("#a46c44", "#6c4028"), rx=8)
    for x, shirt in ((782, "#f0ece0"), (962, "#d88a5c"), (1142, "#5c8c74")):
        sheet.path(
            pen("M", x - 46, 712, "q", 0, -84, 46, -86, "q", 46, 2, 46, 86, "Z"),
            sheet.fade(mix(shirt, "#ffffff", 0.2), mix(shirt, "#403040", 0.25), x=1, y=0),
        )
        sheet.oval(x, 596, 23, 29, "#94684c")
        sheet.path(
            pen(
                "M",
                x - 25,
                600,
                "q",
                0,
                -36,
                25,
                -36,
                "q",
                25,
                0,
                25,
                36,
                "q",
                -25,
                -22,
                -50,
                0,
                "Z",
            ),
            "#221a1c",
        )
    sheet.area(table, sheet.fade("#d8a870", "#f0cc94", "#c89460", x=1, y=0.3))
    sheet.area([(390, 800), (1430, 800), (1430, 826), (390, 826)], sheet.fade("#a06c44", "#6c4428"))
    for x, y, tone in (
        (770, 716, "#34506c"),
        (960, 720, "#a8483c"),
        (1150, 718, "#5c7c58"),
        (620, 760, "#d8b04c"),
    ):
        sheet.area([(x - 52, y), (x + 52, y), (x + 64, y + 34), (x - 64, y + 34)], tone)
        for side in (-1, 1):
            sheet.path(
                pen(
                    "M",
                    x,
                    y + 3,
                    "q",
                    side * 26,
                    -12,
                    side * 48,
                    0,
                    "l",
                    side * 10,
                    26,
                    "q",
                    -side * 30,
                    -10,
                    -side * 58,
                    2,
                    "Z",
                ),
                sheet.fade("#fffdf4", "#e4dac4", x=1, y=0),
            )
            for k in range(4):
                sheet.stroke(
                    pen("M", x + side * 8, y + 6 + k * 5, "q", side * 20, -7, side * 36, -1),
                    "#b4a898",
                    1,
                )
    for k, tone in enumerate(("#a8483c", "#3f6a74", "#d8b04c", "#7c5474", "#e0cfa8")):
        sheet.rect(
            1230 - k * 3, 776 - k * 17, 120 - k * 5, 16, sheet.fade(mix(tone, "#fff0e0", 0.2), tone)
        )
        sheet.rect(1232 - k * 3, 779 - k * 17, 8, 10, "#fbf4e4")
    bouquet(sheet, 500, 792, 90, ("#f4f0e8", "#f0b8c0", "#e8d060"))
    for x in (480, 720, 960, 1200):
        sheet.rect(x, 850, 120, 150, sheet.fade("#7c4c30", "#4c2c20"), rx=14)
        sheet.rect(x + 14, 866, 92, 60, "#946040", rx=8)
    sheet.oval(820, 320, 620, 420, sheet.glow("#fffbe066", "#fffbe000"))
    return sheet.svg(0.1)
