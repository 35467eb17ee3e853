"""The dyke in the flood season."""

from tests.pictures.drawing import (
    Sheet,
    dots,
    flat,
    mix,
    pen,
)
from tests.pictures.nature import (
    glints,
    grass,
    haze,
    mountains,
    rain,
    ridge,
    sky,
    water,
)
from tests.pictures.people import person
from tests.pictures.plants import (
    palm,
    tree,
    woods,
)


def _sandbag(sheet: Sheet, x: float, y: float, w: float) -> None:
    tone = sheet.chance.choice(("#b0a07c", "#bcac88", "#9c8e70", "#a89a80", "#94a088"))
    h = w * 0.5
    d = pen(
        "M",
        x,
        y - h * 0.5,
        "Q",
        x + w * 0.04,
        y - h,
        x + w * 0.3,
        y - h * 0.96,
        "H",
        x + w * 0.72,
        "Q",
        x + w,
        y - h * 0.98,
        x + w,
        y - h * 0.45,
        "Q",
        x + w,
        y,
        x + w * 0.7,
        y,
        "H",
        x + w * 0.28,
        "Q",
        x,
        y,
        x,
        y - h * 0.5,
        "Z",
    )
    sheet.path(d, sheet.fade(mix(tone, "#ffffff", 0.15), tone, mix(tone, "#2c3030", 0.5)))
    sheet.stroke(
        pen("M", x + w * 0.9, y - h * 0.8, "l", w * 0.08, -h * 0.22), mix(tone, "#403828", 0.5), 2
    )


def flood() -> str:
    """The dyke in the rain: a high brown river, sandbags, people passing them on."""
    sheet = Sheet("de-song-mua-lu")
    level = 400
    sky(sheet, "#4c5a64", (0.5, "#7c8a8e"), "#b4bcb4", horizon=level)
    sheet.veil(-60, 330, "#2f3c48", stretch=2.2, dense=0.25)
    sheet.veil(80, 300, "#a4b0b0", stretch=3)
    mountains(
        sheet,
        ridge(sheet, level, 150, 430, sharp=0.4),
        level + 8,
        "#7c8c90",
        "#b0b8b0",
        shade="#50646c",
        depth=0.2,
    )
    haze(sheet, 300, 140, "#c0c6be", "cc")
    woods(sheet, flat(level + 6), -20, 900, 34, ("#4c5c58", "#64746a", "#84907c"), gap=0.5)
    water(
        sheet, level, "#c4c4b8", (0.12, "#b0a890"), (0.4, "#988464"), (0.75, "#7c664a"), "#54442f"
    )
    for x, tall in ((30.0, 70), (218, 84), (400, 60), (600, 78), (640, 66)):
        tree(sheet, x, level + 26 + tall * 0.3, tall, ("#46564c", "#5c6c58", "#7c8868"), wide=0.5)
    for x in (90, 260, 470):
        sheet.path(pen("M", x, level + 22, "l", 20, -20, "h", 60, "l", 22, 20, "Z"), "#7a5a4c")
        sheet.rect(x + 10, level + 22, 84, 6, "#5c5044")
    for _ in range(46):
        far = sheet.chance.random() ** 1.5
        x, y, k = sheet.between(-100, 1000 - 500 * far), level + 34 + 540 * far, 0.25 + far
        tone = sheet.chance.choice(("#c4ac80", "#5c4228", "#b49468", "#6c5034"))
        sheet.oval(x, y, 190 * k, 13 * k, tone, opacity=0.4, filter="soft4")
    glints(sheet, level + 20, ("#d0c09c", "#c4ac80"), 220, x=400, spread=1100, opacity=0.35)
    glints(sheet, level + 20, ("#4a3624",), 240, x=400, spread=1200, opacity=0.35)
    swirl = ""
    for _ in range(60):
        y = level + 50 + 420 * sheet.chance.random() ** 1.4
        x, k = sheet.between(-40, 900 - (y - level) * 0.7), (y - level) / 120
        swirl += pen("M", x, y, "q", 14 * k, -3 * k, 30 * k, 0, "t", 26 * k, -1 * k)
    sheet.stroke(swirl, "#e0d2b0", 1.6, opacity=0.16)
    for x, y, k in (
        (120, 560, 0.5),
        (330, 500, 0.3),
        (520, 690, 0.8),
        (160, 800, 1.2),
        (700, 560, 0.4),
    ):
        weeds = [
            (x + sheet.chance.gauss(0, 60) * k, y + sheet.chance.gauss(0, 6) * k, 9 * k)
            for _ in range(46)
        ]
        sheet.path(dots([(a, b + 4 * k, r) for a, b, r in weeds], 0.5), "#3c4a34")
        sheet.path(dots(weeds, 0.6), "#6c8450")
        sheet.path(dots([(a - 2, b - 3 * k, r * 0.5) for a, b, r in weeds], 0.6), "#98a868")
    glints(sheet, level + 6, ("#eceade", "#dcd8c8"), 150, x=330, spread=1000, to=960, opacity=0.6)
    for x, y, r in ((180, 640, -8), (430, 540, 12)):
        sheet.rect(x, y, 130, 10, "#4a3828", transform=f"rotate({r} {x} {y})")
    road = [(1120, level + 14), (1160, level + 14), (1420, 1010), (760, 1010)]
    sheet.area(
        [(1095, level + 16), (1120, level + 14), (760, 1010), (420, 1010)],
        sheet.fade("#7c8458", "#4a5638"),
        filter="gouache",
    )
    sheet.area(
        [(1160, level + 14), (1640, level + 40), (1640, 1010), (1420, 1010)],
        sheet.fade("#74845c", "#4c6044", "#34482f"),
        filter="gouache",
    )
    sheet.area(road, sheet.fade("#a8a498", "#8c8478", "#6c645a"), filter="gouache")
    foam = [
        (1093 - 675 * t + sheet.between(-26, 8) * t, level + 18 + 592 * t, 1 + 9 * t)
        for t in (sheet.chance.random() for _ in range(300))
    ]
    sheet.path(dots(foam, 0.5), "#e8e4d4", opacity=0.7)
    for k in range(26):
        t = (k / 25) ** 1.7
        y = level + 24 + 580 * t
        sheet.oval(
            1140 - 40 * t + sheet.between(-0.3, 0.3) * 600 * t,
            y,
            60 * t + 4,
            5 * t + 0.6,
            "#c8ccca",
            opacity=0.5,
        )
    grass(
        sheet,
        lambda x: level + 50 + max(0, (x - 1190)) * 0.2,
        520,
        ("#33482f", "#55694a", "#7c8c60"),
        500,
        size=24,
        left=1460,
        right=1620,
    )
    for x, tall in ((1330, 170), (1440, 210), (1560, 250)):
        palm(
            sheet, x, level + 40 + tall * 0.12, tall, ("#3c4c3c", "#526450", "#7c8a68"), lean=-0.08
        )
    for k in range(30):
        t = (k / 29) ** 1.8
        x, y, w = 1112 - 345 * t, level + 22 + 540 * t, 5 + 66 * t
        for layer in range(4):
            _sandbag(sheet, x - w * 0.5 + (layer % 2) * w * 0.3, y - layer * w * 0.42, w)
            _sandbag(sheet, x + w * 0.42 + (layer % 2) * w * 0.3, y - layer * w * 0.42, w)
    coats = ("#e0b030", "#3f7a94", "#d8843c", "#5c8c60")
    for i, (x, y, tall, bend) in enumerate(
        (
            (1118, 470, 60, 0.2),
            (1090, 500, 74, -0.3),
            (1080, 548, 96, 0.3),
            (1040, 612, 132, -0.4),
            (1130, 690, 170, -0.15),
            (990, 770, 214, -0.5),
        )
    ):
        person(sheet, x + 30, y, tall, coats[i % 4], bend=bend, trousers="#2c3838", hat="#c8bc94")
        w = tall * 0.3
        _sandbag(sheet, x + 30 + (tall * 0.1 if bend > 0 else -tall * 0.5), y - tall * 0.4, w)
    rain(sheet, 420, "#e4eaea")
    haze(sheet, 700, 400, "#8c9490", "33")
    return sheet.svg(0.1)
