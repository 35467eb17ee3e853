"""What stops a command other than the content's errors, in words."""

import errno

from plugins.assets import ThemeError
from plugins.build.store import Outside
from plugins.build.work import WorkerDied
from plugins.core.settings import SettingsError
from plugins.state import database

OF_USE = (SettingsError, ThemeError)
"""Wrong settings, options or templates: exit status 2."""

ANY = (*OF_USE, WorkerDied, Outside, database.Error, OSError)
"""Everything that a command answers with a message."""


def in_words(error: Exception) -> str:
    """What happened and what to do, for a person."""
    match error:
        case SettingsError():
            return f"Lỗi thiết lập hoặc cách dùng: {error}"
        case WorkerDied():
            return f"Một tiến trình bị dừng khi đang làm: {error}. Có thể máy hết bộ nhớ."
        case Outside():
            return str(error)
        case database.Error():
            return f"Không ghi hoặc đọc được trạng thái: {error}. Xem lại đĩa và quyền ghi."
        case PermissionError() | OSError(errno=errno.EROFS):
            return (
                f"Không có quyền ghi hoặc đọc {error.filename}. Cách sửa: làm trên một bản sao "
                "cổng của riêng bạn (git clone), hoặc dựng ra chỗ khác bằng --output và --state."
            )
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EFBIG):
            return "Đĩa đầy, không ghi tiếp được. Cách sửa: dọn bớt tệp rồi chạy lại."
        case OSError():
            where = f" ({error.filename})" if error.filename else ""
            return f"Không ghi hoặc đọc được: {error.strerror or error}{where}."
    *kind, words = error.args
    return f"Lỗi giao diện ({kind[0] if kind else type(error).__name__}): {words}"
