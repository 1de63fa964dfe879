"""Whether every way on leads to a step, every step can be reached, and readers can get out of every ring."""

from collections.abc import Iterable, Iterator, Mapping

from treeguide.checks.conditions import unused_ways
from treeguide.graph import Graph, ways
from treeguide.library import Tree
from treeguide.project import Project, each_option, each_way
from treeguide.values import Place, Problem, problem, warning
from treeguide.values.closest import closest
from treeguide.values.model import Otherwise


def unknown_start(project: Project) -> Iterator[Problem]:
    """The start names no question of this tree."""
    for tree in project.trees:
        if tree.file.start not in tree.file.questions:
            near = closest(tree.file.start, tree.file.questions)
            yield problem(tree.place("start"), "unknown-start", id=tree.file.start, near=near)


def unknown_target(project: Project) -> Iterator[Problem]:
    """An option leads to a step that does not exist."""
    for tree in project.trees:
        strays = project.strays[tree.id]
        known = {*tree.file.questions, *project.outcome_ids} if strays else ()
        for _, target, _, path in each_way(tree) if strays else ():
            if target in strays and not project.library.may_hold(target):
                yield problem(tree.place(*path), "unknown-target", id=target, near=closest(target, known))


def otherwise_missing(project: Project) -> Iterator[Problem]:
    """A list of ways without a last resort, where a reader could get stuck; or one with more ways behind it."""
    for tree in project.trees:
        for question, option, path in each_option(tree) if tree.has_conditions else ():
            next_ = tree.file.questions[question].options[option].next
            if isinstance(next_, str):
                continue
            last = [number for number, way in enumerate(next_) if isinstance(way, Otherwise)]
            if not last:
                yield problem(tree.key_place(*path, "next"), "otherwise-missing")
            for number in range(last[0] + 1, len(next_)) if last else ():
                yield problem(tree.place(*path, "next", number), "after-otherwise")


def same_id(project: Project) -> Iterator[Problem]:
    """A question with the id of an outcome: a way on could mean either."""
    for tree in project.trees:
        for question in tree.file.questions:
            if question in project.library.situations:
                other = project.library.situations[question].key
                yield problem(
                    tree.key_place("questions", question),
                    "duplicate-id",
                    id=question,
                    other=other,
                )


def unreachable_step(project: Project) -> Iterator[Problem]:
    """A step no reader can ever come to. Only the first of a row: what lies behind it comes along."""
    for tree in project.trees:
        graph = project.graph(tree)
        if not graph.sections or project.strays[tree.id]:
            continue
        reached = graph.of_question()
        lost = [question for question in tree.file.questions if question not in reached]
        if not lost and all(outcome in project.reached for outcome in tree.file.outcomes):
            continue
        onward = _targets(tree)
        explained = _behind({target for _, target, _ in unused_ways(tree, graph)} | _spoilt(tree), onward)
        for question in _heads(lost, explained, onward):
            yield problem(tree.key_place("questions", question), "unreachable-step", id=question)
        if not project.is_wholly_known:
            continue
        explained |= {*tree.file.questions, *(target for question in lost for target in onward[question])}
        for outcome in tree.file.outcomes:
            if outcome not in project.reached and outcome not in explained:
                yield problem(tree.key_place("outcomes", outcome), "unreachable-step", id=outcome)


def _spoilt(tree: Tree) -> set[str]:
    """The steps behind ways that another check reports: behind an `otherwise`, or on facts that nothing sets."""
    found: set[str] = set()
    for question, option, _ in each_option(tree):
        every = list(ways(tree.file.questions[question].options[option].next))
        always = next((number for number, (condition, _) in enumerate(every) if not condition.facts), len(every))
        for number, (condition, target) in enumerate(every):
            if number > always or not {*condition.all_of, *condition.any_of} <= tree.set_facts:
                found.add(target)
    return found


def _targets(tree: Tree) -> dict[str, set[str]]:
    """For each question, every step that an option of it may lead to, whatever the facts."""
    found: dict[str, set[str]] = {question: set() for question in tree.file.questions}
    for question, option, _ in each_option(tree):
        found[question] |= {target for _, target in ways(tree.file.questions[question].options[option].next)}
    return found


def _behind(steps: Iterable[str], onward: Mapping[str, set[str]]) -> set[str]:
    """Those steps and every step one can come to from there."""
    found, waiting = set(steps), list(steps)
    while waiting:
        for step in onward.get(waiting.pop(), set()) - found:
            found.add(step)
            waiting.append(step)
    return found


def _heads(lost: list[str], explained: set[str], onward: Mapping[str, set[str]]) -> Iterator[str]:
    """The questions through which all other lost ones would be reached: those nothing lost leads to, then of rings."""
    followed = {target for question in lost for target in onward[question] if target != question}
    seen = set(explained)
    for question in [one for one in lost if one not in followed] + lost:
        if question not in seen:
            yield question
            seen |= _behind({question}, onward)


def no_way_out(project: Project) -> Iterator[Problem]:
    """Questions that only lead to each other: no outcome can be reached from there."""
    for tree in project.trees:
        graph = project.graph(tree)
        if _turns_back(graph):
            for place, route, ring in _each_ring(project, tree, _stuck(graph)):
                yield problem(place, "no-way-out", ring=ring).along(route)


def loop(project: Project) -> Iterator[Problem]:
    """A reader can come back to a question with nothing changed."""
    for tree in project.trees:
        graph = project.graph(tree)
        if _turns_back(graph):
            free = set(range(len(graph.sections))) - _stuck(graph)
            for place, route, ring in _each_ring(project, tree, free):
                yield warning(place, "loop", ring=ring).along(route)


def _turns_back(graph: Graph) -> bool:
    """Whether some way leads to the same section or an earlier one; without such a way there is no ring."""
    return any(target <= number for number, section in enumerate(graph.sections) for target in section.onward)


def _each_ring(project: Project, tree: Tree, within: set[int]) -> Iterator[tuple[Place, tuple[str, ...], str]]:
    """Each ring among those sections, once wherever one enters it: its place, the shortest route to it, its steps."""
    graph = project.graph(tree)
    told: set[tuple[str, ...]] = set()
    for ring in _rings(graph, within):
        first = min(ring)
        names = tuple(graph.sections[number].question for number in _around(graph, first, set(ring)))
        turned = names.index(min(names))
        same = names[turned:-1] + names[:turned]
        if same not in told:
            told.add(same)
            yield tree.key_place("questions", names[0]), project.route(tree, first), " → ".join(names)


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
    return [one for one in graph.sections[number].onward if one in within]


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
            yield problem(tree.key_place("questions"), "too-many-sections", limit=project.limit, facts=facts)
