"""Whether conditions can hold, are of use, and test facts that exist."""

from collections.abc import Iterator

from treeguide.graph import Graph, ways
from treeguide.graph.routes import arrivals
from treeguide.library import Situation, Tree
from treeguide.project import Project, Unused, each_option, each_way
from treeguide.values import Place, Problem, Said, problem, warning
from treeguide.values.closest import closest
from treeguide.values.model import When


def empty_condition(project: Project) -> Iterator[Problem]:
    """A condition that asks for nothing, and so holds for every reader."""
    for tree in project.trees:
        for question, option, path in each_option(tree) if tree.has_conditions else ():
            next_ = tree.file.questions[question].options[option].next
            for number, way in enumerate(next_ if not isinstance(next_, str) else ()):
                if isinstance(way, When) and not way.when.facts:
                    yield problem(tree.key_place(*path, "next", number, "when"), "empty", key="when")
    for situation in project.library.situations.values():
        for number, use in enumerate(situation.outcome.lessons):
            if use.when is not None and not use.when.facts:
                yield problem(situation.node.key_at(("lessons", number, "when")), "empty", key="when")


def never_holds(project: Project) -> Iterator[Problem]:
    """A condition that no reader can ever meet."""
    for tree in project.trees:
        for path, _, holds in _unused(project, tree):
            if not holds:
                yield problem(tree.key_place(*path), "never-holds")
    yield from _lessons_for_nobody(project)


def _lessons_for_nobody(project: Project) -> Iterator[Problem]:
    """A lesson in an outcome, for readers who never come there."""
    if not project.is_wholly_known:
        return
    asked = {
        name: frozenset(fact for use in situation.outcome.lessons if use.when for fact in use.when.facts)
        for name, situation in project.library.situations.items()
        if any(use.when and use.when.facts for use in situation.outcome.lessons)
    }
    for name, readers in _readers(project, asked).items():
        situation = project.library.situations[name]
        settable = {fact for tree in project.reached.get(name, ()) for fact in project.library.trees[tree].set_facts}
        for number, use in enumerate(situation.outcome.lessons):
            if use.when is None or not {*use.when.all_of, *use.when.any_of} <= settable:
                continue
            if not any(use.when.holds(facts) for facts in readers):
                yield problem(situation.node.key_at(("lessons", number, "when")), "never-holds")


def _readers(project: Project, asked: dict[str, frozenset[str]]) -> dict[str, set[frozenset[str]]]:
    """For each of those outcomes that readers reach, the facts they come with; nothing where that grows too large."""
    found: dict[str, set[frozenset[str]]] = {}
    by_tree: dict[str, dict[str, frozenset[str]]] = {}
    for name, facts in asked.items():
        for tree in project.reached.get(name, ()):
            by_tree.setdefault(tree, {})[name] = facts
    for tree, own in by_tree.items():
        arriving = arrivals(project.library.trees[tree].file, own, project.limit)
        if arriving is None:
            return {}
        for name, readers in arriving.items():
            found.setdefault(name, set()).update(readers)
    return found


def swallowed(project: Project) -> Iterator[Problem]:
    """A condition that only holds where an earlier one already took the reader along."""
    for tree in project.trees:
        for path, _, holds in _unused(project, tree):
            if holds:
                yield problem(tree.key_place(*path), "swallowed")


def _unused(project: Project, tree: Tree) -> Unused:
    """The same for every check: looked for once."""
    if tree.id not in project.own_unused:
        project.own_unused[tree.id] = tuple(unused_ways(tree, project.graph(tree)))
    return project.own_unused[tree.id]


def unused_ways(tree: Tree, graph: Graph) -> Iterator[tuple[tuple[str | int, ...], str, bool]]:
    """Every way with a condition that no reader ever takes: its path, its target, and whether it holds for some.

    Left out are ways behind an `otherwise` or an empty condition, and ways that test a fact nothing sets: for those
    another check has the cause.
    """
    lists = {
        (question, option): (path, tuple(ways(next_)))
        for question, option, path in (each_option(tree) if tree.has_conditions else ())
        if not isinstance(next_ := tree.file.questions[question].options[option].next, str)
    }
    taken: dict[tuple[str, str], set[int]] = {}
    held: dict[tuple[str, str], set[int]] = {}
    for section in graph.sections if lists else ():
        for edge in section.edges:
            key = (section.question, edge.option)
            if key in lists:
                taken.setdefault(key, set()).add(edge.arm)
                held.setdefault(key, set()).update(edge.holding)
    for key, (path, every) in lists.items():
        for number, (condition, target) in enumerate(every) if key in taken else ():
            if not condition.facts:
                break
            if number not in taken[key] and {*condition.all_of, *condition.any_of} <= tree.set_facts:
                yield (*path, "next", number, "when"), target, number in held[key]


def order_dependent(project: Project) -> Iterator[Problem]:
    """Two conditions that hold together and lead to different steps: the order decides."""
    for tree in project.trees:
        graph = project.graph(tree)
        unused = {path for path, _, _ in _unused(project, tree)}
        told: set[tuple[str, str, str, int]] = set()
        for number, section in enumerate(graph.sections):
            for edge in section.edges:
                if len(edge.holding) < 2:
                    continue
                every = list(ways(tree.file.questions[section.question].options[edge.option].next))
                first = edge.holding[0]
                if not every[first][0].facts:
                    continue
                for other in edge.holding[1:]:
                    key = (section.question, edge.option, every[first][1], other)
                    path = ("questions", section.question, "options", edge.option, "next", other, "when")
                    if not every[other][0].facts:
                        break
                    if every[other][1] == every[first][1] or key in told or path in unused:
                        continue
                    told.add(key)
                    place = tree.key_place(*path)
                    route = project.route(tree, number, edge.option)
                    words = {"first": every[first][1], "second": every[other][1]}
                    yield warning(place, "order-dependent", **words).along(route)


def unknown_fact(project: Project) -> Iterator[Problem]:
    """A fact that is set or tested but not in the list of facts."""
    for tree in project.trees:
        strays = (tree.set_facts | tree.tested_facts) - tree.file.facts.keys()
        known_here = frozenset(tree.file.facts)
        for fact, path in _fact_uses(tree) if strays else ():
            if fact in strays:
                near = closest(fact, known_here)
                yield problem(tree.place(*path), "unknown-fact", fact=fact, near=near, given=Said("this-tree"))
    if not project.is_wholly_known:
        return
    for situation, place, fact in _outcome_facts(project):
        known = _known_facts(project, situation)
        if fact not in known:
            given = Said("this-tree" if situation.tree else "tree-to-here")
            yield problem(place, "unknown-fact", fact=fact, near=closest(fact, known), given=given)


def _known_facts(project: Project, situation: Situation) -> set[str]:
    """The facts an outcome may test: those of the trees that lead to it; of every tree when none does."""
    names = dict.fromkeys([*project.reached.get(situation.id, ()), situation.tree or ""])
    trees = [project.library.trees[name] for name in names if name in project.library.trees] or project.trees
    return {fact for tree in trees for fact in tree.file.facts}


def _outcome_facts(project: Project) -> Iterator[tuple[Situation, Place, str]]:
    for situation in project.library.situations.values():
        for number, use in enumerate(situation.outcome.lessons):
            if use.when is None:
                continue
            for sort in ("all_of", "any_of", "none_of"):
                for position, fact in enumerate(getattr(use.when, sort)):
                    yield situation, situation.place("lessons", number, "when", sort, position), fact


def _fact_uses(tree: Tree) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for question, option, path in each_option(tree) if tree.set_facts else ():
        for number, fact in enumerate(tree.file.questions[question].options[option].sets):
            yield fact, (*path, "sets", number)
    for condition, _, path, _ in each_way(tree) if tree.has_conditions else ():
        for sort in ("all_of", "any_of", "none_of"):
            for number, fact in enumerate(getattr(condition, sort)):
                yield fact, (*path, sort, number)


def _meant_facts(tree: Tree) -> set[str]:
    """The facts that a misspelt one looks like: whether those are set or tested cannot be said."""
    strays = (tree.set_facts | tree.tested_facts) - tree.file.facts.keys()
    return {closest(fact, tree.file.facts) for fact in strays}


def fact_never_set(project: Project) -> Iterator[Problem]:
    """A condition tests a fact that no option sets."""
    by_outcomes: dict[str, set[str]] = {}
    for situation, _, fact in _outcome_facts(project):
        for name in project.reached.get(situation.id, ()):
            by_outcomes.setdefault(name, set()).add(fact)
    for tree in project.trees:
        missing = set(tree.file.facts) - tree.set_facts - _meant_facts(tree)
        for fact in missing & (tree.tested_facts | by_outcomes.get(tree.id, set())):
            yield problem(tree.key_place("facts", fact), "fact-never-set", fact=fact)


def fact_never_used(project: Project) -> Iterator[Problem]:
    """A fact that no condition tests."""
    if not project.is_wholly_known:
        return
    tested_by_outcomes = {fact for _, _, fact in _outcome_facts(project)}
    for tree in project.trees:
        used = tree.tested_facts | tested_by_outcomes | _meant_facts(tree)
        for fact in tree.file.facts:
            if fact not in used:
                yield warning(tree.key_place("facts", fact), "fact-never-used", fact=fact)
