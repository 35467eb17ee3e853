"""Text is cleaned, folded, ordered, cut and counted the Vietnamese way."""

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import text

TITLE = "Ban Thường vụ Tỉnh ủy: “Đổi mới” công tác dân vận"
# Characters that `clean` treats specially, among letters and marks that combine around them.
TROUBLE = "\r\n\t \u00a0\u2007\u202f\u000b\u000c\u0085\u2028\ufeff\x00\ud800\uffff"
messy = st.text(st.one_of(st.sampled_from(TROUBLE + "aeđĐ\u0301\u0323\u0302"), st.characters()))


def nfc(written: str) -> str:
    return unicodedata.normalize("NFC", written)


def nfd(written: str) -> str:
    return unicodedata.normalize("NFD", written)


# clean


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("", ""),
        ("plain\ttext\n", "plain\ttext\n"),
        (TITLE, TITLE),
        (nfd(TITLE), TITLE),
        ("\ufeff---\n", "---\n"),
        ("\ufeff\ufeff---", "---"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\r\r\nb", "a\n\nb"),
        ("35\u00a0năm", "35 năm"),
        ("35\u00a0\u202f\u2007năm", "35 năm"),
        ("35\u00a0\x00\u00a0năm", "35 năm"),
        ("nested:\n  - two ordinary spaces  \n", "nested:\n  - two ordinary spaces  \n"),
        ("a\x00b\x08c\x1bd\x7fe\x9ff", "abcdef"),
        ("a\ud800b\udfffc\ufffed\uffffe", "abcde"),
        ("title: a\u2028b", "title: a b"),
        ("title: a\u2029b\u0085c\u000bd\u000ce", "title: a b c d e"),
        ("ca\x02\u0301 nhân", "cá nhân"),
        ("họp 🙂", "họp 🙂"),
    ],
)
def test_clean__text_as_pasted__is_in_the_one_form(written: str, wanted: str) -> None:
    assert text.clean(written) == wanted


@given(messy)
def test_clean__anything__is_stable(written: str) -> None:
    once = text.clean(written)
    assert text.clean(once) == once


@given(messy)
def test_clean__composed_or_decomposed__is_the_same(written: str) -> None:
    assert text.clean(nfd(written)) == text.clean(nfc(written)) == text.clean(written)


@given(messy)
def test_clean__anything__keeps_the_number_of_lines(written: str) -> None:
    lines = written.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cleaned = text.clean(written)
    assert cleaned.count("\n") + 1 == len(lines)
    assert cleaned.split("\n") == [text.clean(line) for line in lines]


@given(messy)
def test_clean__anything__is_legal_xml_and_utf8_with_lf_as_its_only_line_end(written: str) -> None:
    cleaned = text.clean(written)
    cleaned.encode("utf-8")
    assert not re.search("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", cleaned)
    assert "".join(cleaned.splitlines()) == cleaned.replace("\n", "")


# one_line


def test_one_line__runs_of_white_space__are_one_space() -> None:
    assert text.one_line("  Hội nghị\n\t giao   ban \n") == "Hội nghị giao ban"


# fold


@pytest.mark.parametrize("written", ["Cấp Uỷ", "cấp ủy", " CẤP\n ỦY ", "cap uy", nfd("Cấp ủy")])
def test_fold__spellings_of_one_word__are_equal(written: str) -> None:
    assert text.fold(written) == "cap uy"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("hoà bình, hòa bình", "hoa binh, hoa binh"),
        ("Đ đ \u00d0 \u00f0 \u0189 \u0256", "d d d d d d"),
        ("", ""),
    ],
)
def test_fold__vietnamese__leaves_plain_letters(written: str, wanted: str) -> None:
    assert text.fold(written) == wanted


@given(messy)
def test_fold__anything__does_not_see_the_normal_form(written: str) -> None:
    assert text.fold(nfd(written)) == text.fold(nfc(written))


# slug


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("35-CT/TW", "35-ct-tw"),
        ("Kinh tế - Chính trị", "kinh-te-chinh-tri"),
        ("Đại hội Đảng bộ tỉnh lần thứ XIX", "dai-hoi-dang-bo-tinh-lan-thu-xix"),
        ("\u00d0ảng, \u0189oàn thể", "dang-doan-the"),
        ("  “Dân vận khéo”! ", "dan-van-kheo"),
        ("Nguyễn Thị Ưng, Phạm Quỳnh Ở", "nguyen-thi-ung-pham-quynh-o"),
        ("một_hai.ba", "mot-hai-ba"),
        ("...", ""),
        ("", ""),
        ("中文", ""),
    ],
)
def test_slug__title__is_plain_letters_and_hyphens(written: str, wanted: str) -> None:
    assert text.slug(written) == wanted
    assert text.slug(nfd(written)) == wanted


@pytest.mark.parametrize(
    ("limit", "wanted"),
    [(12, "dan-van-kheo"), (11, "dan-van"), (7, "dan-van"), (6, "dan"), (3, "dan"), (2, "da")],
)
def test_slug__too_long__is_cut_at_a_hyphen(limit: int, wanted: str) -> None:
    assert text.slug("Dân vận khéo", limit) == wanted


def test_slug__long_title__has_at_most_80_characters() -> None:
    assert text.slug("nghiêm " * 30) == "-".join(["nghiem"] * 11)
    assert text.slug("a" * 300) == "a" * 80


@given(messy, st.integers(1, 100))
def test_slug__anything__is_valid_and_its_own_slug(written: str, limit: int) -> None:
    made = text.slug(written, limit)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert len(made) <= limit
    assert text.slug(made, limit) == made


# sort_key, person_key

IN_ORDER = [
    "An < Anh < Ánh < Ân < Bình < Dung < Đạt < Em < Oanh < Ông < Ơn < Uyên < Ước < Yến",
    "a < ă < â < b < c < d < đ < e < ê < f < g < h < i < j < k < l < m",
    "m < n < o < ô < ơ < p < q < r < s < t < u < ư < v < w < x < y < z",
    "ma < mà < mả < mã < má < mạ < mạc",
    "an < An < AN < án < Án < anh",
    "hoà < hòa < hoả < hỏa < hoá < hóa",
    "Tư < Từ Ân < Tư Đức < Tươi",
    "10 năm sau < 35-CT/TW < An Giang",
    "Kinh tế < Kinh tế - Chính trị < “Kinh tế số” < Kinh tế xanh",
    "Văn hóa < zone < Ω < 中",
]


@pytest.mark.parametrize("in_order", IN_ORDER)
def test_sort_key__any_start__gives_the_dictionary_order(in_order: str) -> None:
    words = in_order.split(" < ")
    for seed in range(5):
        shuffled = random.Random(seed).sample(words, len(words))
        assert sorted(shuffled, key=text.sort_key) == words


@given(messy, messy)
def test_sort_key__two_texts__are_equal_only_if_they_are_one(one: str, other: str) -> None:
    assert (text.sort_key(one) == text.sort_key(other)) == (nfc(one) == nfc(other))
    assert text.sort_key(nfd(one)) == text.sort_key(nfc(one))


def test_person_key__names__sort_by_given_name_then_by_the_rest() -> None:
    people = [
        "Lê An",
        "Trần Thị An",
        "Bùi Ánh",
        "Ân",
        "Nguyễn Văn Đạt",
        "Phạm Thị Hòa",
        "Trần Hoà",
        "Vũ Hòa",
        "Đỗ Yến",
    ]
    backwards = list(reversed(people))
    assert sorted(backwards, key=text.person_key) == people
    assert text.person_key(" Lê  An ") == text.person_key("Lê An")


# nearest

CATEGORIES = ["Chính trị", "Kinh tế", "Kinh tế - Chính trị", "Xây dựng Đảng", "Dân vận"]


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("kinh te", "Kinh tế"),
        ("XÂY DỰNG ĐẢNG", "Xây dựng Đảng"),
        ("Chính chị", "Chính trị"),
        ("Dân vân", "Dân vận"),
        ("Thể thao quốc tế", None),
        ("", None),
    ],
)
def test_nearest__slip__finds_what_was_meant(word: str, wanted: str | None) -> None:
    assert text.nearest(word, CATEGORIES) == wanted


def test_nearest__nothing_to_choose_from__is_none() -> None:
    assert text.nearest("title", iter(())) is None


# number


@pytest.mark.parametrize(
    ("n", "wanted"),
    [(0, "0"), (999, "999"), (1234, "1.234"), (1234567, "1.234.567"), (-1234, "-1.234")],
)
def test_number__thousands__are_parted_by_points(n: int, wanted: str) -> None:
    assert text.number(n) == wanted


@given(st.integers())
def test_number__any__reads_back(n: int) -> None:
    assert int(text.number(n).replace(".", "")) == n


# cut


@pytest.mark.parametrize(
    ("limit", "wanted"),
    [
        (24, "Hội nghị, sáng 31/3: tốt"),
        (23, "Hội nghị, sáng 31/3…"),
        (15, "Hội nghị, sáng…"),
        (14, "Hội nghị…"),
        (4, "Hội…"),
        (3, "Hộ…"),
    ],
)
def test_cut__too_long__ends_with_a_word(limit: int, wanted: str) -> None:
    assert text.cut(" Hội nghị,\n sáng 31/3: tốt", limit) == wanted


def test_cut__words_cut_to_nothing_but_a_dash__cuts_the_next_word_hard() -> None:
    assert text.cut("- " + "a" * 20, 10) == "- aaaaaaa…"


@given(messy, st.integers(1, 60))
def test_cut__anything__is_the_beginning_within_the_limit(written: str, limit: int) -> None:
    line = text.one_line(written)
    short = text.cut(written, limit)
    assert len(short) <= limit
    assert short == line or (short.endswith("…") and line.startswith(short[:-1]))


# size


@pytest.mark.parametrize(
    ("n_bytes", "wanted"),
    [
        (0, "0 B"),
        (5, "5 B"),
        (812, "812 B"),
        (1023, "1.023 B"),
        (1024, "1 KB"),
        (1536, "1,5 KB"),
        (10188, "9,9 KB"),
        (10230, "10 KB"),
        (340 * 1024, "340 KB"),
        (1024**2 - 1, "1 MB"),
        (int(1.5 * 1024**2), "1,5 MB"),
        (15 * 1024**2, "15 MB"),
        (2 * 1024**3, "2 GB"),
        (5000 * 1024**3, "5.000 GB"),
    ],
)
def test_size__bytes__are_short_with_a_decimal_comma(n_bytes: int, wanted: str) -> None:
    assert text.size(n_bytes) == wanted
