"""A rendered page as the preview shows it: waiting articles marked, problems told, kept fresh."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from plugins.build.options import Report
from plugins.core import problem
from plugins.core.article import DRAFT, Article

FOLDER = "/__preview/"
"""Addresses of the preview itself, which no portal has."""

EMPTY = '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Bản xem thử</title>\
</head><body><main></main></body></html>'
"""A page for the preview's own words, where the portal's cannot be shown."""

_LINK = re.compile(r'<a\b[^>]*? href="([^"#?]*)[^"]*"[^>]*>')
_MAIN = re.compile(r"<main\b[^>]*>")


class Shown(NamedTuple):
    """What a preview shows: its version, what the files said, and what a build would leave out.

    `waiting` are drafts and articles of the future by address, `read` the addresses of the files
    read last; `fault` says why it is not what was saved last.
    """

    version: str
    report: Report
    waiting: Mapping[str, Article]
    read: Mapping[str, str]
    fault: str = ""


def dressed(html: str, address: str, shown: Shown, now: str) -> str:
    """The page with everything that a preview adds to it."""
    head, body = _split(_marked(html, shown.waiting, now), "</head>")
    client = (
        f'<link rel="stylesheet" href="{FOLDER}preview.css">'
        f'<script src="{FOLDER}preview.js" data-version="{shown.version}" defer></script>'
    )
    if article := shown.waiting.get(address.partition("?")[0]):
        notice = f'<p class="preview-notice" role="note">{_notice(article, now)}</p>'
        body = _MAIN.sub(lambda match: match[0] + notice, body, count=1)
    text, end = _split(body, "</body>")
    return head + client + text + "\n".join(_bar(shown, now)) + end


def _split(html: str, mark: str) -> tuple[str, str]:
    before, found, after = html.rpartition(mark)
    return (before, found + after) if found else (html, "")


def _marked(html: str, waiting: Mapping[str, Article], now: str) -> str:
    """Say at each link to a waiting article that it waits."""

    def marked(match: re.Match[str]) -> str:
        article = waiting.get(match[1])
        if article is None:
            return match[0]
        return f'{match[0]}<span class="preview-mark">{_mark(article, now)}</span> '

    return _LINK.sub(marked, html) if waiting else html


def _mark(article: Article, now: str) -> str:
    if article.status == DRAFT:
        return "Bản nháp"
    if article.is_waiting(now):
        return f"Hẹn đăng {article.date.short} {article.date.clock}".rstrip()
    return "Vừa đến giờ đăng"


def _notice(article: Article, now: str) -> str:
    if article.status == DRAFT:
        return "<strong>Bản nháp.</strong> Bài chỉ lên cổng khi dòng “status: draft” được xóa."
    if article.is_waiting(now):
        when = f"{article.date.long}"
        return f"<strong>Hẹn đăng.</strong> Bài lên cổng ở lần dựng đầu tiên sau {when}."
    return "<strong>Vừa đến giờ đăng.</strong> Bài lên cổng ở lần dựng tới."


def _bar(shown: Shown, now: str) -> Iterator[str]:
    """What stands at the foot of the window: what is wrong, and what waits."""
    errors = problem.errors(shown.report.problems)
    warnings = [each for each in shown.report.problems if not each.is_error]
    yield '<aside class="preview-bar" aria-label="Bản xem thử"><p><strong>Bản xem thử</strong>'
    yield "<span data-lost hidden>: đã mất liên lạc, chạy lại “python3 tasks.py serve”</span></p>"
    if shown.fault:
        yield f'<p class="preview-fault" role="alert">{escape(shown.fault)}</p>'
    if errors:
        yield "<details open><summary>"
        yield f"{len(errors)} lỗi: bài có lỗi giữ bản đúng gần nhất, nếu có</summary>"
        yield f"<pre>{_told(errors, shown)}</pre></details>"
    if warnings:
        yield f"<details><summary>{len(warnings)} cảnh báo</summary>"
        yield f"<pre>{_told(warnings, shown)}</pre></details>"
    if shown.waiting:
        yield f"<details><summary>{len(shown.waiting)} bài chưa lên cổng</summary><ul>"
        for url, article in sorted(shown.waiting.items(), key=lambda each: each[1].key):
            yield f'<li><a href="{escape(url)}">{escape(article.title)}</a> ({_mark(article, now)})'
        yield "</ul></details>"
    yield "</aside>"


def _told(problems: list[problem.Problem], shown: Shown) -> str:
    return escape(problem.listing(problems, shown.report.folder, in_full=False))
