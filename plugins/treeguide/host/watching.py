"""Notices a change to a file at once where the system tells of it, and within half a second where it does not."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

log = logging.getLogger("mkdocs.plugins.treeguide")
Stamp = tuple[int, int, int]


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


class QuickObserver:
    """In the place of the observer of MkDocs: that one, helped by the system's own for some folders."""

    def __init__(self, slow: Any, quick_folders: Iterable[Path]) -> None:
        self._slow, self._folders = slow, tuple(quick_folders)
        self._quick, self._news = Observer(), News()

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> Any:
        """Watch a path; what comes back can be given to `unschedule`."""
        if not any(Path(path).resolve().is_relative_to(folder) for folder in self._folders):
            return self._slow.schedule(handler, path, recursive=recursive), None
        once = Once(handler, self._news)
        quick = self._quick.schedule(once, path, recursive=recursive)
        return self._slow.schedule(once, path, recursive=recursive), quick

    def unschedule(self, watches: Any) -> None:
        slow, quick = watches if isinstance(watches, tuple) else (watches, None)
        self._slow.unschedule(slow)
        if quick is not None:
            self._quick.unschedule(quick)

    def start(self) -> None:
        """Start both; where the system allows no more watches, the observer of MkDocs does it alone."""
        self._slow.start()
        self._quick.daemon = True
        try:
            self._quick.start()
        except OSError as error:
            log.info(f"treeguide: changes show half a second later: {error}")

    def stop(self) -> None:
        self._slow.stop()
        if self._quick.is_alive():
            self._quick.stop()

    def join(self, timeout: float | None = None) -> None:
        self._slow.join(timeout)
