"""Markdown to safe HTML: what the allow-list would strip is an error, not a silent loss.

The only user of Python-Markdown and of nh3.
"""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import nh3

from plugins.core.problem import shorten
from plugins.ingest import engine, limits
from plugins.ingest.engine import engine_for
from plugins.ingest.header import Fault
from plugins.ingest.limits import VOID
from plugins.ingest.lists import indent, part_tables

TAGS = """
    a abbr aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn
    div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt
    ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead
    time tr u ul var video wbr
"""
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
_HTML_CURE = "Xóa đoạn HTML này, dùng cách viết Markdown; nếu muốn hiện dấu < thì viết &lt;."
_LINK_CURE = (
    "Địa chỉ phải bắt đầu bằng https://, mailto: hoặc tel:; "
    "tệp thì chép vào content/files rồi viết {static}/files/ten-tep.pdf"
)
_PICTURE_CURE = "Chép ảnh vào content/images rồi viết {static}/images/ten-anh.jpg"
# Real HTML, not a word that someone put between < and >.
_FORBIDDEN = """
    applet base body button center embed fieldset font form frame frameset head html iframe input
    label legend link marquee math meta noscript object option param script select style svg
    template textarea title
"""


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS.split()),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        generic_attribute_prefixes={"aria-"},
    )


_SHORT = 2_000
# One line that begins with a letter and has no mark that Markdown or HTML know.
_PLAIN = re.compile(r"[^\W\d_](?:[^\n`\\\[\]<>&*_{}\x02\x03\xa0]*[^\s`\\\[\]<>&*_{}\x02\x03])?")


class Refused(Fault):
    """HTML that is not allowed; `kept` is what cleaning left, so that the rest can be checked."""

    def __init__(self, line: int, message: str, cure: str) -> None:
        super().__init__(line, message, cure)
        self.kept = ""


def to_html(source: str, first_line: int) -> str:
    """The Markdown as balanced HTML of allowed tags, in nh3's canonical writing.

    Raises Fault for a text that cannot be read, Refused for HTML that is not allowed.

    `first_line` is the line of the file at which `source` begins. Attribute values stand in
    double quotes, `<` and `>` never within them, so that patterns can find tags.
    """
    if len(source) < _SHORT and _PLAIN.fullmatch(source) and "./." not in source:
        return f"<p>{source}</p>"
    limits.refuse_excess(source, first_line)
    _refuse_sections(source, first_line)
    try:
        written = engine_for(source).convert(indent(part_tables(source)))
    except RecursionError as error:
        engine.forget()
        raise limits.too_deep(source, first_line) from error
    clean = _cleaner().clean(written)
    if clean != written:
        try:
            _refuse_lost(written, clean, source, first_line)
        except Refused as fault:
            fault.kept = _finished(clean)
            raise
    limits.refuse_depth(clean, source, first_line)
    return _finished(clean)


def _refuse_sections(source: str, first_line: int) -> None:
    """No browser knows them in HTML; Python-Markdown takes minutes over them, others stumble."""
    if (at := source.find("<![")) >= 0:
        line = first_line + source.count("\n", 0, at)
        shown = source[at : at + 40].partition("\n")[0]
        raise Fault(line, f"HTML không được phép: {shown}", _HTML_CURE)


_ALIGN = re.compile(r'<(t[hd]) align="(left|right|center)"')
_BAD_ALIGN = re.compile(r'(<t[hd][^>]*?) align="[^"]*"')
_LONE_PICTURE = re.compile(r"<p>(<img [^>]*>)</p>")
_SCROLLED = '<div class="scroll" role="group" tabindex="0" aria-label="Bảng">'
_END_MARK = re.compile(r"(?:</p>\s*<p>|\s+)(\./\.)(?=(?:</\w{1,9}>){0,9}</p>)")
_TITLE = re.compile(r' title="([^"]*)"')


def _figure(match: re.Match[str]) -> str:
    picture, title = match[1], _TITLE.search(match[1])
    if not title:
        return f"<figure>{picture}</figure>"
    return f"<figure>{_TITLE.sub('', picture)}<figcaption>{title[1]}</figcaption></figure>"


def _finished(html: str) -> str:
    """The page has its own h1; alignment is a class; a picture alone is a figure.

    Wide tables scroll within themselves, by keyboard too. The end mark of official texts, `./.`,
    never stands alone on a line.
    """
    if "<h1" in html:
        html = re.sub(r"<(/?)h1(?=[ >])", r"<\1h2", html)
    if " align=" in html:
        html = _BAD_ALIGN.sub(r"\1", _ALIGN.sub(r'<\1 class="align-\2"', html))
    if "<table" in html:
        html = html.replace("<table", f"{_SCROLLED}<table").replace("</table>", "</table></div>")
    if "./." in html:
        html = _END_MARK.sub("\xa0\\1", html)
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
        if tag not in VOID and tag != "p":
            self.found.append((f"/{tag}", {}, f"</{tag}"))


def _refuse_lost(written: str, clean: str, source: str, first_line: int) -> None:
    """Raise Refused for the first tag or attribute that cleaning took away."""
    kept: Iterator[tuple[str, dict[str, str], str]] = iter(_Tags(clean).found)
    for tag, attributes, raw in _Tags(written).found:
        left = next((others for other, others, _ in kept if other == tag), None)
        if left is None:
            line = _line_of((raw,), tag, source, first_line)
            raise Refused(line, *_refused_tag(tag, raw))
        for name, value in attributes.items():
            if name not in left or left[name].strip() != value.strip():
                line = _line_of((raw, value), name, source, first_line)
                raise Refused(line, *_refused_attribute(tag, name, value, raw))


def _refused_tag(tag: str, raw: str) -> tuple[str, str]:
    if tag[0] == "/":
        return f"Thẻ đóng <{tag}> không có thẻ mở.", f"Xóa <{tag}>, hoặc thêm thẻ mở."
    if tag in _FORBIDDEN.split() or ":" in tag:
        return f"HTML không được phép: {shorten(raw, 80)}", _HTML_CURE
    return _mistaken(raw)


def _mistaken(raw: str) -> tuple[str, str]:
    shown = shorten(raw, 80)
    cure = f"Muốn hiện dấu < thì viết &lt;{shown.strip('<>')}&gt;"
    return f"Máy hiểu {shown} là một thẻ HTML.", cure


def _refused_attribute(tag: str, name: str, value: str, raw: str) -> tuple[str, str]:
    shown = shorten(value, 80)
    if name == "href":
        return f"Không liên kết được tới “{shown}”.", _LINK_CURE
    if name == "src":
        return f"“{shown}” không phải một tệp trong content/.", _PICTURE_CURE
    if not value or not name.isascii():
        return _mistaken(raw)
    return f"HTML không được phép: {name}=“{shown}” trong thẻ <{tag}>.", _HTML_CURE


def _line_of(written: tuple[str, ...], name: str, source: str, first_line: int) -> int:
    for each in filter(None, written):
        if (at := source.find(each)) >= 0:
            return first_line + source.count("\n", 0, at)
    match = re.search(rf"[<{{\s]{re.escape(name)}\b|{re.escape(name)}\s*[=:]", source, re.I)
    at = match.start() + match[0].startswith("\n") if match else 0
    return first_line + source.count("\n", 0, at)
