"""The village on the bank."""

from tests.pictures.buildings import house
from tests.pictures.drawing import (
    Sheet,
    dots,
    flat,
    mix,
    noise,
)
from tests.pictures.nature import (
    glints,
    haze,
    mirror,
    mountains,
    ridge,
    sky,
    slope,
    water,
)
from tests.pictures.people import person, sampan
from tests.pictures.plants import (
    Tones,
    bamboo,
    banana,
    palm,
    woods,
)

WARM: Tones = ("#3c4f2e", "#66773a", "#b4ac56")


def village() -> str:
    """A village on the river: tiled roofs, areca palms, landing steps, boats."""
    sheet = Sheet("lang-ven-song")
    level = 640
    with sheet.group(id="far"):
        sky(sheet, "#74a4a8", (0.45, "#bccfb4"), (0.8, "#f4dca4"), "#fbe8b8", horizon=level)
        sheet.veil(20, 320, "#fff2d4", stretch=2.8)
        mountains(
            sheet,
            ridge(sheet, 560, 210, 460, sharp=0.5),
            600,
            "#88a8a4",
            "#ecdcae",
            shade="#50807c",
            depth=0.3,
        )
        haze(sheet, 420, 160, "#f8e8bc", "aa")
        woods(sheet, flat(590), -20, 1640, 100, ("#4c6a48", "#76884e", "#b8b468"), gap=0.4)
        for x in (60, 150, 420, 470, 760, 820, 1150, 1210, 1470, 1530):
            palm(
                sheet,
                x,
                600,
                sheet.between(230, 360),
                ("#46603a", "#6c7f42", "#aeae58"),
                lean=sheet.between(-0.05, 0.05),
            )
        bank = noise(sheet.chance, 300, 2)
        slope(sheet, lambda x: 588 + 7 * bank(x), "#8f8a50", "#6c5a3c", to=level)
        walls = ("#ecd6a4", "#e4c48c", "#f0e0bc", "#d8b884")
        roofs = ("#a8482e", "#95402c", "#b4583a", "#8a4434")
        for i, (x, y, w, h) in enumerate(
            ((20, 572, 170, 74), (560, 570, 150, 70), (860, 572, 180, 76), (1320, 570, 170, 72))
        ):
            house(
                sheet,
                x,
                y,
                w,
                h,
                wall=mix(walls[i], "#f0deac", 0.25),
                roof=mix(roofs[i], "#d8a878", 0.2),
            )
        for x in (250, 520, 1080, 1270):
            banana(sheet, x, 606, 120, WARM)
        for i, (x, y, w, h) in enumerate(
            ((270, 606, 230, 98), (700, 610, 230, 100), (1080, 604, 210, 92))
        ):
            house(sheet, x, y, w, h, wall=walls[(i + 2) % 4], roof=roofs[(i + 1) % 4])
        for x, tall in ((215, 400), (655, 440), (1020, 420), (1400, 380)):
            palm(sheet, x, 616, tall, WARM, lean=sheet.between(-0.04, 0.04))
        for x in (60, 620, 990, 1420, 1560):
            woods(sheet, flat(628), x - 40, x + 50, 44, WARM, gap=0.6)
        sheet.rect(-10, 622, 1620, 20, sheet.fade("#a89878", "#6c5c48"))
        for k in range(5):
            sheet.rect(560 - k * 8, 606 + k * 7, 90 + k * 16, 7, mix("#d8ccb0", "#8c7c64", k * 0.2))
        person(sheet, 590, 618, 62, "#a8485c", bend=0.6)
        person(sheet, 640, 612, 60, "#e8e0d0")
        person(sheet, 990, 622, 60, "#4f6a94", pole=True)
    water(sheet, level, "#e8d49c", (0.3, "#a9b48c"), (0.65, "#5c8278"), "#2c5458")
    mirror(sheet, "far", level, 0.7)
    glints(sheet, level, ("#fff2c4", "#f4e0a0"), 120, spread=1700, opacity=0.4)
    glints(sheet, level, ("#2f5650",), 110, spread=1700, opacity=0.3)
    for x, y, length in ((340, 676, 130), (840, 690, 150)):
        sampan(sheet, x, y, length, dark="#4a3426")
    sheet.oval(1060, 836, 170, 14, "#1c3430", opacity=0.5, filter="ripple")
    sampan(sheet, 1060, 810, 330, dark="#40281c")
    for x, y, r in ((300, 900, 90), (480, 950, 120), (140, 940, 110)):
        lilies = [
            (
                x + sheet.chance.gauss(0, r),
                y + sheet.chance.gauss(0, r * 0.12),
                sheet.between(9, 20),
            )
            for _ in range(46)
        ]
        sheet.path(dots([(a, b + 3, c) for a, b, c in lilies], 0.32), "#1e4038")
        sheet.path(dots(lilies, 0.32), "#6c8f4c")
        sheet.path(dots([(a - 2, b - 1, c * 0.6) for a, b, c in lilies], 0.3), "#a0b45c")
        sheet.path(dots([(a, b - 6, 4) for a, b, c in lilies[::6]]), "#d0a0d0")
    bamboo(sheet, -10, 1010, 900, ("#2a3c24", "#42582c", "#7c8440"), 10)
    return sheet.svg(0.1)
