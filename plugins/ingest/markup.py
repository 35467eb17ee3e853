"""Markdown to safe HTML: what the allow-list would strip is an error, not a silent loss.

The only user of Python-Markdown and of nh3.
"""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import nh3
from markdown import Markdown

from plugins.ingest.header import Fault
from plugins.ingest.lists import indent

LONGEST = 300_000
_MOST = (
    ("[", 5_000, "dấu ["),
    ("<", 20_000, "dấu <"),
)
_MOST_IN_BLOCK = 1_000
_SHORTER = "Chia bài thành nhiều bài, hoặc đưa bảng dài vào tệp đính kèm."

_TAGS = frozenset(
    "a abbr aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn "
    "div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt "
    "ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead "
    "time tr u ul var video wbr".split()
)
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang", "rel", "target"},
    "audio": {"controls", "preload", "src"},
    "blockquote": {"cite"},
    "bdo": {"dir"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "source": {"src", "type"},
    "td": {"align", "colspan", "headers", "rowspan"},
    "th": {"abbr", "align", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"controls", "height", "muted", "preload", "src", "width"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_VOID = frozenset(("br", "col", "hr", "img", "source", "wbr"))
_HTML_CURE = (
    "Xóa đoạn HTML này, dùng cách viết Markdown; nếu muốn hiện dấu < thì viết &lt;. "
    "Chép từ Word hay trang web thì dán không định dạng (Ctrl+Shift+V)."
)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        generic_attribute_prefixes={"aria-"},
    )


@cache
def _markdown() -> Markdown:
    return Markdown(
        extensions=["tables", "footnotes", "def_list", "attr_list", "sane_lists"],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ có chú thích {} trong bài"},
        },
        output_format="html",
    )


def to_html(source: str, first_line: int) -> str:
    """The Markdown as balanced HTML of allowed tags, in nh3's canonical writing. Raises Fault.

    `first_line` is the line of the file at which `source` begins. Attribute values stand in
    double quotes, `<` and `>` never within them, so that patterns can find tags.
    """
    _refuse_excess(source, first_line)
    engine = _markdown().reset()
    try:
        written = engine.convert(indent(source))
    except RecursionError as error:
        message = "Danh sách hoặc trích dẫn lồng quá nhiều tầng."
        raise Fault(first_line, message, "Viết lại với ít tầng hơn.") from error
    clean = _cleaner().clean(written)
    if clean != written:
        _refuse_lost(written, clean, source, first_line)
    return _finished(clean)


def _refuse_excess(source: str, first_line: int) -> None:
    """Refuse what would keep Python-Markdown busy for minutes: its brackets are quadratic."""
    if len(source) > LONGEST:
        message = f"Bài dài quá {LONGEST:,} ký tự.".replace(",", ".")
        raise Fault(first_line, message, _SHORTER)
    for mark, most, name in _MOST:
        if source.count(mark) > most:
            raise Fault(first_line, f"Bài có quá {most} {name}.", _SHORTER)
    if source.count("[") > _MOST_IN_BLOCK:
        at = 0
        for block in source.split("\n\n"):
            if block.count("[") > _MOST_IN_BLOCK:
                line = first_line + source.count("\n", 0, at)
                message = f"Một đoạn có quá {_MOST_IN_BLOCK} dấu [."
                raise Fault(line, message, "Tách đoạn, hoặc viết \\[ cho dấu ngoặc vuông.")
            at += len(block) + 2
    if (at := source.find("<![CDATA[")) >= 0:
        line = first_line + source.count("\n", 0, at)
        raise Fault(line, "HTML không được phép: <![CDATA[.", _HTML_CURE)


_ALIGN = re.compile(r'<(t[hd]) align="(left|right|center)"')
_BAD_ALIGN = re.compile(r'(<t[hd][^>]*?) align="[^"]*"')
_LONE_PICTURE = re.compile(r"<p>(<img [^>]*>)</p>")
_TITLE = re.compile(r' title="([^"]*)"')


def _figure(match: re.Match[str]) -> str:
    picture, title = match[1], _TITLE.search(match[1])
    if not title:
        return f"<figure>{picture}</figure>"
    return f"<figure>{_TITLE.sub('', picture)}<figcaption>{title[1]}</figcaption></figure>"


def _finished(html: str) -> str:
    """The page has its own h1; alignment is a class; a picture alone is a figure."""
    if "<h1" in html:
        html = re.sub(r"<(/?)h1(?=[ >])", r"<\1h2", html)
    if " align=" in html:
        html = _BAD_ALIGN.sub(r"\1", _ALIGN.sub(r'<\1 class="align-\2"', html))
    return _LONE_PICTURE.sub(_figure, html) if "<p><img " in html else html


class _Tags(HTMLParser):
    """The tags of a text in order, as (`name`, attributes) or (`/name`, nothing)."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.found.append((tag, values, self.get_starttag_text() or f"<{tag}"))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and tag != "p":
            self.found.append((f"/{tag}", {}, f"</{tag}"))


def _refuse_lost(written: str, clean: str, source: str, first_line: int) -> None:
    """Raise Fault for the first tag or attribute that cleaning took away."""
    kept: Iterator[tuple[str, dict[str, str], str]] = iter(_Tags(clean).found)
    for tag, attributes, raw in _Tags(written).found:
        for other, left, _ in kept:
            if other == tag:
                break
        else:
            line = _line_of(raw, tag, source, first_line)
            raise Fault(line, f"HTML không được phép: thẻ <{tag}>.", _HTML_CURE)
        for name, value in attributes.items():
            if left.get(name, "").strip() != value.strip():
                line = _line_of(raw, name, source, first_line)
                message = f"HTML không được phép: {name}=“{value[:60]}” trong thẻ <{tag}>."
                raise Fault(line, message, _HTML_CURE)


def _line_of(raw: str, name: str, source: str, first_line: int) -> int:
    at = source.find(raw)
    if at < 0:
        match = re.search(rf"[<{{\s]{re.escape(name)}\b|{re.escape(name)}\s*[=:]", source, re.I)
        at = match.start() + match[0].startswith("\n") if match else 0
    return first_line + source.count("\n", 0, at)
