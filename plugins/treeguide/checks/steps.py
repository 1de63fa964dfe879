"""Whether every way on leads to a step, and every step can be reached."""

from collections.abc import Iterable, Iterator, Mapping

from treeguide.checks.conditions import unused_ways
from treeguide.graph.unfold import ways
from treeguide.library import Tree
from treeguide.project import Project, each_option, each_way, stray_targets
from treeguide.values.model import Otherwise
from treeguide.values.problem import Problem, closest, problem


def unknown_start(project: Project) -> Iterator[Problem]:
    """The start names no question of this tree."""
    for tree in project.trees:
        if tree.file.start not in tree.file.questions:
            near = closest(tree.file.start, tree.file.questions)
            yield problem(tree.place("start"), "unknown-start", id=tree.file.start, near=near)


def unknown_target(project: Project) -> Iterator[Problem]:
    """An option leads to a step that does not exist."""
    for tree in project.trees:
        strays = stray_targets(tree, project)
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
                    other=f"{other.document.path}:{other.line}",
                )


def unreachable_step(project: Project) -> Iterator[Problem]:
    """A step no reader can ever come to. Only the first of a row: what lies behind it comes along."""
    for tree in project.trees:
        graph = project.graph(tree)
        if not graph.sections or stray_targets(tree, project):
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
