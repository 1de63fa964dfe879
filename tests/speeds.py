"""Two speeds of tests: see decisions/0103."""

from collections.abc import Iterable
from typing import Any

import pytest


def some(cases: Iterable[Any], quick: int = 1) -> list[Any]:
    """All cases of a test; the first few in `make test`, the others in `make slow`."""
    return [case if number < quick else _slow(case) for number, case in enumerate(cases)]


def _slow(case: Any) -> Any:
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.slow)
