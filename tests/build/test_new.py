"""`new` makes a valid draft of any title, unlike every other article."""

import re
from pathlib import Path

import pytest

from plugins.ingest import reading
from tests.build.processes import run_here, write_settings
from tests.build.sites import Site, site_of, snapshot


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


@pytest.mark.parametrize(
    ("title", "category", "words"),
    [
        ("Tin", "Dân vânj", "Dân vận"),
        ("Tin", None, "--category"),
        ("Tin", "xyz", "Chính trị, Kinh tế"),
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
