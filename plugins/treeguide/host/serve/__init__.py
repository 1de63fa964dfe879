"""Puts a `Preview` between MkDocs' server and whoever looks: quick after a change, right at every look.

A change is noticed at once where the system tells of it, and soon after where it does not. Soon is half a second; in a
folder of thousands of files it is longer, or looking would take the time of what follows.
"""

import logging
import os
import posixpath
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingEmitter

from treeguide.host.serve.preview import Preview
from treeguide.library import Folders

log = logging.getLogger("mkdocs.plugins.treeguide")
PAUSE = 0.05  # seconds without a change before a change is looked at; an editor may write a file in parts
NOWHERE = "/-/-"  # where no page is
POLLING = 0.5  # seconds between two looks at all files
REST = 20  # times as long as a look took, at least, until the next
# Not that a file was opened or read: reading thousands of lessons again would be news of each of them.
CHANGES: list[type[FileSystemEvent]] = [
    events.DirCreatedEvent,
    events.DirDeletedEvent,
    events.DirMovedEvent,
    events.FileClosedEvent,
    events.FileCreatedEvent,
    events.FileDeletedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
]
Answer = tuple[tuple[Any, ...], Iterable[bytes]]
Stamp = tuple[int, int, int]


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


class News:
    """Knows which changes were told already: the system and MkDocs' own look-out tell the same ones.

    The system also tells that a file was opened or read, which is no change.
    """

    def __init__(self) -> None:
        self._told: dict[str, Stamp | None] = {}

    def is_new(self, path: str) -> bool:
        """Whether the file is not what it was when last asked."""
        try:
            found = Path(path).stat()
            stamp: Stamp | None = (found.st_mtime_ns, found.st_size, found.st_ino)
        except OSError:
            stamp = None
        is_new = path not in self._told or self._told[path] != stamp
        self._told[path] = stamp
        return is_new


class Once(FileSystemEventHandler):
    """Passes each change on to another handler once, whoever tells it."""

    def __init__(self, handler: FileSystemEventHandler, news: News) -> None:
        self._handler, self._news = handler, news

    def dispatch(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type in ("opened", "closed_no_write"):
            return
        news = {self._news.is_new(str(path)) for path in (event.src_path, event.dest_path) if path}
        if True in news:
            self._handler.dispatch(event)


class PatientEmitter(PollingEmitter):
    """Looks at every file of a folder now and then, so rarely that it takes little of the processor's time."""

    _spent = 0.0

    def queue_events(self, timeout: float) -> None:
        """Wait `timeout` seconds, or longer where the last look took long, and look once."""
        start = time.thread_time()
        super().queue_events(max(timeout, REST * self._spent))
        self._spent = time.thread_time() - start


def only(wanted: Collection[Path]) -> Callable[[str], Iterator[os.DirEntry[str]]]:
    """What lists a folder, but only what is wanted, what leads to that and what lies below it."""

    def listed(folder: str) -> Iterator[os.DirEntry[str]]:
        for entry in os.scandir(folder):
            here = Path(entry.path)
            if any(path.is_relative_to(here) or here.is_relative_to(path) for path in wanted):
                yield entry

    return listed


class QuickObserver:
    """In the place of the observer of MkDocs: that one, but for some folders the system's own and a patient one.

    A folder that is watched without what lies below it is looked through patiently for what is `expected`.
    """

    def __init__(self, slow: Any, quick_folders: Iterable[Path], expected: Collection[Path] = ()) -> None:
        self._slow, self._folders = slow, tuple(quick_folders)
        self._patient = BaseObserver(PatientEmitter, timeout=POLLING)
        self._expecting = BaseObserver(partial(PatientEmitter, listdir=only(expected)), timeout=POLLING)  # type: ignore[arg-type]
        self._quick, self._news = Observer(), News()

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> Any:
        """Watch a path; what comes back can be given to `unschedule`."""
        if not recursive:
            once = Once(handler, self._news)
            return [(self._expecting, self._expecting.schedule(once, path, recursive=True))]
        if not any(Path(path).resolve().is_relative_to(folder) for folder in self._folders):
            return [(self._slow, self._slow.schedule(handler, path, recursive=recursive))]
        once = Once(handler, self._news)
        patient = self._patient.schedule(once, path, recursive=recursive)
        quick = self._quick.schedule(once, path, recursive=recursive, event_filter=CHANGES)
        return [(self._patient, patient), (self._quick, quick)]

    def unschedule(self, watches: Any) -> None:
        for observer, watch in watches:
            observer.unschedule(watch)

    def start(self) -> None:
        """Start all; where the system allows no more watches, the others do it alone."""
        self._slow.start()
        self._patient.daemon = self._quick.daemon = self._expecting.daemon = True
        self._patient.start()
        self._expecting.start()
        try:
            self._quick.start()
        except OSError as error:
            log.info(f"treeguide: changes show half a second later: {error}")

    def stop(self) -> None:
        self._slow.stop()
        self._patient.stop()
        self._expecting.stop()
        if self._quick.is_alive():
            self._quick.stop()

    def join(self, timeout: float | None = None) -> None:
        self._slow.join(timeout)
