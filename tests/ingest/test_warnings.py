"""Warnings that need more than one state of the content; all others have case files."""

from dataclasses import replace
from pathlib import Path

import pytest

from plugins.build import pipeline
from plugins.build.options import Options
from plugins.core import problem
from plugins.core.settings import Settings
from tests.factories import NOW, article_text, make_settings, write

OPTIONS = Options(now=NOW)


@pytest.fixture
def portal(tmp_path: Path) -> Settings:
    """A site that was built with one article."""
    settings = make_settings(tmp_path)
    write(settings.path, {"bai.md": article_text(title="Hội nghị", id="bai-1")})
    assert pipeline.build(settings, OPTIONS).problems == []
    return settings


def seen(settings: Settings) -> str:
    """What the editor is told."""
    return problem.listing(pipeline.check(settings, OPTIONS).problems, "content", in_full=True)


def test_check__address_that_moved__offers_the_line_to_paste(portal: Settings) -> None:
    write(portal.path, {"bai.md": article_text(title="Hội nghị mới", id="bai-1")})
    assert seen(portal).splitlines() == [
        "content/bai.md:2: cảnh báo: Địa chỉ đổi từ /2023/03/hoi-nghi.html "
        "sang /2023/03/hoi-nghi-moi.html.",
        "    | title: Hội nghị mới",
        "    Cách sửa: Thêm dòng này vào phần đầu: aliases: [/2023/03/hoi-nghi.html]",
    ]


def test_check__address_that_moved_with_an_alias__is_right(portal: Settings) -> None:
    text = article_text(title="Hội nghị mới", id="bai-1", aliases="[/2023/03/hoi-nghi.html]")
    write(portal.path, {"bai.md": text})
    assert seen(portal) == ""


@pytest.mark.parametrize("waiting", [{"status": "draft"}, {"date": "2099-03-31"}])
def test_check__address_that_nobody_knew__may_change(
    portal: Settings, waiting: dict[str, str]
) -> None:
    write(portal.path, {"moi.md": article_text(title="Mới", id="moi", **waiting)})
    assert pipeline.build(portal, OPTIONS).problems == []
    write(portal.path, {"moi.md": article_text(title="Mới hơn", id="moi")})
    assert seen(portal) == ""


@pytest.mark.parametrize("date", ["2023-03-30", "2023-03-31 13:25", "2023-04-01"])
def test_check__name_spelt_otherwise_in_a_new_article__is_told_whatever_its_date(
    portal: Settings, date: str
) -> None:
    write(portal.path, {"a.md": article_text(title="A", author="Lê An", date=date)})
    (told,) = pipeline.check(portal, OPTIONS).problems
    assert told.message == "Bút danh “Lê An” và “Lê Ân” có cùng địa chỉ “le-an”."


def test_check__same_address__is_right(portal: Settings) -> None:
    write(portal.path, {"bai.md": article_text(title="Hội nghị", id="bai-1", body="Khác.")})
    assert seen(portal) == ""


def test_build__warning__is_told_again_while_it_stands(portal: Settings) -> None:
    write(portal.path, {"b.md": article_text(title="B", author=None)})
    first = pipeline.build(portal, OPTIONS).problems
    again = pipeline.build(portal, OPTIONS).problems
    assert [each.message for each in first] == ["Bài không có tác giả, cũng không có nguồn."]
    assert again == first
    write(portal.path, {"b.md": article_text(title="B")})
    assert pipeline.build(portal, OPTIONS).problems == []


@pytest.mark.parametrize("name", ["2023/ke-hoach.docx", "2023/ke-hoach.odt"])
def test_build__text_beside_articles__is_told_while_nothing_links_to_it(
    portal: Settings, name: str
) -> None:
    write(portal.path, {name: b"PK\3\4"})
    told = pipeline.build(portal, OPTIONS).problems
    assert [(each.path, each.is_error) for each in told] == [(name, False)]
    assert pipeline.build(portal, OPTIONS).problems == told
    write(portal.path, {"b.md": article_text(title="B", body=f"[Xem]({name})", status="draft")})
    for _ in range(2):
        assert pipeline.build(portal, OPTIONS).problems == []
    (portal.path / "b.md").unlink()
    assert pipeline.build(portal, OPTIONS).problems == told
    (portal.path / name).unlink()
    assert pipeline.build(portal, OPTIONS).problems == []


def test_build__text_linked_from_an_article_held_back__is_right(portal: Settings) -> None:
    body = "[Xem](ke-hoach.docx) [Hỏng](khong-co.pdf)"
    write(portal.path, {"ke-hoach.docx": b"PK\3\4", "b.md": article_text(title="B", body=body)})
    for _ in range(2):
        (told,) = pipeline.build(portal, replace(OPTIONS, keep_going=True)).problems
        assert told.message == "Không có tệp “khong-co.pdf” trong content/."
