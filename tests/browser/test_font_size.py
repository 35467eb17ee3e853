"""Readers set the size of the text themselves, on any page, and it stays so."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.kinds import KINDS
from tests.browser.looks import overflow, resize, wait_until
from tests.browser.reader import Reader

SMALLER, NORMAL, LARGER = "Giảm cỡ chữ", "Cỡ chữ mặc định", "Tăng cỡ chữ"
STEPS = [87.5, 100, 112.5, 125, 150, 175, 200]
ARTICLE = KINDS["article with a picture"]

# The text of a page is its longest paragraph.
_SIZE = """() => {
  const texts = [...document.querySelectorAll("main :is(p, li, dd, td)")];
  texts.sort((one, other) => other.textContent.trim().length - one.textContent.trim().length);
  return parseFloat(getComputedStyle(texts[0] ?? document.querySelector("main")).fontSize);
}"""
# Notes the size of main's text whenever the browser is about to paint.
_WATCH = """
window.painted = [];
const look = () => {
  const main = document.querySelector("main");
  if (main) window.painted.push(getComputedStyle(main).fontSize);
  if (window.painted.length < 9) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def button(page: Page, name: str) -> Locator:
    """The one button of this name."""
    return page.get_by_role("button", name=name, exact=True)


def size(page: Page) -> float:
    """The size of the page's text in px."""
    return float(page.evaluate(_SIZE))


def press(page: Page, name: str, times: int = 1) -> list[float]:
    """The sizes after each press."""
    sizes = []
    for _ in range(times):
        pressed = button(page, name)
        # Playwright waits for what is aria-disabled; readers press it all the same.
        pressed.click(force=pressed.get_attribute("aria-disabled") == "true")
        sizes.append(size(page))
    return sizes


@pytest.mark.parametrize(
    ("kind", "storage"),
    [
        ("article with a picture", True),
        ("article with a picture", False),
        ("home", True),
        ("category", True),
        ("standing page", False),
    ],
)
def test_font_size__every_press__is_a_step_until_the_end(
    kind: str, storage: bool, reader: Reader
) -> None:
    page = reader.open(KINDS[kind], storage=storage)
    base = size(page)
    assert button(page, SMALLER).get_attribute("aria-disabled") != "true"
    larger = [base * step / 100 for step in STEPS[2:]]
    assert press(page, LARGER, 5) == pytest.approx(larger)
    assert button(page, LARGER).get_attribute("aria-disabled") == "true"
    assert press(page, LARGER) == pytest.approx(larger[-1:])
    assert press(page, SMALLER, 6) == pytest.approx([base * each / 100 for each in STEPS[5::-1]])
    assert button(page, SMALLER).get_attribute("aria-disabled") == "true"
    assert button(page, LARGER).get_attribute("aria-disabled") != "true"
    assert press(page, NORMAL) == pytest.approx([base])


def test_font_size__each_step__is_announced(reader: Reader) -> None:
    page = reader.open(ARTICLE)
    for name, step in ((LARGER, "112,5"), (LARGER, "125"), (NORMAL, "100"), (SMALLER, "87,5")):
        press(page, name)
        said = " ".join(page.locator("[role=status], [aria-live=polite], output").all_inner_texts())
        assert f"{step}%" in "".join(said.split()), said


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_font_size__keyboard__does_the_same_and_keeps_the_focus(key: str, reader: Reader) -> None:
    page = reader.open(ARTICLE)
    base = size(page)
    button(page, NORMAL).focus()
    page.keyboard.press("Tab")
    for _ in range(6):
        page.keyboard.press(key)
    assert size(page) == pytest.approx(2 * base)
    assert button(page, LARGER).evaluate("each => each === document.activeElement")


def test_font_size__other_pages__keep_it_and_never_show_another(reader: Reader) -> None:
    page = reader.open(ARTICLE)
    normal = {path: (reader.goto(page, path), size(page)) for path in ("/", "/gioi-thieu/")}
    press(page, LARGER, 4)
    page.add_init_script(_WATCH)
    for path in normal:
        reader.goto(page, path)
        wait_until(page, "window.painted.length > 8")
        assert size(page) == pytest.approx(1.75 * normal[path][1])
        assert len(set(page.evaluate("window.painted"))) == 1
    press(page, NORMAL)
    reader.goto(page, ARTICLE)
    assert size(page) == pytest.approx(size(reader.open(ARTICLE)))


def test_font_size__readers_own_base_size__is_what_steps_are_shares_of(reader: Reader) -> None:
    page = reader.open(ARTICLE)
    before = press(page, LARGER, 5)
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 24}})
    wait_until(page, f"({_SIZE})() > {before[-1]}")
    assert size(page) == pytest.approx(before[-1] * 24 / 16)
    assert press(page, SMALLER) == pytest.approx([before[-2] * 24 / 16])


def test_font_size__largest_on_the_narrowest_screen__nothing_too_wide(reader: Reader) -> None:
    page = reader.open("/")
    press(page, LARGER, 5)
    resize(page, 320)
    found = []
    for kind, path in KINDS.items():
        reader.goto(page, path)
        found += [f"{kind}: {each}" for each in overflow(page)]
    assert not found, "\n".join(found)


def test_font_size__narrowest_screen__buttons_can_be_pressed(reader: Reader) -> None:
    page = reader.open(ARTICLE, width=320)
    base = size(page)
    button(page, LARGER).evaluate("each => each.closest('details')?.setAttribute('open', '')")
    assert press(page, LARGER) == pytest.approx([base * 1.125])
