"""Scenes of the town: the market and the street at night."""

from tests.pictures.buildings import awning, lantern, window
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
    mirror,
    sky,
)
from tests.pictures.people import crowd, person
from tests.pictures.plants import (
    foliage,
    woods,
)


def _heap(sheet: Sheet, x: float, y: float, w: float, tone: str, r: float) -> None:
    """A basket heaped with round fruit; (x, y) is the middle of its rim."""
    for row in range(4):
        count = max(2, round((w * 0.9 - row * w * 0.2) / (r * 1.7)))
        for i in range(count):
            px = x + (i - (count - 1) / 2) * r * 1.7 + sheet.between(-2, 2)
            py = y - r * 0.3 - row * r * 1.05
            paint = sheet.glow(mix(tone, "#ffffff", 0.5), (0.5, tone), mix(tone, "#301010", 0.4))
            sheet.oval(px, py, r, r * 0.95, paint)
    d = pen(
        "M",
        x - w / 2,
        y - 4,
        "Q",
        x,
        y + w * 0.1,
        x + w / 2,
        y - 4,
        "l",
        -w * 0.1,
        w * 0.3,
        "Q",
        x,
        y + w * 0.38,
        x - w * 0.4,
        y + w * 0.3,
        "Z",
    )
    sheet.path(d, sheet.fade("#c8985c", "#7c5230", x=1, y=0))
    for k in range(1, 5):
        sheet.stroke(
            pen(
                "M",
                x - w * (0.5 - k * 0.022),
                y + w * 0.065 * k - 4,
                "q",
                w * 0.48,
                w * 0.1,
                w * (1 - k * 0.044),
                0,
            ),
            "#5c3c24",
            1.6,
            opacity=0.6,
        )


def market() -> str:
    """A country market in the morning: awnings, fruit, shoppers under conical hats."""
    sheet = Sheet("cho-que")
    sky(sheet, "#94c4cc", (0.6, "#dcebdc"), "#fdf0d0", horizon=420)
    sheet.veil(0, 240, "#ffffff", stretch=2.4)
    woods(sheet, flat(420), -20, 1640, 200, ("#5c8860", "#84a870", "#c4d090"), gap=0.3)
    woods(sheet, flat(420), -20, 1640, 110, ("#3c6444", "#5c8850", "#a8bc68"), gap=0.4)
    sheet.rect(0, 410, WIDTH, 590, sheet.fade("#e8d0a4", "#cfa878", "#a47c58"))
    shirts = ("#c84c4c", "#4c74a4", "#f0ece0", "#e0a050", "#7c5c94", "#5c946c", "#e89aa4")
    pairs = (
        ("#d8503c", "#f8efdc"),
        ("#3f86a0", "#f8efdc"),
        ("#e8a838", "#fbf4e0"),
        ("#5c9a64", "#f8efdc"),
    )
    for i in range(6):
        x = 40 + i * 260
        for px in (x + 8.0, x + 206.0):
            sheet.rect(px, 350, 5, 130, "#7c5c40")
        sheet.rect(x, 380, 214, 70, "#5c4034", opacity=0.55)
        awning(sheet, x, 318, 214, 46, pairs[i % 4])
    for y, tall in ((468, 84), (506, 104)):
        crowd(sheet, -10, 1620, y, tall, shirts, gap=0.75, hats=0.55)
    for i, x in enumerate((-60, 420, 1130)):
        wide = 420 if i != 1 else 380
        for px in (x + 20.0, x + wide - 26.0):
            sheet.rect(px, 330, 10, 380, sheet.fade("#9c7450", "#5c4030", x=1, y=0))
        sheet.rect(x + 16, 400, wide - 32, 250, "#3c2c2c", opacity=0.4)
        for k in range(3):
            person(
                sheet,
                x + 90 + k * 110,
                690,
                210,
                shirts[(i * 3 + k) % 7],
                hat="#ecd8a4" if k != 1 else "",
            )
        awning(sheet, x, 292, wide, 104, pairs[(i + (0, 1, 2)[i]) % 4])
        sheet.area(
            [(x + 10, 600), (x + wide - 10, 600), (x + wide + 26, 690), (x - 26, 690)],
            sheet.fade("#c09468", "#9c7048"),
        )
        sheet.rect(x - 26, 690, wide + 52, 70, sheet.fade("#94643c", "#5c3c28"))
        for k in range(9):
            px = x + 10 + k * (wide - 20) / 8
            tones = (
                "#e85a2c",
                "#f4b82c",
                "#7cac3c",
                "#c8303c",
                "#8c4a84",
                "#f0d860",
                "#4c8c44",
                "#f07848",
                "#d8485c",
            )
            for row in range(3):
                spots = [
                    (px + sheet.between(-20, 20), 616 + row * 26 + sheet.between(-5, 5), 9 + row)
                    for _ in range(7)
                ]
                shade = mix(tones[(k + row * 4 + i) % 9], "#301418", 0.35)
                sheet.path(dots([(a + 1, b + 3, r) for a, b, r in spots]), shade)
                sheet.path(dots(spots), tones[(k + row * 4 + i) % 9])
                sheet.path(
                    dots([(a - 3, b - 3, r * 0.35) for a, b, r in spots]), "#fff4dc", opacity=0.6
                )
    sheet.path(
        pen("M", -10, 760, "H", 520, "l", 60, 50, "H", -10, "Z"),
        "#50302c",
        opacity=0.3,
        filter="soft4",
    )
    for x, y, tall, shirt, pole in (
        (880, 760, 250, "#a8445c", True),
        (1020, 720, 210, "#f0ece0", False),
        (700, 730, 220, "#4c74a4", False),
    ):
        person(sheet, x, y, tall, shirt, pole=pole)
    fruit = (
        ("#f08a28", 26),
        ("#c8283c", 22),
        ("#f4c838", 24),
        ("#8cb840", 27),
        ("#8c3c6c", 20),
        ("#f06848", 25),
    )
    for k, x in enumerate((120, 370, 610, 1130, 1370, 1560)):
        tone, r = fruit[k]
        sheet.oval(x, 985, 150, 16, "#3c2420", opacity=0.4, filter="soft4")
        _heap(sheet, x, 898 + 10 * (k % 2), 230, tone, r)
    for x in (245, 490, 1250):
        foliage(sheet, x, 950, 70, 44, ("#2c5c34", "#4c8c40", "#a4cc60"), 7)
    return sheet.svg(0.1)


def night_street() -> str:
    """A street at night after rain: lanterns, lit shops, all of it again in the wet road."""
    sheet = Sheet("pho-dem")
    level = 640
    with sheet.group(id="far"):
        sky(sheet, "#0d1530", (0.6, "#26305a"), "#5c4a6c", horizon=level)
        sheet.veil(0, 300, "#39406c", stretch=3)
        sheet.oval(800, 610, 420, 260, sheet.glow("#ffc880", (0.5, "#c8705466"), "#c8705400"))
        for i in range(7):
            for side in (-1, 1):
                near = (i / 6) ** 1.5
                far = ((i + 1) / 6) ** 1.5
                a = 800 + side * (70 + 640 * near)
                b = 800 + side * (70 + 640 * far)
                top, foot = 520 - 330 * near - sheet.between(0, 60), level - 26 + 90 * near
                tone = mix(
                    sheet.chance.choice(("#b8925c", "#7c6c74", "#a8684c", "#6c7c7c")),
                    "#1c1c3c",
                    0.55,
                )
                left, wide = min(a, b), abs(b - a) + 1
                sheet.rect(
                    left, top, wide, level - top + 4, sheet.fade(mix(tone, "#0c1230", 0.3), tone)
                )
                sheet.rect(left - 4, top - 6, wide + 8, 9 + 6 * near, mix(tone, "#302848", 0.4))
                roof = pen(
                    "M",
                    left - 6,
                    top - 6,
                    "l",
                    wide * 0.14,
                    -20 - 30 * near,
                    "h",
                    wide * 0.76,
                    "l",
                    wide * 0.14,
                    20 + 30 * near,
                    "Z",
                )
                sheet.path(roof, "#241c34")
                count = max(1, round(wide / 52))
                for floor in range(2):
                    for k in range(count):
                        w, h = wide / count * 0.46, (foot - top) * 0.19
                        glass = sheet.chance.choice(
                            ("#ffcf78", "#ffb85c", "#3c3c58", "#4c4460", "#ffe0a0")
                        )
                        px, py = (
                            left + wide / count * (k + 0.27),
                            top + (foot - top) * (0.12 + 0.3 * floor),
                        )
                        window(sheet, px, py, w, h, glass, "#4c3a3c")
                shop = (foot - top) * 0.3
                sheet.rect(
                    left + wide * 0.06,
                    level - shop,
                    wide * 0.88,
                    shop,
                    sheet.fade("#ffe4a0", "#f0a050"),
                )
                for k in range(6):
                    tall = shop * sheet.between(0.2, 0.6)
                    goods = sheet.chance.choice(
                        ("#a8443c", "#5c6c8c", "#c88a3c", "#6c8c5c", "#8c4c6c")
                    )
                    sheet.rect(
                        left + wide * (0.1 + k * 0.13), level - tall, wide * 0.1, tall, goods
                    )
                awn = ("#a8302c", "#e8c080") if (i + side) % 2 else ("#2c5c64", "#d8c898")
                awning(
                    sheet, left + wide * 0.06, level - shop * 1.12, wide * 0.88, shop * 0.24, awn
                )
        for i in range(6):
            y, sag, half = 480 - i * 62, 16 + i * 8, 90 + i * 118
            cord = pen("M", 800 - half, y, "Q", 800, y + 2 * sag, 800 + half, y)
            sheet.stroke(cord, "#181428", 1.6)
            for k in range(5):
                t = (k + 0.5) / 5
                tone = ("#f0442c", "#ffa830", "#f0642c", "#f8c848", "#e83c3c")[(k + i) % 5]
                lantern(
                    sheet, 800 - half + 2 * half * t, y + 4 * sag * t * (1 - t), 8 + 5.4 * i, tone
                )
        for x, tall, shirt, hat in (
            (640, 90, "#3c4060", ""),
            (690, 86, "#8c4454", ""),
            (880, 74, "#4c5c74", "#d8c08c"),
            (960, 120, "#5c3c54", ""),
            (770, 56, "#2c3450", ""),
            (830, 52, "#6c4c54", ""),
        ):
            person(sheet, x, level + 4, tall, shirt, hat=hat, trousers="#141628", stride=0.12)
    sheet.rect(-10, level, 1620, 370, sheet.fade("#5c4450", "#282a48", "#10152c"))
    mirror(sheet, "far", level, 0.8, 0.8)
    sheet.rect(-10, level, 1620, 370, sheet.fade("#10142c22", "#0c112899"))
    glints(sheet, level, ("#ffe0a0", "#ff9a50", "#ff6040"), 90, x=800, spread=1000, opacity=0.35)
    glints(sheet, level, ("#0c1024", "#1c2040"), 150, spread=1700, opacity=0.5)
    person(sheet, 1080, 880, 330, "#3f4a78", hat="#d8bc84", trousers="#101428", stride=0.13)
    with (
        sheet.group(opacity=0.35, filter="ripple"),
        sheet.group(transform="translate(0 1764) scale(1 -1)"),
    ):
        person(sheet, 1080, 880, 330, "#3f4a78", hat="#d8bc84", trousers="#101428", stride=0.13)
    return sheet.svg(0.12)
