"""A line of an access log is read in every usual format; what is none is never an error."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.audience import lines
from plugins.audience.lines import Hit, Who
from tests.audience.hits import GOOGLE, PHONE, START, combined, portal

READER = Who(PHONE.encode(), ahead=False)
HIT = Hit(b"113.160.1.2", START, b"GET", b"/2026/11/bai-1.html", b"200", READER)
COMMON = HIT._replace(more=Who(None, ahead=False))


def parse(line: bytes) -> Hit | None:
    """All that a line tells."""
    hit = lines.parse(line)
    return hit and hit._replace(more=lines.who(hit))


def test_line__combined__is_read() -> None:
    assert parse(combined(START)) == HIT


def test_line__portals_own_format__is_read() -> None:
    assert parse(portal(START)) == HIT


def test_line__time_of_another_zone__is_the_same_moment() -> None:
    assert parse(combined(START, hours=0)) == parse(combined(START, hours=-3)) == HIT


@pytest.mark.parametrize(
    ("line", "hit"),
    [
        (
            b'113.160.1.2 - - [01/Nov/2026:00:20:00 +0700] "GET /2026/11/bai-1.html HTTP/1.1" '
            b"200 5120",
            COMMON,
        ),
        (
            b"113.160.1.2 - t\xc3\xaan c\xc3\xb3 c\xc3\xa1ch [01/Nov/2026:00:20:00 +0700] "
            b'"GET /2026/11/bai-1.html HTTP/2.0" 304 0',
            COMMON._replace(status=b"304"),
        ),
        (
            b'tinhuy.example:443 2001:db8::1 - - [01/Nov/2026:00:20:00 +0700] "GET '
            b'/2026/11/bai-1.html HTTP/1.1" 200 5120',
            COMMON._replace(visitor=b"2001:db8::1"),
        ),
        (
            b'2001:db8::1 - - [01/Nov/2026:00:20:00 +0700] "GET /2026/11/bai-1.html" 200 -',
            COMMON._replace(visitor=b"2001:db8::1"),
        ),
        (
            b'113.160.1.2 - - [01/Nov/2026:00:20:00 +0700] "GET /?q=\\x22a\\x22 HTTP/1.1" 200 1 '
            b'"https://a/?q=\\"b\\"" "A \\"quoted\\" name"',
            COMMON._replace(target=b"/?q=", more=Who(b'A \\"quoted\\" name', ahead=False)),
        ),
    ],
    ids=["common", "user with spaces", "vhost", "IPv6, HTTP/0.9", "escapes"],
)
def test_line__of_another_server__is_read(line: bytes, hit: Hit) -> None:
    assert parse(line) == parse(line + b"\r\n") == hit


@pytest.mark.parametrize(
    "told",
    [
        {"time_iso8601": "2026-11-01T00:20:00+07:00", "request": "GET /2026/11/bai-1.html HTTP/2"},
        {"time_local": "01/Nov/2026:00:20:00 +0700", "request_uri": "/2026/11/bai-1.html"},
        {"msec": "1793467200.123", "uri": "/2026/11/bai-1.html"},
        {"msec": 1793467200.123, "uri": "/2026/11/bai-1.html"},
        {"@timestamp": "2026-10-31T17:20:00.250Z", "path": "/2026/11/bai-1.html"},
        {"timestamp": 1793467200123, "Request-URI": "/2026/11/bai-1.html"},
        {"time": "[01/Nov/2026:00:20:00 +0700]", "request": "GET /2026/11/bai-1.html HTTP/1.1"},
        {"time": "2026-11-01T00:20:00+0700", "requestUri": "/2026/11/bai-1.html"},
        {"time": "2026-11-01 00:20:00", "url": "/2026/11/bai-1.html"},
    ],
)
def test_line__json_with_usual_names__is_read(told: dict[str, object]) -> None:
    line = {
        "remote_addr": "113.160.1.2",
        "request_method": "GET",
        "status": "200",
        "http_user_agent": PHONE,
        **told,
    }
    assert parse(json.dumps(line).encode()) == HIT


def test_line__json_with_escapes__is_the_same_as_without() -> None:
    plain = portal(START, agent="Cốc Cốc/1")
    assert b"\\u" in plain
    raw = json.dumps(json.loads(plain), ensure_ascii=False).encode()
    assert parse(plain) == parse(raw) == HIT._replace(more=Who("Cốc Cốc/1".encode(), ahead=False))


@pytest.mark.parametrize("purpose", ["prefetch", "prefetch;prerender", "preview", "Prefetch"])
def test_line__fetched_ahead__is_told(purpose: str) -> None:
    own = combined(START).rstrip(b"\n") + f' "{purpose}"\n'.encode()
    for line in (own, portal(START, purpose=purpose)):
        assert parse(line) == HIT._replace(more=READER._replace(ahead=True))


def test_line__purpose_logged_and_empty__is_no_fetch_ahead() -> None:
    assert parse(combined(START).rstrip(b"\n") + b' "-"\n') == HIT


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{",
        b"[]",
        b"{}",
        b'{"time": null}',
        b"[" * 100_000,
        b"{" + b'"a":{' * 5_000,
        b"\x00" * 5_000,
        bytes(range(256)),
        b'1.2.3.4 - - [32/Nov/2026:00:20:00 +0700] "GET / HTTP/1.1" 200 1',
        b'1.2.3.4 - - [01/Foo/2026:00:20:00 +0700] "GET / HTTP/1.1" 200 1',
        b'1.2.3.4 - - [01/Nov/2026:25:20:00 +0700] "GET / HTTP/1.1" 200 1',
        b'1.2.3.4 - - [01/Nov/0000:00:20:00 +0700] "GET / HTTP/1.1" 200 1',
        b'1.2.3.4 - - [01/Nov/2026:00:20:00 +9999] "GET / HTTP/1.1" 20 1',
        b'1.2.3.4 - - [01/Nov/2026:00:20:00 +0700] "-" 408 0 "-" "-"',
        b'1.2.3.4 - - [01/Nov/2026:00:20:00 +0700] "\\x16\\x03\\x01" 400 157 "-" "-"',
        portal(START).replace(b"2026-11", b"2026-13"),
        portal(START).replace(b'"status":200', b'"status":true'),
    ],
)
def test_line__that_is_none__is_nothing(line: bytes) -> None:
    assert parse(line) is None


@given(st.binary(max_size=300))
def test_line__any_bytes__never_an_error(line: bytes) -> None:
    parse(line)


@given(st.integers(0, len(combined(START)) - 1), st.binary(min_size=1, max_size=3), st.booleans())
def test_line__spoilt_anywhere__never_an_error(at: int, junk: bytes, is_json: bool) -> None:
    line = portal(START, agent=GOOGLE) if is_json else combined(START)
    parse(line[:at] + junk + line[at + 1 :])


@pytest.mark.parametrize(
    "part", [b'"\\', b'" "', b"[ ", b":1 ", b'"a', b"\\\\", b"\\a", b"a", b'" 200 1 "', b"a:1"]
)
@pytest.mark.parametrize(
    "start", [b"", b"1.2.3.4 - - ", b'1.2.3.4 - - [01/Nov/2026:00:20:00 +0700] "GET /']
)
def test_line__attack_on_the_pattern__takes_no_longer_than_its_length(
    start: bytes, part: bytes
) -> None:
    """A careless pattern would try all of a long line many times: this would take hours."""
    line = (start + part * lines.LONGEST)[: 4 * lines.LONGEST]
    assert [parse(line) for _ in range(50)] == [parse(line)] * 50


@pytest.mark.parametrize(
    ("written", "visitor"),
    [
        (b"ex.vn:443 my-host.example.vn - - ", b"my-host.example.vn"),
        (b"ex.vn:443 2001:db8::22 - - ", b"2001:db8::22"),
        (b"2001:db8::22 abc - ", b"2001:db8::22"),
        (b"::1 - - ", b"::1"),
    ],
)
def test_line__who_asked__is_told_from_the_name_of_the_site(written: bytes, visitor: bytes) -> None:
    line = written + b'[01/Nov/2026:00:20:00 +0700] "GET / HTTP/1.1" 200 1'
    hit = lines.parse(line)
    assert hit is not None
    assert hit.visitor == visitor


def test_line__escaped_quote_in_the_address__does_not_end_the_request() -> None:
    line = (
        b'1.2.3.4 - - [01/Nov/2026:00:20:00 +0700] "GET /a.html?\\" 200 1 \\"-\\" HTTP/1.1" 400 9'
    )
    hit = lines.parse(line)
    assert hit is not None
    assert hit.status == b"400"


@pytest.mark.parametrize("field", ["preview.tinh.vn", "https://a/prefetch", "no-preview"])
def test_line__another_field_behind_the_agent__is_no_purpose(field: str) -> None:
    line = combined(START).rstrip(b"\n") + f' "{field}"\n'.encode()
    hit = parse(line)
    assert hit is not None
    assert hit.more == READER


def test_line__json_of_which_the_request_is_only_the_path__is_read() -> None:
    told = {"clientip": "1.2.3.4", "verb": "GET", "request": "/a.html", "response": "200"}
    line = {**told, "timestamp": "2026-11-01T00:20:00+07:00"}
    hit = parse(json.dumps(line).encode())
    assert hit == Hit(b"1.2.3.4", START, b"GET", b"/a.html", b"200", Who(None, ahead=False))
