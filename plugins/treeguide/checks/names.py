"""Whether everything that is named exists, and no name is used twice."""

from collections.abc import Iterator
from datetime import date

from treeguide.library import RESERVED, Lesson, Tree
from treeguide.project import Project, held_back
from treeguide.values import Place, Problem, Said, problem, warning
from treeguide.values.closest import closest
from treeguide.values.vocabulary import SHORT, Facets, chosen, is_taken, lists_of, requirable


def unknown_lesson(project: Project) -> Iterator[Problem]:
    """Something names a lesson that does not exist."""
    known = {*project.library.lessons, *project.library.declared["lesson"]}
    for situation in project.library.situations.values():
        for number, use in enumerate(situation.outcome.lessons):
            if use.lesson not in known:
                place = situation.place("lessons", number, "lesson")
                yield problem(place, "unknown-lesson", id=use.lesson, near=closest(use.lesson, known))
    for place, name in _talked_about(project):
        if name not in known:
            yield problem(place, "unknown-lesson", id=name, near=closest(name, known))
    for _, place, name in _beside(project):
        if name not in known:
            yield problem(place, "unknown-lesson", id=name, near=closest(name, known))


def _talked_about(project: Project) -> Iterator[tuple[Place, str]]:
    """Every lesson that a scan names for a pattern, and that a checklist advises."""
    for scan in project.library.scans.values():
        for item, content in scan.file.items.items():
            for pattern, talk in content.talk:
                for number, name in enumerate(talk.lessons if talk else ()):
                    yield scan.place("items", item, "talk", pattern, "lessons", number), name
    for checklist in project.library.checklists.values():
        for number, advice in enumerate(checklist.file.advice):
            if advice.lesson:
                yield checklist.place("advice", number, "lesson"), advice.lesson


def lesson_draft(project: Project) -> Iterator[Problem]:
    """A lesson that a lesson, a scan or a checklist of the site names, and that is held back: there it falls out."""
    held = held_back(project)
    named = [(place, name) for lesson, place, name in _beside(project) if lesson not in held]
    for place, name in (*_talked_about(project), *named) if held else ():
        if name in held:
            yield warning(place, "lesson-draft", id=name)


def _beside(project: Project) -> Iterator[tuple[str, Place, str]]:
    """Every lesson that another one names as related or opposite, behind the id of that one and the place."""
    for lesson in project.library.lessons.values():
        for key in ("related", "opposite"):
            for number, name in enumerate(getattr(lesson.front, key)):
                yield lesson.id, lesson.place(key, number), name


def unknown_source(project: Project) -> Iterator[Problem]:
    """Something names a source that is not in the bibliography."""
    known = {*project.library.sources, *project.library.declared["source"]}
    is_unread = _is_unread(project, "sources.yml")
    for place, name in _cited(project):
        if name not in known and not is_unread and not project.library.may_hold(name):
            yield problem(place, "unknown-source", id=name, near=closest(name, known), folder=project.folders.lessons)


def _is_unread(project: Project, name: str) -> bool:
    """Whether that list could not be read: then nobody knows what is in it."""
    return any(one.path == f"{project.folders.lessons}/{name}" for one in project.library.unread)


def _cited(project: Project) -> Iterator[tuple[Place, str]]:
    for lesson in project.library.lessons.values():
        for number, name in enumerate(lesson.front.sources):
            yield lesson.place("sources", number), name
    for guide in project.library.guides.values():
        for number, name in enumerate(guide.file.sources):
            yield guide.place("sources", number), name
    for tree in project.trees:
        for question, content in tree.file.questions.items():
            for number, name in enumerate(content.sources):
                yield tree.place("questions", question, "sources", number), name


def uncited_source(project: Project) -> Iterator[Problem]:
    """A source that nothing cites. Silent as long as some file cannot be read: it may be what cites it."""
    library, node = project.library, project.library.source_node
    if node is None or library.broken or library.unread:
        return
    cited = {closest(name, library.sources) for _, name in _cited(project)}
    for name in library.sources:
        if name not in cited:
            yield warning(node.key_at((name,)), "uncited-source", id=name)


def unknown_guide(project: Project) -> Iterator[Problem]:
    """An outcome sends readers on to a tree that does not exist."""
    known = {*project.library.guides, *project.library.declared["tree"]}
    for situation in project.library.situations.values():
        for number, name in enumerate(situation.outcome.guides):
            if name not in known:
                yield problem(situation.place("guides", number), "unknown-guide", id=name, near=closest(name, known))


def unknown_facet(project: Project) -> Iterator[Problem]:
    """A theme, phase or role that is not in the closed lists."""
    lists, is_unread = lists_of(project.library.facets), _is_unread(project, "facets.yml")
    for file, place, sort, name in _facets(project):
        known = lists[sort]
        if name not in known and not is_unread and not project.library.may_hold(name):
            yield problem(
                file.place(*place),
                "unknown-facet",
                id=name,
                field=Said(sort) if sort in SHORT else sort,
                near=closest(name, known),
                known=tuple(known),
                folder=project.folders.lessons,
            )


def _facets(project: Project) -> Iterator[tuple[Lesson | Tree, tuple[str, int], str, str]]:
    """Every theme, phase and role that is named: its file and path in it, which list it is in, and its id."""
    for lesson in project.library.lessons.values():
        for sort in lists_of(project.library.facets):
            for number, name in enumerate(chosen(lesson.front, sort)):
                yield lesson, (sort, number), sort, name
    for tree in project.trees:
        for number, name in enumerate(tree.file.audience):
            yield tree, ("audience", number), "roles", name


def unknown_list(project: Project) -> Iterator[Problem]:
    """What a guide asks of its lessons, or makes cards by, is none of its lists or kinds."""
    library, facets = project.library, project.library.facets
    if library.facet_node is None:
        return
    lists, kinds = tuple(lists_of(facets)), tuple(facets.kinds)
    named: list[tuple[tuple[str | int, ...], str | None, tuple[str, ...]]] = []
    named += ((("required", number), name, requirable(facets)) for number, name in enumerate(facets.required))
    named += [(("default_kind",), facets.default_kind, kinds)]
    if facets.cards:
        named += [(("cards", "kind"), facets.cards.kind, kinds), (("cards", "by"), facets.cards.by, lists)]
    for taken in filter(is_taken, facets.facets):
        yield problem(library.facet_node.key_at(("facets", taken)), "unknown-list", hint="taken", id=taken)
    for path, name, known in named:
        if name is not None and name not in known:
            yield problem(library.facet_node.at(path), "unknown-list", id=name, near=closest(name, known), known=known)


def bad_date(project: Project) -> Iterator[Problem]:
    """A day that no calendar has."""
    for lesson in project.library.lessons.values():
        if lesson.front.reviewed and not _is_day(lesson.front.reviewed):
            yield problem(lesson.place("reviewed"), "bad-date", value=lesson.front.reviewed)
    for address, removal in project.library.register.removed.items():
        if project.library.register_node and not _is_day(removal.date):
            place = project.library.register_node.at(("removed", address, "date"))
            yield problem(place, "bad-date", value=removal.date)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def reserved_name(project: Project) -> Iterator[Problem]:
    """An id that cannot be an address: the name of an overview, or one that Windows keeps for itself."""
    library = project.library
    for name, situation in library.situations.items():
        if name in RESERVED:
            yield problem(situation.key, "reserved-name", id=name)
    facets, node = library.facets, library.facet_node
    if node:
        yield from (problem(node.key_at(path), "reserved-name", id=path[-1]) for path in _reserved(facets))


def _reserved(facets: Facets) -> Iterator[tuple[str, ...]]:
    """Where a kind or a choice has a reserved name."""
    yield from (("kinds", name) for name in facets.kinds if name in RESERVED)
    for sort, known in lists_of(facets).items():
        listed = facets.facets[sort].values if sort in facets.facets else {}
        for name in known:
            if name in RESERVED:
                yield ("facets", sort, "values", name) if name in listed else (sort, name)


def names_itself(project: Project) -> Iterator[Problem]:
    """A lesson that calls itself related or opposite."""
    for lesson in project.library.lessons.values():
        for key in ("related", "opposite"):
            for number, name in enumerate(getattr(lesson.front, key)):
                if name == lesson.id:
                    yield problem(lesson.place(key, number), "names-itself", id=name)


def unknown_new_name(project: Project) -> Iterator[Problem]:
    """An old id that leads to what is not there."""
    library, outcomes = project.library, project.outcome_ids
    for one in library.former:
        if one.sort == "outcome" and one.new not in outcomes and not library.may_hold(one.new):
            yield problem(one.place, "unknown-outcome", id=one.new, near=closest(one.new, outcomes))
    for tree in project.trees:
        steps = {*tree.file.questions, *outcomes} if tree.file.aliases else ()
        for old, new in tree.file.aliases.items():
            if old not in steps and new not in steps and not library.may_hold(new):
                yield problem(tree.place("aliases", old), "unknown-target", id=new, near=closest(new, steps))
