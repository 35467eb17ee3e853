"""The preview in a browser: a saved file shows by itself, where the editor was reading."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.looks import overflow, violations
from tests.browser.reader import Reader
from tests.build.processes import write_settings
from tests.build.sites import site_of
from tests.preview.test_serve import serving

LONG = "\n\n".join(f"Đoạn thứ {number} của bài." for number in range(80))

# The page's policy forbids to evaluate what `wait_for_function` is given as a string.
_IS_BACK = """place => new Promise(done => {
  const look = () => Math.abs(scrollY - place) < 5 ? done() : requestAnimationFrame(look);
  look();
})"""


def test_preview__file_saved__page_shows_it_without_a_hand_and_keeps_its_place(
    browser: Browser, tmp_path: Path
) -> None:
    site = site_of(tmp_path, 3)
    write_settings(tmp_path)
    site.article("nhap.md", status="draft", body=LONG)
    with serving(tmp_path) as running:
        reader = Reader(browser, f"http://localhost:{running.port}")
        page = reader.open("/2023/03/nhap.html", width=320)
        assert page.get_by_role("note").inner_text().startswith("Bản nháp.")
        page.get_by_text("Đoạn thứ 60 của bài.").scroll_into_view_if_needed()
        place = page.evaluate("scrollY")
        assert place > 0
        site.article("nhap.md", status="draft", body=LONG + "\n\nĐoạn vừa viết.")
        page.get_by_text("Đoạn vừa viết.").wait_for()
        page.evaluate(_IS_BACK, place)
        site.article("nhap.md", status="draft", body=LONG, views="1.234")
        bar = page.get_by_role("complementary", name="Bản xem thử")
        bar.get_by_text("1 lỗi").wait_for()
        assert "Cách sửa: views: 1234" in bar.inner_text()
        assert overflow(page) == []
        assert violations(page) == []
        reader.close()
    assert reader.complaints == []


def test_preview__server_gone__page_says_so(browser: Browser, tmp_path: Path) -> None:
    site_of(tmp_path, 1)
    write_settings(tmp_path)
    with serving(tmp_path) as running:
        reader = Reader(browser, f"http://localhost:{running.port}")
        page = reader.open("/")
        running.process.kill()
        page.get_by_text("đã mất liên lạc").wait_for()
        reader.close()
