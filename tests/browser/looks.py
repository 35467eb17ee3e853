"""What can be said of an open page: is it too wide, may everyone use it, are its parts named."""

import json
import re
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_RUN_AXE = f"""async () => (await axe.run(document, {{
  runOnly: {{type: "tag", values: {json.dumps(TAGS)}}},
  resultTypes: ["violations"],
}})).violations"""

# What scrolls or cuts within a box of its own is no wider than the box.
_OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const contained = element => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  const name = element => element.tagName.toLowerCase()
    + (element.id ? "#" + element.id : "")
    + [...element.classList].map(each => "." + each).join("");
  const found = [];
  if (document.documentElement.scrollWidth > width)
    found.push(`page: ${document.documentElement.scrollWidth} px of ${width}`);
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (box.width > 1 && box.height > 1 && box.right > width + 0.5 && !contained(element))
      found.push(`${name(element)}: to ${Math.round(box.right)} px of ${width}`);
  }
  return found;
}"""

_HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .map(each => [Number(each.tagName[1]), each.textContent.trim()])"""


def violations(page: Page) -> list[str]:
    """The rules of accessibility that the page breaks as it is shown now, one line for each place.

    Colours count as they are at that moment: `settle` before, where they may be on their way.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(_RUN_AXE)
    return [
        f"{rule['id']} ({rule['help']}): {place['html'][:200]} – {place['failureSummary']}"
        for rule in found
        for place in rule["nodes"]
    ]


def settle(page: Page) -> None:
    """End all transitions and animations that do not run for ever."""
    page.evaluate("""() => document.getAnimations().forEach(each => {
      if (each.effect.getComputedTiming().endTime !== Infinity) each.finish();
    })""")


def wait_until(page: Page, expression: str) -> None:
    """Return once this holds on the page, five seconds at most.

    Playwright's own wait evaluates the words within the page, where the policy forbids it.
    """
    for _ in range(250):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never came true: {expression}")


def resize(page: Page, width: int, *, dark: bool = False, height: int = 900) -> None:
    """Show an open page at this width and in this scheme, as if it had been opened so."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if dark else "light")
    settle(page)


def overflow(page: Page) -> list[str]:
    """What reaches beyond the right edge of the window; empty if nobody has to scroll aside."""
    found: list[str] = page.evaluate(_OVERFLOW)
    return found


def headings(page: Page) -> list[tuple[int, str]]:
    """Level and text of each heading that is shown, in the page's order."""
    return [(level, text) for level, text in page.evaluate(_HEADINGS)]


def names(page: Page, role: str) -> list[str]:
    """What a screen reader calls each link (button, image …) of the page; "" is no name at all."""
    tree = page.locator("body").aria_snapshot()
    found = re.findall(
        rf"""^ *- ["']?{role}\b(?: (?:"((?:[^"\\]|\\.)*)"|(/.*/)))?""", tree, re.MULTILINE
    )
    return [name or pattern for name, pattern in found]
