"""The commands `publish` and `verify`: options in, exit status out."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from plugins.build import commands, configure, console, digests
from plugins.build.store import Store, check_folders, open_store
from plugins.core import text
from plugins.core.settings import PROJECT, Settings, SettingsError
from plugins.ingest import git
from plugins.publish import address
from plugins.publish import verify as verifying
from plugins.publish.address import SETTINGS
from plugins.publish.publisher import Options, Outcome, Publisher
from plugins.publish.target import Target
from plugins.state import database

_PATIENCE = 20
"""Seconds to wait for somebody else's lock: `views` has it while it sends counts."""


def publish(
    *,
    to: str | None = None,
    dry_run: bool = False,
    rollback: bool = False,
    full: bool = False,
    force: bool = False,
    allow_deletions: int = 0,
    settings: str | None = None,
    content: str | None = None,
    output: str | None = None,
    state: str | None = None,
) -> int:
    """Bring what was built to the web host, or take the last release back."""

    def run() -> int:
        chosen = _load(settings, content=content, output=output, state=state)
        _refuse_local(chosen)
        progress = console.ProgressLine()
        options = Options(
            owner=address.owner(),
            commit=git.head(chosen.path),
            full=full,
            force=force,
            dry_run=dry_run,
            allow_deletions=allow_deletions,
            patience=_PATIENCE,
            jobs=os.cpu_count() or 1,
            progress=progress,
            tell=console.warn,
        )
        with closing(address.target(to, chosen)) as target, _built(chosen, settings) as store:
            publisher = Publisher(chosen, store, target, options)
            if not rollback:
                _refuse_other_build(chosen, store, settings)
            try:
                done = publisher.rollback() if rollback else publisher.publish()
            finally:
                progress.stop()
            _tell(done, target, options, rollback=rollback)
        if done.refusal:
            console.warn(done.refusal)
            return commands.OUTSIDE
        return commands.DONE

    return commands.guarded(run)


def verify(
    *,
    where: str | None = None,
    sample: int | None = None,
    settings: str | None = None,
    content: str | None = None,
    output: str | None = None,
    state: str | None = None,
) -> int:
    """Compare what the host or the site has with what was published; 3 and a list if it differs."""

    def run() -> int:
        chosen = _load(settings, content=content, output=output, state=state)
        place = where or chosen.publish_target
        with _built(chosen, settings) as store:
            if urlsplit(place).scheme in ("http", "https"):
                found = verifying.over_http(place, chosen, store, sample)
            else:
                with closing(address.target(where, chosen)) as target:
                    found = verifying.on_target(target, chosen, store, sample)
        for line in found.lines():
            console.say(line)
        if found.is_clean:
            console.say(f"{found.compared} tệp đúng như đã phát hành (bản {found.release}).")
            return commands.DONE
        console.warn(
            "Trang trên mạng khác với bản đã phát hành. Cách sửa: xem ai đã đổi, rồi chạy "
            "`python3 tasks.py publish --full` để đặt lại; tệp lạ thì xóa bằng tay."
        )
        return commands.OUTSIDE

    return commands.guarded(run)


def _load(settings: str | None, **folders: str | None) -> Settings:
    default = str(Path(PROJECT, SETTINGS))
    return configure.load(settings or default, **folders)


@contextmanager
def _built(chosen: Settings, file: str | None) -> Iterator[Store]:
    """The state of a finished build. Raises SettingsError if there is none."""
    check_folders(chosen)
    if chosen.stateless or not chosen.state_path.is_file():
        raise SettingsError(f"Chưa dựng cổng này lần nào. {_how_to_build(file)}")
    try:  # a build would begin a new one in place of what cannot be used
        database.connect(chosen.state_path, read_only=True).close()
    except database.Unusable as error:
        message = f"Trạng thái {chosen.state_path.name} {error}."
        raise SettingsError(f"{message} {_how_to_build(file)}") from error
    with open_store(chosen) as store:
        if store.note:
            raise SettingsError(f"{store.note}\n{_how_to_build(file)}")
        yield store


def _refuse_local(chosen: Settings) -> None:
    host = urlsplit(chosen.siteurl).hostname or ""
    if host in ("localhost", "::1") or host.startswith("127."):
        raise SettingsError(
            f"SITEURL là {chosen.siteurl}: bạn đọc không tới được. Cách sửa: ghi địa chỉ thật "
            f"trong {SETTINGS}, dựng lại rồi phát hành."
        )


def _refuse_other_build(chosen: Settings, store: Store, file: str | None) -> None:
    """Raise SettingsError if output/ is not what these settings, theme and code make."""
    ledger = store.ledger
    if ledger.owed():
        raise SettingsError(f"Lần dựng trước bị dừng giữa chừng. {_how_to_build(file)}")
    was = ledger.get("reading"), ledger.get("rendering")
    if was != (digests.reading(chosen), digests.rendering(chosen)):
        raise SettingsError(
            "Thư mục kết quả dựng bằng thiết lập, giao diện hay chương trình khác. "
            f"{_how_to_build(file)}"
        )


def _how_to_build(file: str | None) -> str:
    return f"Cách sửa: chạy `python3 tasks.py build --settings {file or SETTINGS}` rồi phát hành."


def _tell(done: Outcome, target: Target, options: Options, *, rollback: bool) -> None:
    send, delete = done.change
    sent, gone = text.number(len(send)), text.number(len(delete))
    if options.dry_run:
        for path in send:
            console.say(f"gửi {path}")
        for path in delete:
            console.say(f"xóa {path}")
        console.say(f"Sẽ gửi {sent}, xóa {gone} tệp; chưa làm gì.")
    elif rollback:
        console.say(
            f"{target.name}: đã trở lại bản {done.release.release}, đặt lại {sent}, xóa {gone} "
            "tệp. Sửa bài ấy ngay: commit tiếp theo, của bất cứ ai, lại đưa nó lên."
        )
    elif done.change or done.is_new:
        number = done.release.release
        console.say(f"{target.name}: đã phát hành bản {number}, gửi {sent}, xóa {gone} tệp.")
    else:
        console.say(f"{target.name}: không có gì mới, vẫn là bản {done.release.release}.")
    for path in done.foreign:
        console.warn(f"tệp lạ trên máy chủ, không đụng đến: {path}")
