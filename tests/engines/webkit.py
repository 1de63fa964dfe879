"""WebKit, the engine of every browser on an iPhone: Debian's WebKitGTK, driven over HTTP as WebDriver says."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engines.engine import PATIENCE, Engine, RefusedError

FOLDERS = ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib")
WITHOUT_SCREEN = {
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # only our own pages are opened
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "LIBGL_ALWAYS_SOFTWARE": "1",
}


class WebKit(Engine):
    """A visitor with a driver of its own: each takes one session."""

    name = "webkit"

    def __init__(self, display: str) -> None:
        browser = next(found for one in FOLDERS if (found := Path(one) / "webkit2gtk-4.1/MiniBrowser").is_file())
        self.port, self.session = _free_port(), ""
        self.driver = _started("WebKitWebDriver", f"--port={self.port}", DISPLAY=display, **WITHOUT_SCREEN)
        _wait(self.port)
        wanted = {"webkitgtk:browserOptions": {"binary": str(browser), "args": ["--automation"]}}
        self.session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def _ask(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=3 * PATIENCE)
        place = f"/session/{self.session}{path}" if self.session else path
        connection.request(method, place, json.dumps(body or {}) if method == "POST" else None)
        answer = connection.getresponse()
        value = json.loads(answer.read())["value"]
        connection.close()
        if answer.status != 200:
            raise RefusedError(f"{value['error']}: {value['message']}")
        return value

    def open(self, address: str) -> None:
        self._ask("POST", "/url", {"url": address})

    def run(self, body: str, *values: object) -> Any:
        return self._ask("POST", "/execute/sync", {"script": body, "args": values})

    def act(self, *sources: Mapping[str, Any]) -> None:
        self._ask("POST", "/actions", {"actions": sources})

    def back(self) -> None:
        self._ask("POST", "/back")

    def size(self, width: int, height: int) -> None:
        for _ in range(3):  # what stands around the page takes room too
            rect = self._ask("GET", "/window/rect")
            inner = self.run("return [innerWidth, innerHeight]")
            if inner == [width, height]:
                return
            wanted = {"width": rect["width"] + width - inner[0], "height": rect["height"] + height - inner[1]}
            self._ask("POST", "/window/rect", wanted)

    def faults(self) -> list[str]:
        return []  # the driver does not tell them

    def close(self) -> None:
        self._ask("DELETE", "")
        _ended(self.driver)


@contextmanager
def running() -> Iterator[str]:
    """A screen that nobody sees, by the name under which programs know it."""
    screen = _started("Xvfb", "-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp")
    try:
        assert screen.stdout
        yield f":{screen.stdout.readline().decode().strip()}"
    finally:
        _ended(screen)


def _started(*command: str, **environment: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _ended(program: "subprocess.Popen[bytes]") -> None:
    """End a program with all that it started."""
    os.killpg(program.pid, signal.SIGTERM)
    program.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RefusedError("WebKitWebDriver does not answer")
