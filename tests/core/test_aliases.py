"""An old address as browsers ask for it and the file that answers are one and the same place."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import aliases, urls

_PARTS = st.sampled_from(
    [*("/", ".html", ".htm", ".", "-", "a", "Tin", "ủ", "u\u0309", "%E1%BB%A7", "%e1%bb%a7", "%20")]
)
addresses = st.lists(_PARTS, min_size=1, max_size=8).map(lambda parts: "/" + "".join(parts))
"""Old addresses most of which a file can answer, in several spellings."""


@given(addresses)
def test_requested__asked_for_again__stays(alias: str) -> None:
    once = aliases.requested(alias)
    assert aliases.requested(once) == once
    assert once.isascii()


@given(addresses)
def test_output__of_what_a_browser_asks_for__is_that_of_the_alias(alias: str) -> None:
    assert aliases.output(aliases.requested(alias)) == aliases.output(alias)


@given(addresses)
def test_output__found__is_where_a_plain_host_looks(alias: str) -> None:
    found = aliases.output(alias)
    if found is not None:
        asked = unquote(aliases.requested(alias))[1:]
        assert found in (asked, asked + urls.HOME, f"{asked}/{urls.HOME}")


@given(addresses)
def test_output__found__is_none_that_only_a_build_makes(alias: str) -> None:
    found = aliases.output(alias)
    if found is not None:
        route = urls.route(found)
        assert route is None or route.kind in ("article", "category", *urls.LIST_FOLDERS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/tin/ủy.html", "/tin/u\u0309y.html"),
        ("/tin/ủy.html", "/tin/%e1%bb%a7y.html"),
        ("/cu/bai", "/cu/bai/"),
        ("/cu/bai/", "/cu/bai/index.html"),
        ("/a b.html", "/a%20b.html"),
    ],
)
def test_output__two_spellings_of_one_place__is_one_file(one: str, other: str) -> None:
    assert aliases.output(one) == aliases.output(other) is not None
