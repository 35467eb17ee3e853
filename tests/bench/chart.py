"""Results as an SVG: one bar a job, its length the seconds. Light and dark as the reader has it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from tests.bench.course import Results

WIDTH, ROW, HEAD = 760, 26, 64
"""Units of the drawing: its width, a bar's row, the room above the first."""

_LEFT, _BARS = 250, 420  # where bars begin, and how long the longest is
_STYLE = """\
svg { font: 14px "Segoe UI", "Noto Sans", Arial, sans-serif; }
.ground { fill: #fff; } text { fill: #221c18; } .note { fill: #5e544c; font-size: 13px; }
.title { font-size: 17px; font-weight: 600; }
.portal { fill: #9e1219; } .peer { fill: #8c8c8c; }
@media (prefers-color-scheme: dark) {
.ground { fill: #161311; } text { fill: #f0e9e0; } .note { fill: #b9afa4; }
.portal { fill: #f07a70; } .peer { fill: #8f8f8f; }
}"""


class Bar(NamedTuple):
    """What was built, by whom (`portal` or `peer`), in how many seconds."""

    label: str
    builder: str
    seconds: float


def svg(results: Results) -> str:
    """The chart: peers' full builds first, then every job of the portal."""
    bars = [Bar(f"{each}: full build", "peer", cost.wall) for each, cost in results.peers.items()]
    bars += [Bar(f"portal: {job.name}", "portal", cost.wall) for job, cost in results.jobs.items()]
    title = f"Seconds until a site of {results.articles:,} articles is up to date"
    note = f"Medians (runs: {results.runs}), {results.machine}"
    told = "; ".join(f"{each.label} {_seconds(each.seconds)}" for each in bars)
    height = HEAD + ROW * len(bars) + 14
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" role="img" aria-labelledby="title desc">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(told)}</desc>',
            f"<style>\n{_STYLE}\n</style>",
            f'<rect class="ground" width="{WIDTH}" height="{height}"/>',
            f'<text class="title" x="16" y="28">{escape(title)}</text>',
            f'<text class="note" x="16" y="48">{escape(note)}</text>',
            *_drawn(bars),
            "</svg>",
            "",
        ]
    )


def _drawn(bars: Sequence[Bar]) -> Iterator[str]:
    longest = max(each.seconds for each in bars)
    for number, bar in enumerate(bars):
        top, middle = HEAD + ROW * number, HEAD + ROW * number + 14
        length = max(2, round(_BARS * bar.seconds / longest))
        yield f'<text x="{_LEFT - 10}" y="{middle}" text-anchor="end">{escape(bar.label)}</text>'
        yield f'<rect class="{bar.builder}" x="{_LEFT}" y="{top}" width="{length}" height="18"/>'
        yield f'<text x="{_LEFT + length + 8}" y="{middle}">{_seconds(bar.seconds)}</text>'


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:,.0f} s"
