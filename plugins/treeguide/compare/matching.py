"""Two versions become what is the same thing in both, by id, former id or text, and which texts of it differ."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from treeguide.compare.turns import Step, Walks
from treeguide.graph import Graph
from treeguide.library import Lesson, Tree
from treeguide.project import Project
from treeguide.values.model import Frozen, Outcome, Question, Source, Term, keys_for_readers
from treeguide.values.shown import one_line
from treeguide.values.vocabulary import Facet

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
    return one_line(text).casefold()


@dataclass(frozen=True)
class Matches:
    """The new id of every tree, situation and lesson of a project that is still there."""

    before: Project
    after: Project

    @cached_property
    def guides(self) -> dict[str, str]:
        """Trees, scans and checklists. One that became another sort is gone, and so is one that went up in another
        that was there already: its readers find other questions.
        """
        before, after = self.before.library.guides, self.after.library.guides
        old, new = ({name: one.file.title for name, one in guides.items()} for guides in (before, after))
        found = matched(old, new, self._former("tree"))
        same = ((one, other) for one, other in found.items() if one == other or other not in old)
        return {one: other for one, other in same if type(before[one]) is type(after[other])}

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
        return self.after.library.aliases(sort)


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


Sort = Literal["tree", "part", "advice", "question", "option", "outcome", "lesson", "source", "term", "facet"]


@dataclass(frozen=True)
class Thing:
    """Something that texts belong to; `label` is how readers know it now."""

    sort: Sort
    id: str
    label: str


@dataclass(frozen=True)
class TextChange:
    """A text of something: its field, and the text then and now; empty where there was none.

    `label` is how readers know the thing now: its title, or what it asks or answers.
    """

    sort: Sort
    id: str
    label: str
    field: str
    was: str
    now: str


def tree_texts(same: SameTree) -> Iterator[TextChange]:
    """The texts of a tree, its questions and its options."""
    old, new = same.before.file, same.after.file
    yield from changed(Thing("tree", same.after.id, new.title), fields(old), fields(new))
    for one, other in same.questions.items():
        yield from _question(other, old.questions[one], new.questions[other], same.options[one])


def _question(name: str, old: Question, new: Question, known: Mapping[str, str]) -> Iterator[TextChange]:
    """The texts of a question and its options, and the order of the options that were there before."""
    yield from changed(Thing("question", name, new.text), fields(old), fields(new))
    for was, now in known.items():
        one, other = old.options[was], new.options[now]
        yield from changed(Thing("option", f"{name}.{now}", other.text), fields(one), fields(other))
    both = {now: was for was, now in known.items()}
    before, after = [known[was] for was in old.options if was in known], [now for now in new.options if now in both]
    if before != after:
        order = [" / ".join(new.options[option].text for option in options) for options in (before, after)]
        yield TextChange("question", name, one_line(new.text), "order", *order)


def outcome_texts(outcomes: Iterable[tuple[str, Outcome, Outcome]]) -> Iterator[TextChange]:
    """The texts of situations; each with its id, and how it was and is."""
    for name, old, new in outcomes:
        yield from changed(Thing("outcome", name, new.title), fields(old), fields(new))


def lesson_texts(lessons: Iterable[tuple[Lesson, Lesson]]) -> Iterator[TextChange]:
    """The texts of lessons, how each was and is."""
    for old, new in lessons:
        was, now = ({**fields(one.front), "body": one.body} for one in (old, new))
        yield from changed(Thing("lesson", new.id, new.front.title), was, now)


def source_texts(old: Mapping[str, Source], new: Mapping[str, Source]) -> Iterator[TextChange]:
    """What the list of sources says of each source in both versions."""
    for name in (name for name in new if name in old):
        yield from changed(Thing("source", name, new[name].title), fields(old[name]), fields(new[name]))


def term_texts(old: Mapping[str, Term], new: Mapping[str, Term]) -> Iterator[TextChange]:
    """What the glossary says of each term in both versions."""
    for name in (name for name in new if name in old):
        yield from changed(Thing("term", name, new[name].term), fields(old[name]), fields(new[name]))


def facet_texts(old: Mapping[str, Facet], new: Mapping[str, Facet]) -> Iterator[TextChange]:
    """What a list says of each theme, phase or role in both versions, and what it lets readers begin with."""
    for name in (name for name in new if name in old):
        yield from changed(Thing("facet", name, new[name].label), fields(old[name]), fields(new[name]))


def fields(thing: Frozen) -> dict[str, str]:
    """What something says to readers, by its keys."""
    return {key: _as_text(getattr(thing, key)) for key in keys_for_readers(type(thing))}


def _as_text(value: object) -> str:
    """A text as it is; a list on one line."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {text}" for name, text in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def changed(thing: Thing, old: dict[str, str], new: dict[str, str]) -> Iterator[TextChange]:
    """The texts of a thing that differ."""
    label = one_line(thing.label)
    for field, was in old.items():
        now = new.get(field, "")
        if was.split() != now.split():
            yield TextChange(thing.sort, thing.id, label, field, one_line(was), one_line(now))
