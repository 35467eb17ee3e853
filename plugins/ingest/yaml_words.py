"""What libyaml says of a value that it cannot read, in an editor's words."""

from typing import NamedTuple


class Words(NamedTuple):
    """A message and its cure."""

    message: str
    cure: str


_ESCAPE = Words(
    'Trong "…" dấu \\ có nghĩa riêng.', "Viết \\\\ thay cho \\, hoặc bỏ dấu nháy ở hai đầu."
)
_QUOTE = Words("Thiếu dấu nháy đóng.", "Thêm dấu nháy đóng, hoặc bỏ dấu nháy mở.")
_ALIAS = Words("Dấu * và & ở đầu có nghĩa riêng.", 'Đặt cả cụm từ trong dấu nháy: "*…".')
_INDENT = Words(
    "Các dòng thụt vào không đều.", "Các dòng cùng cấp thụt vào bằng nhau, bằng dấu cách."
)
_BEHIND = Words(
    "Có chữ thừa sau dấu ngoặc đóng.",
    "Đưa hết vào trong ngoặc, phần nọ cách phần kia bằng dấu phẩy.",
)
_INSIDE = Words(
    "Chữ trong ngoặc viết chưa đúng.",
    "Các phần cách nhau bằng dấu phẩy; phần nào có dấu phẩy, dấu hai chấm, dấu # hay dấu nháy "
    'thì đặt trong "…".',
)
_PLAIN = Words("Không đọc được giá trị này.", 'Đặt chữ trong "…", hoặc viết mỗi phần một dòng.')
_BY_PROBLEM = (
    ("escape", _ESCAPE),
    ("end of stream", _QUOTE),
    ("document indicator", _QUOTE),
    ("alias", _ALIAS),
    ("anchor", _ALIAS),
    ("indicator", _INDENT),
    ("expected key", _INDENT),
)
_BRACKETS = (("[", "]"), ("{", "}"))


def explain(problem: str, source: str) -> Words:
    """The words for libyaml's `problem` with the value `source`."""
    for part, words in _BY_PROBLEM:
        if part in problem:
            return words
    for opening, closing in _BRACKETS:
        if f"or '{closing}'" in problem:
            if source.count(opening) > source.count(closing):
                return Words(f"Thiếu dấu {closing} đóng.", f"Thêm dấu {closing} vào cuối.")
            return _INSIDE
    if "document start" in problem:
        return _BEHIND if source.lstrip()[:1] in ("[", "{") else _INDENT
    return _PLAIN
