"""The forest at a stream's source."""

import math

from tests.pictures.drawing import (
    HEIGHT,
    WIDTH,
    Curve,
    Sheet,
    dots,
    mix,
    noise,
    pen,
    smooth,
    steps,
)
from tests.pictures.nature import (
    grass,
    slope,
)
from tests.pictures.plants import (
    banana,
    foliage,
    woods,
)


def forest() -> str:
    """Old forest at a stream's source: trunks fading into mist, light between them."""
    sheet = Sheet("rung-dau-nguon")
    sheet.rect(0, 0, WIDTH, HEIGHT, sheet.fade("#c9dcc0", "#e4edd2", "#b4cdb4"))
    sheet.oval(860, 280, 560, 420, sheet.glow("#fffde8", (0.4, "#f8f8d8aa"), "#f0f4d800"))
    layers = (
        (34, 590.0, "#b4ccb4"),
        (24, 625.0, "#93b49c"),
        (17, 665.0, "#6b957e"),
        (11, 715.0, "#446e5a"),
    )
    for depth, (count, y, tone) in enumerate(layers):
        ground = noise(sheet.chance, 300)
        for i in range(count):
            x = (i + sheet.between(-0.4, 0.4)) * WIDTH / count + 20
            if depth > 1 and abs(x - 830) < 90 + depth * 45:
                continue
            w = (9, 14, 22, 36)[depth] * sheet.between(0.6, 1.3)
            lean = sheet.between(-18, 18)
            sheet.path(
                pen(
                    "M",
                    x - w,
                    y + 14,
                    "Q",
                    x - w * 0.45,
                    y - 60,
                    x - w * 0.4 + lean,
                    -10,
                    "h",
                    w * 0.8,
                    "Q",
                    x + w * 0.5,
                    y - 60,
                    x + w * 1.1,
                    y + 14,
                    "Z",
                ),
                sheet.fade(mix(tone, "#f4f6dc", 0.25), mix(tone, "#203830", 0.12), x=1, y=0),
            )
        for _ in range((16, 13, 10, 8)[depth]):
            x = sheet.between(-40, WIDTH + 40)
            if abs(x - 850) < 80 + 60 * depth:
                continue
            size = (60, 85, 120, 165)[depth]
            tones = (mix(tone, "#2c5040", 0.15), tone, mix(tone, "#eef4c8", 0.3))
            foliage(
                sheet,
                x,
                sheet.between(-20, 190 - 25 * depth),
                size * 1.5,
                size * 0.7,
                tones,
                5 + 2 * depth,
            )

        def floor(x: float, y: float = y, g: Curve = ground, k: int = depth) -> float:
            return y + 12 * g(x) - 0.00006 * (x - 830) ** 2 * (k + 1)

        slope(
            sheet,
            floor,
            mix(tone, "#e8f0c8", 0.25),
            tone,
        )
        woods(
            sheet,
            floor,
            -20,
            1640,
            18 + 13 * depth,
            (mix(tone, "#1c4030", 0.25), tone, mix(tone, "#e4eeb4", 0.35)),
            sink=14,
        )
        sheet.veil(y - 190, 260, "#eef4e2", stretch=3.5, dense=0.12 - 0.05 * depth)
    for x, w in ((560.0, 90), (760, 130), (980, 80), (1160, 120)):
        beam = [(x + 120, -20), (x + 120 + w * 0.5, -20), (x - 160 + w, 760), (x - 260, 760)]
        sheet.area(beam, sheet.fade("#fffde066", "#fffde000"), filter="soft12")
    ground = noise(sheet.chance, 260)
    slope(
        sheet,
        lambda x: 760 + 14 * ground(x) - 0.00012 * (x - 850) ** 2,
        "#5f8a54",
        "#2c5038",
        "#16302a",
    )
    tones = ("#1c3c2c", "#3c6c44", "#7aa05c")
    grass(sheet, lambda x: 765 - 0.00012 * (x - 850) ** 2, 250, tones, 900, size=30)
    left, right, mids = [], [], []
    for t in steps(0, 1, 0.05):
        y = 705 + 310 * t
        x = 850 + 70 * math.sin(t * 5.2 + 0.5) * (0.3 + t) - 130 * t
        half = 10 + 300 * t**1.6
        left.append((x - half, y + sheet.between(-5, 5)))
        right.append((x + half, y + sheet.between(-5, 5)))
        mids.append((x, y, half))
    sheet.path(
        smooth(left) + "L" + smooth(right[::-1])[1:] + "Z",
        sheet.fade("#eef6ea", (0.3, "#a9ccc4"), (0.7, "#4f8a8c"), "#24545c"),
        filter="gouache",
    )
    for x, y, half in mids[1:]:
        d = ""
        for _ in range(16):
            px = x + sheet.between(-0.9, 0.9) * half
            length = sheet.between(0.05, 0.28) * half
            d += pen("M", px - length, y + sheet.between(0, 14), "q", length, -3, 2 * length, 0)
        sheet.stroke(d, "#f4fbf4", 1 + half * 0.01, opacity=0.7)
    for number in range(34):
        x, y, half = mids[2 + number % (len(mids) - 2)]
        side = sheet.chance.choice((-1, 1, -1, 1, 0.3))
        px, r = x + side * half * sheet.between(0.85, 1.2), 6 + half * 0.2 * sheet.between(0.5, 1)
        d = pen(
            "M",
            px - r,
            y + r * 0.4,
            "Q",
            px - r * 0.9,
            y - r * 0.5,
            px - r * 0.1,
            y - r * 0.62,
            "Q",
            px + r * 0.9,
            y - r * 0.5,
            px + r,
            y + r * 0.4,
            "Q",
            px,
            y + r * 0.62,
            px - r,
            y + r * 0.4,
            "Z",
        )
        sheet.path(d, sheet.fade("#a9b49c", (0.35, "#66766a"), "#26382f"))
        sheet.path(
            dots(
                [(px + sheet.between(-0.6, 0.4) * r, y - r * 0.4, r * 0.14) for _ in range(7)], 0.5
            ),
            "#8fb060",
        )
        sheet.stroke(
            pen("M", px - r, y + r * 0.42, "q", r, r * 0.3, 2 * r, 0), "#eef8f2", 2, opacity=0.7
        )
    for x, y, size in (
        (90, 960, 190),
        (300, 1010, 150),
        (1370, 990, 180),
        (1540, 940, 210),
        (1180, 1020, 120),
    ):
        banana(sheet, x, y, size, ("#173a28", "#24543a", "#5f8a4c"))
    for x, w in ((-20, 120), (1500, 90)):
        sheet.path(
            pen(
                "M",
                x - w * 0.5,
                1000,
                "Q",
                x + w * 0.2,
                700,
                x + w * 0.1,
                -10,
                "h",
                w,
                "Q",
                x + w,
                700,
                x + w * 1.9,
                1000,
                "Z",
            ),
            sheet.fade("#2c4a3c", "#12261f", x=1, y=0),
        )
    foliage(sheet, 60, 30, 420, 150, ("#12301f", "#1f4a32", "#4a7a44"), 11)
    foliage(sheet, 1540, 20, 330, 150, ("#12301f", "#1f4a32", "#5a8a4a"), 11)
    return sheet.svg(0.1)
