"""Pass two: paths to files, in as many processes as there are cores."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.build import render, theme, work, writer
from plugins.build.options import Progress
from plugins.build.render import BodyLost, Renderer
from plugins.build.theme import Reach
from plugins.build.writer import Written
from plugins.core import site, urls
from plugins.core.settings import Settings
from plugins.state import database
from plugins.state.ledger import Ledger
from plugins.state.rows import Rows
from plugins.views import parts


class Setup(NamedTuple):
    """What a process needs; with `delta`, only what was never delivered like this is written.

    `reach` tells which outputs need no more than other addresses of assets.
    """

    settings: Settings
    state: Path
    bodies: Path
    delta: bool
    reach: Reach


class Result(NamedTuple):
    """What became of an output: written or found right, not warranted (None), or kept as it is."""

    path: str
    written: Written | None
    kept: bool = False


def run(setup: Setup, paths: Sequence[str], jobs: int, progress: Progress) -> Iterator[Result]:
    """Render and write all outputs. Raises WorkerDied, OSError."""
    if len(paths) > _MANY and not setup.reach.renamed:
        paths = _by_time(setup, paths)
    for count, results in work.run(_render, setup, paths, jobs):
        yield from results
        progress("Dựng trang", count, len(paths))
    _renderers.clear()
    parts.card.cache_clear()


_MANY = 2_000
"""So many outputs are made in the order of their articles, each of which is then loaded once."""


def _by_time(setup: Setup, paths: Sequence[str]) -> list[str]:
    """The outputs by the month of what they show; first those that show any."""
    link = database.connect(setup.state, read_only=True)
    month = {
        urls.listing(key, number): str(stamp)[:6] for key, number, stamp in Rows(link).page_starts()
    }
    link.close()
    for path in paths:
        if (route := urls.route(path)) and route.kind in _OF_A_MONTH:
            month[path] = route.slug[:4] + route.slug[5:7]
    return sorted(paths, key=lambda path: (month.get(path, ""), path))


_OF_A_MONTH = frozenset(("article", "month", "sitemap", "api-month", *render.SEARCHED))


def _is_settled(renderer: Renderer, path: str) -> bool:
    """True for media that are wanted: their addresses say what they hold, none need be made."""
    is_media = path.startswith(urls.CONTENT_ADDRESSED)
    return is_media and site.exists(renderer.rows, renderer.settings, path)


def _readdress(setup: Setup, ledger: Ledger, path: str) -> Written | None:
    """Give an output the new addresses of assets; None if it has to be rendered."""
    reach, built = setup.reach, ledger.made(path)
    if setup.delta or not reach.renamed or not built or reach.renders(path):
        return None
    output = setup.settings.output_path
    try:
        before = (output / path).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(before).hexdigest() != built.digest:
        return None
    content = theme.readdressed(before, reach.renamed, setup.settings.siteurl)
    return writer.amend(output, path, before, content) if content else None


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
        if written := _readdress(setup, ledger, path):
            done.append(Result(path, written))
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
