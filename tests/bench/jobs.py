"""The jobs that the portal is measured at: what is changed, where it is built, what it may cost."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from tests.bench import corpus
from tests.bench.portal import Portal
from tests.bench.samples import Sample, one_more, sample
from tests.bench.stopwatch import Cost
from tests.bench.vocabulary import CATEGORIES

Change = Callable[[Portal, int], None]
"""Changes a portal; the number counts the turns, each of which is another change."""

TOKENS, TEMPLATE = "theme/static/css/tokens.css", "theme/templates/article.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A change and the build after it, with what it may cost at 100,000 articles on two cores.

    `seconds` and `files` are absolute, `of_hugo` is a part of the time of Hugo's full build.
    """

    name: str
    change: Change
    place: Callable[[Portal], Portal]
    seconds: float | None = None
    files: int | None = None
    of_hugo: float | None = None

    def run(self, portal: Portal, turn: int) -> Cost:
        """Change the portal and build it; with memory in turn 0. Raises CommandFailed."""
        self.change(portal, turn)
        return self.place(portal).build(with_memory=turn == 0)


# Where it is built


def _warm(portal: Portal) -> Portal:
    return portal


def _from_nothing(portal: Portal) -> Portal:
    portal.forget()
    return portal


# What is changed. Editors work at the newest articles, which stand in feeds and on fronts; what
# moves articles about is done in the middle of the archive, where many pages lie above them.


def _nothing(_portal: Portal, _turn: int) -> None:
    pass


def _add(portal: Portal, turn: int) -> None:
    _write(portal, one_more(turn, portal.articles))


def _edit(portal: Portal, turn: int) -> None:
    newest = sample(portal.articles - 1, portal.articles)
    _write(portal, replace(newest, body=f"{newest.body}\nBổ sung lần {turn + 1}.\n"))


def _delete(portal: Portal, turn: int) -> None:
    portal.delete(f"content/{_in_the_middle(portal, turn).path}")


def _recategorise(portal: Portal, turn: int) -> None:
    article = _in_the_middle(portal, turn)
    other = CATEGORIES[CATEGORIES.index(article.category) - 1]
    _write(portal, replace(article, category=other))


def _retime(portal: Portal, turn: int) -> None:
    article = _in_the_middle(portal, turn)
    earlier = replace(article, date=article.date - timedelta(days=5 * 365))
    _write(portal, earlier, path=article.path)


def _template(portal: Portal, turn: int) -> None:
    text = portal.read(TEMPLATE)
    portal.write(TEMPLATE, text.replace("</article>", f"<!-- {turn} --></article>", 1))


def _colour(portal: Portal, turn: int) -> None:
    portal.write(TOKENS, re.sub(r"(--accent:) #\w+", rf"\1 #9e12{turn:02x}", portal.read(TOKENS)))


def _in_the_middle(portal: Portal, turn: int) -> Sample:
    return sample(portal.articles // 2 + turn, portal.articles)


def _write(portal: Portal, article: Sample, path: str = "") -> None:
    portal.write(f"content/{path or article.path}", corpus.portal_text(article))


FULL = Job(name="full build", change=_nothing, place=_from_nothing, of_hugo=0.75)
EDITS = (
    Job(name="nothing changed", change=_nothing, place=_warm, seconds=0.8),
    Job(name="article added", change=_add, place=_warm, seconds=1.0, files=25),
    Job(name="body edited", change=_edit, place=_warm, seconds=1.0, files=25),
    Job(name="article added, fresh clone", change=_add, place=Portal.moved_to_clone, seconds=2.5),
    Job(name="body edited, fresh clone", change=_edit, place=Portal.moved_to_clone, seconds=2.5),
    Job(name="article deleted", change=_delete, place=_warm, seconds=3.0),
    Job(name="article recategorised", change=_recategorise, place=_warm, seconds=3.0),
    Job(name="article retimed by years", change=_retime, place=_warm, seconds=3.0),
    Job(name="article template changed", change=_template, place=_warm, of_hugo=0.35),
    Job(name="colour token changed", change=_colour, place=_warm, of_hugo=0.35),
)
"""Each is undone before the next one begins, from what the full build left."""
