"""Reads a project's folders into one library. The only module that reads an author's files from disk."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from treeguide.model import (
    Facet,
    Facets,
    FrontMatter,
    Outcome,
    OutcomesFile,
    RegisterFile,
    Source,
    Term,
    TreeFile,
)
from treeguide.place import Document, Place
from treeguide.problem import Problem, problem
from treeguide.shape import fit, suggested_id
from treeguide.yaml_nodes import Node, read_yaml
from treeguide.yaml_surprises import hidden_characters

Model = TypeVar("Model", bound=BaseModel)

REGISTER = "register.yml"
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(10))}
)


@dataclass(frozen=True)
class Tree:
    """A decision tree as read: its id, its content, and where each part of it stands."""

    id: str
    document: Document = field(repr=False)
    node: Node = field(repr=False)
    file: TreeFile

    def place(self, *path: str | int) -> Place:
        return self.node.at(path)

    def key_place(self, *path: str | int) -> Place:
        return self.node.key_at(path)


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
class Lesson:
    """A lesson as read. `body` starts after so many lines of its document."""

    id: str
    document: Document = field(repr=False)
    node: Node = field(repr=False)
    front: FrontMatter
    body: str = field(repr=False, default="")
    body_line: int = 0

    @property
    def is_draft(self) -> bool:
        return self.front.draft is not None

    def place(self, *path: str | int) -> Place:
        return self.node.at(path)


@dataclass
class Library:
    """Everything an author wrote, by id, and what was wrong with the writing of it.

    `declared` holds ids of things that exist but could not be read, by sort: naming one of those is no mistake.
    """

    trees: dict[str, Tree] = field(default_factory=dict)
    situations: dict[str, Situation] = field(default_factory=dict)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    facets: Facets = field(default_factory=Facets)
    glossary: dict[str, Term] = field(default_factory=dict)
    register: RegisterFile = field(default_factory=RegisterFile)
    source_node: Node | None = None
    facet_node: Node | None = None
    register_node: Node | None = None
    aliases: dict[str, dict[str, str]] = field(default_factory=dict)
    alias_places: list[tuple[str, str, str, Place]] = field(default_factory=list)
    declared: dict[str, set[str]] = field(
        default_factory=lambda: {sort: set() for sort in ("tree", "outcome", "lesson", "source")}
    )
    broken: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def documents(self) -> Iterator[Document]:
        yield from (tree.document for tree in self.trees.values())
        yield from (lesson.document for lesson in self.lessons.values())
        yield from {situation.document.path: situation.document for situation in self.situations.values()}.values()

    def published(self) -> Mapping[str, Lesson]:
        """The lessons readers may see: all but the drafts."""
        return {name: lesson for name, lesson in self.lessons.items() if not lesson.is_draft}


@dataclass(frozen=True)
class Folders:
    """Where a project keeps its sources. `root` is absolute; the others are relative to it, with forward slashes."""

    root: Path
    trees: str = "decision_trees"
    lessons: str = "lessons"


def read_library(folders: Folders) -> Library:
    """Everything in the project's folders. Never raises for what an author did: that is in `problems`."""
    library = Library()
    for path in _files(folders, folders.trees, (".yml", ".yaml"), library):
        document = _document(folders, path, library)
        if document:
            add_tree(library, document)
    lists = {
        f"{folders.lessons}/sources.yml": add_sources,
        f"{folders.lessons}/facets.yml": add_facets,
        f"{folders.lessons}/glossary.yml": add_glossary,
        REGISTER: add_register,
    }
    for name, add in lists.items():
        path = folders.root / name
        if path.is_file():
            document = _document(folders, path, library)
            if document:
                add(library, document)
    for path in _files(folders, folders.lessons, (".md",), library):
        document = _document(folders, path, library)
        if document:
            add_lesson(library, document)
    return library


def _files(folders: Folders, folder: str, endings: tuple[str, ...], library: Library) -> list[Path]:
    """The files with those endings, sorted; links that lead out of the project are reported and left out."""
    base = folders.root / folder
    if not base.is_dir():
        return []
    found = sorted(path for path in base.rglob("*") if path.suffix.lower() in endings and path.is_file())
    kept = []
    for path in found:
        if path.resolve().is_relative_to(folders.root.resolve()):
            kept.append(path)
        else:
            library.problems.append(problem(Place(Document(_relative(folders, path))), "outside"))
    return [path for path in kept if not path.name.startswith(".")]


def _relative(folders: Folders, path: Path) -> str:
    return path.relative_to(folders.root).as_posix()


def _document(folders: Folders, path: Path, library: Library) -> Document | None:
    """The file's text, or None when it has none that can be read."""
    name = _relative(folders, path)
    try:
        content = path.read_bytes()
    except OSError as error:
        library.problems.append(problem(Place(Document(name)), "unreadable", reason=error.strerror or str(error)))
        return None
    return decode(name, content, library.problems)


def decode(name: str, content: bytes, problems: list[Problem]) -> Document | None:
    """A document from its bytes: UTF-8, with or without a byte order mark, whatever its line ends."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        shown = Document(name, content.decode("utf-8", "replace"))
        problems.append(problem(Place(shown, line, column), "not-utf8", encoding=_encoding(content)))
        return None
    return Document(name, text.replace("\r\n", "\n").replace("\r", "\n"))


def _encoding(content: bytes) -> str:
    """What the bytes most likely are instead."""
    return (
        "UTF-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:4].count(0) >= 2 else "Windows-1252 (Latin-1)"
    )


def _stem(document: Document) -> str:
    return document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _check_name(library: Library, document: Document, stem: str, taken: Mapping[str, str]) -> bool:
    """Whether a file's name can be an id, and nobody has it yet."""
    place = Place(document)
    if not _ID.match(stem) or stem in _DEVICES:
        library.problems.append(problem(place, "bad-file-name", name=stem, suggestion=suggested_id(stem)))
        return False
    if stem in taken:
        library.problems.append(problem(place, "duplicate-id", id=stem, other=taken[stem]))
        return False
    return True


def add_tree(library: Library, document: Document) -> None:
    """Read a file from the folder of trees: a tree when it has questions, else outcomes that trees share."""
    stem = _stem(document)
    node, problems = read_yaml(document)
    library.problems += problems
    if node is None or node.entries is None:
        if not problems:
            library.problems.append(problem(Place(document), "empty-file"))
        _break(library, document, stem)
        return
    questions, outcomes = node.child("questions"), node.child("outcomes")
    library.declared["outcome"] |= set(outcomes.keys() if outcomes else ())
    if questions is None and outcomes is not None and "start" not in node.entries:
        file, misfits = fit(node, OutcomesFile)
        library.problems += misfits
        if file:
            _add_outcomes(library, document, node, file.outcomes, None)
            _add_aliases(library, "outcome", node, file.aliases)
        else:
            library.broken[stem] = document
        return
    good_name = _check_name(library, document, stem, {name: tree.document.path for name, tree in library.trees.items()})
    tree_file, misfits = fit(node, TreeFile)
    library.problems += misfits
    if tree_file is None or not good_name:
        _break(library, document, stem)
        return
    library.trees[stem] = Tree(stem, document, node, tree_file)
    _add_former(library, "tree", stem, node, tree_file.former_ids, ("former_ids",))
    _add_outcomes(library, document, node, tree_file.outcomes, stem)


def _break(library: Library, document: Document, stem: str) -> None:
    library.declared["tree"].add(stem)
    library.broken[stem] = document


def _add_outcomes(
    library: Library, document: Document, node: Node, outcomes: Mapping[str, Outcome], tree: str | None
) -> None:
    for name, outcome in outcomes.items():
        key, inner = node.key_at(("outcomes", name)), (node.child("outcomes") or node).child(name) or node
        if name in library.situations:
            other = library.situations[name].key
            library.problems.append(problem(key, "duplicate-id", id=name, other=f"{other.document.path}:{other.line}"))
        else:
            library.situations[name] = Situation(name, outcome, document, inner, key, tree)


def _add_aliases(library: Library, sort: str, node: Node, aliases: Mapping[str, str]) -> None:
    for old, new in aliases.items():
        library.alias_places.append((sort, old, new, node.key_at(("aliases", old))))
        library.aliases.setdefault(sort, {})[old] = new


def _add_former(
    library: Library, sort: str, name: str, node: Node, olds: Iterable[str], path: tuple[str | int, ...]
) -> None:
    """Remember the ids something had before."""
    for number, old in enumerate(olds):
        library.alias_places.append((sort, old, name, node.at((*path, number))))
        library.aliases.setdefault(sort, {})[old] = name


def add_sources(library: Library, document: Document) -> None:
    """Read the bibliography: a mapping of ids to sources."""
    library.source_node, entries = _mapping(library, document)
    for name, (key, node) in entries.items():
        library.declared["source"].add(name)
        if not _ID.match(name):
            library.problems.append(problem(key, "bad-id", id=name, suggestion=suggested_id(name)))
            continue
        source, misfits = fit(node, Source)
        library.problems += misfits
        if source:
            library.sources[name] = source
            _add_former(library, "source", name, node, source.aliases, ("aliases",))


def add_glossary(library: Library, document: Document) -> None:
    """Read the glossary: a mapping of ids to terms."""
    _, entries = _mapping(library, document)
    for name, (key, node) in entries.items():
        if not _ID.match(name):
            library.problems.append(problem(key, "bad-id", id=name, suggestion=suggested_id(name)))
            continue
        term, misfits = fit(node, Term)
        library.problems += misfits
        if term:
            library.glossary[name] = term


def add_facets(library: Library, document: Document) -> None:
    """Read the closed lists of themes, phases and roles."""
    node, problems = read_yaml(document)
    library.problems += problems
    if node is None:
        return
    facets, misfits = fit(node, Facets)
    library.problems += misfits
    library.facet_node = node
    library.facets = facets or library.facets


def _mapping(library: Library, document: Document) -> tuple[Node | None, dict[str, tuple[Place, Node]]]:
    node, problems = read_yaml(document)
    library.problems += problems
    if node is None or node.entries is None:
        if not problems and document.text.strip():
            library.problems.append(
                problem(Place(document), "wrong-shape", key=_stem(document), wanted="mapping", given="text")
            )
        return node, {}
    return node, node.entries


_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)


def add_lesson(library: Library, document: Document) -> None:
    """Read a lesson: front matter between two lines of dashes, and Markdown below it."""
    stem = _stem(document)
    good_name = _check_name(
        library, document, stem, {name: lesson.document.path for name, lesson in library.lessons.items()}
    )
    library.declared["lesson"].add(stem)
    hidden = list(hidden_characters(document, document.text))
    fence = _FENCE.match(document.text)
    if hidden or not fence:
        library.problems += hidden or [problem(Place(document), "no-front-matter")]
        library.broken[stem] = document
        return
    node, problems = read_yaml(document, fence[1], line=1)
    library.problems += problems
    front, misfits = fit(node, FrontMatter) if node else (None, [])
    library.problems += misfits
    if node is None and not problems:
        library.problems.append(problem(Place(document), "no-front-matter"))
    if node is None or front is None or not good_name:
        library.broken[stem] = document
        return
    body = document.text[fence.end() :]
    library.lessons[stem] = Lesson(stem, document, node, front, body, document.text.count("\n", 0, fence.end()))
    _add_former(library, "lesson", stem, node, front.aliases, ("aliases",))


def add_register(library: Library, document: Document) -> None:
    """Read the register of published addresses."""
    node, problems = read_yaml(document)
    library.problems += problems
    if node is None:
        return
    file, misfits = fit(node, RegisterFile)
    library.problems += misfits
    library.register_node = node
    library.register = file or library.register


def lesson_facets(facets: Facets) -> dict[str, Mapping[str, Facet]]:
    """The closed lists by the name of the field that chooses from them."""
    return {"themes": facets.themes, "phases": facets.phases, "roles": facets.roles}
