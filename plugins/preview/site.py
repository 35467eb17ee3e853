"""The site as its files stand at this moment: rows brought up to date, outputs when asked for."""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from plugins.build import failures, pipeline, render
from plugins.build.options import Options, Progress, Report
from plugins.build.render import BodyLost, Renderer
from plugins.core import dates, media_types, urls
from plugins.core.settings import Settings
from plugins.preview import page
from plugins.preview.page import Shown
from plugins.state import database
from plugins.state.rows import Rows
from plugins.views import parts


class Answer(NamedTuple):
    """What a browser gets: the status, the media type, and the bytes or the file that has them.

    `location` is where a redirect leads.
    """

    status: HTTPStatus
    type: str
    body: bytes | Path
    location: str = ""


class Preview:
    """A site that follows its files. `refresh` is its owner's, all else any thread's."""

    def __init__(self, folder: Path, siteurl: str) -> None:
        """Keep the state in this folder; pages say that they are at this address."""
        self._state = folder / "portal.sqlite"
        self._siteurl = siteurl
        self._changed = threading.Condition()
        self.is_closed = False
        self._shown = Shown("", Report(), {}, {})
        self._settings: Settings | None = None
        self._drawing = ThreadPoolExecutor(1)  # SQLite's connections stay in their thread
        self._renderer: Renderer | None = None
        self._drawn = ""
        self._last_good: dict[str, str] = {}

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    def refresh(
        self,
        settings: Settings,
        jobs: int = 1,
        progress: Progress = lambda _what, _done, _all: None,
        tell: Callable[[str], None] = lambda _note: None,
    ) -> Report:
        """Read what changed, and show it. Raises what `pipeline.build` does; then all stays."""
        now = _now()
        own = replace(settings, preview=True, stateless=False, state_path=self._state)
        options = Options(now=now, jobs=jobs, keep_going=True, progress=progress, tell=tell)
        report = pipeline.update(own, options)
        self._settings = replace(own, siteurl=self._siteurl)
        link = database.connect(self._state, read_only=True)
        try:
            rows = Rows(link)
            waiting = {each.url: each for each in rows.waiting(now)}
            read = {path: row.article.url for path in report.read if (row := rows.item(path))}
        finally:
            link.close()
        self._show(Shown(_version(), report, waiting, read))
        return report

    def fail(self, fault: str) -> None:
        """Go on with what is shown, and say on it why what was saved last is not."""
        self._show(self._shown._replace(version=_version(), fault=fault))

    def _show(self, shown: Shown) -> None:
        with self._changed:
            self._shown = shown
            self._changed.notify_all()

    def wait(self, version: str, seconds: float) -> None:
        """Return as soon as another version is shown, at the end, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(
                lambda: self.is_closed or self._shown.version != version, seconds
            )

    def answer(self, address: str) -> Answer:
        """What a browser gets at an address, `/…`."""
        return self._drawing.submit(self._answer, address).result()

    def _answer(self, address: str) -> Answer:
        output = urls.to_output(address)
        shown = self._shown
        try:
            renderer = self._renderer_of(shown)
            content = renderer.content(output) if output else None
            if content is None and output and renderer.content(f"{output}/index.html"):
                there = urls.to_url(f"{output}/index.html")
                return Answer(HTTPStatus.MOVED_PERMANENTLY, media_types.of(""), b"", there)
            found = HTTPStatus.OK if content is not None else HTTPStatus.NOT_FOUND
            if content is None:
                output, content = urls.NOT_FOUND, renderer.content(urls.NOT_FOUND)
        except BodyLost:  # saved again this moment: the page will be asked for anew
            return self._page(HTTPStatus.SERVICE_UNAVAILABLE, page.EMPTY, address, shown)
        except Exception as error:  # a template may do anything
            html = self._last_good.get(address, page.EMPTY)
            broken = shown._replace(fault=failures.in_words(error))
            return self._page(HTTPStatus.INTERNAL_SERVER_ERROR, html, address, broken)
        assert output is not None
        assert content is not None
        if isinstance(content, Path) or not output.endswith(".html"):
            return Answer(found, media_types.of(output), content)
        self._last_good[address] = content.decode()
        return self._page(found, content.decode(), address, shown)

    def _page(self, status: HTTPStatus, html: str, address: str, shown: Shown) -> Answer:
        body = page.dressed(html, address, shown, _now())
        return Answer(status, media_types.of(urls.HOME), body.encode())

    def _renderer_of(self, shown: Shown) -> Renderer:
        """The renderer of what is shown: each sees the rows of its time, as templates do."""
        if self._renderer is None or self._drawn != shown.version:
            assert self._settings is not None, "nothing is shown before the first refresh"
            self._let_go()
            bodies = self._state.with_name("bodies.sqlite")
            self._renderer = Renderer(render.Setup(self._settings, self._state, bodies))
            self._drawn = shown.version
        return self._renderer

    def _let_go(self) -> None:
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None
        parts.card.cache_clear()

    def close(self) -> None:
        """Close the state; nothing can be asked any more."""
        self._drawing.submit(self._let_go).result()
        self._drawing.shutdown()
        with self._changed:
            self.is_closed = True
            self._changed.notify_all()


def _now() -> str:
    return dates.from_datetime(datetime.now(dates.VIETNAM)).stamp


def _version() -> str:
    """Unlike any other, also of a server that ran before."""
    return f"{time.time_ns()}-{os.getpid()}"
