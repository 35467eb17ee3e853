"""`new` makes a valid draft of any title, unlike every other article, and asks for the rest."""

import re
import shlex
import sys
from pathlib import Path

import pytest

from plugins.ingest import reading
from tests.build.processes import run_here, write_settings
from tests.build.sites import Site, site_of, snapshot
from tests.build.terminal import CTRL_C, CTRL_D, talk
from tests.factories import CATEGORIES

NEW = ("new", "--settings", "pelicanconf.py")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Three articles and a settings file, not yet built."""
    made = site_of(tmp_path / "site", 3)
    write_settings(made.root)
    return made


def new(site: Site, title: str, category: str | None = "Dân vận") -> Path:
    """The path that `new` prints, of a file that is there."""
    ended = run_here(site, "new", title=title, category=category)
    assert (ended.status, ended.err) == (0, "")
    path = site.root / ended.out.strip()
    assert path.is_file()
    return path


TITLES = (
    "Hội nghị: giao ban",
    '"Dân vận khéo" ở xã A',
    '"Tất cả trong ngoặc"',
    "'Một nháy'",
    "Tổng kết #2",
    "[Ảnh] Lễ hội {xuân}",
    "| Kẻ dọc > và \\ gạch",
    "No",
    "- đầu dòng",
    "--- 2026 ---",
    "  Đại   hội ",
    "Đa\u0323i hô\u0323i",
    "&amp; <b>đậm</b> *sao*",
)


@pytest.mark.parametrize("title", TITLES)
def test_new__any_title__a_valid_draft_with_that_title(site: Site, title: str) -> None:
    path = new(site, title)
    name = path.relative_to(site.root / "content").as_posix()
    read = reading.read(name, path.read_bytes(), site.settings)
    assert read.article, read.problems
    assert read.article.title == " ".join(title.replace("Đa\u0323i hô\u0323i", "Đại hội").split())
    assert (read.article.category, read.article.status) == ("dan-van", "draft")
    assert re.fullmatch(r"\d{4}/\d\d/[a-z0-9-]+\.md", name)
    assert not site.build("2999-01-01T00:00:00").failed
    assert not [each for each in site.outputs() if each.endswith(f"/{path.stem}.html")]


def test_new__same_title_twice_and_a_slug_in_use__all_differ(site: Site) -> None:
    paths = [new(site, title) for title in ("Bài 01", "Bài 01", "Bài mới", "bài MỚI", "Bài 02")]
    texts = [path.read_text("utf-8") for path in paths]
    for key in ("slug", "id"):
        values = [re.findall(rf"^{key}: (.+)$", text, re.MULTILINE)[0] for text in texts]
        assert len(set(values)) == len(values)
        assert not {"bai-01", "bai-02"} & set(values)
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text.replace("status: draft\n", ""), encoding="utf-8")
    assert not site.build("2999-01-01T00:00:00").failed


@pytest.mark.parametrize("written", ["Dân vận", "dan-van", "Dân vân", "dan van", "vận", "5"])
def test_new__category_given_in_words_that_fit_one__is_that_one(site: Site, written: str) -> None:
    assert "\ncategory: Dân vận\n" in new(site, "Tin", written).read_text("utf-8")


@pytest.mark.parametrize(
    ("title", "category", "words"),
    [
        ("Tin", "Dân vânj", "Dân vận"),
        ("Tin", None, "--category"),
        ("Tin", "xyz", "Chính trị, Kinh tế"),
        ("Tin", "inh", "Kinh tế"),
        ("!!!", "Dân vận", "chữ hoặc số"),
        ("", "Dân vận", "chữ hoặc số"),
    ],
)
def test_new__wrong_use__status_2_names_what_is_right(
    site: Site, title: str, category: str | None, words: str
) -> None:
    before = snapshot(site.root)
    ended = run_here(site, "new", title=title, category=category)
    assert (ended.status, ended.out) == (2, "")
    assert words in ended.err
    assert snapshot(site.root) == before


# At a terminal

TITLE, CATEGORY = "Tên bài: ", "Chuyên mục (số hoặc tên): "


def drafts_of(site: Site) -> dict[str, str]:
    """The drafts that are new: path → the lines of the header that matter."""
    found = {}
    for path in sorted(site.settings.path.glob("2*/**/*.md")):
        lines = re.findall(r"^(?:title|category|author):.*", path.read_text("utf-8"), re.MULTILINE)
        found[path.relative_to(site.root).as_posix()] = "; ".join(lines)
    return found


def test_new__at_a_terminal__asks_for_the_title_and_shows_the_categories(site: Site) -> None:
    talked = talk(site, NEW, [(TITLE, "Lễ hội đầu xuân\n"), (CATEGORY, "4\n")])
    ((path, header),) = drafts_of(site).items()
    assert talked.status == 0, talked.shown
    assert header == "title: Lễ hội đầu xuân; category: Xây dựng Đảng; author:"
    for number, name in enumerate(CATEGORIES, 1):
        assert f"\n  {number}. {name}\n" in talked.shown
    assert f"\n{path}\n" in talked.shown
    assert "xóa dòng “status: draft”" in talked.shown


def test_new__answers_that_make_no_sense__asks_again(site: Site) -> None:
    answers = [
        *((TITLE, "\n"), (TITLE, "?!\n"), (TITLE, "Tin\n")),
        *((CATEGORY, each) for each in ("\n", "0\n", "6\n", "kinh\n", "thể thao\n", "chinh\n")),
    ]
    talked = talk(site, NEW, answers)
    assert talked.status == 0, talked.shown
    assert list(drafts_of(site).values()) == ["title: Tin; category: Chính trị; author:"]
    assert talked.shown.count("Tên bài phải có chữ hoặc số") == 2
    assert talked.shown.count("gõ một số từ 1 đến 5") == 5


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        (["Tin"], [(CATEGORY, "dân vận\n")]),
        (["--category", "dan-van"], [(TITLE, "Tin\n")]),
        (["--category", "Dân vận", "Tin"], []),
    ],
)
def test_new__something_is_given__asks_for_the_rest_only(
    site: Site, words: list[str], answers: list[tuple[str, str]]
) -> None:
    talked = talk(site, [*NEW, *words], answers)
    assert talked.status == 0, talked.shown
    assert list(drafts_of(site).values()) == ["title: Tin; category: Dân vận; author:"]
    assert (TITLE in talked.shown) + (CATEGORY in talked.shown) == len(answers)


@pytest.mark.parametrize(("key", "status"), [(CTRL_C, 130), (CTRL_D, 2)])
@pytest.mark.parametrize("answers", [[], [(TITLE, "Tin\n")]])
def test_new__stopped_while_it_asks__nothing_is_written(
    site: Site, answers: list[tuple[str, str]], key: str, status: int
) -> None:
    before = snapshot(site.root)
    asked = CATEGORY if answers else TITLE
    talked = talk(site, NEW, [*answers, (asked, key)])
    assert (talked.status, "Traceback" in talked.shown) == (status, False), talked.shown
    assert snapshot(site.root) == before


@pytest.mark.parametrize("variable", ["EDITOR", "VISUAL"])
def test_new__an_editor_is_set__opens_the_draft_in_it(site: Site, variable: str) -> None:
    writes = "import sys; open(sys.argv[1], 'a').write('Viết rồi.')"
    editor = shlex.join([sys.executable, "-c", writes])
    talked = talk(site, [*NEW, "Tin", "--category", "Dân vận"], [], **{variable: editor})
    (path,) = drafts_of(site)
    assert talked.status == 0, talked.shown
    assert (site.root / path).read_text("utf-8").endswith("Viết rồi.")


@pytest.mark.parametrize("editor", ["khong-co-trinh-nay", "false", "'"])
def test_new__the_editor_fails__the_draft_is_there_all_the_same(site: Site, editor: str) -> None:
    talked = talk(site, [*NEW, "Tin", "--category", "Dân vận"], [], EDITOR=editor)
    (path,) = drafts_of(site)
    assert (talked.status, f"\n{path}\n" in f"\n{talked.shown}") == (0, True), talked.shown
    assert f"Không mở được bằng trình soạn thảo “{editor}”" in talked.shown


# What is known is not asked


def test_new__one_category__takes_it(site: Site) -> None:
    write_settings(site.root, "CATEGORIES = ['Tin tức']\n")
    new(site, "Tin", category=None)
    assert list(drafts_of(site).values()) == ["title: Tin; category: Tin tức; author:"]


@pytest.mark.parametrize(
    ("bylines", "name", "author"),
    [
        ((), "Lê Ân", " Lê Ân"),
        ((), "le an", " Lê Ân"),
        ((), "Người Lạ", ""),
        ((), "", ""),
        (("Lê An",), "le an", ""),
        (("Lê An",), "Lê An", " Lê An"),
    ],
)
def test_new__name_known_to_git__is_the_byline_if_it_is_one_already(
    site: Site, bylines: tuple[str, ...], name: str, author: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "user.name",
        "GIT_CONFIG_VALUE_0": name,
    }
    for variable, value in settings.items():
        monkeypatch.setenv(variable, value)
    write_settings(site.root, f"AUTHORS = {dict.fromkeys(bylines, 'le-an-2')!r}\n")
    new(site, "Tin")
    assert list(drafts_of(site).values()) == [f"title: Tin; category: Dân vận; author:{author}"]
