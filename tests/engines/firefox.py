"""Firefox: Debian's, driven over a WebSocket as WebDriver BiDi says."""

import itertools
import json
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from engines.engine import PATIENCE, Engine, RefusedError
from engines.websocket import WebSocket


class Connection:
    """Asks a running Firefox for things, one after another."""

    def __init__(self, port: int) -> None:
        self.socket, self.numbers = WebSocket(port, "/session", 3 * PATIENCE), itertools.count(1)
        self.events: list[dict[str, Any]] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])

    def ask(self, method: str, **parameters: object) -> Any:
        """The result of a command; what the browser tells meanwhile is kept."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            told = json.loads(self.socket.receive())
            if told.get("type") == "event":
                self.events.append(told)
            elif told.get("id") == number:
                if told["type"] == "error":
                    raise RefusedError(f"{told['error']}: {told['message']}")
                return told["result"]


class Firefox(Engine):
    """A visitor with a container of its own, which keeps nothing of the others."""

    name = "firefox"

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.visitor = self.connection.ask("browser.createUserContext")["userContext"]
        made = self.connection.ask("browsingContext.create", type="tab", userContext=self.visitor)
        self.tab = made["context"]

    def open(self, address: str) -> None:
        self.connection.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def run(self, body: str, *values: object) -> Any:
        """What the page returns travels as JSON, so that it need not be put together from parts."""
        asked = f"() => JSON.stringify((function () {{ {body} }})(...{json.dumps(values)}) ?? null)"
        target = {"context": self.tab}
        done = self.connection.ask("script.callFunction", functionDeclaration=asked, target=target, awaitPromise=False)
        if done["type"] == "exception":
            raise RefusedError(done["exceptionDetails"]["text"])
        return json.loads(done["result"]["value"])

    def act(self, *sources: Mapping[str, Any]) -> None:
        self.connection.ask("input.performActions", context=self.tab, actions=list(sources))

    def back(self) -> None:
        self.connection.ask("browsingContext.traverseHistory", context=self.tab, delta=-1)

    def size(self, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        self.connection.ask("browsingContext.setViewport", context=self.tab, viewport=size)

    def faults(self) -> list[str]:
        told = [one["params"] for one in self.connection.events if one["method"] == "log.entryAdded"]
        own = [one for one in told if one["level"] == "error" and one["source"].get("context") == self.tab]
        return [str(one["text"]) for one in own]

    def close(self) -> None:
        self.connection.ask("browser.removeUserContext", userContext=self.visitor)


@contextmanager
def running() -> Iterator[Connection]:
    """A Firefox without a window, with a new profile."""
    with tempfile.TemporaryDirectory() as profile:
        name = shutil.which("firefox-esr") or "firefox"
        command = [name, "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", profile]
        program = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
        )
        try:
            yield Connection(_port(program))
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait()


def _port(program: "subprocess.Popen[str]") -> int:
    assert program.stderr
    for line in program.stderr:
        if found := re.search(r"BiDi listening on ws://127\.0\.0\.1:(\d+)", line):
            return int(found[1])
    raise RefusedError("Firefox does not answer")
