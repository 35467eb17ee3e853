"""What is packed comes back, is small, and is still read by a later version of this code."""

import zlib
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.state import database, packing
from tests.articles import make_article

# Packed by the version of the state that holds it: a change of the words, or of how anything is
# packed, needs another version, or states of before could not be read.
PACKED = {
    5: "48a8d8d494e8838603d0a719f999baa03486ee5d983890e9819c4de1450c"
    "30d1e6c1722572b17b6402b8b4518a0500041228d0",
}
LINE = '["2026/11/hoi-nghi.md","article","hoi-nghi","Hội nghị chi bộ bàn việc xây dựng Đảng"]'


def test_packing__packed_by_this_version__is_read() -> None:
    assert packing.unpack(bytes.fromhex(PACKED[database.VERSION])) == LINE


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_packing__any_text__comes_back(text: str) -> None:
    assert packing.unpack(packing.pack(text)) == text


def test_packing__text_longer_than_the_window__comes_back() -> None:
    text = "".join(f"[{n},{n * n % 9973}]" for n in range(20_000))
    assert packing.unpack(packing.pack(text)) == text


def test_packing__packed_with_other_words__is_refused() -> None:
    deflate = zlib.compressobj(zdict=b"other words")
    with pytest.raises(zlib.error):
        packing.unpack(deflate.compress(b"text") + deflate.flush())


def test_packing__article__takes_less_than_half_its_room() -> None:
    line = make_article("hoi-nghi", lead="Hội nghị bàn việc xây dựng nông thôn mới.").dumps()
    assert len(packing.pack(line)) < len(line.encode()) / 2


_STAMPS = st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31)).map(
    lambda each: each.isoformat(timespec="seconds")
)


@given(stamps=st.lists(_STAMPS))
def test_packing__stamps__sort_like_their_numbers(stamps: list[str]) -> None:
    assert sorted(stamps, key=lambda each: packing.number(each) or 0) == sorted(stamps)


def test_packing__empty_stamp__is_no_number() -> None:
    assert packing.number("") is None
