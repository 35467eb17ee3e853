"""The simple types of front-matter values: from a node to a value, or a Fault with its cure."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from plugins.core import dates, text
from plugins.core.dates import Moment
from plugins.core.settings import Settings
from plugins.ingest.header import Fault, Node
from plugins.ingest.near import near_date

DATE_EXAMPLE = "31/03/2023 13:25"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNT = re.compile(r"\d{1,15}", re.ASCII)
_GROUPED = re.compile(r"(\d{1,3}(?:[., ]\d{3})+|\d+)\D*", re.ASCII)
_ID = re.compile(r"[a-z0-9-]+")
_COMMENT = re.compile(r"\s+#.*$")


class Context(NamedTuple):
    """What the reading of a value may depend on besides the value itself."""

    settings: Settings
    path: str


Reader = Callable[[Node, str, Context], Any]


def line_of_text(node: Node, name: str, _context: Context | None = None) -> str:
    """One line of text, exactly as written."""
    if not isinstance(node.value, str):
        message = f"“{name}” phải là một dòng chữ, không phải danh sách hay nhóm khóa."
        raise Fault(node.line, message, f"{name}: {first_text(node) or '…'}")
    return text.one_line(node.value)


def first_text(node: Node) -> str:
    """The first text in a list or mapping, for a cure; empty if there is none."""
    while not isinstance(node.value, str):
        inner = list(node.value.values() if isinstance(node.value, dict) else node.value)
        if not inner:
            return ""
        node = inner[0]
    return text.one_line(node.value)


def scalar(node: Node, name: str) -> str:
    """One word or number; a YAML comment behind it does not count."""
    return _COMMENT.sub("", line_of_text(node, name))


def moment(node: Node, name: str, _context: Context | None = None) -> Moment:
    """A date, with a time if wanted."""
    written = scalar(node, name)
    try:
        return dates.parse(written)
    except ValueError as error:
        near = near_date(written)
        cure = f"{name}: {near}" if near else f"ví dụ {name}: {DATE_EXAMPLE}"
        raise Fault(node.line, f"“{name}”: {error}.", cure) from error


def expiry(node: Node, name: str, context: Context) -> str:
    """The first moment at which something has expired; a bare date counts to its end."""
    return dates.expiry_stamp(moment(node, name, context))


def count(node: Node, name: str, _context: Context) -> int:
    """A whole number, zero or more."""
    written = scalar(node, name)
    if _COUNT.fullmatch(written):
        return int(written)
    grouped = _GROUPED.fullmatch(written)
    near = "".join(filter(str.isdigit, grouped[1])).lstrip("0")[:15] if grouped else ""
    message = f"“{name}” phải là số nguyên không âm, viết liền, chỉ có chữ số: “{written}”."
    raise Fault(node.line, message, f"{name}: {near}" if near else f"ví dụ {name}: 12")


def flag(node: Node, name: str, _context: Context) -> bool:
    """True or false."""
    written = scalar(node, name)
    if written.lower() in ("true", "false"):
        return written.lower() == "true"
    near = "true" if text.fold(written) in ("co", "yes", "y", "1", "on", "x") else "false"
    raise Fault(node.line, f"“{name}” chỉ có thể là true hoặc false.", f"{name}: {near}")


def one_of(*allowed: str) -> Reader:
    """One of a few words."""

    def reader(node: Node, name: str, _context: Context) -> str:
        written = scalar(node, name)
        if written in allowed:
            return written
        near = text.nearest(written, allowed)
        words = ", ".join(allowed)
        cure = f"{name}: {near}" if near else f"ví dụ {name}: {allowed[-1]}"
        raise Fault(node.line, f"“{name}” chỉ có thể là: {words}.", cure)

    return reader


def slug(node: Node, name: str, _context: Context) -> str:
    """A word for an address, of a-z, 0-9 and single hyphens; at most 80 characters."""
    written = scalar(node, name)
    if _SLUG.fullmatch(written) and len(written) <= 80:
        return written
    near = text.slug(written) or "ten-bai"
    message = f"“{name}” chỉ gồm a-z, 0-9 và dấu gạch nối giữa các từ, dài nhất 80 ký tự."
    raise Fault(node.line, message, f"{name}: {near}")


def identity(node: Node, name: str, _context: Context) -> str:
    """An article's id."""
    written = scalar(node, name)
    if _ID.fullmatch(written) and len(written) <= 200:
        return written
    near = text.slug(written) or "ma-bai"
    raise Fault(node.line, f"“{name}” chỉ gồm a-z, 0-9 và dấu gạch nối.", f"{name}: {near}")


def category(node: Node, name: str, context: Context) -> str:
    """The slug of one of CATEGORIES, from its name or its slug."""
    written = line_of_text(node, name)
    for each in context.settings.categories:
        if written in (each.name, each.slug):
            return each.slug
    known = [each.name for each in context.settings.categories]
    first = written.strip("[] ").partition(",")[0]
    near = text.nearest(written, known) or text.nearest(first, known)
    cure = f"{name}: {near}" if near else f"Chọn một trong: {', '.join(known)}."
    raise Fault(node.line, f"Không có chuyên mục “{written}”.", cure)
