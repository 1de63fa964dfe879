"""Which test comes to which lines of some modules: the tests are run once, and watched."""

import sys
import time
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

LEFT_OUT = ("cacheprovider", "xdist", "unraisableexception")
OPTIONS = ("-x", "-q", "-Wignore", "--noconftest", "--hypothesis-seed=0", *(f"-pno:{name}" for name in LEFT_OUT))


@dataclass(frozen=True)
class Watched:
    """A test: its name, how many seconds it takes while watched, and the lines it comes to in each file."""

    name: str
    seconds: float
    lines: dict[str, set[int]] = field(repr=False)


class Watcher:
    """Watches each test that pytest runs, for the lines it comes to in those files."""

    def __init__(self, files: Sequence[str]) -> None:
        self.files = frozenset(files)
        self.found: list[Watched] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._forget()
        lines: dict[str, set[int]] = {}
        start = time.process_time()
        sys.settrace(self._tracer(lines))
        try:
            return (yield)
        finally:
            sys.settrace(None)
            self.found.append(Watched(item.nodeid, time.process_time() - start, lines))

    def _forget(self) -> None:
        """Empties what the modules remember, or only the first test would come to what a search remembers."""
        for module in list(sys.modules.values()):
            if getattr(module, "__file__", None) in self.files:
                for value in vars(module).values():
                    getattr(value, "cache_clear", bool)()

    def _tracer(self, lines: dict[str, set[int]]) -> Any:
        files = self.files

        def trace(frame: types.FrameType, event: str, argument: object) -> Any:
            file = frame.f_code.co_filename
            if file not in files:
                return None
            lines.setdefault(file, set()).add(frame.f_lineno)
            return trace

        return trace


class Chosen:
    """Lets pytest run only those tests, in that order."""

    def __init__(self, names: Sequence[str]) -> None:
        self.places = {name: place for place, name in enumerate(names)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.places]
        items[:] = sorted(chosen, key=lambda item: self.places[item.nodeid])


def watched(files: Sequence[str], tests: Sequence[str]) -> list[Watched]:
    """Every one of those tests with what it comes to, the quickest first; nothing when one of them fails."""
    watcher = Watcher(files)
    failed = pytest.main([*OPTIONS, *tests], [watcher])
    return [] if failed else sorted(watcher.found, key=lambda test: test.seconds)


def fails(names: Sequence[str]) -> bool:
    """Whether one of those tests fails. They are run in that order, to the first that does."""
    files = dict.fromkeys(name.partition("::")[0] for name in names)
    return bool(pytest.main([*OPTIONS, *files], [Chosen(names)]))
