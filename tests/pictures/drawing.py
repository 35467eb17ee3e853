"""A sheet to draw on: collects SVG markup, gradients and filters, and gives the finished text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from random import Random

WIDTH, HEIGHT = 1600, 1000

Point = tuple[float, float]
Curve = Callable[[float], float]
Attribute = str | float

_FILTERS = """
<filter id="soft1"><feGaussianBlur stdDeviation="1.3"/></filter>
<filter id="soft4"><feGaussianBlur stdDeviation="4"/></filter>
<filter id="soft12"><feGaussianBlur stdDeviation="12"/></filter>
<filter id="soft40" x="-50%" y="-50%" width="200%" height="200%">
<feGaussianBlur stdDeviation="40"/></filter>
<filter id="gouache" x="-3%" y="-3%" width="106%" height="106%">
<feTurbulence type="fractalNoise" baseFrequency="0.045" numOctaves="3" seed="7" result="n"/>
<feDisplacementMap in="SourceGraphic" in2="n" scale="7" result="d"/>
<feTurbulence type="fractalNoise" baseFrequency="0.012 0.03" numOctaves="4" seed="3"/>
<feColorMatrix values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0.05  1.2 0 0 0 -0.5" result="m"/>
<feComposite in="m" in2="d" operator="in" result="stain"/>
<feMerge><feMergeNode in="d"/><feMergeNode in="stain"/></feMerge></filter>
<filter id="ripple" x="-3%" y="-3%" width="106%" height="106%">
<feTurbulence type="fractalNoise" baseFrequency="0.006 0.09" numOctaves="2" seed="5" result="n"/>
<feDisplacementMap in="SourceGraphic" in2="n" scale="34" yChannelSelector="G"/>
<feGaussianBlur stdDeviation="1.6 0.6"/></filter>
<filter id="grain" x="0" y="0" width="100%" height="100%">
<feTurbulence type="fractalNoise" baseFrequency="0.5" numOctaves="2" seed="11"/>
<feColorMatrix values="1.4 0 0 0 -.2 1.4 0 0 0 -.2 1.4 0 0 0 -.2 0 0 0 0 1"/></filter>
<filter id="stains" x="0" y="0" width="100%" height="100%">
<feTurbulence type="fractalNoise" baseFrequency="0.004 0.009" numOctaves="4" seed="21"/>
<feColorMatrix values="1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 0 0 0 0 1"/>
<feGaussianBlur stdDeviation="9"/></filter>
<radialGradient id="vignette" r="0.75"><stop offset="0.55" stop-color="#000000"
 stop-opacity="0"/><stop offset="1" stop-color="#0a0a20" stop-opacity="0.28"/></radialGradient>
"""


def mix(one: str, other: str, part: float) -> str:
    """The colour between two `#rrggbb`: 0 gives the first, 1 the other."""
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def pen(*parts: str | float) -> str:
    """A path from its commands and numbers: `pen("M", x, y, "v", 12)`."""
    return " ".join(each if isinstance(each, str) else f"{each:.1f}" for each in parts)


def straight(points: Iterable[Point], closed: bool = True) -> str:
    """The path through these points, edge by edge."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if closed else "")


def smooth(points: Sequence[Point]) -> str:
    """The open path that swings through the middles between these points."""
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for (x, y), (x2, y2) in pairwise(points[1:]):
        parts.append(f"Q{x:.1f} {y:.1f} {(x + x2) / 2:.1f} {(y + y2) / 2:.1f}")
    return "".join(parts) + f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"


def dots(spots: Iterable[tuple[float, float, float]], flat: float = 1) -> str:
    """One path of many ovals: middle and radius each; `flat` is height over width."""
    return "".join(
        f"M{x - r:.1f} {y:.1f}a{r:.1f} {r * flat:.1f} 0 1 0 {2 * r:.1f} 0"
        f"a{r:.1f} {r * flat:.1f} 0 1 0 {-2 * r:.1f} 0"
        for x, y, r in spots
    )


def noise(chance: Random, scale: float, octaves: int = 4) -> Curve:
    """A wandering line from -1 to 1 whose broadest waves are about `scale` px wide."""
    tables = [[chance.uniform(-1, 1) for _ in range(257)] for _ in range(octaves)]

    def at(x: float) -> float:
        total, weight, whole = 0.0, 1.0, 0.0
        for octave, table in enumerate(tables):
            place = x / scale * 2**octave + 1000
            low, part = int(place), place % 1
            part *= part * (3 - 2 * part)
            here, there = table[low % 257], table[(low + 1) % 257]
            total += weight * (here + (there - here) * part)
            whole += weight
            weight /= 2
        return total / whole

    return at


def flat(y: float) -> Curve:
    """The level line at this height."""
    return lambda _: y


def steps(start: float, end: float, step: float) -> list[float]:
    """From start to end, both included, evenly, about `step` apart."""
    count = max(1, round((end - start) / step))
    return [start + (end - start) * i / count for i in range(count + 1)]


class Sheet:
    """A drawing of 1600 × 1000 in the making; `chance` is seeded with its name."""

    def __init__(self, name: str) -> None:
        self.chance = Random(name)
        self._defs: list[str] = []
        self._body: list[str] = []

    def between(self, low: float, high: float) -> float:
        """A number by chance."""
        return self.chance.uniform(low, high)

    def fade(self, *colours: str | tuple[float, str], x: float = 0, y: float = 1) -> str:
        """A paint: the colours after each other, downwards unless told, of `#rrggbb[aa]`."""
        return self._gradient(f'linearGradient x1="0" y1="0" x2="{x}" y2="{y}"', colours)

    def glow(self, *colours: str | tuple[float, str]) -> str:
        """A paint: the colours after each other, from the middle outwards."""
        return self._gradient("radialGradient", colours)

    def _gradient(self, opening: str, colours: Sequence[str | tuple[float, str]]) -> str:
        name = f"p{len(self._defs)}"
        stops = ""
        for number, each in enumerate(colours):
            even = number / max(1, len(colours) - 1)
            offset, colour = (even, each) if isinstance(each, str) else each
            alpha = int(colour[7:] or "ff", 16) / 255
            stops += f'<stop offset="{offset:.3f}" stop-color="{colour[:7]}"'
            stops += f' stop-opacity="{alpha:.3f}"/>'
        kind = opening.split(maxsplit=1)[0]
        self._defs.append(f'<{opening} id="{name}">{stops}</{kind}>')
        return f"url(#{name})"

    def clip(self, path: str) -> str:
        """A mask by a path, for `clip_path`."""
        name = f"p{len(self._defs)}"
        self._defs.append(f'<clipPath id="{name}"><path d="{path}"/></clipPath>')
        return f"url(#{name})"

    def element(self, tag: str, **attributes: Attribute) -> None:
        """Add an element; `_` in names stands for `-`."""
        self._body.append(f"<{tag}{_written(attributes)}/>")

    def path(self, d: str, fill: str, **attributes: Attribute) -> None:
        """A filled path."""
        self.element("path", d=d, fill=fill, **attributes)

    def area(self, points: Iterable[Point], fill: str, **attributes: Attribute) -> None:
        """A filled polygon."""
        self.path(straight(points), fill, **attributes)

    def stroke(self, d: str, colour: str, width: float, **attributes: Attribute) -> None:
        """A line along a path, with round ends."""
        more: dict[str, Attribute] = {"stroke_linecap": "round", "stroke_linejoin": "round"}
        more |= attributes
        self.element("path", d=d, fill="none", stroke=colour, stroke_width=width, **more)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, **attributes: Attribute
    ) -> None:
        """A filled rectangle."""
        self.element("rect", x=x, y=y, width=width, height=height, fill=fill, **attributes)

    def oval(
        self, x: float, y: float, rx: float, ry: float, fill: str, **attributes: Attribute
    ) -> None:
        """A filled ellipse around a middle."""
        self.element("ellipse", cx=x, cy=y, rx=rx, ry=ry, fill=fill, **attributes)

    @contextmanager
    def group(self, **attributes: Attribute) -> Iterator[None]:
        """What is drawn inside belongs together."""
        self._body.append(f"<g{_written(attributes)}>")
        yield
        self._body.append("</g>")

    def veil(
        self, y: float, height: float, colour: str, *, stretch: float = 3, dense: float = 0.0
    ) -> None:
        """Cloud or mist in a band: torn streaks that end softly above and below."""
        name, size = f"veil{len(self._defs)}", 0.0022
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        fade = self.fade("#00000000", (0.4, "#ffffff"), (0.65, "#ffffff"), "#00000000")
        self._defs.append(
            f'<filter id="{name}" x="0" y="0" width="100%" height="100%"'
            ' color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise"'
            f' baseFrequency="{size} {size * stretch:.4f}" numOctaves="5"'
            f' seed="{self.chance.randrange(999)}"/><feColorMatrix values="0 0 0 0 {red:.3f}'
            f" 0 0 0 0 {green:.3f} 0 0 0 0 {blue:.3f} 3.4 0 0 0 {dense - 1.5:.2f}"
            f'"/></filter><mask id="m{name}"><rect x="0" y="{y}" width="{WIDTH}"'
            f' height="{height}" fill="{fade}"/></mask>'
        )
        with self.group(mask=f"url(#m{name})"):
            self.rect(0, y, WIDTH, height, "#000000", filter=f"url(#{name})")

    def svg(self, grain: float = 0.15) -> str:
        """The finished drawing, with paper grain and darker corners."""
        whole = f'x="0" y="0" width="{WIDTH}" height="{HEIGHT}"'
        blend = 'style="mix-blend-mode:soft-light"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
            f' width="{WIDTH}" height="{HEIGHT}"><defs>{_FILTERS}{"".join(self._defs)}</defs>'
            f"{''.join(self._body)}"
            f'<rect {whole} filter="url(#stains)" opacity="0.28" {blend}/>'
            f'<rect {whole} filter="url(#grain)" opacity="{grain}" {blend}/>'
            f'<rect {whole} fill="url(#vignette)"/></svg>\n'
        )


def _written(attributes: dict[str, Attribute]) -> str:
    text = ""
    for name, value in attributes.items():
        shown = value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
        if name == "filter" and not shown.startswith("url"):
            shown = f"url(#{shown})"
        text += f' {name.replace("_", "-")}="{shown}"'
    return text
