"""The table of settings for docs/quan-tri.md, from the typed settings themselves."""

from dataclasses import MISSING
from pathlib import Path
from typing import Any

from plugins.core.settings import NAMES, PROJECT
from tests.documents.tables import code, table


def settings() -> str:
    """All settings in the order in which they are declared."""
    head = ("Thiết lập", "Nghĩa", "Nếu không ghi", "Ví dụ")
    return table(head, (_row(name, each) for name, each in NAMES.items()))


def _row(name: str, each: Any) -> tuple[str, ...]:
    written = code(f"{name} = {each.metadata['example']!r}")
    return code(name), each.metadata["doc"], _without(each.default), written


def _without(default: Any) -> str:
    """What a setting is when its file does not name it."""
    if default is MISSING:
        return "lỗi: phải có"
    if isinstance(default, Path):
        inside = default.relative_to(PROJECT) if default.is_absolute() else default
        return code(inside.as_posix())
    if isinstance(default, tuple):
        default = ", ".join(default)
    return code(str(default)) if default or isinstance(default, int) else "không có"
