"""The reservoir and its dam."""

from tests.pictures.drawing import (
    WIDTH,
    Sheet,
    dots,
    flat,
    pen,
    steps,
)
from tests.pictures.nature import (
    glints,
    mirror,
    mountains,
    ridge,
    sky,
    water,
)
from tests.pictures.people import person, sampan
from tests.pictures.plants import (
    woods,
)


def reservoir() -> str:
    """A reservoir between wooded hills, its dam letting water through two gates."""
    sheet = Sheet("ho-thuy-loi")
    level = 470
    with sheet.group(id="far"):
        sky(sheet, "#3a86b4", (0.6, "#9cd0d8"), "#e0f0e4", horizon=level)
        sheet.veil(0, 260, "#ffffff", stretch=2.2)
        mountains(
            sheet,
            ridge(sheet, 440, 240, 470, sharp=0.6),
            level,
            "#7ca8bc",
            "#c8e0d8",
            shade="#3f7894",
            light="#e8f4e4",
        )
        mid = ridge(sheet, 470, 170, 380, sharp=0.2)
        mountains(sheet, mid, level, "#4a8478", "#88b498", shade="#24585c", light="#b8d088")
        near = ridge(sheet, 470, 60, 260)

        def shore(x: float) -> float:
            return near(x) + 20 - 130 * max(0.0, (abs(x - 760) - 420) / 500)

        mountains(sheet, shore, level, "#2f6a4c", "#5c9058", shade="#174438", light="#a0c060")
        woods(
            sheet, lambda x: shore(x) + 8, -20, 1640, 22, ("#24583c", "#3f7c48", "#8cb458"), gap=0.6
        )
        for _ in range(160):
            x = sheet.between(-20, WIDTH)
            y = shore(x) + sheet.chance.random() * max(1.0, level - shore(x))
            woods(sheet, flat(y), x, x + 4, 22, ("#1f5038", "#397444", "#7ca850"))
        sheet.rect(0, level - 7, WIDTH, 8, "#d8b880")
    water(sheet, level, "#bfe4dc", (0.2, "#64b8b4"), "#2c8a94", to=720)
    mirror(sheet, "far", level, 0.55)
    glints(sheet, level, ("#f0fffa",), 160, spread=1700, to=680, opacity=0.5)
    sampan(sheet, 520, 560, 90)
    sheet.area([(-10, 640), (1610, 560), (1610, 1010), (-10, 1010)], "#3f6c5c")

    def crest(x: float) -> float:
        return 652 - 0.05 * x

    face = [(-20, crest(-20) + 26), (1620, crest(1620) + 26), (1620, 930), (-20, 1010)]
    sheet.area(face, sheet.fade("#dcd8cc", "#bcb8ac", "#8c8c84"))
    for k in range(1, 7):
        sheet.stroke(
            pen("M", -10, crest(0) + 26 + k * 52, "L", 1610, crest(1610) + 26 + k * 46),
            "#8c8a80",
            1.6,
            opacity=0.6,
        )
    for x in steps(0, WIDTH, 88):
        sheet.stroke(pen("M", x, crest(x) + 26, "L", x - 26, 1000), "#8c8a80", 1.2, opacity=0.45)
        sheet.path(
            pen("M", x + 20, crest(x) + 30, "l", -16, sheet.between(60, 200), "h", 12, "Z"),
            "#5c6058",
            opacity=0.16,
        )
    for x in (640, 860):
        y, wide = crest(x), 150
        sheet.area(
            [(x, y + 20), (x + wide, y + 14), (x + wide + 10, 1010), (x - 60, 1010)],
            sheet.fade("#6c8c94", "#e8f4f2", "#ffffff"),
        )
        for tone, width in (("#ffffff", 3.0), ("#a8ccd0", 2.2), ("#f4fcfc", 5.0)):
            d = ""
            for _ in range(60):
                u = sheet.chance.random()
                top = y + 20 + sheet.between(0, 200)
                length = sheet.between(40, 170)
                px = x + u * wide - (1 - u) * (top - y) * 0.17
                d += pen("M", px, top, "q", -4, length * 0.5, -length * 0.17 * (1 - u), length)
            sheet.stroke(d, tone, width, opacity=0.55)
    for x in (610, 795, 1015):
        y = crest(x)
        sheet.area(
            [(x, y - 50), (x + 34, y - 52), (x + 38, 900), (x - 30, 910)],
            sheet.fade("#f0ece0", "#c4c0b4", "#94948c"),
        )
        sheet.area(
            [(x + 34, y - 52), (x + 52, y - 44), (x + 58, 890), (x + 38, 900)],
            sheet.fade("#a8a49c", "#74746c"),
        )
        sheet.rect(x - 10, y - 110, 62, 62, sheet.fade("#f8f4e8", "#d4ccbc"))
        sheet.rect(x + 4, y - 94, 34, 26, "#4c7484")
        sheet.path(pen("M", x - 22, y - 108, "l", 14, -26, "h", 58, "l", 14, 26, "Z"), "#3c7490")
    road = [
        (-20, crest(-20)),
        (1620, crest(1620)),
        (1620, crest(1620) + 28),
        (-20, crest(-20) + 30),
    ]
    sheet.area(road, sheet.fade("#f0ece2", "#b4b0a8"))
    rail = pen("M", -10, crest(0) - 24, "L", 1610, crest(1610) - 24)
    sheet.stroke(rail, "#e8ecec", 3)
    posts = "".join(pen("M", x, crest(x), "v", -25) for x in steps(0, WIDTH, 26))
    sheet.stroke(posts, "#d8dcdc", 2)
    for x, tall, shirt in ((300, 46, "#e8883c"), (330, 45, "#f4f4f0"), (1240, 44, "#f0c840")):
        person(sheet, x, crest(x) + 8, tall, shirt, hat="#f0d060")
    spray = [
        (
            800 + sheet.chance.gauss(0, 190),
            985 - abs(sheet.chance.gauss(0, 26)),
            sheet.between(6, 26),
        )
        for _ in range(260)
    ]
    sheet.path(dots(spray, 0.8), "#ffffff", opacity=0.35, filter="soft4")
    sheet.oval(820, 1000, 420, 70, "#ffffff", opacity=0.6, filter="soft12")
    for left, right in ((-20, 420), (1250, 1620)):
        woods(sheet, flat(985), left, right, 110, ("#1c5038", "#3a7c48", "#94bc58"), gap=0.4)
    return sheet.svg(0.1)
