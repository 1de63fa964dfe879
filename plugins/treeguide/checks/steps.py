"""Whether every way on leads to a step, and every step can be reached."""

from collections.abc import Iterator

from treeguide.checks.project import Project, each_option, each_way, has_stray_targets
from treeguide.problem import Problem, closest, problem


def unknown_start(project: Project) -> Iterator[Problem]:
    """The start names no question of this tree."""
    for tree in project.trees:
        if tree.file.start not in tree.file.questions:
            near = closest(tree.file.start, tree.file.questions)
            yield problem(tree.place("start"), "unknown-start", id=tree.file.start, near=near)


def unknown_target(project: Project) -> Iterator[Problem]:
    """An option leads to a step that does not exist."""
    for tree in project.trees:
        known = {*tree.file.questions, *project.outcome_ids}
        for _, target, _, path in each_way(tree):
            if target not in known:
                yield problem(tree.place(*path), "unknown-target", id=target, near=closest(target, known))


def otherwise_missing(project: Project) -> Iterator[Problem]:
    """A list of ways without a last resort: a reader could get stuck."""
    for tree in project.trees:
        for question, option, path in each_option(tree):
            next_ = tree.file.questions[question].options[option].next
            if isinstance(next_, str):
                continue
            kinds = [hasattr(way, "otherwise") for way in next_]
            if not kinds[-1]:
                yield problem(tree.key_place(*path, "next"), "otherwise-missing")
            for number in range(len(kinds) - 1):
                if kinds[number]:
                    yield problem(tree.place(*path, "next", number + 1), "after-otherwise")


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
    """A question no reader can ever come to."""
    for tree in project.trees:
        graph = project.graph(tree)
        if not graph.sections or has_stray_targets(tree, project):
            continue
        reached = graph.of_question()
        for question in tree.file.questions:
            if question not in reached:
                yield problem(tree.key_place("questions", question), "unreachable-step", id=question)
        for outcome in tree.file.outcomes:
            if outcome not in project.reached:
                yield problem(tree.key_place("outcomes", outcome), "unreachable-step", id=outcome)
