"""The state of a build: found, locked, trusted or begun anew."""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from plugins.core.settings import Settings, SettingsError
from plugins.state import database
from plugins.state.ledger import Ledger
from plugins.state.rows import Rows

LOCK_SECONDS = 60


class Outside(Exception):
    """Something outside the portal is in the way: exit status 3."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open state. `is_new`: it knows nothing of output/; `note`: what to tell about that."""

    path: Path
    link: database.Connection
    is_new: bool
    note: str

    @property
    def rows(self) -> Rows:
        """The rows."""
        return Rows(self.link)

    @property
    def ledger(self) -> Ledger:
        """The account."""
        return Ledger(self.link)

    @property
    def bodies(self) -> Path:
        """The body cache beside the state."""
        return self.path.parent / "bodies.sqlite"

    @property
    def pictures(self) -> Path:
        """The picture cache beside the state."""
        return self.path.parent / "pictures"

    def belongs_to(self, settings: Settings) -> str:
        """Content and output as seen from the settings file: what this state is about."""
        return folders(settings)

    def check_content(self, settings: Settings) -> None:
        """Raise SettingsError if the folder is gone in which there were articles.

        A portal may begin without one; but one moved by mistake must not empty the portal.
        """
        if not settings.path.exists() and (count := self.rows.count()):
            raise SettingsError(
                f"Không thấy thư mục bài viết {settings.path}, lần trước có {count} bài ở đó. "
                "Cách sửa: đặt lại thư mục ấy; nếu thật sự muốn bỏ hết bài, tạo thư mục trống "
                "cùng tên rồi chạy lại."
            )


def folders(settings: Settings) -> str:
    """Content and output as seen from the settings file: what a state belongs to."""
    seen = [os.path.relpath(each, settings.root) for each in (settings.path, settings.output_path)]
    return json.dumps([Path(each).as_posix() for each in seen])


def check_folders(settings: Settings) -> None:
    """Raise SettingsError if the folders cannot be what they are named for."""
    content, output = settings.path.resolve(), settings.output_path.resolve()
    if content.exists() and not content.is_dir():
        raise SettingsError(f"{settings.path} phải là thư mục bài viết.")
    if output == content or output in content.parents or content in output.parents:
        raise SettingsError(f"Thư mục kết quả {output} và bài viết {content} phải tách rời nhau.")
    if not (settings.theme / "templates").is_dir():
        raise SettingsError(f"Không có thư mục giao diện {settings.theme / 'templates'}.")


@contextmanager
def alone(path: Path, busy: str) -> Iterator[None]:
    """Of all processes only this one works with the file. Raises Outside with these words."""
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise Outside(f"{busy} {LOCK_SECONDS} giây.") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def open_store(settings: Settings, *, passing: bool = False, anew: bool = False) -> Iterator[Store]:
    """The state of these settings, locked against other builds. Raises Outside.

    A state that belongs to other folders is left alone: then a passing one takes its place, as
    it does for whoever wants to leave no trace (`passing`). With `anew` what is there is not
    trusted to be a state at all.
    """
    path = settings.state_path
    if passing:
        with tempfile.TemporaryDirectory(prefix="portal-") as folder:
            copy = Path(folder) / path.name
            if path.is_file() and not _belongs_elsewhere(path, settings):
                shutil.copyfile(path, copy)
                journal = path.with_name(path.name + "-journal")
                if journal.is_file():  # of a build that was killed while it committed
                    shutil.copyfile(journal, copy.with_name(copy.name + "-journal"))
            yield from _opened(copy, "")
        return
    if settings.stateless:
        with tempfile.TemporaryDirectory(prefix="portal-") as folder:
            yield from _opened(Path(folder) / path.name, "")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path.parent))
    with alone(path, "Một bản dựng khác đang chạy quá"):
        if not anew and _belongs_elsewhere(path, settings):
            note = (
                f"Trạng thái {path.name} thuộc thư mục khác: dựng toàn bộ, không ghi vào đó. "
                "Muốn nhớ cho thư mục này, đặt STATE_PATH hay --state là một tệp khác."
            )
            with tempfile.TemporaryDirectory(prefix="portal-") as folder:
                yield from _opened(Path(folder) / path.name, note)
        else:
            if anew:
                path.unlink(missing_ok=True)
            yield from _opened(path, "")


def _belongs_elsewhere(path: Path, settings: Settings) -> bool:
    if not path.is_file():
        return False
    try:
        link = database.connect(path, read_only=True)
    except database.Unusable:
        return False
    try:
        return Ledger(link).get("folders") not in ("", folders(settings))
    finally:
        link.close()


def _opened(path: Path, note: str) -> Iterator[Store]:
    is_new = not path.is_file()
    if not is_new:
        try:
            link = database.connect(path)
        except database.Unusable as error:
            note = f"Trạng thái {path.name} {error}: dựng lại toàn bộ."
            is_new = True
    if is_new:
        link = database.create(path)
    try:
        yield Store(path, link, is_new, note)
    finally:
        link.close()
