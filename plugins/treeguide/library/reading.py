"""A document becomes a block of keys with content, under a name that nobody has yet; what cannot be is reported."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from treeguide.library.sheets import Sheet
from treeguide.library.values import FormerId, Lesson, Library, Tree
from treeguide.reading import read_yaml
from treeguide.reading.indents import Part
from treeguide.reading.node import Node
from treeguide.reading.shape import fit, suggested_id
from treeguide.values import Document, Either, Place, Problem, Said, Word, problem
from treeguide.values.model import LONGEST_ID

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(10))}
)

_NOT_IN_FOLDERS = frozenset('"<>:|?*\\`{}$=;')  # not on every computer, or a command or mark of their own elsewhere


def stem_of(document: Document) -> str:
    """The file's name without its ending: the id of what it holds."""
    return document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def check_name(library: Library, document: Document, stem: str, taken: Mapping[str, Tree | Sheet | Lesson]) -> bool:
    """Whether a file's name can be an id, and nobody has it yet."""
    place = Place(document)
    if stem in RESERVED:
        library.problems.append(problem(place, "reserved-name", id=stem))
        return False
    if len(stem) > LONGEST_ID:
        library.problems.append(problem(place, "long-id", length=len(stem), limit=LONGEST_ID))
        return False
    if not ID.match(stem):
        library.problems.append(problem(place, "bad-file-name", name=stem, suggestion=suggested_id(stem)))
        return False
    if stem in taken:
        library.problems.append(problem(place, "duplicate-id", id=stem, other=taken[stem].document))
        return False
    return True


def check_folder(path: str) -> Iterator[Problem]:
    """What cannot stand in the name of a folder, the last part of that path."""
    name = path.rsplit("/", 1)[-1]
    bad = next((one for one in name if one in _NOT_IN_FOLDERS or not one.isprintable()), "")
    if bad:
        yield problem(Place(Document(path)), "bad-folder-name", character=bad)


def add_former(library: Library, sort: str, name: str, olds: Iterable[tuple[str, Place]]) -> None:
    """Remember the ids something had before, each with where that is said."""
    for old, place in olds:
        library.former.append(FormerId(sort, old, name, place))


def listed(node: Node, key: str, items: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """The items of the list at that key, each with its place."""
    return ((item, node.at((key, number))) for number, item in enumerate(items))


Model = TypeVar("Model", bound=BaseModel)


class Form(NamedTuple):
    """What a document should be: a block of these keys; of names that authors choose where there are none.

    `empty` is the code for a document with nothing in it; without a code that is no problem.
    """

    keys: tuple[str, ...] = ()
    empty: str = ""


def read_mapping(library: Library, document: Document, form: Form, part: Part | None = None) -> Node | None:
    """The document, or that part of it, as a mapping; None when it is empty or something else, which is reported."""
    known, part = library.earlier.node(document), part or Part(document, document.text)
    node, problems = (known, []) if known else read_yaml(document, part.text, part.line)
    library.problems += problems
    if node is not None and node.entries is not None:
        if not problems:
            library.kept.keep_node(document, node)
        return node
    if node is not None:
        given = "list" if node.items is not None else "text"
        name = document.path.rsplit("/", 1)[-1]
        words: dict[str, Word] = {
            "key": name,
            "wanted": Said("mapping"),
            "given": Said(given),
            "keys": Either(form.keys),
        }
        library.problems.append(Problem(node.place, "wrong-shape", words, hint="keys" if form.keys else "names"))
    elif form.empty and not problems:
        library.problems.append(problem(Place(document), form.empty))
    if node is not None or problems:
        library.unread.append(document)
    return None


def read_content(library: Library, node: Node, model: type[Model], owner: Place | None = None) -> Model | None:
    """The node as a model, as `fit` does it; what does not fit is reported."""
    known = library.earlier.content(node)
    content, misfits = (known, []) if isinstance(known, model) else fit(node, model, owner)
    library.problems += misfits
    if misfits or content is None:
        library.kept.forget(node)
    else:
        library.kept.keep_content(node, content)
    return content
