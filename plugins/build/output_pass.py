"""Pass two: paths to files, in as many processes as there are cores."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.build import render, work, writer
from plugins.build.intake import Progress
from plugins.build.render import BodyLost, Renderer, all_outputs
from plugins.build.writer import Written
from plugins.core import site, urls
from plugins.core.settings import Settings
from plugins.state.ledger import Ledger
from plugins.views import parts

__all__ = ["Result", "Setup", "all_outputs", "run"]


class Setup(NamedTuple):
    """What a process needs; with `delta`, only what was never delivered like this is written."""

    settings: Settings
    state: Path
    bodies: Path
    delta: bool


class Result(NamedTuple):
    """What became of an output: written or found right, not warranted (None), or kept as it is."""

    path: str
    written: Written | None
    kept: bool = False


def run(setup: Setup, paths: Sequence[str], jobs: int, progress: Progress) -> Iterator[Result]:
    """Render and write all outputs. Raises WorkerDied, OSError."""
    for count, results in work.run(_render, setup, paths, jobs):
        yield from results
        progress("Dựng trang", count, len(paths))
    _renderers.clear()
    parts.card.cache_clear()


def _is_settled(renderer: Renderer, path: str) -> bool:
    """True for media that are wanted: their addresses say what they hold, none need be made."""
    is_media = path.startswith(urls.CONTENT_ADDRESSED)
    return is_media and site.exists(renderer.rows, renderer.settings, path)


_renderers: dict[Setup, Renderer] = {}


def _render(setup: Setup, chunk: Sequence[str]) -> list[Result]:
    renderer = _renderers.get(setup)
    if renderer is None:
        renderer = Renderer(render.Setup(setup.settings, setup.state, setup.bodies))
        _renderers.clear()
        _renderers[setup] = renderer
    ledger = Ledger(renderer.rows.link)
    output = setup.settings.output_path
    done = []
    for path in chunk:
        delivered = ledger.delivered(path) if setup.delta else None
        if delivered and _is_settled(renderer, path):
            done.append(Result(path, Written(delivered, fresh=False)))
            continue
        try:
            content = renderer.content(path)
        except BodyLost:
            done.append(Result(path, None, kept=True))
            continue
        if content is None:
            done.append(Result(path, None))
            continue
        done.append(Result(path, writer.write(output, path, content, delivered)))
    return done
