"""What was published in a time, counted for an editorial board: as tables, and as CSV."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import StringIO

from plugins.core import dates, text
from plugins.core.article import Article, Standing
from plugins.core.settings import Settings
from plugins.core.site import Row

UNSIGNED = "(không ghi bút danh)"
_COLUMNS = ("Số bài", "Tự viết", "Dẫn lại", "Lượt xem")
_NAME_WIDTH = 38
_RULES = """\
Tính cả bài đã hết hạn; không tính bài nháp, bài ẩn, bài chưa đến giờ đăng.
Tự viết: bài không ghi nguồn. Lượt xem: số ghi ở dòng views của bài."""
_SHARED = "Bài nhiều tác giả được tính cho từng người, còn ở Tổng số chỉ một lần."

_CSV_COLUMNS = (
    *("Ngày", "Giờ", "Tên bài", "Chuyên mục", "Tác giả", "Nguồn", "Loại", "Lượt xem"),
    *("Trạng thái", "Địa chỉ"),
)
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Period:
    """Days of Vietnam's calendar as `YYYY-MM-DD`; the first and the last belong to it."""

    first: str
    last: str

    @property
    def stamps(self) -> tuple[str, str]:
        """The stamps at which it begins, and at which it is over."""
        return f"{self.first}T00:00:00", dates.expiry_stamp(dates.parse(self.last))

    def __str__(self) -> str:
        return f"từ {dates.parse(self.first).short} đến {dates.parse(self.last).short}"


@dataclass(slots=True)
class Tally:
    """How many articles there are under a name, how many are reprints, how often all were read."""

    articles: int = 0
    reprints: int = 0
    views: int = 0

    def add(self, article: Article) -> None:
        """Count an article."""
        self.articles += 1
        self.reprints += article.source is not None
        self.views += article.views


@dataclass(slots=True)
class Overview:
    """The tallies of a period. Keys: category slugs, bylines, months as `03/2023`."""

    total: Tally = field(default_factory=Tally)
    categories: dict[str, Tally] = field(default_factory=dict)
    authors: dict[str, Tally] = field(default_factory=dict)
    months: dict[str, Tally] = field(default_factory=dict)
    shared: bool = False
    """Some article has several authors."""


def count(articles: Iterable[Article]) -> Overview:
    """The tallies of these articles. One of several authors counts for each, in all else once."""
    found = Overview()
    for article in articles:
        month = f"{article.date.month}/{article.date.year}"
        bylines = [each.name for each in article.authors] or [UNSIGNED]
        found.shared |= len(bylines) > 1
        found.total.add(article)
        found.categories.setdefault(article.category, Tally()).add(article)
        found.months.setdefault(month, Tally()).add(article)
        for name in bylines:
            found.authors.setdefault(name, Tally()).add(article)
    return found


def as_text(articles: Sequence[Article], period: Period, settings: Settings) -> str:
    """The report as tables of at most 80 columns; articles come in the order of their dates."""
    found = count(articles)
    authors = sorted(
        found.authors.items(),
        key=lambda each: (each[0] == UNSIGNED, -each[1].articles, text.person_key(each[0])),
    )
    categories = [
        (each.name, found.categories.get(each.slug, Tally())) for each in settings.categories
    ]
    parts = [
        f"Bài đã đăng {period}\n{settings.sitename}",
        _table("", [("Tổng số", found.total)]),
        _table("Theo chuyên mục", categories),
    ]
    if articles:
        parts += [_table("Theo tác giả", authors), _table("Theo tháng", found.months.items())]
    parts.append(_RULES + (f"\n{_SHARED}" if found.shared else ""))
    return "\n\n".join(parts)


def _table(title: str, tallies: Iterable[tuple[str, Tally]]) -> str:
    lines = [_line(title, _COLUMNS)]
    for name, tally in tallies:
        own = tally.articles - tally.reprints
        numbers = (tally.articles, own, tally.reprints, tally.views)
        lines.append(_line(name, [text.number(each) for each in numbers]))
    return "\n".join(lines)


def _line(name: str, cells: Sequence[str]) -> str:
    *counts, views = cells
    numbers = "".join(f"{each:>9}" for each in counts) + f"{views:>12}"
    return f"{text.cut(name, _NAME_WIDTH):<{_NAME_WIDTH}}{numbers}"


def as_csv(rows: Iterable[Row], settings: Settings) -> bytes:
    """One line for each article, for a spreadsheet: RFC 4180 in UTF-8.

    Excel takes it for UTF-8 by its BOM, and ISO 8601 for a date in every language. A text that
    Excel would run as a formula begins with `'`.
    """
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_CSV_COLUMNS)
    for article, standing in rows:
        authors = "; ".join(each.name for each in article.authors)
        source = article.source.name if article.source else ""
        words = (article.title, settings.category(article.category).name, authors, source)
        writer.writerow(
            (
                article.date.day,
                article.date.clock,
                *("'" + each if each.startswith(_FORMULA) else each for each in words),
                "Dẫn lại" if article.source else "Tự viết",
                article.views,
                "Hết hạn" if standing == Standing.EXPIRED else "Đang đăng",
                settings.siteurl + article.url,
            )
        )
    return file.getvalue().encode("utf-8-sig")
