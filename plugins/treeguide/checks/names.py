"""Whether everything that is named exists, and no name is used twice."""

from collections.abc import Iterator

from treeguide.checks.project import Project
from treeguide.library import lesson_facets
from treeguide.place import Place
from treeguide.problem import Problem, closest, problem


def unknown_lesson(project: Project) -> Iterator[Problem]:
    """Something names a lesson that does not exist."""
    known = set(project.library.lessons) | project.library.declared["lesson"]
    for situation in project.library.situations.values():
        for number, use in enumerate(situation.outcome.lessons):
            if use.lesson not in known:
                place = situation.place("lessons", number, "lesson")
                yield problem(place, "unknown-lesson", id=use.lesson, near=closest(use.lesson, known))
    for lesson in project.library.lessons.values():
        for key in ("related", "opposite"):
            for number, name in enumerate(getattr(lesson.front, key)):
                if name not in known:
                    yield problem(lesson.place(key, number), "unknown-lesson", id=name, near=closest(name, known))


def unknown_source(project: Project) -> Iterator[Problem]:
    """Something names a source that is not in the bibliography."""
    known = set(project.library.sources) | project.library.declared["source"]
    for place, name in _cited(project):
        if name not in known:
            yield problem(place, "unknown-source", id=name, near=closest(name, known))


def _cited(project: Project) -> Iterator[tuple[Place, str]]:
    for lesson in project.library.lessons.values():
        for number, name in enumerate(lesson.front.sources):
            yield lesson.place("sources", number), name
    for tree in project.trees:
        for number, name in enumerate(tree.file.sources):
            yield tree.place("sources", number), name
        for question, content in tree.file.questions.items():
            for number, name in enumerate(content.sources):
                yield tree.place("questions", question, "sources", number), name


def uncited_source(project: Project) -> Iterator[Problem]:
    """A source that nothing cites."""
    cited = {name for _, name in _cited(project)}
    node = project.library.source_node
    for name in project.library.sources:
        if name not in cited and node:
            yield problem(node.key_at((name,)), "uncited-source", id=name)


def unknown_guide(project: Project) -> Iterator[Problem]:
    """An outcome sends readers on to a tree that does not exist."""
    known = set(project.library.trees) | project.library.declared["tree"]
    for situation in project.library.situations.values():
        for number, name in enumerate(situation.outcome.guides):
            if name not in known:
                yield problem(situation.place("guides", number), "unknown-guide", id=name, near=closest(name, known))


def unknown_facet(project: Project) -> Iterator[Problem]:
    """A theme, phase or role that is not in the closed lists."""
    lists = lesson_facets(project.library.facets)
    for lesson in project.library.lessons.values():
        for field_, known in lists.items():
            for number, name in enumerate(getattr(lesson.front, field_)):
                if name not in known:
                    words = {"id": name, "field": field_, "near": closest(name, known), "known": ", ".join(known)}
                    yield problem(lesson.place(field_, number), "unknown-facet", **words)
    for tree in project.trees:
        for number, name in enumerate(tree.file.audience):
            if name not in lists["roles"]:
                words = {
                    "id": name,
                    "field": "roles",
                    "near": closest(name, lists["roles"]),
                    "known": ", ".join(lists["roles"]),
                }
                yield problem(tree.place("audience", number), "unknown-facet", **words)


def names_itself(project: Project) -> Iterator[Problem]:
    """A lesson that calls itself related or opposite."""
    for lesson in project.library.lessons.values():
        for key in ("related", "opposite"):
            for number, name in enumerate(getattr(lesson.front, key)):
                if name == lesson.id:
                    yield problem(lesson.place(key, number), "names-itself", id=name)


def alias_taken(project: Project) -> Iterator[Problem]:
    """An old id that is in use again, or that leads nowhere: two things would claim one address."""
    library = project.library
    claims = [(sort, old, new, place) for sort, old, new, place in library.alias_places]
    live = {
        "lesson": set(library.lessons),
        "outcome": set(library.situations),
        "source": set(library.sources),
        "tree": set(library.trees),
    }
    seen: dict[tuple[str, str], Place] = {}
    for sort, old, new, place in claims:
        if old in live[sort] or (sort, old) in seen:
            yield problem(place, "alias-taken", id=old)
        elif new not in live[sort]:
            yield problem(place, "unknown-target", id=new, near=closest(new, live[sort]))
        seen[sort, old] = place
    for tree in project.trees:
        steps = {*tree.file.questions, *project.outcome_ids}
        for old, new in tree.file.aliases.items():
            if old in steps:
                yield problem(tree.key_place("aliases", old), "alias-taken", id=old)
            elif new not in steps:
                yield problem(tree.place("aliases", old), "unknown-target", id=new, near=closest(new, steps))
