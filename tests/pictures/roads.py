"""The road up to the mountain village."""

import math

from tests.pictures.buildings import house
from tests.pictures.drawing import (
    HEIGHT,
    WIDTH,
    Sheet,
    mix,
    pen,
)
from tests.pictures.nature import (
    grass,
    haze,
    mountains,
    ridge,
    sky,
    slope,
)
from tests.pictures.plants import (
    conifer,
    foliage,
    woods,
)


def road_up() -> str:
    """The road that winds up to the village: bends, cloud below, houses at the pass."""
    sheet = Sheet("duong-len-ban")
    sky(sheet, "#5c7cac", (0.5, "#b4b4d0"), "#f0d4d0", horizon=420)
    sheet.veil(0, 260, "#f8e4e4", stretch=2.6, dense=0.05)
    mountains(
        sheet,
        ridge(sheet, 430, 360, 560, sharp=0.8),
        470,
        "#7888b4",
        "#d8cce0",
        shade="#44548c",
        depth=0.4,
        light="#f0dce0",
    )
    sheet.veil(290, 200, "#fdf2f2", stretch=4, dense=0.25)
    mid = ridge(sheet, 520, 250, 520, sharp=0.45)
    mountains(sheet, mid, 620, "#4c6c8c", "#a0acb4", shade="#284868", depth=0.4, light="#c8c8c0")
    sheet.veil(430, 210, "#fbf2f2", stretch=4, dense=0.15)

    sheet.rect(0, 590, WIDTH, 410, sheet.fade("#c4ccd8", "#8ca4b4", "#4c6c7c"))
    woods(sheet, lambda x: 800 + 0.1 * x, -20, 700, 46, ("#5c7c88", "#6c8c90", "#94ac9c"))
    woods(sheet, lambda x: 880 + 0.1 * x, -20, 700, 60, ("#3c606c", "#4c7470", "#84a07c"))
    sheet.veil(560, 330, "#fbf4f4", stretch=4, dense=0.15)

    haze(sheet, 500, 200, "#dfe4ec", "ff")

    def hill(x: float) -> float:
        return 300 + 0.00075 * (x - 1120) ** 2 + 14 * math.sin(x / 90)

    slope(sheet, hill, "#6c8c64", "#4c7450", "#2c5040")
    for _ in range(300):
        x = sheet.between(-20, WIDTH)
        y = hill(x) + (HEIGHT - hill(x)) * sheet.chance.random()
        near = max(0.0, (y - 300) / 700)
        base = mix("#7c9474", "#1f4638", near)
        tones = (mix(base, "#0c2c24", 0.3), base, mix(base, "#d8c868", 0.35))
        foliage(sheet, x, y, 22 + 42 * near, 12 + 24 * near, tones, 4 + 4 * near)
    turns = [
        (1120, 330),
        (1210, 362),
        (1010, 400),
        (1330, 462),
        (800, 540),
        (1420, 660),
        (420, 800),
        (1230, 1060),
    ]
    previous = turns[0]
    for number, end in enumerate(turns[1:]):
        (ax, ay), (bx, by) = previous, end
        wide = 7 + 70 * ((by - 330) / 700) ** 1.25
        side = 1 if bx > ax else -1
        swing = abs(bx - ax) * 0.16
        d = pen(
            "M",
            ax,
            ay,
            "C",
            ax + side * -swing,
            ay + (by - ay) * 0.42,
            bx + side * swing * 0.2,
            by - (by - ay) * 0.62,
            bx,
            by,
        )
        sheet.stroke(
            d, "#3c4c3c", wide * 1.45, transform=f"translate(0 {wide * 0.3:.1f})", opacity=0.8
        )
        sheet.stroke(d, "#b89878", wide * 1.16)
        sheet.stroke(d, "#a4a4a8", wide)
        sheet.stroke(d, "#c4c2c0", wide * 0.66)
        if number > 1:
            sheet.stroke(
                d,
                "#fbf6e4",
                max(1.2, wide * 0.05),
                stroke_dasharray=f"{wide * 0.5:.0f} {wide * 0.5:.0f}",
            )
            sheet.stroke(
                d,
                "#f0ece0",
                max(1.4, wide * 0.09),
                transform=f"translate(0 {wide * 0.62:.1f})",
                stroke_dasharray=f"{wide * 0.1:.1f} {wide * 0.55:.1f}",
            )
        previous = end
    for x, w in ((1010, 74), (1110, 86), (1235, 70)):
        house(sheet, x, hill(x) + 24, w, 34, wall="#b08c64", roof="#5c4c54", bays=3, porch=True)
        conifer(sheet, x - 12, hill(x) + 20, 74, ("#2c5044", "#4c7458"))
    for x, y, k in ((1000, 592, 1.0), (760, 735, 1.9)):
        sheet.oval(x, y + 2, 26 * k, 4 * k, "#1c2030", opacity=0.4)
        for px in (-15, 15):
            sheet.oval(x + px * k, y - 8 * k, 8.5 * k, 8.5 * k, "#20222c")
            sheet.oval(x + px * k, y - 8 * k, 4.5 * k, 4.5 * k, "#8c8c94")
        sheet.path(
            pen(
                "M",
                x - 19 * k,
                y - 12 * k,
                "q",
                4 * k,
                -11 * k,
                14 * k,
                -9 * k,
                "l",
                14 * k,
                2 * k,
                "l",
                4 * k,
                -12 * k,
                "l",
                5 * k,
                1 * k,
                "l",
                -4 * k,
                20 * k,
                "h",
                -28 * k,
                "Z",
            ),
            "#b83c3c",
        )
        sheet.path(
            pen(
                "M",
                x - 8 * k,
                y - 17 * k,
                "q",
                -2 * k,
                -20 * k,
                5 * k,
                -22 * k,
                "l",
                6 * k,
                4 * k,
                "l",
                9 * k,
                9 * k,
                "l",
                -2 * k,
                3 * k,
                "l",
                -9 * k,
                -5 * k,
                "l",
                2 * k,
                13 * k,
                "Z",
            ),
            "#3c5c8c",
        )
        sheet.oval(x + 2 * k, y - 43 * k, 4.6 * k, 5 * k, "#e8e0d0")
    for x, y, tall in ((60, 1000, 520), (190, 1010, 400), (1540, 1000, 470)):
        conifer(sheet, x, y, tall, ("#12302c", "#24503f"))
    grass(
        sheet,
        lambda x: 960 + 0.00005 * (x - 700) ** 2,
        60,
        ("#16382f", "#2c5a44", "#8c9c5c"),
        500,
        size=40,
        right=520,
    )
    return sheet.svg(0.1)
