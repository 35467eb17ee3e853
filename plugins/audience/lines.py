"""A line of an access log → a Hit: formats common and combined, as nginx and Apache write them, and
JSON. Lines are bytes from strangers: nothing in them is trusted, and what is no line gives None.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from plugins.core.dates import VIETNAM

LONGEST = 16_384
"""Bytes of a line; servers take requests of 8 KiB, and whoever sends more does not read."""


class Who(NamedTuple):
    """Who asked: what the browser calls itself, and whether it asked of its own accord.

    `agent` is None where the log does not say, as in format common. `ahead`: it fetched before
    anybody wanted to see it (Sec-Purpose, Purpose, X-Moz).
    """

    agent: bytes | None
    ahead: bool


class Hit(NamedTuple):
    """A request as the server noted it. `second` is Unix time; `target` is as it was sent.

    `more` is what the line says besides: see `who`. Most lines are of no article, and nobody asks.
    """

    visitor: bytes
    second: int
    method: bytes
    target: bytes
    status: bytes
    more: bytes | Who


def parse(line: bytes) -> Hit | None:
    """The hit that a line tells of; None if it is no line of an access log."""
    if line[:1] == b"{":
        return _from_json(line)
    match = _HEAD(line)
    if match is None:
        return None
    visitor, minute, seconds, zone, method, target, status, more = match.groups()
    start = _minute(minute, zone)
    if start is None:
        return None
    return Hit(visitor, start + int(seconds), method, target, status, more)


def who(hit: Hit) -> Who:
    """Who asked."""
    if isinstance(hit.more, Who):
        return hit.more
    match = _MORE.match(hit.more)
    if match is None:
        return Who(None, ahead=False)
    agent, purpose = match.groups()
    return Who(agent, len(purpose) > 2 and _is_ahead(purpose))


def is_complete(line: bytes, like: bytes) -> bool:
    """True for a line that is whole though no line break follows it yet, as far as one can tell.

    `like` is another line of the log: one that ends in the middle has fewer fields.
    """
    hit, other = parse(line), parse(like)
    if hit is None or isinstance(hit.more, Who):
        return hit is not None
    if other is None or isinstance(other.more, Who):
        return _MORE.match(hit.more) is not None
    return hit.more.count(b'"') == other.more.count(b'"')


# Apache's vhost_combined has `name:port` in front, which no IPv6 address is. A visitor may be a
# host's name, a user's name may have spaces. What follows the agent are fields of the portal's own
# format. Every part can match in one way only, so that no line takes longer than its length.
_HEAD = re.compile(
    rb"(?:[^ :\[\]]+:\d{1,5} )?"
    rb"([^ ]++) [^ ]++ [^\[\n]*+\[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d):([0-5]\d|60) ([+-]\d{4})\] "
    rb'"([A-Z]{1,20}) ([^ "\\]++)[^"\\]*+(?:\\.[^"\\]*+)*+" (\d{3}) [^ ]++(.*)',
    re.DOTALL,
).match
_MORE = re.compile(rb' "[^"\\]*(?:\\.[^"\\]*)*" "([^"\\]*(?:\\.[^"\\]*)*)"(.*)', re.DOTALL)
_AHEAD = re.compile(rb"(?<![^\s\";,])(?:prefetch|prerender|preview)(?![^\s\";,])", re.IGNORECASE)
_FURTHEST = 14 * 3_600  # seconds from UTC; no clock is kept further ahead
_MONTHS = b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _is_ahead(purpose: bytes) -> bool:
    """True if what a browser says of a request's purpose is that nobody asked for it yet."""
    return _AHEAD.search(purpose) is not None


@lru_cache(maxsize=1024)
def _minute(written: bytes, zone: bytes) -> int | None:
    """`22/Nov/2026:08:00` and `+0700` as Unix time; None for what is no time."""
    try:
        day, month, rest = written.split(b"/")
        year, hour, minute = rest.split(b":")
        number = _MONTHS.index(month) + 1
        when = datetime(int(year), number, int(day), int(hour), int(minute), tzinfo=UTC)
        ahead = int(zone[1:3]) * 3_600 + int(zone[3:5]) * 60
    except ValueError:
        return None
    if ahead > _FURTHEST:
        return None
    return int(when.timestamp()) - (-ahead if zone[:1] == b"-" else ahead)


# JSON: under the names of the portal's own configuration, of nginx's variables, of usual examples.

_NAMES: Mapping[str, tuple[str, ...]] = {
    "visitor": ("address", "remoteaddr", "remoteip", "remotehost", "clientip", "client", "ip"),
    "time": ("time", "timeiso8601", "timelocal", "msec", "timestamp", "@timestamp", "ts"),
    "request": ("request", "requestline"),
    "method": ("method", "requestmethod", "verb"),
    "target": ("path", "requesturi", "uri", "url", "target"),
    "status": ("status", "statuscode", "response", "code"),
    "agent": ("agent", "httpuseragent", "useragent", "ua"),
    "purpose": ("purpose", "httpsecpurpose", "secpurpose", "httppurpose", "httpxmoz"),
}
"""In lower case, without `_` and `-`."""
_PORTAL = re.compile(  # a line of the portal's own configuration, unless anything in it is escaped
    rb'\{"time":"(\d{4}-\d\d-\d\dT\d\d:\d\d):([0-5]\d|60)([+-]\d\d:\d\d)","address":"([^"\\]+)",'
    rb'"method":"([A-Z]+)","status":(\d{3}),"path":"([^"\\]+)",'
    rb'"agent":"([^"\\]*)","purpose":"([^"\\]*)"\}\s*\Z'
)
_decode = json.JSONDecoder().decode


def _from_json(line: bytes) -> Hit | None:
    if match := _PORTAL.match(line):
        day, seconds, zone, visitor, method, status, target, agent, purpose = match.groups()
        start = _portal_minute(day, zone)
        if start is not None:
            told_by = Who(agent, bool(purpose) and _is_ahead(purpose))
            return Hit(visitor, start + int(seconds), method, target, status, told_by)
    try:
        told = _decode(line.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    visitor, time, request, method, target, status, agent, purpose = (
        _text(told.get(name)) for name in _keys(tuple(told))
    )
    if request and not (method and target):
        words = request.split(" ")
        method, target = (words[0], words[1]) if words[1:] else (method, target or request)
    second = _any_time(time)
    if second is None or not (visitor and method and target and status):
        return None
    names = _bytes(agent) if _keys(tuple(told))[-2] else None
    told_by = Who(names, bool(purpose) and _is_ahead(_bytes(purpose)))
    return Hit(_bytes(visitor), second, _bytes(method), _bytes(target), _bytes(status), told_by)


@lru_cache(maxsize=1024)
def _portal_minute(written: bytes, zone: bytes) -> int | None:
    return _iso_minute(written.decode(), zone.decode())


@lru_cache(maxsize=256)
def _keys(present: tuple[str, ...]) -> tuple[str, ...]:
    """Which of a line's names stand for our fields, in their order; a log's lines are alike."""
    plain = {name.lower().replace("_", "").replace("-", ""): name for name in reversed(present)}
    return tuple(
        next((plain[name] for name in names if name in plain), "") for names in _NAMES.values()
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _any_time(told: str) -> int | None:
    """Unix time in seconds or milliseconds, ISO 8601, or as in other formats, `[` and `]` too.

    Without an offset it is Vietnam's time.
    """
    written = told.strip("[]")
    try:
        if written[4:5] == "-":
            minute = _iso_minute(written[:16], written[19:])
            return None if minute is None else minute + int(written[17:19])
        if written[2:3] == "/":
            start = _minute(written[:17].encode(), written[21:].encode())
            return None if start is None else start + int(written[18:20])
        number = float(written)
        return int(number / 1000 if number > _MILLISECONDS else number)
    except (ValueError, OverflowError):
        return None


_MILLISECONDS = 100_000_000_000  # as seconds they would be of the year 5138


@lru_cache(maxsize=1024)
def _iso_minute(minute: str, rest: str) -> int | None:
    """`2026-11-22T08:00` and what follows the seconds (`+07:00`, `.123Z`) as Unix time."""
    try:
        when = datetime.fromisoformat(f"{minute}:00{rest}")
    except ValueError:
        return None
    return int((when if when.tzinfo else when.replace(tzinfo=VIETNAM)).timestamp())
