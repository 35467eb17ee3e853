"""The types of front-matter values: from a node to a typed value, or a Fault with its cure."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from plugins.core import dates, text
from plugins.core.article import Attachment, Correction, Name, Picture, Source
from plugins.core.dates import Moment
from plugins.core.settings import Settings
from plugins.ingest.header import Fault, Node
from plugins.ingest.paths import resolve

DATE_EXAMPLE = "31/03/2023 13:25"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNT = re.compile(r"\d{1,15}", re.ASCII)
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
        raise Fault(node.line, f"“{name}” phải là một dòng chữ.", f'{name}: "…"')
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
        raise Fault(node.line, f"“{name}”: {error}", f"{name}: {DATE_EXAMPLE}") from error


def expiry(node: Node, name: str, context: Context) -> str:
    """The first moment at which something has expired; a bare date counts to its end."""
    return dates.expiry_stamp(moment(node, name, context))


def count(node: Node, name: str, _context: Context) -> int:
    """A whole number, zero or more."""
    written = scalar(node, name)
    if _COUNT.fullmatch(written):
        return int(written)
    digits = re.sub(r"[.,\s](?=\d{3}\b)", "", written)
    near = str(int(digits)) if _COUNT.fullmatch(digits) else "1234"
    message = f"“{name}” phải là số nguyên không âm, viết liền không dấu chấm: “{written}”."
    raise Fault(node.line, message, f"{name}: {near}")


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
        near = text.nearest(written, allowed) or allowed[0]
        words = ", ".join(allowed)
        raise Fault(node.line, f"“{name}” chỉ có thể là: {words}.", f"{name}: {near}")

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
    near = text.nearest(written, known)
    message = f"Không có chuyên mục “{written}”."
    cure = f"{name}: {near}" if near else f"{name}: {known[0]} (có: {', '.join(known)})"
    raise Fault(node.line, message, cure)


def _each(node: Node, name: str, example: str) -> list[Node]:
    if isinstance(node.value, list):
        return node.value
    raise Fault(node.line, f"“{name}” phải là một danh sách trong ngoặc vuông.", example)


def names(node: Node, name: str, _context: Context) -> tuple[Name, ...]:
    """A list of names; two spellings with one slug are one."""
    written = node.value if isinstance(node.value, str) else ""
    quoted = ", ".join(part.strip() for part in written.split(",") if part.strip())
    found: dict[str, Name] = {}
    for each in _each(node, name, f"{name}: [{quoted or 'chuyển đổi số, nông thôn mới'}]"):
        line = line_of_text(each, name)
        if not text.slug(line):
            message = f"“{name}”: tên “{line}” không có chữ hay số nào."
            raise Fault(each.line, message, f"{name}: [chuyển đổi số]")
        found.setdefault(text.slug(line), Name(line, text.slug(line)))
    return tuple(found.values())


def people(node: Node, name: str, context: Context) -> tuple[Name, ...]:
    """A byline, or a list of them; AUTHORS says which spellings are one person."""
    nodes = node.value if isinstance(node.value, list) else [node]
    found = {}
    for each in nodes:
        person = _person(line_of_text(each, name), each.line, name, context.settings.authors)
        found[person.slug] = person
    return tuple(found.values())


def _person(written: str, line: int, field: str, known: tuple[Name, ...]) -> Name:
    address = next((each.slug for each in known if each.name == written), "")
    if address:
        return next(each for each in known if each.slug == address)
    address = text.slug(written)
    if not address:
        raise Fault(line, f"“{field}”: bút danh “{written}” không có chữ nào.", f"{field}: Lê Ân")
    if other := next((each for each in known if each.slug == address), None):
        message = f"Bút danh “{written}” trùng địa chỉ “{address}” với “{other.name}”."
        cure = f"Viết {field}: {other.name}, hoặc ghi thêm “{written}” vào AUTHORS trong thiết lập."
        raise Fault(line, message, cure)
    return Name(written, address)


def _pairs(node: Node, name: str, keys: tuple[str, ...], example: str) -> dict[str, Node]:
    if not isinstance(node.value, Mapping):
        raise Fault(node.line, f"“{name}” phải gồm các khóa {', '.join(keys)}.", example)
    for key, each in node.value.items():
        if key not in keys:
            near = text.nearest(key, keys)
            hint = f"Có phải “{near}”? " if near else ""
            message = f"“{name}” không có khóa “{key}”."
            raise Fault(each.line, message, f"{hint}Các khóa dùng được: {', '.join(keys)}.")
    missing = keys[0] not in node.value or not node.value[keys[0]].value
    if missing:
        raise Fault(node.line, f"“{name}” thiếu khóa “{keys[0]}”.", example)
    return dict(node.value)


def picture(node: Node, name: str, context: Context) -> Picture:
    """A picture's path, or `{src, alt, caption, credit}`."""
    if isinstance(node.value, str):
        return Picture(resolve(scalar(node, name), context.path, node.line))
    keys = ("src", "alt", "caption", "credit")
    pairs = _pairs(node, name, keys, f"{name}: {{src: /images/a.jpg, alt: Toàn cảnh}}")
    src = resolve(line_of_text(pairs.pop("src"), "src"), context.path, node.line)
    return Picture(src, **{key: line_of_text(each, key) for key, each in pairs.items()})


def attachments(node: Node, name: str, context: Context) -> tuple[Attachment, ...]:
    """Files for download: paths, or `{src, title}`."""
    example = f"{name}: [/files/ke-hoach.pdf]"
    found = []
    for each in _each(node, name, example):
        if isinstance(each.value, str):
            found.append(Attachment(resolve(text.one_line(each.value), context.path, each.line)))
        else:
            pairs = _pairs(each, name, ("src", "title"), example)
            src = resolve(line_of_text(pairs["src"], "src"), context.path, each.line)
            title = line_of_text(pairs["title"], "title") if "title" in pairs else ""
            found.append(Attachment(src, title))
    return tuple(found)


def source(node: Node, name: str, context: Context) -> Source:
    """Whose article this is: a name, or `{name, url, author, published}`."""
    if isinstance(node.value, str):
        return Source(line_of_text(node, name))
    keys = ("name", "url", "author", "published")
    pairs = _pairs(node, name, keys, f"{name}: {{name: Nhân Dân, url: https://…}}")
    url = line_of_text(pairs["url"], "url") if "url" in pairs else ""
    if url and not re.fullmatch(r"https?://[^\s/]+\.[^\s]*", url):
        message = f"Địa chỉ nguồn “{url}” không bắt đầu bằng https://."
        raise Fault(pairs["url"].line, message, "url: https://bao.example/bai-goc.html")
    published = moment(pairs["published"], "published", context) if "published" in pairs else None
    author = line_of_text(pairs["author"], "author") if "author" in pairs else ""
    return Source(line_of_text(pairs["name"], "name"), url, author, published)


def corrections(node: Node, name: str, context: Context) -> tuple[Correction, ...]:
    """A list of `{at, text}`."""
    example = f'{name}: [{{at: 10/08/2019, text: "Sửa lại là 45 hộ."}}]'
    found = []
    for each in _each(node, name, example):
        pairs = _pairs(each, name, ("at", "text"), example)
        if "text" not in pairs:
            raise Fault(each.line, f"“{name}” thiếu khóa “text”.", example)
        at = moment(pairs["at"], "at", context)
        found.append(Correction(at, line_of_text(pairs["text"], "text")))
    return tuple(found)


def aliases(node: Node, name: str, context: Context) -> tuple[str, ...]:
    """Old addresses of the article, each beginning with `/`."""
    found = []
    for each in _each(node, name, f"{name}: [/tin-tuc/bai-cu-123.html]"):
        written = line_of_text(each, name)
        written = written.removeprefix(context.settings.siteurl) or "/"
        if not re.fullmatch(r"/[^/\s#][^\s#]*", written) or ".." in written.split("/"):
            message = f"Địa chỉ cũ “{written}” phải bắt đầu bằng một dấu /."
            raise Fault(each.line, message, f"{name}: [/{written.strip('/. ') or 'bai-cu.html'}]")
        found.append(written)
    return tuple(dict.fromkeys(found))
