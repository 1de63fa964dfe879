"""Everything one can tick on a checklist at once, as a truth table, so that what is said of it is proven and not tried.

A table is one integer with a bit for each selection of signals: bit number s is set when the table holds for the
selection in which the signals are ticked whose bits s has. Tables are combined by the bits of whole integers, so 20
signals (a million selections) and 125 rules take a fraction of a second.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from treeguide.values.model import Condition
from treeguide.values.sheets import ChecklistFile

MOST_SIGNALS = 20  # beyond that a table takes long, and nobody reads a list


@dataclass(frozen=True)
class Selections:
    """The truth tables of a checklist that has `MOST_SIGNALS` signals at most."""

    file: ChecklistFile

    @cached_property
    def signals(self) -> tuple[str, ...]:
        return tuple(self.file.signals)

    @cached_property
    def every(self) -> int:
        """The table of all selections."""
        return (1 << (1 << len(self.signals))) - 1

    @cached_property
    def ticked(self) -> dict[str, int]:
        """For each signal the selections it is in."""
        return {name: self._with(place) for place, name in enumerate(self.signals)}

    def _with(self, place: int) -> int:
        """The selections that have that bit: a row of blocks, each as many bits off as on."""
        size = 1 << place
        table = ((1 << size) - 1) << size
        while 2 * size < 1 << len(self.signals):
            size *= 2
            table |= table << size
        return table

    @cached_property
    def facts(self) -> dict[str, int]:
        """For each fact the selections in which it holds; what counts alone holds where nothing else is ticked."""
        found: dict[str, int] = {}
        for name, signal in self.file.signals.items():
            table = self.ticked[name]
            if name in self.file.alone:
                for other in self.signals:
                    table &= ~self.ticked[other] if other != name else self.every
            for fact in (name, *signal.sets):
                found[fact] = found.get(fact, 0) | table
        return found

    @cached_property
    def advice(self) -> list[int]:
        """For each advice the selections in which it shows."""
        return [self._holds(advice.when) for advice in self.file.advice]

    def _holds(self, condition: Condition) -> int:
        table = self.every
        for fact in condition.all_of:
            table &= self.facts.get(fact, 0)
        if condition.any_of:
            table &= _any(self.facts.get(fact, 0) for fact in condition.any_of)
        return table & ~_any(self.facts.get(fact, 0) for fact in condition.none_of)

    @cached_property
    def sizes(self) -> list[int]:
        """For each number of signals the selections that have so many."""
        return list(self._counted(list(self.ticked.values())))

    def _counted(self, tables: Sequence[int]) -> Iterator[int]:
        """For each number from none up, the selections in which so many of these tables hold."""
        sums: list[int] = []  # bits of the count, the lowest first
        for table in tables:
            for place, digit in enumerate(sums):
                sums[place], table = digit ^ table, digit & table
            sums.append(table)
        width = len(tables).bit_length()
        for count in range(len(tables) + 1):
            found = self.every
            for place in range(width):
                found &= sums[place] if count >> place & 1 else ~sums[place]
            yield found

    def smallest(self, table: int) -> tuple[str, ...] | None:
        """A selection of as few signals as can be for which a table holds."""
        for of_size in self.sizes:
            found = table & of_size
            if found:
                number = (found & -found).bit_length() - 1
                return tuple(name for place, name in enumerate(self.signals) if number >> place & 1)
        return None

    @property
    def without_advice(self) -> tuple[str, ...] | None:
        """A selection of something that gives no advice."""
        return self.smallest(self.every & ~self.sizes[0] & ~_any(self.advice))

    def longest(self, most: int) -> tuple[int, tuple[str, ...]]:
        """The longest list that a selection of so many signals at most gives, and that selection."""
        few = _any(self.sizes[: most + 1])
        by_length = list(self._counted(self.advice))
        length = next(count for count in range(len(by_length) - 1, -1, -1) if by_length[count] & few)
        return length, self.smallest(by_length[length] & few) or ()

    def number(self, ticks: Iterable[str]) -> int:
        """Which bit of a table tells of these ticks."""
        given = set(ticks)
        return sum(1 << place for place, name in enumerate(self.signals) if name in given)

    def shown(self, ticks: Iterable[str]) -> tuple[str, ...]:
        """The names of the advice that these ticks give, in order."""
        number = self.number(ticks)
        return tuple(one.name for one, table in zip(self.file.advice, self.advice, strict=True) if table >> number & 1)


def _any(tables: Iterable[int]) -> int:
    found = 0
    for table in tables:
        found |= table
    return found


def known_facts(file: ChecklistFile) -> Mapping[str, list[str]]:
    """For each fact the signals that establish it; a signal is a fact of its own."""
    found: dict[str, list[str]] = {}
    for name, signal in file.signals.items():
        for fact in (name, *signal.sets):
            found.setdefault(fact, []).append(name)
    return found
