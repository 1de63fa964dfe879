"""Does a build's work ahead in processes of its own, so that it uses every processor.

The processes are forked, so each knows all that the build knows by then. They work from the end of a list towards the
build, which works from its start; where they meet, they end. What a process could not do, had something to say about,
or left undone when it ended, the build does itself, as if there were no other processes.
"""

import contextlib
import gc
import logging
import mmap
import os
import pickle
import signal
import struct
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Sequence
from typing import IO, Any, NoReturn

LEAST = 60  # of fewer pieces of work, dividing them costs more than it gains
MOST = 8
FREE, DONE_HERE = 0, 255
_HEAD = struct.Struct("=QQ")


class Ahead:
    """What `work` makes of each name, made by other processes where these are first.

    Whatever `work` returns must be plain enough to pickle. Without other processes `take` always returns None.
    """

    def __init__(self, names: Sequence[str] = (), work: Callable[[str], Any] = str, helpers: int = 0) -> None:
        self._names, self._work = names, work
        self._places = {name: place for place, name in enumerate(names)}
        self._marks = mmap.mmap(-1, len(names) or 1)
        self._made: dict[int, Any] = {}
        self._helpers: list[_Helper] = []
        with contextlib.suppress(OSError):  # no room for another process: then there are fewer
            for number in range(1, helpers + 1):
                self._helpers.append(self._start(number))

    def take(self, name: str) -> Any:
        """What another process made of this name; None when the build has to do it. To be asked once, in order."""
        place = self._places.get(name)
        if place is None:
            return None
        mark = self._marks[place]
        if mark == FREE:
            self._marks[place] = DONE_HERE
        elif mark != DONE_HERE and place not in self._made:
            self._helpers[mark - 1].read(self._made, place)
        return self._made.pop(place, None)

    def end(self) -> None:
        """Let the other processes end, and wait for the one thing that each is busy with."""
        self._marks[:] = bytes([DONE_HERE]) * len(self._marks)
        for helper in self._helpers:
            helper.end()
        self._helpers, self._made = [], {}

    def _start(self, number: int) -> "_Helper":
        results = tempfile.TemporaryFile()  # noqa: SIM115 (closed when the process ends)
        ready, told = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        build = os.getpid()
        try:
            process = os.fork()
        except OSError:
            os.close(ready)
            os.close(told)
            raise
        if process == 0:
            self._run(number, build, results, told)
        os.close(told)
        return _Helper(process, results, ready)

    def _run(self, number: int, build: int, results: IO[bytes], told: int) -> NoReturn:
        """Work until everything is taken, as the process that was forked for it. Says nothing, and never returns."""
        try:
            gc.freeze()
            for sort in (signal.SIGTERM, signal.SIGINT):
                signal.signal(sort, signal.SIG_DFL)
            listening = _Listening()
            for place in range(len(self._names) - 1, -1, -1):
                if self._marks[place] == DONE_HERE or os.getppid() != build:
                    break
                if self._marks[place] == FREE:
                    self._marks[place] = number
                    made = listening.to(self._work, self._names[place])
                    results.write(_HEAD.pack(place, len(made)) + made)
                    results.flush()
                    os.write(told, b".")
        finally:
            os._exit(0)


class _Helper:
    """Another process, seen from the build: the file it writes to, and a pipe that tells when it did or ended."""

    def __init__(self, process: int, results: IO[bytes], ready: int) -> None:
        self._process, self._results, self._ready = process, results, ready
        self._at = 0

    def read(self, made: dict[int, Any], place: int) -> None:
        """Take in what was made until that of this place is there, or the process has ended."""
        is_working = True
        while place not in made and is_working:
            is_working = bool(os.read(self._ready, 4096))
            while len(head := os.pread(self._results.fileno(), _HEAD.size, self._at)) == _HEAD.size:
                found, length = _HEAD.unpack(head)
                content = os.pread(self._results.fileno(), length, self._at + _HEAD.size)
                if len(content) < length:
                    break
                made[found] = pickle.loads(content)  # noqa: S301 (by a process of our own, in a file without a name)
                self._at += _HEAD.size + length

    def end(self) -> None:
        os.close(self._ready)
        self._results.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._process, 0)


class _Listening(logging.Handler):
    """Keeps silent everything that would be said, and remembers that there was something."""

    def __init__(self) -> None:
        super().__init__()
        self._is_told = False
        for name in logging.root.manager.loggerDict:
            logging.getLogger(name).handlers, logging.getLogger(name).propagate = [], True
        logging.getLogger().handlers = [self]
        warnings.showwarning = lambda *said, **more: self.emit(said)

    def emit(self, record: object) -> None:
        self._is_told = True

    def to(self, work: Callable[[str], Any], name: str) -> bytes:
        """What the work gives, pickled; None when it fails or has something to say."""
        self._is_told = False
        try:
            made = pickle.dumps(work(name))
        except Exception:  # the build does it again, and says what is wrong
            self._is_told = True
        return pickle.dumps(None) if self._is_told else made


def helpers(wanted: int, pieces: int) -> int:
    """How many processes may help with so many pieces of work. `wanted` counts the build's own; 0 leaves it to us.

    Only where forking is safe: on Linux, in a process without other threads.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 0
    if wanted < 1:
        wanted = min(len(os.sched_getaffinity(0)), MOST) if pieces >= LEAST else 1
    return min(wanted, DONE_HERE) - 1
