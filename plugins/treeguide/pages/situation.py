"""Turns an outcome into the page of a situation: what is going on, the first step, the lessons and the questions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from treeguide.addresses import address_of
from treeguide.library import Situation
from treeguide.values.model import Condition
from treeguide.writing import Writer
from treeguide.writing.page import Page


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
        " ".join(outcome.summary.split()),
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
        view = UseView(lesson.front.title, writer.addresses.lesson(lesson.id), writer.kind(lesson.front.kind), use.why)
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
            spoken |= {name: " ".join(text.split()) for name, text in tree.file.facts.items()}
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
