"""Puts a `Preview` between MkDocs' server and whoever looks: quick after a change, right at every look."""

import logging
import posixpath
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.livereload import LiveReloadServer

from treeguide.host.serve.preview import Preview
from treeguide.host.serve.watching import QuickObserver
from treeguide.library import Folders

log = logging.getLogger("mkdocs.plugins.treeguide")
PAUSE = 0.05  # seconds without a change before a change is looked at; an editor may write a file in parts
NOWHERE = "/-/-"  # where no page is
Answer = tuple[tuple[Any, ...], Iterable[bytes]]


class Serving:
    """Builds and answers in turn. `preview` gives that of the last build, `read` reads the sources again."""

    def __init__(self, preview: Callable[[], Preview | None], read: Callable[[], None]) -> None:
        self._preview, self._read = preview, read
        self._turn = threading.Lock()
        self._is_change_waiting = False
        self._changes = 0

    def build(self, whole: Callable[[], None]) -> None:
        """Follow the changes; do a whole build where that is not enough, or goes wrong."""
        self._is_change_waiting = True
        with self._turn:
            self._is_change_waiting = False
            self._changes += 1
            preview, start = self._preview(), time.monotonic()
            if preview is not None and preview.can_follow():
                try:
                    preview.follow(self._read)
                except Exception:
                    log.exception("treeguide: a change was not understood; everything is built anew")
                else:
                    log.info(f"Read again in {time.monotonic() - start:.2f} seconds; each page follows when it is seen")
                    return
            whole()

    def answer(self, path: str, ask: Callable[[], Answer]) -> Answer:
        """What the server answers for this file of the site, once that is right."""
        while True:
            with self._turn:
                changes, preview = self._changes, self._preview()
                if preview is not None:
                    preview.refresh(path, lambda: self._is_change_waiting)
            answer = ask()  # waits by itself for a change that is being followed
            if changes == self._changes:
                return answer


def put_between(server: LiveReloadServer, serving: Serving, folders: Folders) -> None:
    """Let this server build and answer by `serving`, and hear of changes in lessons and trees at once."""
    whole, serve = server.builder, server.serve_request

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if "\0" in path or "\ufffd" in path:  # no file can be called that; the server would stumble, or guess
            environ, path = {**environ, "PATH_INFO": NOWHERE}, NOWHERE
        if path.startswith("/livereload/") or not (path + "/").startswith(server.mount_path):
            return serve(environ, start_response)

        def ask() -> Answer:
            said: list[tuple[Any, ...]] = []
            content = serve(environ, lambda *start: said.append(start))
            return said[-1], content

        start, content = serving.answer(_file(path[len(server.mount_path) :]), ask)
        start_response(*start)
        return content

    server.set_app(answer)
    server.builder = lambda: serving.build(whole)
    server.build_delay = PAUSE
    watched = (folders.root / folders.trees, folders.root / folders.lessons)
    expected = [folders.root / folders.register, *(folder for folder in watched if not folder.is_dir())]
    server.observer = QuickObserver(server.observer, watched, expected)  # type: ignore[assignment]
    server.watch(str(folders.root), recursive=False)
    for folder in set(watched) - set(expected):
        server.watch(str(folder))


def _file(path: str) -> str:
    """The file of the site that is meant by a path behind the top of the site."""
    return posixpath.normpath("/" + path + ("index.html" if not path or path.endswith("/") else "")).lstrip("/")
