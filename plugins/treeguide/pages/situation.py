"""Turns an outcome into the page of a situation, and all of them into their list."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from treeguide.addresses import address_of
from treeguide.library import Situation, Tree
from treeguide.project import Project, option_text
from treeguide.values.model import Condition
from treeguide.values.shown import one_line
from treeguide.writing import Writer
from treeguide.writing.page import Page, Plan

_BARE = frozenset({"true", "false", "waar", "onwaar", "niet waar", "weet ik niet", "weet niet", "don't know", "maybe"})


@dataclass(frozen=True)
class UseView:
    """A lesson in a situation, as shown."""

    title: str
    path: str
    kind: str
    why: str


@dataclass(frozen=True)
class GroupView:
    """Lessons under one heading: those for everyone, or those for readers who meet a condition."""

    heading: str
    uses: tuple[UseView, ...]


def situation_page(situation: Situation, writer: Writer, graphs: Mapping[str, str]) -> Page:
    """The page of one outcome. `graphs` names for each guide the script that holds it as data."""
    path, project = writer.addresses.outcome(situation.id), writer.project
    outcome, reached = situation.outcome, project.reached.get(situation.id, ())
    html = writer.on(path).fill(
        "outcome.html.jinja",
        outcome=outcome,
        id=situation.id,
        document=situation.document,
        all_outcomes=writer.addresses.outcomes,
        groups=_groups(situation, writer),
        coming=_coming(situation, writer),
        ask=_questions(situation, writer),
        guides=_guides(situation, writer),
        shared=address_of(path) in project.codes.of_address,
        ways=_ways_here(situation, writer),
        graphs=json.dumps({name: graphs[name] for name in reached if name in graphs}),
    )
    return Page(
        path,
        outcome.title,
        html,
        one_line(outcome.summary),
        situation.document.path,
        situation.key.line,
        "outcome",
        situation.id,
        documents=(situation.document.path,),
    )


def _groups(situation: Situation, writer: Writer) -> list[GroupView]:
    """The lessons without a condition first, then one group for each condition, in the order they are first named."""
    groups: dict[str, list[UseView]] = {writer.words["lessons"]: []}
    for use in situation.outcome.lessons:
        lesson = writer.project.shown.get(use.lesson)
        if lesson is None:
            continue
        heading = condition_text(situation.id, use.when, writer) if use.when else writer.words["lessons"]
        front, path = lesson.front, writer.addresses.lesson(lesson.id)
        view = UseView(front.title, path, writer.kind_shown(front.kind), use.why)
        groups.setdefault(heading, []).append(view)
    return [GroupView(heading, tuple(uses)) for heading, uses in groups.items()]


def _coming(situation: Situation, writer: Writer) -> list[str]:
    """The titles of lessons of this situation that are still being written."""
    lessons, shown = writer.project.library.lessons, writer.project.shown
    names = [use.lesson for use in situation.outcome.lessons]
    return [lessons[name].front.title for name in names if name in lessons and name not in shown]


def condition_text(outcome: str, condition: Condition, writer: Writer) -> str:
    """A condition as one says it: "Als jullie de regie voeren"."""
    spoken: dict[str, str] = {}
    for tree in writer.project.library.trees.values():
        if tree.id in writer.project.reached.get(outcome, ()):
            spoken |= {name: one_line(text) for name, text in tree.file.facts.items()}
    words = writer.words
    parts = [spoken.get(fact, fact) for fact in condition.all_of]
    if condition.any_of:
        parts.append(words["if-or"].join(spoken.get(fact, fact) for fact in condition.any_of))
    parts += [words["if-not"].replace("{fact}", spoken.get(fact, fact)) for fact in condition.none_of]
    return words["if-condition"].replace("{facts}", words["if-and"].join(parts))


def _questions(situation: Situation, writer: Writer) -> list[tuple[str, str, str]]:
    """The first question of each lesson, in order: the question, the lesson's path and its title."""
    found = []
    for use in situation.outcome.lessons:
        lesson = writer.project.shown.get(use.lesson)
        if lesson and lesson.front.ask:
            found.append((lesson.front.ask[0], writer.addresses.lesson(lesson.id), lesson.front.title))
    return found


def _guides(situation: Situation, writer: Writer) -> list[tuple[str, str, str]]:
    known = writer.project.library.guides
    trees = [known[name] for name in situation.outcome.guides if name in known]
    return [(tree.file.title, tree.file.summary, writer.addresses.guide(tree.id)) for tree in trees]


def _ways_here(situation: Situation, writer: Writer) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """Each guide that leads here: its id, title and path, the section to go to, and the shortest route in texts."""
    found, project = [], writer.project
    for name in project.reached.get(situation.id, ()):
        tree = project.library.trees[name]
        graph = project.graph(tree)
        section, option = graph.outcomes[situation.id]
        route = project.route(tree, section, option)
        found.append((name, tree.file.title, writer.addresses.guide(name), graph.names[section], route))
    return found


@dataclass(frozen=True)
class Group:
    """Situations that belong together. `name` is its anchor; without an `answer` the guide is one group."""

    name: str
    guide: str
    answer: str
    situations: tuple[Situation, ...]

    @property
    def heading(self) -> str:
        """What readers see above it."""
        return self.answer or self.guide


@dataclass(frozen=True)
class Met:
    """A situation as shown: with the last question and answer of the shortest route there."""

    title: str
    path: str
    summary: str
    question: str
    answer: str


def situations_plans(writer: Writer) -> Iterator[Plan]:
    """The page of all situations, where there are some."""
    if writer.project.library.situations:
        yield Plan(writer.addresses.outcomes, partial(_page, writer))


def situation_groups(writer: Writer) -> list[Group]:
    """The situations of each first answer of the largest guide, in the order of those; then of each further guide."""
    project, found = writer.project, list[Group]()
    left = {one.id: one for one in project.met}
    for number, tree in enumerate(project.guides):
        answers = _answers(project, tree) if number == 0 else {"": ""}
        for option, answer in answers.items():
            own = tuple(one for one in left.values() if _leads(project, tree, one.id, option))
            for one in own:
                del left[one.id]
            name = f"{tree.id}-{option}" if option else tree.id
            found += [Group(name, one_line(tree.file.title), answer, own)] if own else []
    rest = [Group("-", writer.words["other-outcomes"], "", tuple(left.values()))] if left else []
    return found + rest


def _answers(project: Project, tree: Tree) -> dict[str, str]:
    """The options of a guide's first question, by id; one without a name where it cannot be unfolded."""
    graph = project.graph(tree)
    question = graph.sections[0].question if graph.sections else ""
    options = tree.file.questions[question].options if question else ()
    return {option: _chosen(tree, question, option) for option in options} or {"": ""}


def _chosen(tree: Tree, question: str, option: str) -> str:
    """An answer as a heading; with its question before it where that has an answer that says nothing by itself."""
    asked, text = tree.file.questions[question], option_text(tree, question, option)
    is_bare = any(_is_bare(one.text) for one in asked.options.values())
    return f"{one_line(asked.text)} {text}" if is_bare else text


def _is_bare(text: str) -> bool:
    """Whether an answer is a yes, a no, or as short as a letter or a number."""
    word = text.strip(" .,:;!?").casefold()
    return len(word) <= 3 or word in _BARE


def _leads(project: Project, tree: Tree, outcome: str, option: str) -> bool:
    """Whether the tree's shortest route to an outcome begins with that option; any route where no option is given."""
    graph = project.graph(tree)
    end = graph.outcomes.get(outcome)
    return end is not None and (not option or (graph.route(end[0]) or [end])[0][1] == option)


def _page(writer: Writer) -> Page:
    words, path, groups = writer.words, writer.addresses.outcomes, situation_groups(writer)
    rows = [(group, [_met(writer, one) for one in group.situations]) for group in groups]
    html = writer.on(path).fill("situations.html.jinja", groups=rows)
    return Page(path, words["all-outcomes"], html, one_line(words["outcomes-lead"]), sort="overview")


def _met(writer: Writer, situation: Situation) -> Met:
    outcome, path = situation.outcome, writer.addresses.outcome(situation.id)
    question, answer = _before(writer.project, situation.id)
    return Met(outcome.title, path, outcome.summary, question, answer)


def _before(project: Project, outcome: str) -> tuple[str, str]:
    """The question and the answer that lead to an outcome, in the first guide that does; empty where none does."""
    for tree in project.guides:
        graph = project.graph(tree)
        if outcome in graph.outcomes:
            section, option = graph.outcomes[outcome]
            question = graph.sections[section].question
            return one_line(tree.file.questions[question].text), option_text(tree, question, option)
    return "", ""
