"""What a search costs a reader on a slow line: bytes as a web host sends them, and requests."""

import gzip
import random
import re

from playwright.sync_api import Page, Response

from plugins import search
from plugins.search import Item
from tests.browser.reader import Reader
from tests.browser.searching import NEWEST, YEAR, Search, sentence

FIRST_RESULTS, REQUESTS = 100_000, 4
"""Bytes and requests of the engine and the newest month of a portal of 100,000 articles."""
A_YEAR, IN_A_YEAR = 900_000, 5_000
"""Bytes of titles and leads of a year's articles."""

LEVEL = 6
"""Of gzip, as hosts compress what they send."""


def of_the_search(page: Page) -> list[Response]:
    """What is fetched from now on that other pages do not need; older months stay on the way."""
    found: list[Response] = []
    page.route(re.compile(r"tim-kiem/(?!2026-11)\d{4}"), lambda _route: None)
    ours = re.compile(r"/theme/search|/tim-kiem/.*\.json")
    page.on("response", lambda each: found.append(each) if ours.search(each.url) else None)
    return found


def test_first_results__newest_month_of_a_large_portal__light_and_few_requests(
    visitor: Reader,
) -> None:
    page = visitor.open("/robots.txt", width=360, height=740)
    fetched = of_the_search(page)
    visitor.goto(page, "/tim-kiem/?q=hội+nghị")
    page.locator(".results li").first.wait_for()
    sizes = {each.url.partition("8/")[2]: gzip.compress(each.body(), LEVEL) for each in fetched}
    assert len(fetched) <= REQUESTS
    assert sum(map(len, sizes.values())) <= FIRST_RESULTS
    assert "hoi-nghi-moi" in Search(page).found


def test_titles__a_year_of_five_thousand_articles__within_bounds() -> None:
    chance = random.Random(1)
    authors = [(sentence(chance, 3), f"tac-gia-{each}") for each in range(40)]
    total = 0
    for month in YEAR:
        items = [
            Item(
                day=28 - each % 28,
                slug=f"bai-so-{each}-" + sentence(chance, 9).replace(" ", "-"),
                title=sentence(chance, chance.randint(9, 15)),
                lead=sentence(chance, chance.randint(35, 50)) + ".",
                category=chance.choice(["chinh-tri", "kinh-te", "dan-van"]),
                authors=(chance.choice(authors),),
                tags=(sentence(chance, 3),),
                source="",
            )
            for each in range(IN_A_YEAR // len(YEAR))
        ]
        size = len(gzip.compress(search.titles(items), LEVEL))
        assert size < FIRST_RESULTS, month
        total += size
    assert total <= A_YEAR


def test_newest_month__of_the_library__is_as_large_as_a_large_portals() -> None:
    assert NEWEST >= 100_000 // 240
