"""What must be true of trees, lessons and sources before readers see them. One function per check."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from treeguide import markdown_text
from treeguide.library import Folders, Lesson, Library, Situation, Tree, lesson_facets
from treeguide.links import find_target
from treeguide.model import Condition
from treeguide.place import Document, Place
from treeguide.problem import Problem, closest, in_order, problem
from treeguide.unfold import SECTION_LIMIT, Graph, unfold, walk, ways
from treeguide.yaml_nodes import Node


@dataclass(frozen=True)
class Project:
    """A library with the folders it came from and the graph of each tree."""

    library: Library
    folders: Folders
    limit: int = SECTION_LIMIT
    own_graphs: dict[str, Graph] = field(default_factory=dict)

    def graph(self, tree: Tree) -> Graph:
        if tree.id not in self.own_graphs:
            self.own_graphs[tree.id] = unfold(tree.file, self.limit)
        return self.own_graphs[tree.id]

    @cached_property
    def outcome_ids(self) -> set[str]:
        return set(self.library.situations) | self.library.declared["outcome"]

    @cached_property
    def reached(self) -> dict[str, list[str]]:
        """For each outcome, the trees that lead to it."""
        found: dict[str, list[str]] = {}
        for tree in self.library.trees.values():
            for outcome in self.graph(tree).outcomes():
                found.setdefault(outcome, []).append(tree.id)
        return found

    def route(self, tree: Tree, section: int, option: str = "") -> tuple[str, ...]:
        """The shortest route to a section, and on through an option, as the texts a reader chooses."""
        graph = self.graph(tree)
        steps = graph.route(section) + ([(section, option)] if option else [])
        return tuple(_option_text(tree, graph.sections[number].question, chosen) for number, chosen in steps)


def _option_text(tree: Tree, question: str, option: str) -> str:
    return " ".join(tree.file.questions[question].options[option].text.split())


def _trees(project: Project) -> Iterable[Tree]:
    return project.library.trees.values()


def _options(tree: Tree) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    for question, content in tree.file.questions.items():
        for option in content.options:
            yield question, option, ("questions", question, "options", option)


def _ways(tree: Tree) -> Iterator[tuple[Condition, str, tuple[str | int, ...], tuple[str | int, ...]]]:
    """Every way on: its condition, its target, and the paths of both."""
    for question, option, path in _options(tree):
        next_ = tree.file.questions[question].options[option].next
        for number, (condition, target) in enumerate(ways(next_)):
            base: tuple[str | int, ...] = (*path, "next")
            if isinstance(next_, str):
                yield condition, target, base, base
            else:
                key = "otherwise" if not condition.facts and number == len(next_) - 1 else "to"
                yield condition, target, (*base, number, "when"), (*base, number, key)


# --- steps ---------------------------------------------------------------------------------------------------------


def unknown_start(project: Project) -> Iterator[Problem]:
    """The start names no question of this tree."""
    for tree in _trees(project):
        if tree.file.start not in tree.file.questions:
            near = closest(tree.file.start, tree.file.questions)
            yield problem(tree.place("start"), "unknown-start", id=tree.file.start, near=near)


def unknown_target(project: Project) -> Iterator[Problem]:
    """An option leads to a step that does not exist."""
    for tree in _trees(project):
        known = {*tree.file.questions, *project.outcome_ids}
        for _, target, _, path in _ways(tree):
            if target not in known:
                yield problem(tree.place(*path), "unknown-target", id=target, near=closest(target, known))


def otherwise_missing(project: Project) -> Iterator[Problem]:
    """A list of ways without a last resort: a reader could get stuck."""
    for tree in _trees(project):
        for question, option, path in _options(tree):
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
    for tree in _trees(project):
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
    for tree in _trees(project):
        graph = project.graph(tree)
        if not graph.sections or _has_stray_targets(tree, project):
            continue
        reached = graph.of_question()
        for question in tree.file.questions:
            if question not in reached:
                yield problem(tree.key_place("questions", question), "unreachable-step", id=question)
        for outcome in tree.file.outcomes:
            if outcome not in project.reached:
                yield problem(tree.key_place("outcomes", outcome), "unreachable-step", id=outcome)


def _has_stray_targets(tree: Tree, project: Project) -> bool:
    """Whether some way leads nowhere: what lies behind it is then not to be called unreachable."""
    known = {*tree.file.questions, *project.outcome_ids}
    return any(target not in known for _, target, _, _ in _ways(tree))


def no_way_out(project: Project) -> Iterator[Problem]:
    """Questions that only lead to each other: no outcome can be reached from there."""
    for tree in _trees(project):
        graph = project.graph(tree)
        stuck = _stuck(graph)
        if not stuck:
            continue
        for ring in _rings(graph, stuck):
            first = min(ring)
            names = [graph.sections[number].question for number in _around(graph, first, set(ring))]
            place = tree.key_place("questions", graph.sections[first].question)
            yield problem(place, "no-way-out", project.route(tree, first), ring=" → ".join(names))


def loop(project: Project) -> Iterator[Problem]:
    """A reader can come back to a question with nothing changed."""
    for tree in _trees(project):
        graph = project.graph(tree)
        stuck = _stuck(graph)
        for ring in _rings(graph, set(range(len(graph.sections))) - stuck):
            first = min(ring)
            names = [graph.sections[number].question for number in _around(graph, first, set(ring))]
            place = tree.key_place("questions", graph.sections[first].question)
            yield problem(place, "loop", project.route(tree, first), ring=" → ".join(names))


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
    for tree in _trees(project):
        growth = project.graph(tree).growth
        if growth:
            facts = ", ".join(f"{fact} ({count})" for fact, count in growth)
            yield problem(tree.key_place("questions"), "too-many-sections", limit=str(project.limit), facts=facts)


# --- conditions ----------------------------------------------------------------------------------------------------


def never_holds(project: Project) -> Iterator[Problem]:
    """A condition that no reader can ever meet."""
    yield from (found for code, found in _unused_ways(project) if code == "never-holds")


def swallowed(project: Project) -> Iterator[Problem]:
    """A condition that only holds where an earlier one already took the reader along."""
    yield from (found for code, found in _unused_ways(project) if code == "swallowed")


def _unused_ways(project: Project) -> Iterator[tuple[str, Problem]]:
    for tree in _trees(project):
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
        for question, option, path in _options(tree):
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
    for tree in _trees(project):
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
    for tree in _trees(project):
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
        tree for tree in _trees(project) if situation.id in project.graph(tree).outcomes() or tree.id == situation.tree
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
    for question, option, path in _options(tree):
        for number, fact in enumerate(tree.file.questions[question].options[option].sets):
            yield fact, (*path, "sets", number)
    for condition, _, path, _ in _ways(tree):
        for sort in ("all_of", "any_of", "none_of"):
            for number, fact in enumerate(getattr(condition, sort)):
                yield fact, (*path, sort, number)


def _tested_facts(tree: Tree) -> set[str]:
    return {fact for condition, _, _, _ in _ways(tree) for fact in condition.facts}


def fact_never_set(project: Project) -> Iterator[Problem]:
    """A condition tests a fact that no option sets."""
    for tree in _trees(project):
        missing = {fact for fact in tree.file.facts if fact not in _set_facts(tree)}
        tested = _tested_facts(tree) | {
            fact for situation, _, fact in _outcome_facts(project) if tree.id in project.reached.get(situation.id, ())
        }
        for fact in missing & tested:
            yield problem(tree.key_place("facts", fact), "fact-never-set", fact=fact)


def fact_never_used(project: Project) -> Iterator[Problem]:
    """A fact that no condition tests."""
    for tree in _trees(project):
        used = _tested_facts(tree) | {fact for _, _, fact in _outcome_facts(project)}
        for fact in tree.file.facts:
            if fact not in used:
                yield problem(tree.key_place("facts", fact), "fact-never-used", fact=fact)


# --- names ---------------------------------------------------------------------------------------------------------


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
    for tree in _trees(project):
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
    for tree in _trees(project):
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
    live = {"lesson": set(library.lessons), "outcome": set(library.situations)}
    seen: dict[tuple[str, str], Place] = {}
    for sort, old, new, place in claims:
        if old in live[sort] or (sort, old) in seen:
            yield problem(place, "alias-taken", id=old)
        elif new not in live[sort]:
            yield problem(place, "unknown-target", id=new, near=closest(new, live[sort]))
        seen[sort, old] = place
    for tree in _trees(project):
        steps = {*tree.file.questions, *project.outcome_ids}
        for old, new in tree.file.aliases.items():
            if old in steps:
                yield problem(tree.key_place("aliases", old), "alias-taken", id=old)
            elif new not in steps:
                yield problem(tree.place("aliases", old), "unknown-target", id=new, near=closest(new, steps))


# --- what readers meet ---------------------------------------------------------------------------------------------


def scenario_ends_elsewhere(project: Project) -> Iterator[Problem]:
    """A scenario that does not end where it says."""
    for tree in _trees(project):
        if _has_stray_targets(tree, project) or tree.file.start not in tree.file.questions:
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
            route = tuple(_option_text(tree, question, option) for question, option in used)
            if end in tree.file.questions:
                place = tree.key_place("scenarios", number, "answers")
                yield problem(place, "scenario-unfinished", route, name=scenario.name, question=end)
            elif end != scenario.expect:
                place = tree.place("scenarios", number, "expect")
                words = {"name": scenario.name, "expected": scenario.expect, "end": end}
                yield problem(place, "scenario-ends-elsewhere", route, **words)


def _unknown_answers(tree: Tree, number: int) -> Iterator[Problem]:
    for question, option in tree.file.scenarios[number].answers.items():
        path = ("scenarios", number, "answers", question)
        if question not in tree.file.questions:
            near = closest(question, tree.file.questions)
            yield problem(tree.key_place(*path), "unknown-question", id=question, near=near)
        elif option not in tree.file.questions[question].options:
            known = tree.file.questions[question].options
            words = {"id": option, "question": question, "near": closest(option, known), "known": ", ".join(known)}
            yield problem(tree.place(*path), "unknown-option", **words)


def outcome_without_scenario(project: Project) -> Iterator[Problem]:
    """An outcome of a tree that no scenario of that tree ends in."""
    for tree in _trees(project):
        ends = {scenario.expect for scenario in tree.file.scenarios}
        graph = project.graph(tree)
        for outcome, (section, option) in graph.outcomes().items():
            if outcome not in ends and outcome in project.outcome_ids:
                path = ("questions", graph.sections[section].question, "options", option)
                route = project.route(tree, section, option)
                yield problem(tree.key_place(*path), "outcome-without-scenario", route, id=outcome)


def outcome_without_lessons(project: Project) -> Iterator[Problem]:
    """An outcome that gives the reader no lesson."""
    for situation in project.library.situations.values():
        if not situation.outcome.lessons:
            yield problem(situation.key, "outcome-without-lessons", id=situation.id)


def unused_outcome(project: Project) -> Iterator[Problem]:
    """A shared outcome that no tree leads to."""
    if any(_has_stray_targets(tree, project) for tree in _trees(project)) or project.library.broken:
        return
    for situation in project.library.situations.values():
        if situation.tree is None and situation.id not in project.reached:
            yield problem(situation.key, "unused-outcome", id=situation.id)


def lesson_without_outcome(project: Project) -> Iterator[Problem]:
    """A lesson that no outcome leads to."""
    if project.library.broken or not project.library.situations:
        return
    used = {use.lesson for situation in project.library.situations.values() for use in situation.outcome.lessons}
    for lesson in project.library.lessons.values():
        if lesson.id not in used:
            yield problem(lesson.place("title"), "lesson-without-outcome", id=lesson.id)


def single_option(project: Project) -> Iterator[Problem]:
    """A question with one option is no question."""
    for tree in _trees(project):
        for question, content in tree.file.questions.items():
            if len(content.options) == 1:
                yield problem(tree.key_place("questions", question), "single-option", id=question)


def same_text(project: Project) -> Iterator[Problem]:
    """Two options of a question that read the same."""
    for tree in _trees(project):
        for question, content in tree.file.questions.items():
            seen: dict[str, str] = {}
            for option, chosen in content.options.items():
                text = " ".join(chosen.text.casefold().split()).rstrip(".")
                if text in seen:
                    place = tree.place("questions", question, "options", option, "text")
                    yield problem(place, "same-text", first=seen[text], second=option)
                seen.setdefault(text, option)


# --- texts ---------------------------------------------------------------------------------------------------------


def _markdown(project: Project) -> Iterator[tuple[Document, str, Callable[[int], Place]]]:
    """Every Markdown text: its document, itself, and the place of a position in it."""
    for lesson in project.library.lessons.values():
        yield lesson.document, lesson.body, _body_place(lesson)
    for tree in _trees(project):
        for question, content in tree.file.questions.items():
            if content.help:
                yield (
                    tree.document,
                    content.help,
                    _scalar_place(tree.node, ("questions", question, "help"), content.help),
                )
            for option, chosen in content.options.items():
                if chosen.help:
                    path = ("questions", question, "options", option, "help")
                    yield tree.document, chosen.help, _scalar_place(tree.node, path, chosen.help)
    for situation in project.library.situations.values():
        for key in ("body", "first_step"):
            text = getattr(situation.outcome, key)
            yield situation.document, text, _scalar_place(situation.node, (key,), text)


def _body_place(lesson: Lesson) -> Callable[[int], Place]:
    def place(position: int) -> Place:
        line = lesson.body.count("\n", 0, position)
        column = position - (lesson.body.rfind("\n", 0, position) + 1)
        return Place(lesson.document, lesson.body_line + line + 1, column + 1)

    return place


def _scalar_place(node: Node, path: tuple[str | int, ...], text: str) -> Callable[[int], Place]:
    """The place of a position in a YAML text: found back by the words on its line."""
    start = node.at(path)

    def place(position: int) -> Place:
        begin = text.rfind("\n", 0, position) + 1
        stretch = text[position : position + 20].split("\n")[0]
        lines = start.document.lines
        for number in range(start.line - 1, min(start.line + text.count("\n") + 40, len(lines))):
            column = lines[number].find(stretch)
            if stretch and column >= 0 and text[begin:position].strip()[:10] in lines[number]:
                return Place(start.document, number + 1, column + 1, max(1, len(stretch.rstrip())))
        return start

    return place


def raw_html(project: Project) -> Iterator[Problem]:
    """HTML in a text: it would be shown as text, so it is refused."""
    for _, text, place in _markdown(project):
        for found in markdown_text.raw_html(text):
            at = place(found.start())
            yield problem(Place(at.document, at.line, at.column, len(found[0])), "raw-html", tag=found[0])


def attribute_list(project: Project) -> Iterator[Problem]:
    """Attributes behind a word: only the editorial mark of a heading means something here."""
    for _, text, place in _markdown(project):
        for found in markdown_text.attribute_lists(text):
            at = place(found.start())
            yield problem(Place(at.document, at.line, at.column, len(found[0])), "attribute-list", text=found[0])


def unsafe_address(project: Project) -> Iterator[Problem]:
    """An address that runs something instead of leading somewhere."""
    for _, text, place in _markdown(project):
        for link in markdown_text.links(text):
            if markdown_text.is_unsafe(link.target):
                at = place(link.start)
                yield problem(
                    Place(at.document, at.line, at.column, len(link.target)), "unsafe-address", target=link.target
                )


def broken_link(project: Project) -> Iterator[Problem]:
    """A link to a file that does not exist."""
    known = [lesson.document.path for lesson in project.library.lessons.values()]
    for document, text, place in _markdown(project):
        for link in markdown_text.links(text):
            if markdown_text.is_unsafe(link.target):
                continue
            if find_target(project.library, project.folders, document, link.target).sort == "nothing":
                at = place(link.start)
                near = _near_file(link.target, known)
                yield problem(
                    Place(at.document, at.line, at.column, len(link.target)),
                    "broken-link",
                    target=link.target,
                    near=near,
                )


def _near_file(target: str, known: Iterable[str]) -> str:
    names: Mapping[str, str] = {path.rsplit("/", 1)[-1]: path for path in known}
    near = closest(target.split("#")[0].rsplit("/", 1)[-1], names)
    return names.get(near, "")


def top_heading(project: Project) -> Iterator[Problem]:
    """A heading of the highest level in a text: the title already is one."""
    for _, text, place in _markdown(project):
        plain = markdown_text.blank_code(text)
        position = 0
        for line in plain.split("\n"):
            if line.startswith("# "):
                yield problem(place(position), "top-heading")
            position += len(line) + 1


CHECKS: tuple[Callable[[Project], Iterator[Problem]], ...] = (
    unknown_start,
    unknown_target,
    otherwise_missing,
    same_id,
    unreachable_step,
    no_way_out,
    loop,
    too_many_sections,
    never_holds,
    swallowed,
    order_dependent,
    unknown_fact,
    fact_never_set,
    fact_never_used,
    unknown_lesson,
    unknown_source,
    uncited_source,
    unknown_guide,
    unknown_facet,
    names_itself,
    alias_taken,
    scenario_ends_elsewhere,
    outcome_without_scenario,
    outcome_without_lessons,
    unused_outcome,
    lesson_without_outcome,
    single_option,
    same_text,
    raw_html,
    attribute_list,
    unsafe_address,
    broken_link,
    top_heading,
)


def check(project: Project) -> list[Problem]:
    """Everything wrong with the project, sorted by place: what reading found and what every check found."""
    found = list(project.library.problems)
    for one in CHECKS:
        found.extend(one(project))
    return in_order(found)
