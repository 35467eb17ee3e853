"""How to build, and what a build did."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from plugins.core import problem
from plugins.core.problem import Problem

Progress = Callable[[str, int, int], None]
"""(what is being done, how many are done, how many in all)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build. `now` is a Moment's stamp; `jobs` counts processes."""

    now: str
    jobs: int = 1
    full: bool = False
    delta: bool = False
    keep_going: bool = False
    on_written: Callable[[str], None] = lambda _path: None
    progress: Progress = lambda _what, _done, _all: None
    tell: Callable[[str], None] = lambda _note: None


@dataclass(slots=True)
class Report:
    """What a build did.

    `articles` counts all, drafts too, `listed` those in lists; `read` are files below content/;
    `reasons` says for each output written why it was looked at.
    """

    articles: int = 0
    listed: int = 0
    read: list[str] = field(default_factory=list)
    rendered: int = 0
    unchanged: int = 0
    seconds: float = 0.0
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    folder: str = "content"

    @property
    def parsed(self) -> int:
        """How many files were read."""
        return len(self.read)

    @property
    def failed(self) -> bool:
        """True if the content has errors."""
        return bool(problem.errors(self.problems))

    def as_json(self) -> dict[str, Any]:
        """The report for machines."""
        return {
            "articles": self.articles,
            "parsed": self.parsed,
            "rendered": self.rendered,
            "unchanged": self.unchanged,
            "seconds": round(self.seconds, 3),
            "written": sorted(self.written),
            "deleted": sorted(self.deleted),
            "problems": [each.in_json(self.folder) for each in self.problems],
        }
