"""The examples of a document: fenced blocks, each with a label that says what it is.

Behind the language of a block stands, invisible to readers, one of

    bài PATH            a whole article (or page) and its place below content/
    bài mới             the draft that the `new` above makes
    phần đầu            some keys of an article's header
    phần đầu trang      some keys of a standing page's header
    thân bài            a body
    báo lỗi             what the program says of the wrong example above

`sai` behind a label marks a wrong example, `, bài đã đăng` one that changes an article already
built. Commands (`sh`) have no label.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

ARTICLE, PAGE = "2026/11/vi-du.md", "pages/vi-du.md"
"""Where the parts of an example are tried."""

_FENCED = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LABEL = re.compile(
    r"(?P<what>bài|phần đầu|phần đầu trang|thân bài)"
    r"(?P<wrong> sai)?(?: content/(?P<path>\S+))?(?P<known>, bài đã đăng)?"
)
_KEY = re.compile(r"^(\w+):", re.MULTILINE)
_ARTICLE_KEYS = {
    "title": "Ví dụ",
    "date": "20/11/2026",
    "category": "Chính trị",
    "author": "Lê Ân",
    "slug": "vi-du",
}
_PAGE_KEYS = {"title": "Ví dụ"}
_BODY = "Nội dung bài viết.\n"


class Example(NamedTuple):
    """A file to try; `complaint` is what the document says of it, empty if it is right.

    `is_known` asks for the plain article to be built first.
    """

    line: int
    path: str
    text: str
    complaint: str
    is_known: bool


class Fence(NamedTuple):
    """A fenced block: where it begins, its language, its label, the text in it."""

    line: int
    language: str
    label: str
    text: str


def fences(source: str) -> list[Fence]:
    """All fenced blocks of a document."""
    return [
        Fence(source.count("\n", 0, match.start()) + 1, match[1], match[2], match[3])
        for match in _FENCED.finditer(source)
    ]


def examples(source: str) -> Iterator[Example]:
    """All examples of a document that are files; a wrong one with the complaint below it.

    ValueError for an unknown label, and where a wrong example and its complaint are not together.
    """
    labelled = iter([each for each in fences(source) if each.language != "sh"])
    for each in labelled:
        if each.label == "bài mới":
            continue
        match = _LABEL.fullmatch(each.label)
        if not match or (match["what"] == "bài") != bool(match["path"]):
            raise ValueError(f"line {each.line}: what is “{each.label}”?")
        complaint = ""
        if match["wrong"]:
            below = next(labelled, each)
            if below.label != "báo lỗi":
                raise ValueError(f"line {each.line}: “báo lỗi” is missing below")
            complaint = below.text.strip()
        path, text = _file(match["what"], each.text)
        yield Example(each.line, match["path"] or path, text, complaint, bool(match["known"]))


def _file(what: str, text: str) -> tuple[str, str]:
    """The path and the text of the file that holds this example."""
    match what:
        case "phần đầu":
            return ARTICLE, _with_header(text, _ARTICLE_KEYS)
        case "phần đầu trang":
            return PAGE, _with_header(text, _PAGE_KEYS)
        case "thân bài":
            return ARTICLE, PLAIN_ARTICLE.replace(_BODY, text)
    return "", text


def _with_header(written: str, others: Mapping[str, str]) -> str:
    """A text with these lines in its header, and of the other keys those that they leave out."""
    given = set(_KEY.findall(written))
    if "authors" in given:
        given.add("author")
    lines = [f"{key}: {value}\n" for key, value in others.items() if key not in given]
    return "".join(["---\n", *lines, written, "---\n", _BODY])


PLAIN_ARTICLE = _with_header("", _ARTICLE_KEYS)
"""The article of which examples are parts."""
