"""Lists and tables come out as their editor meant them, however they are placed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.ingest import lists, markup

NESTED = "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>"


def html(source: str) -> str:
    """The HTML without white space between tags."""
    return re.sub(r"\s*(<[^>]+>)\s*", r"\1", markup.to_html(source, 1))


@pytest.mark.parametrize("step", ["  ", "   ", "    ", "\t"])
@pytest.mark.parametrize("mark", ["-", "*", "+"])
def test_indent__any_step__nests(step: str, mark: str) -> None:
    lines = [(0, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e")]
    source = "\n".join(f"{step * depth}{mark} {text}" for depth, text in lines)
    assert html(source) == NESTED


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (
            "1. a\n   - b\n   - c\n2. d",
            "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>",
        ),
        ("- a\n  1. b\n  2. c\n- d", "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"),
        ("10. a\n    - b\n11. c", '<ol start="10"><li>a<ul><li>b</li></ul></li><li>c</li></ol>'),
        ("1. a\n2. b\n- c", "<ol><li>a</li><li>b</li></ol><ul><li>c</li></ul>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("- a\n  - b\n1. c", "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol>"),
        ("- a\n   - b\n  - c\n - d", "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"),
        (" - a\n - b", "<ul><li>a</li><li>b</li></ul>"),
    ],
)
def test_indent__mixed_lists__nest_as_they_look(source: str, wanted: str) -> None:
    assert html(source) == wanted


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("a\n- b\n- c", "<p>a</p><ul><li>b</li><li>c</li></ul>"),
        ("a\n1. b\n2. c", "<p>a</p><ol><li>b</li><li>c</li></ol>"),
        ("## a\n- b", "<h2>a</h2><ul><li>b</li></ul>"),
        ("năm\n1986. a", "<p>năm\n1986. a</p>"),
        ("a\n-b", "<p>a\n-b</p>"),
        ("a\n- - -\nb", "<p>a</p><hr><p>b</p>"),
    ],
)
def test_indent__right_below_a_paragraph__is_a_list_as_in_other_markdown(
    source: str, wanted: str
) -> None:
    assert html(source) == wanted


TABLE = (
    '<div class="scroll" role="group" tabindex="0" aria-label="Bảng"><table><thead><tr><th>x</th>'
    "<th>y</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>"
)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("a\nx | y\n- | -\n1 | 2", f"<p>a</p>{TABLE}"),
        ("a\nb\n|x|y|\n|---|---|\n|1|2|\n\nc", f"<p>a\nb</p>{TABLE}<p>c</p>"),
        ("- a\n  |x|y|\n  |---|---|\n  |1|2|", f"<ul><li><p>a</p>{TABLE}</li></ul>"),
        ("a\n- b\n\n|x|y|\n|---|---|\n|1|2|", f"<p>a</p><ul><li>b</li></ul>{TABLE}"),
    ],
)
def test_part_tables__right_below_a_paragraph__is_a_table(source: str, wanted: str) -> None:
    assert html(source) == wanted


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("- a\n- b\n- c\n  - d\n  - e\n\nf", "<ul><li>a</li><li>b</li><li>c<ul><li>d</li><li>e</li>"
         "</ul></li></ul><p>f</p>"),
        ("- a\n\n- b\n\n- c", "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>"),
    ],
)  # fmt: skip
def test_indent__tight_or_loose__all_items_alike(source: str, wanted: str) -> None:
    assert html(source) == wanted


@pytest.mark.parametrize("step", ["  ", "   ", "    ", "\t"])
def test_indent__second_paragraph_of_an_item__belongs_to_it(step: str) -> None:
    source = f"- a\n\n{step}b\n- c\n{step}- d\n\n{step * 2}e\n- f"
    assert html(source) == (
        "<ul><li><p>a</p><p>b</p></li><li><p>c</p><ul><li><p>d</p><p>e</p></li></ul></li>"
        "<li><p>f</p></li></ul>"
    )


@pytest.mark.parametrize("source", ["- a\nb\n- c", "- a\n  b\n- c", "- a\n      b\n- c"])
def test_indent__next_line_of_an_item__belongs_to_it(source: str) -> None:
    assert re.sub(r"\s+", " ", html(source)) == "<ul><li>a b</li><li>c</li></ul>"


def test_indent__paragraph_behind_a_list__is_outside() -> None:
    assert html("- a\n  - b\n\nc\n\n    d") == (
        "<ul><li>a<ul><li>b</li></ul></li></ul><p>c</p><pre><code>d</code></pre>"
    )


@pytest.mark.parametrize(
    "source",
    [
        "Đoạn một.\n\nĐoạn hai - có gạch.",
        "| a | b |\n|---|---|\n| - | 1 |",
        "a | b\n- | -\n1 | 2\n- | -",
        "Đoạn\na | b\n---\nc",
        "Đoạn |\na | b\n- | -",
        "Đoạn\n- | -",
    ],
)
def test_indent__no_list__is_untouched(source: str) -> None:
    assert lists.part_tables(lists.indent(source)) == source


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.sampled_from(["  ", "   ", "\t"]))
def test_indent__any_outline__keeps_its_depths(depths: list[int], step: str) -> None:
    outline = [0]
    for depth in depths:
        outline.append(min(depth, outline[-1] + 1))
    source = "\n".join(f"{step * depth}- x{n}x" for n, depth in enumerate(outline))
    made, depth, found = html(source), -1, []
    for tag in re.findall(r"</?ul>|x\d+x", made):
        depth += {"<ul>": 1, "</ul>": -1}.get(tag, 0)
        if tag.startswith("x"):
            found.append(depth)
    assert found == outline
    assert "<p>" not in made
