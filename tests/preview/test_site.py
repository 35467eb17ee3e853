"""The preview shows the site as its files stand: also what a build would leave out."""

import json
from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from shutil import copytree

import pytest

from plugins.core.settings import PROJECT, Settings
from plugins.preview.site import Answer, Preview
from tests.build.sites import Site, picture, site_of

ADDRESS = "http://localhost:8000"
FUTURE = "2099-01-31 08:00"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Three published articles, bai-00 to bai-02."""
    return site_of(tmp_path / "site", 3)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A preview that has shown nothing yet."""
    with closing(Preview(tmp_path / "preview", ADDRESS)) as found:
        yield found


def shown(preview: Preview, site: Site, address: str, settings: Settings | None = None) -> str:
    """The page at an address, after the files were read."""
    preview.refresh(settings or site.settings)
    return body(preview.answer(address))


def body(answer: Answer) -> str:
    """The text of an answer that was found."""
    assert answer.status == HTTPStatus.OK
    assert isinstance(answer.body, bytes)
    return answer.body.decode()


def status(preview: Preview, address: str) -> HTTPStatus:
    """How a browser is answered."""
    return preview.answer(address).status


def test_preview__draft_and_future_article__are_shown_and_listed(
    site: Site, preview: Preview
) -> None:
    site.article("nhap.md", title="Bài nháp A", status="draft")
    site.article("hen.md", title="Bài hẹn B", date=FUTURE)
    front = shown(preview, site, "/chinh-tri/")
    assert '<span class="preview-mark">Bản nháp</span> Bài nháp A</a>' in front
    assert '<span class="preview-mark">Hẹn đăng 31/01/2099 08:00</span> Bài hẹn B</a>' in front
    assert "<h1>Bài nháp A</h1>" in body(preview.answer("/2023/03/nhap.html"))
    assert "<h1>Bài hẹn B</h1>" in body(preview.answer("/2099/01/hen.html"))


def test_preview__link_to_a_draft__is_a_link(site: Site, preview: Preview) -> None:
    site.article("nhap.md", status="draft")
    site.article("bai.md", body="Xem [bản nháp]({filename}nhap.md).")
    assert '<a href="/2023/03/nhap.html"><span' in shown(preview, site, "/2023/03/bai.html")


def test_preview__expired_hidden_and_standing_pages__are_as_a_build_has_them(
    site: Site, preview: Preview
) -> None:
    site.article("het-han.md", title="Hết hạn", expires="2024-01-01")
    site.article("an.md", title="Ẩn đi", status="hidden")
    site.page("gioi-thieu.md", slug="gioi-thieu")
    front = shown(preview, site, "/chinh-tri/")
    assert "Hết hạn" not in front
    assert "Ẩn đi" not in front
    for address in ("/2023/03/het-han.html", "/2023/03/an.html", "/gioi-thieu/"):
        assert status(preview, address) == HTTPStatus.OK


def test_preview__without_waiting_articles__is_the_build_plus_the_bar(
    site: Site, preview: Preview
) -> None:
    site.build()
    page = shown(preview, site, "/2026/09/bai-01.html")
    head, rest = page.split('<link rel="stylesheet" href="/__preview/')
    main, bar = rest.split("</head>", 1)[1].split('<aside class="preview-bar"')
    built = head + "</head>" + main + bar.split("</aside>")[1]
    assert built.replace(ADDRESS, site.settings.siteurl) == site.text("2026/09/bai-01.html")


def test_preview__every_kind_of_output__is_answered_with_its_type(
    site: Site, preview: Preview
) -> None:
    site.write({"anh.jpg": picture("red"), "tep/ke-hoach.pdf": b"%PDF-1.4"})
    site.article("bai.md", body="![Ảnh](anh.jpg)\n\n[Tệp]({static}/tep/ke-hoach.pdf)")
    page = shown(preview, site, "/2023/03/bai.html")
    (image,) = {each for each in page.split('"') if each.startswith("/anh/") and " " not in each}
    (file,) = {each for each in page.split('"') if each.startswith("/tep/")}
    types = {
        image: "image/jpeg",
        file: "application/pdf",
        "/rss.xml": "application/xml; charset=utf-8",
        "/api/v1/index.json": "application/json; charset=utf-8",
        "/robots.txt": "text/plain; charset=utf-8",
        "/favicon.svg": "image/svg+xml; charset=utf-8",
    }
    assert {each: preview.answer(each)[:2] for each in types} == {
        each: (HTTPStatus.OK, type) for each, type in types.items()
    }


def test_preview__feeds__have_the_address_of_the_preview(site: Site, preview: Preview) -> None:
    feed = json.loads(shown(preview, site, "/feed.json"))
    assert {each["url"][: len(ADDRESS)] for each in feed["items"]} == {ADDRESS}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/khong-co/", HTTPStatus.NOT_FOUND),
        ("/../pelicanconf.py", HTTPStatus.NOT_FOUND),
        ("/%2e%2e/pelicanconf.py", HTTPStatus.NOT_FOUND),
        ("//x.example/", HTTPStatus.NOT_FOUND),
        ("/portal.sqlite", HTTPStatus.NOT_FOUND),
        ("/chinh-tri", HTTPStatus.MOVED_PERMANENTLY),
        ("*", HTTPStatus.NOT_FOUND),
    ],
)
def test_preview__address_of_no_output__is_not_found(
    site: Site, preview: Preview, address: str, expected: HTTPStatus
) -> None:
    preview.refresh(site.settings)
    answer = preview.answer(address)
    assert answer.status == expected
    assert answer.location == ("/chinh-tri/" if expected == HTTPStatus.MOVED_PERMANENTLY else "")


def test_preview__edited_added_deleted_moved__are_seen(site: Site, preview: Preview) -> None:
    preview.refresh(site.settings)
    site.article("bai-00.md", title="Tên mới", date="2026-09-01")
    site.article("them.md", title="Bài thêm")
    site.delete("bai-01.md")
    front = shown(preview, site, "/")
    assert "Tên mới" in front
    assert "Bài thêm" in front
    assert status(preview, "/2026/09/bai-01.html") == HTTPStatus.NOT_FOUND
    (site.root / "content/them.md").rename(site.root / "content/doi-ten.md")
    assert "Bài thêm" in shown(preview, site, "/2023/03/them.html")


def test_preview__mistake__last_valid_version_stays_and_the_mistake_is_told(
    site: Site, preview: Preview
) -> None:
    preview.refresh(site.settings)
    site.article("bai-00.md", title="Hỏng", date="31-31-2023")
    page = shown(preview, site, "/2026/09/bai-00.html")
    assert "<h1>Bài 00</h1>" in page
    assert "content/bai-00.md:3: lỗi:" in page
    site.article("bai-00.md", title="Đã sửa", date="2026-09-01")
    page = shown(preview, site, "/2026/09/bai-00.html")
    assert "<h1>Đã sửa</h1>" in page
    assert "lỗi:" not in page


def test_preview__two_drafts_with_one_address__are_told(site: Site, preview: Preview) -> None:
    site.article("nhap.md", slug="bai-00", date="2026-09-01", status="draft", id="nhap")
    assert "trùng với bài" in shown(preview, site, "/")


def test_preview__settings_changed__pages_follow(site: Site, preview: Preview) -> None:
    preview.refresh(site.settings)
    site.overrides["sitename"] = "Cổng mới"
    assert "Cổng mới" in shown(preview, site, "/")
    site.overrides["categories"] = ("Chính trị", "Kinh tế", "Thể thao")
    assert "Thể thao" in shown(preview, site, "/the-thao/")


def test_preview__theme_broken__is_told_on_the_last_good_page(
    site: Site, preview: Preview, tmp_path: Path
) -> None:
    site.overrides["theme"] = str(tmp_path / "theme")
    copy_theme(site)
    good = shown(preview, site, "/")
    template = tmp_path / "theme/templates/index.html"
    whole = template.read_text(encoding="utf-8")
    template.write_text("{% block %}", encoding="utf-8")
    preview.refresh(site.settings)
    answer = preview.answer("/")
    assert answer.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert isinstance(answer.body, bytes)
    page = answer.body.decode()
    assert "Lỗi giao diện (TemplateSyntaxError)" in page
    assert "index.html:1" in page
    assert "Bài 01" in page
    template.write_text(whole, encoding="utf-8")
    assert main_of(shown(preview, site, "/")) == main_of(good)


def copy_theme(site: Site) -> None:
    """Give the site a theme of its own."""
    copytree(PROJECT / "theme", site.overrides["theme"])


def main_of(page: str) -> str:
    """What stands in main."""
    return page.split("<main")[1].split("</main>", maxsplit=1)[0]


def test_preview__output_and_state__are_not_touched(site: Site, preview: Preview) -> None:
    site.build()
    before = files(site.root)
    site.article("nhap.md", status="draft")
    shown(preview, site, "/2023/03/nhap.html")
    assert files(site.root) == before | files(site.root / "content", site.root)


def files(folder: Path, root: Path | None = None) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {
        path.relative_to(root or folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_preview__second_one_on_the_same_folder__reads_nothing_again(
    site: Site, tmp_path: Path
) -> None:
    with closing(Preview(tmp_path / "preview", ADDRESS)) as first:
        assert len(first.refresh(site.settings).read) == 3
    with closing(Preview(tmp_path / "preview", "http://localhost:8001")) as second:
        assert second.refresh(site.settings).read == []
        assert "http://localhost:8001/" in body(second.answer("/rss.xml"))
