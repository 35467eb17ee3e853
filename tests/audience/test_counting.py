"""A log whose answer is known gives exactly that answer, however it is cut, moved and read."""

import gzip
import random
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from plugins.audience import update
from plugins.audience.published import Published
from plugins.audience.update import Read
from plugins.core.settings import Settings
from plugins.state.counts import Counts
from tests.audience.hits import GOOGLE, START, address, combined, make_published
from tests.audience.simulator import HOUR, Day, redirects
from tests.factories import make_settings

NOW = START + 86_400 * 20


class Portal:
    """Counts logs of a folder, as one command after the other does."""

    def __init__(self, folder: Path, articles: int) -> None:
        self.folder = folder
        self.settings: Settings = make_settings(folder)
        self.site: Published = make_published(articles, *redirects(articles))
        self.told = Read()

    def count(self, *names: str) -> Read:
        """One round over these logs."""
        paths = [str(self.folder / name) for name in names]
        with closing(Counts(self.folder / "views.sqlite")) as counts:
            read = update.count(paths, counts, self.site, self.settings, NOW)
        self.told.bad += read.bad
        return read

    @property
    def views(self) -> Counter[tuple[str, int]]:
        """All views by article and day."""
        query = "SELECT id, day, views.views FROM views JOIN articles ON n = article"
        with closing(Counts(self.folder / "views.sqlite")) as counts:
            return Counter({(id, day): count for id, day, count in counts.link.execute(query)})

    @property
    def crawled(self) -> Counter[int]:
        """What crawlers asked for, by day."""
        with closing(Counts(self.folder / "views.sqlite")) as counts:
            return Counter({day.day: day.crawled for day in counts.days() if day.crawled})


def a_day(seed: int) -> Day:
    """From midnight on for 30 hours, while the clock is put to and fro."""
    day = Day(seed)
    day.go_on(6)
    day.put_clock(-90)
    day.go_on(5)
    day.put_clock(-HOUR)
    day.go_on(5)
    day.rest()
    day.put_clock(HOUR + 30)
    return day.go_on(12)


@pytest.mark.parametrize("seed", range(4))
def test_log__of_a_day__gives_the_known_answer(seed: int, tmp_path: Path) -> None:
    day, counter = a_day(seed), Portal(tmp_path, 12)
    (tmp_path / "access.log").write_bytes(b"".join(day.lines))
    read = counter.count("access.log")
    assert (counter.views, counter.crawled) == (day.views, day.crawled)
    assert (read.lines, read.bad) == (len(day.lines), day.bad)
    assert read.views == day.views.total() > 500


@pytest.mark.parametrize("seed", range(10, 18))
def test_log__rotated_copied_packed_in_the_middle__gives_the_known_answer(
    seed: int, tmp_path: Path
) -> None:
    day, counter, chance = a_day(seed), Portal(tmp_path, 12), random.Random(seed)
    current = tmp_path / "access.log"
    left = b"".join(day.lines)
    while left:
        cut = chance.randrange(1, 400_000)
        piece, left = left[:cut], left[cut:]
        with current.open("ab") as file:
            file.write(piece)
        if chance.random() < 0.7:
            counter.count(*chance.sample(found := names(tmp_path), k=len(found)))
        if chance.random() < 0.3:
            rest, _, unended = current.read_bytes().rpartition(b"\n")
            current.write_bytes(rest + b"\n" if rest else b"")
            rotate(tmp_path, chance)
            current.write_bytes(unended)
    counter.count(*sorted(names(tmp_path)))
    assert counter.views == day.views
    assert counter.crawled == day.crawled
    counter.count(*sorted(names(tmp_path), reverse=True))
    assert counter.views == day.views


def names(folder: Path) -> list[str]:
    """All logs there."""
    return [path.name for path in folder.glob("access.log*")]


def rotate(folder: Path, chance: random.Random) -> None:
    """Give the logs the names that logrotate does; pack one."""
    for number in range(60, 0, -1):
        for ending in ("", ".gz"):
            old = folder / f"access.log.{number}{ending}"
            if old.exists():
                old.rename(folder / f"access.log.{number + 1}{ending}")
    newest = folder / "access.log.1"
    (folder / "access.log").rename(newest)
    if (second := folder / "access.log.2").exists() and chance.random() < 0.7:
        second.with_name("access.log.2.gz").write_bytes(gzip.compress(second.read_bytes()))
        second.unlink()


def test_view__what_it_is__case_by_case(tmp_path: Path) -> None:
    """Each rule by itself, a visitor each."""
    counter = Portal(tmp_path, 3)
    cases = {
        "a plain visit": (True, {}),
        "nobody says who": (False, {"agent": "-"}),
        "a visit from the browser's own store": (True, {"status": 304}),
        "by the old address": (True, {"target": "/cu/bai-1.html"}),
        "by the old address with a query": (True, {"target": "/?ItemID=1"}),
        "with somebody's mark": (True, {"target": address(1) + "?fbclid=1"}),
        "nothing but the head": (False, {"method": "HEAD"}),
        "sent on": (False, {"status": 301}),
        "not there": (False, {"status": 404}),
        "a part": (False, {"status": 206}),
        "a crawler": (False, {"agent": GOOGLE}),
        "a feed reader": (False, {"agent": "Liferea/1.15"}),
        "no article": (False, {"target": "/2026/11/bai-99.html"}),
        "home": (False, {"target": "/"}),
        "forged": (False, {"target": "/x/../2026/11/bai-1.html"}),
        "overlong": (False, {"target": "/2026/11/bai-1%c0%ae.html"}),
    }
    for number, (is_view, words) in enumerate(cases.values()):
        log = tmp_path / f"{number}.log"
        log.write_bytes(combined(START, visitor=f"10.0.0.{number}", **words))  # type: ignore[arg-type]
        assert counter.count(log.name).views == is_view, [*cases][number]


def test_view__of_a_log_that_does_not_say_who_asked__is_one(tmp_path: Path) -> None:
    counter = Portal(tmp_path, 3)
    lines = [combined(START, visitor=f"10.0.0.{number}") for number in (1, 2, 1)]
    common = [line.partition(b' "https://')[0] + b"\n" for line in lines]
    (tmp_path / "a.log").write_bytes(b"".join(common))
    assert counter.count("a.log").views == 2


def test_view__on_two_servers_hour_by_hour__is_known_on_both(tmp_path: Path) -> None:
    counter = Portal(tmp_path, 3)
    logs = [tmp_path / "a.log", tmp_path / "b.log"]
    for hour in range(5):
        for number, log in enumerate(logs):
            start = START + hour * 3_600 + number * 60
            with log.open("ab") as file:
                file.writelines(
                    combined(start + n * 30, visitor=f"10.{hour}.0.{n}") for n in range(60)
                )
        counter.count("a.log", "b.log")
    assert counter.views.total() == 5 * 60


def test_memory__many_articles_and_days__goes_to_the_file_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "_MANY", 3)
    day, counter = a_day(7), Portal(tmp_path, 12)
    (tmp_path / "access.log").write_bytes(b"".join(day.lines))
    counter.count("access.log")
    assert counter.views == day.views


def test_count__stopped_by_an_error__nothing_of_it_was_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, counter = a_day(8), Portal(tmp_path, 12)
    (tmp_path / "access.log").write_bytes(b"".join(day.lines))
    monkeypatch.setattr(Counts, "remember", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        counter.count("access.log")
    monkeypatch.undo()
    assert counter.views.total() == 0
    counter.count("access.log")
    assert counter.views == day.views
