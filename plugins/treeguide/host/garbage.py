"""Has Python look for garbage when nobody waits for it."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

QUIET = 2.0  # seconds without work until garbage is looked for
MOST = 10  # pieces of work in a row that leave garbage behind


class Garbage:
    """What is left behind by pieces of work, each of which may be one of many in a row."""

    def __init__(self) -> None:
        self._is_busy, self._left = False, 0
        self._timer = threading.Timer(QUIET, self._collect)

    @contextmanager
    def left_alone(self) -> Iterator[None]:
        """Nobody looks for garbage meanwhile, and soon after it somebody does."""
        gc.disable()
        self._is_busy = True
        try:
            yield
        finally:
            self._is_busy = False
            self._left += 1
            self._timer.cancel()
            if self._left >= MOST:
                self._collect()
            else:
                self._timer = threading.Timer(QUIET, self._collect)
                self._timer.daemon = True
                self._timer.start()

    def _collect(self) -> None:
        if not self._is_busy:
            gc.enable()
            gc.collect()
            self._left = 0
