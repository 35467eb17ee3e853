"""Scenes of worked hills: rice terraces and tea."""

import math

from tests.pictures.buildings import tiles
from tests.pictures.drawing import (
    HEIGHT,
    WIDTH,
    Curve,
    Sheet,
    dots,
    mix,
    noise,
    smooth,
    steps,
)
from tests.pictures.nature import (
    grass,
    haze,
    mountains,
    ridge,
    sky,
    slope,
    sun,
)
from tests.pictures.people import person
from tests.pictures.plants import (
    tree,
    woods,
)


def _terrace(sheet: Sheet, line: Curve, bank: float, fill: str, soil: str, edge: str) -> None:
    """One step of a hillside: its bank, its bright rim and the field behind the rim."""
    points = [(x, line(x)) for x in steps(-20, WIDTH + 20, 8)]
    d = smooth(points)
    whole = d + f"L{WIDTH + 20} {HEIGHT}L-20 {HEIGHT}Z"
    sheet.path(whole, soil, transform=f"translate(0 {-bank:.1f})")
    sheet.path(whole, fill)
    sheet.stroke(d, edge, max(1, bank * 0.16), opacity=0.75)


def rice_terraces() -> str:
    """Terraced rice below the mountain, gold and green, in the afternoon."""
    sheet = Sheet("ruong-bac-thang")
    sky(sheet, "#7fb0c4", (0.5, "#c9dccb"), "#f8e8bc", horizon=420)
    sheet.veil(0, 240, "#fffaf0", stretch=3, dense=-0.1)
    far = ridge(sheet, 440, 300, 520, sharp=0.6)
    mountains(sheet, far, 460, "#7f9fb0", "#d8dcbc", shade="#42688c", depth=0.35, light="#f4e6b8")
    sheet.veil(250, 190, "#fff4d8", stretch=5, dense=0.1)
    mid = ridge(sheet, 470, 190, 430, sharp=0.25)
    mountains(sheet, mid, 520, "#54806e", "#b8c48c", shade="#2b5a5c", depth=0.35, light="#e8dc98")
    woods(sheet, lambda x: mid(x) + 8, -20, 1640, 15, ("#3f6e5c", "#54826a", "#86a67a"), gap=0.9)
    haze(sheet, 330, 150, "#f6ecc4", "99")
    for spur, (middle, half, y, height) in enumerate(
        (
            (1270, 420, 520, 150),
            (250, 520, 560, 190),
            (980, 560, 690, 230),
            (180, 760, 880, 240),
            (1340, 620, 960, 190),
        )
    ):
        near = spur / 4
        wobble = noise(sheet.chance, 240, 3)

        def top(
            x: float,
            m: float = middle,
            s: float = half,
            b: float = y,
            h: float = height,
            w: Curve = wobble,
        ) -> float:
            return b - h * math.exp(-(((x - m) / s) ** 2) * 1.5) + 10 * w(x)

        _terraced_spur(sheet, top, middle, near)
        if spur in (1, 2):
            x = middle - 130 + 260 * spur / 2
            _stilt_house(sheet, x, top(x) + 34 + 20 * spur, 96 + 26 * spur)
            for shift in (-1.1, -0.85, 0.85, 1.15):
                tx = x + shift * (100 + 20 * spur)
                tree(
                    sheet,
                    tx,
                    top(tx) + 32 + 16 * spur,
                    90 + 24 * spur,
                    ("#2f5236", "#4d7a44", "#9aac58"),
                )
    for x, py, tall, bend in ((640, 838, 74, 0.6), (704, 846, 76, 0.0), (772, 840, 72, -0.7)):
        shirt = sheet.chance.choice(("#3d4f86", "#8a3448", "#37486c"))
        person(sheet, x, py, tall, shirt, bend=bend, pole=not bend)
    sheet.oval(1450, -60, 900, 560, sheet.glow("#ffedb488", "#ffedb400"))
    return sheet.svg()


def _terraced_spur(sheet: Sheet, top: Curve, middle: float, near: float) -> None:
    """A round hill in steps: fields of changing width that curve around it."""
    golds = ("#dcae3c", "#e8c352", "#c9a540", "#a9ac44", "#7fa044", "#ecd070", "#5f9244")
    drop, number = 0.0, 0
    while drop < 330 + 260 * near:
        spread, shift = sheet.between(0.1, 0.4), sheet.between(-60, 60)
        ripple = noise(sheet.chance, 130 + 150 * near, 2)

        def line(
            x: float,
            d: float = drop,
            s: float = spread,
            m: float = middle + shift,
            w: Curve = ripple,
        ) -> float:
            return top(x) + d * (1 + s * ((x - m) / 700) ** 2) + w(x) * min(d, 60) * 0.13

        tone = golds[sheet.chance.randrange(len(golds))]
        tone = mix(tone, "#e2d8a0", 0.4 * (1 - near))
        bank = (2.5 + 8 * near) * sheet.between(0.7, 1.4)
        fill = sheet.fade(mix(tone, "#fff0b0", 0.2), (0.3, tone), mix(tone, "#4c6a30", 0.4))
        soil = mix("#54703a", mix("#a8b078", "#40603c", near), 0.6)
        _terrace(sheet, line, bank, fill, soil, mix("#fff4c0", tone, 0.35))
        if near > 0.4:
            blades = (mix(tone, "#3c5a28", 0.35), mix(tone, "#fff2b8", 0.35))
            grass(sheet, line, 10 + 14 * near, blades, round(150 + 130 * near), size=4 + 10 * near)
        drop += (9 + 24 * near + drop * 0.05) * sheet.between(0.7, 1.6)
        number += 1


def _stilt_house(sheet: Sheet, x: float, y: float, w: float) -> None:
    """A house on stilts with a steep thatched roof; (x, y) is the middle of its foot."""
    h = w * 0.36
    for i in range(6):
        sheet.rect(x - w / 2 + i * w / 5 - 1.5, y - h, 3, h, "#4a3526")
    sheet.rect(x - w * 0.54, y - h * 1.05, w * 1.08, h * 0.12, "#5d4430")
    sheet.rect(x - w / 2, y - h * 1.9, w, h * 0.88, sheet.fade("#6b4c34", "#96704a"))
    for i in range(14):
        sheet.rect(x - w / 2 + i * w / 14, y - h * 1.9, 1, h * 0.88, "#4a3526", opacity=0.6)
    sheet.rect(x - w * 0.08, y - h * 1.7, w * 0.16, h * 0.68, "#2c1f1a")
    roof = (
        (x - w * 0.34, y - h * 3.1),
        (x + w * 0.34, y - h * 3.1),
        (x + w * 0.64, y - h * 1.72),
        (x - w * 0.64, y - h * 1.72),
    )
    tiles(sheet, roof, "#8a6a4c", max(4, w * 0.045))


def tea_hills() -> str:
    """Tea in rows over round hills, pickers among them, in early light."""
    sheet = Sheet("doi-che")
    sky(sheet, "#8cc3c4", (0.6, "#dcebd0"), "#fdf3cc", horizon=400)
    sun(sheet, 330, 250, 34, "#fffdf0", "#fff2bc")
    far = ridge(sheet, 400, 150, 480, sharp=0.4)
    mountains(sheet, far, 430, "#8fb8b4", "#e0ead0", shade="#5a8f98", depth=0.25)
    sheet.veil(240, 190, "#fffbe8", stretch=6, dense=0.2)
    hills = (
        (430, 1180, 330, 90, 0.0),
        (470, 240, 420, 120, 0.3),
        (560, 1060, 560, 170, 0.6),
        (690, 330, 640, 190, 0.82),
        (850, 1220, 820, 210, 1.0),
    )
    for base, middle, half, height, near in hills:
        wobble = noise(sheet.chance, 300, 3)

        def top(
            x: float,
            b: float = base,
            m: float = middle,
            s: float = half,
            h: float = height,
            w: Curve = wobble,
        ) -> float:
            return b - h * math.exp(-(((x - m) / s) ** 2) * 1.6) + 8 * w(x)

        light = mix("#a9c45e", "#d5dfa0", 0.55 * (1 - near))
        dark = mix("#2f6238", "#8fb68c", 0.6 * (1 - near))
        slope(sheet, top, light, mix(light, dark, 0.5), dark)
        for x in (middle - 150, middle - 90, middle + 200):
            tones = (dark, mix(dark, light, 0.4), light)
            tree(sheet, x, top(x) + 8, 46 + 90 * near, tones, wide=0.36)
        _tea_rows(sheet, top, near, middle, dark, light)
    return sheet.svg()


def _tea_rows(sheet: Sheet, top: Curve, near: float, middle: float, dark: str, light: str) -> None:
    """Hedges along the contours of a hill, round and lit from the left."""
    gap, y, row = 8 + 15 * near, 10.0, 0
    while y < 420 + 200 * near:
        bend = 1 + y / 420
        points = [
            (x, top(x) + y * (1 + 0.25 * ((x - middle) / 800) ** 2) + sheet.between(-0.8, 0.8))
            for x in steps(-20, WIDTH + 20, 14)
        ]
        thick = gap * 0.72 * bend
        if near > 0.75 and row in (3, 6):
            for i in range(3 if row == 3 else 1):
                x = middle + (i - 1) * 170 + row * 22 + sheet.between(-40, 40)
                shirt = sheet.chance.choice(("#3c5a9a", "#b8485c", "#7a4a8a", "#d8d4c4"))
                bend = sheet.chance.choice((0.3, -0.3, 0.15, -0.5))
                person(sheet, x, top(x) + y + 6, 64 + 50 * near, shirt, bend=bend)
        d = smooth(points)
        sheet.stroke(
            d, mix(dark, "#12301f", 0.45), thick, transform=f"translate(0 {thick * 0.3:.1f})"
        )
        sheet.stroke(d, mix(dark, light, 0.35), thick * 0.8)
        spots, bright = [], []
        for x, py in points:
            for _ in range(2):
                px, r = x + sheet.between(-7, 7), thick * sheet.between(0.12, 0.24)
                spots.append((px, py - thick * sheet.between(0.05, 0.4), r))
                if sheet.chance.random() < 0.3:
                    bright.append((px - 2, py - thick * sheet.between(0.3, 0.5), r * 0.7))
        sheet.path(dots(spots, 0.7), mix(dark, light, 0.7))
        sheet.path(dots(bright, 0.6), mix(light, "#f4f2b0", 0.45))
        y, row = y + gap * bend * 1.12, row + 1
