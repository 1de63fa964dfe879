"""Which things of two versions are the same thing: by id, by a former id, or by the very same text."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from treeguide.compare.turns import Step, Walks
from treeguide.graph.unfold import Graph
from treeguide.library import Tree
from treeguide.project import Project

GONE = "-"


def matched(before: Mapping[str, str], after: Mapping[str, str], former: Mapping[str, str]) -> dict[str, str]:
    """The new id of each thing that is still there. `before` and `after` hold the text of each; `former` old ids.

    A thing that has neither its id nor a former one is known by its text, where no other has the same.
    """
    found = {old: new for old in before if (new := _led_on(old, after, former))}
    taken = set(found.values())
    old_texts = Counter(_plain(text) for old, text in before.items() if old not in found)
    new_texts = Counter(_plain(text) for new, text in after.items() if new not in taken)
    by_text = {_plain(text): new for new, text in after.items() if new not in taken}
    for old, text in before.items():
        plain = _plain(text)
        if old not in found and old_texts[plain] == new_texts[plain] == 1:
            found[old] = by_text[plain]
    return found


def _led_on(old: str, after: Mapping[str, str], former: Mapping[str, str]) -> str:
    """The id itself where it still exists, else the one that aliases lead to; empty when there is none."""
    seen: set[str] = set()
    while old not in after and old in former and old not in seen:
        seen.add(old)
        old = former[old]
    return old if old in after else ""


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class Matches:
    """The new id of every tree, situation and lesson of a project that is still there."""

    before: Project
    after: Project

    @cached_property
    def trees(self) -> dict[str, str]:
        """A tree that went up in one that was there already is gone: its readers find other questions."""
        old = {tree.id: tree.file.title for tree in self.before.trees}
        found = matched(old, {tree.id: tree.file.title for tree in self.after.trees}, self._former("tree"))
        return {one: other for one, other in found.items() if one == other or other not in old}

    @cached_property
    def outcomes(self) -> dict[str, str]:
        former = self._former("outcome")
        for tree in self.after.trees:
            former |= {old: new for old, new in tree.file.aliases.items() if new not in tree.file.questions}
        return matched(_titles(self.before), _titles(self.after), former)

    @cached_property
    def lessons(self) -> dict[str, str]:
        old = {lesson.id: lesson.front.title for lesson in self.before.library.lessons.values()}
        new = {lesson.id: lesson.front.title for lesson in self.after.library.lessons.values()}
        return matched(old, new, self._former("lesson"))

    def _former(self, sort: str) -> dict[str, str]:
        return dict(self.after.library.aliases.get(sort, {}))


def _titles(project: Project) -> dict[str, str]:
    """Every situation's title; a situation that has none yet by the name its tree gives it."""
    named = {outcome: outcome for tree in project.trees for outcome in project.graph(tree).outcomes if outcome}
    return named | {name: one.outcome.title for name, one in project.library.situations.items()}


@dataclass(frozen=True)
class SameTree:
    """Two versions of a tree, with the new id of each question and, for each old question, of each option."""

    before: Tree
    after: Tree
    questions: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]


def same_tree(before: Tree, after: Tree) -> SameTree:
    """The questions and options of a tree that are still there."""
    questions = matched(
        {name: question.text for name, question in before.file.questions.items()},
        {name: question.text for name, question in after.file.questions.items()},
        after.file.aliases,
    )
    options = {
        old: matched(
            {name: option.text for name, option in before.file.questions[old].options.items()},
            {name: option.text for name, option in after.file.questions[new].options.items()},
            {},
        )
        for old, new in questions.items()
    }
    return SameTree(before, after, questions, options)


def walks_before(graph: Graph, same: SameTree, outcomes: Mapping[str, str]) -> Walks:
    """The old graph by the names of the new one; what is gone has a name of its own."""

    def step(target: Step) -> Step:
        return target if isinstance(target, int) else outcomes.get(target, GONE + target)

    options = []
    for section in graph.sections:
        known = same.options.get(section.question, {})
        edges = [edge for edge in section.edges if edge.target != ""]
        options.append({known.get(edge.option, GONE + edge.option): step(edge.target) for edge in edges})
    names = (section.question for section in graph.sections)
    return Walks([same.questions.get(name, GONE + name) for name in names], options)


def walks_after(graph: Graph) -> Walks:
    """The new graph by its own names."""
    options = [{edge.option: edge.target for edge in section.edges if edge.target != ""} for section in graph.sections]
    return Walks([section.question for section in graph.sections], options)


def new_and_gone(
    before: Iterable[str], matches: Mapping[str, str], after: Iterable[str]
) -> tuple[list[str], list[str]]:
    """What is new, and what is gone."""
    known = set(matches.values())
    return [new for new in after if new not in known], [old for old in before if old not in matches]
