"""A browser that is walked through a site: what every engine can be asked, whatever drives it."""

import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

PATIENCE = 20.0  # seconds
_SEEN = (
    "const seen = one => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden';"
    "const said = one => (one.innerText ?? one.textContent).trim().replace(/\\s+/g, ' ');"
    "const find = (css, text) => [...document.querySelectorAll(css)].filter(seen)"
    ".filter(one => !text || said(one).includes(text));"
)
KEYS: Mapping[str, str] = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "PageDown": "\ue00f",
    "ArrowRight": "\ue014",
}


class Engine(ABC):
    """One visitor in one engine. What a walk does is pressing, typing and looking, as a reader does."""

    name: str

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to an address, and wait until its page is there."""

    @abstractmethod
    def run(self, body: str, *values: object) -> Any:
        """What the body of a function returns in the page; `values` are its `arguments`."""

    @abstractmethod
    def act(self, *sources: Mapping[str, Any]) -> None:
        """Perform the actions of a pointer or a keyboard, written as WebDriver has them."""

    @abstractmethod
    def back(self) -> None:
        """Go back, as with the button of the browser."""

    @abstractmethod
    def size(self, width: int, height: int) -> None:
        """Make the window that large."""

    @abstractmethod
    def faults(self) -> list[str]:
        """What went wrong in the pages that were opened, as far as the engine tells."""

    @abstractmethod
    def close(self) -> None:
        """Forget this visitor."""

    def look(self, body: str, *values: object) -> Any:
        """The same as `run`, with `find(css, text)` and `said(element)` at hand for what can be seen."""
        return self.run(_SEEN + body, *values)

    def until(self, body: str, *values: object) -> Any:
        """Wait until that is true in the page, whatever pages come meanwhile; then what it is."""
        end, found = time.monotonic() + PATIENCE, None
        while time.monotonic() < end:
            try:
                found = self.look(body, *values)
            except RefusedError as error:  # the page is just leaving for another
                found = str(error)
            else:
                if found:
                    return found
            time.sleep(0.05)
        where = self.run("return location.href")
        raise AssertionError(f"{self.name}: not in {PATIENCE} s: {body} {values}: {found!r} at {where}")

    def sees(self, css: str, text: str = "") -> str:
        """Wait for an element that can be seen and holds that text; then all it says."""
        return str(self.until("const [one] = find(...arguments); return one && said(one) || one && ' '", css, text))

    def misses(self, css: str, text: str = "") -> None:
        """Wait until no such element can be seen."""
        self.until("return !find(...arguments).length", css, text)

    def press(self, css: str, text: str = "") -> None:
        """Press the middle of the first element that can be seen and holds that text."""
        place = self.until(
            "const [one] = find(...arguments); if (!one) return null;"
            "one.scrollIntoView({ block: 'center', behavior: 'instant' });"
            "const box = one.getClientRects()[0];"
            "return [box.left + box.width / 2, box.top + box.height / 2]",
            css,
            text,
        )
        self.point(*place)

    def point(self, x: float, y: float) -> None:
        """Press at that place of the window."""
        move = {"type": "pointerMove", "x": round(x), "y": round(y), "origin": "viewport", "duration": 0}
        steps = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps})

    def type(self, text: str) -> None:
        """Press these keys one by one."""
        steps = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        self.act({"type": "key", "id": "keys", "actions": steps})

    def key(self, name: str) -> None:
        """Press a key that writes nothing."""
        self.type(KEYS[name])

    @property
    def address(self) -> str:
        """Where the visitor is."""
        return str(self.run("return location.href"))


class RefusedError(Exception):
    """A browser could not do what it was asked, for what it says of that."""
