"""The conference hall inside."""

from tests.pictures.drawing import (
    HEIGHT,
    WIDTH,
    Sheet,
    pen,
)
from tests.pictures.plants import (
    bouquet,
    foliage,
)


def hall() -> str:
    """The conference hall before a session: rows of seats, the stage, a red curtain, flowers."""
    sheet = Sheet("hoi-truong")
    sheet.rect(0, 0, WIDTH, HEIGHT, "#5c3824")
    sheet.area([(0, 0), (WIDTH, 0), (1330, 150), (270, 150)], sheet.fade("#f0dcb4", "#c89c68"))
    for k in range(6):
        t = (k / 5) ** 0.8
        y, half = 150 * t, 800 - 270 * t
        sheet.stroke(pen("M", 800 - half, y, "H", 800 + half), "#a47c50", 5 - 3 * t)
    for i in range(-6, 7):
        sheet.stroke(pen("M", 800 + i * 133, 0, "L", 800 + i * 88, 150), "#a47c50", 2.5)
    for row, y in enumerate((26, 62, 92, 116, 136)):
        for i in range(-5, 5):
            x = 800 + (i + 0.5) * (126 - row * 8.5)
            sheet.oval(x, y, 46 - row * 6, 20 - row * 3, sheet.glow("#fff8dccc", "#fff0c000"))
            sheet.oval(x, y, 19 - row * 2.6, 6 - row, "#fffdf0")
    for side in (-1, 1):
        edge = 800 + side * 800
        inner = 800 + side * 530
        sheet.area(
            [(edge, 0), (inner, 150), (inner, 560), (edge, 900)],
            sheet.fade("#7c4c30", "#a86c40", x=1, y=0)
            if side < 0
            else sheet.fade("#a86c40", "#7c4c30", x=1, y=0),
        )
        for k in range(8):
            a, b = k / 8, (k + 0.62) / 8
            xs = [edge + (inner - edge) * t for t in (a, b)]
            tops = [150 * t + 60 * (1 - t) for t in (a, b)]
            lows = [800 - 300 * t for t in (a, b)]
            sheet.area(
                [(xs[0], tops[0]), (xs[1], tops[1]), (xs[1], lows[1]), (xs[0], lows[0])],
                sheet.fade("#c8925c", "#8a5434"),
            )
            lamp = (xs[0] + xs[1]) / 2, tops[0] + 150 * (1 - a * 0.5)
            sheet.oval(*lamp, 70 - 40 * a, 120 - 70 * a, sheet.glow("#ffe8b088", "#ffd89000"))
            sheet.rect(lamp[0] - 5, lamp[1] - 14, 10, 28, "#fff4d0")
    sheet.rect(270, 150, 1060, 330, sheet.fade("#7a1418", "#a8201f", "#7c1418"))
    for i in range(44):
        x = 270 + i * 24.2
        tones = ("#5c0c14", "#c0302a", "#8c1a1c")
        sheet.rect(x, 150, 24.3, 330, sheet.fade(*tones, tones[0], x=1, y=0), opacity=0.75)
    sheet.rect(430, 176, 740, 300, sheet.fade("#f0d898", "#e4bc6c", "#c48e48"))
    sheet.oval(800, 300, 420, 220, sheet.glow("#fff6d0aa", "#fff0c000"))
    for i in range(1, 12):
        sheet.rect(430 + i * 61.6, 176, 1.5, 300, "#b48848", opacity=0.4)
    for i in range(12):
        x = 270 + i * 88.4
        sheet.path(
            pen("M", x, 150, "h", 88.4, "v", 20, "q", -44, 44, -88.4, 0, "Z"),
            sheet.fade("#c4302a", "#7c1418"),
        )
        sheet.path(pen("M", x, 170, "q", 44, 44, 88.4, 0), "none", stroke="#f0c050", stroke_width=3)
    for side in (-1, 1):
        x = 800 + side * 445
        for k in range(5):
            px = x + side * (k * 19 - 30)
            sheet.path(
                pen(
                    "M",
                    px - 10,
                    158,
                    "h",
                    22,
                    "Q",
                    px + 16 + side * 6,
                    330,
                    px + 8 + side * 14,
                    478,
                    "h",
                    -22,
                    "Q",
                    px - 8,
                    330,
                    px - 10,
                    158,
                    "Z",
                ),
                sheet.fade("#6c1018", "#c83830", "#7c1418", x=1, y=0),
            )
    sheet.area([(270, 462), (1330, 462), (1380, 506), (220, 506)], sheet.fade("#c88c50", "#e0ac6c"))
    sheet.rect(220, 506, 1160, 54, sheet.fade("#8c5430", "#5c3420"))
    for i in range(30):
        sheet.rect(220 + i * 38.7, 506, 2, 54, "#4c2818", opacity=0.6)
    for i in range(24):
        x = 244 + i * 48
        tone = ("#e84a3c", "#f4c83c", "#f6f0e4", "#ec7a94")[i % 4]
        foliage(sheet, x, 548, 24, 16, ("#24482c", "#3f7040", tone), 3.6)
    sheet.rect(540, 424, 420, 62, sheet.fade("#ffffff", "#e4dccc", "#b8ac9c"))
    for i in range(22):
        sheet.path(pen("M", 540 + i * 19.1, 432, "l", 8, 54, "h", -14, "Z"), "#a89c90", opacity=0.3)
    sheet.rect(530, 418, 440, 9, "#f8f2e4")
    for i in range(7):
        sheet.rect(566 + i * 62, 372, 32, 46, sheet.fade("#7c4428", "#4c2818"), rx=6)
        sheet.stroke(pen("M", 600 + i * 58, 418, "q", -2, -20, 6, -28), "#2c2c30", 2)
    for x, size in ((620, 36), (750, 46), (880, 36)):
        bouquet(sheet, x, 420, size, ("#f0c030", "#f4f0e8", "#e8506c"))
    sheet.area(
        [(1060, 398), (1150, 398), (1136, 490), (1074, 490)], sheet.fade("#a86838", "#64381e")
    )
    sheet.rect(1050, 388, 110, 13, "#d09058")
    bouquet(sheet, 1106, 390, 40, ("#f0c030", "#f4f0e8", "#e8506c"))
    for x in (350, 1260):
        bouquet(sheet, x, 488, 74, ("#f0c030", "#e84a3c", "#f4f0e8"))
    sheet.rect(0, 560, WIDTH, 440, sheet.fade("#6c3c24", "#3c2018"))
    sheet.area(
        [(750, 560), (850, 560), (1040, 1010), (560, 1010)],
        sheet.fade("#c4302c", "#8c1a20", "#64101a"),
    )
    sheet.area([(750, 560), (757, 560), (585, 1010), (560, 1010)], "#e0b050", opacity=0.7)
    sheet.area([(843, 560), (850, 560), (1040, 1010), (1015, 1010)], "#e0b050", opacity=0.7)
    for row in range(9):
        t = row / 8
        y, size = 590 + 400 * t**1.5, 26 + 82 * t**1.3
        for side in (-1, 1):
            for i in range(16):
                x = 800 + side * (66 + 168 * t + (i + 0.5) * size * 1.06)
                if not -80 < x < 1680:
                    continue
                if sheet.chance.random() < 0.3 and row < 8:
                    shirt = sheet.chance.choice(
                        ("#f4f2ec", "#f4f2ec", "#a8c0d8", "#3c4860", "#c87a84")
                    )
                    sheet.path(
                        pen(
                            "M",
                            x - size * 0.4,
                            y,
                            "q",
                            0,
                            -size * 0.62,
                            size * 0.4,
                            -size * 0.64,
                            "q",
                            size * 0.4,
                            0,
                            size * 0.4,
                            size * 0.64,
                            "Z",
                        ),
                        shirt,
                    )
                    sheet.oval(x, y - size * 0.78, size * 0.19, size * 0.23, "#1e1618")
                sheet.rect(
                    x - size * 0.46,
                    y - size * 0.46,
                    size * 0.92,
                    size * 1.1,
                    sheet.fade("#cc4438", "#8c2020", "#48101a"),
                    rx=size * 0.2,
                )
                sheet.rect(
                    x - size * 0.36,
                    y - size * 0.4,
                    size * 0.72,
                    size * 0.12,
                    "#f08a70",
                    rx=size * 0.06,
                    opacity=0.55,
                )
                sheet.rect(
                    x - size * 0.54, y + size * 0.06, size * 0.14, size * 0.4, "#3c2014", rx=3
                )
    sheet.oval(800, 380, 900, 420, sheet.glow("#fff0c83c", "#fff0c800"))
    return sheet.svg(0.1)
