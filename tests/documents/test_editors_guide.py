"""docs/bien-tap.md is true: its examples build, its messages are what the program says."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import tasks
from plugins.build import commands, pipeline
from plugins.build.options import Options
from plugins.core import problem
from plugins.core.article import ARTICLE, PAGE
from plugins.core.problem import Problem
from plugins.ingest import schema
from plugins.ingest.values import DATE_EXAMPLE
from tests.build.sites import Site, picture
from tests.documents import DOCS, examples
from tests.documents.examples import PLAIN_ARTICLE, Example
from tests.factories import NOW, article_text

GUIDE = (DOCS / "bien-tap.md").read_text("utf-8")
FENCES = examples.fences(GUIDE)
EXAMPLES = list(examples.examples(GUIDE))
KEYS = [(kind, key) for kind in (ARTICLE, PAGE) for key in schema.keys_of(kind).values()]

SURROUNDINGS: dict[str, str | bytes] = {
    "2026/10/hoi-nghi-tinh-uy.md": article_text(
        "Hội nghị Tỉnh ủy", date="05/10/2026", author="Trần Bình"
    ),
    "2026/11/le-phat-dong.md": article_text("Lễ phát động", date="01/11/2026", author="Trần Bình"),
    "images/hoi-nghi.jpg": picture("red"),
    "images/2026/trong-cay.jpg": picture("green"),
    "files/ke-hoach.pdf": b"%PDF-1.7\n",
    "files/bieu-mau.xlsx": b"PK\3\4",
    "files/phong-su.mp4": b"\0\0\0\x18ftypmp42",
}
"""What the guide's examples show and link to."""


@pytest.fixture(scope="module")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("guide"))
    site.write(SURROUNDINGS)
    assert not site.build().problems
    return site


@pytest.fixture
def site(built_site: Site) -> Iterator[Site]:
    """A site with the surroundings, built; as it was, afterwards."""
    yield built_site
    for path in (built_site.root / "content").rglob("*.md"):
        if path.relative_to(built_site.root / "content").as_posix() not in SURROUNDINGS:
            path.unlink()
    assert not built_site.build().problems


def as_quoted(found: Problem) -> str:
    """A problem as the guide quotes it: without its place and the editor's line."""
    first, *_, cure = found.in_text("content").splitlines()
    return f"{first.removeprefix(f'content/{found.path}:{found.line}: ')}\n{cure.strip()}"


def named(example: Example) -> str:
    return f"line {example.line}"


@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.complaint], ids=named)
def test_example__right__is_built_without_a_word(example: Example, site: Site) -> None:
    site.write({example.path: example.text})
    report = site.build()
    assert problem.listing(report.problems, "content", in_full=True) == ""
    assert report.parsed == 1


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.complaint], ids=named)
def test_example__wrong__is_told_as_the_guide_says(example: Example, site: Site) -> None:
    if example.is_known:
        site.write({examples.ARTICLE: PLAIN_ARTICLE})
        site.build()
    site.write({example.path: example.text})
    found = pipeline.check(site.settings, Options(now=NOW)).problems
    in_full = problem.listing(found, "content", in_full=True)
    quoted = "\n\n".join(map(as_quoted, found))
    assert example.complaint == (in_full if example.complaint.startswith("content/") else quoted)


@pytest.mark.parametrize(("kind", "key"), KEYS, ids=lambda value: getattr(value, "name", value))
def test_table__example_of_each_key__is_built_without_a_word(
    kind: str, key: schema.Key, site: Site
) -> None:
    label = {ARTICLE: "phần đầu", PAGE: "phần đầu trang"}[kind]
    date = f"date: {DATE_EXAMPLE}\n" if kind == ARTICLE and key.name != "date" else ""
    source = f"```yaml {label}\n{date}{key.name}: {key.example}\n```\n"
    (example,) = examples.examples(source)
    site.write({example.path: example.text})
    assert problem.listing(site.build().problems, "content", in_full=True) == ""


def test_keys__all__have_a_section_of_their_own() -> None:
    headings = [line for line in GUIDE.splitlines() if line.startswith("### ")]
    explained = [key for heading in headings for key in re.findall(r"`(\w+)`", heading)]
    assert sorted(explained) == sorted(key.name for key in schema.KEYS)


def test_new_article__as_in_the_guide__is_what_new_writes(tmp_path: Path) -> None:
    (command,) = [each.text for each in FENCES if "tasks.py new" in each.text]
    *_, title, _, category = shlex.split(command)
    assert commands.new(title, category=category, content=str(tmp_path)) == commands.DONE
    (written,) = tmp_path.rglob("*.md")
    (shown,) = [each.text for each in FENCES if each.label == "bài mới"]
    assert undated(written.read_text("utf-8")) == undated(shown)


def undated(draft: str) -> str:
    """A draft without what differs each time: its moment, the token in its id."""
    return re.sub(r"(?<=^date: ).*|(?<=-)[0-9a-f]{8}$", "…", draft, flags=re.MULTILINE)


def test_commands__all_that_are_shown__are_there() -> None:
    shown = set(re.findall(r"python3 tasks\.py ([\w-]+)", GUIDE))
    assert shown == {"new", "serve", "check"}
    assert shown <= set(tasks.namespace.task_names)


@pytest.mark.parametrize(
    "source",
    [
        "```yaml phần cuối\nx: 1\n```\n",
        "```markdown bài\nx\n```\n",
        "```yaml phần đầu sai\nx: 1\n```\n",
        "```text báo lỗi\nlỗi: …\n```\n",
    ],
    ids=["unknown", "without a path", "without a complaint", "a complaint about nothing"],
)
def test_examples__wrong_label__is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(examples.examples(source))
