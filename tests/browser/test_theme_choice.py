"""Light or dark is the reader's choice; who chooses nothing has it as the machine is set."""

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import KINDS
from tests.browser.looks import violations, wait_until
from tests.browser.reader import Reader

ARTICLE = KINDS["article with a picture"]
BY_MACHINE, LIGHT, DARK = "Nền theo máy", "Nền sáng", "Nền tối"

_GROUND = "getComputedStyle(document.body).backgroundColor"
# Notes the ground whenever the browser is about to paint.
_WATCH = f"""
window.painted = [];
const look = () => {{
  if (document.body) window.painted.push({_GROUND});
  if (window.painted.length < 9) requestAnimationFrame(look);
}};
requestAnimationFrame(look);
"""


def ground(page: Page) -> str:
    """The colour behind the page."""
    return str(page.evaluate(_GROUND))


def choose(page: Page, name: str) -> None:
    """Choose by the select's label, as it is read out."""
    page.get_by_role("combobox", name="Giao diện").select_option(name)


@pytest.fixture
def grounds(reader: Reader) -> dict[str, str]:
    """The colour behind the page on a light and on a dark machine."""
    shown = {
        name: ground(reader.open(ARTICLE, dark=dark))
        for name, dark in ((LIGHT, False), (DARK, True))
    }
    assert shown[LIGHT] != shown[DARK]
    return shown


@pytest.mark.parametrize("storage", [True, False], ids=["storage", "no storage"])
@pytest.mark.parametrize("dark", [False, True], ids=["light machine", "dark machine"])
def test_theme_choice__on_any_machine__is_shown_at_once(
    dark: bool, storage: bool, reader: Reader, grounds: dict[str, str]
) -> None:
    page = reader.open(ARTICLE, dark=dark, storage=storage, reduced_motion=True)
    machine = DARK if dark else LIGHT
    for name in (LIGHT, DARK, BY_MACHINE):
        choose(page, name)
        assert ground(page) == grounds[machine if name == BY_MACHINE else name]


@pytest.mark.parametrize(("dark", "name"), [(False, DARK), (True, LIGHT)])
def test_theme_choice__other_pages__keep_it_and_never_show_another(
    dark: bool, name: str, reader: Reader, grounds: dict[str, str]
) -> None:
    page = reader.open(ARTICLE, dark=dark)
    choose(page, name)
    page.add_init_script(_WATCH)
    for path in ("/", "/gioi-thieu/", ARTICLE):
        reader.goto(page, path)
        wait_until(page, "window.painted.length > 8")
        assert set(page.evaluate("window.painted")) == {grounds[name]}
        shown = page.get_by_role("combobox", name="Giao diện").locator("option:checked")
        assert shown.inner_text() == name
    choose(page, BY_MACHINE)
    reader.goto(page, "/")
    assert ground(page) == grounds[DARK if dark else LIGHT]


@pytest.mark.parametrize(("dark", "name"), [(False, DARK), (True, LIGHT)])
def test_theme_choice__against_the_machine__accessible(
    dark: bool, name: str, reader: Reader
) -> None:
    page = reader.open(ARTICLE, dark=dark, reduced_motion=True)
    choose(page, name)
    assert violations(page) == []
