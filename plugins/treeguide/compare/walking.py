"""Walks two versions of a tree side by side: where the same answers lead a reader now, for all routes at once.

A reader keeps answers by question. The routes of the one version are walked; along with each goes the set of sections
where that reader can be in the other version, given the answers so far: one section as long as both ask the same, more
where the other asks something this route has no answer to. This is the subset construction of Rabin and Scott (1959)
on the product of both graphs. The work grows with the pairs of sections that readers can be in, never with the number
of routes; routes are counted by adding up along the way.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from treeguide.compare.turns import Comparison, Ends, Step, Turn, Walks

LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class _State:
    """Where a reader is: the step in the version walked, the answers still of use, the steps in the other version."""

    here: Step
    answers: frozenset[tuple[str, str]]
    there: frozenset[Step]


@dataclass(slots=True)
class _Product:
    """Every state there is, nearest first, and for each the states that its answers lead to."""

    states: list[_State] = field(default_factory=list)
    onward: list[list[tuple[str, int]]] = field(default_factory=list)
    before: list[tuple[int, str] | None] = field(default_factory=list)


class _Pair:
    """Two versions of a tree, with what each asks from each section on."""

    def __init__(self, walked: Walks, other: Walks) -> None:
        self.walked, self.other = walked, other
        self.bits = {name: 1 << n for n, name in enumerate(dict.fromkeys((*walked.questions, *other.questions)))}
        self.asked_here, self.asked_there = self._asked_from(walked), self._asked_from(other)

    def _asked_from(self, walks: Walks) -> list[int]:
        """For each section the questions asked there and further on, as bits. A fixed point, backwards."""
        asked = [self.bits[name] for name in walks.questions]
        before: list[list[int]] = [[] for _ in asked]
        for number, options in enumerate(walks.options):
            for target in options.values():
                if isinstance(target, int):
                    before[target].append(number)
        waiting = deque(reversed(range(len(asked))))
        while waiting:
            number = waiting.popleft()
            for earlier in before[number]:
                if asked[number] & ~asked[earlier]:
                    asked[earlier] |= asked[number]
                    waiting.append(earlier)
        return asked

    def answered(self, state: _State, option: str) -> _State:
        """The state after an answer to the question that is asked here."""
        if isinstance(state.here, str):
            return state
        question = self.walked.questions[state.here]
        there = [
            target
            for step in state.there
            if (target := self.onward(step, option) if self.other.name(step) == ("question", question) else step) != ""
        ]
        answers = {**dict(state.answers), question: option}
        return self.settled(self.walked.options[state.here][option], answers, there)

    def onward(self, step: Step, option: str) -> Step:
        """Where an answer leads in the other version; nothing when it has no such answer."""
        return self.other.options[step].get(option, "") if isinstance(step, int) else ""

    def settled(self, here: Step, answers: Mapping[str, str], there: Iterable[Step]) -> _State:
        """The state when the other version has gone on as far as these answers carry it.

        There, a question that may still be answered here waits; one with an answer is answered; at any other every
        answer is possible. Answers to questions that are not asked there any more are forgotten.
        """
        to_come = self.asked_here[here] if isinstance(here, int) else 0
        found: set[Step] = set()
        seen = set(there)
        waiting = deque(seen)
        while waiting:
            step = waiting.popleft()
            name = self.other.questions[step] if isinstance(step, int) else ""
            if isinstance(step, str) or self.bits[name] & to_come:
                found.add(step)
                continue
            options = self.other.options[step]
            onward = [options.get(answers[name], "")] if name in answers else options.values()
            fresh = {target for target in onward if target != ""} - seen
            seen |= fresh
            waiting.extend(fresh)
        asked = 0
        for step in found:
            asked |= self.asked_there[step] if isinstance(step, int) else 0
        asked &= ~to_come
        return _State(here, frozenset(one for one in answers.items() if self.bits[one[0]] & asked), frozenset(found))

    def is_calm(self, state: _State) -> bool:
        """Whether both versions stand at the same step, with nothing left to tell them apart."""
        if len(state.there) != 1 or state.answers:
            return False
        (there,) = state.there
        return self.walked.name(state.here) == self.other.name(there)


def compare(walked: Walks, other: Walks, limit: int = LIMIT) -> Comparison | None:
    """Every route of `walked`, held against `other`; None when they differ so wildly that it cannot be told.

    That is when there are more states to tell apart than `limit`, beyond four for each section.
    Where a reader can walk in circles, a route that comes back to where it was is not counted.
    """
    pair = _Pair(walked, other)
    product = _explore(pair, limit + 4 * len(walked.questions))
    if product is None:
        return None
    forward = _forward(product)
    below = _routes_below(product, forward)
    found: dict[object, list[Turn]] = {}
    counts = _Counts(_ways_to(product, forward), below, _changes_below(pair, product, forward))
    for key, turn in _turns(pair, product, counts):
        found.setdefault(key, []).append(turn)
    return Comparison(below[0], tuple(_joined(turns) for turns in found.values()))


def _explore(pair: _Pair, limit: int) -> _Product | None:
    """Every state that readers can come in."""
    product = _Product()
    numbers: dict[_State, int] = {}

    def number_of(state: _State, before: tuple[int, str] | None) -> int:
        if state not in numbers:
            numbers[state] = len(numbers)
            product.states.append(state)
            product.before.append(before)
        return numbers[state]

    number_of(pair.settled(0, {}, [0]), None)
    for number, state in enumerate(product.states):
        product.onward.append([])
        if isinstance(state.here, str):
            continue
        for option in pair.walked.options[state.here]:
            after = number_of(pair.answered(state, option), (number, option))
            product.onward[number].append((option, after))
        if len(numbers) > limit:
            return None
    return product


@dataclass(frozen=True, slots=True)
class _Forward:
    """The states in an order in which answers only lead on, and for each state the answers that do so."""

    order: list[int]
    onward: list[list[int]]


def _forward(product: _Product) -> _Forward:
    """Depth first, leaving out what leads back to a state on the way there."""
    onward: list[list[int]] = [[] for _ in product.states]
    finished: list[int] = []
    state = [0] * len(product.states)  # 0 not seen, 1 being walked, 2 done
    state[0] = 1
    walk = [(0, iter(product.onward[0]))]
    while walk:
        number, rest = walk[-1]
        for _, target in rest:
            if state[target] == 1:
                continue
            onward[number].append(target)
            if state[target] == 0:
                state[target] = 1
                walk.append((target, iter(product.onward[target])))
                break
        else:
            state[number] = 2
            finished.append(number)
            walk.pop()
    return _Forward(finished[::-1], onward)


def _ways_to(product: _Product, forward: _Forward) -> list[int]:
    """For each state, how many ways there are from the start."""
    ways = [0] * len(product.states)
    ways[0] = 1
    for number in forward.order:
        for target in forward.onward[number]:
            ways[target] += ways[number]
    return ways


def _routes_below(product: _Product, forward: _Forward) -> list[int]:
    """For each state, how many routes there are from there to an end."""
    routes = [0] * len(product.states)
    for number in reversed(forward.order):
        if isinstance(product.states[number].here, str):
            routes[number] = 1
        else:
            routes[number] = sum(routes[target] for target in forward.onward[number])
    return routes


def _changes_below(pair: _Pair, product: _Product, forward: _Forward) -> dict[int, Counter[Ends]]:
    """For each state that is not calm, how many routes from there end differently before both come together again."""
    found: dict[int, Counter[Ends]] = {}
    for number in reversed(forward.order):
        state = product.states[number]
        if pair.is_calm(state):
            continue
        found[number] = Counter()
        if isinstance(state.here, str):
            found[number][state.here, tuple(sorted(str(end) for end in state.there))] = 1
        for target in forward.onward[number]:
            found[number].update(found.get(target, {}))
    return found


@dataclass(frozen=True, slots=True)
class _Counts:
    """By state: how many ways there are to it, how many routes from it, and how many of those end differently."""

    ways: Sequence[int]
    below: Sequence[int]
    changed: Mapping[int, Counter[Ends]]


def _turns(pair: _Pair, product: _Product, counts: _Counts) -> Iterator[tuple[object, Turn]]:
    """Every answer after which the versions part, with what makes it the same as another in the eyes of a reader."""
    walked, other, below, changed = pair.walked, pair.other, counts.below, counts.changed
    if walked.name(0) != other.name(0) or 0 in changed:
        yield "start", Turn((), 0, 0, below[0], dict(changed.get(0, {})), True)
    for number, state in enumerate(product.states):
        if isinstance(state.here, str) or not pair.is_calm(state):
            continue
        for option, target in product.onward[number]:
            (beside,) = state.there
            was, now = walked.options[state.here][option], pair.onward(beside, option)
            there = None if now == "" else other.name(now)
            if walked.name(was) == there and target not in changed:
                continue
            times = counts.ways[number]
            ends_changed = {ends: count * times for ends, count in changed.get(target, {}).items()}
            turn = Turn(
                _route(product, number, option),
                was,
                None if now == "" else now,
                below[target] * times,
                ends_changed,
                times == 1,
            )
            yield (walked.questions[state.here], option, walked.name(was), there), turn


def _route(product: _Product, number: int, option: str) -> tuple[tuple[int, str], ...]:
    """The shortest way to a state and on through an answer, as (section, option)."""
    steps = []
    at: tuple[int, str] | None = (number, option)
    while at is not None:
        here = product.states[at[0]].here
        if isinstance(here, int):
            steps.append((here, at[1]))
        at = product.before[at[0]]
    return tuple(reversed(steps))


def _joined(turns: Sequence[Turn]) -> Turn:
    """Turns at the same answer as one; the route is that of the nearest."""
    changed: Counter[Ends] = Counter()
    for turn in turns:
        changed.update(turn.changed)
    routes = sum(turn.routes for turn in turns)
    first = turns[0]
    return Turn(first.route, first.was, first.now, routes, dict(changed), len(turns) == 1 and first.is_only)
