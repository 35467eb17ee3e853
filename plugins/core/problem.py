"""What an editor must fix, said so that an editor can fix it."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"
SHOWN_IN_FULL = 50
_LEVELS = {ERROR: "lỗi", WARNING: "cảnh báo"}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: where it stands, what is wrong, how to write it.

    `path` is relative to the content folder, `line` counts from 1, `field` is the front-matter
    key or `body`, `quote` is the line as the editor wrote it.
    """

    path: str
    line: int
    level: str
    field: str
    message: str
    cure: str
    quote: str = ""

    @property
    def is_error(self) -> bool:
        """True if the article cannot be published like this."""
        return self.level == ERROR

    def in_text(self, folder: str) -> str:
        """The problem for a person: place and message, the line itself, the cure."""
        lines = [f"{folder}/{self.path}:{self.line}: {_LEVELS[self.level]}: {self.message}"]
        if self.quote.strip():
            lines.append(f"    | {shorten(self.quote.strip(), 160)}")
        lines.append(f"    Cách sửa: {self.cure}")
        return "\n".join(lines)

    def in_json(self, folder: str) -> dict[str, str | int]:
        """The problem for a machine."""
        return {
            "level": self.level,
            "path": f"{folder}/{self.path}",
            "line": self.line,
            "field": self.field,
            "message": self.message,
            "cure": self.cure,
        }

    def in_github(self, folder: str) -> str:
        """The problem as an annotation of GitHub Actions (workflow command syntax)."""
        text = f"{self.message} Cách sửa: {self.cure}"
        for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
            text = text.replace(character, code)
        place = f"{folder}/{self.path}"
        for character, code in (("%", "%25"), (":", "%3A"), (",", "%2C")):
            place = place.replace(character, code)
        return f"::{self.level} file={place},line={self.line}::{text}"


def shorten(text: str, limit: int) -> str:
    """The text, cut with `…` where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only the problems that keep an article from being published."""
    return [problem for problem in problems if problem.is_error]


def listing(problems: Sequence[Problem], folder: str, *, in_full: bool) -> str:
    """All problems for a person; unless `in_full`, the first fifty, then counts by kind."""
    ordered = sorted(problems, key=lambda each: (not each.is_error, each))
    shown = ordered if in_full else ordered[:SHOWN_IN_FULL]
    parts = [problem.in_text(folder) for problem in shown]
    left = Counter((each.level, each.field) for each in ordered[len(shown) :])
    if left:
        counts = (f"    {_LEVELS[lv]} {fd}: {n}" for (lv, fd), n in sorted(left.items()))
        parts.append("\n".join([f"… và {sum(left.values())} vấn đề nữa:", *counts]))
    return "\n\n".join(parts)


def as_json(problems: Sequence[Problem], folder: str) -> str:
    """All problems as one JSON list, errors and warnings in the order of their places."""
    found = [problem.in_json(folder) for problem in sorted(problems)]
    return json.dumps(found, ensure_ascii=False, indent=2)
