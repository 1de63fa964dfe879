"""Whether readers find what they need: scenarios, lessons, a real choice at every question,
where to begin, and who publishes.
"""

from collections.abc import Collection, Iterator
from datetime import date

from treeguide.config.file import option_place
from treeguide.graph import walk
from treeguide.library import Tree
from treeguide.project import Project, held_back, option_text
from treeguide.values import Place, Problem, problem, warning
from treeguide.values.closest import closest
from treeguide.values.shown import one_line
from treeguide.values.vocabulary import lists_of

MOST_OPTIONS = 50
Named = tuple[str, str]
SOON, YEAR = 30, 366  # days


_NO = frozenset({"false", "no", "off", "nee", "onwaar", "uit", "0"})


def scenario_ends_elsewhere(project: Project) -> Iterator[Problem]:
    """A scenario that does not end where it says."""
    for tree in project.trees:
        if not tree.file.scenarios or project.strays[tree.id] or tree.file.start not in tree.file.questions:
            continue
        for number, scenario in enumerate(tree.file.scenarios):
            bad = list(_unknown_answers(tree, number))
            yield from bad
            if bad:
                continue
            if scenario.expect not in project.outcome_ids:
                near = closest(scenario.expect, project.outcome_ids)
                yield problem(
                    tree.place("scenarios", number, "expect"), "unknown-outcome", id=scenario.expect, near=near
                )
                continue
            end, used, _ = walk(tree.file, scenario.answers)
            route = tuple(option_text(tree, question, option) for question, option in used)
            if not end:
                continue
            if end in tree.file.questions:
                place = tree.key_place("scenarios", number, "answers")
                yield problem(place, "scenario-unfinished", name=scenario.name, question=end).along(route)
            elif end != scenario.expect:
                place = tree.place("scenarios", number, "expect")
                words = {"name": scenario.name, "expected": scenario.expect, "end": end}
                yield problem(place, "scenario-ends-elsewhere", **words).along(route)


def _unknown_answers(tree: Tree, number: int) -> Iterator[Problem]:
    for question, option in tree.file.scenarios[number].answers.items():
        path = ("scenarios", number, "answers", question)
        if question not in tree.file.questions:
            near = closest(question, tree.file.questions)
            yield problem(tree.key_place(*path), "unknown-question", id=question, near=near)
        elif option not in tree.file.questions[question].options:
            known = tree.file.questions[question].options
            near = closest(option, known)
            place = tree.place(*path)
            yield problem(place, "unknown-option", id=option, question=question, near=near, known=tuple(known))


def outcome_without_scenario(project: Project) -> Iterator[Problem]:
    """An outcome of a tree that no scenario of that tree ends in; only the tree, where it has no scenario at all."""
    for tree in project.trees:
        if not tree.file.scenarios:
            yield warning(tree.key_place("questions"), "tree-without-scenarios")
            continue
        graph = project.graph(tree)
        ends = {scenario.expect for scenario in tree.file.scenarios}
        ends |= {walk(tree.file, scenario.answers)[0] for scenario in tree.file.scenarios}
        ends |= {closest(end, graph.outcomes) for end in ends if end not in project.outcome_ids}
        for outcome, (section, option) in graph.outcomes.items():
            if outcome not in ends and outcome in project.outcome_ids:
                path = ("questions", graph.sections[section].question, "options", option)
                route = project.route(tree, section, option)
                yield warning(tree.key_place(*path), "outcome-without-scenario", id=outcome).along(route)


def outcome_without_lessons(project: Project) -> Iterator[Problem]:
    """An outcome that gives the reader no lesson, in a project that has lessons."""
    if not project.library.lessons:
        return
    for situation in project.library.situations.values():
        if not situation.outcome.lessons:
            yield warning(situation.key, "outcome-without-lessons", id=situation.id)


def lesson_twice(project: Project) -> Iterator[Problem]:
    """A lesson that an outcome names twice for the same readers."""
    for situation in project.library.situations.values():
        always: dict[str, bool] = {}
        for number, use in enumerate(situation.outcome.lessons):
            if use.lesson in always and (use.when is None or always[use.lesson]):
                yield warning(situation.place("lessons", number, "lesson"), "lesson-twice", id=use.lesson)
            always[use.lesson] = always.get(use.lesson, False) or use.when is None


def draft_denied(project: Project) -> Iterator[Problem]:
    """A lesson of which `draft` says no: it stays away all the same, since whatever stands there is a reason."""
    for lesson in project.library.lessons.values():
        reason = lesson.front.draft or ""
        if reason.strip(" .").casefold() in _NO:
            yield problem(lesson.place("draft"), "draft-denied", text=reason)


def only_drafts(project: Project) -> Iterator[Problem]:
    """An outcome whose lessons are all held back: readers of it get none yet."""
    held = held_back(project)
    for situation in project.library.situations.values():
        lessons = [use.lesson for use in situation.outcome.lessons]
        if lessons and held.issuperset(lessons):
            place = situation.place("lessons", 0, "lesson")
            yield warning(place, "only-drafts", id=situation.id, lessons=tuple(dict.fromkeys(lessons)))


def unused_outcome(project: Project) -> Iterator[Problem]:
    """A shared outcome that no way of a tree, and no checklist, leads to. One that is never taken is reported there."""
    if not project.is_wholly_known or any(project.strays.values()):
        return
    situations = project.library.situations.values()
    if situations and not project.trees:
        first = min((situation.document for situation in situations), key=lambda document: document.path)
        yield warning(Place(first), "no-tree", folder=project.folders.trees)
        return
    named = {target for tree in project.trees for target in tree.targets}
    named |= {one.name for checklist in project.library.checklists.values() for one in checklist.file.advice}
    for situation in situations:
        if situation.tree is None and situation.id not in named:
            yield warning(situation.key, "unused-outcome", id=situation.id)


def lesson_without_outcome(project: Project) -> Iterator[Problem]:
    """A lesson that no outcome, scan or checklist leads to; one that is not published yet may wait."""
    library = project.library
    if not project.is_wholly_known or not library.situations:
        return
    named = {use.lesson for situation in library.situations.values() for use in situation.outcome.lessons}
    named |= {name for sheet in library.sheets.values() for name in sheet.lessons}
    used = {closest(name, library.lessons) for name in named}
    for lesson in library.lessons.values():
        if lesson.id not in used and not lesson.is_draft:
            yield warning(lesson.place("title"), "lesson-without-outcome", id=lesson.id)


def single_option(project: Project) -> Iterator[Problem]:
    """A question with one option is no question. A statement with one way on is fine: a reader reads it and goes on."""
    for tree in project.trees:
        for question, content in tree.file.questions.items():
            if len(content.options) == 1 and content.text.rstrip(" \n\"'’”*_").endswith("?"):
                yield warning(tree.key_place("questions", question), "single-option", id=question)


def many_options(project: Project) -> Iterator[Problem]:
    """More options than anyone reads before choosing."""
    for tree in project.trees:
        for question, content in tree.file.questions.items():
            if len(content.options) > MOST_OPTIONS:
                place, count = tree.key_place("questions", question), len(content.options)
                yield warning(place, "many-options", id=question, count=count, limit=MOST_OPTIONS)


def same_text(project: Project) -> Iterator[Problem]:
    """Two options of a question that read the same."""
    for tree in project.trees:
        for question, content in tree.file.questions.items():
            seen: dict[str, str] = {}
            for option, chosen in content.options.items():
                text = one_line(chosen.text.casefold()).rstrip(".")
                if text in seen:
                    place = tree.place("questions", question, "options", option, "text")
                    yield warning(place, "same-text", first=seen[text], second=option)
                seen.setdefault(text, option)


def unknown_start_here(project: Project) -> Iterator[Problem]:
    """A theme, phase or role lets readers begin with something that does not exist."""
    for _, place, (sort, name) in _starts(project):
        tree, _, one = name.rpartition("#")
        if sort == "question" and tree not in project.library.trees:
            sort, one = "guide", tree
        known = _known(project, sort, tree)
        if one not in known and not project.library.may_hold(one):
            yield problem(place, f"unknown-{sort}", id=one, near=closest(one, known))


def _known(project: Project, sort: str, tree: str) -> Collection[str]:
    """The ids of that sort; of questions, those of the tree."""
    library = project.library
    if sort == "question":
        return library.trees[tree].file.questions
    if sort == "outcome":
        return project.outcome_ids
    return (
        {*library.trees, *library.declared["tree"]}
        if sort == "guide"
        else {*library.lessons, *library.declared["lesson"]}
    )


def start_here_twice(project: Project) -> Iterator[Problem]:
    """A theme, phase or role lets readers begin with the same thing twice."""
    seen: set[tuple[Named, Named]] = set()
    for owner, place, named in _starts(project):
        if (owner, named) in seen:
            yield warning(place, "start-here-twice", id=named[1].rpartition("#")[2])
        seen.add((owner, named))


def start_here_draft(project: Project) -> Iterator[Problem]:
    """A theme, phase or role lets readers begin with a lesson that is held back: the site leaves it out."""
    held = held_back(project)
    for _, place, (sort, name) in _starts(project):
        if sort == "lesson" and name in held:
            yield warning(place, "start-here-draft", id=name)


def _starts(project: Project) -> Iterator[tuple[Named, Place, Named]]:
    """Each thing that readers may begin with: whose list it is in, its place, and what it is."""
    node = project.library.facet_node
    if node is None:
        return
    own = project.library.facets.facets
    for sort, known in lists_of(project.library.facets).items():
        for name, facet in known.items():
            owner = ("facets", sort, "values", name) if sort in own and name in own[sort].values else (sort, name)
            for number, start in enumerate(facet.start_here):
                yield (sort, name), node.at((*owner, "start_here", number, start.names[0])), start.names


def publisher_incomplete(project: Project) -> Iterator[Problem]:
    """Something of the publisher is empty: where it is filled in for a part, and in a release that has room for one."""
    who = project.settings.publisher
    is_begun = any((who.name, who.mail, who.errors_to, who.site, who.accessibility, who.security_to))
    if who.empty and (is_begun or (who.is_asked and project.settings.version)):
        yield warning(_place(project, "publisher"), "publisher-incomplete", missing=who.empty)


def security_runs_out(project: Project) -> Iterator[Problem]:
    """The day until which security.txt holds is near or past, or too far away to be looked at again in time."""
    day = project.settings.publisher.security_expires
    if not (day and project.today):
        return
    left = (date.fromisoformat(day) - date.fromisoformat(project.today)).days
    if not SOON <= left <= YEAR:
        place = _place(project, "publisher.security_expires")
        yield warning(place, "security-runs-out", hint="far" if left > YEAR else "", day=day)


def _place(project: Project, name: str) -> Place:
    return option_place((project.library.site_config,), name)
