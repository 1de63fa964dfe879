"""What it says about readers that a tree changed: the turns at which routes part, and how many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Step: TypeAlias = int | str
Ends: TypeAlias = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Walks:
    """A graph reduced to names: the question of each section, and for each option the section or end it leads to.

    Both versions of a thing have the same name here, also when its id changed.
    """

    questions: Sequence[str]
    options: Sequence[Mapping[str, Step]]

    def name(self, step: Step) -> tuple[str, str]:
        """What stands there, a question or an end, by its name."""
        return ("question", self.questions[step]) if isinstance(step, int) else ("end", step)

    def asks(self, step: Step, question: str) -> bool:
        """Whether a reader at that step can still be asked that question."""
        seen = {step}
        waiting = [step]
        while waiting:
            at = waiting.pop()
            if isinstance(at, int):
                if self.questions[at] == question:
                    return True
                fresh = [target for target in self.options[at].values() if target not in seen]
                seen.update(fresh)
                waiting += fresh
        return False


@dataclass(frozen=True)
class Turn:
    """An answer after which the versions part.

    `route` is the shortest way there, as (section, option) in the version that is walked, the answer itself last; it is
    empty when they part at the start. `was` is the step it leads to there, `now` what it leads to in the other version,
    None when it has no such answer. Of `routes` that come by here, `changed` says how many end differently, by their
    end and the ends in the other version; those come together again nowhere after this. `is_only` says that there is
    one way to come here.
    """

    route: tuple[tuple[int, str], ...]
    was: Step
    now: Step | None
    routes: int
    changed: Mapping[Ends, int]
    is_only: bool

    @property
    def count(self) -> int:
        """How many routes end differently."""
        return sum(self.changed.values())

    @property
    def lost(self) -> int:
        """How many of them the other version does not have."""
        return sum(count for (_, ends), count in self.changed.items() if not ends)


@dataclass(frozen=True)
class Comparison:
    """All routes of a version held against the other: how many there are, and every turn, the nearest first."""

    routes: int
    turns: tuple[Turn, ...]

    @property
    def lost(self) -> int:
        """How many routes the other version does not have."""
        return sum(turn.lost for turn in self.turns)

    @property
    def open(self) -> int:
        """How many routes can end where they did, and elsewhere too, since the other version asks something more."""
        return sum(count for turn in self.turns for (end, ends), count in turn.changed.items() if end in ends)

    @property
    def changed(self) -> int:
        """How many routes end somewhere else in the other version."""
        return sum(turn.count for turn in self.turns) - self.lost - self.open
