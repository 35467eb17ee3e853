"""Houses with tiled roofs, windows, flags, stalls and lamps."""

from tests.pictures.drawing import Point, Sheet, mix, pen, steps


def tiles(
    sheet: Sheet, corners: tuple[Point, Point, Point, Point], colour: str, size: float
) -> None:
    """A tiled roof: corners top left, top right, bottom right, bottom left."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    sheet.area(corners, sheet.fade(mix(colour, "#ffffff", 0.1), mix(colour, "#2a1020", 0.18)))
    rows = max(3, round((dy - ay) / size))
    dark, light = "", ""
    for row in range(1, rows + 1):
        part = row / rows
        x1, y1 = ax + (dx - ax) * part, ay + (dy - ay) * part
        x2, y2 = bx + (cx - bx) * part, by + (cy - by) * part
        dark += f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
        count = max(4, round((x2 - x1) / size / 1.3))
        for i in range(count):
            u = (i + 0.5 * (row % 2)) / count
            px, py = x1 + (x2 - x1) * u, y1 + (y2 - y1) * u
            dark += f"M{px:.1f} {py:.1f}v{-(dy - ay) / rows * 0.8:.1f}"
            if sheet.chance.random() < 0.2:
                light += f"M{px + 1:.1f} {py - 1:.1f}h{size * 0.9:.1f}v{-size * 0.55:.1f}"
                light += f"h{-size * 0.9:.1f}Z"
    sheet.path(light, mix(colour, "#ffe0b0", 0.4), opacity=0.5)
    sheet.stroke(dark, mix(colour, "#1a0a10", 0.5), max(0.7, size * 0.09), opacity=0.55)
    sheet.stroke(f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}", mix(colour, "#ffffff", 0.25), size * 0.3)


def window(
    sheet: Sheet, x: float, y: float, w: float, h: float, glass: str, frame: str = "#f4efe2"
) -> None:
    """A window with a frame, a cross and a sill; x, y is its upper left corner."""
    sheet.rect(x - w * 0.08, y - w * 0.08, w * 1.16, h + w * 0.16, frame)
    sheet.rect(x, y, w, h, sheet.fade(mix(glass, "#ffffff", 0.25), glass))
    sheet.path(f"M{x} {y}h{w * 0.55}l{-w * 0.5} {h * 0.7}h{-w * 0.05}Z", "#ffffff", opacity=0.16)
    bar = f"M{x + w / 2:.1f} {y}v{h}M{x} {y + h * 0.36:.1f}h{w}"
    sheet.stroke(bar, frame, max(1, w * 0.06))
    sheet.rect(
        x - w * 0.14,
        y + h + w * 0.07,
        w * 1.28,
        max(1.5, w * 0.08),
        mix(frame, "#000", 0) if len(frame) < 7 else mix(frame, "#404050", 0.35),
    )


def house(
    sheet: Sheet,
    x: float,
    y: float,
    w: float,
    h: float,
    *,
    wall: str = "#ead9b5",
    roof: str = "#a8492f",
    rise: float = 0.75,
    gable: float = 0.3,
    glass: str = "#4d5b63",
    door: str = "#6b4630",
    bays: int = 3,
    porch: bool = True,
) -> None:
    """A long house seen from its front, its gable to the right; (x, y) is the lower left corner."""
    side, top, over = w * gable, y - h, h * 0.16
    back = h * 0.12
    apex = (x + w + side / 2, top - h * rise - back * 0.5)
    sheet.oval(x + w * 0.6, y + 2, w * 0.75, h * 0.1, "#1c1a20", opacity=0.25, filter="soft4")
    sheet.area(
        [(x + w, y), (x + w, top), apex, (x + w + side, top - back), (x + w + side, y - back)],
        sheet.fade(mix(wall, "#3a3040", 0.28), mix(wall, "#3a3040", 0.45)),
    )
    sheet.rect(x, top, w, h, sheet.fade(mix(wall, "#4a3a38", 0.3), (0.3, wall), wall))
    sheet.rect(x, y - h * 0.09, w, h * 0.09, mix(wall, "#584c48", 0.5))
    for bay in range(bays):
        left, wide = x + w * bay / bays, w / bays
        if bay == bays // 2:
            sheet.rect(left + wide * 0.28, y - h * 0.72, wide * 0.44, h * 0.72, door)
            sheet.rect(
                left + wide * 0.28, y - h * 0.72, wide * 0.2, h * 0.72, mix(door, "#000000", 0.4)
            )
        else:
            window(sheet, left + wide * 0.3, y - h * 0.7, wide * 0.4, h * 0.38, glass)
    if w > 60:
        window(sheet, x + w + side * 0.36, top + h * 0.16, side * 0.24, h * 0.3, glass, "#c9bda6")
    sheet.path(f"M{x} {top}h{w}v{h * 0.1}h{-w}Z", "#1e1620", opacity=0.35)
    eaves = (x + w + over * 0.3, top + over * 0.7), (x - over, top + over * 0.7)
    peak = (x + w * 0.03 + side * 0.35, apex[1]), (apex[0] + over * 0.2, apex[1])
    tiles(sheet, (*peak, *eaves), roof, max(4, h * 0.085))
    rim = pen("M", *apex, "L", x + w + side + over * 0.4, top - back + over * 0.5)
    sheet.stroke(rim, mix(roof, "#201018", 0.35), max(2, h * 0.05))
    if porch:
        for i in range(bays + 1):
            px = x + w * i / bays
            sheet.rect(
                px - h * 0.025,
                top + over * 0.5,
                h * 0.05,
                h - over * 0.5,
                mix(wall, "#ffffff", 0.35),
            )


def flag(
    sheet: Sheet, x: float, y: float, height: float, *, colour: str = "#c8281e", size: float = 0.36
) -> None:
    """A plain flag on a pole that stands at (x, y)."""
    pole = max(1.5, height * 0.012)
    sheet.rect(x - pole / 2, y - height, pole, height, sheet.fade("#f2f2ee", "#8e9096", x=1, y=0))
    w, h, top = height * size, height * size * 0.66, y - height * 0.98
    a, b = sheet.between(-0.16, -0.06) * h, sheet.between(0.1, 0.18) * h
    d = f"M{x:.1f} {top:.1f}c{w * 0.3:.1f} {a:.1f} {w * 0.6:.1f} {b:.1f} {w:.1f} {h * 0.06:.1f}"
    d += f"v{h:.1f}c{-w * 0.4:.1f} {b:.1f} {-w * 0.7:.1f} {a:.1f} {-w:.1f} {-h * 0.06:.1f}Z"
    dark = mix(colour, "#300008", 0.4)
    folds = [(i / 6, (colour, mix(colour, "#ff9060", 0.22), dark)[i % 3]) for i in range(7)]
    sheet.path(d, sheet.fade(*folds, x=1, y=0.2))


def bunting(sheet: Sheet, start: Point, end: Point, sag: float, colours: tuple[str, ...]) -> None:
    """Small pennants on a string between two points."""
    (ax, ay), (bx, by) = start, end
    string = (
        f"M{ax:.1f} {ay:.1f}Q{(ax + bx) / 2:.1f} {(ay + by) / 2 + 2 * sag:.1f} {bx:.1f} {by:.1f}"
    )
    sheet.stroke(string, "#5c5048", 1.4)
    for number, t in enumerate(steps(0.03, 0.97, 22 / max(60, bx - ax))):
        px = ax + (bx - ax) * t
        py = ay + (by - ay) * t + 4 * sag * t * (1 - t)
        sheet.path(f"M{px - 7:.1f} {py:.1f}h14l-7 19Z", colours[number % len(colours)])


def awning(
    sheet: Sheet, x: float, y: float, w: float, drop: float, colours: tuple[str, str]
) -> None:
    """A striped awning that slopes to the viewer, its upper left corner at (x, y)."""
    count = max(5, round(w / 32))
    for i in range(count):
        a, b = x + w * i / count, x + w * (i + 1) / count
        la = x - w * 0.06 + w * 1.12 * i / count
        lb = x - w * 0.06 + w * 1.12 * (i + 1) / count
        tone = colours[i % 2]
        sheet.area(
            [(a, y), (b, y), (lb, y + drop), (la, y + drop)],
            sheet.fade(mix(tone, "#ffffff", 0.15), mix(tone, "#402030", 0.1)),
        )
        low = drop * 0.2
        d = f"M{la:.1f} {y + drop:.1f}H{lb:.1f}v{low:.1f}"
        d += f"q{(la - lb) / 2:.1f} {low:.1f} {la - lb:.1f} 0Z"
        sheet.path(d, mix(tone, "#301828", 0.22))


def lantern(sheet: Sheet, x: float, y: float, size: float, colour: str) -> None:
    """A lit silk lantern hanging at (x, y), with its light around it."""
    sheet.oval(x, y + size, size * 5, size * 5, sheet.glow(f"{colour}70", f"{colour}00"))
    sheet.stroke(f"M{x:.1f} {y - size * 0.9:.1f}v{size:.1f}", "#2a1a18", 1.5)
    paint = sheet.glow("#fff3c0", (0.45, mix(colour, "#ffd070", 0.4)), mix(colour, "#400008", 0.25))
    sheet.oval(x, y + size, size, size * 0.86, paint)
    ribs = "".join(
        pen("M", x, y + size * 0.16, "Q", x + k * size, y + size, x, y + size * 1.84)
        for k in (-1.2, -0.5, 0.5, 1.2)
    )
    sheet.stroke(ribs, mix(colour, "#500010", 0.5), max(0.8, size * 0.04), opacity=0.6)
    sheet.rect(x - size * 0.3, y + size * 0.1, size * 0.6, size * 0.12, "#5a2a18")
    sheet.rect(x - size * 0.3, y + size * 1.76, size * 0.6, size * 0.12, "#5a2a18")
    sheet.stroke(f"M{x:.1f} {y + size * 1.9:.1f}v{size * 0.8:.1f}", "#d8a040", max(1, size * 0.12))
