"""Chromium, by Playwright, as in the other tests."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, Error

from engines.engine import KEYS, PATIENCE, Engine, RefusedError

NAMES = {sign: name for name, sign in KEYS.items()}


class Chromium(Engine):
    """A visitor with a profile of its own."""

    name = "chromium"

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(locale="nl-NL")
        self.context.set_default_timeout(PATIENCE * 1000)
        self.told: list[str] = []
        self.context.on("weberror", lambda fault: self.told.append(str(fault.error)))
        self.context.on("console", lambda said: self.told.append(said.text) if said.type == "error" else None)
        self.page = self.context.new_page()

    def open(self, address: str) -> None:
        self.page.goto(address)

    def run(self, body: str, *values: object) -> Any:
        try:
            return self.page.evaluate(f"values => (function () {{ {body} }})(...values)", list(values))
        except Error as error:
            raise RefusedError(str(error)) from error

    def act(self, *sources: Mapping[str, Any]) -> None:
        for step in sources[0]["actions"]:
            if step["type"] == "pointerMove":
                self.page.mouse.move(step["x"], step["y"])
            elif step["type"] == "pointerDown":
                self.page.mouse.down()
            elif step["type"] == "pointerUp":
                self.page.mouse.up()
            elif step["type"] == "keyDown":
                self.page.keyboard.press(NAMES.get(step["value"], step["value"]))

    def back(self) -> None:
        self.page.go_back()

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def faults(self) -> list[str]:
        return self.told

    def close(self) -> None:
        self.context.close()
