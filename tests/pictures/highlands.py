"""Scenes on the heights: the wind farm and the rangers' station."""

import math

from tests.pictures.buildings import flag, house
from tests.pictures.drawing import (
    WIDTH,
    Sheet,
    mix,
    pen,
    smooth,
    steps,
)
from tests.pictures.nature import (
    grass,
    mountains,
    ridge,
    sky,
    slope,
    sun,
)
from tests.pictures.people import person
from tests.pictures.plants import (
    conifer,
    woods,
)


def _turbine(sheet: Sheet, x: float, y: float, h: float, turn: float, mist: float) -> None:
    """A wind turbine standing at (x, y); `turn` is its rotor's angle in turns."""
    light, dark = mix("#ffffff", "#f4d8c8", mist), mix("#8c94b0", "#e8c4bc", mist)
    w = h * 0.017
    sheet.area(
        [(x - w, y), (x - w * 0.45, y - h), (x + w * 0.45, y - h), (x + w, y)],
        sheet.fade(light, (0.55, light), dark, x=1, y=0),
    )
    for blade in range(3):
        angle = (turn + blade / 3) * math.tau
        dx, dy = math.cos(angle), math.sin(angle)
        r, b = h * 0.56, h * 0.026
        points = [
            (x + dx * r * 0.03, y - h + dy * r * 0.03),
            (x + dx * r * 0.2 - dy * b, y - h + dy * r * 0.2 + dx * b),
            (x + dx * r, y - h + dy * r),
            (x + dx * r * 0.2 + dy * b * 0.2, y - h + dy * r * 0.2 - dx * b * 0.2),
        ]
        sheet.area(points, sheet.fade(light, dark))
    sheet.oval(x, y - h, h * 0.02, h * 0.02, light)
    sheet.oval(x + h * 0.004, y - h + h * 0.004, h * 0.01, h * 0.01, dark)


def wind_farm() -> str:
    """Wind turbines on grassy hills above a sea of cloud, at sunrise."""
    sheet = Sheet("dien-gio")
    sky(sheet, "#4f7fb4", (0.4, "#94a8cc"), (0.75, "#f0bca8"), "#ffdfae", horizon=560)
    sheet.veil(20, 300, "#ffd8c8", stretch=4)
    sun(sheet, 300, 470, 34, "#fffbe8", "#ffe8b0")
    mountains(
        sheet, ridge(sheet, 560, 170, 420, sharp=0.6), 600, "#8c94bc", "#f4cdb4", shade="#5c6494"
    )
    sheet.veil(440, 200, "#fff0e0", stretch=5, dense=0.3)
    far = ridge(sheet, 600, 90, 380)
    slope(sheet, far, "#9c9cac", "#d8b8a8", filter="soft1")
    for i, x in enumerate((90, 250, 540, 690, 860, 1180, 1340, 1500)):
        _turbine(sheet, x, far(x) + 4, 110 + 14 * (i % 3), 0.13 * i, 0.55)
    sheet.veil(520, 200, "#fff2e4", stretch=5, dense=0.3)
    mid = ridge(sheet, 730, 130, 480)
    slope(sheet, mid, "#6c8a6c", "#8ca078", "#b4b494")
    woods(sheet, lambda x: mid(x) + 26, -20, 1640, 26, ("#4c6c5c", "#64846a", "#b4b484"), gap=2.4)
    for i, x in enumerate((180, 480, 760, 1400)):
        _turbine(sheet, x, mid(x) + 6, 260 + 26 * (i % 2), 0.07 + 0.21 * i, 0.18)
    sheet.veil(640, 220, "#fff0e0", stretch=5, dense=0.12)
    near = ridge(sheet, 900, 130, 620)
    slope(sheet, near, "#7c9c4c", "#4c7c48", "#2c5440")
    road = [(x, near(x) + 20 + 90 * ((x - 300) / 1300) ** 2) for x in steps(620, 1640, 40)]
    sheet.stroke(smooth(road), "#d8c094", 15)
    sheet.stroke(smooth(road), "#ecdab4", 9)
    grass(sheet, near, 190, ("#3c6840", "#6c9448", "#c4c06c"), 900, size=22)
    _turbine(sheet, 1130, near(1130) + 14, 640, 0.21, 0.0)
    for x, y, tall in ((560, 830, 52), (590, 832, 50)):
        person(sheet, x, near(x) + y - 818, tall, "#e8a03c", hat="#f4f0e0")
    return sheet.svg()


def rangers() -> str:
    """The rangers' station on a ridge at dawn, a lamp in its window, ranges of mist beyond."""
    sheet = Sheet("tram-kiem-lam")
    sky(
        sheet,
        "#142848",
        (0.35, "#2f5078"),
        (0.65, "#9c7c8c"),
        (0.85, "#f08a64"),
        "#ffc488",
        horizon=600,
    )
    stars = "".join(
        f"M{sheet.between(0, WIDTH):.0f} {sheet.between(0, 260):.0f}h1.6v1.6h-1.6Z"
        for _ in range(90)
    )
    sheet.path(stars, "#f0f4ff", opacity=0.7)
    sheet.veil(160, 260, "#f07c64", stretch=7)
    sheet.veil(300, 220, "#ffb480", stretch=9, dense=0.05)
    tones = (
        ("#7c6c88", "#e89c7c"),
        ("#5c5c80", "#c08484"),
        ("#405074", "#8c7488"),
        ("#2c3f64", "#64688c"),
    )
    for i, (tone, mist) in enumerate(tones):
        base = 560 + 75 * i
        mountains(
            sheet,
            ridge(sheet, base, 150 + 25 * i, 460 - 50 * i, sharp=0.55),
            base + 60,
            tone,
            mist,
            shade="#1c2c54",
            depth=0.2,
        )
        sheet.veil(base - 70, 150, mix("#ffd0a8", "#8c98b8", i / 4), stretch=6, dense=0.12)

    sheet.rect(0, 780, WIDTH, 220, sheet.fade("#8c98b8", "#4c5c84", "#26365c"))

    def crest(x: float) -> float:
        return 700 + 0.0004 * (x - 1050) ** 2 + 10 * math.sin(x / 70)

    for x in (*range(20, 800, 62), *range(1330, 1600, 55)):
        conifer(
            sheet,
            x + sheet.between(-18, 18),
            crest(x) + 14,
            sheet.between(90, 210),
            ("#12223c", "#1f3350"),
        )
    slope(sheet, crest, "#2c3c50", "#1a2a40", "#0c1628")
    woods(sheet, lambda x: crest(x) + 14, -20, 800, 26, ("#142438", "#1f3348", "#3c4c5c"), gap=1)
    x, y = 960, 714
    for px in range(0, 260, 50):
        sheet.rect(x + px, y - 12, 10, 44, "#1c1c28")
    sheet.oval(x + 90, y - 60, 240, 150, sheet.glow("#ffc87066", "#ffc87000"))
    house(
        sheet,
        x,
        y,
        230,
        100,
        wall="#8c6c58",
        roof="#3c3040",
        glass="#ffd888",
        door="#4c3428",
        bays=3,
    )
    for px in (24, 178):
        sheet.rect(x + px, y - 70, 30, 38, sheet.glow("#fff6d0", "#ffb850"))
        sheet.stroke(
            pen("M", x + px + 15, y - 70, "v", 38, "M", x + px, y - 54, "h", 30), "#4c3428", 2.4
        )
    sheet.rect(x - 26, y, 330, 8, "#4c3c3c")
    for px in range(-24, 304, 20):
        sheet.rect(x + px, y - 26 if px < 60 or px > 150 else y, 3, 26, "#4c3c3c")
    sheet.rect(x - 26, y - 28, 86, 4, "#5c4844")
    sheet.rect(x + 150, y - 28, 156, 4, "#5c4844")
    tower = 1370
    foot = crest(tower) + 20
    for side in (-1, 1):
        sheet.stroke(
            pen("M", tower + side * 46, foot, "L", tower + side * 26, foot - 330), "#1c2030", 7
        )
    for k in range(6):
        a, b = foot - 55 * k, foot - 55 * (k + 1)
        wa, wb = 46 - 3.4 * k, 46 - 3.4 * (k + 1)
        sheet.stroke(
            pen(
                "M",
                tower - wa,
                a,
                "L",
                tower + wb,
                b,
                "M",
                tower + wa,
                a,
                "L",
                tower - wb,
                b,
                "M",
                tower - wb,
                b,
                "H",
                tower + wb,
            ),
            "#1c2030",
            3.4,
        )
    sheet.rect(tower - 48, foot - 340, 96, 12, "#241f2c")
    sheet.rect(tower - 36, foot - 400, 72, 60, "#33293a")
    sheet.rect(tower - 28, foot - 386, 56, 26, sheet.glow("#ffe0a0", "#d88a50"))
    sheet.path(
        pen("M", tower - 62, foot - 396, "L", tower, foot - 440, "L", tower + 62, foot - 396, "Z"),
        "#1c1826",
    )
    person(sheet, 900, crest(900) + 16, 74, "#4c5c4c", hat="", trousers="#1c2430")
    person(sheet, 850, crest(850) + 18, 72, "#4c5c4c", hat="", trousers="#1c2430")
    flag(sheet, 1240, crest(1240) + 10, 190, size=0.27)
    path = [(930, 730), (900, 790), (960, 850), (850, 930), (880, 1020)]
    for k, (px, py) in enumerate(path[:-1]):
        qx, qy = path[k + 1]
        a, b = 8 + 14 * k, 8 + 14 * (k + 1)
        sheet.area(
            [(px - a, py), (px + a, py), (qx + b, qy), (qx - b, qy)],
            mix("#7c6c6c", "#2c3444", k / 4),
            filter="soft1",
        )
    grass(sheet, lambda x: crest(x) + 30, 230, ("#101e34", "#1c2f48", "#4c5464"), 900, size=30)
    for px, tall in ((60, 620), (230, 470), (1560, 560)):
        conifer(sheet, px, 1020, tall, ("#081222", "#12213a"))
    return sheet.svg()
