"""Old addresses are read, told apart and put into patterns in which nothing is special."""

import json
import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins import redirects
from plugins.webserver import moved
from plugins.webserver.moved import Damaged, pattern, pattern_as_sent


def test_read__what_a_build_wrote__is_there_again() -> None:
    entries = [("/?ItemID=12", "/2023/03/bai.html"), ("/cu/ủy.html", "/2019/08/a.html")]
    assert moved.read(redirects.table(entries)) == [
        ("/?ItemID=12", "/2023/03/bai.html"),
        ("/cu/%E1%BB%A7y.html", "/2019/08/a.html"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        b"",
        b"[]",
        b"{}",
        b'{"redirects": {}, "version": 1}x',
        b'{"redirects": ["/a"]}',
        b"\xff",
        *(
            json.dumps({"version": 1, "redirects": [{"from": old, "to": new}]}).encode()
            for old, new in (
                ("/a b", "/c.html"),
                ("/a\n", "/c.html"),
                ("a", "/c.html"),
                ("/ủ", "/c.html"),
                ("/a", "https://khac.example/"),
                ("/a", '/c.html"; return 200 "'),
                ("/a", "/$uri"),
            )
        ),
    ],
)
def test_read__anything_else__is_damaged(table: bytes) -> None:
    with pytest.raises(Damaged):
        moved.read(table)


@pytest.mark.parametrize(
    ("origin", "path"),
    [
        ("/cat/old-123.html", "/cat/old-123.html"),
        ("/tin/%E1%BB%A7y%20ban.html", "/tin/ủy ban.html"),
        ("/a%20b/", "/a b/"),
        ("/$a\"';{}.html", "/$a\"';{}.html"),
    ],
)
def test_of__plain_path__is_matched_decoded(origin: str, path: str) -> None:
    found = moved.of([(origin, "/a.html")])
    assert (found.paths, found.asked) == (((path, "/a.html"),), ())


@pytest.mark.parametrize(
    "origin",
    [
        *("/?ItemID=12", "/?", "/a.aspx?id=1"),
        *("/a//b.html", "/a//", "/a/./b", "/a/."),  # servers make another path of these
        *("/a%2Fb", "/a%5Cb", "/a\\b", "/t%EC.html", "/a%0Ab", "/a%00", "/a%E2%80%AEb"),
    ],
)
def test_of__what_servers_decode_to_something_else__is_matched_as_sent(origin: str) -> None:
    found = moved.of([(origin, "/a.html")])
    assert (found.paths, found.asked) == ((), ((origin, "/a.html"),))


def test_of__two_spellings_of_a_path__first_counts() -> None:
    found = moved.of([("/%61", "/1.html"), ("/a", "/2.html")])
    assert found.paths == (("/a", "/1.html"),)


def test_of__longer_than_any_server_takes__is_left_out_and_counted() -> None:
    found = moved.of([("/" + "a" * 999, "/a.html"), ("/" + "b" * 1000, "/b.html")])
    assert (len(found), found.left_out) == (1, 1)


@given(st.text(max_size=30))
def test_pattern__any_text__matches_its_bytes_alone_and_has_nothing_special(text: str) -> None:
    written = pattern(text)
    assert re.fullmatch(written.encode(), text.encode()) or not text.isprintable()
    assert not set(written) & set("\"'${}<>*+?|^ \n#")


@given(st.text(max_size=30).map(lambda text: "/" + quote(text, "/?=&$'(){}")))
def test_pattern_as_sent__any_address__encoded_letters_in_any_case(origin: str) -> None:
    written = pattern_as_sent(origin)
    lower = re.sub("%..", lambda match: match[0].lower(), origin)
    assert re.fullmatch(written, origin)
    assert re.fullmatch(written, lower)
    assert bool(re.fullmatch(written, origin + "?a=1")) == ("?" not in origin)
    assert not re.fullmatch(written, origin + "x")
