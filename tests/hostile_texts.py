"""Texts that break what is careless with text: pasted, mistyped or written to do harm.

Each with what is left of it where only characters that XML allows may stand. Where a text must
stay on one line, `on_one_line(kept)` is left.
"""


class Hostile:
    """A text and what of it may stand in XML: all, unless that is given."""

    def __init__(self, text: str, kept: str | None = None) -> None:
        self.text = text
        self.kept = text if kept is None else kept


_CONTROLS = "".join(map(chr, range(0x20)))

HOSTILE = {
    "controls": Hostile(f"Trước{_CONTROLS}sau", "Trước\t\n\rsau"),
    "more_controls": Hostile("a\x7fb\x80c\x84\x86d\x9fe", "abcde"),
    "no_characters": Hostile("a\ufffeb\uffffc", "abc"),
    "surrogate_high": Hostile("Họp \ud800 báo", "Họp  báo"),
    "surrogate_low": Hostile("\udfffHọp báo", "Họp báo"),
    "surrogates_apart": Hostile("\udc00\ud800.", "."),
    "nothing_legal": Hostile("\x00\x1b\ud800", ""),
    "nothing": Hostile(""),
    "blank": Hostile(" \t\n "),
    "end_of_cdata": Hostile("a[0]]>b]]]]>><![CDATA[c]]>"),
    "entities": Hostile("&amp; &lt;b&gt; &#60; &nbsp; &khong;"),
    "ampersand": Hostile("Hỏi & đáp: A&B, x < y > z; &"),
    "bold": Hostile("<b>Đậm</b> và <i>nghiêng"),
    "script": Hostile("<script>alert(1)</script>"),
    "end_of_script": Hostile("</script><img src=x onerror=alert(1)>"),
    "end_of_element": Hostile("</title></item></channel></rss>"),
    "comment": Hostile("a <!-- b -- c --> d <!"),
    "instruction": Hostile("<?php ?> <?xml?> ?>"),
    "doctype": Hostile('<!DOCTYPE a [<!ENTITY b "c">]>&b;'),
    "template": Hostile("{{ 7 * 7 }} {% raw %} ${x} %s {0}"),
    "quotes": Hostile("\"kép\" 'đơn' “cong” ‘cong’ `"),
    "attribute": Hostile('" onclick="alert(1)" x=\''),
    "backslashes": Hostile("C:\\tin\\u0041\\n\\"),
    "emoji": Hostile("Gia đình 👨‍👩‍👧‍👦 cờ 🚩 ❤️"),
    "last_plane": Hostile("\U000e0041\U0010ffff"),
    "decomposed": Hostile("Ho\u0323\u0302i nghi\u0323"),
    "right_to_left": Hostile("a\u202eb\u202c \u200fc\u2067d\u2069"),
    "invisible": Hostile("a\u200bb\u00adc\u2060d\ufeffe"),
    "odd_spaces": Hostile("a\u00a0b\u2028c\u2029d\u0085e\u3000f"),
    "line_ends": Hostile("một\r\nhai\rba\nbốn"),
    "long": Hostile("Dân vận khéo " * 6000),
    "one_word": Hostile("ắ" * 100_000),
    "stacked": Hostile("Z" + "\u0301" * 500),
    "address": Hostile("javascript:alert(1)//http://a.example"),
}
"""By a name that says what is wrong with the text."""


def on_one_line(text: str) -> str:
    """The text with single spaces for white space, none at its ends."""
    return " ".join(text.split())
