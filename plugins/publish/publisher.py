"""A release brought to a host, or taken back: the steps in their order, safe to stop anywhere.

What is about to change is noted on the host first (`sending`) and struck off last. Whoever comes
next, after whatever happened, looks at all of it again.
"""

import hashlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plugins.build import options as build_options
from plugins.build import pipeline
from plugins.build.options import Progress
from plugins.build.store import Outside, Store
from plugins.core.settings import Settings
from plugins.publish import release
from plugins.publish.release import NONE, NOTE, Difference, Manifest, Release
from plugins.publish.sending import Sending, kept
from plugins.publish.target import Target, locked
from plugins.state import database
from plugins.state.ledger import Made

MANIFEST, SENDING, HELD = "manifest", "sending", "held"
_RECORDED = "release"
"""Under which name the state knows the release that it recorded as delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to publish. `owner` says who does, for others who want to; `commit` is the content's.

    Somebody else's lock is waited for `patience` seconds.
    """

    owner: str
    commit: str = ""
    full: bool = False
    force: bool = False
    dry_run: bool = False
    allow_deletions: int = 0
    jobs: int = 1
    patience: float = 0
    progress: Progress = lambda _what, _done, _all: None
    tell: Callable[[str], None] = lambda _note: None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publisher did, or would do.

    `release` is what the host has now, `is_new` whether since now; `refusal` says why a dry run
    is all that would be done.
    """

    release: Release
    is_new: bool
    change: Difference
    foreign: list[str] = field(default_factory=list)
    refusal: str = ""


class Refused(Outside):
    """The host could be brought to this, but somebody should think first."""


class Publisher:
    """Publishes what the state says was built, or takes back what was published last."""

    def __init__(self, settings: Settings, store: Store, target: Target, options: Options) -> None:
        self.settings, self.store, self.target, self.options = settings, store, target, options

    def publish(self) -> Outcome:
        """Bring the host to what was built. Raises Refused, Outside."""
        if self.options.dry_run:
            return self._publish()
        with locked(self.target, self.options.owner, self.options.patience) as pushed_aside:
            if pushed_aside:
                self.options.tell(f"Bỏ khóa cũ của {pushed_aside}, đã quá lâu không làm gì.")
            self.target.open()
            return self._publish()

    def rollback(self) -> Outcome:
        """Bring the host back to the release before the last one, and hold that one's commit.

        Raises Refused if there is none to go back to.
        """
        if self.options.dry_run:
            return self._rollback()
        with locked(self.target, self.options.owner, self.options.patience):
            self.target.open()
            return self._rollback()

    # Forth

    def _publish(self) -> Outcome:
        now = {
            path: made for path, made in self.store.ledger.all_made().items() if self._is_ours(path)
        }
        there, known = self._what_is_there()
        files: Mapping[str, Made] = {
            path: each for path, each in known.items() if self._is_ours(path)
        }
        sending = Sending.loads(self.target.read(SENDING))
        foreign: list[str] = []
        is_right = bool(sending) or self._is_shown(there)
        if not is_right:
            self.options.tell("Trang trên máy chủ không phải bản đã phát hành: so từng tệp.")
        if self.options.full or not is_right:
            files = self._compared(now, files)
        if self.options.full:
            others = self.target.files() - files.keys() - now.keys() - {NOTE}
            foreign = sorted(filter(self._is_ours, others))
        unsure = [path for path in sending.paths if self._is_ours(path)] if sending else []
        change = release.difference(now, files, unsure)
        manifest = release.next_release(now, there, self._commit(now))
        is_new = manifest.about.digest != there.digest
        if not is_new:
            manifest = Manifest(there, now)
        refusal = self._refusal(manifest.about.commit, change, files) if is_new or change else ""
        if self.options.dry_run:
            return Outcome(manifest.about, is_new, change, foreign, refusal)
        if refusal:
            raise Refused(refusal)
        if is_new or change or sending or not is_right:
            self._supply(now, change.send)
            self._send(manifest, change, sending, there)
        self._record(manifest)
        return Outcome(manifest.about, is_new, change, foreign)

    def _is_ours(self, path: str) -> bool:
        return not release.is_kept(path, self.settings.publish_keep)

    def _what_is_there(self) -> tuple[Release, Mapping[str, Made]]:
        """The host's release and its files: from our record, else from the host's own manifest."""
        ledger = self.store.ledger
        about = Release.loads(self.target.head(MANIFEST))
        if about and about == Release.loads(ledger.get(_RECORDED)) and not self.options.full:
            return about, ledger.all_delivered()
        manifest = Manifest.loads(self.target.read(MANIFEST) or b"")
        if manifest:
            return manifest
        if about:
            self.options.tell("Bản kê trên máy chủ hỏng: so từng tệp bằng mã kiểm.")
        numbers = [int(each) for each in self.target.folder("kept") if each.isdigit()]
        return NONE._replace(release=max(numbers, default=0)), {}

    def _is_shown(self, there: Release) -> bool:
        """True if the site says it is this release: nobody emptied it, or put another there."""
        digest = hashlib.sha256(there.note()).hexdigest()
        return not there.files or self.target.digests([NOTE]) == {NOTE: digest}

    def _compared(self, now: Mapping[str, Made], known: Mapping[str, Made]) -> Mapping[str, Made]:
        """The files that the host has, by their bytes; of those we no longer make, as known."""
        digests = self.target.digests(now.keys() | known.keys())
        right = {path: made for path, made in now.items() if digests.get(path) == made.digest}
        old = {path: made for path, made in known.items() if path not in now and path in digests}
        return right | old

    def _commit(self, now: Mapping[str, Made]) -> str:
        """The content's commit; if it was edited since, with what makes this release its own."""
        commit, dirty, _ = self.options.commit.partition("+")
        return f"{commit}+{release.digest_of(now)[:12]}" if dirty else commit

    def _refusal(self, commit: str, change: Difference, files: Mapping[str, Made]) -> str:
        """What looks like a mistake, and the way on; empty if nothing does."""
        options = self.options
        held = (self.target.read(HELD) or b"").decode()
        if held == commit and not options.force:
            return (
                f"Bản {commit[:12]} đã bị rút lại bằng --rollback. Cách sửa: sửa bài rồi phát hành "
                "bản mới; hoặc thêm --force nếu vẫn muốn phát hành chính bản này."
            )
        count = len(change.delete)
        if release.deletes_too_much(count, len(files), options.allow_deletions):
            few = "\n".join(f"    {path}" for path in change.delete[:10])
            return (
                f"Bản này sẽ xóa {count} trong {len(files)} tệp trên máy chủ, nhiều khác thường:\n"
                f"{few}\n    …\nCách sửa: xem lại content/; nếu đúng là muốn xóa, thêm "
                f"--allow-deletions {count}"
            )
        return ""

    def _supply(self, now: Mapping[str, Made], paths: Sequence[str]) -> None:
        """Make again what is to be sent and is not in output/ as it was built."""
        output = self.settings.output_path
        missing = [path for path in paths if not _is_as_built(output / path, now[path])]
        if missing:
            options = build_options.Options(
                now="", jobs=self.options.jobs, progress=self.options.progress
            )
            pipeline.supply(self.settings, options, self.store, missing)
        for path in missing:
            if not _is_as_built(output / path, now[path]):
                raise Refused(
                    f"{path} không dựng lại được như lần dựng trước. Cách sửa: dựng lại bằng "
                    "`python3 tasks.py build --settings …` rồi phát hành."
                )

    def _send(
        self, manifest: Manifest, change: Difference, before: Sending | None, there: Release
    ) -> None:
        target, number = self.target, there.release + 1
        attempt = before.attempt + 1 if before and before.release == number else 1
        paths = sorted({*change.send, *change.delete})
        sending = Sending(number, attempt, manifest.about.commit, paths)
        if there.files:
            target.copy(MANIFEST, f"{kept(number)}/{MANIFEST}")
        target.write(SENDING, sending.dumps())
        for stage in release.stages(change.send):
            target.send(self.settings.output_path, stage, sending.kept)
            self.options.progress("Gửi tệp", len(stage), len(change.send))
        if change.delete:
            target.delete(release.backwards(change.delete), sending.kept)
        self._commit_to(manifest, sending.kept)
        numbers = [int(each) for each in target.folder("kept") if each.isdigit()]
        latest = manifest.about.release
        old = [n for n in numbers if n > latest or n <= latest - release.KEPT_RELEASES]
        target.drop([HELD, *map(kept, old)])

    def _commit_to(self, manifest: Manifest, replaced: str) -> None:
        """From here on the host has this release."""
        with tempfile.TemporaryDirectory(prefix="portal-") as folder:
            note = Path(folder, NOTE)
            note.parent.mkdir()
            note.write_bytes(manifest.about.note())
            self.target.send(Path(folder), [NOTE], replaced)
        self.target.renew_lock(self.options.owner)
        self.target.write(MANIFEST, manifest.dumps())
        self.target.drop([SENDING])

    def _record(self, manifest: Manifest) -> None:
        ledger = self.store.ledger
        if ledger.get(_RECORDED) == manifest.about.as_json():
            return
        with database.transaction(self.store.link):
            ledger.deliver(manifest.files)
            ledger.put({_RECORDED: manifest.about.as_json()})

    # Back

    def _rollback(self) -> Outcome:
        target = self.target
        there, files = self._what_is_there()
        sending = Sending.loads(target.read(SENDING))
        if sending is None:
            sending = Sending(there.release, 0, there.commit, ())
        previous = Manifest.loads(target.read(f"{kept(sending.release)}/{MANIFEST}") or b"")
        if previous is None:
            raise Refused(
                f"Trên {target.name} không còn giữ bản nào trước bản {there.release}. "
                "Cách sửa: đưa content/ về bản cũ (git revert) rồi dựng và phát hành."
            )
        touched = {*sending.paths, *release.difference(previous.files, files).send}
        touched |= files.keys() - previous.files.keys()
        paths = sorted(filter(self._is_ours, touched))
        change = Difference(
            [path for path in paths if path in previous.files],
            [path for path in paths if path not in previous.files],
        )
        if self.options.dry_run:
            return Outcome(previous.about, True, change)
        target.write(HELD, sending.commit.encode())
        target.write(SENDING, sending._replace(paths=paths).dumps())
        self._restore(sending.release, change)
        digests = target.digests(change.send)
        lost = [path for path in change.send if digests.get(path) != previous.files[path].digest]
        if lost:
            raise Refused(
                f"Máy chủ không giữ đủ bản cũ ({len(lost)} tệp, ví dụ {lost[0]}). Cách sửa: đưa "
                "content/ về bản cũ (git revert), dựng rồi phát hành với --full."
            )
        self._commit_to(previous, "")
        target.drop([kept(sending.release)])
        self._record(previous)
        return Outcome(previous.about, True, change)

    def _restore(self, number: int, change: Difference) -> None:
        """Bring back what was kept, in the order of a release; the first attempt's word is last."""
        there = kept(number)
        attempts = [int(each) for each in self.target.folder(there) if each.isdigit()]
        for stage in release.stages(change.send):
            for attempt in sorted(attempts, reverse=True):
                self.target.restore(f"{there}/{attempt}", stage)
        if change.delete:
            self.target.delete(release.backwards(change.delete), "")


def _is_as_built(path: Path, made: Made) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == made.digest
    except OSError:
        return False
