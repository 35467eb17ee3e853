"""The industrial park, seen from above."""

from tests.pictures.drawing import (
    WIDTH,
    Sheet,
    mix,
    noise,
    pen,
    smooth,
    steps,
)
from tests.pictures.nature import (
    haze,
    mountains,
    ridge,
    sky,
)
from tests.pictures.plants import (
    foliage,
)


def _works_hall(sheet: Sheet, x: float, y: float, u: float, bays: int, solar: bool) -> None:
    """A factory hall seen from above; (x, y) is its near corner, `u` the width of a roof bay."""
    depth, wall = 4.4 * u, 1.15 * u

    def at(i: float, j: float, up: float = 0) -> tuple[float, float]:
        return (x + i * u * 0.95 - j * depth * 0.8, y - i * u * 0.3 - j * depth * 0.42 - up)

    sheet.area(
        [at(-0.3, -0.06), at(bays + 0.8, -0.06), at(bays + 0.8, 1.04), at(-0.3, 1.04)],
        "#24303c",
        opacity=0.25,
        filter="soft4",
    )
    sheet.area(
        [at(0, 0), at(bays, 0), at(bays, 0, wall), at(0, 0, wall)], sheet.fade("#e8eef0", "#b4c2c8")
    )
    sheet.area(
        [at(0, 0), at(0, 1), at(0, 1, wall), at(0, 0, wall)], sheet.fade("#a8b8c2", "#8496a4")
    )
    sheet.area(
        [
            at(0, 0, wall * 0.3),
            at(bays, 0, wall * 0.3),
            at(bays, 0, wall * 0.42),
            at(0, 0, wall * 0.42),
        ],
        "#3c82a8",
    )
    for i in range(bays):
        for j in (0.22, 0.6):
            a, b = at(i + j, 0, wall * 0.54), at(i + j + 0.2, 0, wall * 0.54)
            c, d = at(i + j + 0.2, 0, wall * 0.82), at(i + j, 0, wall * 0.82)
            sheet.area([a, b, c, d], "#5c8094")
        if i % 2:
            sheet.area(
                [
                    at(i + 0.2, 0),
                    at(i + 0.8, 0),
                    at(i + 0.8, 0, wall * 0.5),
                    at(i + 0.2, 0, wall * 0.5),
                ],
                sheet.fade("#5c6c78", "#3c4854"),
            )
    for i in reversed(range(bays)):
        ridge_up = wall + u * 0.42
        sheet.area(
            [at(i, 0, wall), at(i, 1, wall), at(i + 0.5, 1, ridge_up), at(i + 0.5, 0, ridge_up)],
            sheet.fade("#f4f2e4", "#d4dce0"),
        )
        sheet.area(
            [
                at(i + 0.5, 0, ridge_up),
                at(i + 0.5, 1, ridge_up),
                at(i + 1, 1, wall),
                at(i + 1, 0, wall),
            ],
            sheet.fade("#9cb0bc", "#b8c8d0"),
        )
        sheet.area([at(i, 0, wall), at(i + 0.5, 0, ridge_up), at(i + 1, 0, wall)], "#c8d4d8")
        if not solar:
            continue
        for k in range(9):
            j = 0.05 + k * 0.102
            quad = []
            for di, dj in ((0.06, 0), (0.06, 0.085), (0.45, 0.085), (0.45, 0)):
                up = wall + u * 0.42 * di * 2 + 1
                quad.append(at(i + di, j + dj, up))
            sheet.area(
                quad, sheet.fade("#5c90c8", "#1c3c74", x=1, y=1), stroke="#a8c4dc", stroke_width=0.8
            )
            for part in (1 / 3, 2 / 3):
                (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
                sheet.stroke(
                    pen(
                        "M",
                        ax + (dx - ax) * part,
                        ay + (dy - ay) * part,
                        "L",
                        bx + (cx - bx) * part,
                        by + (cy - by) * part,
                    ),
                    "#8cb0d4",
                    0.7,
                )


def factory() -> str:
    """A modern industrial park seen from above: halls with solar panels, trees, a river plain."""
    sheet = Sheet("khu-cong-nghiep")
    sky(sheet, "#7cb0d0", (0.6, "#cfe4ea"), "#fbf0dc", horizon=230)
    sheet.veil(-60, 260, "#ffffff", stretch=4)
    mountains(
        sheet, ridge(sheet, 230, 90, 430, sharp=0.5), 250, "#8cacbc", "#dfe8e4", shade="#5c8098"
    )
    sheet.rect(0, 230, WIDTH, 770, sheet.fade("#dbe4c8", (0.15, "#b4c890"), "#7c9c60"))
    for _ in range(90):
        y = 236 + 190 * sheet.chance.random() ** 1.4
        x, k = sheet.between(-60, WIDTH), (y - 220) / 190
        tone = sheet.chance.choice(("#a8c078", "#c8cc84", "#8cac6c", "#dcd090"))
        sheet.area(
            [
                (x, y),
                (x + 110 * k + 30, y - 4 * k),
                (x + 90 * k + 20, y + 16 * k),
                (x - 20 * k, y + 18 * k),
            ],
            mix(tone, "#e4e8d4", 0.6 * (1 - k)),
        )
    river = [(x, 300 + 26 * noise(sheet.chance, 500, 2)(x)) for x in steps(-20, 1620, 200)]
    sheet.stroke(smooth(river), "#cfe4ec", 13)
    haze(sheet, 200, 110, "#fbf4e4", "aa")
    for d, width in (
        (pen("M", -40, 660, "L", 900, 1040), 60),
        (pen("M", -60, 700, "L", 1660, 150), 44),
        (pen("M", 500, 1060, "L", 1660, 690), 64),
    ):
        sheet.stroke(d, "#8c949c", width)
        sheet.stroke(d, "#f4f4ec", 2, stroke_dasharray="22 20")
    for i in range(60):
        t = i / 59
        for x, y in (
            (-60 + 1720 * t, 742 - 550 * t),
            (540 + 1100 * t, 1000 - 350 * t),
            (-30 + 800 * t, 720 + 330 * t),
        ):
            size = 12 + 30 * max(0.0, (y - 240) / 760)
            tones = ("#3c6444", "#5c8a50", "#a4bc68")
            sheet.oval(x + size * 0.5, y + 2, size, size * 0.3, "#2c3c34", opacity=0.3)
            foliage(sheet, x, y - size * 0.6, size * 0.7, size * 0.7, tones, size * 0.11)
    for x, y, u, bays, solar in (
        (1140, 400, 44, 8, True),
        (560, 470, 46, 8, True),
        (1290, 560, 66, 6, False),
        (700, 700, 78, 9, True),
        (1080, 960, 96, 7, True),
        (170, 640, 54, 4, False),
    ):
        _works_hall(sheet, x, y, u, bays, solar)
    for x, y, k in ((250, 880, 1.0), (420, 950, 1.1)):
        sheet.area(
            [(x, y), (x + 70 * k, y - 22 * k), (x + 70 * k, y - 62 * k), (x, y - 40 * k)],
            sheet.fade("#ffffff", "#c4ccd0"),
        )
        sheet.area(
            [
                (x, y - 40 * k),
                (x + 70 * k, y - 62 * k),
                (x + 48 * k, y - 74 * k),
                (x - 22 * k, y - 52 * k),
            ],
            "#f4f4f0",
        )
        sheet.area(
            [(x, y), (x, y - 40 * k), (x - 22 * k, y - 52 * k), (x - 22 * k, y - 12 * k)], "#3c7ca4"
        )
        for px in (12, 54):
            sheet.oval(x + px * k, y - px * 0.3 * k, 7, 8, "#24282c")
    sheet.oval(1500, 60, 700, 420, sheet.glow("#fff0c899", "#fff0c800"))
    return sheet.svg(0.1)
