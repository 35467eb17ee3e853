"""Texts that would keep Python-Markdown busy for minutes are refused, or done within seconds."""

import time
from pathlib import Path

import pytest

from plugins.ingest import limits, markup, reading
from plugins.ingest.header import Fault
from tests.factories import article_text, make_settings

SECONDS = 10
"""Far more than any of these takes on a slow machine, far less than any took before."""


def numbered(line: str, times: int) -> str:
    """The line again and again, with `#` counted up."""
    return "".join(line.replace("#", str(n)) for n in range(times))


REFUSED = {
    "brackets": "[" * 5000,
    "pictures begun": "![" * 5000,
    "brackets in many paragraphs": "[a]\n\n" * 5001,
    "character data": "<![CDATA[",
    "ten megabytes": "a" * 10_000_000,
    "too long by one": "a" * (limits.LONGEST + 1),
    "links": "[a](https://bao.example/)\n\n" * 10_000,
    "deep list": "".join("  " * n + "- a\n" for n in range(100)),
    "list in list in one line": "- " * 5000 + "a",
    "numbers in one line": "1. " * 5000 + "a",
    "quotes": ">" * 5000 + "a",
    "quotes, spaced": "> " * 5000 + "a",
    "ever deeper quotes": "".join("> " * n + "a\n\n" for n in range(100)),
    "tags in tags": "<div>" * 100_000,
    "tags in tags, fewer": "<div>" * 100 + "</div>" * 100,
    "tags never ended": "<a " * 5000,
    "attributes never ended": "<b a=" * 5000,
    "stars": "*" * 100_000,
    "stars and words": "*a*" * 5000,
    "underlines": "_a " * 10_000,
    "backticks": "` a " * 10_000,
    "backslashes": "\\" * 100_000,
    "entities": "&amp;" * 20_000,
    "headings": "# a\n" * 10_000,
    "lines under headings": "=\n" * 10_000,
    "dashes": "-\n" * 10_000,
    "empty rows": "|\n" * 30_000,
    "footnote mentioned again": "a[^1]\n\n" * 4000 + "[^1]: b",
    "footnotes": numbered("a[^#]\n\n[^#]: b\n\n", 20_000),
    "references": numbered("[a#]: https://bao.example/\n", 20_000),
}

DONE = {
    "table of a thousand columns": "|a" * 1000 + "\n" + "|-" * 1000 + ("\n" + "|b" * 1000) * 20,
    "table of many rows": "|a|b|\n|-|-|\n" + "|*1*|2|\n" * 2400,
    "paragraphs": "a\n\n" * 9_000,
    "items": "- a\n" * 4_900,
    "items, loose": "- a\n\n" * 4_900,
    "headings, apart": "## a\n\n" * 4_900,
    "one heading's name": "## a {#b}\n\n" * 4_000,
    "footnotes": numbered("a[^#]\n\n[^#]: b\n\n", 490),
    "footnotes nobody mentions": numbered("[^#]: b\n", 900),
    "links to places": numbered("[a](#b#)\n\n", 900),
    "links": numbered("[a](https://bao.example/#)\n\n", 4_900),
    "pictures": numbered("![a](b#.jpg)\n\n", 1_900),
    "angle brackets": "<b>a</b> " * 4_900,
    "comments": "<!-- a -->\n\n" * 4_900,
    "addresses": "<https://bao.example/> " * 4_900,
    "one long line": "Hội nghị giao ban. " * 10_000,
}


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED.keys())
def test_to_html__excess__is_refused_at_once(source: str) -> None:
    started = time.monotonic()
    with pytest.raises(Fault) as caught:
        markup.to_html(source, 7)
    assert caught.value.line >= 7
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize("source", DONE.values(), ids=DONE.keys())
def test_read__much_of_one_thing__is_done_in_seconds(source: str, tmp_path: Path) -> None:
    started = time.monotonic()
    found = reading.read("bai.md", article_text(body=source).encode(), make_settings(tmp_path))
    assert not [each for each in found.problems if " quá " in each.message]
    assert time.monotonic() - started < SECONDS


HEADERS = {
    "keys": numbered("k#: a\n", 5000),
    "one key": "title: a\n" * 5000,
    "lines of nothing": "x\n" * 20_000,
    "tags": "tags: [" + numbered("t#, ", 5000) + "]",
    "lists in lists": "tags: " + "[" * 20_000,
    "lists in lists by lines": "tags:\n" + "- " * 5000 + "a",
    "mappings in mappings": "image:\n" + "".join(" " * n + "a:\n" for n in range(300)),
    "anchors": "tags:\n - &a b\n" + " - *a\n" * 5000,
    "backslashes": 'summary: "' + "\\" * 50_000,
    "quotes": "summary: '" + "''" * 25_000 + "x",
    "a long word as category": "category: " + "x" * 50_000,
    "a megabyte": "summary: " + "a " * 500_000,
}


@pytest.mark.parametrize("written", HEADERS.values(), ids=HEADERS.keys())
def test_read__excess_in_the_header__is_told_within_seconds(written: str, tmp_path: Path) -> None:
    started = time.monotonic()
    text = f"---\n{written}\n---\nNội dung.\n"
    found = reading.read("bai.md", text.encode(), make_settings(tmp_path))
    assert found.article is None
    assert found.problems
    assert time.monotonic() - started < SECONDS


def test_read__file_of_ten_megabytes__is_told_without_reading_it(tmp_path: Path) -> None:
    found = reading.read("bai.md", b"\xff" * 10_000_000, make_settings(tmp_path))
    assert [each.message for each in found.problems] == ["Tệp lớn hơn 1,1 MB."]


def test_to_html__longest_text_allowed__passes() -> None:
    paragraph = "Hội nghị giao ban. " * 50 + "\n\n"
    source = paragraph * (limits.LONGEST // len(paragraph))
    assert markup.to_html(source, 1).count("<p>") == source.count("\n\n")
