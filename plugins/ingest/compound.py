"""The compound types of front-matter values: names, pictures, files, sources, old addresses."""

import re
from collections.abc import Mapping

from plugins.core import text
from plugins.core.aliases import requested
from plugins.core.article import Attachment, Correction, Name, Picture, Source
from plugins.ingest.header import Fault, Node
from plugins.ingest.paths import resolve
from plugins.ingest.values import Context, first_text, line_of_text, moment, scalar

_ADDRESS = re.compile(r"/(?:[^/\s#][^\s#]*)?")
_DOMAIN = re.compile(r"[:/]*[\w-]+\.[\w.-]+(?:/|$)")


def _each(node: Node, name: str, example: str) -> list[Node]:
    if isinstance(node.value, list):
        return node.value
    if isinstance(node.value, str) and "{" not in example:
        example = f"{name}: [{node.value}]"
    raise Fault(node.line, f"“{name}” phải là một danh sách trong ngoặc vuông.", example)


def names(node: Node, name: str, _context: Context) -> tuple[Name, ...]:
    """A list of names; two spellings with one slug are one."""
    found: dict[str, Name] = {}
    for each in _each(node, name, f"ví dụ {name}: [chuyển đổi số, nông thôn mới]"):
        if not isinstance(each.value, str):
            message = f"“{name}” phải là một danh sách tên, không có danh sách bên trong."
            raise Fault(each.line, message, f"{name}: [{first_text(each)}]")
        line = line_of_text(each, name)
        if not text.slug(line):
            message = f"“{name}”: tên “{line}” không có chữ hay số nào."
            raise Fault(each.line, message, "Xóa tên này, hoặc viết lại bằng chữ.")
        found.setdefault(text.slug(line), Name(line, text.slug(line)))
    return tuple(found.values())


def people(node: Node, name: str, context: Context) -> tuple[Name, ...]:
    """A byline, or a list of them; AUTHORS says which spellings are one person."""
    nodes = node.value if isinstance(node.value, list) else [node]
    found: dict[str, Name] = {}
    for each in nodes:
        person = _person(line_of_text(each, name), each.line, name, context.settings.authors)
        if found.setdefault(person.slug, person) != person:
            other = found[person.slug].name
            message = f"Bút danh “{person.name}” và “{other}” có cùng địa chỉ “{person.slug}”."
            cure = f"Chỉ viết {other}; nếu là hai người, ghi cả hai vào AUTHORS trong thiết lập."
            raise Fault(each.line, message, cure)
    return tuple(found.values())


def _person(written: str, line: int, field: str, known: tuple[Name, ...]) -> Name:
    address = next((each.slug for each in known if each.name == written), "")
    if address:
        return next(each for each in known if each.slug == address)
    address = text.slug(written)
    if not address:
        raise Fault(
            line, f"“{field}”: bút danh “{written}” không có chữ nào.", f"ví dụ {field}: Lê Ân"
        )
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
    pairs = _pairs(node, name, keys, f"ví dụ {name}: {{src: /images/a.jpg, alt: Toàn cảnh}}")
    src = resolve(line_of_text(pairs.pop("src"), "src"), context.path, node.line)
    return Picture(src, **{key: line_of_text(each, key) for key, each in pairs.items()})


def attachments(node: Node, name: str, context: Context) -> tuple[Attachment, ...]:
    """Files for download: paths, or `{src, title}`."""
    example = f"ví dụ {name}: [/files/ke-hoach.pdf]"
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
    pairs = _pairs(node, name, keys, f"ví dụ {name}: {{name: Nhân Dân, url: https://…}}")
    url = line_of_text(pairs["url"], "url") if "url" in pairs else ""
    if url and not re.fullmatch(r"https?://[^\s/]+\.[^\s]*", url):
        message = f"Địa chỉ nguồn “{url}” không bắt đầu bằng https://."
        cure = (
            f"url: https://{url.lstrip('/:')}"
            if _DOMAIN.match(url)
            else "ví dụ url: https://bao.example/bai.html"
        )
        raise Fault(pairs["url"].line, message, cure)
    published = moment(pairs["published"], "published", context) if "published" in pairs else None
    author = line_of_text(pairs["author"], "author") if "author" in pairs else ""
    return Source(line_of_text(pairs["name"], "name"), url, author, published)


def corrections(node: Node, name: str, context: Context) -> tuple[Correction, ...]:
    """A list of `{at, text}`."""
    example = f'ví dụ {name}: [{{at: 10/08/2019, text: "Sửa lại là 45 hộ."}}]'
    found = []
    for each in _each(node, name, example):
        pairs = _pairs(each, name, ("at", "text"), example)
        if "text" not in pairs:
            raise Fault(each.line, f"“{name}” thiếu khóa “text”.", example)
        at = moment(pairs["at"], "at", context)
        found.append(Correction(at, line_of_text(pairs["text"], "text")))
    return tuple(found)


def aliases(node: Node, name: str, context: Context) -> tuple[str, ...]:
    """Old addresses of the article as browsers ask for them, each beginning with `/`."""
    found = []
    for each in _each(node, name, f"ví dụ {name}: [/tin-tuc/bai-cu-123.html]"):
        written = line_of_text(each, name)
        address = written.removeprefix(context.settings.siteurl) or "/"
        if not _ADDRESS.fullmatch(address) or ".." in address.split("/"):
            message = (
                f"Địa chỉ cũ “{written}” phải bắt đầu bằng một dấu /, không có dấu cách hay #."
            )
            raise Fault(each.line, message, f"{name}: [{_near_address(address)}]")
        found.append(requested(address))
    return tuple(dict.fromkeys(found))


def _near_address(written: str) -> str:
    path = re.sub(r"^(?:https?:)?//[^/]*", "", written).partition("#")[0].strip("/. ")
    return "/" + re.sub(r"\s+", "%20", path or "tin-tuc/bai-cu-123.html")
