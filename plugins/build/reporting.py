"""The editorial board's report: which days, which articles, and the CSV file."""

from dataclasses import dataclass
from pathlib import Path

from plugins.build import pipeline
from plugins.build.options import Options
from plugins.build.store import Outside
from plugins.core import dates, problem
from plugins.core.article import ARTICLE
from plugins.core.settings import Settings, SettingsError
from plugins.core.site import Row
from plugins.ingest.paths import kind_of
from plugins.overview import Period


@dataclass(frozen=True, slots=True)
class Published:
    """The articles of a period, the oldest first; and what became of all that have errors now.

    So many of those count as they were when last valid, so many are left out.
    """

    rows: list[Row]
    outdated: int
    left_out: int


def period(first: str | None, last: str | None, now: str) -> Period:
    """The days from the first to the last, both as an editor writes dates. Raises SettingsError.

    Until today if nothing else is said; from the beginning of that year.
    """
    end = _day("--to", last) if last else now[:10]
    start = _day("--from", first) if first else f"{end[:4]}-01-01"
    if start > end:
        found = Period(start, end)
        raise SettingsError(f"Không có ngày nào {found}: xem lại --from và --to.")
    return Period(start, end)


def _day(option: str, written: str) -> str:
    try:
        found = dates.parse(written)
    except ValueError as error:
        raise SettingsError(f"{option}: {error}") from error
    if found.timed:
        raise SettingsError(f"{option}: chỉ ghi ngày, không ghi giờ, ví dụ {found.short}")
    return found.day


def published(settings: Settings, options: Options, of: Period) -> Published:
    """What was published in a period, by the content as it is now. Writes nothing that lasts."""
    with pipeline.rows_of(settings, options) as (rows, report):
        errors = problem.errors(report.problems)
        wrong = {each.path for each in errors if kind_of(each.path) == ARTICLE}
        outdated = sum(rows.item(path) is not None for path in wrong)
        return Published(rows.published(*of.stamps), outdated, len(wrong) - outdated)


def save(path: Path, data: bytes) -> None:
    """Write the file: it appears whole, or not at all. Raises Outside."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Outside(
            f"Không ghi được {path} ({error.strerror}). Cách sửa: chọn một thư mục có sẵn và "
            "được phép ghi; nếu tệp đang mở bằng Excel thì đóng lại."
        ) from error
