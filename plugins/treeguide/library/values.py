"""What was read from a project: each thing with its content and places, and all of it together."""

import re
from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel

from treeguide.library.sheets import Checklist, Scan, Sheet
from treeguide.reading.node import Node, SourceFile
from treeguide.values import Document, Place, Problem
from treeguide.values.model import FrontMatter, Option, Outcome, RegisterFile, Source, Term, TreeFile, When
from treeguide.values.vocabulary import Facets, front_matter


@dataclass
class Kept:
    """What was read without any fault: the nodes of each document by its path, and the content of nodes by identity.

    A node stands beside its content, since an identity only means something while its object lives.
    """

    nodes: dict[str, tuple[str, Node]] = field(default_factory=dict)
    contents: dict[int, tuple[Node, BaseModel]] = field(default_factory=dict)

    def node(self, document: Document) -> Node | None:
        """What was made of a document with this path and exactly this text."""
        text, node = self.nodes.get(document.path, ("", None))
        return node if text == document.text else None

    def content(self, node: Node) -> BaseModel | None:
        """What was made of this very node."""
        found = self.contents.get(id(node))
        return found[1] if found else None

    def keep_node(self, document: Document, node: Node) -> None:
        self.nodes[document.path] = (document.text, node)

    def keep_content(self, node: Node, content: BaseModel) -> None:
        self.contents[id(node)] = (node, content)

    def forget(self, node: Node) -> None:
        """Keep nothing of the node's document: something in it has to be told at every reading."""
        self.nodes.pop(node.place.document.path, None)


REGISTER = "register.yml"
SITE_CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class File:
    """A file of a project: its path in it, and what is in it. `fault` says why that cannot be read."""

    path: str
    content: bytes = field(repr=False, default=b"")
    fault: Problem | None = None


@dataclass(frozen=True)
class Tree(SourceFile):
    """A decision tree as read."""

    file: TreeFile

    @property
    def options(self) -> Iterator[Option]:
        """Every option of every question."""
        return (option for question in self.file.questions.values() for option in question.options.values())

    @cached_property
    def set_facts(self) -> frozenset[str]:
        """Every fact that some option establishes."""
        return frozenset(fact for option in self.options for fact in option.sets)

    @cached_property
    def tested_facts(self) -> frozenset[str]:
        """Every fact that some condition of a way asks for."""
        lists = (option.next for option in self.options if not isinstance(option.next, str))
        return frozenset(fact for ways in lists for way in ways if isinstance(way, When) for fact in way.when.facts)

    @cached_property
    def has_conditions(self) -> bool:
        """Whether some option leads to more than one step."""
        return any(not isinstance(option.next, str) for option in self.options)

    @cached_property
    def targets(self) -> frozenset[str]:
        """Every step that some option leads to, whatever the facts."""
        found: set[str] = set()
        for option in self.options:
            ways = option.next
            if isinstance(ways, str):
                found.add(ways)
            else:
                found.update(way.to if isinstance(way, When) else way.otherwise for way in ways)
        return frozenset(found)


@dataclass(frozen=True)
class Situation:
    """An outcome and where it stands: in a tree's own file or in a shared one."""

    id: str
    outcome: Outcome
    document: Document = field(repr=False)
    node: Node = field(repr=False)
    key: Place = field(repr=False)
    tree: str | None = None

    def place(self, *path: str | int) -> Place:
        return self.node.at(path)


@dataclass(frozen=True)
class Lesson(SourceFile):
    """A lesson as read. `body` starts after so many lines of its document."""

    front: FrontMatter
    body: str = field(repr=False, default="")
    body_line: int = 0

    @property
    def is_draft(self) -> bool:
        return self.front.draft is not None


@dataclass(frozen=True)
class OwnPage:
    """A page of the site itself. `body` starts after so many lines of its document."""

    document: Document = field(repr=False)
    body: str = field(repr=False)
    body_line: int

    def path(self, docs: str) -> str:
        """Where it stands in docs/."""
        return self.document.path.removeprefix(f"{docs}/")

    def place(self, position: int, length: int) -> Place:
        """That stretch of the body."""
        line = self.body.count("\n", 0, position)
        column = position - (self.body.rfind("\n", 0, position) + 1)
        return Place(self.document, self.body_line + line + 1, column + 1, max(1, length))


@dataclass(frozen=True)
class FormerId:
    """An id that a tree, outcome, lesson or source had before, the one it has now, and where that is said."""

    sort: str
    old: str
    new: str
    place: Place = field(repr=False)


@cache
def _keys(text: str) -> frozenset[str]:
    """Every word of a text that stands where a key would."""
    return frozenset(re.findall(r"([a-z][a-z0-9-]*)[ ]*:(?=\s|$)", text, re.M))


@dataclass
class Library:
    """Everything an author wrote, by id, and what was wrong with the writing of it.

    `former` are the ids that things had before, but for the steps of a tree, which the tree knows. `declared` holds
    the ids of things that exist, read or not, by sort, with where: naming one of those is no mistake.
    `pages` are the files of the site itself, as paths in the project, `own_pages` those with a text, and `site_config`
    is what the site is made by. `others` are files beside the sources, and `beside` folders beside theirs, that nobody
    reads. `unread` are the documents that could not be
    read as a whole; one that could not be opened has no text. `kept` is what a next reading may use again, `earlier`
    what an earlier one left for this.
    """

    trees: dict[str, Tree] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    situations: dict[str, Situation] = field(default_factory=dict)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    facets: Facets = field(default_factory=Facets)
    front_matter: type[FrontMatter] = field(default_factory=lambda: front_matter(Facets()))
    glossary: dict[str, Term] = field(default_factory=dict)
    register: RegisterFile = field(default_factory=RegisterFile)
    source_node: Node | None = None
    facet_node: Node | None = None
    register_node: Node | None = None
    former: list[FormerId] = field(default_factory=list)
    declared: dict[str, dict[str, Document]] = field(
        default_factory=lambda: {sort: {} for sort in ("tree", "outcome", "lesson", "source")}
    )
    pages: frozenset[str] = frozenset()
    own_pages: list[OwnPage] = field(default_factory=list)
    site_config: Document = field(default_factory=lambda: Document(SITE_CONFIG))
    others: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    broken: dict[str, Document] = field(default_factory=dict)
    unread: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kept: Kept = field(default_factory=Kept, repr=False)
    earlier: Kept = field(default_factory=Kept, repr=False)

    def may_hold(self, name: str) -> bool:
        """Whether some file that could not be read may be where that id is given."""
        return any(not document.text or name in _keys(document.text) for document in self.unread)

    def aliases(self, sort: str) -> dict[str, str]:
        """The former ids of things of that sort, with what each is called now."""
        return {one.old: one.new for one in self.former if one.sort == sort}

    @property
    def guides(self) -> Mapping[str, Tree | Sheet]:
        """Everything that stands in the folder of trees and has a page of its own, by id."""
        return {**self.trees, **self.sheets}

    @property
    def scans(self) -> dict[str, Scan]:
        return {name: one for name, one in self.sheets.items() if isinstance(one, Scan)}

    @property
    def checklists(self) -> dict[str, Checklist]:
        return {name: one for name, one in self.sheets.items() if isinstance(one, Checklist)}

    def amounts(self, lessons: Sized) -> dict[str, int]:
        """How much there is of each sort, with so many of the lessons; of what a group uses together where there is."""
        sheets = {"sheets": len(self.sheets)} if self.sheets else {}
        return {"trees": len(self.trees), **sheets, "outcomes": len(self.situations), "lessons": len(lessons)}

    @property
    def documents(self) -> Iterator[Document]:
        yield from (guide.document for guide in self.guides.values())
        yield from (lesson.document for lesson in self.lessons.values())
        yield from {situation.document.path: situation.document for situation in self.situations.values()}.values()

    def published(self) -> Mapping[str, Lesson]:
        """The lessons readers may see: all but the drafts."""
        return {name: lesson for name, lesson in self.lessons.items() if not lesson.is_draft}


@dataclass(frozen=True)
class Folders:
    """Where a project keeps its sources. `root` is absolute; the others are relative to it, with forward slashes.

    `named` says where its configuration names a folder of sources that must then be there, `docs_named` that of pages.
    """

    root: Path
    trees: str = "decision_trees"
    lessons: str = "lessons"
    docs: str = "docs"
    register: str = REGISTER
    config: str = SITE_CONFIG
    named: Mapping[str, Place] = field(default_factory=dict, repr=False, compare=False)
    docs_named: Place | None = field(default=None, repr=False, compare=False)

    @property
    def alone(self) -> tuple[str, ...]:
        """The files that stand in none of the folders."""
        return (self.register, self.config)
