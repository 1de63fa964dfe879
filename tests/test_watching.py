"""Looking at thousands of files for changes takes no time from whoever waits for what follows from one."""

import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from watchdog.events import FileClosedNoWriteEvent, FileOpenedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingEmitter, PollingObserver

from treeguide.host import serve
from treeguide.host.serve import POLLING, REST, PatientEmitter, QuickObserver


class Told(FileSystemEventHandler):
    def __init__(self) -> None:
        self.events: list[FileSystemEvent] = []

    def dispatch(self, event: FileSystemEvent) -> None:
        self.events.append(event)

    def until(self, name: str) -> bool:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if any(str(event.src_path).endswith(name) for event in self.events):
                return True
            time.sleep(0.05)
        return False


def test_a_look_that_took_long_is_followed_by_a_long_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in the processor's time, so that waiting is no work."""
    clock, waits = [0.0], []

    def look(emitter: Any, timeout: float) -> None:
        waits.append(timeout)
        clock[0] += 3.0

    monkeypatch.setattr(PollingEmitter, "queue_events", look)
    monkeypatch.setattr(serve, "time", SimpleNamespace(thread_time=lambda: clock[0]))
    emitter = PatientEmitter.__new__(PatientEmitter)
    emitter.queue_events(POLLING)
    emitter.queue_events(POLLING)
    assert waits == [POLLING, 3.0 * REST]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "les.md").write_text("oud", "utf-8")
    return tmp_path


@pytest.mark.parametrize("quick", [True, False], ids=["the system tells", "it does not"])
def test_a_change_is_told_and_reading_is_none(folder: Path, quick: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not quick:

        def refused(observer: object) -> None:
            raise OSError("no more watches")

        monkeypatch.setattr(Observer, "start", refused)
    told, observer = Told(), QuickObserver(PollingObserver(timeout=POLLING), [folder])
    observer.schedule(told, str(folder), recursive=True)
    observer.start()
    try:
        (folder / "les.md").read_text("utf-8")
        time.sleep(2 * POLLING)
        assert told.events == []
        (folder / "les.md").write_text("nieuw", "utf-8")
        os.utime(folder / "les.md", (1, 1))
        assert told.until("les.md")
        (folder / "map").mkdir()
        (folder / "map" / "ander.md").write_text("ook", "utf-8")
        assert told.until("ander.md")
    finally:
        observer.stop()
        observer.join()


def test_a_folder_that_is_not_ours_is_watched_by_the_observer_of_mkdocs(folder: Path) -> None:
    slow = PollingObserver(timeout=POLLING)
    observer = QuickObserver(slow, [folder / "lessons"])
    ((by, watch),) = observer.schedule(Told(), str(folder), recursive=True)
    assert by is slow
    observer.unschedule([(by, watch)])
    assert not slow.emitters


def test_the_system_is_not_asked_to_tell_of_reading(folder: Path) -> None:
    """Each lesson that is read again would be news, in the middle of following a change."""
    observer = QuickObserver(PollingObserver(timeout=POLLING), [folder])
    _, (_, watch) = observer.schedule(Told(), str(folder), recursive=True)
    assert watch.event_filter
    assert not watch.event_filter & {FileOpenedEvent, FileClosedNoWriteEvent}


def test_what_comes_later_is_noticed_and_nothing_beside_it(tmp_path: Path) -> None:
    told, root = Told(), tmp_path
    observer = QuickObserver(PollingObserver(timeout=0.1), (), [root / "register.yml", root / "lessons"])
    observer.schedule(told, str(root), recursive=False)
    observer.start()
    try:
        (root / "README.md").write_text("beside", "utf-8")
        (root / "lessons").mkdir()
        (root / "lessons" / "les.md").write_text("nieuw", "utf-8")
        assert told.until("les.md")
        (root / "register.yml").write_text("published: []\n", "utf-8")
        assert told.until("register.yml")
        (root / "register.yml").write_text("published: [lessen/x/]\n", "utf-8")
    finally:
        observer.stop()
    assert {Path(str(event.src_path)).name for event in told.events} == {"les.md", "register.yml"}
