"""What one article costs does not grow with the portal: work is counted, not time.

The scan is what a build does when nothing has changed. It alone may take longer.
"""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from plugins.build import folders
from tests.build.counting import Work, work_of
from tests.build.sites import Site, picture, site_of, write_article
from tests.factories import CATEGORIES

FEW, MANY = 2040, 20_040
"""Each list has 510 or 5,010 articles: one more or less moves none to another page."""

OLDEST, NEWEST = datetime(2025, 1, 1), datetime(2026, 10, 30)
A_MONTH = 30
"""So many articles have the first month and the last one, whatever lies in between."""

SCANNED = {"files", "folders"}
"""Tables that the scan goes through."""

SHORT = {"meta", "owed", "warnings"}
"""Tables that do not grow with the portal."""


def write(site: Site, name: str, when: datetime, **keys: str) -> None:
    """Write an article; the number at the end of its name says in which lists it stands."""
    kind = int(name.rpartition("-")[2]) % 4
    lists = {"category": CATEGORIES[kind], "author": f"Tác giả {kind}", "tags": f"[Thẻ {kind}]"}
    keys = {"title": f"Bài {name}", "body": "Đoạn mở đầu.\n\nĐoạn hai.", **lists, **keys}
    site.article(f"{name}.md", id=name, date=f"{when:%Y-%m-%d %H:%M:%S}", **keys)


def portal_of(root: Path, count: int) -> Site:
    """So many articles in 22 months, built: from `cu-0`, the oldest, to `moi-0`, the newest."""
    site = Site(root)
    step = timedelta(days=600) / (count - 2 * A_MONTH)
    for number in range(count // 2):
        days, steps = min(number, A_MONTH), max(0, number - A_MONTH)
        write(site, f"cu-{number}", OLDEST + timedelta(days + (days == A_MONTH)) + steps * step)
        write(site, f"moi-{number}", NEWEST - timedelta(days) - steps * step)
    work_of(site, jobs=2)
    return site


def _nothing(_site: Site) -> None:
    pass


def _newest_added(site: Site) -> None:
    write(site, "them-0", datetime(2026, 10, 31))


def _newest_body(site: Site) -> None:
    write(site, "moi-0", NEWEST, body="Đoạn mở đầu.\n\nĐoạn hai viết lại.")


def _newest_title(site: Site) -> None:
    write(site, "moi-0", NEWEST, title="Tên khác dài hơn tên cũ")


def _oldest_body(site: Site) -> None:
    write(site, "cu-0", OLDEST, body="Đoạn mở đầu.\n\nĐoạn hai viết lại.")


def _oldest_title(site: Site) -> None:
    write(site, "cu-0", OLDEST, title="Tên khác dài hơn tên cũ")


def _newest_deleted(site: Site) -> None:
    site.delete("them-0.md")


EDITS: tuple[Callable[[Site], None], ...] = (
    _newest_added, _newest_body, _newest_title, _oldest_body, _oldest_title, _newest_deleted,
)  # fmt: skip


def works(site: Site) -> dict[str, Work]:
    """The work of each edit, one after the other, by its name."""
    found = {}
    for edit in (_nothing, *EDITS):
        edit(site)
        found[edit.__name__] = work_of(site)
    return found


def test_work__of_each_edit__is_the_same_in_a_portal_ten_times_as_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(folders, "_TICK", sys.maxsize)  # every scan looks into every folder
    with TemporaryDirectory() as folder:  # pytest would keep all these files for a while
        few, many = (works(portal_of(Path(folder, f"{count}"), count)) for count in (FEW, MANY))
    scans = few.pop(_nothing.__name__), many.pop(_nothing.__name__)
    turns = {}
    for name in few:
        one, other = few[name], many[name]
        assert one.written, name
        assert (one.written, one.deleted) == (other.written, other.deleted), name
        assert one.opened == other.opened, name
        assert one.listed - scans[0].listed == other.listed - scans[1].listed, name
        turns[name] = one.turns - scans[0].turns, other.turns - scans[1].turns
    grown = {name: (small, large) for name, (small, large) in turns.items() if large > 1.2 * small}
    assert grown == {}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """45 articles with a picture, a link, tags, an old address and a standing page, built."""
    made = site_of(tmp_path / "site", 45)
    made.write({"images/a.jpg": picture("red")})
    made.page("gioi-thieu.md", slug="gioi-thieu")
    write_article(made, 38, image="{src: /images/a.jpg, alt: Toàn cảnh}", tags="[Nông thôn mới]")
    write_article(made, 20, body="Xem [bài kia]({filename}bai-10.md).", aliases="[/cu/20.html]")
    made.build()
    return made


def _added(site: Site) -> None:
    write_article(site, 45, tags="[Nông thôn mới, Đảng viên]", author="Trần Bình")


def _readdressed(site: Site) -> None:
    write_article(site, 10, slug="khac", aliases="[/2026/09/bai-10.html]")


def _recategorised(site: Site) -> None:
    write_article(site, 38, category="Kinh tế", tags="[NÔNG THÔN MỚI]")


def _hidden(site: Site) -> None:
    write_article(site, 20, status="hidden")


def _deleted(site: Site) -> None:
    site.delete("bai-38.md")


def _picture_replaced(site: Site) -> None:
    site.write({"images/a.jpg": picture("green")})


def _page_edited(site: Site) -> None:
    site.page("gioi-thieu.md", slug="gioi-thieu", body="Viết lại.")


@pytest.mark.parametrize(
    ("edit", "others"),
    [
        *((each, set()) for each in (_nothing, _added, _recategorised, _deleted)),
        *((each, set()) for each in (_picture_replaced, _page_edited)),
        *((each, {"aliases"}) for each in (_readdressed, _hidden)),  # one output lists them all
    ],
)
def test_query__of_any_edit__goes_through_no_table_but_those_of_the_scan(
    site: Site, edit: Callable[[Site], None], others: set[str]
) -> None:
    edit(site)
    found = work_of(site).scans
    assert {table for tables in found.values() for table in tables} >= SCANNED
    allowed = SCANNED | SHORT | others
    assert {sql: tables for sql, tables in found.items() if not tables <= allowed} == {}
