"""Work done ahead by other processes: what they make is taken, and all else is as if there were no other processes."""

import logging
import os
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from treeguide.host.ahead import Ahead, helpers

NAMES = [f"piece {number}" for number in range(40)]
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no other way than to do everything itself"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def nobody_stays(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Afterwards none of the processes is left."""
    fork, forked = os.fork, []

    def noted() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", noted)
    yield
    for process in forked:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def made(tmp_path: Path, work: Callable[[str], object], count: int = 1, last: str = NAMES[0]) -> dict[str, object]:
    """What is taken of each piece when the others were done with theirs before the build began: up to `last`."""

    def noted(name: str) -> object:
        (tmp_path / name).touch()
        return work(name)

    ahead = Ahead(NAMES, noted, count)
    end = time.monotonic() + 20
    while not (tmp_path / last).exists() and time.monotonic() < end:
        time.sleep(0.01)
    try:
        return {name: ahead.take(name) for name in NAMES}
    finally:
        ahead.end()


@pytest.mark.parametrize("count", [1, 2, 3])
def test_everything_is_made_once_and_taken(tmp_path: Path, count: int) -> None:
    found = made(tmp_path, lambda name: f"{name.upper()} by {os.getpid()}", count)
    assert [str(said).partition(" by ")[0] for said in found.values()] == [name.upper() for name in NAMES]
    assert f" by {os.getpid()}" not in "".join(map(str, found.values()))


def test_much_is_taken_too(tmp_path: Path) -> None:
    assert set(made(tmp_path, lambda name: name * 100_000).values()) == {name * 100_000 for name in NAMES}


def test_without_others_nothing_is_taken() -> None:
    ahead = Ahead(NAMES, str.upper, 0)
    assert {ahead.take(name) for name in [*NAMES, "unknown"]} == {None}


def test_what_the_build_began_is_not_made_by_others(tmp_path: Path) -> None:
    def work(name: str) -> str:
        time.sleep(0.02)
        (tmp_path / name).touch()
        return name

    ahead = Ahead(NAMES, work, 1)
    found = [ahead.take(name) for name in NAMES[:10]]
    while not (tmp_path / NAMES[-1]).exists():
        time.sleep(0.01)
    found += [ahead.take(name) for name in NAMES[10:]]
    ahead.end()
    assert found[:10] == [None] * 10
    assert found[-1] == NAMES[-1]
    assert not (tmp_path / NAMES[9]).exists()


@pytest.mark.parametrize("harm", ["raises", "says", "warns", "cannot be handed over"])
def test_what_asks_for_attention_is_left_to_the_build(
    tmp_path: Path, harm: str, capfd: pytest.CaptureFixture[str]
) -> None:
    def work(name: str) -> object:
        if name == NAMES[7] and harm == "raises":
            raise OSError(28, "nee")
        if name == NAMES[7] and harm == "says":
            logging.getLogger("mkdocs.structure").warning("Let op!")
        if name == NAMES[7] and harm == "warns":
            warnings.warn("Let op!", UserWarning, stacklevel=1)
        return threading.Lock() if name == NAMES[7] and harm == "cannot be handed over" else name

    found = made(tmp_path, work)
    assert found[NAMES[7]] is None
    assert {name for name, text in found.items() if text == name} == {*NAMES} - {NAMES[7]}
    assert "Let op!" not in "".join(capfd.readouterr())


@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: os.kill(os.getpid(), signal.SIGKILL)])
def test_another_process_may_die(tmp_path: Path, end: Callable[[], None]) -> None:
    found = made(tmp_path, lambda name: end() if name == NAMES[7] else name, last=NAMES[7])
    assert {name for name, text in found.items() if text is None} == {*NAMES[:8]}


def test_where_no_process_can_be_made_the_build_does_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    ahead = Ahead(NAMES, str.upper, 2)
    assert {ahead.take(name) for name in NAMES} == {None}


def test_how_many_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(4)), raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert [helpers(0, 1000), helpers(0, 5), helpers(1, 1000), helpers(3, 5), helpers(10_000, 5)] == [3, 0, 0, 2, 254]
    monkeypatch.setattr("sys.platform", "darwin")
    assert helpers(0, 1000) == helpers(3, 1000) == 0
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert helpers(0, 1000) == helpers(3, 1000) == 0
