"""The sparing engine and the short way for plain lines give what stock Markdown gives."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from plugins.ingest import engine, markup

PIECES = (
    *("Hội nghị", " ", "  \n", "\n\n", "*", "**", "_", "`", "``", "\\", "\\*", "[", "]", "(", ")"),
    *("\t", " \n", "**đậm**", "** ", "## Mục\n", "## \\# #\n"),
    *("![", "[^1]", "\n\n[^1]: chú\n", "[a](/b)", "[a][b]", "\n\n[b]: /c\n", "<b>", "</b>", "<br>"),
    *(
        "<https://a.example>",
        "<a@b.example>",
        "&amp;",
        "&",
        "{: #x }",
        "|",
        "# ",
        "> ",
        "- ",
        "1. ",
    ),
)
markdown_texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(source=markdown_texts)
def test_engine_for__any_markdown__converts_as_the_stock_engine(source: str) -> None:
    stock = Markdown(extensions=["sane_lists", *engine.EXTENSIONS], **engine.OPTIONS)
    assert engine.engine_for(source).convert(source) == stock.convert(source)


@given(line=st.from_regex(r"[^\W\d_][\w .,;:!?'\"()/%+=#|~^$@–—…-]*", fullmatch=True))
def test_plain_line__short_way__as_the_long_one(line: str) -> None:
    assert markup.to_html(line, 1) == re.sub(r"\n\Z", "", long_way(line))


@pytest.mark.parametrize("line", ["Hội nghị: giao ban", "Tổng kết #2", 'Ông nói "vậy"', "A"])
def test_plain_line__as_editors_write_summaries__is_one_paragraph(line: str) -> None:
    assert markup.to_html(line, 1) == f"<p>{line}</p>"


def long_way(line: str) -> str:
    """The same line through Markdown: a reference below it keeps it from being one line."""
    return markup.to_html(line + "\n\n[x]: /y", 1)
