"""New articles: a valid draft with everything that can be known filled in, and the rest asked."""

import itertools
import re
import shlex
import subprocess
from collections.abc import Callable, Sequence
from operator import contains, eq
from pathlib import Path
from typing import NamedTuple

from plugins.core import text
from plugins.core.article import Name
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
author:{author}
summary:
id: {id}
slug: {slug}
status: draft
---

Viết bài ở đây. Khi xong, xóa dòng “status: draft” ở trên.
"""
_NO_TITLE = (
    "Tên bài phải có chữ hoặc số, ví dụ: "
    'python3 tasks.py new "Hội nghị giao ban" --category "Chính trị"'
)
NEXT = """\
Viết bài vào tệp trên; muốn xem thử, chạy `python3 tasks.py serve`.
Khi xong, xóa dòng “status: draft” trong tệp rồi chạy `python3 tasks.py check`."""
"""What an editor does with a draft."""


class Wanted(NamedTuple):
    """What is to be written about, as given; empty what is not yet known."""

    title: str
    category: str


_FITS: tuple[Callable[[str, str], bool], ...] = (eq, str.startswith, contains)


def completed(
    wanted: Wanted,
    categories: Sequence[Name],
    ask: Callable[[str], str],
    tell: Callable[[str], None],
) -> Wanted:
    """What is wanted, with answers for what is missing. Raises SettingsError if none come."""
    title, category = wanted
    try:
        if not title:
            while not text.slug(title := ask("Tên bài: ")):
                tell(_NO_TITLE)
        if not category and len(categories) > 1:
            for number, each in enumerate(categories, 1):
                tell(f"{number:>3}. {each.name}")
            while not (category := _meant(ask("Chuyên mục (số hoặc tên): "), categories)):
                tell(f"Không rõ là chuyên mục nào: gõ một số từ 1 đến {len(categories)}.")
    except EOFError as error:
        raise SettingsError("đã thôi giữa chừng, chưa có bài nào được tạo.") from error
    return Wanted(title, category)


def _meant(answer: str, categories: Sequence[Name]) -> str:
    """The slug of the one category with this number, name or part of a name; or nothing."""
    if answer.strip().isdecimal():
        number = int(answer)
        return categories[number - 1].slug if 0 < number <= len(categories) else ""
    for fits in _FITS:
        found = [each.slug for each in categories if fits(each.slug, text.slug(answer))]
        if len(found) == 1:
            return found[0]
    return ""


def create(settings: Settings, wanted: Wanted, now: Moment, token: str, writer: str) -> Path:
    """Write a draft below content/<year>/<month>/ and return its path. Raises SettingsError.

    `token` makes the id unlike any other; `writer`, the name of who sits here, becomes the byline
    if it is one already.
    """
    line = text.one_line(text.clean(wanted.title))
    base = text.slug(line, 70)
    if not base:
        raise SettingsError(_NO_TITLE)
    slug = _category(settings, wanted.category)
    folder = settings.path / now.year / now.month
    taken, bylines = _known(settings.path)
    numbered = (f"{base}-{number}" for number in itertools.count(2))
    free = next(each for each in itertools.chain([base], numbered) if each not in taken)
    draft = _TEMPLATE.format(
        title=_quoted(line),
        date=f"{now.short} {now.clock}",
        category=settings.category(slug).name,
        author=_byline(writer, bylines | {each.name for each in settings.authors}),
        id=f"{free}-{token}",
        slug=free,
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{free}.md"
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(draft)
    return path


def edit(path: Path, editor: str, tell: Callable[[str], None]) -> None:
    """Open a draft in the editor that a command names; tell it if that fails."""
    try:
        subprocess.run([*shlex.split(editor), str(path)], check=True)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        tell(f"Không mở được bằng trình soạn thảo “{editor}” (biến EDITOR): {error}")


def _category(settings: Settings, written: str) -> str:
    """The slug of the category; the only one need not be named."""
    if not written and len(settings.categories) == 1:
        return settings.categories[0].slug
    if not written:
        names = ", ".join(each.name for each in settings.categories)
        raise SettingsError(f"Thêm --category TÊN. Các chuyên mục: {names}.")
    if meant := _meant(written, settings.categories):
        return meant
    try:
        return str(category_slug(Node(written, 1), "category", Context(settings, "")))
    except Fault as fault:
        raise SettingsError(f"{fault.message} {fault.cure}") from fault


def _byline(writer: str, known: set[str]) -> str:
    """What follows `author:`: the writer's byline as it is spelled elsewhere, if there is one."""
    alike = {each for each in known if text.slug(each) == text.slug(writer)}
    found = {writer} & alike or alike
    return f" {found.pop()}" if len(found) == 1 else ""


def _quoted(line: str) -> str:
    """The title as the header keeps it: quoted only where YAML quotes would be taken off."""
    whole = len(line) > 1 and line[0] == line[-1] and line[0] in "\"'"
    return "'" + line.replace("'", "''") + "'" if whole or line.startswith(("|", ">")) else line


_AUTHOR = re.compile(rb"^author:[ \t]*(\w.*)", re.MULTILINE)
_SLUG = re.compile(rb"^slug:[ \t]*(\S+)", re.MULTILINE)
_TITLE = re.compile(rb"^title:[ \t]*(.+)", re.MULTILINE)


def _known(content: Path) -> tuple[set[str], set[str]]:
    """The slugs and the bylines of all articles and pages, as far as headers can be read."""
    slugs, bylines = set(), set()
    tree = scan.scan(content)
    for path in tree.items:
        with (content / tree.name(path)).open("rb") as file:
            head = file.read(header.LONGEST_HEADER)
        if match := _SLUG.search(head):
            slugs.add(_line(match))
        elif match := _TITLE.search(head):
            slugs.add(text.slug(_line(match)))
        if match := _AUTHOR.search(head):
            bylines.add(_line(match))
    return slugs, bylines


def _line(match: re.Match[bytes]) -> str:
    return text.one_line(text.clean(match[1].decode("utf-8", "replace")))
