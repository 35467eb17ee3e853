"""A problem says to a person, a program and GitHub where it is, what is wrong and what to do."""

import json
from dataclasses import replace

import pytest

from plugins.core import problem
from plugins.core.problem import ERROR, WARNING, Problem

WRONG_VIEWS = Problem(
    path="2023/bai.md",
    line=5,
    level=ERROR,
    field="views",
    message="“views” phải là số nguyên.",
    cure="views: 1234",
    quote="views: 1.234",
)


def test_problem__for_a_person__is_place_message_line_and_cure() -> None:
    assert WRONG_VIEWS.in_text("content") == (
        "content/2023/bai.md:5: lỗi: “views” phải là số nguyên.\n"
        "    | views: 1.234\n"
        "    Cách sửa: views: 1234"
    )


def test_problem__warning_without_a_line_to_quote__says_so_in_two_lines() -> None:
    warning = replace(WRONG_VIEWS, level=WARNING, quote="  \t")
    assert warning.in_text("bai-viet") == (
        "bai-viet/2023/bai.md:5: cảnh báo: “views” phải là số nguyên.\n    Cách sửa: views: 1234"
    )


def test_problem__long_line__is_quoted_in_part() -> None:
    quoted = replace(WRONG_VIEWS, quote="x" * 500).in_text("content").splitlines()[1]
    assert quoted == "    | " + "x" * 159 + "…"


def test_problem__for_a_program__has_exactly_these_keys() -> None:
    assert WRONG_VIEWS.in_json("content") == {
        "level": "error",
        "path": "content/2023/bai.md",
        "line": 5,
        "field": "views",
        "message": "“views” phải là số nguyên.",
        "cure": "views: 1234",
    }


def test_problem__as_json__is_a_list_in_order_with_readable_vietnamese() -> None:
    later = replace(WRONG_VIEWS, line=10, level=WARNING)
    written = problem.as_json([later, WRONG_VIEWS], "content")
    assert json.loads(written) == [WRONG_VIEWS.in_json("content"), later.in_json("content")]
    assert "“views” phải là số nguyên." in written
    assert problem.as_json([], "content") == "[]"


def test_problem__for_github__is_one_annotation() -> None:
    assert WRONG_VIEWS.in_github("content") == (
        "::error file=content/2023/bai.md,line=5::“views” phải là số nguyên. Cách sửa: views: 1234"
    )


def test_problem__for_github__escapes_what_commands_are_made_of() -> None:
    odd = replace(
        WRONG_VIEWS, path="a,b:c%.md", level=WARNING, message="100%\r\nhai dòng", cure="a: b, c"
    )
    assert odd.in_github("content") == (
        "::warning file=content/a%2Cb%3Ac%25.md,line=5::100%25%0D%0Ahai dòng Cách sửa: a: b, c"
    )


def test_problem__level__decides_what_keeps_an_article_back() -> None:
    warning = replace(WRONG_VIEWS, level=WARNING)
    assert problem.errors([warning, WRONG_VIEWS, warning]) == [WRONG_VIEWS]


def test_problem__sorted__by_file_then_line() -> None:
    first, second = replace(WRONG_VIEWS, line=9), replace(WRONG_VIEWS, line=10)
    third = replace(WRONG_VIEWS, path="b.md", line=1)
    assert sorted([third, second, first]) == [first, second, third]


def several(count: int, level: str = ERROR, field: str = "views") -> list[Problem]:
    """As many problems, each on a line of its own."""
    return [
        replace(WRONG_VIEWS, line=line, level=level, field=field) for line in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", [0, 1, 50])
def test_listing__up_to_fifty__shows_all_in_full(count: int) -> None:
    found = several(count)
    wanted = "\n\n".join(each.in_text("content") for each in found)
    assert problem.listing(found, "content", in_full=False) == wanted


def test_listing__more_than_fifty__counts_the_rest_by_kind() -> None:
    found = [
        *several(30, WARNING, "image"),
        *several(2, WARNING, "author"),
        *several(48),
        *several(5, ERROR, "date"),
    ]
    *shown, rest = problem.listing(found, "content", in_full=False).split("\n\n")
    assert len(shown) == 50
    assert all(": lỗi: " in each for each in shown)
    assert rest == (
        "… và 35 vấn đề nữa:\n    lỗi views: 3\n    cảnh báo author: 2\n    cảnh báo image: 30"
    )


def test_listing__in_full__shows_all_errors_first() -> None:
    found = [*several(40, WARNING), *several(60)]
    shown = problem.listing(found, "content", in_full=True).split("\n\n")
    assert [": lỗi: " in each for each in shown] == [True] * 60 + [False] * 40
