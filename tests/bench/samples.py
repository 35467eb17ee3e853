"""Made-up articles: the same number of them gives the same articles anywhere."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.bench.sentences import SENTENCES, TITLES
from tests.bench.vocabulary import AUTHORS, CATEGORIES, TAG_PLACES, TAG_SUBJECTS, WORDS

SEED = 1
FIRST = datetime(2006, 1, 1, 6, 0)
YEARS = timedelta(days=20 * 365)
BODY = 3000  # characters, about
LEADS, BODIES = SENTENCES[:10], SENTENCES[10:]  # apart: a lead must not repeat its article
TAGS = tuple(f"{subject} {place}" for subject in TAG_SUBJECTS for place in TAG_PLACES)


@dataclass(frozen=True, slots=True)
class Sample:
    """One made-up article; `date` is Vietnam time, `body` Markdown."""

    id: str
    slug: str
    title: str
    date: datetime
    category: str
    author: str
    tags: tuple[str, ...]
    views: int
    summary: str
    body: str

    @property
    def path(self) -> str:
        """Where the file lies below content/."""
        return f"{self.date:%Y/%m}/{self.slug}.md"


def samples(articles: int) -> Iterator[Sample]:
    """So many articles spread over twenty years, oldest first; every id and slug is its own."""
    return (sample(number, articles) for number in range(articles))


def one_more(number: int, articles: int) -> Sample:
    """An article newer than the so many there are; `number` counts such ones."""
    date = FIRST + YEARS + timedelta(hours=number)
    return replace(sample(articles + number, articles), date=date)


def sample(number: int, articles: int) -> Sample:
    """One of so many articles."""
    chance = seeded(number)
    title = _fill(chance.choice(TITLES), chance)
    step = YEARS / articles
    date = FIRST + number * step + chance.random() * step
    return Sample(
        id=f"bai-{number:07d}",
        slug=f"{_slug(title)[:60].strip('-')}-{number:07d}",
        title=title,
        date=date.replace(second=0, microsecond=0),
        category=chance.choice(CATEGORIES),
        author=chance.choice(AUTHORS),
        tags=tuple(chance.sample(TAGS, 2)),
        views=chance.randrange(5000),
        summary=_fill(chance.choice(LEADS), chance),
        body=_body(chance, number),
    )


def seeded(what: object) -> random.Random:
    """Chance that falls the same way every time for the same thing."""
    return random.Random(f"{SEED}/{what}")


def paragraph(chance: random.Random) -> str:
    """Five sentences."""
    return " ".join(_fill(each, chance) for each in chance.sample(BODIES, 5))


def _body(chance: random.Random, number: int) -> str:
    parts = [paragraph(chance), paragraph(chance)]
    size = sum(map(len, parts))
    while size < BODY - 400:
        part = f"## {_fill(chance.choice(TITLES), chance)}\n\n{paragraph(chance)}"
        parts += [part, f"{paragraph(chance)} **{_fill(chance.choice(BODIES), chance)}**"]
        size += len(part) + len(parts[-1])
    parts.append("\n".join(f"- {_fill(chance.choice(BODIES), chance)}" for _ in range(4)))
    parts.append(f"Xem thêm [bài cùng đề tài](https://bao.example/bai/{number}.html).")
    return "\n\n".join(parts) + "\n"


def _fill(pattern: str, chance: random.Random) -> str:
    line = pattern.format(**{name: chance.choice(words) for name, words in WORDS.items()})
    return line[0].upper() + line[1:]


def _slug(title: str) -> str:
    bare = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    kept = "".join(each for each in bare if not unicodedata.combining(each))
    return "-".join("".join(each if each.isalnum() else " " for each in kept).split())
