"""A reader's browser: pages are opened as one reader has them, and every complaint is kept."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests import programs

ARGUMENTS = [
    "--no-sandbox",  # only our own pages are opened, and root has no sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A browser in which the reader has forbidden sites to keep anything.
_NO_STORAGE = """\
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {
    get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
  });
"""
_NOTE_VIOLATIONS = """\
addEventListener("securitypolicyviolation", event =>
  console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI}`));
"""

_PATIENCE = 10_000
"""Milliseconds that an action or a page may take, on a busy machine too."""

_HERE: dict[str, Any] = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@contextmanager
def started() -> Iterator[Browser]:
    """A running Chromium; raises programs.Missing if the machine has none."""
    path = programs.find(programs.CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Reader:
    """Opens pages of the site at `address`, each for a new reader.

    `complaints` grows by every error and warning of the console, exception of a script, violated
    policy and request that would leave the site; no such request gets out.
    """

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        path: str,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        javascript: bool = True,
        reduced_motion: bool = False,
        forced_colors: bool = False,
        storage: bool = True,
        **more: Any,
    ) -> Page:
        """The page at this path of the site, loaded; `more` are options of Playwright's context."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce" if reduced_motion else "no-preference",
            forced_colors="active" if forced_colors else "none",
            **(_HERE | more),
        )
        self.contexts.append(context)
        context.set_default_timeout(_PATIENCE)
        self._listen(context)
        context.add_init_script(_NOTE_VIOLATIONS)
        if not storage:
            context.add_init_script(_NO_STORAGE)
        page = context.new_page()
        self.goto(page, path)
        return page

    def goto(self, page: Page, path: str) -> int:
        """Lead an open page elsewhere on the site; the status of the answer."""
        answer = page.goto(self.address + path, wait_until="load")
        assert answer is not None, f"{path} leads nowhere"
        return answer.status

    def close(self) -> None:
        """Close all pages; complaints stay."""
        while self.contexts:
            self.contexts.pop().close()

    def _listen(self, context: BrowserContext) -> None:
        elsewhere = re.compile(rf"^(?!{re.escape(self.address)}/)(?!data:|blob:|about:)")
        context.route(elsewhere, lambda route: route.abort())
        context.on("request", lambda request: self._note_foreign(elsewhere, request.url))
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))
        context.on("console", self._hear)
        context.on("page", self._watch_sockets)

    def _watch_sockets(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._note(f"foreign request: {socket.url}"))

    def _note_foreign(self, elsewhere: re.Pattern[str], url: str) -> None:
        if elsewhere.match(url):
            self._note(f"foreign request: {url}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        where = message.location["url"]
        page = message.page
        # The browser tells of a page that is not there; what such a page asks for must be.
        if page and where == page.url and "status of 404" in message.text:
            return
        self._note(f"console: {message.text} ({where})")

    def _note(self, complaint: str) -> None:
        self.complaints.append(complaint)
