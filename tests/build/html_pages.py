"""A page as a browser's parser meets it: what it holds, and where it breaks the rules of HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_LANDMARKS = ("header", "nav", "main", "footer")


@dataclass
class Page(HTMLParser):
    """One page; `faults` are in the order of their lines."""

    text: str
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    json_ld: str = ""
    title: str = ""
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._seen: list[str] = []
        self._pointed: list[str] = []
        self.feed(self.text)
        self.close()
        self._judge()

    def _fault(self, message: str) -> None:
        self.faults.append(f"{self.getpos()[0]}: {message}")

    def handle_decl(self, decl: str) -> None:
        """Only the one doctype is right."""
        if decl.lower() != "doctype html" or self._seen:
            self._fault(f"declaration {decl}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag says."""
        names = [name for name, _ in attrs]
        given = {name: value or "" for name, value in attrs}
        if len(names) != len(given):
            self._fault(f"<{tag}> has an attribute twice")
        if "style" in given or any(name.startswith("on") for name in given):
            self._fault(f"<{tag}> has a style or an event handler")
        if tag == "html" and given.get("lang") != "vi":
            self._fault("the language is not vi")
        if tag == "script" and not given.get("src") and given.get("type") != "application/ld+json":
            self._fault("script without src")
        if tag == "img" and not {"alt", "width", "height"} <= given.keys():
            self._fault("picture without alt or size")
        if tag in ("style", "iframe", "font", "center"):
            self._fault(f"<{tag}>")
        if tag == "form" and given.get("role") != "search":
            self._fault("form that is not the search")
        if tag == "p" and "p" in self._open:
            self._fault("paragraph within a paragraph")
        if tag == "a" and "a" in self._open:
            self._fault("link within a link")
        self.links += [given[name] for name in ("href", "src") if name in given]
        self.links += [each.split()[0] for each in given.get("srcset", "").split(",") if each]
        if given.get("property") == "og:image":
            self.links.append(given["content"])
        if "id" in given:
            self.ids.append(given["id"])
        self._pointed += given.get("aria-labelledby", "").split()
        if tag == "meta" and "name" in given:
            self.meta[given["name"]] = given.get("content", "")
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]
        self._seen.append(tag)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every end tag closes what was opened last."""
        if not self._open or self._open[-1] != tag:
            self._fault(f"</{tag}> closes nothing; open are {self._open[-3:]}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep what stands in the title and in the script."""
        if self._open[-1:] == ["script"]:
            self.json_ld += data
        if self._open == ["html", "head", "title"]:
            self.title += data

    def _judge(self) -> None:
        if self._open:
            self._fault(f"never closed: {self._open}")
        for tag in ("h1", "main", "title"):
            if (count := self._seen.count(tag)) != 1:
                self._fault(f"{count} × <{tag}>")
        self.faults += [f"no <{tag}>" for tag in _LANDMARKS if tag not in self._seen]
        if not self.title.strip():
            self._fault("empty title")
        twice = {each for each in self.ids if self.ids.count(each) > 1}
        self.faults += [f"id {each} twice" for each in sorted(twice)]
        self.faults += [f"no id {each}" for each in self._pointed if each not in self.ids]
        if not self.text.startswith("<!doctype html>\n<html") or not self.text.endswith(
            "</html>\n"
        ):
            self._fault("does not begin and end as a page does")
        levels = [int(tag[1]) for tag in self._seen if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
        for before, after in pairwise(levels):
            if after > before + 1:
                self._fault(f"h{after} follows h{before}")


def pages_in(output: Path) -> dict[str, Page]:
    """All pages of output/ by their paths."""
    found = sorted(output.rglob("*.html"))
    return {
        path.relative_to(output).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in found
    }
