"""The routes of a graph become counts, lengths, walks one by one, and the facts readers have at an outcome."""

from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from treeguide.graph import SECTION_LIMIT, Graph
from treeguide.graph.bits import compile_tree, find_live, follow, names_of
from treeguide.values.model import TreeFile

WORK = 2_000_000


@dataclass(frozen=True)
class Route:
    """One walk from the start: (section, option) pairs, and the outcome where it ends."""

    steps: tuple[tuple[int, str], ...]
    end: str


@dataclass(frozen=True)
class Measure:
    """How many routes a graph has and how many questions they ask.

    `total`, `longest` and `median` are None where a reader can walk in circles: there is no end of routes then.
    `median` is also None where there are too many different lengths to count. `ends` says how many routes end in each
    outcome; it is empty for an endless graph.
    """

    total: int | None
    shortest: int
    median: float | None
    longest: int | None
    ends: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def measure(graph: Graph) -> Measure:
    """Measures a graph that has at least one section. The work grows with its edges, never with its routes."""
    shortest = _shortest(graph)
    order = _in_order(graph)
    if order is None:
        return Measure(None, shortest, None, None)
    ends = _ends(graph, order)
    return Measure(sum(ends.values()), shortest, _median(graph, order), _longest(graph, order), ends)


def is_endless(graph: Graph) -> bool:
    """Whether a reader can come back where they were."""
    return _in_order(graph) is None


def questions_left(graph: Graph) -> tuple[int, ...]:
    """For each section the most questions from it to an outcome, itself included; nothing where a route has no end."""
    order = _in_order(graph)
    left = [1] * len(graph.sections)
    for number in reversed(order or ()):
        left[number] = 1 + max((left[target] for target in graph.sections[number].onward), default=0)
    return tuple(left) if order else ()


def _in_order(graph: Graph) -> list[int] | None:
    """The sections so that every edge leads to a later one; None when some lead back (Kahn 1962)."""
    before = [0] * len(graph.sections)
    for number in range(len(before)):
        for target in graph.sections[number].onward:
            before[target] += 1
    order = [number for number, count in enumerate(before) if count == 0]
    for number in order:
        for target in graph.sections[number].onward:
            before[target] -= 1
            if before[target] == 0:
                order.append(target)
    return order if len(order) == len(before) else None


def _shortest(graph: Graph) -> int:
    """The fewest questions to any outcome; 0 when none can be reached."""
    far = {0: 1}
    waiting = deque(far)
    while waiting:
        number = waiting.popleft()
        for edge in graph.sections[number].edges:
            if isinstance(edge.target, str):
                return far[number]
            if edge.target not in far:
                far[edge.target] = far[number] + 1
                waiting.append(edge.target)
    return 0


def _ends(graph: Graph, order: list[int]) -> dict[str, int]:
    """How many routes end in each outcome. Counts that are done with are let go: they can have thousands of digits."""
    ways = {0: 1}
    ends: dict[str, int] = {}
    for number in order:
        here = ways.pop(number, 0)
        for edge in graph.sections[number].edges:
            if isinstance(edge.target, str):
                ends[edge.target] = ends.get(edge.target, 0) + here
            else:
                ways[edge.target] = ways.get(edge.target, 0) + here
    return ends


def _longest(graph: Graph, order: list[int]) -> int:
    far = {0: 1}
    for number in order:
        for target in graph.sections[number].onward:
            far[target] = max(far.get(target, 0), far[number] + 1)
    return max(far[number] for number in order if any(isinstance(e.target, str) for e in graph.sections[number].edges))


def _median(graph: Graph, order: list[int]) -> float | None:
    """The length in the middle of all routes sorted by length: the mean of two where their number is even."""
    lengths = _lengths(graph, order)
    if lengths is None:
        return None
    total = sum(lengths.values())
    middles = {(total - 1) // 2, total // 2}
    found, passed = [], 0
    for length in sorted(lengths):
        found += [length for middle in middles if passed <= middle < passed + lengths[length]]
        passed += lengths[length]
    return sum(found) / len(found)


def _lengths(graph: Graph, order: list[int]) -> Counter[int] | None:
    """How many routes there are of each length; None when that takes more than so many additions."""
    left = WORK
    at: dict[int, Counter[int]] = {0: Counter({1: 1})}
    whole: Counter[int] = Counter()
    for number in order:
        here = at.pop(number)
        edges = graph.sections[number].edges
        left -= len(here) * len(edges)
        if left < 0:
            return None
        for edge in edges:
            ends = isinstance(edge.target, str)
            into = whole if isinstance(edge.target, str) else at.setdefault(edge.target, Counter())
            for length, count in here.items():
                into[length if ends else length + 1] += count
    return whole


def each_route(graph: Graph) -> Iterator[Route]:
    """Every route, in the order of the options, one at a time.

    Where a reader can walk in circles, only the routes that come nowhere twice; each of them is found without walking
    into dead ends (Read and Tarjan 1975).
    """
    if not graph.sections:
        return
    endless = is_endless(graph)
    path, passed = [0], {0}
    steps: list[tuple[int, str]] = []
    waiting = [iter(graph.sections[0].edges)]
    while waiting:
        edge = next(waiting[-1], None)
        if edge is None:
            waiting.pop()
            passed.discard(path.pop())
            del steps[len(path) - 1 :]
        elif isinstance(edge.target, str):
            yield Route((*steps, (path[-1], edge.option)), edge.target)
        elif not endless or _gets_out(graph, edge.target, passed):
            steps.append((path[-1], edge.option))
            path.append(edge.target)
            passed.add(edge.target)
            waiting.append(iter(graph.sections[edge.target].edges))


def _gets_out(graph: Graph, start: int, passed: Collection[int]) -> bool:
    """Whether an outcome can be reached from a section without coming where one has been."""
    if start in passed:
        return False
    seen = {start}
    waiting = [start]
    while waiting:
        for edge in graph.sections[waiting.pop()].edges:
            if isinstance(edge.target, str):
                return True
            if edge.target not in seen and edge.target not in passed:
                seen.add(edge.target)
                waiting.append(edge.target)
    return False


def arrivals(
    tree: TreeFile, asked: Mapping[str, frozenset[str]], limit: int = SECTION_LIMIT
) -> dict[str, set[frozenset[str]]] | None:
    """For each outcome in `asked`, every set of those facts that a reader of this tree can come there with.

    None when there are more situations to tell apart than `limit`.
    """
    compiled = compile_tree(tree)
    kept = {outcome: compiled.bits(facts) for outcome, facts in asked.items()}
    find_live(compiled, kept)
    found: dict[str, set[int]] = {outcome: set() for outcome in asked}
    seen = {(tree.start, 0)} if tree.start in tree.questions else set()
    waiting = deque(seen)
    while waiting and len(seen) <= limit + len(tree.questions):
        question, facts = waiting.popleft()
        for choice in compiled.choices[question]:
            edge, state = follow(compiled, choice, facts)
            if state is not None and state not in seen:
                seen.add(state)
                waiting.append(state)
            if isinstance(edge.target, str) and edge.target in found:
                found[edge.target].add((facts | choice.sets) & kept[edge.target])
    if waiting:
        return None
    return {outcome: {frozenset(names_of(compiled, one)) for one in states} for outcome, states in found.items()}
