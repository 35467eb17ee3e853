"""A page is light enough for a slow line: the bytes that a first visit costs."""

import gzip
from typing import NamedTuple

import pytest
from playwright.sync_api import Response

from tests.browser.kinds import KINDS
from tests.browser.reader import Reader

MOST = 60_000
"""Bytes of an article page without pictures, gzipped, fonts and theme included."""
MOST_SCRIPT = 15_000

_COMPRESSED = ("text/", "application/javascript", "application/manifest+json", "image/svg+xml")


class Fetched(NamedTuple):
    """What a first visit fetches: its type, and its bytes as a web host sends them."""

    kind: str
    size: int


def visit(reader: Reader, path: str) -> list[Fetched]:
    """What the page at this path and all it needs cost a reader on a phone."""
    page = reader.open("/robots.txt", width=360, height=740)
    responses: list[Response] = []
    page.on("response", lambda each: responses.append(each))  # noqa: PLW0108 - no builtin
    reader.goto(page, path)
    page.wait_for_load_state("networkidle")
    found = []
    for response in responses:
        kind, body = response.headers["content-type"], response.body()
        size = len(gzip.compress(body, 9)) if kind.startswith(_COMPRESSED) else len(body)
        found.append(Fetched(kind, size))
    return found


def test_article__without_pictures__weighs_60_kb_at_most(reader: Reader) -> None:
    found = visit(reader, KINDS["article without a picture"])
    kinds = {each.kind.partition(";")[0] for each in found}
    assert {"text/html", "text/css", "font/woff2"} <= kinds
    assert sum(each.size for each in found) <= MOST, found
    scripts = [each.size for each in found if "javascript" in each.kind]
    assert len(scripts) == 2
    assert sum(scripts) <= MOST_SCRIPT


@pytest.mark.parametrize(("kind", "most"), [("home", 450_000), ("category", 250_000)])
def test_lists__on_a_phone__fetch_small_pictures_and_only_those_near(
    kind: str, most: int, reader: Reader
) -> None:
    found = visit(reader, KINDS[kind])
    pictures = [each for each in found if each.kind in ("image/webp", "image/jpeg")]
    assert {each.kind for each in pictures} == {"image/webp"}
    assert sum(each.size for each in found) <= most, found
