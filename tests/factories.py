"""What many tests need: settings, the text of an article, files on disk.

settings = make_settings(tmp_path, authors={"Lê Ân": "le-an"})
write(settings.path, {"bai.md": article_text(title="Hội nghị", views="1234")})
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.core import settings
from plugins.core.settings import Settings

SITEURL = "https://tinhuy.example"
CATEGORIES = ("Chính trị", "Kinh tế", "Kinh tế - Chính trị", "Xây dựng Đảng", "Dân vận")
NOW = "2026-11-22T08:00:00"
"""The moment at which tests build, as Moment.stamp."""


def make_settings(root: Path, **overrides: Any) -> Settings:
    """The settings of a small site in `root`, with content/, output/ and .state/ below it.

    Overrides are settings in lower case, their values as a settings file has them.
    """
    values: dict[str, Any] = {
        "sitename": "Cổng thông tin Tỉnh ủy",
        "siteurl": SITEURL,
        "feed_tag": "tinhuy.example,2026",
        "categories": CATEGORIES,
        **overrides,
    }
    return settings.read({name.upper(): value for name, value in values.items()}, root)


def article_text(
    title: str = "Hội nghị giao ban", body: str = "Nội dung bài viết.", **keys: str | None
) -> str:
    """The text of a valid article; a key that is None is left out, any other is added."""
    header: dict[str, str | None] = {
        "title": title,
        "date": "2023-03-31 13:25",
        "category": "Chính trị",
        "author": "Lê Ân",
        **keys,
    }
    lines = [f"{key}: {value}" for key, value in header.items() if value is not None]
    return "\n".join(["---", *lines, "---", body, ""])


def page_text(title: str = "Giới thiệu", body: str = "Nội dung trang.", **keys: str) -> str:
    """The text of a valid standing page, for a file in pages/."""
    lines = [f"{key}: {value}" for key, value in {"title": title, **keys}.items()]
    return "\n".join(["---", *lines, "---", body, ""])


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below `root`; text as UTF-8 with the line ends it has."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
