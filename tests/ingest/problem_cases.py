"""The case files of tests/cases/problems: content in, the problems an editor sees out.

A file is made of sections, each begun by a line `=== name`:

    What the cases are about, in a line or two.

    === case a title of your own
    === content/bai.md
    ---
    title: …
    === content/images/a.jpg (picture 40x20)
    === content/files/b.pdf (symbolic link to ../../secret.pdf)
    === settings
    AUTHORS = {"Lê Ân": "le-an"}
    === problems
    content/bai.md:2: lỗi: …

`=== case` may be left out where there is only one. An empty `=== problems` says that there are
none. A file of content may also be `(empty)` or `(latin-1)`, which is not UTF-8.
"""

import ast
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

FOLDER = Path(__file__).parents[1] / "cases" / "problems"
_MARKER = re.compile(r"=== (.*?)(?: \(([^()]*)\))?")
_PICTURE = re.compile(r"picture (\d+)x(\d+)")
_LINK = "symbolic link to "


@dataclass(slots=True)
class Section:
    """A marker line, taken apart, and the lines below it."""

    marker: str
    name: str
    note: str
    text: str


class Case(NamedTuple):
    """One site to check; its sections are shared with the file it came from."""

    label: str
    sections: list[Section]

    @property
    def problems(self) -> Section:
        """The section that says what is expected."""
        (found,) = [each for each in self.sections if each.name == "problems"]
        return found

    @property
    def settings(self) -> dict[str, Any]:
        """What the case sets, with names in lower case."""
        lines = [
            line
            for each in self.sections
            if each.name == "settings"
            for line in each.text.splitlines()
        ]
        pairs = (line.partition("=") for line in lines)
        return {name.strip().lower(): ast.literal_eval(value.strip()) for name, _, value in pairs}

    def write(self, root: Path) -> None:
        """Make the case's files below `root`."""
        (root / "content").mkdir()
        for each in self.sections:
            if each.name.startswith("content/") or each.name.startswith("outside/"):
                _write(root / each.name, each)


class CaseFile(NamedTuple):
    """A file of cases as it was read."""

    path: Path
    introduction: str
    sections: list[Section]

    @property
    def cases(self) -> list[Case]:
        """Its cases, in order."""
        found: list[Case] = []
        for each in self.sections:
            if each.name.startswith("case ") or not found:
                title = each.name.removeprefix("case ") if each.name.startswith("case ") else ""
                found.append(Case(f"{self.path.stem}: {title}".removesuffix(": "), []))
            found[-1].sections.append(each)
        return found

    def save(self) -> None:
        """Write the file with its sections as they are now."""
        parts = [self.introduction, *(each.marker + "\n" + each.text for each in self.sections)]
        self.path.write_text("".join(parts), encoding="utf-8", newline="\n")


def read(path: Path) -> CaseFile:
    """Take a file of cases apart."""
    introduction, sections = "", []
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if match := _MARKER.fullmatch(line.rstrip("\n")):
            sections.append(Section(line.rstrip("\n"), match[1], match[2] or "", ""))
        elif sections:
            sections[-1].text += line
        else:
            introduction += line
    return CaseFile(path, introduction, sections)


def _write(path: Path, section: Section) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if section.note.startswith(_LINK):
        path.symlink_to(section.note.removeprefix(_LINK))
    elif size := _PICTURE.fullmatch(section.note):
        made = BytesIO()
        kind = {"jpg": "JPEG"}.get(path.suffix[1:], path.suffix[1:].upper())
        Image.new("RGB", (int(size[1]), int(size[2])), "white").save(made, kind)
        path.write_bytes(made.getvalue())
    elif section.note == "empty":
        path.touch()
    else:
        text = section.text.rstrip("\n") + "\n"
        path.write_bytes(text.encode(section.note or "utf-8"))
