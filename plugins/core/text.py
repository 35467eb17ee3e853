"""Text is cleaned, folded, ordered, cut and counted the Vietnamese way, on every machine alike."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

SortKey: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], str, str]
PersonKey: TypeAlias = tuple[tuple[tuple[str, ...], ...], SortKey, SortKey]

_BREAK = re.compile(r"\r\n?")

# No-break spaces, and the characters besides LF at which a reader of the text may break a line.
_SPACES = "\xa0\u2007\u202f\x0b\x0c\x85\u2028\u2029"
# XML 1.0 (section 2.2) forbids or discourages these in any document; U+FEFF is the BOM.
_ILLEGAL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
# One plain set: with an alternative in the pattern the search takes several times as long.
_ODD = re.compile(f"[{_SPACES}{_ILLEGAL}]+")
# What all but a few texts are made of; none of it is odd. Known in a fifth of the time.
_USUAL = re.compile("[\t\n -~\xa1-\u1fff\u2010-\u2027\u2030-\ud7ff]*")

_MARKS = re.compile(r"[\u0300-\u036f]+")
# Đ has no decomposition in Unicode; Ð (Icelandic) and Ɖ (African) look the same on paper.
_D_LIKE = str.maketrans("đðɖ", "ddd")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")

_WORD = re.compile(r"[^\W_]+")
_TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: dictionary order
_TONE = re.compile(f"[{_TONE_MARKS}]")
_NOT_TONE = re.compile(f"[^{_TONE_MARKS}]+")
_TONE_ORDER = str.maketrans(_TONE_MARKS, "12345")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# After every ASCII digit, before the letters of other languages.
_LETTER_ORDER = {ord(letter): 0x80 + place for place, letter in enumerate(_ALPHABET)}

_HANGING = " .,;:!?…-–—/([{<“‘«\"'"


def clean(text: str) -> str:
    """Return the text in the one form the portal works with; its number of lines stays.

    BOM and characters illegal in XML 1.0 are dropped, line ends become LF, the text is NFC, a run
    of no-break spaces (Word's habit) or of rarer line separators is one space.
    """
    if "\r" in text:
        text = _BREAK.sub("\n", text)
    if not _USUAL.fullmatch(text):
        text = _ODD.sub(_space_or_nothing, text)
    # Last: a dropped character may have kept a letter from its mark.
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _space_or_nothing(run: re.Match[str]) -> str:
    return "" if frozenset(_SPACES).isdisjoint(run[0]) else " "


def one_line(text: str) -> str:
    """Return the text on one line: each run of white space is one space, none at the ends."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the form in which spellings compare equal: `Cấp Uỷ`, `cấp ủy`, `cap uy`."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return one_line(text.lower().translate(_D_LIKE))


@lru_cache(4096)
def slug(text: str, limit: int = 80) -> str:
    """Return the text as `[a-z0-9-]*` for a URL, cut at a `-` to the limit in characters.

    It may be empty. A first word longer than the limit is cut where the limit falls.
    """
    full = _NOT_SLUG.sub("-", fold(text)).strip("-")
    if len(full) <= limit:
        return full
    end = full.rfind("-", 0, limit + 1)
    return full[: end if end > 0 else limit]


def sort_key(text: str) -> SortKey:
    """Return a key that sorts as a Vietnamese dictionary does, word by word.

    Digits come before letters. Letters decide first, then each word's tone (wherever the word
    carries it: hòa, hoà), then case (lower first), then the text itself.
    """
    text = unicodedata.normalize("NFC", text)
    words = [unicodedata.normalize("NFD", word) for word in _WORD.findall(text.lower())]
    toneless = [unicodedata.normalize("NFC", _TONE.sub("", word)) for word in words]
    letters = tuple(word.translate(_LETTER_ORDER) for word in toneless)
    tones = tuple(_NOT_TONE.sub("", word).translate(_TONE_ORDER) for word in words)
    return letters, tones, text.swapcase(), text  # capitals have the smaller codes, so swapped


def person_key(name: str) -> PersonKey:
    """Return a key that sorts people by given name (the last word), then by the rest."""
    rest, _, last = one_line(name).rpartition(" ")
    given = sort_key(last)
    # Hoà and Hòa are one given name: how it is spelled counts only after the rest.
    return given[:2], sort_key(rest), given


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like the word, None if none is near; equal when folded wins."""
    by_fold: dict[str, str] = {}
    for candidate in candidates:
        by_fold.setdefault(fold(candidate), candidate)
    wanted = fold(word)
    if wanted in by_fold:
        return by_fold[wanted]
    close = difflib.get_close_matches(wanted, by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


def number(n: int) -> str:
    """Return the number as Vietnamese write it: `1.234.567`."""
    return f"{n:,}".replace(",", ".")


def cut(text: str, limit: int = 200) -> str:
    """Return the text on one line, cut at the end of a word to the limit with its `…` counted.

    A first word longer than the limit is cut where the limit falls.
    """
    line = one_line(text)
    if len(line) <= limit:
        return line
    words = line[: max(line.rfind(" ", 0, limit), 0)].rstrip(_HANGING)
    return (words or line[: limit - 1]) + "…"


def size(n_bytes: int) -> str:
    """Return a file's size for people: `812 B`, `340 KB`, `1,5 MB`; 1 KB is 1024 bytes."""
    unit, value = "B", float(n_bytes)
    for larger in ("KB", "MB", "GB"):
        if round(value) < 1024:
            break
        unit, value = larger, value / 1024
    if value < 10:
        return f"{value:.1f}".replace(".", ",").removesuffix(",0") + f" {unit}"
    return f"{number(round(value))} {unit}"
