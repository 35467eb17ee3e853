"""The river at sunrise and its bridge at dusk."""

from tests.pictures.drawing import (
    WIDTH,
    Sheet,
    flat,
    noise,
    pen,
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
    slope,
    sun,
    water,
)
from tests.pictures.people import person, sampan
from tests.pictures.plants import (
    bamboo,
    tree,
    woods,
)


def sunrise() -> str:
    """Sunrise over the river: layered peaks, mist, a sampan in the sun's path."""
    sheet = Sheet("binh-minh-luong-giang")
    level = 596
    with sheet.group(id="far"):
        sky(sheet, "#6f9dbb", (0.35, "#b9c4bc"), (0.62, "#f6d596"), (0.85, "#ffcf74"), "#ffe2a4")
        sheet.veil(20, 330, "#fff0cc", stretch=4.5, dense=-0.15)
        sheet.veil(180, 260, "#ffb868", stretch=6, dense=-0.2)
        sun(sheet, 985, 338, 36, "#fff8e0", "#ffe2a0")
        far = ridge(sheet, 560, 230, 420, sharp=0.7)
        mountains(sheet, far, 600, "#a4a89c", "#f8d9a0", shade="#6c8088", depth=0.3)
        haze(sheet, 470, 150, "#ffe4ac", "bb")
        mid = ridge(sheet, 610, 330, 330, sharp=0.75)

        def parted(x: float) -> float:
            return mid(x) + 250 * max(0.0, 1 - ((x - 960) / 330) ** 2)

        mountains(sheet, parted, 615, "#5f7f80", "#e0be8c", shade="#2c5664", depth=0.4)
        sheet.veil(470, 150, "#fff0c8", stretch=6, dense=0.05)
        near = ridge(sheet, 640, 210, 240, sharp=0.4)

        def sides(x: float) -> float:
            return near(x) + 170 * max(0.0, 1 - ((x - 930) / 560) ** 2)

        mountains(sheet, sides, 620, "#2c5358", "#7c8870", shade="#123640", depth=0.45)
        woods(sheet, flat(level + 2), -20, 330, 26, ("#28484a", "#3c5c54", "#7c8468"))
        woods(sheet, flat(level + 2), 1330, 1640, 30, ("#28484a", "#3c5c54", "#8c8464"))
    water(sheet, level, "#ffe0a0", (0.2, "#f0c080"), (0.55, "#a0a88c"), "#3c6870")
    mirror(sheet, "far", level, 0.62)
    haze(sheet, level - 34, 70, "#ffe8cc", "aa")
    glints(sheet, level, ("#fff4d0", "#ffe0a0"), 130, x=985, spread=190, opacity=0.75)
    glints(sheet, level, ("#3c6870", "#ffe6b4"), 110, opacity=0.3)
    with sheet.group(opacity=0.45, filter="ripple"):
        sheet.oval(700, 786, 130, 16, "#2a2c2c")
        sheet.rect(770, 780, 16, 60, "#2a2c2c")
    sampan(sheet, 700, 762, 300, dark="#2c2420")
    bank = noise(sheet.chance, 300)

    def shore(x: float) -> float:
        return 905 + 30 * bank(x) + 0.11 * abs(x - 60) - 1.6 * max(0.0, 150 - x / 3) * 0.3

    slope(sheet, shore, "#24403c", "#101f20")
    tones = ("#12282a", "#20403a", "#4c5c40")
    grass(sheet, shore, 90, tones, 620, size=48)
    bamboo(sheet, 1500, 980, 760, ("#14302e", "#1f423a", "#4c5a3c"), 13)
    return sheet.svg()


def _bridge(sheet: Sheet, deck: float) -> None:
    """A cable-stayed bridge with two towers; its road arches a little above `deck`."""

    def road(x: float) -> float:
        return deck - 46 * (1 - ((x - 800) / 1000) ** 2)

    for x in (250.0, 1350.0, -30.0, 1600.0):
        sheet.rect(x - 12, road(x), 24, 640 - road(x), sheet.fade("#51486a", "#2c2a48", x=1, y=0))
    for tower, shift in ((505, 0), (1095, 1)):
        top, foot = deck - 440, 650
        cables = ""
        for i in range(1, 20):
            high = top + 34 + i * 8.5
            for side in (-1, 1):
                x = tower + side * (300 - (19 - i) * 14.2)
                cables += pen("M", tower, top + 200 - i * 8.5 + 6, "L", x, road(x) - 4)
            if high > deck:
                break
        sheet.stroke(cables, "#ffd8b4", 1.7, opacity=0.85)
        lit = sheet.fade("#ffe2bc", (0.4, "#c98f88"), "#54456a")
        dark = sheet.fade("#8c6f86", "#3a3358")
        for side in (-1, 1):
            legs = [
                (tower + side * 5, top + 130),
                (tower + side * 13, top + 130),
                (tower + side * 52, road(tower)),
                (tower + side * 30, foot),
                (tower + side * 14, foot),
                (tower + side * 36, road(tower)),
            ]
            sheet.area(legs, dark if side > 0 else lit)
        sheet.rect(tower - 12, top, 24, 150, lit)
        sheet.rect(tower + 3, top, 9, 150, "#5c4a70", opacity=0.55)
        sheet.rect(tower - 48, road(tower) + 20, 96, 16, "#453c60")
        sheet.rect(tower - 70, 628, 140, 20, "#332f50")
        sheet.oval(tower, top - 3, 4, 4, "#ff6a50")
        sheet.oval(
            tower, top - 3, 26, 26, sheet.glow("#ff6a5099", "#ff6a5000"), opacity=0.9 - shift / 9
        )
    xs = steps(-20, WIDTH + 20, 40)
    upper = [(x, road(x) - 3) for x in xs]
    lower = [(x, road(x) + 17) for x in reversed(xs)]
    sheet.area([*upper, *lower], sheet.fade("#6d5a78", "#2e2a4a"))
    for x in steps(0, WIDTH, 54):
        sheet.rect(x - 1, road(x) - 34, 2, 32, "#3a3354")
        sheet.oval(
            x, road(x) - 35, 22, 22, sheet.glow("#ffdf9ccc", (0.3, "#ffc87066"), "#ffb05000")
        )
        sheet.oval(x, road(x) - 35, 3, 2.4, "#fff6d8")
    for _ in range(34):
        x = sheet.between(0, WIDTH)
        tone = sheet.chance.choice(("#fff2c8", "#fff2c8", "#ff5a40"))
        sheet.oval(x, road(x) - 8, sheet.between(3, 7), 2, tone)
    sheet.stroke("M" + "L".join(f"{x:.0f} {y - 12:.1f}" for x, y in upper), "#cfa6a0", 1.2)


def bridge() -> str:
    """The cable-stayed bridge at dusk, its lamps in the water."""
    sheet = Sheet("cau-luong-giang")
    level = 644
    with sheet.group(id="far"):
        sky(
            sheet,
            "#1f3a63",
            (0.3, "#3f5c88"),
            (0.6, "#a9809a"),
            (0.82, "#f0906c"),
            "#ffc078",
            horizon=level,
        )
        sheet.veil(40, 300, "#e79a9c", stretch=5, dense=-0.1)
        sheet.veil(300, 240, "#ffb27c", stretch=8, dense=-0.05)
        far = ridge(sheet, 620, 190, 380, sharp=0.5)
        mountains(sheet, far, 650, "#6f6288", "#d98a7a", shade="#4a4272", depth=0.3)
        near = ridge(sheet, 640, 80, 260)
        mountains(sheet, near, 650, "#433f66", "#7a5570", shade="#2c2c50", depth=0.3)
        for _ in range(64):
            x, tall = sheet.between(-10, WIDTH), sheet.between(8, 46)
            sheet.rect(x, level - tall, sheet.between(12, 40), tall, "#2d2d4e")
        lights = "".join(
            f"M{sheet.between(0, WIDTH):.0f} {level - sheet.between(3, 34):.0f}h3v2.4h-3Z"
            for _ in range(260)
        )
        sheet.path(lights, "#ffd88c", opacity=0.9)
        _bridge(sheet, 560)
    water(sheet, level, "#f0a070", (0.25, "#a9748a"), (0.6, "#4b5784"), "#1f3358")
    mirror(sheet, "far", level, 0.6, 0.82)
    glints(sheet, level, ("#ffe0a8", "#ffb98a"), 150, spread=1500, opacity=0.5)
    glints(sheet, level, ("#22365e", "#34406c"), 130, spread=1600, opacity=0.45)
    sampan(sheet, 1220, 770, 150, dark="#1d2340")
    bank = noise(sheet.chance, 260)
    slope(
        sheet,
        lambda x: 930 + 16 * bank(x) - 0.00012 * (x - 300) ** 2 * (x < 300),
        "#1f2a48",
        "#10162c",
    )
    grass(sheet, lambda x: 934 + 16 * bank(x), 60, ("#10172e", "#1c2644", "#363752"), 520, size=34)
    for x, tall, shirt, hat in ((250, 150, "#3d4a74", ""), (316, 142, "#7a4a5c", "#caa080")):
        person(sheet, x, 962, tall, shirt, trousers="#141a30", hat=hat, stride=0.05)
    tree(sheet, 60, 1010, 560, ("#0f1730", "#172140", "#2c3054"), trunk="#141a30", wide=0.4)
    return sheet.svg()
