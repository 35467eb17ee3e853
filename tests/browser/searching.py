"""A portal with a few thousand articles to search in, and a reader who searches.

What is typed and what must come first stands in tests/cases/search.txt; around its articles lie
three thousand others, none of which has any of the words that stand there.
"""

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from plugins.core import text

CASES = Path(__file__).parents[1] / "cases" / "search.txt"
YEAR = [f"2026-{month:02}" for month in range(11, 0, -1)] + ["2025-12"]
"""The newest twelve months; of older years there is an August each."""
OLDER = [f"{year}-08" for year in range(2025, 2005, -1)]
NEWEST, OTHERS = 417, 230
"""Articles in the newest month, as a portal of a hundred thousand has it, and in each other."""

_SECTION = re.compile(r"^=== (article|search) (.*)$", re.MULTILINE)
_ONSETS = "b,c,ch,d,đ,g,gi,h,k,kh,l,m,n,ng,nh,p,ph,qu,r,s,t,th,tr,v,x"
_RIMES = (
    "a,ai,am,an,ang,anh,ao,at,au,ay,ă,ăm,ăn,ăng,ăt,â,âm,ân,âng,âu,ây,e,em,en,eo,ê,êm,ên,êu,i,ia,"
    "iêm,iên,iêng,iêu,im,in,inh,iu,o,oa,oai,oan,oang,oi,om,on,ong,ô,ôi,ôm,ôn,ông,ơ,ơi,ơm,ơn,u,ua,"
    "uân,ui,um,un,ung,uôi,uôn,uông,uy,uyên,ư,ưa,ưi,ưng,ươi,ươm,ươn,ương,y,yên"
)
_TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]


@dataclass
class Case:
    """What is typed, with what the address says besides, and what is to be found."""

    typed: str
    address: str
    first: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    attempt: str = "exact"

    @property
    def label(self) -> str:
        """The case in a line."""
        return f"{self.typed} {self.address}".strip()


def read_cases() -> tuple[dict[str, str], list[Case]]:
    """The articles by name, and the searches."""
    parts = _SECTION.split(CASES.read_text(encoding="utf-8"))[1:]
    articles, cases = {}, []
    for kind, head, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if kind == "article":
            articles[head] = body.lstrip("\n")
            continue
        typed, _, more = head.partition(" +")
        case = Case(typed, more)
        for line in body.split("\n"):
            if line.startswith("- "):
                case.absent.append(line[2:])
            elif line.startswith("("):
                case.attempt = line.strip("()")
            elif line:
                case.first.append(line)
        cases.append(case)
    return articles, cases


@cache
def syllables() -> list[str]:
    """Syllables as Vietnamese are made, none of which stands in the cases with whatever marks."""
    taken = set(re.findall(r"\w+", text.fold(CASES.read_text(encoding="utf-8"))))
    made = (
        unicodedata.normalize("NFC", onset + rime[0] + tone + rime[1:])
        for onset in _ONSETS.split(",")
        for rime in _RIMES.split(",")
        for tone in _TONES
    )
    return [each for each in made if text.fold(each) not in taken]


def sentence(chance: random.Random, words: int) -> str:
    """So many syllables, some of them often and most of them seldom."""
    known = syllables()
    places = (int(len(known) ** chance.random()) * 37 % len(known) for _ in range(words))
    return " ".join(known[place] for place in places).capitalize()


def filler(month: str, number: int) -> str:
    """An article of a month, as long as articles' heads are and short in its body."""
    chance = random.Random(f"{month}/{number}")
    category = chance.choice(["Chính trị", "Kinh tế", "Dân vận"])
    return (
        f"---\ntitle: {sentence(chance, chance.randint(9, 15))}\n"
        f"date: {month}-{chance.randint(1, 20):02} {chance.randint(6, 20):02}:00\n"
        f"category: {category}\nauthor: {sentence(random.Random(number % 40), 3).title()}\n"
        f"id: x-{month}-{number}\nslug: bai-{number}\ntags: [{sentence(chance, 3)}]\n"
        f"summary: {sentence(chance, chance.randint(35, 50))}.\n---\n"
        f"{sentence(chance, 60)}.\n"
    )


def write_content(folder: Path) -> None:
    """The content/ of the portal."""
    articles, _ = read_cases()
    sizes = {YEAR[0]: NEWEST, **dict.fromkeys(YEAR[1:], OTHERS), **dict.fromkeys(OLDER, 1)}
    files = {f"bai/{name}.md": source for name, source in articles.items()}
    for month, size in sizes.items():
        files |= {f"{month}/{number}.md": filler(month, number) for number in range(size)}
    for path, source in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        named = source.replace("---\n", f"---\nslug: {Path(path).stem}\n", 1)
        head = named if path.startswith("bai/") else source
        (folder / path).write_text(head, encoding="utf-8", newline="\n")


@dataclass
class Search:
    """The search page as a reader has it before him."""

    page: Page

    def type(self, words: str) -> None:
        """Type into the box, press Enter, and wait for the answer."""
        box = self.page.locator("input[name=q]")
        box.fill(words)
        box.press("Enter")
        self.settle(words)

    def settle(self, words: str = "") -> None:
        """Wait until all is there that was asked for."""
        heading = self.page.locator("#ket-qua")
        if words:
            shown = unicodedata.normalize("NFC", words)
            expect(heading).to_contain_text(
                re.compile(f"“{re.escape(words)}”|“{re.escape(shown)}”")
            )
        expect(self.page.locator('search-page[aria-busy="false"]')).to_be_attached(timeout=20_000)
        expect(self.page.locator(".results")).to_be_visible()

    @property
    def heading(self) -> str:
        """What is said of the number of results."""
        return self.page.locator("#ket-qua").inner_text()

    @property
    def note(self) -> str:
        """What is said besides; empty if nothing."""
        note = self.page.locator(".results__note")
        return note.inner_text() if note.is_visible() else ""

    @property
    def found(self) -> list[str]:
        """The slugs of the results, in their order."""
        links = self.page.locator(".results .card__title a").all()
        paths = (urlsplit(each.get_attribute("href") or "").path for each in links)
        return [Path(path).stem for path in paths]

    @property
    def marked(self) -> list[str]:
        """What is highlighted, in the order of the page."""
        return [each.inner_text() for each in self.page.locator(".results mark").all()]

    def press(self, name: str) -> None:
        """Press a button of the page."""
        self.page.get_by_role("button", name=name).click()

    def filters(self) -> None:
        """Open the filters."""
        self.page.get_by_text("Lọc và sắp xếp").click()


def lines(search: Search) -> Iterator[str]:
    """What a reader sees of the results: titles and texts."""
    for each in search.page.locator(".results li").all():
        yield each.inner_text()
