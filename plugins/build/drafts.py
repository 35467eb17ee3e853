"""New articles: a valid draft with everything that can be known filled in."""

import itertools
import re
from pathlib import Path

from plugins.core import text
from plugins.core.dates import Moment
from plugins.core.settings import Settings, SettingsError
from plugins.ingest import header, scan
from plugins.ingest.header import Fault, Node
from plugins.ingest.values import Context
from plugins.ingest.values import category as category_slug

_TEMPLATE = """\
---
title: {title}
date: {date}
category: {category}
author:
summary:
id: {id}
slug: {slug}
status: draft
---

Viết bài ở đây. Khi xong, xóa dòng “status: draft” ở trên.
"""


def create(settings: Settings, title: str, category: str, now: Moment, token: str) -> Path:
    """Write a draft below content/<year>/<month>/ and return its path. Raises SettingsError.

    `token` makes the id unlike any other.
    """
    line = text.one_line(text.clean(title))
    base = text.slug(line, 70)
    if not base:
        raise SettingsError("Tên bài phải có chữ hoặc số.")
    names = ", ".join(each.name for each in settings.categories)
    if not category:
        raise SettingsError(f"Thêm --category TÊN. Các chuyên mục: {names}.")
    try:
        slug = category_slug(Node(category, 1), "category", Context(settings, ""))
    except Fault as fault:
        raise SettingsError(f"{fault.message} {fault.cure}") from fault
    folder = settings.path / now.year / now.month
    taken = _slugs(settings.path)
    numbered = (f"{base}-{number}" for number in itertools.count(2))
    free = next(each for each in itertools.chain([base], numbered) if each not in taken)
    draft = _TEMPLATE.format(
        title=_quoted(line),
        date=f"{now.short} {now.clock}",
        category=settings.category(slug).name,
        id=f"{free}-{token}",
        slug=free,
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{free}.md"
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(draft)
    return path


def _quoted(line: str) -> str:
    """The title as the header keeps it: quoted only where YAML quotes would be taken off."""
    whole = len(line) > 1 and line[0] == line[-1] and line[0] in "\"'"
    return "'" + line.replace("'", "''") + "'" if whole or line.startswith(("|", ">")) else line


_SLUG = re.compile(rb"^slug:[ \t]*(\S+)", re.MULTILINE)
_TITLE = re.compile(rb"^title:[ \t]*(.+)", re.MULTILINE)


def _slugs(content: Path) -> set[str]:
    """The slugs of all articles and pages, as far as their headers can be read."""
    found = set()
    for each in scan.scan(content).items.values():
        with (content / each.name).open("rb") as file:
            head = file.read(header.LONGEST_HEADER)
        if match := _SLUG.search(head):
            found.add(match[1].decode("utf-8", "replace"))
        elif match := _TITLE.search(head):
            found.add(text.slug(text.clean(match[1].decode("utf-8", "replace"))))
    return found
