"""The public square and the health station."""

from tests.pictures.buildings import flag, tiles, window
from tests.pictures.drawing import (
    HEIGHT,
    WIDTH,
    Sheet,
    dots,
    flat,
    mix,
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
    Tones,
    foliage,
    palm,
    shade_on_ground,
    tree,
    woods,
)

GREENS: Tones = ("#2f5038", "#4f7a45", "#93ad5c")


def flower_bed(
    sheet: Sheet, left: float, right: float, y: float, depth: float, colours: tuple[str, ...]
) -> None:
    """A bed with a stone rim in perspective towards the middle, in rows of colour."""
    small = (y - 560) / (y + depth - 560)  # everything runs to one point on the horizon
    corners = [
        (800 + (left - 800) * small, y),
        (800 + (right - 800) * small, y),
        (right, y + depth),
        (left, y + depth),
    ]
    rim = depth * 0.14
    base = [(x, yy + rim) for x, yy in corners]
    sheet.area([*base[2:], *corners[2:][::-1]], "#9c958c")
    sheet.area(corners, "#3f5a35", stroke="#ece4d6", stroke_width=depth * 0.09)
    for row, colour in enumerate(colours):
        for tone, lift, count in (
            (mix(colour, "#203018", 0.45), 0, 60),
            (colour, 2, 70),
            (mix(colour, "#ffffff", 0.4), 4, 26),
        ):
            spots = []
            for _ in range(round(count * (right - left) / 260)):
                part = (row + sheet.between(0.05, 0.95)) / len(colours)
                u = sheet.between(0.02, 0.98)
                px = 800 + (left - 800 + u * (right - left)) * (small + (1 - small) * part)
                spots.append((px, y + depth * part - lift, depth * sheet.between(0.02, 0.05)))
            sheet.path(dots(spots, 0.7), tone)


def _offices(sheet: Sheet, y: float) -> None:
    """A low modern office building: wings of glass between piers, a porch, a stair."""
    x, w, h = 300, 1000, 176
    stone = "#e6dcc8"
    sheet.rect(x, y - h, w, h, sheet.fade("#f2eadb", stone))
    for floor in range(3):
        top = y - h + 16 + floor * 54
        for bay in range(26):
            left = x + 14 + bay * 37.6
            tone = sheet.chance.choice(("#5b7d8f", "#6d93a3", "#4d6c80", "#86aab4"))
            sheet.rect(left, top, 28, 40, sheet.fade(mix(tone, "#ffffff", 0.35), tone))
            sheet.rect(left, top, 28, 5, "#26384a", opacity=0.4)
        sheet.rect(x, top + 41, w, 4, mix(stone, "#8a8494", 0.35))
    for bay in range(27):
        sheet.rect(
            x + 6 + bay * 37.6, y - h + 8, 7, h - 8, sheet.fade("#fbf6ea", "#cfc4b4", x=1, y=0)
        )
    sheet.rect(x - 22, y - h - 14, w + 44, 20, sheet.fade("#fdf8ee", "#c8bdaf"))
    sheet.rect(x - 22, y - h + 6, w + 44, 7, "#5c5a68", opacity=0.35)
    sheet.rect(640, y - h - 48, 320, h + 48, sheet.fade("#faf3e4", "#e2d6c0"))
    sheet.rect(668, y - h - 20, 264, h + 20, sheet.fade("#54788c", "#2f4a60"))
    for i in range(1, 8):
        sheet.rect(668 + i * 33 - 2, y - h - 20, 4, h + 20, "#d9d2c4")
    for i in (1, 2, 3):
        sheet.rect(668, y - h - 20 + i * 48, 264, 3, "#d9d2c4")
    sheet.path(
        pen("M", 668, y - h - 20, "h", 130, "l", -90, 196, "h", -40, "z"), "#ffffff", opacity=0.13
    )
    sheet.rect(612, y - h - 62, 376, 20, sheet.fade("#ffffff", "#cdc2b4"))
    sheet.rect(600, y - 66, 400, 14, sheet.fade("#fbf5ea", "#b9aea4"))
    for px in (616, 712, 874, 970):
        sheet.rect(px, y - 54, 16, 54, sheet.fade("#ffffff", "#b4aaa2", x=1, y=0))
    for i in range(7):
        half = 214 + i * 12
        sheet.rect(800 - half, y + i * 5, 2 * half, 5.5, mix("#f4ecdf", "#a79d98", (i % 2) * 0.5))


def square() -> str:
    """The provincial square in the morning: low offices, flower beds, a row of plain red flags."""
    sheet = Sheet("quang-truong-tinh")
    sky(sheet, "#4f93c4", (0.5, "#9cc6dc"), "#e8efe4", horizon=560)
    sheet.veil(20, 260, "#ffffff", stretch=2.6, dense=-0.2)
    sheet.veil(190, 260, "#fff6e6", stretch=5, dense=0.0)
    far = ridge(sheet, 560, 210, 420, sharp=0.5)
    mountains(sheet, far, 580, "#7fa0b4", "#cfdcd6", shade="#4a6f94", depth=0.3, light="#e6e6d4")
    haze(sheet, 430, 150, "#eef2e6", "aa")
    woods(sheet, flat(588), -20, 1640, 74, ("#3a6048", "#55815a", "#93b074"), gap=0.5)
    sheet.rect(0, 580, WIDTH, 420, sheet.fade("#e9dcc6", "#d8c4a8", "#b59c88"))
    for i in range(-26, 27):
        sheet.stroke(
            pen("M", 800 + i * 34, 600, "L", 800 + i * 150, 1010), "#a58f7e", 1.2, opacity=0.45
        )
    y, gap = 606.0, 5.0
    while y < HEIGHT:
        sheet.stroke(pen("M", 0, y, "H", WIDTH), "#a58f7e", 0.8 + gap / 30, opacity=0.4)
        y, gap = y + gap, gap * 1.22
    _offices(sheet, 590)
    for x, tall in ((250.0, 190), (160, 230), (1352, 190), (1452, 236)):
        tree(sheet, x, 616, tall, GREENS, wide=0.36)
    for i in range(4):
        for side in (-1, 1):
            near = i / 3
            x = 800 + side * (290 + 150 * near)
            palm(sheet, x, 626 + 26 * near, 130 + 60 * near, ("#2f5a40", "#4b7d4c", "#8bab5e"))
    for i in range(9):
        near = i / 8
        flag(sheet, 640 - near**1.2 * 600, 640 + 130 * near**1.5, 190 + 250 * near**1.3, size=0.25)
    tones = ("#d8432e", "#f0b428", "#f4ead8", "#e0607c")
    for left, right in ((905, 1190), (1260, 1560), (410, 695)):
        flower_bed(sheet, left, right, 672, 46, tones[:3])
    for left, right in ((960, 1420), (1530, 2000)):
        flower_bed(sheet, left, right, 786, 100, (tones[3], tones[1], tones[2], tones[0]))
    for x, y, tall, shirt, hat in (
        (700, 668, 46, "#f2f2f2", ""),
        (724, 670, 44, "#a8c4d8", ""),
        (830, 660, 42, "#c85848", ""),
        (560, 742, 76, "#5f86a8", ""),
        (604, 746, 72, "#e9a0a0", "#ead9a8"),
        (760, 712, 58, "#fff", ""),
        (1120, 764, 84, "#dfe8ee", ""),
        (470, 850, 124, "#4c7a5c", "#e9d8a6"),
    ):
        person(sheet, x, y, tall, shirt if len(shirt) > 4 else "#f4f4f0", hat=hat, stride=0.1)
    shade_on_ground(sheet, 180, 950, 460, 60)
    foliage(sheet, 90, 60, 330, 130, ("#244632", "#3c6a40", "#84a552"), 9)
    return sheet.svg()


def health_station() -> str:
    """The health station, white and green, on a cool bright morning."""
    sheet = Sheet("tram-y-te")
    sky(sheet, "#8fc4cc", (0.6, "#cfe8e2"), "#f2f8ee", horizon=560)
    sheet.veil(0, 300, "#ffffff", stretch=2.4, dense=0.0)
    mountains(
        sheet,
        ridge(sheet, 560, 210, 420, sharp=0.4),
        600,
        "#8db8b8",
        "#dcece4",
        shade="#4f8a94",
        depth=0.25,
    )
    woods(sheet, flat(620), -20, 1640, 90, ("#3d7258", "#62966a", "#a4c684"), gap=0.45)
    tree(sheet, 1400, 640, 400, ("#2f6a50", "#4f8e60", "#a0c880"), wide=0.44)
    sheet.rect(0, 616, WIDTH, 384, sheet.fade("#b4cf98", "#86b078", "#5c8c5c"))
    sheet.area(
        [(600, 700), (800, 700), (1180, 1010), (420, 1010)], sheet.fade("#f0ece0", "#d4ccc0")
    )
    for k in range(9):
        yy = 704 + 3 * k + 4 * k**2
        sheet.stroke(
            pen("M", 600 - (yy - 700) * 0.58, yy, "H", 800 + (yy - 700) * 1.22), "#b4aca0", 1.4
        )
    x, y, w, h = 260, 700, 900, 190
    sheet.area(
        [(x + w, y), (x + w, y - h), (x + w + 150, y - h - 30), (x + w + 150, y - 26)],
        sheet.fade("#c4d4d0", "#a4b8b4"),
    )
    sheet.rect(x, y - h, w, h, sheet.fade("#dde9e6", (0.2, "#fafcf8"), "#eef4f0"))
    sheet.rect(x, y - 62, w, 62, sheet.fade("#63b094", "#4a9478"))
    sheet.area(
        [(x + w, y), (x + w, y - 62), (x + w + 150, y - 80), (x + w + 150, y - 26)], "#3c7c68"
    )
    for left in (300, 420, 880, 1010):
        window(sheet, left, y - 150, 84, 72, "#5f98a4", "#3f9478")
    window(sheet, x + w + 50, y - 168, 46, 62, "#4f8490", "#3a8068")
    for left in (570, 780):
        sheet.rect(left, y - 150, 66, 150, "#2f7a64")
        sheet.rect(left + 6, y - 144, 25, 82, "#a4d0d0")
        sheet.rect(left + 35, y - 144, 25, 82, "#b8dcd8")
    sheet.rect(x - 30, y - h - 16, w + 60, 20, sheet.fade("#ffffff", "#c0d0cc"))
    sheet.area(
        [
            (x + w + 30, y - h - 16),
            (x + w + 30, y - h + 4),
            (x + w + 172, y - h - 32),
            (x + w + 172, y - h - 50),
        ],
        "#9cb4b0",
    )
    roof = (
        (x + 70, y - h - 108),
        (x + w + 56, y - h - 108),
        (x + w + 30, y - h - 14),
        (x - 30, y - h - 14),
    )
    tiles(sheet, roof, "#3f8c78", 14)
    sheet.area(
        [(x + w + 56, y - h - 108), (x + w + 172, y - h - 50), (x + w + 30, y - h - 14)], "#2c6458"
    )
    sheet.rect(540, y - h + 24, 330, 18, sheet.fade("#ffffff", "#c8d6d2"))
    for px in (552, 846):
        sheet.rect(px, y - h + 42, 14, h - 42, sheet.fade("#ffffff", "#c0d0cc", x=1, y=0))
    sheet.path(
        pen("M", 540, y - h + 42, "h", 330, "l", -20, 22, "h", -290, "Z"), "#20504c", opacity=0.25
    )
    for k in range(3):
        sheet.rect(560 - k * 12, y + k * 9, 290 + k * 24, 10, mix("#ffffff", "#b0bcb4", k * 0.3))
    for left in (320, 905):
        sheet.rect(left, y - 34, 160, 7, "#7a5c40")
        for px in (left + 10, left + 142):
            sheet.rect(px, y - 28, 7, 28, "#5c4632")
    for cx, cy, tall, shirt, hat in (
        (690, 724, 104, "#ffffff", ""),
        (740, 730, 98, "#b86a84", "#e8d8a8"),
        (650, 732, 60, "#f0b848", ""),
        (1010, 712, 96, "#7088b0", ""),
        (760, 860, 150, "#5a8c9c", ""),
        (700, 866, 138, "#d89a70", "#e8d8a8"),
    ):
        person(sheet, cx, cy, tall, shirt, hat=hat, stride=0.07)
    for row in range(4):
        yy = 740 + row * 62
        for i in range(10):
            for side in (-1, 1):
                px = 700 + side * (230 + row * 70 + i * (52 + 8 * row)) + 40
                if -20 < px < 1620:
                    tones = (
                        "#2f6a48",
                        "#4f9460",
                        ("#9ccc70", "#f4f0d0", "#e88aa0", "#f2c84c")[row],
                    )
                    foliage(sheet, px, yy, 24 + 6 * row, 15 + 4 * row, tones, 3.4 + row)
    sheet.stroke("M-10 930H340M1220 930H1620", "#f4f8f2", 9)
    for px in (*range(10, 340, 30), *range(1230, 1610, 30)):
        sheet.rect(px, 890, 9, 110, sheet.fade("#ffffff", "#c4d4cc"))
    sheet.stroke("M-10 970H340M1220 970H1620", "#e4ece4", 7)
    foliage(sheet, 60, 20, 360, 130, ("#1f5a44", "#3f8458", "#8cc07c"), 9)
    return sheet.svg(0.1)
