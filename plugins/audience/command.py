"""The command `views`: options in, exit status out."""

import glob
import os
import re
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from plugins.audience import baselines, published, update
from plugins.audience.logs import PIPE
from plugins.audience.pages import Render
from plugins.audience.place import Output, Place, Target
from plugins.audience.published import Published
from plugins.audience.update import Read
from plugins.build import commands, configure, console, failures
from plugins.build.store import Outside, alone
from plugins.core import problem, text, urls
from plugins.core.settings import PROJECT, Settings, SettingsError
from plugins.publish import address
from plugins.state import counts, database
from plugins.state.counts import Counts

EVERY = 60
"""Seconds between two looks with --watch, unless somebody says otherwise."""

_FEW = 10
"""Lines up to which bad ones may be chance."""
_BUSY = "Một lệnh views khác đang chạy quá"
_MAPS = (*published.MAPS, urls.STATISTICS)


def views(
    logs: Sequence[str] = (),
    *,
    to: str | None = None,
    watch: bool = False,
    every: int | None = None,
    freeze: bool = False,
    settings: str | None = None,
    content: str | None = None,
    output: str | None = None,
    state: str | None = None,
) -> int:
    """Count views from logs into files below /views/; or write the sums into front matter."""

    def run() -> int:
        _check(logs, to, output, watch=watch, freeze=freeze)
        file = settings or str(Path(PROJECT, address.SETTINGS))
        chosen = configure.load(file, content=content, output=output, state=state)
        path = chosen.state_path.with_name(counts.NAME)
        if not logs and not path.exists():
            raise SettingsError(
                f"Chưa đếm lần nào ở đây: không có {path}. Cách sửa: chạy ở nơi có tệp ấy, hay "
                "chép nó về, hoặc nêu nhật ký trước --freeze."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_place(to, chosen)) as place:
            counting = _Counting(chosen, place, path, logs)
            if watch:
                counting.repeat(every or EVERY)
            done = counting.go()
            if logs:
                counting.tell(*done)
            if not freeze:
                return commands.DONE
            status = _freeze(chosen, path)
            # The new pages find their counts as soon as they are published.
            _Counting(chosen, place, path, ()).go()
            return status

    return commands.guarded(run)


def _check(
    logs: Sequence[str], to: str | None, output: str | None, *, watch: bool, freeze: bool
) -> None:
    if not (logs or freeze):
        raise SettingsError(
            "Chưa nêu nhật ký nào. Ví dụ: python3 tasks.py views /var/log/nginx/tinhuy.example.log"
        )
    if to and output:
        raise SettingsError("Chỉ chọn một trong hai: --to (đích phát hành) hoặc --output.")
    if watch and freeze:
        raise SettingsError("--freeze làm một lần rồi thôi, không đi cùng --watch.")
    if PIPE in logs and sys.stdin is None:
        raise SettingsError("Không có đường ống nào để đọc (-).")
    if watch and PIPE in logs:
        raise SettingsError("--watch cần tên nhật ký: đường ống (-) chỉ đọc được một lần.")


def _place(to: str | None, chosen: Settings) -> Place:
    if not to:
        return Output(chosen.output_path)
    cache = chosen.state_path.parent / "published" / re.sub(r"[^\w.-]+", "-", to)
    return Target(address.target(to, chosen), cache)


@dataclass(slots=True)
class _Counting:
    """Rounds over the logs, and what is known from one to the next."""

    settings: Settings
    place: Place
    counts: Path
    logs: Sequence[str]
    _site: Published | None = None
    _stamp: Sequence[object] = field(default_factory=list)
    _is_current: bool = False
    _render: Render | None = None
    _told: set[str] = field(default_factory=set)

    def go(self) -> tuple[Read, list[str]]:
        """What was read, and which files were written."""
        names = _existing(self.logs)
        with alone(self.counts, _BUSY), closing(_opened(self.counts)) as counted:
            root = self.place.published(_MAPS)
            site = self._known(root)
            progress = console.ProgressLine()
            now = int(time.time())
            try:
                read = update.count(names, counted, site, self.settings, now, progress)
            finally:
                progress.stop()
            if self._is_current and not read.lines:
                return read, []
            self._is_current = False
            found = update.numbers(counted)
            made = update.files(root, found, site, self.settings, self._rendering())
            written = self.place.put(made)
            self._is_current = True
            return read, written

    def repeat(self, every: int) -> None:
        """Until somebody stops it. What is in the way after the first time may go again."""
        self.tell(*self.go())
        said = ""
        while True:
            time.sleep(every)
            try:
                read, written = self.go()
                if read.lines or written or read.altered:
                    self.tell(read, written)
                said = ""
            except failures.ANY as error:
                words = failures.in_words(error)
                if words != said:
                    console.warn(words)
                said = words

    def tell(self, read: Read, written: list[str]) -> None:
        """Say what was done, and of each log once what is wrong with it."""
        for name in read.altered:
            self._warn(
                f"{name}: phần đã đọc lần trước nay không còn như cũ, nên không đếm tiếp được. "
                "Cách sửa: đưa vào nhật ký nguyên vẹn; nhật ký đã bị sửa hay cắt thì bỏ qua."
            )
        for name in read.broken:
            self._warn(f"{name}: tệp nén hỏng hoặc còn dở, chỉ đếm được phần đầu.")
        if read.bad * 2 > read.lines > _FEW:
            self._warn(
                "Quá nửa số dòng không đọc được. Cách sửa: xem tệp có đúng là nhật ký truy cập, "
                "dạng common, combined hay JSON."
            )
        lines, found, crawled, bad = map(
            text.number, (read.lines, read.views, read.crawled, read.bad)
        )
        console.say(
            f"Đọc {lines} dòng mới: {found} lượt xem, {crawled} lượt của máy thu thập, {bad} dòng "
            f"hỏng bỏ qua. Ghi {len(written)} tệp vào {self.place.name}/{urls.VIEWS}"
        )

    def _warn(self, words: str) -> None:
        if words not in self._told:
            self._told.add(words)
            console.warn(words)

    def _known(self, root: Path) -> Published:
        """What is published there; read again only where it was published anew."""
        try:
            stamp = published.stamp(root)
            if self._site is None or stamp != self._stamp:
                self._site, self._stamp, self._is_current = published.read(root), stamp, False
            (root / urls.STATISTICS).stat()
        except (published.Damaged, FileNotFoundError) as error:
            what = getattr(error, "filename", None) or error
            raise SettingsError(
                f"Ở {self.place.name} chưa có hoặc hỏng bản kê bài ({what}). Cách sửa: dựng, và "
                "phát hành nếu đếm trên máy chủ, bằng chương trình này, rồi chạy lại."
            ) from error
        return self._site

    def _rendering(self) -> Render:
        if self._render is None:
            self._render = update.renderer(self.settings, self.counts.parent / "templates")
        return self._render


def _existing(names: Sequence[str]) -> list[str]:
    """The logs that these names and patterns (`access.log*`) mean. Raises SettingsError."""
    found: dict[str, None] = {}
    for name in names:
        if name == PIPE or (os.path.exists(name) and not os.path.isdir(name)):
            found[name] = None
        elif matches := [each for each in sorted(glob.glob(name)) if os.path.isfile(each)]:
            found.update(dict.fromkeys(matches))
        else:
            what = "là thư mục" if os.path.isdir(name) else "không có"
            raise SettingsError(f"Nhật ký {name} {what}. Cách sửa: xem lại tên tệp.")
    return list(found)


def _opened(path: Path) -> Counts:
    try:
        return Counts(path)
    except database.Unusable as error:
        raise Outside(
            f"{path} {error}. Số đã đếm nằm trong tệp ấy, máy không tự bỏ. Cách sửa: đặt lại bản "
            "sao lưu; không có thì xóa tệp, và lệnh sau đếm lại từ những nhật ký còn giữ."
        ) from error


def _freeze(chosen: Settings, path: Path) -> int:
    """Write all that was counted into front matter."""
    with alone(path, _BUSY), closing(_opened(path)) as counted:
        plan = baselines.plan(chosen, counted.viewed(), counted.baselines())
        if plan.problems:
            folder = os.path.relpath(chosen.path)
            console.warn(problem.listing(plan.problems, folder, in_full=False) + "\n")
            console.warn(f"{len(plan.problems)} lỗi. Chưa bài nào thay đổi: sửa rồi chạy lại.")
            return commands.CONTENT_ERRORS
        # Noted first: what a killed command left unwritten, the next one writes.
        with counted.transaction():
            counted.freeze(plan.baselines)
        saved = [edit.path for edit in plan.edits if not baselines.write(chosen.path, edit)]
    if plan.lost:
        console.warn(
            f"{len(plan.lost)} bài có lượt xem mà không thấy tệp ở {chosen.path}, ví dụ "
            f"{plan.lost[0]}: số ấy vẫn giữ trong {path.name}."
        )
    if saved:
        console.warn(f"{len(saved)} bài vừa có người lưu, ví dụ {saved[0]}: chạy lại lệnh này.")
    console.say(
        f"Đã ghi lượt xem vào {len(plan.edits) - len(saved)} bài. Commit, dựng và phát hành như "
        "thường lệ: số trên trang giữ nguyên rồi đếm tiếp."
    )
    return commands.DONE
