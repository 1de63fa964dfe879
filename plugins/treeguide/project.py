"""A library with the graph of each tree, and the ways one looks through its trees."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from treeguide.addresses import addresses_in
from treeguide.addresses.codes import Codes, assigned, coded
from treeguide.addresses.owners import Owners, owners
from treeguide.addresses.register import AddressBook, address_book
from treeguide.config import Settings
from treeguide.config.setup import Setup
from treeguide.graph import SECTION_LIMIT, Graph, unfold, ways
from treeguide.graph.selections import Selections
from treeguide.library import Folders, Lesson, Library, Sheet, Situation, Tree, read_library
from treeguide.reading.markdown_code import LONGEST
from treeguide.reading.node import Node
from treeguide.values import Document, Place, Problem
from treeguide.values.closest import begin_anew
from treeguide.values.model import Condition, Frozen, When, markdown_keys
from treeguide.values.shown import one_line

# Rows that each begin with a word, of words and the signs between them that Markdown leaves alone.
_PLAIN = re.compile(
    r"\n*+(?:[A-Za-z\u00c0-\u024f]{2,}+(?![.)])[A-Za-z0-9\u00c0-\u024f ,;.?!'\"\u2018\u2019\u201c\u201d%€()/-]*+\n*+)*+"
)

Unused: TypeAlias = tuple[tuple[tuple[str | int, ...], str, bool], ...]


@dataclass(frozen=True)
class Project:
    """A library with the folders and settings it came with, and the graph of each tree.

    `notices` are what is to be said about its configuration. `today` is the day on which it is looked at, where that is
    known: year-month-day.
    """

    library: Library
    folders: Folders
    limit: int = SECTION_LIMIT
    settings: Settings = field(default_factory=Settings)
    own_graphs: dict[str, Graph] = field(default_factory=dict)
    own_unused: dict[str, Unused] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()
    today: str = ""

    def graph(self, tree: Tree) -> Graph:
        if tree.id not in self.own_graphs:
            self.own_graphs[tree.id] = unfold(tree.file, self.limit)
        return self.own_graphs[tree.id]

    @property
    def trees(self) -> Collection[Tree]:
        return self.library.trees.values()

    @cached_property
    def shown(self) -> Mapping[str, Lesson]:
        """The lessons that get a page: drafts only where the settings say so."""
        return self.library.lessons if self.settings.drafts else self.library.published()

    @cached_property
    def listed(self) -> tuple[Lesson, ...]:
        """The lessons that get a page in the order of a list: those that most situations lead to, then by title."""
        uses = Counter(use.lesson for one in self.library.situations.values() for use in one.outcome.lessons)
        return tuple(sorted(self.shown.values(), key=lambda one: (-uses[one.id], _by_title(one.front.title), one.id)))

    @cached_property
    def guides(self) -> tuple[Tree, ...]:
        """The guides in the order of a list: first the one that leads to the most situations, for who does not know
        where to begin; then by title.
        """
        largest = max(self.trees, key=lambda tree: len(self.graph(tree).outcomes), default=None)
        return tuple(sorted(self.trees, key=lambda tree: (tree is not largest, _by_title(tree.file.title), tree.id)))

    @cached_property
    def met(self) -> tuple[Situation, ...]:
        """The situations in the order of a list: first those that most answers lead to, then by title."""
        answers = Counter(target for tree in self.trees for _, target, _, _ in each_way(tree))
        situations = self.library.situations.values()
        return tuple(sorted(situations, key=lambda one: (-answers[one.id], _by_title(one.outcome.title), one.id)))

    @cached_property
    def outcome_ids(self) -> set[str]:
        return {*self.library.situations, *self.library.declared["outcome"]}

    @cached_property
    def strays(self) -> Mapping[str, frozenset[str]]:
        """The steps that a tree names and that are not there: what lies behind them is not to be called unreachable."""
        return {
            tree.id: tree.targets.difference(tree.file.questions).difference(self.outcome_ids) for tree in self.trees
        }

    @cached_property
    def reached(self) -> dict[str, list[str]]:
        """For each outcome, the trees that lead to it."""
        found: dict[str, list[str]] = {}
        for tree in self.library.trees.values():
            for outcome in self.graph(tree).outcomes:
                found.setdefault(outcome, []).append(tree.id)
        return found

    @cached_property
    def said_of(self) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """For each outcome what readers say who are in it: the answers that lead to it, and the names of scenarios."""
        unsure = self.settings.interface["move-unsure-id"]
        answers: dict[str, list[str]] = {}
        scenarios: dict[str, list[str]] = {}
        for tree in self.trees:
            for _, target, path, _ in each_way(tree):
                if path[3] != unsure:
                    answers.setdefault(target, []).append(option_text(tree, str(path[1]), str(path[3])))
            for one in tree.file.scenarios:
                scenarios.setdefault(one.expect, []).append(one.name)
        return {name: (tuple(dict.fromkeys(answers.get(name, ()))), tuple(scenarios.get(name, ()))) for name in answers}

    @cached_property
    def texts(self) -> "tuple[Text, ...]":
        """Every Markdown text of the library."""
        return tuple(_markdown_texts(self.library))

    @cached_property
    def marked_texts(self) -> "tuple[Text, ...]":
        """Those in which anything may mean something to Markdown: most are rows of plain words."""
        return tuple(text for text in self.texts if not _PLAIN.fullmatch(text.text))

    @cached_property
    def selections(self) -> Mapping[str, Selections]:
        """The truth tables of each checklist."""
        return {name: Selections(checklist.file) for name, checklist in self.library.checklists.items()}

    @property
    def is_wholly_known(self) -> bool:
        """Whether every file could be read and every tree unfolded, so that what is not found is not there."""
        library = self.library
        return not (library.broken or library.unread) and all(self.graph(tree).sections for tree in self.trees)

    @cached_property
    def addresses(self) -> AddressBook:
        """Every address of the guide, old and new, and where each leads."""
        return address_book(self.library, self.graph, self.settings)

    @cached_property
    def owners(self) -> Owners:
        """Whose each address is."""
        paths = addresses_in(self.settings, self.library.facets)
        return owners(self.library, self.folders, paths, self.addresses)

    @cached_property
    def codes(self) -> Codes:
        """The short code of everything one sends on."""
        paths = addresses_in(self.settings, self.library.facets)
        wanted = coded(self.library, self.addresses, paths)
        if not self.settings.codes:  # those in the register stay there, for when there are codes again
            return Codes(assigned(self.addresses, self.library.register.codes, ()).given, {})
        return assigned(self.addresses, self.library.register.codes, wanted)

    @cached_property
    def own_pages(self) -> frozenset[str]:
        """The files of the site itself, as paths in docs/."""
        start = f"{self.folders.docs}/"
        return frozenset(path.removeprefix(start) for path in self.library.pages)

    def route(self, tree: Tree, section: int, option: str = "") -> tuple[str, ...]:
        """The shortest route to a section, and on through an option, as the texts a reader chooses."""
        graph = self.graph(tree)
        steps = graph.route(section) + ([(section, option)] if option else [])
        return tuple(option_text(tree, graph.sections[number].question, chosen) for number, chosen in steps)


def _by_title(title: str) -> tuple[str, ...]:
    """What titles are put in order by: their words, without signs and capitals."""
    return tuple(re.findall(r"\w+", title.casefold()))


def read_project(setup: Setup, today: str = "") -> Project:
    """The project that is set up so, read from disk on that day."""
    begin_anew()
    library = read_library(setup.folders)
    return Project(
        library, setup.folders, setup.settings.section_limit, setup.settings, notices=setup.notices, today=today
    )


def read_again(project: Project) -> Project:
    """The project as it is now. What did not change since is not read, and no tree unfolded, again."""
    begin_anew()
    return with_library(project, read_library(project.folders, project.library))


def with_library(project: Project, library: Library) -> Project:
    """The project with what was read since; no tree that did not change is unfolded again."""
    same = {
        name: project.own_graphs[name]
        for name, tree in library.trees.items()
        if name in project.own_graphs and project.library.trees[name].file is tree.file
    }
    return replace(project, library=library, own_graphs=same, own_unused={})


@dataclass(slots=True)
class Text:
    """A Markdown text: where it stands, and where each of its characters does. `owner` is the thing it belongs to."""

    document: Document
    text: str
    owner: tuple[str, str]
    find: Callable[[int], Place] = field(repr=False)

    @property
    def beginning(self) -> str:
        """As much of the text as a page can be made of: what is beyond that is told of by its length alone."""
        return self.text[:LONGEST]

    def place(self, position: int, length: int = 0) -> Place:
        """That stretch of the text; without a length, to the end of the line."""
        at = self.find(position)
        rest = len(at.text.rstrip()) - at.column + 1
        return Place(at.document, at.line, at.column, max(1, min(length or rest, rest)))


def _markdown_texts(library: Library) -> Iterator[Text]:
    """Every Markdown text of a library."""
    for lesson in library.lessons.values():
        yield Text(lesson.document, lesson.body, ("lesson", lesson.id), _in_body(lesson))
    for tree in library.trees.values():
        owner = ("guide", tree.id)
        for question, content in tree.file.questions.items():
            path = ("questions", question)
            yield from _in_keys(tree, owner, content, path)
            for option, chosen in content.options.items():
                yield from _in_keys(tree, owner, chosen, (*path, "options", option))
    for sheet in library.sheets.values():
        for name, part in sheet.parts.items():
            yield from _in_keys(sheet, ("guide", sheet.id), part, (sheet.PARTS, name))
    for situation in library.situations.values():
        yield from _in_keys(situation, ("outcome", situation.id), situation.outcome, ())


def _in_keys(
    file: Tree | Sheet | Situation, owner: tuple[str, str], content: Frozen, path: tuple[str, ...]
) -> Iterator[Text]:
    """The Markdown texts of something that stands at that path in the file."""
    for key in markdown_keys(type(content)):
        text = getattr(content, key)
        if text:
            yield Text(file.document, text, owner, _in_yaml(file.node, (*path, key)))


def _in_body(lesson: Lesson) -> Callable[[int], Place]:
    def place(position: int) -> Place:
        line = lesson.body.count("\n", 0, position)
        column = position - (lesson.body.rfind("\n", 0, position) + 1)
        return Place(lesson.document, lesson.body_line + line + 1, column + 1)

    return place


def _in_yaml(node: Node, path: tuple[str, ...]) -> Callable[[int], Place]:
    return lambda position: (node.find(path) or node).character(position)


def option_text(tree: Tree, question: str, option: str) -> str:
    """What a reader chooses, on one line."""
    return one_line(tree.file.questions[question].options[option].text)


def each_option(tree: Tree) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """Every option: its question, its id, and its path."""
    for question, content in tree.file.questions.items():
        for option in content.options:
            yield question, option, ("questions", question, "options", option)


def each_way(tree: Tree) -> Iterator[tuple[Condition, str, tuple[str | int, ...], tuple[str | int, ...]]]:
    """Every way on: its condition, its target, and the paths of both."""
    for question, option, path in each_option(tree):
        next_ = tree.file.questions[question].options[option].next
        for number, (condition, target) in enumerate(ways(next_)):
            base: tuple[str | int, ...] = (*path, "next")
            if isinstance(next_, str):
                yield condition, target, base, base
            else:
                key = "to" if isinstance(next_[number], When) else "otherwise"
                yield condition, target, (*base, number, "when"), (*base, number, key)


def held_back(project: Project) -> frozenset[str]:
    """The lessons that are written and not published."""
    lessons = () if project.settings.drafts else project.library.lessons.values()
    return frozenset(lesson.id for lesson in lessons if lesson.is_draft)
