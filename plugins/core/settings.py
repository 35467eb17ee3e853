"""The portal's settings, typed: an unknown name or a wrong value is an error, never a guess."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from plugins.core import setting_types, text
from plugins.core.article import Name
from plugins.core.setting_types import Link, SettingsError

__all__ = ["NAMES", "PROJECT", "Link", "Settings", "SettingsError", "read"]

PROJECT = Path(__file__).resolve().parents[2]


def _setting(reader: Callable[[str, Any], Any], example: Any, doc: str, **default: Any) -> Any:
    """A field of Settings; `example` is a value as the settings file may give it."""
    return field(metadata={"reader": reader, "example": example, "doc": doc}, **default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the settings file says, checked. Field names are the settings' names in lower case."""

    sitename: str = _setting(
        setting_types.line,
        "Cổng thông tin Đảng bộ tỉnh Phú Lương Giang",
        "Tên cổng, ở đầu mỗi trang và trong nguồn tin.",
    )
    siteurl: str = _setting(
        setting_types.address,
        "https://tinhuy.example",
        "Địa chỉ của cổng: http:// hoặc https:// và tên miền, không có đường dẫn.",
    )
    sitesubtitle: str = _setting(
        setting_types.line_or_none,
        "Tiếng nói của Đảng bộ và nhân dân",
        "Dòng dưới tên cổng.",
        default="",
    )
    feed_tag: str = _setting(
        setting_types.tag,
        "tinhuy.example,2026",
        "Tên miền và năm làm gốc cho mã bài trong nguồn tin; chọn một lần, không bao giờ đổi.",
    )
    categories: tuple[Name, ...] = _setting(
        setting_types.names,
        ["Chính trị", "Kinh tế", "Thông báo"],
        "Các chuyên mục, theo thứ tự của menu. Địa chỉ của chuyên mục làm từ tên.",
    )
    authors: tuple[Name, ...] = _setting(
        setting_types.people,
        {"Lê Ân": "le-an", "Lê An": "le-an-2"},
        "Địa chỉ riêng cho những bút danh viết không dấu thì giống nhau, hoặc một địa chỉ chung "
        "cho hai cách viết của một người.",
        default=(),
    )
    notices: str = _setting(
        setting_types.line_or_none,
        "Thông báo",
        "Chuyên mục mà trang chủ hiện thành khung thông báo; phải có trong CATEGORIES.",
        default="",
    )
    links: tuple[Link, ...] = _setting(
        setting_types.links,
        [("Ủy ban nhân dân tỉnh", "https://ubnd.example", "15/11/2026")],
        "Liên kết đến các cơ quan, ở cuối trang chủ: tên, địa chỉ, ngày có tin mới "
        "(không bắt buộc).",
        default=(),
    )
    governing_body: str = _setting(
        setting_types.line_or_none,
        "Tỉnh ủy Phú Lương Giang",
        "Cơ quan chủ quản, ở chân trang.",
        default="",
    )
    responsible_editor: str = _setting(
        setting_types.line_or_none,
        "Đỗ Thượng Hà, Trưởng ban biên tập",
        "Người chịu trách nhiệm nội dung, ở chân trang.",
        default="",
    )
    address: str = _setting(
        setting_types.line_or_none,
        "Số 1, đường Bờ Bắc, phường Lương Thủy",
        "Địa chỉ của ban biên tập, ở chân trang.",
        default="",
    )
    phone: str = _setting(
        setting_types.line_or_none, "0200 3812 345", "Điện thoại, ở chân trang.", default=""
    )
    email: str = _setting(
        setting_types.email, "banbientap@tinhuy.example", "Thư điện tử, ở chân trang.", default=""
    )
    licence: str = _setting(
        setting_types.line_or_none,
        "Giấy phép số 01/GP-TTĐT ngày 15/01/2024.",
        "Dòng giấy phép, ở chân trang.",
        default="",
    )
    path: Path = _setting(
        setting_types.folder, "content", "Thư mục bài viết.", default=Path("content")
    )
    output_path: Path = _setting(
        setting_types.folder, "output", "Thư mục để trang web dựng xong.", default=Path("output")
    )
    state_path: Path = _setting(
        setting_types.folder,
        ".state/portal.sqlite",
        "Tệp ghi nhớ lần dựng trước; các tệp đệm nằm cùng thư mục.",
        default=Path(".state/portal.sqlite"),
    )
    theme: Path = _setting(
        setting_types.folder, "theme", "Thư mục giao diện.", default=PROJECT / "theme"
    )
    timezone: str = _setting(
        setting_types.only("Asia/Ho_Chi_Minh"),
        "Asia/Ho_Chi_Minh",
        "Giờ Việt Nam; không đổi được.",
        default="Asia/Ho_Chi_Minh",
    )
    default_lang: str = _setting(
        setting_types.only("vi"), "vi", "Ngôn ngữ của cổng; không đổi được.", default="vi"
    )
    live_views: bool = _setting(
        setting_types.flag,
        True,
        "Trang bài và trang chủ lấy lượt xem và bài đọc nhiều do lệnh views đếm từ nhật ký.",
        default=False,
    )
    most_read_minimum: int = _setting(
        setting_types.whole_number,
        20,
        "Bài phải có ít nhất chừng này lượt xem trong kỳ mới vào danh sách đọc nhiều.",
        default=5,
    )
    most_read_without: tuple[str, ...] = _setting(
        setting_types.strings,
        ["Thông báo"],
        "Những chuyên mục không vào danh sách đọc nhiều; phải có trong CATEGORIES.",
        default=(),
    )
    most_read_max_age: int = _setting(
        setting_types.whole_number,
        60,
        "Bài đăng đã quá chừng này ngày thì không vào danh sách đọc nhiều; 0 là không giới hạn.",
        default=0,
    )
    crawlers: tuple[str, ...] = _setting(
        setting_types.words,
        ["MayQuetNoiBo"],
        "Tên (user agent) của những máy không được đếm là người xem, thêm vào danh sách có sẵn.",
        default=(),
    )
    publish_target: str = _setting(
        setting_types.line_or_none,
        "ssh://portal@may-chu.example/srv/portal",
        "Nơi phát hành: ssh://tên@máy/thư-mục, hoặc một thư mục.",
        default="",
    )
    publish_keep: tuple[str, ...] = _setting(
        setting_types.strings,
        [".htaccess", "google1234.html", "ung-dung/"],
        "Tệp và thư mục trên máy chủ mà phát hành không bao giờ chạm đến.",
        default=(),
    )
    plugin_paths: tuple[str, ...] = _setting(
        setting_types.strings, ["."], "Nơi Pelican tìm phần mở rộng; để nguyên.", default=(".",)
    )
    root: Path = field(default=PROJECT)
    """The settings file's folder."""
    stateless: bool = field(default=False)
    """The folders are not the settings file's own: its state is not for them."""
    preview: bool = field(default=False)
    """Drafts and articles of the future are shown like all others."""
    plugins: tuple[str, ...] = _setting(
        setting_types.strings,
        ["plugins.build.plugin"],
        "Phần mở rộng mà lệnh pelican cần; để nguyên.",
        default=(),
    )

    @property
    def shows_live_views(self) -> bool:
        """True if pages fetch live counts; a preview has none."""
        return self.live_views and not self.preview

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
    values["most_read_without"] = tuple(
        _category("MOST_READ_WITHOUT", each, values["categories"])
        for each in values["most_read_without"]
    )
    return Settings(root=base.absolute(), **values)


def _notices(line: str, categories: tuple[Name, ...]) -> str:
    """The slug of the category of notices; empty if there is none."""
    return _category("NOTICES", line, categories) if line else ""


def _category(name: str, line: str, categories: tuple[Name, ...]) -> str:
    """The slug of a category."""
    slug = text.slug(line)
    if slug not in {each.slug for each in categories}:
        raise SettingsError(f"{name} phải là một chuyên mục trong CATEGORIES, đang là {line!r}.")
    return slug
