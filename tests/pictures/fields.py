"""Scenes of the plain: ripe rice and planting."""

from itertools import pairwise

from tests.pictures.drawing import (
    HEIGHT,
    WIDTH,
    Sheet,
    dots,
    flat,
    mix,
    noise,
    pen,
    smooth,
    steps,
)
from tests.pictures.nature import (
    glints,
    grass,
    haze,
    mirror,
    mountains,
    ridge,
    sky,
    water,
)
from tests.pictures.people import person
from tests.pictures.plants import (
    palm,
    woods,
)


def _ears(sheet: Sheet, count: int, top: float, colours: tuple[str, ...], size: float) -> None:
    """Rice near the viewer: stalks whose ears bow under their grains."""
    for number, tone in enumerate(colours):
        stalks, grains = "", []
        for _ in range(count):
            x, y = sheet.between(-20, WIDTH + 20), top + sheet.between(0, size)
            side = sheet.chance.choice((-1, 1, 1))
            tall = size * sheet.between(0.9, 1.5)
            stalks += pen(
                "M",
                x,
                y + size * 1.6,
                "Q",
                x + side * 4,
                y - tall * 0.3,
                x + side * tall * 0.3,
                y - tall * 0.42,
                "q",
                side * tall * 0.22,
                -4,
                side * tall * 0.4,
                tall * 0.36,
            )
            for i in range(15):
                t = i / 14
                gx = x + side * tall * (0.3 + 0.4 * t) + sheet.between(-2, 2)
                gy = y - tall * 0.42 + tall * 0.36 * t**2 + sheet.between(-3, 4)
                grains.append((gx, gy, size * 0.05))
        sheet.stroke(stalks, mix(tone, "#5a6a2c", 0.45), 2, opacity=0.9)
        sheet.path(dots(grains, 0.75), mix(tone, "#fff0b0", 0.12 * number))


def ripe_rice() -> str:
    """A plain of ripe rice under high clouds, farmers at work far off."""
    sheet = Sheet("canh-dong-lua-chin")
    level = 470
    sky(sheet, "#3f86bd", (0.45, "#8fc0d8"), (0.8, "#dcebe4"), "#fbf3d4", horizon=level)
    sheet.veil(0, 330, "#ffffff", stretch=1.7, dense=-0.15)
    sheet.veil(120, 330, "#fffdf4", stretch=2.6, dense=-0.02)
    mountains(
        sheet,
        ridge(sheet, level, 90, 420, sharp=0.5),
        level + 8,
        "#86a9bd",
        "#d8e2d4",
        shade="#4a7494",
    )
    haze(sheet, level - 70, 110, "#fbf4d8", "99")
    woods(sheet, flat(level + 4), -20, 620, 34, ("#456a4c", "#5d8252", "#94a864"), gap=0.5)
    woods(sheet, flat(level + 4), 1020, 1640, 42, ("#456a4c", "#5d8252", "#94a864"), gap=0.5)
    for x in (90, 130, 300, 1130, 1240, 1290, 1480):
        palm(sheet, x, level + 4, sheet.between(70, 105), ("#456a4c", "#557a50", "#8aa05c"))
    for x in (190, 400, 1180, 1380):
        sheet.rect(x, level - 16, 50, 20, "#ead9b8")
        sheet.path(pen("M", x - 8, level - 15, "l", 12, -17, "h", 42, "l", 12, 17, "z"), "#a8543a")
    sheet.rect(0, level, WIDTH, HEIGHT - level, sheet.fade("#e9d27c", "#e2b545", "#c48a2a"))
    tones = ("#e9c75a", "#dfb244", "#cfae48", "#b9b352", "#e6bd4c", "#d2a23a")
    cuts = [-2600, -1500, -820, -330, 60, 330, 640, 1010, 1560, 2300, 3300]
    rows = [level, 482, 498, 522, 560, 620, 720, 880, 1040]
    for far, low in pairwise(rows):
        u, v = (far - level + 14) / 330, (low - level + 14) / 330
        for a, b in pairwise(cuts):
            tone = sheet.chance.choice(tones)
            quad = [
                (780 + (a - 400) * u, far),
                (780 + (b - 400) * u, far),
                (780 + (b - 400) * v, low),
                (780 + (a - 400) * v, low),
            ]
            sheet.area(quad, sheet.fade(mix(tone, "#f4e6a4", 0.3), tone))
    for far, low in pairwise(rows):
        near = (low - level) / 500
        for tone in ("#a8842c", "#f4dc80", "#c9a03c"):
            grass(sheet, flat(far), low - far, (tone,), 420, size=4 + 40 * near)
        sheet.stroke(pen("M", 0, low, "H", WIDTH), "#7f9a44", 1 + 7 * near, opacity=0.8)
    for cut in cuts[1:-1]:
        path = [(780 + (cut - 400) * 14 / 330, level), (780 + (cut - 400) * 600 / 330, level + 586)]
        (ax, ay), (bx, by) = path
        wide = 9 + abs(cut - 330) / 300
        sheet.area([(ax - 0.5, ay), (ax + 0.5, ay), (bx + wide, by), (bx - wide, by)], "#7f9a48")
    for x, y, tall, bend, pole in (
        (560, 560, 52, 0.7, False),
        (610, 556, 50, 0.0, False),
        (668, 563, 52, -0.8, False),
        (930, 600, 66, 0.0, True),
        (1180, 534, 36, 0.7, False),
        (1216, 532, 36, 0.5, False),
    ):
        shirt = sheet.chance.choice(("#3d5a86", "#a4485a", "#5d4a7a", "#e4e0d0"))
        person(sheet, x, y, tall, shirt, bend=bend, pole=pole)
    _ears(sheet, 120, 840, ("#a87a24", "#c8962e", "#e0b040", "#efc95c"), 120)
    return sheet.svg(0.1)


def planting() -> str:
    """Women planting rice in flooded paddies that hold the evening sky."""
    sheet = Sheet("mua-cay")
    level = 452
    with sheet.group(id="far"):
        sky(sheet, "#6a9cc0", (0.4, "#a9c4d4"), (0.75, "#f2d5c4"), "#fbe3c0", horizon=level)
        sheet.veil(10, 300, "#fff4ec", stretch=2.4, dense=-0.02)
        sheet.veil(160, 280, "#f8c8b4", stretch=4, dense=-0.05)
        mountains(
            sheet,
            ridge(sheet, level, 210, 430, sharp=0.55),
            level,
            "#7c92b0",
            "#e3cfc8",
            shade="#4c6690",
            depth=0.35,
        )
        haze(sheet, 330, 140, "#f8e2d0", "bb")
        mountains(sheet, ridge(sheet, level, 90, 330), level, "#4f7480", "#a8b4a8", shade="#2c5468")
        woods(sheet, flat(level), -20, 1640, 20, ("#3c6058", "#52786a", "#86a080"), gap=0.7)
    water(sheet, level, "#f4dcc4", (0.3, "#e8cfc8"), (0.65, "#a9c0d0"), "#6f98b8")
    mirror(sheet, "far", level, 0.75, 1.15)
    glints(sheet, level, ("#fff6ea",), 90, spread=1700, opacity=0.4)
    for y, lean in ((476, 0.0), (520, 6.0), (600, -14.0), (740, 20.0)):
        near = (y - level) / 300
        edge = noise(sheet.chance, 400, 2)
        points = [
            (x, y + lean * (x - 800) / 800 + 5 * near * edge(x)) for x in steps(-20, 1620, 40)
        ]
        sheet.stroke(smooth(points), "#4c5a44", 3 + 16 * near)
        sheet.stroke(
            smooth(points), "#86a052", 1.5 + 9 * near, transform=f"translate(0 {-2 - 5 * near:.1f})"
        )

        def dyke(x: float, y: float = y, lean: float = lean) -> float:
            return y + lean * (x - 800) / 800

        grass(
            sheet,
            dyke,
            4,
            ("#5d8a44", "#9ab85c"),
            500,
            size=5 + 20 * near,
        )
    for near, tone in ((0, "#4f8a4a"), (1, "#78ac50"), (2, "#a9cc68")):
        d, dark = "", ""
        for row in range(40):
            y = 530 + 480 * (row / 39) ** 1.6
            scale = (y - level) / 300
            if y > 610 and row % 3 == 3:
                continue
            for i in range(-32, 33):
                x = 800 + i * 46 * scale + sheet.between(-4, 4)
                planted = x < 560 - 60 * scale or (y < 600 and x < 1000)
                if not planted or not -20 < x < 1620:
                    continue
                for _ in range(2):
                    lean = sheet.between(-7, 7) * scale
                    d += pen(
                        "M", x + near, y, "q", lean * 0.2, -14 * scale, lean * 1.4, -28 * scale
                    )
                if near == 0:
                    dark += pen("M", x, y + 2, "q", 1, 7 * scale, sheet.between(-4, 4), 15 * scale)
        sheet.stroke(d, tone, 2.0)
        sheet.stroke(dark, "#4f7a78", 1.8, opacity=0.4)
    people = (
        (610, 690, 120, 0.75, "#8a3a58"),
        (800, 722, 128, -0.8, "#35558e"),
        (985, 700, 122, 0.85, "#c8664a"),
        (1190, 742, 134, -0.7, "#4f4580"),
        (1400, 640, 96, 0.0, "#e6dccc"),
    )
    for x, y, tall, bend, shirt in people:
        turned = f"translate(0 {2 * y}) scale(1 -1)"
        with sheet.group(transform=turned, opacity=0.4, filter="soft1"):
            person(sheet, x, y, tall, mix(shirt, "#8098b0", 0.3), bend=bend, pole=not bend)
    for x, y, tall, bend, shirt in people:
        sheet.oval(x, y, tall * 0.36, tall * 0.05, "#fff4e8", opacity=0.6)
        person(sheet, x, y, tall, shirt, bend=bend, pole=not bend)
        if bend:
            hand = x + tall * 0.55 * (1 if bend > 0 else -1)
            grass(
                sheet,
                flat(y - 4),
                5,
                ("#5f9a44", "#a4cc60"),
                14,
                size=26,
                left=hand - 9,
                right=hand + 9,
            )
    for x, y in ((1290, 860), (1345, 872), (720, 876), (905, 900)):
        grass(
            sheet,
            flat(y),
            8,
            ("#3f7a3c", "#6aa646", "#aad066"),
            30,
            size=52,
            left=x - 18,
            right=x + 18,
        )
        sheet.oval(x, y + 12, 26, 6, "#3c5a4c", opacity=0.5)
    return sheet.svg(0.1)
