"""A date means what the editor wrote, in Vietnam's time, on every machine."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import dates
from plugins.core.dates import Moment


def at(stamp: str) -> Moment:
    """Return a moment with a time, written `2023-03-31 13:25:00`."""
    return Moment(stamp.replace(" ", "T"), timed=True)


def on(day: str) -> Moment:
    """Return a moment without a time, written `2023-03-31`."""
    return Moment(f"{day}T00:00:00", timed=False)


days = st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(lambda day: on(day.isoformat()))
times = st.datetimes(
    datetime.fromisoformat("1900-01-01T00:00:00"), datetime.fromisoformat("2999-12-31T23:59:59")
).map(lambda wall: at(wall.isoformat(timespec="seconds")))
moments = st.one_of(days, times)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


# parse


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2023-03-31", on("2023-03-31")),
        ("10/08/2019", on("2019-08-10")),
        ("1/2/2023", on("2023-02-01")),
        ("29/2/2024", on("2024-02-29")),
        ("29/02/2000", on("2000-02-29")),
        ("1900-01-01", on("1900-01-01")),
        ("31/12/2999", on("2999-12-31")),
        ("2023-03-31 13:25", at("2023-03-31 13:25:00")),
        ("2023-03-31 13:25:07", at("2023-03-31 13:25:07")),
        ("31/3/2023 7:05", at("2023-03-31 07:05:00")),
        ("31/03/2023 00:00", at("2023-03-31 00:00:00")),
        ("31/12/2023 23:59:59", at("2023-12-31 23:59:59")),
        ("  31/03/2023   13:25\n", at("2023-03-31 13:25:00")),
        ("2023-03-31T13:25", at("2023-03-31 13:25:00")),
        ("2023-03-31T13:25:00+07:00", at("2023-03-31 13:25:00")),
        ("2023-03-31T06:25:00Z", at("2023-03-31 13:25:00")),
        ("2023-03-31T06:25:00+00:00", at("2023-03-31 13:25:00")),
        ("2023-03-31T13:25:00.999999", at("2023-03-31 13:25:00")),
        ("2023-03-31T06:25:59.9Z", at("2023-03-31 13:25:59")),
        ("2023-03-31 13:25 +0700", at("2023-03-31 13:25:00")),
        ("2023-03-31 13:25+07:00", at("2023-03-31 13:25:00")),
        ("2023-03-31T02:55:00-0330", at("2023-03-31 13:25:00")),
    ],
)
def test_parse__form_of_the_table__is_that_moment(written: str, wanted: Moment) -> None:
    assert dates.parse(written) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2023-12-31T17:00:00Z", at("2024-01-01 00:00:00")),
        ("2023-12-31T16:59:59Z", at("2023-12-31 23:59:59")),
        ("2024-02-28T20:00:00Z", at("2024-02-29 03:00:00")),
        ("2023-02-28T20:00:00Z", at("2023-03-01 03:00:00")),
        ("2024-01-01T05:00:00+14:00", at("2023-12-31 22:00:00")),
        ("1899-12-31T20:00:00Z", at("1900-01-01 03:00:00")),
        ("3000-01-01T05:00:00+14:00", at("2999-12-31 22:00:00")),
    ],
)
def test_parse__offset_across_midnight__is_vietnams_day(written: str, wanted: Moment) -> None:
    assert dates.parse(written) == wanted


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hôm nay",
        "31-03-2023",
        "2023/03/31",
        "31/3/23",
        "2023-3-31",
        "31.03.2023",
        "20230331",
        "tháng 3/2023",
        "31/03/2023 13h25",
        "31/03/2023, 13:25",
        "31/03/2023 13:5",
        "31/03/2023 1:25 PM",
        "31/03/2023T13:25",
        "31/03/2023 13:25 +0700",
        "2023-03-31T",
        "2023-03-31T13",
        "2023-03-31T6:25",
        "2023-03-31Z",
        "2023-03-31T13:25:00 ICT",
        "+2023-03-31",
        "２０２３-03-31",
        "٣١/03/2023",
        "2023-03-31 13:٢٥",
    ],
)
def test_parse__any_other_form__is_not_guessed(written: str) -> None:
    with pytest.raises(ValueError, match="không phải ngày giờ viết đúng mẫu: 2023-03-31 hoặc"):
        dates.parse(written)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("30/02/2023", "30/02/2023 không có trên lịch"),
        ("2023-02-29", "29/02/2023 không có trên lịch"),
        ("29/2/1900", "29/2/1900 không có trên lịch"),
        ("31/4/2023 13:25", "31/4/2023 không có trên lịch"),
        ("03/31/2023", "03/31/2023 không có trên lịch"),
        ("0/1/2023", "0/1/2023 không có trên lịch"),
        ("0000-01-01", "01/01/0000 không có trên lịch"),
        ("2023-03-31 24:00", "24:00 không phải giờ trong ngày (00:00 đến 23:59)"),
        ("2023-03-31 13:60", "13:60 không phải giờ trong ngày (00:00 đến 23:59)"),
        ("2023-03-31 13:25:60", "13:25:60 không phải giờ trong ngày (00:00 đến 23:59)"),
        ("31/12/1899", "năm 1899 nằm ngoài khoảng 1900–2999"),
        ("3000-01-01 00:00", "năm 3000 nằm ngoài khoảng 1900–2999"),
        ("2999-12-31T17:00:00Z", "năm 3000 nằm ngoài khoảng 1900–2999"),
        ("9999-12-31T23:00:00Z", "năm 9999 nằm ngoài khoảng 1900–2999"),
        ("0001-01-01T00:00:00+14:00", "năm 0001 nằm ngoài khoảng 1900–2999"),
        ("2023-03-31T13:25:00+15:00", "múi giờ +15:00 không có thật; giờ Việt Nam là +07:00"),
        ("2023-03-31T13:25:00-0760", "múi giờ -0760 không có thật; giờ Việt Nam là +07:00"),
    ],
)
def test_parse__right_form_wrong_value__says_what_is_wrong(written: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        dates.parse(written)


def test_parse__a_whole_article_pasted__is_quoted_in_short() -> None:
    with pytest.raises(ValueError, match=r"^“Hội nghị.{,140}$"):
        dates.parse("Hội nghị giao ban " * 1000)


@given(st.text())
def test_parse__anything__is_a_moment_or_a_value_error(written: str) -> None:
    try:
        moment = dates.parse(written)
    except ValueError:
        return
    assert datetime.fromisoformat(moment.stamp).isoformat() == moment.stamp


@given(moments)
def test_parse__what_we_print__reads_back(moment: Moment) -> None:
    assert dates.parse(moment.iso) == Moment(moment.stamp, timed=True)
    as_read = moment.long.partition(", ")[2].replace(",", "")
    minute = f"{moment.stamp[:16]}:00"
    assert dates.parse(as_read) == Moment(minute, moment.timed)
    assert dates.parse(moment.short) == dates.parse(moment.day) == on(moment.day)


@given(times, zones)
def test_parse__any_offset__is_the_same_instant(moment: Moment, zone: timezone) -> None:
    elsewhere = datetime.fromisoformat(moment.iso).astimezone(zone)
    assert dates.parse(elsewhere.isoformat()) == moment


# Moment


def test_moment__with_a_time__shows_it() -> None:
    moment = at("2023-03-31 13:25:07")
    assert moment.long == "Thứ sáu, 31/03/2023, 13:25"
    assert moment.short == "31/03/2023"
    assert moment.iso == "2023-03-31T13:25:07+07:00"
    assert (moment.day, moment.year, moment.month) == ("2023-03-31", "2023", "03")
    assert moment.clock == "13:25"


def test_moment__without_a_time__shows_none() -> None:
    moment = on("2023-03-31")
    assert moment.long == "Thứ sáu, 31/03/2023"
    assert moment.iso == "2023-03-31T00:00:00+07:00"
    assert moment.clock == ""


def test_moment__midnight_written__is_shown() -> None:
    assert at("2023-03-31 00:00:00").long == "Thứ sáu, 31/03/2023, 00:00"


def test_moment__days_of_a_week__have_their_names() -> None:
    week = [on(f"2019-08-{day}").long.partition(",")[0] for day in range(12, 19)]
    assert week == ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"]


@given(times, times)
def test_moment__two__sort_as_they_happen(one: Moment, other: Moment) -> None:
    instants = datetime.fromisoformat(one.iso), datetime.fromisoformat(other.iso)
    assert (one < other) == (instants[0] < instants[1])


def test_moment__without_a_time__sorts_as_midnight() -> None:
    in_order = [at("2023-03-30 23:59:59"), on("2023-03-31"), at("2023-03-31 00:00:01")]
    backwards = list(reversed(in_order))
    assert sorted(backwards) == in_order


# from_datetime


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        (datetime(2023, 3, 31, 6, 25, tzinfo=UTC), at("2023-03-31 13:25:00")),
        (datetime(2023, 12, 31, 17, 0, 0, 999999, tzinfo=UTC), at("2024-01-01 00:00:00")),
        (datetime(2023, 3, 31, tzinfo=dates.VIETNAM), at("2023-03-31 00:00:00")),
    ],
)
def test_from_datetime__aware__is_vietnams_wall_time(when: datetime, wanted: Moment) -> None:
    assert dates.from_datetime(when) == wanted


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_from_datetime__end_of_pythons_calendar__is_refused(when: str) -> None:
    with pytest.raises(ValueError, match="nằm ngoài khoảng 1900–2999"):
        dates.from_datetime(datetime.fromisoformat(when))


def test_from_datetime__naive__is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        dates.from_datetime(datetime.fromisoformat("2023-03-31T13:25"))


# expiry_stamp


@pytest.mark.parametrize(
    ("moment", "wanted"),
    [
        (at("2023-03-31 13:25:00"), "2023-03-31T13:25:00"),
        (at("2023-03-31 00:00:00"), "2023-03-31T00:00:00"),
        (on("2023-03-31"), "2023-04-01T00:00:00"),
        (on("2024-02-28"), "2024-02-29T00:00:00"),
        (on("2023-12-31"), "2024-01-01T00:00:00"),
        (on("2999-12-31"), "3000-01-01T00:00:00"),
    ],
)
def test_expiry_stamp__bare_day__counts_to_its_end(moment: Moment, wanted: str) -> None:
    assert dates.expiry_stamp(moment) == wanted
