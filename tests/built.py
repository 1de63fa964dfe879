"""Sites for the tests to look at: builds a project as a user would, and serves a folder the way a web host does."""

import fcntl
import functools
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOON = "1700000000"  # the moment that builds take for now, where their bytes are compared
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def run(project: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command, run with this Python from that project's folder, printed and how it ended."""
    surroundings = {**os.environ, **QUIET, **environment}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=project, env=surroundings, capture_output=True, text=True, check=False
    )


def build(project: Path, target: Path, *more: str, tool: str = "mkdocs", **environment: str) -> Path:
    """The site of that project, built into `target`; fails with what the build printed."""
    done = run(project, tool, "build", "--quiet", "--site-dir", str(target), *more, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def once(top: Path, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of that name that `make` fills, once for all processes that name this `top`; nobody changes it."""
    folder, made = top / name, top / f"{name}.made"
    with (top / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make(folder)
            made.touch()
    return folder


class _Host(SimpleHTTPRequestHandler):
    """Serves a folder below a path, with the folder's 404.html for what is not there; silent."""

    protocol_version = "HTTP/1.1"
    below = "/"
    more: Mapping[str, str] = {}

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name it has there)
        pass

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.below):
            return str(Path(self.directory) / "nothing")
        return super().translate_path(path.removeprefix(self.below.rstrip("/")))

    def do_GET(self) -> None:
        """The sitemap as if this were the address the site was built for: instant navigation looks links up in it."""
        if self.path != f"{self.below}sitemap.xml":
            return super().do_GET()
        sitemap = (Path(self.directory) / "sitemap.xml").read_text("utf-8")
        home = re.search("<loc>(.*?)</loc>", sitemap)
        here = f"http://{self.headers['Host']}{self.below}"
        body = sitemap.replace(f"<loc>{home[1]}", f"<loc>{here}").encode() if home else sitemap.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        lost = Path(self.directory) / "404.html"
        if code != 404 or not lost.is_file():
            return super().send_error(code, message, explain)
        body = lost.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()


class _Server(ThreadingHTTPServer):
    """Silent too when a browser goes away in the middle of an answer; once it is closed, nobody gets one."""

    daemon_threads = True

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.connections: list[socket.socket] = []

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.append(request)
        super().process_request(request, client_address)

    def server_close(self) -> None:
        super().server_close()
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path, below: str = "/", **more: str) -> Iterator[str]:
    """The address at which the folder can be visited, on a free port, below that path; with `more` headers."""
    host = type(
        "Host",
        (_Host,),
        {"below": below, "more": more, "extensions_map": {**_Host.extensions_map, ".mjs": "text/javascript"}},
    )
    server = _Server(("127.0.0.1", 0), functools.partial(host, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def policy(site: Path) -> str:
    """The policy in the file for nginx, with the name that stands there for who may show a page in a frame."""
    found = re.search(r'Content-Security-Policy "(.*)" always', (site / "nginx.conf").read_text("utf-8"))
    assert found
    return found[1]
