"""Markdown becomes safe, balanced HTML; nothing is lost in silence."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.ingest import limits, markup
from plugins.ingest.header import Fault
from tests.ingest.attempt import attempt


class Tags(HTMLParser):
    """Checks that tags are allowed and closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "style"
            assert not (value or "").strip().lower().startswith(("javascript:", "data:"))
        if tag not in limits.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


ALLOWED = set(markup.TAGS.split())


def assert_safe(html: str) -> None:
    """The HTML is balanced and has no tag or attribute that could do harm."""
    found = Tags(html)
    assert found.open == []
    assert found.names <= ALLOWED


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("# Mục", "<h2>Mục</h2>"),
        ("## Mục {#muc-1}", '<h2 id="muc-1">Mục</h2>'),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("a &lt; b, 5 < 6 & 7", "<p>a &lt; b, 5 &lt; 6 &amp; 7</p>"),
        ("Gửi về <vanphong@", "<p>Gửi về &lt;vanphong@</p>"),
        ("Ký tên: <đã ký>", "<p>Ký tên: &lt;đã ký&gt;</p>"),
        ('"a" -- ... it\'s', '<p>"a" -- ... it\'s</p>'),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("Chữ<!-- ghi chú -->", "<p>Chữ</p>"),
        ("<div>\n\n*a*\n\n</div>", "<div>\n\n*a*\n\n</div>"),
        ("![a](b.jpg)", '<figure><img alt="a" src="b.jpg"></figure>'),
        (
            '![a](b.jpg "Chú < thích")',
            '<figure><img alt="a" src="b.jpg"><figcaption>Chú &lt; thích</figcaption></figure>',
        ),
        ("c ![a](b.jpg)", '<p>c <img alt="a" src="b.jpg"></p>'),
        (
            "a | b\n---|--:\n1 | 2",
            '<div class="scroll" role="group" tabindex="0" aria-label="Bảng">'
            "<table>\n<thead>\n<tr>\n<th>a</th>\n"
            '<th class="align-right">b</th>\n</tr>\n</thead>\n<tbody>\n'
            '<tr>\n<td>1</td>\n<td class="align-right">2</td>\n</tr>\n</tbody>\n</table></div>',
        ),
        ("Nơi nhận: như trên ./.", "<p>Nơi nhận: như trên\xa0./.</p>"),
        ("Như trên./.", "<p>Như trên./.</p>"),
        ("Đoạn *cuối*.\n./.", "<p>Đoạn <em>cuối</em>.\xa0./.</p>"),
        ("Đoạn cuối.\n\n./.", "<p>Đoạn cuối.\xa0./.</p>"),
        ("**Hết ./.**", "<p><strong>Hết\xa0./.</strong></p>"),
        ("a ./. b", "<p>a ./. b</p>"),
        ("a\n:   b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
    ],
)
def test_to_html__what_editors_write__is_what_readers_get(source: str, wanted: str) -> None:
    assert markup.to_html(source, 1) == wanted


def test_to_html__footnote__leads_there_and_back() -> None:
    made = markup.to_html("Đoạn[^a].\n\n[^a]: Chú thích.", 1)
    ids, targets = re.findall(r' id="([^"]*)"', made), re.findall(r' href="#([^"]*)"', made)
    assert sorted(ids) == sorted(targets) == ["fn:a", "fnref:a"]


def test_to_html__second_text__knows_nothing_of_the_first() -> None:
    alone = markup.to_html("[^a] [b]", 1)
    markup.to_html("Đoạn[^a].\n\n[^a]: Chú thích.\n\n[b]: https://bao.example/", 1)
    assert markup.to_html("[^a] [b]", 1) == alone


def test_to_html__after_a_text_too_deep__is_as_before() -> None:
    source = "- a\n    - b\n\n    c\n- d"
    alone = markup.to_html(source, 1)
    with pytest.raises(Fault):
        markup.to_html("".join("    " * n + "- a\n" for n in range(400)), 1)
    assert markup.to_html(source, 1) == alone


TROUBLE = "<>&\"'/=! -*_`[]()#{}:.^|\\\n\tađ"
WORDS = (
    *("<script>", "</script>", "<b ", "<a href=", "javascript:a()", "onclick=a", "<!--", "-->"),
    *("<svg>", "<math>", "<style>", "<p>", "</p>", "<div>", "</div>", "<table>", "<td>", "<li>"),
    *("<img src=x>", "<br/>", "&lt;", "&#60;", "{: onclick=a }", "{#a}", "](", "![", "[^1]"),
    *(
        "[^1]: ",
        "    ",
        "> ",
        "- ",
        "1. ",
        "```",
        "|---|",
        "<?",
        "<!",
        "\x02",
        "\x03",
        "<textarea>",
    ),
)
messy = st.lists(st.one_of(st.sampled_from(WORDS), st.text(TROUBLE, max_size=4))).map("".join)


@given(messy)
def test_to_html__anything__is_safe_or_a_fault(source: str) -> None:
    found = attempt(lambda: markup.to_html(source, 7))
    if isinstance(found, Fault):
        assert 7 <= found.line <= 7 + source.count("\n")
        assert found.message
        assert found.cure
    else:
        assert_safe(found)


@given(st.lists(st.text("abcđêơ0123456789,;: ", min_size=1).map(str.strip).filter(bool)))
def test_to_html__plain_paragraphs__keep_every_letter(paragraphs: list[str]) -> None:
    made = markup.to_html("\n\n".join(f"x{each}" for each in paragraphs), 1)
    assert re.findall(r"<p>x(.*)</p>", made) == paragraphs
