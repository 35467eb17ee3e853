"""The search page on a slow telephone: how soon it answers, how much memory it takes."""

import json
import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page

from plugins.core import urls
from tests.bench import course, portal
from tests.bench.course import Progress
from tests.bench.slow_phone import BYTES_A_SECOND, LATENCY, SLOWER, slow_host, slow_processor
from tests.bench.stopwatch import Cost
from tests.browser.reader import started

TARGETS = {
    "newest month searched (s from the click)": 1.5,
    "longest wait for a typed letter (ms)": 100,
    "memory of page and worker, all years (MB)": 150,
}

_PATIENCE = 600_000
_NOTE = """
addEventListener("DOMContentLoaded", () => {
  new MutationObserver((_, observer) => {
    if (!document.querySelector(".results li")) return;
    window.firstResult = performance.now();
    observer.disconnect();
  }).observe(document.body, { childList: true, subtree: true });
});
window.waits = [];
window.blocks = [];
new PerformanceObserver((list) => {
  const typed = ["keydown", "keypress", "beforeinput", "input"];
  for (const each of list.getEntries()) if (typed.includes(each.name)) waits.push(each.duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) blocks.push(each.duration);
}).observe({ type: "longtask", buffered: true });
"""


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, by name; medians of several runs."""

    articles: int
    runs: int
    machine: str
    numbers: Mapping[str, float]


def run(folder: Path, articles: int, runs: int, progress: Progress) -> Results:
    """Build a portal below a folder of its own and search in it. Raises CommandFailed."""
    site = portal.make(folder / "portal", articles)
    progress("full build", site.build())
    words = _words(site.output)
    found: dict[str, list[float]] = {}
    for _ in range(runs):
        with slow_host(site.output) as address, started() as browser, slow_processor():
            for name, number in _visit(browser, address, words).items():
                found.setdefault(name, []).append(number)
    numbers = {name: statistics.median(each) for name, each in found.items()}
    progress("search", Cost(numbers[next(iter(TARGETS))], 0, None, 0))
    return Results(articles, runs, course.machine(), numbers)


def _words(output: Path) -> str:
    """The first words of the newest article's title."""
    newest = max(each.name for each in (output / urls.SEARCH).parent.glob("*.json"))
    title = json.loads((output / "tim-kiem" / newest).read_bytes())["articles"][0][2]
    return " ".join(title.split()[:3])


def _visit(browser: Browser, address: str, words: str) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    page.add_init_script(_NOTE)
    page.goto(f"{address}/{urls.SEARCH.removesuffix('index.html')}?q={words}", wait_until="commit")
    page.locator(".results li").first.wait_for()
    first = float(page.evaluate("firstResult"))
    _type(page)  # while a year is on its way
    _settled(page)
    year = float(page.evaluate("performance.now()"))
    if (more := page.locator('[data-action="all"]')).is_visible():
        more.click()
    _settled(page)
    everything = float(page.evaluate("performance.now()"))
    answers = _type(page)
    found = {
        "newest month searched (s from the click)": first / 1000,
        "a year searched (s from the click)": year / 1000,
        "all years searched (s from the click on “all”)": (everything - year) / 1000,
        "longest wait for a typed letter (ms)": float(page.evaluate("Math.max(16, ...waits)")),
        "longest task of the page (ms)": float(page.evaluate("Math.max(50, ...blocks)")),
        "answer after the last letter, all years (s)": answers,
        "memory of page and worker, all years (MB)": _memory(browser, page) / 1e6,
    }
    context.close()
    return found


def _settled(page: Page) -> None:
    page.locator('search-page[aria-busy="false"]').wait_for(state="attached")


def _type(page: Page) -> float:
    """Type as fast as people do; the seconds from the last letter to the answer."""
    box = page.locator("input[name=q]")
    box.fill("")
    box.press_sequentially("giảm nghèo vùng ca", delay=90)
    before = page.evaluate("performance.now()")
    box.press_sequentially("o")
    page.locator("#ket-qua", has_text="“giảm nghèo vùng cao”").wait_for()
    _settled(page)
    return float(page.evaluate(f"(performance.now() - {before}) / 1000"))


def _memory(browser: Browser, page: Page) -> float:
    """Bytes of JavaScript in the page and its worker, buffers included, after a collection."""
    session = browser.new_browser_cdp_session()
    total = 0.0
    for target in session.send("Target.getTargets")["targetInfos"]:
        if target["type"] not in ("page", "worker"):
            continue
        answers: dict[int, dict[str, float]] = {}

        def hear(event: dict[str, str], answers: dict[int, dict[str, float]] = answers) -> None:
            message = json.loads(event["message"])
            if "id" in message:
                answers[message["id"]] = message.get("result", {})

        session.on("Target.receivedMessageFromTarget", hear)
        wanted = {"targetId": target["targetId"], "flatten": False}
        attached = session.send("Target.attachToTarget", wanted)["sessionId"]
        for number, method in enumerate(("HeapProfiler.collectGarbage", "Runtime.getHeapUsage")):
            message = json.dumps({"id": number, "method": method})
            session.send("Target.sendMessageToTarget", {"sessionId": attached, "message": message})
            while number not in answers:
                page.wait_for_timeout(50)
        total += answers[1]["usedSize"] + answers[1].get("backingStorageSize", 0)
        session.remove_listener("Target.receivedMessageFromTarget", hear)
    return total


def markdown(results: Results, day: date) -> str:
    """Where and how it was measured, and the numbers."""
    lines = [
        f"{results.articles:,} articles, {day:%d %B %Y}, {results.machine}; medians (runs: "
        f"{results.runs}). The browser gets a {SLOWER}th of the time, the line "
        f"{BYTES_A_SECOND * 8 / 1e6:.1f} Mbit/s and {LATENCY * 1000:.0f} ms for each request, "
        "nothing is in its cache. ✗ marks a missed target.",
        "",
        "| | target | measured |",
        "|---|---|---|",
    ]
    for name, number in results.numbers.items():
        most = TARGETS.get(name)
        target = "" if most is None else f"≤ {most:g}{' ✗' if number > most else ''}"
        lines.append(f"| {name} | {target} | {number:,.2f} |")
    return "\n".join([*lines, ""])
