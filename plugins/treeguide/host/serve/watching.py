"""Notices a change to a file at once where the system tells of it, and soon after where it does not.

Soon is half a second; in a folder of thousands of files it is longer, or looking would take the time of what follows.
"""

import logging
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingEmitter

log = logging.getLogger("mkdocs.plugins.treeguide")
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
