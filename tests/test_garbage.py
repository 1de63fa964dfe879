"""Garbage waits until there is nothing else to do, but not for ever."""

import gc
import time
from collections.abc import Iterator

import pytest

from treeguide.host import garbage
from treeguide.host.garbage import MOST, Garbage


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.enable()


def test_it_is_looked_for_when_it_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "QUIET", 0.05)
    left = Garbage()
    with left.left_alone():
        assert not gc.isenabled()
    end = time.monotonic() + 20
    while not gc.isenabled() and time.monotonic() < end:
        time.sleep(0.01)
    assert gc.isenabled()


def test_not_while_the_next_piece_of_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "QUIET", 0.05)
    left = Garbage()
    with left.left_alone():
        pass
    with left.left_alone():
        time.sleep(0.3)
        assert not gc.isenabled()


def test_in_an_endless_row_it_is_looked_for_now_and_then() -> None:
    left = Garbage()
    seen = []
    for _ in range(2 * MOST):
        with left.left_alone():
            pass
        seen.append(gc.isenabled())
    assert seen == 2 * [*[False] * (MOST - 1), True]
