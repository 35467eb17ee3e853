"""What webmasters and programmers read is true: settings, messages, examples, names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tasks
from plugins.core import problem, settings
from plugins.core.settings import NAMES, PROJECT
from tests.build.sites import Site
from tests.documents import DOCS, examples
from tests.documents.settings_table import settings as settings_table
from tests.factories import article_text

ADMIN = (DOCS / "quan-tri.md").read_text("utf-8")
PUBLISHING = (DOCS / "phat-hanh.md").read_text("utf-8")
AUTOMATIC = (DOCS / "phat-hanh-tu-dong.md").read_text("utf-8")
AUDIENCE = (DOCS / "luot-xem.md").read_text("utf-8")
ARCHITECTURE = (DOCS / "architecture.md").read_text("utf-8")
FENCES = [each for it in (ADMIN, PUBLISHING, AUDIENCE) for each in examples.fences(it)]
ALL_EXAMPLES = {name: each.metadata["example"] for name, each in NAMES.items()}


def names_in(source: str) -> dict[str, Any]:
    """The settings that a piece of a settings file gives."""
    found: dict[str, Any] = {}
    exec(source, found)
    return {name: value for name, value in found.items() if name.isupper()}


# Settings


def test_settings__examples_of_all__make_settings() -> None:
    read = settings.read(ALL_EXAMPLES, PROJECT)
    assert (read.sitename, read.notices) == (ALL_EXAMPLES["SITENAME"], "thong-bao")


@pytest.mark.parametrize("name", NAMES)
def test_settings__example_of_each__is_accepted_by_its_own_reader(name: str) -> None:
    each = NAMES[name]
    assert each.metadata["reader"](name, ALL_EXAMPLES[name]) not in ("", (), None)


def test_settings_table__its_examples__are_lines_of_a_settings_file() -> None:
    rows = [line.split(" | ") for line in settings_table().splitlines()[2:]]
    written = "\n".join(row[-1].removesuffix(" |").strip("`") for row in rows)
    assert names_in(written) == ALL_EXAMPLES


def test_settings_table__a_setting_that_may_be_left_out__says_what_it_is_then() -> None:
    required = re.findall(r"^\| `(\w+)` .* lỗi: phải có ", settings_table(), re.MULTILINE)
    assert required == ["SITENAME", "SITEURL", "FEED_TAG", "CATEGORIES"]
    with_defaults = settings.read({name: ALL_EXAMPLES[name] for name in required}, PROJECT)
    row = next(line for line in settings_table().splitlines() if "`OUTPUT_PATH`" in line)
    assert f"| `{with_defaults.output_path.name}` |" in row


@pytest.mark.parametrize("fence", [each for each in FENCES if each.language == "python"])
def test_settings__examples_in_the_text__are_accepted(fence: examples.Fence) -> None:
    given = names_in(fence.text)
    assert given
    settings.read({**ALL_EXAMPLES, **given}, PROJECT)


# Content


@pytest.mark.parametrize("fence", [each for each in FENCES if each.label.startswith("bài ")])
def test_example__article_or_page__is_built_without_a_word(
    fence: examples.Fence, tmp_path: Path
) -> None:
    site = Site(tmp_path, {"categories": ["Kinh tế", "Công tác dân vận"]})
    site.write({fence.label.removeprefix("bài content/"): fence.text})
    report = site.build()
    assert problem.listing(report.problems, "content", in_full=True) == ""
    assert report.parsed == 1


def complaint(about: str) -> str:
    """What the document says the program says, of that which has this word in it."""
    (found,) = [each.text for each in FENCES if each.label == "báo lỗi" and about in each.text]
    return found.strip()


def told(site: Site) -> str:
    """All problems of the next build."""
    return problem.listing(site.build().problems, "content", in_full=True)


def test_category__renamed_and_an_article_forgotten__told_as_documented(tmp_path: Path) -> None:
    site = Site(tmp_path, {"categories": ["Kinh tế", "Công tác dân vận"]})
    site.article("2026/10/dan-van-kheo-dong-van-thuong.md", category="Dân vận")
    assert told(site) == complaint("Dân vận")


def test_author__another_person_of_the_same_address__told_as_documented(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for number in (1, 2):
        site.article(f"bai-{number}.md", author="Lê Ân")
    assert told(site) == ""
    text = article_text(date="20/11/2026", author="Lê An")
    site.write({"2026/11/bai-moi.md": text})
    assert told(site) == complaint("Lê An")


def test_category__renamed_while_going_on__forgotten_article_is_absent(tmp_path: Path) -> None:
    site = Site(tmp_path, {"categories": ["Kinh tế", "Dân vận"]})
    site.article("bai.md", category="Dân vận")
    site.article("khac.md", category="Kinh tế")
    site.build()
    site.overrides["categories"] = ["Kinh tế", "Công tác dân vận"]
    report = site.build(keep_going=True)
    assert {"dan-van/index.html", "dan-van/rss.xml"} < set(report.deleted)
    assert any(each.endswith("/bai.html") for each in report.deleted)


# Words


def texts() -> Iterator[str]:
    """Every text in the program, with `…` for what is filled in."""
    for path in (PROJECT / "tasks.py", *(PROJECT / "plugins").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = (
                    each.value if isinstance(each, ast.Constant) else "…" for each in node.values
                )
                yield "".join(map(str, parts))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def messages() -> list[str]:
    """The messages in the tables of what the program may say."""
    sections = ADMIN.partition("## 12. ")[2] + PUBLISHING.partition("\n## 5. ")[2]
    sections += AUDIENCE.partition("\n## 9. ")[2]
    return re.findall(r"^\| `([^`]+)`", sections, re.MULTILINE)


def test_messages__all_that_are_explained__are_in_the_program() -> None:
    program = "\n".join(texts())
    fragments = [each.strip(" .") for message in messages() for each in message.split("…")]
    assert len(messages()) > 20
    assert [each for each in fragments if each not in program] == []


def test_commands__all_that_are_shown__are_there_with_their_options() -> None:
    shown = set(re.findall(r"tasks\.py (\w[\w-]*)", ADMIN + PUBLISHING + AUTOMATIC + AUDIENCE))
    wanted = {"build", "check", "serve", "test", "publish", "verify", "views", "webserver"}
    assert wanted <= shown <= set(tasks.namespace.task_names)
    options = set(re.findall(r"(?<!-)--([a-z][a-z-]+)", ADMIN + PUBLISHING + AUDIENCE))
    of_others = {"help", "upgrade", "bar", "accent", "webroot", "deploy-hook"}
    assert options - of_others <= {name.strip("_").replace("_", "-") for name in tasks.HELP}


def test_architecture__tests_that_it_names__exist() -> None:
    named = set(re.findall(r"`(test_\w+__\w+)`", ARCHITECTURE))
    tests = "\n".join(path.read_text("utf-8") for path in (PROJECT / "tests").rglob("test_*.py"))
    assert len(named) > 10
    assert [each for each in sorted(named) if f"def {each}(" not in tests] == []


def test_architecture__files_and_modules_that_it_names__exist() -> None:
    paths = re.findall(r"`((?:tests|docs|theme)/[\w./-]+)`", ARCHITECTURE)
    modules = re.findall(
        r"`((?:core|ingest|build|views|plan|images)(?:/\w+)?)[.\w]*`", ARCHITECTURE
    )
    places = [*paths, *(f"plugins/{each}" for each in modules)]
    assert len(places) > 40
    missing = [each for each in places if not list(PROJECT.glob(f"{each}*"))]
    assert [each for each in missing if each != "theme/templates/newest.html"] == []
