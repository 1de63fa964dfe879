"""Whether readers can get out: rings without an exit, loops, and trees that grow past the limit."""

from collections.abc import Iterator

from treeguide.graph.unfold import Graph
from treeguide.library import Tree
from treeguide.project import Project
from treeguide.values.problem import Problem, problem


def no_way_out(project: Project) -> Iterator[Problem]:
    """Questions that only lead to each other: no outcome can be reached from there."""
    for tree in project.trees:
        graph = project.graph(tree)
        if _turns_back(graph):
            yield from _reported(project, tree, _stuck(graph), "no-way-out")


def loop(project: Project) -> Iterator[Problem]:
    """A reader can come back to a question with nothing changed."""
    for tree in project.trees:
        graph = project.graph(tree)
        if _turns_back(graph):
            free = set(range(len(graph.sections))) - _stuck(graph)
            yield from _reported(project, tree, free, "loop")


def _turns_back(graph: Graph) -> bool:
    """Whether some way leads to the same section or an earlier one; without such a way there is no ring."""
    return any(
        isinstance(edge.target, int) and edge.target <= number
        for number, section in enumerate(graph.sections)
        for edge in section.edges
    )


def _reported(project: Project, tree: Tree, within: set[int], code: str) -> Iterator[Problem]:
    """Each ring among those sections, once wherever one enters it, with the shortest route to it."""
    graph = project.graph(tree)
    told: set[tuple[str, ...]] = set()
    for ring in _rings(graph, within):
        first = min(ring)
        names = tuple(graph.sections[number].question for number in _around(graph, first, set(ring)))
        turned = names.index(min(names))
        same = names[turned:-1] + names[:turned]
        if same not in told:
            told.add(same)
            place = tree.key_place("questions", names[0])
            yield problem(place, code, project.route(tree, first), ring=" → ".join(names))


def _stuck(graph: Graph) -> set[int]:
    """The sections from which no outcome can be reached."""
    backwards: list[list[int]] = [[] for _ in graph.sections]
    free: list[int] = []
    for number, section in enumerate(graph.sections):
        if any(isinstance(edge.target, str) for edge in section.edges):
            free.append(number)
        for edge in section.edges:
            if isinstance(edge.target, int):
                backwards[edge.target].append(number)
    found = set(free)
    while free:
        for earlier in backwards[free.pop()]:
            if earlier not in found:
                found.add(earlier)
                free.append(earlier)
    return set(range(len(graph.sections))) - found


def _onward(graph: Graph, number: int, within: set[int]) -> list[int]:
    return [
        edge.target for edge in graph.sections[number].edges if isinstance(edge.target, int) and edge.target in within
    ]


def _rings(graph: Graph, within: set[int]) -> list[list[int]]:
    """Groups of sections that can all reach each other (Tarjan 1972, without recursion)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    on_stack: set[int] = set()
    stack: list[int] = []
    rings: list[list[int]] = []
    for root in sorted(within):
        if root in index:
            continue
        work = [(root, iter(_onward(graph, root, within)))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            number, onward = work[-1]
            for inner in onward:
                if inner not in index:
                    index[inner] = low[inner] = len(index)
                    stack.append(inner)
                    on_stack.add(inner)
                    work.append((inner, iter(_onward(graph, inner, within))))
                    break
                if inner in on_stack:
                    low[number] = min(low[number], index[inner])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[number])
                if low[number] == index[number]:
                    ring = _pop_to(stack, number)
                    on_stack.difference_update(ring)
                    if len(ring) > 1 or number in _onward(graph, number, within):
                        rings.append(sorted(ring))
    return sorted(rings)


def _pop_to(stack: list[int], number: int) -> list[int]:
    """Take everything off the stack down to that number."""
    ring = []
    while True:
        last = stack.pop()
        ring.append(last)
        if last == number:
            return ring[::-1]


def _around(graph: Graph, start: int, within: set[int]) -> list[int]:
    """One shortest way round: from the start back to the start, both named."""
    before: dict[int, int] = {}
    waiting = [start]
    for number in waiting:
        for inner in _onward(graph, number, within):
            if inner == start:
                steps = [number]
                while steps[-1] != start:
                    steps.append(before[steps[-1]])
                return [*steps[::-1], start]
            if inner not in before:
                before[inner] = number
                waiting.append(inner)
    return [start]


def too_many_sections(project: Project) -> Iterator[Problem]:
    """Facts that combine into more situations than the limit."""
    for tree in project.trees:
        growth = project.graph(tree).growth
        if growth:
            facts = ", ".join(f"{fact} ({count})" for fact, count in growth)
            yield problem(tree.key_place("questions"), "too-many-sections", limit=str(project.limit), facts=facts)
