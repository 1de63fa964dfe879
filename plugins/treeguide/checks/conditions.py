"""Whether conditions can hold, are of use, and test facts that exist."""

from collections.abc import Iterator

from treeguide.checks.project import Project, each_option, each_way
from treeguide.library import Situation, Tree
from treeguide.place import Place
from treeguide.problem import Problem, closest, problem
from treeguide.unfold import ways


def never_holds(project: Project) -> Iterator[Problem]:
    """A condition that no reader can ever meet."""
    yield from (found for code, found in _unused_ways(project) if code == "never-holds")


def swallowed(project: Project) -> Iterator[Problem]:
    """A condition that only holds where an earlier one already took the reader along."""
    yield from (found for code, found in _unused_ways(project) if code == "swallowed")


def _unused_ways(project: Project) -> Iterator[tuple[str, Problem]]:
    for tree in project.trees:
        graph = project.graph(tree)
        if not graph.sections:
            continue
        taken: dict[tuple[str, str], set[int]] = {}
        held: dict[tuple[str, str], set[int]] = {}
        for section in graph.sections:
            for edge in section.edges:
                key = (section.question, edge.option)
                taken.setdefault(key, set()).add(edge.arm)
                held.setdefault(key, set()).update(edge.holding)
        for question, option, path in each_option(tree):
            next_ = tree.file.questions[question].options[option].next
            if isinstance(next_, str) or (question, option) not in taken:
                continue
            for number, (condition, _) in enumerate(ways(next_)):
                if not condition.facts or number in taken[question, option]:
                    continue
                if any(fact not in _set_facts(tree) for fact in (*condition.all_of, *condition.any_of)):
                    continue
                place = tree.key_place(*path, "next", number, "when")
                code = "swallowed" if number in held[question, option] else "never-holds"
                yield code, problem(place, code, option=option)


def _set_facts(tree: Tree) -> set[str]:
    return {
        fact for content in tree.file.questions.values() for option in content.options.values() for fact in option.sets
    }


def order_dependent(project: Project) -> Iterator[Problem]:
    """Two conditions that hold together and lead to different steps: the order decides."""
    for tree in project.trees:
        graph = project.graph(tree)
        told: set[tuple[str, str, int, int]] = set()
        for number, section in enumerate(graph.sections):
            for edge in section.edges:
                if len(edge.holding) < 2:
                    continue
                every = list(ways(tree.file.questions[section.question].options[edge.option].next))
                first = edge.holding[0]
                for other in edge.holding[1:]:
                    key = (section.question, edge.option, first, other)
                    if not every[other][0].facts or every[other][1] == every[first][1] or key in told:
                        continue
                    told.add(key)
                    place = tree.key_place("questions", section.question, "options", edge.option, "next", other, "when")
                    route = project.route(tree, number, edge.option)
                    yield problem(place, "order-dependent", route, first=every[first][1], second=every[other][1])


def unknown_fact(project: Project) -> Iterator[Problem]:
    """A fact that is set or tested but not in the list of facts."""
    for tree in project.trees:
        for fact, path in _fact_uses(tree):
            if fact not in tree.file.facts:
                yield problem(tree.place(*path), "unknown-fact", fact=fact, near=closest(fact, tree.file.facts))
    for situation, place, fact in _outcome_facts(project):
        known = _known_facts(project, situation)
        if fact not in known:
            yield problem(place, "unknown-fact", fact=fact, near=closest(fact, known))


def _known_facts(project: Project, situation: Situation) -> set[str]:
    """The facts an outcome may test: those of the trees that lead to it."""
    trees = [
        tree for tree in project.trees if situation.id in project.graph(tree).outcomes() or tree.id == situation.tree
    ]
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
    for question, option, path in each_option(tree):
        for number, fact in enumerate(tree.file.questions[question].options[option].sets):
            yield fact, (*path, "sets", number)
    for condition, _, path, _ in each_way(tree):
        for sort in ("all_of", "any_of", "none_of"):
            for number, fact in enumerate(getattr(condition, sort)):
                yield fact, (*path, sort, number)


def _tested_facts(tree: Tree) -> set[str]:
    return {fact for condition, _, _, _ in each_way(tree) for fact in condition.facts}


def fact_never_set(project: Project) -> Iterator[Problem]:
    """A condition tests a fact that no option sets."""
    for tree in project.trees:
        missing = {fact for fact in tree.file.facts if fact not in _set_facts(tree)}
        tested = _tested_facts(tree) | {
            fact for situation, _, fact in _outcome_facts(project) if tree.id in project.reached.get(situation.id, ())
        }
        for fact in missing & tested:
            yield problem(tree.key_place("facts", fact), "fact-never-set", fact=fact)


def fact_never_used(project: Project) -> Iterator[Problem]:
    """A fact that no condition tests."""
    for tree in project.trees:
        used = _tested_facts(tree) | {fact for _, _, fact in _outcome_facts(project)}
        for fact in tree.file.facts:
            if fact not in used:
                yield problem(tree.key_place("facts", fact), "fact-never-used", fact=fact)
