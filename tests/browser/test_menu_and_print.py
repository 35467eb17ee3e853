"""The menu on a phone, what works without scripts, and what comes out of the printer."""

import pytest

from pelicanconf import CATEGORIES
from tests.browser.kinds import KINDS
from tests.browser.looks import names, overflow, violations
from tests.browser.reader import Reader

ARTICLE = KINDS["article with a picture"]
NEED_SCRIPTS = ("Giảm cỡ chữ", "Cỡ chữ mặc định", "Tăng cỡ chữ", "In bài")


def test_menu__desk__every_category_once_in_order(reader: Reader) -> None:
    page = reader.open("/gioi-thieu/")
    shown = page.get_by_role("navigation", name="Chuyên mục").get_by_role("link")
    assert [each for each in shown.all_inner_texts() if each in CATEGORIES] == CATEGORIES


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_menu__phone__opens_by_keyboard_and_leads_to_every_category(
    javascript: bool, reader: Reader
) -> None:
    page = reader.open("/gioi-thieu/", width=360, height=740, javascript=javascript)
    menu = page.locator("header nav:visible")
    assert menu.count() == 0
    page.locator("header summary").focus()
    page.keyboard.press("Enter")
    menu.first.wait_for()
    links = menu.get_by_role("link")
    assert [each for each in links.all_inner_texts() if each in CATEGORIES] == CATEGORIES
    assert min(box["height"] for each in links.all() if (box := each.bounding_box())) >= 44
    assert overflow(page) == []
    if javascript:
        assert violations(page) == []
    links.get_by_text(CATEGORIES[1], exact=True).click()
    page.wait_for_url("**/xay-dung-dang/")
    assert menu.count() == 0


def test_skip_link__first_tab__leads_past_the_menu(reader: Reader) -> None:
    page = reader.open(ARTICLE)
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Đến nội dung chính"
    box = link.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


def test_scripts_off__what_would_do_nothing__is_not_shown(reader: Reader) -> None:
    page = reader.open(ARTICLE, javascript=False)
    assert set(NEED_SCRIPTS) & set(names(page, "button")) == set()
    assert names(page, "combobox") == []


def test_print_button__press__prints(reader: Reader) -> None:
    page = reader.open(ARTICLE)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="In bài").click()
    assert page.evaluate("window.printed === true")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_print__article__is_text_on_white_without_controls(dark: bool, reader: Reader) -> None:
    page = reader.open(ARTICLE, width=700, dark=dark)
    page.emulate_media(media="print", color_scheme="dark" if dark else "light")
    shown = page.locator("h1, article p, main p")
    assert shown.first.is_visible()
    for control in ("button", "select", "summary", "nav"):
        assert page.locator(f"{control}:visible").count() == 0, control
    grounds = """() => [document.documentElement, document.body, document.querySelector("main")]
      .map(each => getComputedStyle(each).backgroundColor)"""
    assert set(page.evaluate(grounds)) <= {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
    ink = page.locator("main p").last.evaluate("each => getComputedStyle(each).color")
    assert max(int(each) for each in ink.removeprefix("rgb(").rstrip(")").split(",")) < 96, ink
    assert overflow(page) == []
