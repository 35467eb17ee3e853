"""The command `serve`: a preview that follows its files until somebody stops it."""

import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType

from plugins.build import commands, configure, console, failures
from plugins.build.options import Report
from plugins.core import problem
from plugins.core.article import DRAFT
from plugins.core.problem import Problem
from plugins.core.settings import Settings
from plugins.preview import server
from plugins.preview.site import Preview
from plugins.preview.watch import Watcher

PORT = 8000
"""Where the preview is unless somebody says otherwise."""

_AGAIN = 0.5
"""Seconds after which files are read again that could not be read: somebody is writing them."""

_LISTED = 5
"""So many files that were read are named; more are counted."""


def serve(
    *, settings: str | None = None, content: str | None = None, port: int | None = None
) -> int:
    """Show the portal with its drafts, and every change of it, until Ctrl-C. The exit status."""
    load = partial(configure.load, settings, content=content)

    def run() -> int:
        with ExitStack() as stack:
            chosen = load()
            folder = stack.enter_context(_state_folder(chosen, settings))
            web = stack.enter_context(server.opened(port or PORT))
            if web.server_port != (port or PORT):
                console.say(f"Cổng mạng {port or PORT} đang bận: dùng {web.server_port}.")
            preview = stack.enter_context(closing(Preview(folder, web.address)))
            watcher = stack.enter_context(closing(Watcher()))
            stack.enter_context(suppress(KeyboardInterrupt))
            signal.signal(signal.SIGTERM, _interrupt)
            watcher.look([chosen.path, chosen.theme])
            progress = console.ProgressLine()
            try:
                report = preview.refresh(chosen, os.cpu_count() or 1, progress, console.warn)
            finally:
                progress.stop()
            web.start(preview)
            _tell_start(preview, report, web.address)
            _Following(load, preview, watcher, web.address, report.problems).go_on()
        console.say("Đã dừng xem thử.")
        return commands.DONE

    return commands.guarded(run)


@contextmanager
def _state_folder(chosen: Settings, settings: str | None) -> Iterator[Path]:
    """Where the preview keeps what it knows: beside the state, else for this time only."""
    folder = chosen.state_path.parent / "preview" / Path(settings or "pelicanconf.py").stem
    pictures = chosen.state_path.parent / "pictures"
    try:
        if chosen.stateless:
            raise PermissionError
        folder.mkdir(parents=True, exist_ok=True)
        pictures.mkdir(exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError
        if not (folder / "pictures").exists():  # by what they hold, so all may have the same
            (folder / "pictures").symlink_to(Path("..", "..", "pictures"), target_is_directory=True)
    except OSError:
        with tempfile.TemporaryDirectory(prefix="portal-") as passing:
            yield Path(passing)
    else:
        yield folder


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _tell_start(preview: Preview, report: Report, address: str) -> None:
    drafts = sum(each.status == DRAFT for each in preview.shown.waiting.values())
    scheduled = len(preview.shown.waiting) - drafts
    console.say(
        f"Bản xem thử: {address}/\n"
        f"{report.articles} bài, trong đó {drafts} bản nháp, {scheduled} bài hẹn đăng. "
        "Lưu tệp thì trang tự hiện bản mới; dừng: Ctrl-C."
    )
    _tell_problems(report)


def _tell_problems(report: Report) -> None:
    if report.problems:
        console.warn(problem.listing(report.problems, report.folder, in_full=False) + "\n")


@dataclass
class _Following:
    """Shows each change of the files; tells the terminal what was read and what is wrong."""

    load: Callable[[], Settings]
    preview: Preview
    watcher: Watcher
    address: str
    problems: list[Problem] = field(default_factory=list)
    fault: str = ""

    def go_on(self) -> None:
        """Until a KeyboardInterrupt."""
        while True:
            if self.watcher.wait(_AGAIN if self.fault else None) or self.fault:
                self._follow()

    def _follow(self) -> None:
        try:
            chosen = self.load()
            self.watcher.look([chosen.path, chosen.theme])
            report = self.preview.refresh(chosen, tell=console.warn)
        except failures.ANY as error:
            fault = failures.in_words(error)
            if fault != self.fault:
                self.fault = fault
                self.preview.fail(fault)
                console.warn(fault)
            return
        if self.fault:
            console.say("Đã đọc được.")
        self.fault = ""
        self._tell(report)

    def _tell(self, report: Report) -> None:
        wrong = {each.path for each in problem.errors(report.problems)}
        read = [each for each in self.preview.shown.read.items() if each[0] not in wrong]
        for path, url in read[:_LISTED]:
            console.say(f"Đã đọc {report.folder}/{path} → {self.address}{url}")
        if len(read) > _LISTED:
            console.say(f"… và {len(read) - _LISTED} bài nữa.")
        if report.problems != self.problems:
            _tell_problems(report)
            if not report.problems:
                console.say("Không còn vấn đề nào.")
        self.problems = report.problems
