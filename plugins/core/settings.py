"""The portal's settings, typed: an unknown name or a wrong value is an error, never a guess."""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core import dates, text, urls
from plugins.core.article import Name
from plugins.core.dates import Moment

PROJECT = Path(__file__).resolve().parents[2]


class SettingsError(Exception):
    """The settings cannot be used: wrong configuration, exit status 2."""


class Link(NamedTuple):
    """A link to another body's site, with the day of what it leads to, if known."""

    name: str
    url: str
    date: Moment | None = None


def _setting(reader: Callable[[str, Any], Any], example: Any, doc: str, **default: Any) -> Any:
    """A field of Settings; `example` is a value as the settings file may give it."""
    return field(metadata={"reader": reader, "example": example, "doc": doc}, **default)


def _line(name: str, value: Any) -> str:
    line = text.one_line(text.clean(value)) if isinstance(value, str) else ""
    if not line:
        raise SettingsError(f"{name} phải là một dòng chữ, đang là {value!r}.")
    return line


def _line_or_none(name: str, value: Any) -> str:
    return "" if value in (None, "") else _line(name, value)


def _address(name: str, value: Any) -> str:
    scheme, separator, rest = _line(name, value).partition("://")
    if scheme.lower() not in ("http", "https") or not separator:
        raise SettingsError(f"{name} phải bắt đầu bằng http:// hoặc https://, đang là {value!r}.")
    if not re.fullmatch(r"[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?", host := rest.rstrip("/")):
        raise SettingsError(f"{name} chỉ gồm tên miền, không có đường dẫn: {value!r}.")
    return f"{scheme}://{host}".lower()


def _names(name: str, value: Any) -> tuple[Name, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise SettingsError(f"{name} phải là một danh sách tên, đang là {value!r}.")
    found = []
    for each in value:
        line = _line(name, each)
        found.append(Name(line, _free_slug(name, line)))
    slugs = [each.slug for each in found]
    for each in found:
        if slugs.count(each.slug) > 1:
            raise SettingsError(f"{name}: hai tên có cùng địa chỉ “{each.slug}”: {each.name}.")
    return tuple(found)


def _free_slug(name: str, line: str) -> str:
    slug = text.slug(line)
    if not slug or slug in urls.RESERVED or re.fullmatch(r"\d{4}", slug):
        raise SettingsError(f"{name}: “{line}” cho địa chỉ “/{slug}/” là địa chỉ dành riêng.")
    return slug


def _people(name: str, value: Any) -> tuple[Name, ...]:
    if not isinstance(value, Mapping):
        raise SettingsError(f"{name} phải là {{'Tên': 'dia-chi'}}, đang là {value!r}.")
    found = []
    for person, slug in value.items():
        if not isinstance(slug, str) or text.slug(slug) != slug or not slug:
            raise SettingsError(f"{name}: địa chỉ của {person!r} phải gồm a-z, 0-9, -: {slug!r}.")
        found.append(Name(_line(name, person), slug))
    return tuple(found)


def _links(name: str, value: Any) -> tuple[Link, ...]:
    if not isinstance(value, list | tuple):
        raise SettingsError(f"{name} phải là một danh sách, đang là {value!r}.")
    return tuple(_link(name, each) for each in value)


def _link(name: str, value: Any) -> Link:
    if not isinstance(value, list | tuple) or len(value) not in (2, 3):
        raise SettingsError(f"{name}: mỗi liên kết là ('Tên', 'https://…', 'ngày'): {value!r}.")
    url = _line(name, value[1])
    if not re.match(r"https?://[^\s/]+", url):
        raise SettingsError(f"{name} phải bắt đầu bằng http:// hoặc https://, đang là {url!r}.")
    try:
        day = dates.parse(_line(name, value[2])) if value[2:] else None
    except ValueError as error:
        raise SettingsError(f"{name}: {error}") from error
    return Link(_line(name, value[0]), url, day)


def _email(name: str, value: Any) -> str:
    line = _line_or_none(name, value)
    if line and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", line):
        raise SettingsError(f"{name} phải là một địa chỉ thư điện tử, đang là {value!r}.")
    return line


def _tag(name: str, value: Any) -> str:
    """RFC 4151: a domain or e-mail address, and a date on which it was ours."""
    line = _line(name, value)
    if not re.fullmatch(r"[a-z0-9.@_-]+,\d{4}(?:-\d\d){0,2}", line):
        raise SettingsError(f"{name} phải là tên miền, dấu phẩy, năm, đang là {value!r}.")
    return line


def _folder(name: str, value: Any) -> Path:
    if not isinstance(value, str | Path) or not str(value):
        raise SettingsError(f"{name} phải là một thư mục, đang là {value!r}.")
    return Path(value)


def _only(wanted: str) -> Callable[[str, Any], str]:
    def reader(name: str, value: Any) -> str:
        if value != wanted:
            raise SettingsError(f"{name} chỉ có thể là {wanted!r}, đang là {value!r}.")
        return wanted

    return reader


def _strings(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise SettingsError(f"{name} phải là một danh sách chữ, đang là {value!r}.")
    return tuple(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the settings file says, checked. Field names are the settings' names in lower case."""

    sitename: str = _setting(
        _line,
        "Cổng thông tin Đảng bộ tỉnh Phú Lương Giang",
        "Tên cổng, ở đầu mỗi trang và trong nguồn tin.",
    )
    siteurl: str = _setting(
        _address,
        "https://tinhuy.example",
        "Địa chỉ của cổng: http:// hoặc https:// và tên miền, không có đường dẫn.",
    )
    sitesubtitle: str = _setting(
        _line_or_none, "Tiếng nói của Đảng bộ và nhân dân", "Dòng dưới tên cổng.", default=""
    )
    feed_tag: str = _setting(
        _tag,
        "tinhuy.example,2026",
        "Tên miền và năm làm gốc cho mã bài trong nguồn tin; chọn một lần, không bao giờ đổi.",
    )
    categories: tuple[Name, ...] = _setting(
        _names,
        ["Chính trị", "Kinh tế", "Thông báo"],
        "Các chuyên mục, theo thứ tự của menu. Địa chỉ của chuyên mục làm từ tên.",
    )
    authors: tuple[Name, ...] = _setting(
        _people,
        {"Lê Ân": "le-an", "Lê An": "le-an-2"},
        "Địa chỉ riêng cho những bút danh viết không dấu thì giống nhau, hoặc một địa chỉ chung "
        "cho hai cách viết của một người.",
        default=(),
    )
    notices: str = _setting(
        _line_or_none,
        "Thông báo",
        "Chuyên mục mà trang chủ hiện thành khung thông báo; phải có trong CATEGORIES.",
        default="",
    )
    links: tuple[Link, ...] = _setting(
        _links,
        [("Ủy ban nhân dân tỉnh", "https://ubnd.example", "15/11/2026")],
        "Liên kết đến các cơ quan, ở cuối trang chủ: tên, địa chỉ, ngày có tin mới "
        "(không bắt buộc).",
        default=(),
    )
    governing_body: str = _setting(
        _line_or_none, "Tỉnh ủy Phú Lương Giang", "Cơ quan chủ quản, ở chân trang.", default=""
    )
    responsible_editor: str = _setting(
        _line_or_none,
        "Đỗ Thượng Hà, Trưởng ban biên tập",
        "Người chịu trách nhiệm nội dung, ở chân trang.",
        default="",
    )
    address: str = _setting(
        _line_or_none,
        "Số 1, đường Bờ Bắc, phường Lương Thủy",
        "Địa chỉ của ban biên tập, ở chân trang.",
        default="",
    )
    phone: str = _setting(_line_or_none, "0200 3812 345", "Điện thoại, ở chân trang.", default="")
    email: str = _setting(
        _email, "banbientap@tinhuy.example", "Thư điện tử, ở chân trang.", default=""
    )
    licence: str = _setting(
        _line_or_none,
        "Giấy phép số 01/GP-TTĐT ngày 15/01/2024.",
        "Dòng giấy phép, ở chân trang.",
        default="",
    )
    path: Path = _setting(_folder, "content", "Thư mục bài viết.", default=Path("content"))
    output_path: Path = _setting(
        _folder, "output", "Thư mục để trang web dựng xong.", default=Path("output")
    )
    state_path: Path = _setting(
        _folder,
        ".state/portal.sqlite",
        "Tệp ghi nhớ lần dựng trước; các tệp đệm nằm cùng thư mục.",
        default=Path(".state/portal.sqlite"),
    )
    theme: Path = _setting(_folder, "theme", "Thư mục giao diện.", default=PROJECT / "theme")
    timezone: str = _setting(
        _only("Asia/Ho_Chi_Minh"),
        "Asia/Ho_Chi_Minh",
        "Giờ Việt Nam; không đổi được.",
        default="Asia/Ho_Chi_Minh",
    )
    default_lang: str = _setting(
        _only("vi"), "vi", "Ngôn ngữ của cổng; không đổi được.", default="vi"
    )
    plugin_paths: tuple[str, ...] = _setting(
        _strings, ["."], "Nơi Pelican tìm phần mở rộng; để nguyên.", default=(".",)
    )
    root: Path = field(default=PROJECT)
    """The settings file's folder."""
    stateless: bool = field(default=False)
    """The folders are not the settings file's own: its state is not for them."""
    preview: bool = field(default=False)
    """Drafts and articles of the future are shown like all others."""
    plugins: tuple[str, ...] = _setting(
        _strings,
        ["plugins.build.plugin"],
        "Phần mở rộng mà lệnh pelican cần; để nguyên.",
        default=(),
    )

    def __hash__(self) -> int:
        return hash((self.siteurl, self.root))

    def category(self, slug: str) -> Name:
        """The category with this slug; KeyError if there is none."""
        for each in self.categories:
            if each.slug == slug:
                return each
        raise KeyError(slug)


NAMES = {each.name.upper(): each for each in fields(Settings) if each.metadata}


def read(raw: Mapping[str, Any], base: Path) -> Settings:
    """The settings from a file's upper-case names; folders are relative to `base`.

    Raises SettingsError for the first unknown name, missing or wrong value.
    """
    for name in raw:
        if name not in NAMES:
            near = text.nearest(name, NAMES)
            hint = f" Có phải {near}?" if near else ""
            raise SettingsError(f"Không có thiết lập nào tên {name}.{hint}")
    values: dict[str, Any] = {}
    for name, each in NAMES.items():
        if name in raw:
            values[each.name] = each.metadata["reader"](name, raw[name])
        elif each.default is MISSING:
            example = each.metadata["example"]
            raise SettingsError(f"Thiếu thiết lập {name}. Ví dụ: {name} = {example!r}")
        else:
            values[each.name] = each.default
        if isinstance(values[each.name], Path):
            values[each.name] = (base / values[each.name]).absolute()
    values["notices"] = _notices(values["notices"], values["categories"])
    return Settings(root=base.absolute(), **values)


def _notices(line: str, categories: tuple[Name, ...]) -> str:
    """The slug of the category of notices."""
    slug = text.slug(line)
    if line and slug not in {each.slug for each in categories}:
        raise SettingsError(f"NOTICES phải là một chuyên mục trong CATEGORIES, đang là {line!r}.")
    return slug
