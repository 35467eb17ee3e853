"""What is carried from build to build stays small: bytes for each further article of a portal."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from plugins.build.store import open_store
from plugins.core import text
from plugins.state import database
from tests.bench.samples import TAGS, paragraph
from tests.bench.vocabulary import AUTHORS, CATEGORIES
from tests.build.sites import Site

FEW, MANY = 200, 400
BUDGET = {"portal.sqlite": 1500, "bodies.sqlite": 2500}
"""Bytes an article of three thousand characters with two tags, built and delivered."""


def write_article(site: Site, number: int) -> None:
    """Write an article such as offices write, one a day."""
    chance = random.Random(number)
    title, lead = (paragraph(chance).partition(".")[0] for _ in range(2))
    day = date(2020, 1, 1) + timedelta(number)
    site.article(
        f"{day:%Y/%m}/{text.slug(title)[:60].rstrip('-')}-{number:07}.md",
        id=f"bai-{number:07}",
        title=title,
        date=f"{day} 08:30",
        category=chance.choice(CATEGORIES),
        author=chance.choice(AUTHORS),
        views=str(chance.randrange(5000)),
        summary=lead,
        tags=f"[{', '.join(chance.sample(TAGS, 2))}]",
        body="\n\n".join(paragraph(chance) for _ in range(8)),
    )


def sizes(root: Path, articles: int) -> dict[str, int]:
    """Bytes of each file of the state of so many articles."""
    site = Site(root, {"categories": CATEGORIES})
    for number in range(articles):
        write_article(site, number)
    assert not site.build().failed
    with open_store(site.settings) as store, database.transaction(store.link):
        store.ledger.deliver(store.ledger.all_made())
    state = site.settings.state_path.parent
    return {name: (state / name).stat().st_size for name in BUDGET}


@pytest.fixture(scope="module", name="states")
def _states(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, int]]:
    """The sizes for few and for many articles."""
    return [sizes(tmp_path_factory.mktemp(f"of-{count}"), count) for count in (FEW, MANY)]


@pytest.mark.parametrize("name", BUDGET)
def test_state__each_further_article__takes_no_more_than_its_budget(
    states: list[dict[str, int]], name: str
) -> None:
    few, many = states
    assert (many[name] - few[name]) / (MANY - FEW) <= BUDGET[name]
