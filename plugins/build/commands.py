"""The commands behind tasks.py: options in, exit status out."""

import json as json_format
import os
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from plugins.build import configure, console, drafts, pipeline
from plugins.build.pipeline import Options, Report
from plugins.build.render import ThemeError
from plugins.build.store import Outside
from plugins.build.work import WorkerDied
from plugins.core import dates, problem
from plugins.core.settings import Settings, SettingsError
from plugins.state import database

DONE, CONTENT_ERRORS, WRONG_USE, OUTSIDE = 0, 1, 2, 3
_FORMATS = ("text", "github")


def build(
    *,
    settings: str | None = None,
    content: str | None = None,
    output: str | None = None,
    state: str | None = None,
    now: str | None = None,
    jobs: int | None = None,
    full: bool = False,
    delta: bool = False,
    keep_going: bool = False,
    report: str | None = None,
    explain: bool = False,
) -> int:
    """Bring output/ up to date."""

    def run() -> int:
        chosen = configure.load(settings, content=content, output=output, state=state)
        options = Options(
            now=_moment(now),
            jobs=jobs or os.cpu_count() or 1,
            full=full,
            delta=delta,
            keep_going=keep_going,
            tell=console.warn,
        )
        return run_build(chosen, options, report=report, explain=explain)

    return _guarded(run)


def run_build(
    settings: Settings, options: Options, *, report: str | None = None, explain: bool = False
) -> int:
    """Build and tell about it; what stops the build becomes a message and an exit status."""

    def run() -> int:
        done, progress = Report(), console.ProgressLine()
        try:
            pipeline.build(settings, replace(options, progress=progress), done)
        finally:
            progress.stop()
            if report:
                _write_report(Path(report), done)
        if explain:
            for path in sorted(done.written):
                console.say(f"{path}: {done.reasons[path]}")
        return _tell(done, keep_going=options.keep_going)

    return _guarded(run)


def check(
    *,
    settings: str | None = None,
    content: str | None = None,
    state: str | None = None,
    json: bool = False,
    format: str | None = None,
) -> int:
    """Show all problems of the content; writes nothing."""

    def run() -> int:
        if format is not None and format not in _FORMATS:
            raise SettingsError(f"--format chỉ có thể là: {', '.join(_FORMATS)}.")
        chosen = configure.load(settings, content=content, state=state)
        progress = console.ProgressLine()
        options = Options(now=_moment(None), jobs=os.cpu_count() or 1, progress=progress)
        try:
            found = pipeline.check(chosen, options)
        finally:
            progress.stop()
        if json:
            console.say(problem.as_json(found.problems, found.folder))
        elif format == "github":
            for each in found.problems:
                console.say(each.in_github(found.folder))
        else:
            _show_problems(found)
            if not found.problems:
                console.say(f"{found.articles} bài, không có vấn đề nào.")
        return CONTENT_ERRORS if found.failed else DONE

    return _guarded(run)


def new(
    title: str,
    *,
    category: str | None = None,
    settings: str | None = None,
    content: str | None = None,
) -> int:
    """Make a draft file and print its path."""

    def run() -> int:
        chosen = configure.load(settings, content=content)
        now = dates.from_datetime(datetime.now(dates.VIETNAM))
        path = drafts.create(chosen, title, category or "", now, secrets.token_hex(4))
        console.say(os.path.relpath(path))
        return DONE

    return _guarded(run)


def _guarded(run: Callable[[], int]) -> int:
    """Run a command; whatever stops it becomes a message and an exit status."""
    try:
        return run()
    except SettingsError as error:
        console.warn(f"Lỗi thiết lập hoặc cách dùng: {error}")
        return WRONG_USE
    except ThemeError as error:
        console.warn(f"Lỗi giao diện ({type(error).__name__}): {error}")
        return WRONG_USE
    except WorkerDied as error:
        console.warn(f"Một tiến trình bị dừng khi đang làm: {error}. Có thể máy hết bộ nhớ.")
    except Outside as error:
        console.warn(str(error))
    except database.Error as error:
        console.warn(f"Không ghi hoặc đọc được trạng thái: {error}. Xem lại đĩa rồi dựng lại.")
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        console.warn(f"Không ghi hoặc đọc được: {error.strerror or error}{where}.")
    return OUTSIDE


def _moment(written: str | None) -> str:
    if written is None:
        return dates.from_datetime(datetime.now(dates.VIETNAM)).stamp
    try:
        return dates.parse(written).stamp
    except ValueError as error:
        raise SettingsError(f"--now: {error}") from error


def _show_problems(report: Report) -> None:
    if report.problems:
        in_full = not console.on_terminal()
        console.warn(problem.listing(report.problems, report.folder, in_full=in_full) + "\n")


def _tell(report: Report, *, keep_going: bool) -> int:
    """Problems, then what happened to the site."""
    _show_problems(report)
    count = len(problem.errors(report.problems))
    if report.failed and not keep_going:
        console.warn(f"{count} lỗi. Cổng không thay đổi: sửa các lỗi trên rồi dựng lại.")
        return CONTENT_ERRORS
    console.say(
        f"{report.articles} bài; đọc {report.parsed}, dựng {report.rendered}, "
        f"ghi {len(report.written)}, xóa {len(report.deleted)} tệp; {report.seconds:.2f} giây."
    )
    if report.failed:
        console.warn(f"{count} lỗi: các bài có lỗi giữ bản đúng gần nhất, mọi bài khác đã dựng.")
        return CONTENT_ERRORS
    return DONE


def _write_report(path: Path, report: Report) -> None:
    text = json_format.dumps(report.as_json(), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
