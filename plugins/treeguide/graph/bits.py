"""A tree with its facts as bits of one integer, so that thousands of situations can be told apart quickly."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from treeguide.values.model import Condition, Next, Option, TreeFile, When


class Edge(NamedTuple):
    """What choosing an option does: on to section number `target`, or to the outcome of that id.

    `arm` is the position of the way that was taken in the option's list; 0 where the option has one way only.
    `holding` are all ways whose condition held, in order.
    """

    option: str
    target: int | str
    arm: int = 0
    holding: tuple[int, ...] = ()


@dataclass(slots=True)
class Way:
    """One way on, with its condition as bits."""

    all_of: int
    any_of: int
    none_of: int
    target: str

    def holds(self, facts: int) -> bool:
        return (
            facts & self.all_of == self.all_of
            and (not self.any_of or bool(facts & self.any_of))
            and not facts & self.none_of
        )


@dataclass(slots=True)
class Choice:
    """An option: the facts it sets, its ways on, and the facts those test."""

    option: str
    sets: int
    ways: list[Way]
    tested: int


@dataclass(slots=True)
class Compiled:
    """A tree with its facts as bits; the ways of each question, and what is still tested from there on."""

    facts: list[str]
    choices: dict[str, list[Choice]]
    live: dict[str, int] = field(default_factory=dict)

    def bits(self, facts: Iterable[str]) -> int:
        """Those facts as bits; a fact that this tree never sets or tests has none."""
        wanted = set(facts)
        return sum(1 << bit for bit, name in enumerate(self.facts) if name in wanted)


_ALWAYS = Condition()


def ways(next_: Next) -> Iterator[tuple[Condition, str]]:
    """The ways an option leads on, in order, as condition and target; one without a condition holds always."""
    if isinstance(next_, str):
        yield _ALWAYS, next_
        return
    for way in next_:
        if isinstance(way, When):
            yield way.when, way.to
        else:
            yield _ALWAYS, way.otherwise


def compile_tree(tree: TreeFile) -> Compiled:
    """The tree with its facts as bits."""
    names: dict[str, int] = {}

    def bits(facts: Sequence[str]) -> int:
        total = 0
        for fact in facts:
            total |= 1 << names.setdefault(fact, len(names))
        return total

    def choice(name: str, option: Option) -> Choice:
        if isinstance(option.next, str):
            return Choice(name, bits(option.sets), [Way(0, 0, 0, option.next)], 0)
        found = [
            Way(bits(condition.all_of), bits(condition.any_of), bits(condition.none_of), target)
            for condition, target in ways(option.next)
        ]
        tested = 0
        for way in found:
            tested |= way.all_of | way.any_of | way.none_of
        return Choice(name, bits(option.sets), found, tested)

    choices = {
        question: [choice(name, option) for name, option in content.options.items()]
        for question, content in tree.questions.items()
    }
    return Compiled(list(names), choices)


def find_live(compiled: Compiled, kept: Mapping[str, int] | None = None) -> None:
    """For each question, the facts that a condition there or further on still tests. A fixed point, backwards.

    `kept` are facts that still count at an outcome.
    """
    compiled.live = dict.fromkeys(compiled.choices, 0)
    if not kept and not any(choice.tested for choices in compiled.choices.values() for choice in choices):
        return
    leads_from: dict[str, list[str]] = {question: [] for question in compiled.choices}
    for question, choices in compiled.choices.items():
        for choice in choices:
            for way in choice.ways:
                if way.target in leads_from:
                    leads_from[way.target].append(question)
    live = compiled.live
    kept = kept or {}
    waiting = deque(reversed(compiled.choices))
    queued = set(waiting)
    while waiting:
        question = waiting.popleft()
        queued.discard(question)
        now = 0
        for choice in compiled.choices[question]:
            after = choice.tested
            for way in choice.ways:
                after |= live.get(way.target, 0) | kept.get(way.target, 0)
            now |= after & ~choice.sets
        if now != live[question]:
            live[question] = now
            for earlier in leads_from[question]:
                if earlier not in queued:
                    queued.add(earlier)
                    waiting.append(earlier)


def follow(compiled: Compiled, choice: Choice, facts: int) -> tuple[Edge, tuple[str, int] | None]:
    """Where a choice leads with these facts: the edge, and the state when that is a question."""
    now = facts | choice.sets
    if not choice.tested and len(choice.ways) == 1:
        target = choice.ways[0].target
        state = (target, now & compiled.live[target]) if target in compiled.choices else None
        return Edge(choice.option, target, 0, (0,)), state
    holding = tuple(number for number, way in enumerate(choice.ways) if way.holds(now))
    if not holding:
        return Edge(choice.option, ""), None
    target = choice.ways[holding[0]].target
    edge = Edge(choice.option, target, holding[0], holding)
    return edge, (target, now & compiled.live[target]) if target in compiled.choices else None


def names_of(compiled: Compiled, facts: int) -> tuple[str, ...]:
    """The facts behind those bits, by name."""
    return tuple(sorted(name for bit, name in enumerate(compiled.facts) if facts >> bit & 1)) if facts else ()
