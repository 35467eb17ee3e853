"""The boat race."""

from tests.pictures.buildings import bunting, flag
from tests.pictures.drawing import (
    WIDTH,
    Sheet,
    dots,
    flat,
    mix,
    pen,
)
from tests.pictures.nature import (
    glints,
    grass,
    mirror,
    mountains,
    ridge,
    sky,
    water,
)
from tests.pictures.people import crowd, person
from tests.pictures.plants import (
    woods,
)


def _racers(sheet: Sheet, x: float, y: float, length: float, hull: str, shirt: str) -> None:
    """A long racing boat, its crew paddling, foam along its side."""
    u = length / 2
    sheet.oval(x, y + u * 0.07, u * 1.06, u * 0.05, "#0f3c4c", opacity=0.35, filter="soft4")
    count = 13
    for i in range(count):
        px = x - u * 0.78 + i * u * 1.5 / count
        tall = u * 0.23
        swing = tall * sheet.between(-0.03, 0.03)
        for step, tone in ((0.2, mix(shirt, "#201828", 0.3)), (0.0, shirt)):
            bx, by = px + step * tall + swing, y - step * tall * 0.35
            body = pen(
                "M",
                bx - tall * 0.2,
                by,
                "Q",
                bx - tall * 0.12,
                by - tall * 0.5,
                bx + tall * 0.16,
                by - tall * 0.58,
                "Q",
                bx + tall * 0.36,
                by - tall * 0.5,
                bx + tall * 0.16,
                by,
                "Z",
            )
            sheet.path(body, sheet.fade(mix(tone, "#ffffff", 0.2), tone, x=0.4))
            sheet.oval(bx + tall * 0.26, by - tall * 0.68, tall * 0.085, tall * 0.1, "#7c5840")
            sheet.oval(bx + tall * 0.24, by - tall * 0.72, tall * 0.09, tall * 0.075, "#241a1c")
            sheet.stroke(
                pen("M", bx + tall * 0.16, by - tall * 0.7, "l", tall * 0.18, -tall * 0.03),
                "#f8ecd0",
                tall * 0.05,
            )
            sheet.stroke(
                pen(
                    "M",
                    bx + tall * 0.2,
                    by - tall * 0.5,
                    "q",
                    tall * 0.2,
                    tall * 0.1,
                    tall * 0.1,
                    tall * 0.24,
                ),
                mix(tone, "#301820", 0.25),
                tall * 0.1,
            )
        lean = sheet.between(-0.06, 0.06)
        sheet.stroke(
            pen(
                "M", px + tall * 0.3, y - tall * 0.4, "L", px - tall * (0.3 + lean), y + tall * 0.4
            ),
            "#e8c890",
            max(1.5, u * 0.011),
        )
        sheet.path(
            dots(
                [
                    (
                        px - tall * 0.35 + sheet.between(-6, 6),
                        y + tall * 0.36 + sheet.between(-4, 5),
                        sheet.between(1, 3.4),
                    )
                    for _ in range(9)
                ]
            ),
            "#ffffff",
            opacity=0.85,
        )
    person(sheet, x - u * 0.86, y + u * 0.01, u * 0.36, shirt, bend=0.2)
    d = pen(
        "M",
        x - u * 1.05,
        y - u * 0.14,
        "Q",
        x - u * 0.8,
        y - u * 0.01,
        x,
        y - u * 0.01,
        "Q",
        x + u * 0.8,
        y - u * 0.01,
        x + u * 1.08,
        y - u * 0.17,
        "Q",
        x + u * 0.9,
        y + u * 0.08,
        x + u * 0.6,
        y + u * 0.085,
        "H",
        x - u * 0.7,
        "Q",
        x - u * 0.95,
        y + u * 0.07,
        x - u * 1.05,
        y - u * 0.14,
        "Z",
    )
    sheet.path(d, sheet.fade(mix(hull, "#ffffff", 0.2), mix(hull, "#200818", 0.3)))
    sheet.stroke(
        pen("M", x - u * 0.9, y + u * 0.022, "Q", x, y + u * 0.05, x + u * 0.9, y + u * 0.018),
        "#f8d060",
        u * 0.014,
    )
    for i in range(17):
        sheet.oval(x - u * 0.8 + i * u * 0.1, y + u * 0.045, u * 0.011, u * 0.011, "#fff0b8")
    foam = [
        (
            x + sheet.between(-1.1, 1.05) * u,
            y + u * 0.09 + sheet.between(-0.014, 0.03) * u,
            sheet.between(2, 9),
        )
        for _ in range(110)
    ]
    foam += [
        (
            x + u * 1.0 + sheet.between(-0.06, 0.06) * u,
            y + sheet.between(-0.03, 0.1) * u,
            sheet.between(1, 5),
        )
        for _ in range(40)
    ]
    sheet.path(dots(foam, 0.4), "#f8feff", opacity=0.85)


def race() -> str:
    """The boat race: three long boats, crowds and bunting on the bank."""
    sheet = Sheet("le-hoi-dua-thuyen")
    level = 470
    with sheet.group(id="far"):
        sky(sheet, "#2f8ac8", (0.55, "#8ccce4"), "#e4f4ec", horizon=level)
        sheet.veil(0, 280, "#ffffff", stretch=1.8)
        mountains(
            sheet,
            ridge(sheet, level, 190, 430, sharp=0.5),
            level,
            "#6f9cb8",
            "#cfe2dc",
            shade="#386a94",
            light="#e8f0e0",
        )
        woods(sheet, flat(396), -20, 1640, 100, ("#2c6444", "#4a8a4c", "#9cc060"), gap=0.4)
        sheet.rect(0, 390, WIDTH, 82, sheet.fade("#a8b86c", "#7c8a50"))
        shirts = (
            "#d8483c",
            "#f2c040",
            "#f6f2ea",
            "#3f7ab8",
            "#e890a8",
            "#4a9468",
            "#f08a3c",
            "#7a5aa0",
        )
        for y, tall in ((412, 34), (428, 38), (446, 42), (464, 46)):
            crowd(sheet, -10, 1610, y, tall, shirts, gap=0.42, hats=0.35)
        for i in range(9):
            x = 60 + i * 185
            tone = ("#d8301e", "#f2b428")[i % 2]
            flag(sheet, x, 462, 190, colour=tone, size=0.3)
        for i in range(8):
            bunting(
                sheet,
                (62 + i * 185, 330),
                (245 + i * 185, 330),
                18,
                ("#d8402c", "#f2b832", "#3f8ab8", "#5aa05c"),
            )
        sheet.rect(-10, 464, 1620, 9, "#8c8468")
    water(sheet, level, "#a4d4d4", (0.3, "#58a4b4"), (0.7, "#2c7c98"), "#185878")
    mirror(sheet, "far", level, 0.45)
    glints(sheet, level, ("#e8fafa", "#bfe8ec"), 190, spread=1800, opacity=0.55)
    glints(sheet, level, ("#0f4a68",), 170, spread=1800, opacity=0.4)
    for i in range(7):
        sheet.oval(120 + i * 230, 520, 7, 6, "#f04a30")
    _racers(sheet, 1010, 574, 620, "#3c8a5c", "#f4f0e4")
    _racers(sheet, 690, 690, 820, "#2c5ca0", "#f2b83c")
    _racers(sheet, 900, 850, 1120, "#c0301f", "#e8503c")
    grass(
        sheet,
        lambda x: 990 - 0.05 * abs(x - 1600) * (x > 1200),
        30,
        ("#1c5038", "#3c7c48", "#84b058"),
        500,
        size=60,
    )
    return sheet.svg(0.1)
