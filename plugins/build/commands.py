"""The commands behind tasks.py: options in, exit status out."""

import gc
import json as json_format
import os
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from plugins.build import configure, console, failures, pipeline
from plugins.build.options import Options, Report
from plugins.core import dates, problem
from plugins.core.settings import Settings, SettingsError

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

    return guarded(run)


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

    return guarded(run)


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

    return guarded(run)


def report(
    *,
    from_: str | None = None,
    to: str | None = None,
    csv: str | None = None,
    settings: str | None = None,
    content: str | None = None,
    state: str | None = None,
) -> int:
    """Show what was published in a period, by category, author and month; writes only `csv`."""
    from plugins import overview
    from plugins.build import reporting

    def run() -> int:
        now = _moment(None)
        period = reporting.period(from_, to, now)
        chosen = configure.load(settings, content=content, state=state)
        progress = console.ProgressLine()
        options = Options(now=now, jobs=os.cpu_count() or 1, keep_going=True, progress=progress)
        try:
            found = reporting.published(chosen, options, period)
        finally:
            progress.stop()
        console.say(overview.as_text([row.article for row in found.rows], period, chosen))
        if csv:
            reporting.save(Path(csv), overview.as_csv(found.rows, chosen))
            console.say(f"\nĐã ghi {len(found.rows)} bài vào {csv}.")
        if not (found.outdated or found.left_out):
            return DONE
        console.warn(
            f"\nBáo cáo chưa đúng hẳn vì có bài bị lỗi: {found.left_out} bài không tính được, "
            f"{found.outdated} bài tính theo bản đúng gần nhất.\n"
            "Cách sửa: chạy `python3 tasks.py check` để xem lỗi, sửa rồi lập lại báo cáo."
        )
        return CONTENT_ERRORS

    return guarded(run)


def new(
    title: str = "",
    *,
    category: str | None = None,
    settings: str | None = None,
    content: str | None = None,
) -> int:
    """Make a draft file and print its path; what is missing is asked for on a terminal."""
    from plugins.build import drafts
    from plugins.ingest import git

    def run() -> int:
        chosen = configure.load(settings, content=content)
        wanted = drafts.Wanted(title, category or "")
        if console.can_ask():
            wanted = drafts.completed(wanted, chosen.categories, console.ask, console.say)
        now = dates.from_datetime(datetime.now(dates.VIETNAM))
        path = drafts.create(chosen, wanted, now, secrets.token_hex(4), git.user_name(chosen.path))
        console.say(os.path.relpath(path))
        if console.on_terminal():
            console.warn(drafts.NEXT)
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if editor and console.can_ask():
            drafts.edit(path, editor, console.warn)
        return DONE

    return guarded(run)


def guarded(run: Callable[[], int]) -> int:
    """Run a command; whatever stops it becomes a message and an exit status."""
    gc.set_threshold(100_000, 50, 50)  # few cycles are made, and looking for them takes its time
    try:
        return run()
    except BrokenPipeError:  # the command line's matter
        raise
    except failures.ANY as error:
        console.warn(failures.in_words(error))
        return WRONG_USE if isinstance(error, failures.OF_USE) else OUTSIDE


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
        console.warn(f"{count} lỗi: bài có lỗi giữ bản đúng gần nhất nếu có, mọi bài khác đã dựng.")
        return CONTENT_ERRORS
    if not report.articles:
        console.warn('Chưa có bài nào. Viết bài đầu tiên: python3 tasks.py new "Tên bài"')
    elif not report.listed:
        console.warn(
            "Trang chủ chưa có bài nào: bài nháp, bài ẩn, bài hẹn giờ, bài hết hạn không hiện ở "
            "đó. Muốn đăng một bài nháp, xóa dòng “status: draft” ở đầu bài."
        )
    return DONE


def _write_report(path: Path, report: Report) -> None:
    text = json_format.dumps(report.as_json(), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
