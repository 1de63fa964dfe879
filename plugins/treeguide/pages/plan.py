"""A page before it is written: where it will stand and what writes it, so that one can be made without the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Literal, TypeAlias

from treeguide.writing.page import Page

InNav: TypeAlias = Literal["always", "few", "never"]


@dataclass(frozen=True)
class Plan:
    """A page to be. `path`, `edit` and `edit_line` are those of the page that `make` returns.

    `in_nav` says whether navigation that nobody wrote takes it up: always, while there are few of its sort, or never.
    """

    path: str
    make: Callable[[], Page] = field(repr=False)
    edit: str = ""
    edit_line: int = 0
    in_nav: InNav = "always"


Finish = Callable[[Page], Page]


def finished(plan: Plan, steps: Iterable[Finish]) -> Plan:
    """The plan of the same page, with these steps done to it after it is made."""
    return replace(plan, make=lambda: reduce(lambda page, step: step(page), steps, plan.make()))
