"""The types that settings have: each reads one value, or says what it should be.

Every reader takes the setting's name and its value and raises SettingsError.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core import dates, text, urls
from plugins.core.article import Name
from plugins.core.dates import Moment


class SettingsError(Exception):
    """The settings cannot be used: wrong configuration, exit status 2."""


class Link(NamedTuple):
    """A link to another body's site, with the day of what it leads to, if known."""

    name: str
    url: str
    date: Moment | None = None


def line(name: str, value: Any) -> str:
    """One line of text."""
    found = text.one_line(text.clean(value)) if isinstance(value, str) else ""
    if not found:
        raise SettingsError(f"{name} phải là một dòng chữ, đang là {value!r}.")
    return found


def line_or_none(name: str, value: Any) -> str:
    """One line of text, or none."""
    return "" if value in (None, "") else line(name, value)


def address(name: str, value: Any) -> str:
    """A scheme and a host."""
    scheme, separator, rest = line(name, value).partition("://")
    if scheme.lower() not in ("http", "https") or not separator:
        raise SettingsError(f"{name} phải bắt đầu bằng http:// hoặc https://, đang là {value!r}.")
    if not re.fullmatch(r"[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?", host := rest.rstrip("/")):
        raise SettingsError(f"{name} chỉ gồm tên miền, không có đường dẫn: {value!r}.")
    return f"{scheme}://{host}".lower()


def names(name: str, value: Any) -> tuple[Name, ...]:
    """A list of names with different slugs."""
    if not isinstance(value, list | tuple) or not value:
        raise SettingsError(f"{name} phải là một danh sách tên, đang là {value!r}.")
    found = []
    for each in value:
        written = line(name, each)
        found.append(Name(written, _free_slug(name, written)))
    slugs = [each.slug for each in found]
    for each in found:
        if slugs.count(each.slug) > 1:
            raise SettingsError(f"{name}: hai tên có cùng địa chỉ “{each.slug}”: {each.name}.")
    return tuple(found)


def _free_slug(name: str, written: str) -> str:
    slug = text.slug(written)
    if not slug or slug in urls.RESERVED or re.fullmatch(r"\d{4}", slug):
        raise SettingsError(f"{name}: “{written}” cho địa chỉ “/{slug}/” là địa chỉ dành riêng.")
    return slug


def people(name: str, value: Any) -> tuple[Name, ...]:
    """Bylines with a slug each."""
    if not isinstance(value, Mapping):
        raise SettingsError(f"{name} phải là {{'Tên': 'dia-chi'}}, đang là {value!r}.")
    found = []
    for person, slug in value.items():
        if not isinstance(slug, str) or text.slug(slug) != slug or not slug:
            raise SettingsError(f"{name}: địa chỉ của {person!r} phải gồm a-z, 0-9, -: {slug!r}.")
        found.append(Name(line(name, person), slug))
    return tuple(found)


def links(name: str, value: Any) -> tuple[Link, ...]:
    """Links to other sites."""
    if not isinstance(value, list | tuple):
        raise SettingsError(f"{name} phải là một danh sách, đang là {value!r}.")
    return tuple(_link(name, each) for each in value)


def _link(name: str, value: Any) -> Link:
    if not isinstance(value, list | tuple) or len(value) not in (2, 3):
        raise SettingsError(f"{name}: mỗi liên kết là ('Tên', 'https://…', 'ngày'): {value!r}.")
    url = line(name, value[1])
    if not re.match(r"https?://[^\s/]+", url):
        raise SettingsError(f"{name} phải bắt đầu bằng http:// hoặc https://, đang là {url!r}.")
    try:
        day = dates.parse(line(name, value[2])) if value[2:] else None
    except ValueError as error:
        raise SettingsError(f"{name}: {error}.") from error
    return Link(line(name, value[0]), url, day)


def email(name: str, value: Any) -> str:
    """An e-mail address, or none."""
    written = line_or_none(name, value)
    if written and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", written):
        raise SettingsError(f"{name} phải là một địa chỉ thư điện tử, đang là {value!r}.")
    return written


def tag(name: str, value: Any) -> str:
    """RFC 4151: a domain or e-mail address, and a date on which it was ours."""
    written = line(name, value)
    if not re.fullmatch(r"[a-z0-9.@_-]+,\d{4}(?:-\d\d){0,2}", written):
        raise SettingsError(f"{name} phải là tên miền, dấu phẩy, năm, đang là {value!r}.")
    return written


def folder(name: str, value: Any) -> Path:
    """A folder."""
    if not isinstance(value, str | Path) or not str(value):
        raise SettingsError(f"{name} phải là một thư mục, đang là {value!r}.")
    return Path(value)


def only(wanted: str) -> Callable[[str, Any], str]:
    """The one value that is allowed."""

    def reader(name: str, value: Any) -> str:
        if value != wanted:
            raise SettingsError(f"{name} chỉ có thể là {wanted!r}, đang là {value!r}.")
        return wanted

    return reader


def flag(name: str, value: Any) -> bool:
    """True or False."""
    if not isinstance(value, bool):
        raise SettingsError(f"{name} phải là True hoặc False, đang là {value!r}.")
    return value


def whole_number(name: str, value: Any) -> int:
    """A whole number, zero or more."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise SettingsError(f"{name} phải là số nguyên không âm, đang là {value!r}.")
    return value


def words(name: str, value: Any) -> tuple[str, ...]:
    """A list of texts, none of them empty."""
    found = strings(name, value)
    if not all(each.strip() for each in found):
        raise SettingsError(f"{name} không được có chữ rỗng, đang là {value!r}.")
    return found


def strings(name: str, value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise SettingsError(f"{name} phải là một danh sách chữ, đang là {value!r}.")
    return tuple(value)
