"""Trees, palms, bamboo and woods."""

import math
from collections.abc import Sequence
from itertools import pairwise

from tests.pictures.drawing import Curve, Point, Sheet, dots, mix, pen, smooth

Tones = tuple[str, str, str]
"""Dark, middle and light."""


def foliage(
    sheet: Sheet, x: float, y: float, rx: float, ry: float, tones: Sequence[str], leaf: float
) -> None:
    """A crown of clumps: dark below, light from above left."""
    clumps = [
        (x + rx * 0.72 * sheet.chance.gauss(0, 0.5), y + ry * 0.68 * sheet.chance.gauss(0, 0.5))
        for _ in range(max(7, min(34, round(rx / leaf))))
    ]
    size = (rx + ry) / 2
    for number, tone in enumerate(tones):
        spots = []
        for cx, cy in clumps:
            for _ in range((44, 30, 18)[min(2, number)]):
                turn, far = sheet.between(0, math.tau), sheet.chance.random() ** 0.6
                reach = size * (0.34 - 0.06 * number)
                px = cx + math.cos(turn) * far * reach - size * 0.07 * number
                py = cy + math.sin(turn) * far * reach * 0.75 - size * 0.11 * number
                spots.append((px, py, leaf * sheet.between(0.45, 1.1) * (1 - 0.18 * number)))
        sheet.path(dots(spots, 0.72), tone)


def tree(
    sheet: Sheet,
    x: float,
    y: float,
    height: float,
    tones: Sequence[str],
    *,
    trunk: str = "#4a3a2e",
    wide: float = 0.42,
    leaf: float = 0,
) -> None:
    """A broad tree that stands at (x, y)."""
    w, fork = height * 0.045, y - height * 0.36
    limbs = ""
    for turn in (-0.9, -0.45, 0.1, 0.55, 0.95):
        tip = (x + turn * height * wide * 0.75, y - height * sheet.between(0.55, 0.78))
        limbs += f"M{x:.1f} {fork + height * 0.08:.1f}Q{x + turn * w:.1f} {fork:.1f} "
        limbs += f"{tip[0]:.1f} {tip[1]:.1f}"
    body = f"M{x - w * 1.6:.1f} {y:.1f}Q{x - w * 0.6:.1f} {y - height * 0.12:.1f} {x - w * 0.7:.1f}"
    body += f" {fork:.1f}H{x + w * 0.7:.1f}Q{x + w * 0.5:.1f} {y - height * 0.12:.1f} "
    body += f"{x + w * 1.7:.1f} {y:.1f}Z"
    sheet.path(body, sheet.fade(mix(trunk, "#ffffff", 0.12), trunk, x=1, y=0))
    sheet.stroke(limbs, trunk, w * 0.55)
    foliage(
        sheet, x, y - height * 0.66, height * wide, height * 0.33, tones, leaf or height * 0.017
    )


def palm(
    sheet: Sheet, x: float, y: float, height: float, tones: Sequence[str], lean: float = 0
) -> None:
    """An areca palm: thin ringed trunk, green shaft, arched feathers."""
    top = (x + lean * height, y - height)
    w = max(1.6, height * 0.02)
    d = f"M{x:.1f} {y:.1f}Q{x + lean * height * 0.2:.1f} {y - height * 0.5:.1f} {top[0]:.1f} "
    d += f"{top[1]:.1f}"
    sheet.stroke(d, mix(tones[0], "#8a7a68", 0.6), w)
    sheet.stroke(d, "#d8c8b0", w * 0.35, opacity=0.5, stroke_dasharray=f"{w * 0.6:.1f} {w * 2:.1f}")
    sheet.stroke(straight_up(top, height * 0.09), tones[1], w * 1.2)
    reach = height * 0.26
    for number in range(11):
        turn = -math.pi / 2 + (number - 5) * 0.33 + sheet.between(-0.1, 0.1)
        tone = tones[(number * 2) % 3 if number % 2 else 0]
        _feather(sheet, (top[0], top[1] - height * 0.08), turn, reach, tone)


def straight_up(start: Point, length: float) -> str:
    """A path from a point upwards."""
    return f"M{start[0]:.1f} {start[1]:.1f}v{-length:.1f}"


def _feather(sheet: Sheet, root: Point, turn: float, reach: float, tone: str) -> None:
    """One palm leaf: a drooping rib with leaflets on both sides."""
    x, y = root
    ribs: list[Point] = []
    for i in range(9):
        part = i / 8
        ribs.append(
            (
                x + math.cos(turn) * reach * part,
                y + math.sin(turn) * reach * part + reach * 0.62 * part**2.2,
            )
        )
    sheet.stroke(smooth(ribs), tone, max(1, reach * 0.02))
    d = ""
    for (ax, ay), (bx, by) in pairwise(ribs):
        for step in (0.0, 0.33, 0.66):
            px, py = ax + (bx - ax) * step, ay + (by - ay) * step
            hang = reach * sheet.between(0.16, 0.24)
            run = (bx - ax) * 1.1
            d += f"M{px:.1f} {py:.1f}q{run:.1f} {hang * 0.1:.1f} {run * 1.2:.1f} {hang:.1f}"
            d += f"M{px:.1f} {py:.1f}q{run:.1f} {-hang * 0.5:.1f} {run * 1.9:.1f} {-hang * 0.2:.1f}"
    sheet.stroke(d, tone, max(0.8, reach * 0.018))


def bamboo(
    sheet: Sheet, x: float, y: float, height: float, tones: Sequence[str], count: int = 14
) -> None:
    """A clump of bamboo whose tops bow outwards."""
    for number in range(count):
        side = (number + 0.5) / count * 2 - 1
        bow = side * height * 0.5 + sheet.between(-0.1, 0.1) * height
        tall = height * sheet.between(0.72, 1.02)
        root = x + side * height * 0.09
        tone = tones[number % 2]
        d = f"M{root:.1f} {y:.1f}Q{root + bow * 0.12:.1f} {y - tall:.1f} {root + bow:.1f} "
        d += f"{y - tall * 0.86:.1f}"
        sheet.stroke(d, tone, max(1.2, height * 0.009))
        leaves = ""
        for _ in range(52):
            t = sheet.between(0.4, 1)
            px = (1 - t) ** 2 * root + 2 * t * (1 - t) * (root + bow * 0.12) + t * t * (root + bow)
            py = (1 - t) ** 2 * y + 2 * t * (1 - t) * (y - tall) + t * t * (y - tall * 0.86)
            out = height * 0.05 * sheet.between(-1, 1)
            drop = height * sheet.between(0.01, 0.05)
            px += out
            leaves += f"M{px:.1f} {py:.1f}q{out * 0.6:.1f} {-2:.1f} {out:.1f} {drop:.1f}"
            leaves += f"q{-out * 0.8:.1f} {-drop * 0.3:.1f} {-out:.1f} {-drop:.1f}"
        sheet.path(leaves, tones[(number + 1) % 3], stroke=tones[number % 3], stroke_width=1)


def banana(sheet: Sheet, x: float, y: float, height: float, tones: Sequence[str]) -> None:
    """A banana plant: broad leaves from one foot."""
    for number in range(8):
        turn = -math.pi / 2 + (number - 3.5) * 0.36 + sheet.between(-0.1, 0.1)
        dx, dy = math.cos(turn) * height * 0.8, math.sin(turn) * height
        nx, ny = -math.sin(turn) * height * 0.13, math.cos(turn) * height * 0.13
        tip = (x + dx * 1.15, y + dy * 0.8)
        d = f"M{x:.1f} {y:.1f}Q{x + dx * 0.6 + nx:.1f} {y + dy * 0.95 + ny:.1f} {tip[0]:.1f} "
        d += f"{tip[1]:.1f}Q{x + dx * 0.5 - nx:.1f} {y + dy * 0.7 - ny:.1f} {x:.1f} {y:.1f}Z"
        sheet.path(d, tones[number % 3])
        rib = f"M{x:.1f} {y:.1f}Q{x + dx * 0.55:.1f} {y + dy * 0.85:.1f} {tip[0]:.1f} {tip[1]:.1f}"
        sheet.stroke(rib, tones[2], 1.4, opacity=0.6)


def woods(
    sheet: Sheet,
    line: Curve,
    left: float,
    right: float,
    size: float,
    tones: Sequence[str],
    *,
    gap: float = 0.8,
    sink: float = 0.0,
) -> None:
    """A row of crowns along an outline."""
    layers: list[list[tuple[float, float, float]]] = [[], [], []]
    x = left
    while x < right:
        tall = size * sheet.between(0.6, 1.25)
        cy = line(x) - tall * 0.45 + sink
        for number, layer in enumerate(layers):
            for _ in range(round((26, 20, 13)[number] * max(1.0, min(3.5, tall / 45)))):
                turn, far = sheet.between(0, math.tau), sheet.chance.random() ** 0.5
                px = x + math.cos(turn) * far * tall * 0.5 - tall * 0.07 * number
                py = cy + math.sin(turn) * far * tall * 0.46 - tall * 0.12 * number
                layer.append(
                    (
                        px,
                        py,
                        min(tall, 30 + tall * 0.22)
                        * sheet.between(0.06, 0.13)
                        * (1 - 0.2 * number),
                    )
                )
        x += size * gap * sheet.between(0.6, 1.3)
    for layer, tone in zip(layers, tones, strict=False):
        sheet.path(dots(layer, 0.85), tone)


def conifer(sheet: Sheet, x: float, y: float, height: float, tones: Sequence[str]) -> None:
    """A slim tree with drooping boughs, as in mountain forests."""
    sheet.stroke(f"M{x:.1f} {y:.1f}v{-height * 0.97:.1f}", tones[0], max(1, height * 0.02))
    for tone, shift in ((tones[0], 0.0), (tones[1], -0.03)):
        d = ""
        for i in range(15):
            part = i / 14
            level = y - height * (0.14 + 0.84 * part)
            reach = height * 0.2 * (1 - part) ** 0.8 * sheet.between(0.75, 1.15) + 1
            for side in (-1, 1):
                tip = side * reach * (0.7 if shift and side > 0 else 1)
                d += f"M{x:.1f} {level - height * 0.05:.1f}q{tip * 0.6:.1f} 0 {tip:.1f} "
                d += f"{height * (0.075 + shift):.1f}q{-tip * 0.6:.1f} {-height * 0.015:.1f} "
                d += f"{-tip:.1f} {-height * 0.01:.1f}Z"
        sheet.path(d, tone)


def bouquet(sheet: Sheet, x: float, y: float, size: float, flowers: tuple[str, ...]) -> None:
    """Cut flowers in a low bowl whose foot stands at (x, y)."""
    foliage(
        sheet,
        x,
        y - size * 0.75,
        size * 0.75,
        size * 0.42,
        ("#2c5034", "#4a7a44", "#7aa052"),
        size * 0.1,
    )
    for tone in flowers:
        spots = [
            (
                x + sheet.chance.gauss(0, 0.34) * size,
                y - size * sheet.between(0.5, 1.15),
                size * 0.085,
            )
            for _ in range(9)
        ]
        sheet.path(dots(spots), tone)
        sheet.path(dots([(a - 1, b - 2, r * 0.5) for a, b, r in spots]), mix(tone, "#ffffff", 0.45))
    sheet.path(
        pen(
            "M",
            x - size * 0.34,
            y - size * 0.34,
            "h",
            size * 0.68,
            "l",
            -size * 0.16,
            size * 0.34,
            "h",
            -size * 0.36,
            "Z",
        ),
        sheet.fade("#f4efe4", "#b4a898", x=1, y=0),
    )


def shade_on_ground(sheet: Sheet, x: float, y: float, rx: float, ry: float) -> None:
    """The broken shadow of a tree."""
    spots = [
        (x + sheet.chance.gauss(0, 0.45) * rx, y + sheet.chance.gauss(0, 0.4) * ry, rx * 0.04)
        for _ in range(240)
    ]
    sheet.path(dots(spots, 0.35), "#2a3050", opacity=0.3, filter="soft1")
