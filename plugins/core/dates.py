"""A moment is Vietnam's wall time (+07:00) as text: it sorts, compares and prints as it stands."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from plugins.core.text import cut, one_line

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

_YEARS = range(1900, 3000)
_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")

_DAY_FIRST = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d\d)(?::(\d\d))?)?",
    re.ASCII,
)
_YEAR_FIRST = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:(?: |T(?=\d\d))(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?"
    r"(?: ?(Z|[+-]\d\d:?\d\d))?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day of Vietnam's calendar, with a time of day where one was written; sorts by time."""

    stamp: str
    """`YYYY-MM-DDTHH:MM:SS`; `T00:00:00` where no time was written."""
    timed: bool
    """Whether a time was written."""

    @property
    def day(self) -> str:
        """`2023-03-31`."""
        return self.stamp[:10]

    @property
    def year(self) -> str:
        """`2023`."""
        return self.stamp[:4]

    @property
    def month(self) -> str:
        """`03`."""
        return self.stamp[5:7]

    @property
    def clock(self) -> str:
        """`13:25`; empty where no time was written, so that none is shown."""
        return self.stamp[11:16] if self.timed else ""

    @property
    def iso(self) -> str:
        """`2023-03-31T13:25:00+07:00`, for machines (ISO 8601, RFC 3339)."""
        return f"{self.stamp}+07:00"

    @property
    def attribute(self) -> str:
        """The value of `datetime` in HTML's `time`: with a time of day only where one is known."""
        return self.iso if self.timed else self.day

    @property
    def short(self) -> str:
        """`31/03/2023`."""
        return f"{self.stamp[8:10]}/{self.month}/{self.year}"

    @property
    def long(self) -> str:
        """`Thứ sáu, 31/03/2023, 13:25`, or without the time where none was written."""
        weekday = _WEEKDAYS[date.fromisoformat(self.day).weekday()]
        day = f"{weekday}, {self.short}"
        return f"{day}, {self.clock}" if self.timed else day


def parse(text: str) -> Moment:
    """Return the moment an editor wrote; ValueError says in Vietnamese what is wrong with it.

    `2023-03-31` or `31/3/2023` (the day first), either with ` 13:25` or ` 13:25:07`; or ISO 8601
    with `T`, a fraction of a second (dropped) and an offset. Nothing else is guessed.
    """
    line = one_line(text)
    zone: str | None = None
    if match := _YEAR_FIRST.fullmatch(line):
        year, month, day, hour, minute, second, zone = match.groups()
    elif match := _DAY_FIRST.fullmatch(line):
        day, month, year, hour, minute, second = match.groups()
    else:
        raise ValueError(
            f"“{cut(line, 40)}” không phải ngày giờ viết đúng mẫu: "
            "2023-03-31 hoặc 31/3/2023, muốn có giờ thì thêm 13:25"
        )
    try:
        on = date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"{day}/{month}/{year} không có trên lịch") from None
    if hour is None:
        return _moment(f"{on.isoformat()}T00:00:00", timed=False)
    try:
        at = time(int(hour), int(minute), int(second or 0))
    except ValueError:
        written = f"{hour}:{minute}:{second}" if second else f"{hour}:{minute}"
        raise ValueError(f"{written} không phải giờ trong ngày (00:00 đến 23:59)") from None
    if zone is None:
        return _moment(f"{on.isoformat()}T{at.isoformat()}", timed=True)
    return from_datetime(datetime.combine(on, at, _offset(zone)))


def from_datetime(when: datetime) -> Moment:
    """Return the moment of an aware datetime, to the second; ValueError if it is naive."""
    if when.utcoffset() is None:
        raise ValueError("a moment needs a datetime with an offset")
    try:
        wall = when.astimezone(VIETNAM)
    except OverflowError:  # within a day of the years 1 and 9999, the ends of Python's calendar
        wall = when
    return _moment(wall.replace(tzinfo=None).isoformat(timespec="seconds"), timed=True)


def days_before(stamp: str, days: int) -> str:
    """The stamp so many days of 24 hours earlier."""
    return (datetime.fromisoformat(stamp) - timedelta(days=days)).isoformat()


def expiry_stamp(moment: Moment) -> str:
    """Return the first stamp at which what expires then has expired; a bare day counts whole."""
    if moment.timed:
        return moment.stamp
    return f"{date.fromisoformat(moment.day) + timedelta(days=1)}T00:00:00"


def _moment(stamp: str, *, timed: bool) -> Moment:
    """Return the moment; ValueError for a year that can only be a slip of the pen."""
    if int(stamp[:4]) not in _YEARS:
        raise ValueError(f"năm {stamp[:4]} nằm ngoài khoảng {_YEARS[0]}–{_YEARS[-1]}")
    return Moment(stamp, timed)


def _offset(zone: str) -> timezone:
    """Return the offset written as `Z`, `+07:00` or `-0330`; ValueError if no clock keeps it."""
    if zone == "Z":
        return UTC
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 14 or minutes > 59:
        raise ValueError(f"múi giờ {zone} không có thật; giờ Việt Nam là +07:00")
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if zone[0] == "-" else ahead)
