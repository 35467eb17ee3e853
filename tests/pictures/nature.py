"""Sky, mountains, hills, water and mist."""

from collections.abc import Sequence

from tests.pictures.drawing import (
    HEIGHT,
    WIDTH,
    Curve,
    Point,
    Sheet,
    mix,
    noise,
    smooth,
    steps,
    straight,
)


def sky(sheet: Sheet, *colours: str | tuple[float, str], horizon: float = 600) -> None:
    """The sky down to a little below the horizon."""
    sheet.rect(0, 0, WIDTH, horizon + 60, sheet.fade(*colours))


def sun(sheet: Sheet, x: float, y: float, size: float, disc: str, halo: str) -> None:
    """A sun (or moon) with its glow."""
    sheet.oval(x, y, size * 9, size * 7, sheet.glow(f"{halo}d0", (0.3, f"{halo}66"), f"{halo}00"))
    sheet.oval(x, y, size, size, disc)


def ridge(sheet: Sheet, base: float, height: float, scale: float, *, sharp: float = 0) -> Curve:
    """The outline of a range: `sharp` 0 is rolling, 1 is peaked."""
    wave, fine = noise(sheet.chance, scale, 5), noise(sheet.chance, scale, 6)

    def at(x: float) -> float:
        peaked = 1 - 2.2 * abs(fine(x * 0.8))
        return base - height * (0.5 + 0.5 * (wave(x) * 1.6 * (1 - sharp) + peaked * sharp))

    return at


def mountains(
    sheet: Sheet,
    line: Curve,
    base: float,
    colour: str,
    mist: str,
    *,
    shade: str = "#20304a",
    depth: float = 0.3,
    light: str = "",
) -> None:
    """A range below its outline: mist at its foot, shadow (and light) on its spurs."""
    xs = steps(-20, WIDTH + 20, 6)
    tops = [line(x) for x in xs]
    outline = [(x, y) for x, y in zip(xs, tops, strict=True)]
    low = [(WIDTH + 20, base), (-20, base)]
    sheet.area([*outline, *low], sheet.fade(colour, (0.55, mix(colour, mist, 0.45)), mist))
    clip = sheet.clip(straight([*outline, *low]))
    with sheet.group(clip_path=clip, filter="soft1"):
        for start in range(4, len(xs) - 30, 3):
            window = tops[max(0, start - 5) : start + 6]
            if tops[start] != min(window) and sheet.chance.random() > 0.22:
                continue
            drop = (base - tops[start]) * sheet.between(0.45, 0.95)
            width = drop * sheet.between(0.25, 0.6)
            _spur(sheet, (xs[start], tops[start]), width, drop, shade, depth)
            if light:
                _spur(sheet, (xs[start], tops[start]), -width * 0.8, drop * 0.7, light, depth * 0.7)


def _spur(sheet: Sheet, top: Point, width: float, drop: float, colour: str, depth: float) -> None:
    """One side of a spur, from the top down, ending in nothing."""
    x, y = top
    left: list[Point] = []
    for part in steps(0, 1, 0.16):
        sway = width * 0.22 * sheet.between(-1, 1) * (part > 0)
        left.append((x + width * 0.25 * part + sway, y + drop * part))
    right = (x + width, y + drop * 0.62)
    alpha = f"{round(255 * depth):02x}"
    paint = sheet.fade(f"{colour}{alpha}", f"{colour}00")
    sheet.area([*left, right], paint)


def slope(
    sheet: Sheet, line: Curve, *colours: str, to: float = HEIGHT + 40, filter: str = "gouache"
) -> None:
    """Ground below an outline."""
    points = [(x, line(x)) for x in steps(-30, WIDTH + 30, 10)]
    d = smooth(points) + f"L{WIDTH + 30} {to}L-30 {to}Z"
    sheet.path(d, sheet.fade(*colours), filter=filter)


def water(sheet: Sheet, top: float, *colours: str | tuple[float, str], to: float = HEIGHT) -> None:
    """Still water from its far edge down."""
    sheet.rect(-10, top, WIDTH + 20, to - top, sheet.fade(*colours))


def mirror(sheet: Sheet, name: str, level: float, opacity: float = 0.6, tall: float = 1) -> None:
    """The reflection of the group with this id, below a water level."""
    clip = sheet.clip(f"M-20 {level}H{WIDTH + 20}V{HEIGHT}H-20Z")
    with sheet.group(clip_path=clip), sheet.group(filter="ripple", opacity=opacity):
        turn = f"translate(0 {level * (1 + tall):.1f}) scale(1 {-tall})"
        sheet.element("use", href=f"#{name}", transform=turn)


def glints(
    sheet: Sheet,
    top: float,
    colours: Sequence[str],
    count: int,
    *,
    x: float = 800,
    spread: float = 900,
    to: float = HEIGHT,
    opacity: float = 0.5,
) -> None:
    """Flat streaks of light on water, longer and wider apart the nearer they are."""
    for colour in colours:
        d = ["", "", ""]
        for _ in range(count):
            near = sheet.chance.random() ** 1.6
            y = top + 3 + near * (to - top)
            length = (6 + 80 * near) * sheet.between(0.3, 1.2)
            middle = sheet.chance.gauss(x, spread * (0.35 + 0.65 * near) / 2)
            rise = (0.5 + 2.2 * near) * sheet.between(0.5, 1)
            d[min(2, int(near * 3))] += (
                f"M{middle - length:.1f} {y:.1f}q{length:.1f} {-rise:.1f} {2 * length:.1f} 0"
                f"q{-length:.1f} {rise:.1f} {-2 * length:.1f} 0"
            )
        for near, each in enumerate(d):
            if each:
                sheet.path(each, colour, opacity=opacity * (0.75 + 0.12 * near))


def grass(
    sheet: Sheet,
    line: Curve,
    depth: float,
    colours: Sequence[str],
    count: int,
    *,
    size: float = 18,
    left: float = -10,
    right: float = WIDTH + 10,
) -> None:
    """Blades on a band below an outline, taller towards the viewer."""
    for colour in colours:
        d = ""
        for _ in range(count):
            x, near = sheet.between(left, right), sheet.chance.random()
            y = line(x) + depth * near
            tall = size * (0.45 + 0.75 * near) * sheet.between(0.5, 1.2)
            lean = tall * sheet.between(-0.45, 0.55)
            w = tall * 0.07 + 0.5
            d += f"M{x - w:.1f} {y:.1f}q{lean * 0.1:.1f} {-tall * 0.6:.1f} {lean + w:.1f} "
            d += f"{-tall:.1f}q{-lean * 0.6:.1f} {tall * 0.5:.1f} {w - lean:.1f} {tall:.1f}Z"
        sheet.path(d, colour)


def rain(sheet: Sheet, count: int, colour: str, slant: float = -14) -> None:
    """Rain over the whole picture."""
    for width, length, opacity in ((0.9, 26, 0.35), (1.5, 52, 0.4), (2.4, 90, 0.28)):
        d = ""
        for _ in range(count):
            x, y = sheet.between(-40, WIDTH + 40), sheet.between(-60, HEIGHT)
            part = length * sheet.between(0.5, 1)
            d += f"M{x:.1f} {y:.1f}l{slant * part / 60:.1f} {part:.1f}"
        sheet.stroke(d, colour, width, opacity=opacity)


def haze(sheet: Sheet, y: float, height: float, colour: str, strength: str = "cc") -> None:
    """An even band of mist, thickest in its middle."""
    paint = sheet.fade(f"{colour}00", (0.5, f"{colour}{strength}"), f"{colour}00")
    sheet.rect(0, y, WIDTH, height, paint)
