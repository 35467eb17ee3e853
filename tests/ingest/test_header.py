"""Header values mean what they say; YAML is met only where an editor asked for it."""

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.ingest import header
from plugins.ingest.header import Fault, Node
from tests.ingest.attempt import attempt


def plain(node: Node | None) -> Any:
    """A node without its lines."""
    if node is None or isinstance(node.value, str):
        return node.value if node else None
    if isinstance(node.value, list):
        return [plain(each) for each in node.value]
    return {key: plain(each) for key, each in node.value.items()}


def value(written: str, *, structured: bool) -> Any:
    """The value of one key, written behind its colon."""
    parts = header.split(f"---\nkey:{written}\n---\n")
    assert [fault.message for fault in parts.faults] == []
    return plain(header.value_of(parts.entries["key"], structured=structured))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (" Hội nghị: giao ban", "Hội nghị: giao ban"),
        (' "Dân vận khéo" ở xã A', '"Dân vận khéo" ở xã A'),
        (" 'Dân vận khéo' ở xã A", "'Dân vận khéo' ở xã A"),
        (' Bài "hay"', 'Bài "hay"'),
        (" Tổng kết #2", "Tổng kết #2"),
        (" # Tổng kết", "# Tổng kết"),
        (" No", "No"),
        (" null", "null"),
        (" ~", "~"),
        (" 12:30", "12:30"),
        (" 0123", "0123"),
        (" [A] B", "[A] B"),
        (" {A} B", "{A} B"),
        (" [A]", "[A]"),
        (" - A", "- A"),
        (" *A* & B", "*A* & B"),
        (" !A", "!A"),
        (" @A %B", "@A %B"),
        (" > A", "> A"),
        (" | A", "| A"),
        (" 50% : 50%", "50% : 50%"),
        ("   A  ", "A"),
        ("\tA", "A"),
        (' "A: B"', "A: B"),
        (' "A \\"B\\" \\u0110 \\n C"', 'A "B" Đ \n C'),
        (" 'A ''B'''", "A 'B'"),
        (' "A" "B"', '"A" "B"'),
        (" ''", ""),
        ("", None),
        ("   ", None),
        (" A\n  B\n  C: D", "A B C: D"),
        (" |\n  A\n  B", "A\nB"),
        (" >\n  A\n  B", "A B"),
        (' "A\n  B"', "A B"),
        ("\n  A\n  B", "A B"),
        (" A\n# ghi chú", "A"),
    ],
)
def test_value_of__text_key__is_literal(written: str, wanted: str | None) -> None:
    assert value(written, structured=False) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (" A", "A"),
        (" A: B", "A: B"),
        (" [A, B]", ["A", "B"]),
        (" [12:30, No, 0123]", ["12:30", "No", "0123"]),
        (' ["A, B", C]', ["A, B", "C"]),
        (" [A,\n  B]", ["A", "B"]),
        (" []", []),
        ("\n- A\n- B", ["A", "B"]),
        ("\n  - A\n  - B", ["A", "B"]),
        ("\n\t- A\n\t- B", ["A", "B"]),
        ("\n- Kinh tế: số liệu\n- Tổng kết #2", ["Kinh tế: số liệu", "Tổng kết #2"]),
        ("\n- \"A: B\"\n- 'C'", ["A: B", "C"]),
        ("\n\n- A\n\n# ghi chú\n- B", ["A", "B"]),
        (" {src: a.jpg, alt: B}", {"src": "a.jpg", "alt": "B"}),
        ("\n  src: a.jpg\n  alt: B", {"src": "a.jpg", "alt": "B"}),
        ("\n\tsrc: a.jpg\n\talt: B", {"src": "a.jpg", "alt": "B"}),
        ("\n  alt: A: B #2", {"alt": "A: B #2"}),
        ('\n  alt: "A" ở B', {"alt": '"A" ở B'}),
        ('\n  alt: "A: B"', {"alt": "A: B"}),
        ("\n  alt: Giữ 'A', C: D", {"alt": "Giữ 'A', C: D"}),
        ("\n  alt: |\n    A: B: C\n    D", {"alt": "A: B: C\nD"}),
        ("\n  - at: 2026-11-11\n    text: A: B", [{"at": "2026-11-11", "text": "A: B"}]),
        ("\n  - {src: a.pdf}\n  - b.pdf", [{"src": "a.pdf"}, "b.pdf"]),
    ],
)
def test_value_of__key_that_may_be_a_list__reads_lists_and_mappings(
    written: str, wanted: Any
) -> None:
    assert value(written, structured=True) == wanted


def test_value_of__list__knows_the_line_of_each_item() -> None:
    entry = header.split("---\ntitle: A\ntags:\n\n- B\n# ghi chú\n- C\n---\n").entries["tags"]
    node = header.value_of(entry, structured=True)
    assert node
    assert isinstance(node.value, list)
    assert [(each.value, each.line) for each in node.value] == [("B", 5), ("C", 7)]


def test_value_of__mapping__knows_the_line_of_each_value() -> None:
    entry = header.split("---\nimage:\n  src: a.jpg\n\n  alt: B\n---\n").entries["image"]
    node = header.value_of(entry, structured=True)
    assert node
    assert isinstance(node.value, dict)
    assert {key: each.line for key, each in node.value.items()} == {"src": 3, "alt": 5}


def test_split__body__begins_right_below_with_its_line() -> None:
    parts = header.split("---\ntitle: A\n---\n\nMột\n---\nHai\n")
    assert (parts.body, parts.body_line) == ("\nMột\n---\nHai\n", 4)


@pytest.mark.parametrize(
    ("line", "key"),
    [("a: A", "a"), ("a : A", "a"), ('"a": A', "a"), ("tác giả: A", "tác giả")],
)
def test_split__key__may_be_quoted_and_spaced(line: str, key: str) -> None:
    entry = header.split(f"---\n{line}\n---\n").entries[key]
    assert (entry.head, entry.line) == ("A", 2)


@given(st.text(st.sampled_from("ab:- \n\t#\"'[]{}|>&*!?%@`\\,.0đ")))
def test_split__anything__gives_values_or_faults(written: str) -> None:
    for structured in (False, True):
        parts = header.split(f"---\ntitle: {written}\n---\n")
        for entry in parts.entries.values():
            found = attempt(partial(header.value_of, entry, structured=structured))
            if isinstance(found, Fault):
                assert entry.line <= found.line <= entry.line + len(entry.more)
                assert found.message
                assert found.cure
            else:
                assert found is None or entry.line <= found.line


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_value_of__text_in_one_line__is_that_text(written: str) -> None:
    line = " ".join(written.split())
    if line and line[0] not in "\"'":
        assert value(f" {line}", structured=False) == line
