"""Values of the front matter: what they mean, and what is offered in place of a wrong one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import dates
from plugins.ingest import schema, values
from plugins.ingest.header import Entry, Fault, Node, value_of
from plugins.ingest.near import near_date
from plugins.ingest.values import Context
from tests.factories import make_settings
from tests.ingest.attempt import attempt

CONTEXT = Context(make_settings(Path("/portal")), "2023/bai.md")


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("0", 0), ("0297", 297), ("1234", 1234), ("12 # tháng 3", 12), ("9" * 15, 10**15 - 1)],
)
def test_count__whole_number__is_that_number(written: str, wanted: int) -> None:
    assert values.count(Node(written, 3), "views", CONTEXT) == wanted


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("1.234", "views: 1234"),
        ("12.345.678", "views: 12345678"),
        ("1,234", "views: 1234"),
        ("1 234", "views: 1234"),
        ("1.234 lượt", "views: 1234"),
        ("-1", "ví dụ views: 12"),
        ("1.5", "ví dụ views: 12"),
        ("٣", "ví dụ views: 12"),
        ("1e3", "ví dụ views: 12"),
    ],
)
def test_count__anything_else__is_refused_with_a_cure(written: str, cure: str) -> None:
    with pytest.raises(Fault) as caught:
        values.count(Node(written, 3), "views", CONTEXT)
    assert (caught.value.line, caught.value.cure) == (3, cure)


@given(st.text())
def test_count__any_cure__is_right(written: str) -> None:
    found = attempt(lambda: values.count(Node(written, 3), "views", CONTEXT))
    if isinstance(found, Fault):
        near = found.cure.removeprefix("ví dụ ").removeprefix("views: ")
        assert values.count(Node(near, 3), "views", CONTEXT) >= 0


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2023/03/31", "31/03/2023"),
        ("31-03-2023", "31/03/2023"),
        ("31.3.2023", "31/03/2023"),
        ("31/3/23", "31/03/2023"),
        ("20230331", None),
        ("30/02/2023", "28/02/2023"),
        ("29/02/2024 7:05", "29/02/2024 07:05"),
        ("31/04/2023", "30/04/2023"),
        ("10/13/2019", "13/10/2019"),
        ("ngày 31 tháng 3 năm 2023", "31/03/2023"),
        ("31/03/2023 13h25", "31/03/2023 13:25"),
        ("31/03/2023 lúc 25:00", "31/03/2023"),
        ("32/13/2023", None),
        ("31/03", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_near_date__what_was_meant__is_offered(written: str, wanted: str | None) -> None:
    assert near_date(written) == wanted


@given(st.text(st.sampled_from("0123456789/-. :hT"), max_size=20))
def test_near_date__anything__is_a_date_or_nothing(written: str) -> None:
    near = near_date(written)
    assert near is None or dates.parse(near).year.isdigit()


@pytest.mark.parametrize("kind", ["article", "page"])
def test_keys__example__is_right_for_its_own_key(kind: str) -> None:
    for key in schema.keys_of(kind).values():
        parts = value_of(Entry(key.name, 2, key.example), structured=key.structured)
        assert parts
        assert key.read(parts, key.name, CONTEXT) is not None
        assert key.doc


def test_keys__all__are_those_of_the_contract() -> None:
    assert list(schema.keys_of("article")) == [
        *("title", "date", "category", "author", "authors", "views", "summary", "id", "slug"),
        *("updated", "status", "expires", "tags", "topics", "image", "source", "attachments"),
        *("corrections", "aliases", "featured"),
    ]
    assert sorted(schema.keys_of("page")) == [
        *("image", "order", "slug", "status", "summary", "title", "updated"),
    ]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Titel", "title"),
        ("TITLE", "title"),
        ("Tiêu đề", "title"),
        ("chuyên mục", "category"),
        ("tag", "tags"),
        ("lead", None),
        ("zzz", None),
    ],
)
def test_nearest_key__slip_or_vietnamese__is_the_key_meant(
    written: str, wanted: str | None
) -> None:
    assert schema.nearest_key(written, "article") == wanted
