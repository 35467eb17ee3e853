"""The orange orchard at harvest."""

import math

from tests.pictures.drawing import (
    WIDTH,
    Sheet,
    dots,
    flat,
    mix,
    pen,
)
from tests.pictures.nature import (
    grass,
    mountains,
    ridge,
    sky,
    sun,
)
from tests.pictures.people import person
from tests.pictures.plants import (
    tree,
)


def _orange_tree(sheet: Sheet, x: float, y: float, h: float, mist: float) -> None:
    """A round orange tree full of fruit."""
    tones = [mix(c, "#dfe6c0", mist) for c in ("#2a5a34", "#417a3c", "#86aa48")]
    sheet.oval(
        x + h * 0.1, y, h * 0.55, h * 0.07, "#2a3a20", opacity=0.35 * (1 - mist), filter="soft1"
    )
    tree(sheet, x, y, h, tones, wide=0.46, leaf=h * 0.019)
    fruit = []
    for _ in range(46):
        turn, far = sheet.between(0, math.tau), sheet.chance.random() ** 0.5
        fruit.append(
            (
                x + math.cos(turn) * far * h * 0.42,
                y - h * 0.6 + math.sin(turn) * far * h * 0.3,
                h * sheet.between(0.019, 0.027),
            )
        )
    sheet.path(
        dots([(a + 1, b + 2, r * 1.08) for a, b, r in fruit]), mix("#a8480c", "#e8d8a8", mist)
    )
    sheet.path(dots(fruit), mix("#f2871e", "#f4dca8", mist))
    sheet.path(
        dots([(a - r * 0.3, b - r * 0.3, r * 0.4) for a, b, r in fruit]),
        mix("#ffc878", "#fff0c8", mist),
    )


def oranges() -> str:
    """An orange orchard at harvest, baskets between the rows, in warm low light."""
    sheet = Sheet("vuon-cam")
    level = 400
    sky(sheet, "#e8b878", (0.5, "#f6d8a0"), "#fff0cc", horizon=level)
    sun(sheet, 800, 300, 44, "#fffbe6", "#ffe6a8")
    sheet.veil(30, 260, "#fff0d4", stretch=4)
    mountains(
        sheet,
        ridge(sheet, level, 150, 420, sharp=0.4),
        level + 20,
        "#b59a80",
        "#f4dcae",
        shade="#7a6470",
        depth=0.25,
    )
    sheet.rect(0, level + 10, WIDTH, 600, sheet.fade("#dccf8c", "#b9a554", "#6f7a34"))
    sheet.area(
        [(790, level + 12), (812, level + 12), (1240, 1010), (360, 1010)],
        sheet.fade("#f2dfb0", "#d8b67c", "#a67c4c"),
        filter="gouache",
    )
    for i in range(9):
        part = i / 8
        y = level + 30 + 500 * part**1.9
        scale = (y - level) / 300
        mist = 0.62 * (1 - part) ** 1.3
        for k in (3, 2, 1):
            for side in (-1, 1):
                x = 800 + side * (40 + (250 + 420 * (k - 1)) * scale)
                if -260 < x < 1860:
                    _orange_tree(sheet, x, y + sheet.between(-3, 3), 40 + 330 * scale, mist)
        grass(
            sheet,
            flat(y + 4),
            30 * scale + 4,
            (mix("#4c6a2c", "#e2d29c", mist), mix("#a4a848", "#f0e0a8", mist)),
            240,
            size=6 + 22 * scale,
            left=-20,
            right=760 - 300 * scale,
        )
        grass(
            sheet,
            flat(y + 4),
            30 * scale + 4,
            (mix("#4c6a2c", "#e2d29c", mist), mix("#a4a848", "#f0e0a8", mist)),
            240,
            size=6 + 22 * scale,
            left=840 + 300 * scale,
            right=1620,
        )
    for x, y, tall, shirt, pole, bend in (
        (760, 560, 96, "#5f86a0", True, 0.0),
        (1010, 790, 210, "#a8485a", False, 0.12),
        (560, 700, 150, "#e6e0d0", False, 0.3),
    ):
        person(sheet, x, y, tall, shirt, pole=pole, bend=bend)
    for x, y, w in ((900, 850, 120), (640, 860, 140), (1090, 880, 130), (520, 724, 80)):
        sheet.oval(x, y + w * 0.42, w * 0.6, w * 0.1, "#3a2c1c", opacity=0.4, filter="soft1")
        spots = [
            (x + sheet.between(-0.4, 0.4) * w, y - sheet.chance.random() * w * 0.16, w * 0.085)
            for _ in range(30)
        ]
        spots.sort(key=lambda spot: spot[1])
        for px, py, r in spots:
            sheet.oval(px, py, r, r, sheet.glow("#ffc060", (0.7, "#f28a20"), "#c0600c"))
        d = pen(
            "M",
            x - w / 2,
            y,
            "Q",
            x,
            y + w * 0.14,
            x + w / 2,
            y,
            "l",
            -w * 0.1,
            w * 0.42,
            "Q",
            x,
            y + w * 0.5,
            x - w * 0.4,
            y + w * 0.42,
            "Z",
        )
        sheet.path(d, sheet.fade("#c09058", "#7c5430", x=1, y=0))
        for k in range(1, 6):
            sheet.stroke(
                pen(
                    "M",
                    x - w * (0.5 - k * 0.017),
                    y + w * 0.07 * k,
                    "q",
                    w * 0.48,
                    w * 0.12,
                    w * (1 - k * 0.034),
                    0,
                ),
                "#5c3c22",
                1.4,
                opacity=0.6,
            )
    return sheet.svg(0.1)
