"""A page before it is written: where it will stand and what writes it, so that one can be made without the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import reduce

from treeguide.writing.page import Page


@dataclass(frozen=True)
class Plan:
    """A page to be. `path`, `edit` and `edit_line` are those of the page that `make` returns."""

    path: str
    make: Callable[[], Page] = field(repr=False)
    edit: str = ""
    edit_line: int = 0


Finish = Callable[[Page], Page]


def finished(plan: Plan, steps: Iterable[Finish]) -> Plan:
    """The plan of the same page, with these steps done to it after it is made."""
    return Plan(plan.path, lambda: reduce(lambda page, step: step(page), steps, plan.make()), plan.edit, plan.edit_line)
