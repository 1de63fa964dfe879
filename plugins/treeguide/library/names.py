"""Names of files and ids: what they may be, and that nobody has them yet."""

import re
from collections.abc import Iterable, Iterator, Mapping

from treeguide.library.values import Lesson, Library, Tree
from treeguide.reading.node import Node
from treeguide.reading.shape import suggested_id
from treeguide.values.place import Document, Place
from treeguide.values.problem import Problem, problem

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(10))}
)

_NOT_IN_FOLDERS = frozenset('"<>:|?*\\`{}$=;')  # not on every computer, or a command or mark of their own elsewhere


def stem_of(document: Document) -> str:
    """The file's name without its ending: the id of what it holds."""
    return document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def check_name(library: Library, document: Document, stem: str, taken: Mapping[str, Tree | Lesson]) -> bool:
    """Whether a file's name can be an id, and nobody has it yet."""
    place = Place(document)
    if stem in RESERVED:
        library.problems.append(problem(place, "reserved-name", id=stem))
        return False
    if not ID.match(stem):
        library.problems.append(problem(place, "bad-file-name", name=stem, suggestion=suggested_id(stem)))
        return False
    if stem in taken:
        library.problems.append(problem(place, "duplicate-id", id=stem, other=taken[stem].document.path))
        return False
    return True


def check_folder(path: str) -> Iterator[Problem]:
    """What cannot stand in the name of a folder, the last part of that path."""
    name = path.rsplit("/", 1)[-1]
    bad = next((one for one in name if one in _NOT_IN_FOLDERS or not one.isprintable()), "")
    if bad:
        yield problem(Place(Document(path)), "bad-folder-name", character=bad)


def add_former(
    library: Library, sort: str, name: str, node: Node, olds: Iterable[str], path: tuple[str | int, ...]
) -> None:
    """Remember the ids something had before."""
    for number, old in enumerate(olds):
        library.alias_places.append((sort, old, name, node.at((*path, number))))
        library.aliases.setdefault(sort, {})[old] = name
