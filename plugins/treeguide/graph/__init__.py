"""Turns a tree with conditions into a graph without them: every question once per situation that matters.

A situation is the set of facts that some later condition still tests; facts that nothing tests any more are forgotten,
so two readers who will see the same from here on share one section. The work grows with the number of sections, never
with the number of routes. Facts are bits of one integer while this runs. A graph that is too large for one page is cut.
"""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from treeguide.graph.bits import Compiled, Edge, compile_tree, find_live, follow, names_of, ways
from treeguide.values.model import TreeFile

__all__ = ["SECTION_LIMIT", "Edge", "Graph", "Section", "cut", "unfold", "walk", "ways"]

SECTION_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Section:
    """A question in one situation that matters. `facts` are those that hold and are still tested further on."""

    question: str
    facts: tuple[str, ...]
    edges: tuple[Edge, ...]
    before: tuple[int, str] | None = None

    @property
    def full_name(self) -> str:
        """The question's id with the facts behind it, each after a dot."""
        return ".".join((self.question, *self.facts))

    @property
    def onward(self) -> list[int]:
        """The sections that its options lead to."""
        return [edge.target for edge in self.edges if isinstance(edge.target, int)]


@dataclass(frozen=True)
class Graph:
    """A tree unfolded. Section 0 is the start; sections stand in the order a reader can first meet them.

    `names` is the address of each section: the question's id for the first section of a question, the full name for
    the others. `growth` says, when the unfolding was given up, which facts made it grow, the worst first.
    """

    sections: tuple[Section, ...]
    names: tuple[str, ...]
    growth: tuple[tuple[str, int], ...] = ()
    unknown: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        return not self.growth

    def route(self, section: int) -> list[tuple[int, str]]:
        """The shortest route to a section: (section, option) pairs from the start."""
        steps: list[tuple[int, str]] = []
        at = self.sections[section].before
        while at is not None:
            steps.append(at)
            at = self.sections[at[0]].before
        return steps[::-1]

    @cached_property
    def outcomes(self) -> dict[str, tuple[int, str]]:
        """Every outcome that can be reached, with the nearest section and option that lead to it."""
        found: dict[str, tuple[int, str]] = {}
        for number, section in enumerate(self.sections):
            for edge in section.edges:
                if isinstance(edge.target, str):
                    found.setdefault(edge.target, (number, edge.option))
        return found

    def of_question(self) -> dict[str, list[int]]:
        """The sections of each question."""
        found: dict[str, list[int]] = {}
        for number, section in enumerate(self.sections):
            found.setdefault(section.question, []).append(number)
        return found


def unfold(tree: TreeFile, limit: int = SECTION_LIMIT) -> Graph:
    """The tree as a graph.

    At most `limit` sections are made beyond one for each question; past that the graph is what was made so far and
    `growth` names the facts that multiply the most sections. Targets that do not exist are taken for outcomes.
    """
    compiled = compile_tree(tree)
    find_live(compiled)
    start = (tree.start, 0)
    if tree.start not in tree.questions:
        return Graph((), ())
    numbers: dict[tuple[str, int], int] = {start: 0}
    order = deque([start])
    befores: list[tuple[int, str] | None] = [None]
    sections: list[Section] = []
    most = limit + len(tree.questions)
    while order:
        question, facts = order.popleft()
        number = len(sections)
        edges = []
        for choice in compiled.choices[question]:
            edge, state = follow(compiled, choice, facts)
            if state is not None:
                if state not in numbers:
                    numbers[state] = len(numbers)
                    befores.append((number, choice.option))
                    order.append(state)
                edge = Edge(edge.option, numbers[state], edge.arm, edge.holding)
            edges.append(edge)
        sections.append(Section(question, names_of(compiled, facts), tuple(edges), befores[number]))
        if len(numbers) > most:
            return Graph((), (), _growth(compiled, numbers))
    return Graph(tuple(sections), _section_names(sections))


def _section_names(sections: Sequence[Section]) -> tuple[str, ...]:
    """Addresses: the plain id for a question's plainest section (no facts, else first met), full names for others."""
    plain: dict[str, int] = {}
    for number, section in enumerate(sections):
        if section.question not in plain or not section.facts:
            plain[section.question] = number
    return tuple(
        section.question if plain[section.question] == number else section.full_name
        for number, section in enumerate(sections)
    )


def _growth(compiled: Compiled, states: Mapping[tuple[str, int], int]) -> tuple[tuple[str, int], ...]:
    """For each fact, at how many questions it both holds and does not hold; the worst five."""
    seen_on: dict[str, int] = {}
    seen_off: dict[str, int] = {}
    for question, facts in states:
        seen_on[question] = seen_on.get(question, 0) | facts
        seen_off[question] = seen_off.get(question, 0) | ~facts
    counts: Counter[str] = Counter()
    for question, on in seen_on.items():
        both = on & seen_off[question]
        for bit, name in enumerate(compiled.facts):
            if both >> bit & 1:
                counts[name] += 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5])


def walk(tree: TreeFile, answers: Mapping[str, str]) -> tuple[str, list[tuple[str, str]], frozenset[str]]:
    """Walk the tree with these answers, from the start.

    You get the step where it ends (an outcome, or the first question without an answer), the answers used in order, and
    the facts they set. A ring is left at the first question that would be asked a second time with the same facts.
    """
    step, facts = tree.start, frozenset[str]()
    used: list[tuple[str, str]] = []
    seen: set[tuple[str, frozenset[str]]] = set()
    while step in tree.questions and (step, facts) not in seen:
        seen.add((step, facts))
        option = tree.questions[step].options.get(answers.get(step, ""))
        if option is None:
            break
        used.append((step, answers[step]))
        facts |= frozenset(option.sets)
        step = next((target for condition, target in ways(option.next) if condition.holds(facts)), "")
    return step, used, facts


def cut(graph: Graph, size: int) -> list[list[int]]:
    """The sections in parts of at most `size`, each part in order; the first begins with the start.

    A part is what lies nearest behind where one enters it. What lies behind two entrances goes with the first; small
    parts that follow each other are one. The work grows with the number of edges.
    """
    parts: list[list[int]] = []
    placed: set[int] = set()
    entrances = deque([0] if graph.sections else [])
    while entrances:
        entrance = entrances.popleft()
        if entrance in placed:
            continue
        room = size - len(parts[-1]) if parts else 0
        region = _nearest(graph, entrance, placed, size)
        if len(region) > room:
            if not parts or room < size / 2:
                parts.append([])
                room = size
            region = region[:room]
        parts[-1] += region
        placed.update(region)
        for number in region:
            entrances.extend(one for one in graph.sections[number].onward if one not in placed)
    return [sorted(part) for part in parts]


def _nearest(graph: Graph, entrance: int, placed: set[int], most: int) -> list[int]:
    """Sections that have no place yet, the nearest to an entrance first; no more than so many."""
    found = [entrance]
    known = {entrance}
    for number in found:
        for target in graph.sections[number].onward:
            if target not in placed and target not in known and len(found) < most:
                known.add(target)
                found.append(target)
    return found
