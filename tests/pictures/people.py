"""Small figures without faces, boats and what people carry."""

from tests.pictures.drawing import Sheet, mix, pen


def person(
    sheet: Sheet,
    x: float,
    y: float,
    h: float,
    shirt: str,
    *,
    trousers: str = "#2c2a34",
    hat: str = "#e8d6a4",
    bend: float = 0,
    stride: float = 0.1,
    pole: bool = False,
) -> None:
    """Somebody standing at (x, y), `h` px tall; `bend` leans over to the right (−1 left … 1)."""
    lean = h * 0.42 * bend
    hip, neck = (x, y - h * 0.47), (x + lean, y - h * (0.84 - 0.3 * abs(bend)))
    w = h * 0.095
    sheet.oval(x + h * 0.1, y, h * 0.26, h * 0.035, "#10101c", opacity=0.3)
    for side in (-1, 1):
        foot = x + side * h * stride
        d = pen("M", hip[0] + side * w * 0.4, hip[1], "Q", foot, y - h * 0.25, foot, y)
        sheet.stroke(d, trousers, h * 0.085)
    d = pen("M", hip[0] - w, hip[1] + h * 0.06, "Q", (hip[0] + neck[0]) / 2 - w * 1.1)
    d += pen("", (hip[1] + neck[1]) / 2, neck[0] - w * 0.9, neck[1] + h * 0.02)
    d += pen("", "Q", neck[0], neck[1] - h * 0.03, neck[0] + w * 0.9, neck[1] + h * 0.03)
    d += pen("", "Q", (hip[0] + neck[0]) / 2 + w * 1.2, (hip[1] + neck[1]) / 2)
    d += pen("", hip[0] + w, hip[1] + h * 0.07, "Z")
    sheet.path(d, sheet.fade(mix(shirt, "#ffffff", 0.22), mix(shirt, "#101020", 0.22), x=1, y=0.3))
    hand = (neck[0] + (h * 0.2 if bend >= 0 else -h * 0.2), neck[1] + h * (0.24 + 0.18 * abs(bend)))
    d = pen("M", neck[0], neck[1] + h * 0.04, "Q", neck[0] + lean * 0.2 + w)
    d += pen("", neck[1] + h * 0.15, hand[0], hand[1])
    sheet.stroke(d, mix(shirt, "#101020", 0.15), h * 0.055)
    hx, hy = neck[0] + lean * 0.16, neck[1] - h * (0.075 - 0.04 * abs(bend))
    sheet.oval(hx, hy, h * 0.055, h * 0.068, "#5a4034")
    if hat:
        d = pen("M", hx - h * 0.16, hy, "Q", hx, hy - h * 0.06, hx + h * 0.01)
        d += pen("", hy - h * 0.14, "Q", hx + h * 0.05, hy - h * 0.05, hx + h * 0.16, hy)
        d += pen("", "Q", hx, hy + h * 0.045, hx - h * 0.16, hy, "Z")
        sheet.path(
            d,
            sheet.fade(mix(hat, "#ffffff", 0.3), mix(hat, "#60482c", 0.4), x=1, y=0.3),
            transform=f"rotate({40 * bend:.0f} {hx:.1f} {hy:.1f})",
        )
    else:
        sheet.oval(hx, hy - h * 0.025, h * 0.06, h * 0.055, "#1c1618")
    if pole:
        _carrying_pole(sheet, x, neck[1] + h * 0.01, h)


def _carrying_pole(sheet: Sheet, x: float, y: float, h: float) -> None:
    """A pole on the shoulder with a basket at each end."""
    reach = h * 0.55
    d = pen("M", x - reach, y + h * 0.04, "Q", x, y - h * 0.05, x + reach, y + h * 0.04)
    sheet.stroke(d, "#6a4c30", h * 0.022)
    for side in (-1, 1):
        bx, by = x + side * reach, y + h * 0.42
        ropes = pen("M", bx, y + h * 0.04, "L", bx - h * 0.13, by)
        ropes += pen("", "M", bx, y + h * 0.04, "L", bx + h * 0.13, by)
        sheet.stroke(ropes, "#4c3a2a", max(0.7, h * 0.008))
        sheet.oval(bx, by, h * 0.14, h * 0.06, "#7fa04a")
        d = pen("M", bx - h * 0.15, by, "q", h * 0.15, h * 0.2, h * 0.3, "Z")
        sheet.path(d, "#a27a46")


def crowd(
    sheet: Sheet,
    left: float,
    right: float,
    y: float,
    h: float,
    shirts: tuple[str, ...],
    *,
    gap: float = 0.5,
    hats: float = 0.4,
) -> None:
    """People side by side along a line, some under conical hats."""
    x = left
    while x < right:
        tall = h * sheet.between(0.82, 1.08)
        hat = "#e6d2a0" if sheet.chance.random() < hats else ""
        person(
            sheet, x, y + sheet.between(-h, h) * 0.06, tall, sheet.chance.choice(shirts), hat=hat
        )
        x += h * gap * sheet.between(0.6, 1.5)


def sampan(sheet: Sheet, x: float, y: float, length: float, *, dark: str = "#2a1f22") -> None:
    """A long boat with a mat roof and a rower at its stern; (x, y) is its middle."""
    u = length / 2
    if dark:
        rim = mix(dark, "#c8a070", 0.4)
    d = pen("M", x - u, y - u * 0.17, "Q", x - u * 0.6, y + u * 0.02, x, y + u * 0.02)
    d += pen("", "Q", x + u * 0.6, y + u * 0.02, x + u, y - u * 0.2)
    d += pen("", "Q", x + u * 0.7, y + u * 0.13, x + u * 0.3, y + u * 0.15)
    d += (
        f"H{x - u * 0.35:.1f}Q{x - u * 0.75:.1f} {y + u * 0.12:.1f} {x - u:.1f} {y - u * 0.17:.1f}Z"
    )
    person(
        sheet,
        x + u * 0.6,
        y + u * 0.02,
        u * 0.62,
        mix(dark, "#6a4a48", 0.5),
        hat=mix(dark, "#e8c890", 0.6),
        bend=-0.15,
        trousers=dark,
    )
    oar = pen("M", x + u * 0.4, y - u * 0.36, "L", x + u * 1.12, y + u * 0.26)
    sheet.stroke(oar, dark, max(1.2, u * 0.022))
    roof = pen("M", x - u * 0.42, y + u * 0.02, "Q", x - u * 0.36, y - u * 0.3, x - u * 0.02)
    roof += pen("", y - u * 0.3, "Q", x + u * 0.26, y - u * 0.3, x + u * 0.28, y + u * 0.02, "Z")
    sheet.path(roof, sheet.fade(mix(dark, "#d0a868", 0.6), mix(dark, "#806040", 0.3)))
    ribs = "".join(
        f"M{x + u * k:.1f} {y:.1f}q{u * 0.02:.1f} {-u * 0.2:.1f} {u * 0.07:.1f} {-u * 0.28:.1f}"
        for k in (-0.3, -0.17, -0.04, 0.09)
    )
    sheet.stroke(ribs, dark, max(0.8, u * 0.012), opacity=0.6)
    sheet.path(d, sheet.fade(mix(dark, "#8a6850", 0.35), dark))
    edge = pen("M", x - u, y - u * 0.17, "Q", x - u * 0.6, y + u * 0.02, x, y + u * 0.02)
    edge += pen("", "Q", x + u * 0.6, y + u * 0.02, x + u, y - u * 0.2)
    sheet.stroke(edge, rim, max(1, u * 0.02))
