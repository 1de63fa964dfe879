"""Visitors to a site in a browser: what they asked of servers, and what went wrong in their pages."""

import os
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

PHONE = {"width": 375, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
PATIENCE = 20_000  # milliseconds; long, for machines that do much at once
SLOWED = float(os.environ.get("TREEGUIDE_SLOWED", "1"))  # how many times slower the processor of each page is made
expect.set_options(timeout=PATIENCE)


def soon(read: Callable[[], object], wanted: object) -> None:
    """What is read from a page becomes what is wanted, while scripts, styles and fonts may still be on their way."""
    end = time.monotonic() + PATIENCE / 1000
    while True:
        found: object
        try:
            found = read()
        except Error as error:  # the page is just leaving for another
            found = str(error)
        if found == wanted or time.monotonic() > end:
            break
        time.sleep(0.05)
    assert found == wanted


class Visitors:
    """Opens pages as new visitors, and holds what they asked of servers and what went wrong in their pages."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.requests: list[str] = []
        self.faults: list[str] = []

    def __call__(self, address: str, **options: Any) -> Page:
        context = self.browser.new_context(**{"viewport": PHONE, "locale": "nl-NL", **options})
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("weberror", lambda fault: self.faults.append(str(fault.error)))
        context.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        page = context.new_page()
        if SLOWED > 1:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.goto(address)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()
