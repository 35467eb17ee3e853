"""Scenes of village life: the school and the culture house."""

import math

from tests.pictures.buildings import bunting, flag, tiles, window
from tests.pictures.drawing import (
    HEIGHT,
    WIDTH,
    Sheet,
    dots,
    flat,
    pen,
)
from tests.pictures.nature import (
    haze,
    mountains,
    ridge,
    sky,
)
from tests.pictures.people import person
from tests.pictures.plants import (
    conifer,
    foliage,
    palm,
    shade_on_ground,
    tree,
    woods,
)


def school() -> str:
    """A yellow school in the mountains: yard, a flame tree in bloom, children."""
    sheet = Sheet("truong-hoc-vung-cao")
    sky(sheet, "#4a94cc", (0.5, "#a0cfe4"), "#eef4e4", horizon=520)
    sheet.veil(0, 320, "#ffffff", stretch=2, dense=-0.08)
    mountains(
        sheet,
        ridge(sheet, 480, 480, 560, sharp=0.8),
        560,
        "#6f98b4",
        "#cfe0dc",
        shade="#3c6690",
        depth=0.4,
        light="#dfeae4",
    )
    haze(sheet, 380, 150, "#eef4ec", "aa")
    mid = ridge(sheet, 560, 180, 380, sharp=0.2)
    mountains(sheet, mid, 600, "#4f8468", "#a4c494", shade="#2a5c58", depth=0.35, light="#cfdc98")
    for _ in range(60):
        x = sheet.between(-20, WIDTH)
        conifer(
            sheet, x, mid(x) + sheet.between(6, 60), sheet.between(26, 48), ("#36664e", "#5a8a5e")
        )
    woods(sheet, flat(606), -20, 1640, 60, ("#2f6040", "#4c8048", "#9ab85c"), gap=0.5)
    sheet.rect(0, 600, WIDTH, 400, sheet.fade("#e8cfa0", "#d9b07c", "#b98658"))
    x, y, w, h = 560, 668, 860, 250
    sheet.path(
        pen("M", x - 40, y, "h", w + 150, "l", 60, 46, "H", x - 100, "Z"), "#7a5a48", opacity=0.35
    )
    wall, trim = "#f2c65a", "#fdf1d2"
    sheet.area(
        [
            (x + w, y),
            (x + w, y - h),
            (x + w + 70, y - h - 64),
            (x + w + 140, y - h - 14),
            (x + w + 140, y - 16),
        ],
        sheet.fade("#c89a40", "#a87a34"),
    )
    sheet.rect(x, y - h, w, h, sheet.fade("#d9a848", (0.2, wall), wall))
    for floor in (0, 1):
        top = y - h + 12 + floor * 126
        sheet.rect(x, top, w, 98, sheet.fade("#a8783c", "#d9a94c"))
        for bay in range(8):
            left = x + 14 + bay * 106
            if bay % 2:
                sheet.rect(left + 12, top + 16, 46, 84, "#3f7a6c")
                sheet.rect(left + 34, top + 16, 2, 84, "#2c5a50")
            else:
                window(sheet, left + 6, top + 26, 62, 46, "#456a78", "#4f8a78")
        sheet.rect(x, top + 98, w, 16, sheet.fade(trim, "#d8c08c"))
        if not floor:
            for i in range(86):
                sheet.rect(x + i * 10, top + 66, 3, 34, trim)
            sheet.rect(x - 4, top + 62, w + 8, 5, trim)
        for bay in range(9):
            px = x + bay * 106 - 2
            sheet.rect(px, top - 6, 15, 118, sheet.fade("#fff8e0", "#e0b45c", x=1, y=0))
            if bay < 8:
                sheet.path(
                    pen("M", px + 15, top - 6, "h", 91, "v", 18, "q", -45, -22, -91, 0, "Z"), wall
                )
    tiles(
        sheet,
        (
            (x + 30, y - h - 82),
            (x + w + 66, y - h - 82),
            (x + w + 10, y - h + 4),
            (x - 26, y - h + 4),
        ),
        "#b4492c",
        12,
    )
    sheet.stroke(pen("M", x + w + 66, y - h - 82, "l", 84, 72), "#7c3020", 9)
    flag(sheet, 1180, 800, 430, size=0.24)
    sheet.rect(1150, 792, 60, 14, "#e8dcc4")
    for cx, cy in (
        (980, 742),
        (1050, 750),
        (1016, 730),
        (1096, 742),
        (860, 806),
        (800, 800),
        (930, 870),
        (1330, 780),
        (1372, 786),
        (1290, 850),
        (690, 770),
        (640, 780),
    ):
        tall = 34 + (cy - 600) * 0.27
        shirt = sheet.chance.choice(
            ("#f6f4ee", "#f6f4ee", "#f4efe4", "#37518a", "#b83a50", "#3a6a54")
        )
        person(
            sheet, cx, cy, tall, shirt, hat="", trousers="#26345c", stride=sheet.between(0.05, 0.22)
        )
    spots = [
        (330 + sheet.chance.gauss(0, 0.4) * 420, 890 + sheet.chance.gauss(0, 0.4) * 70, 15)
        for _ in range(260)
    ]
    sheet.path(dots(spots, 0.32), "#5a4058", opacity=0.32, filter="soft1")
    tree(
        sheet, 300, 880, 800, ("#2a5a38", "#3f7a3e", "#7fa84a"), wide=0.52, trunk="#5a4638", leaf=10
    )
    for tone, r, count in (("#b02a1c", 9, 260), ("#e0452a", 8, 420), ("#ff8048", 5, 200)):
        cloud = []
        for _ in range(count):
            turn, far = sheet.between(0, math.tau), sheet.chance.random() ** 0.45
            cloud.append(
                (300 + math.cos(turn) * far * 410, 330 + math.sin(turn) * far * 230 - 20, r)
            )
        sheet.path(dots(cloud, 0.7), tone)
    petals = [
        (sheet.chance.gauss(320, 220), sheet.between(860, 960), sheet.between(2, 4))
        for _ in range(170)
    ]
    sheet.path(dots(petals, 0.5), "#d8452c")
    sheet.rect(240, 870, 130, 12, "#d8ccb8")
    sheet.rect(252, 882, 12, 26, "#a89a88")
    sheet.rect(346, 882, 12, 26, "#a89a88")
    return sheet.svg(0.1)


def culture_house() -> str:
    """The village's culture house late in the day: a wide old roof, a brick yard, neighbours."""
    sheet = Sheet("nha-van-hoa-thon")
    sky(sheet, "#8fa8b4", (0.5, "#e2c898"), "#fbe0a4", horizon=560)
    sheet.veil(20, 300, "#ffe6b8", stretch=3)
    mountains(
        sheet,
        ridge(sheet, 540, 170, 420, sharp=0.3),
        580,
        "#9c9a94",
        "#eacf98",
        shade="#6a6878",
        depth=0.25,
    )
    woods(sheet, flat(600), -20, 1640, 120, ("#4a5630", "#747a38", "#b9a44c"), gap=0.4)
    for x, tall in ((150.0, 330.0), (240, 400), (1330, 380), (1420, 320), (1500, 410)):
        palm(
            sheet, x, 610, tall, ("#47562e", "#6c7a38", "#b0a450"), lean=sheet.between(-0.05, 0.05)
        )
    sheet.rect(0, 598, WIDTH, 402, sheet.fade("#cf9a68", "#b87850", "#8e5640"))
    y, tall, row = 604.0, 5.0, 0
    while y < HEIGHT:
        d = pen("M", 0, y, "H", WIDTH)
        scale = (y - 520) / 90
        for i in range(-40, 41):
            x = 800 + (i + 0.5 * (row % 2)) * 54 * scale
            d += pen("M", x, y, "L", 800 + (x - 800) * (1 + tall / (y - 520)), y + tall)
        sheet.stroke(d, "#7a4432", 0.7 + tall / 22, opacity=0.45)
        y, tall, row = y + tall, tall * 1.16, row + 1
    x, y, w, h = 400, 640, 800, 170
    sheet.rect(x - 70, y, w + 140, 13, "#e2d2b0")
    sheet.rect(x - 100, y + 13, w + 200, 15, sheet.fade("#d2bf9c", "#a08c70"))
    sheet.rect(x, y - h, w, h, sheet.fade("#a87a3c", (0.25, "#ecc982"), "#f4d690"))
    for bay in range(5):
        left = x + 28 + bay * 156
        sheet.rect(left, y - 132, 120, 132, "#2e1f1a")
        sheet.rect(left + 24, y - 132, 72, 132, sheet.glow("#ffdf98", "#b0703c"))
        for side in (0, 92):
            sheet.rect(left + side, y - 132, 28, 132, sheet.fade("#96502c", "#6c3420"))
            for k in range(3):
                sheet.rect(left + side + 6, y - 124 + 42 * k, 16, 32, "#582818", opacity=0.7)
    for post in range(6):
        px = x - 8 + post * 160
        sheet.rect(px, y - h, 18, h, sheet.fade("#8a4a2c", "#4e2618", x=1, y=0))
        sheet.rect(px - 5, y - 16, 28, 16, "#cbb894")
    roof = (
        (x + 110, y - h - 190),
        (x + w - 110, y - h - 190),
        (x + w + 96, y - h + 12),
        (x - 96, y - h + 12),
    )
    tiles(sheet, roof, "#a1472c", 13)
    for side in (-1, 1):
        corner = x + w / 2 + side * (w / 2 + 96)
        tip = pen(
            "M",
            corner - side * 200,
            y - h + 14,
            "Q",
            corner,
            y - h + 16,
            corner + side * 44,
            y - h - 34,
            "Q",
            corner - side * 6,
            y - h - 4,
            corner - side * 40,
            y - h - 12,
            "Z",
        )
        sheet.path(tip, "#8a3a26")
        top = x + w / 2 + side * (w / 2 - 110)
        sheet.stroke(
            pen(
                "M",
                top,
                y - h - 190,
                "Q",
                corner - side * 60,
                y - h - 60,
                corner + side * 40,
                y - h - 32,
            ),
            "#6c2c20",
            11,
        )
        sheet.stroke(
            pen("M", top - side * 10, y - h - 196, "q", side * 16, -2, side * 22, -26), "#6c2c20", 9
        )
    sheet.stroke(pen("M", x + 106, y - h - 194, "H", x + w - 106), "#7c3424", 14)
    sheet.path(
        pen("M", x - 90, y - h + 13, "h", w + 180, "l", -60, 26, "H", x - 20, "Z"),
        "#20100c",
        opacity=0.4,
    )
    bunting(sheet, (230, 420), (700, 440), 26, ("#d8402c", "#f2b832", "#3f8a78", "#e8843c"))
    bunting(sheet, (900, 440), (1400, 410), 26, ("#d8402c", "#f2b832", "#3f8a78", "#e8843c"))
    flag(sheet, 300, 730, 420, size=0.24)
    for cx, cy, tall, shirt, hat in (
        (700, 700, 82, "#f0e8d8", ""),
        (742, 704, 80, "#a83c4c", ""),
        (655, 712, 84, "#4a6a8a", ""),
        (900, 690, 76, "#7a5a94", "#ecd9a4"),
        (950, 694, 78, "#e8b0a0", ""),
        (1090, 780, 116, "#3f6a5c", ""),
        (1140, 790, 108, "#f4ecdc", "#ecd9a4"),
        (520, 850, 138, "#c8704a", ""),
        (462, 858, 80, "#f2e6c8", ""),
    ):
        sheet.path(
            pen("M", cx - 6, cy, "l", tall * 1.3, 20, "l", 12, -8, "L", cx + 8, cy, "Z"),
            "#50282c",
            opacity=0.35,
            filter="soft1",
        )
        person(sheet, cx, cy, tall, shirt, hat=hat, stride=0.08)
    shade_on_ground(sheet, 1400, 900, 330, 60)
    tree(
        sheet, 1440, 900, 700, ("#3c4a26", "#647030", "#b8a648"), wide=0.5, trunk="#5a4030", leaf=9
    )
    for px, tone in ((330, "#e8b030"), (1240, "#d8542c"), (394, "#d8542c"), (1180, "#e8b030")):
        sheet.path(pen("M", px - 20, 632, "h", 40, "l", -7, 36, "h", -26, "Z"), "#8a4a34")
        foliage(sheet, px, 614, 26, 26, ("#4a5a2c", "#748038", tone), 4)
    return sheet.svg(0.1)
