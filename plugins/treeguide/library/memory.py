"""Builds a library from documents that were read elsewhere, such as from an earlier version of a project."""

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from treeguide.library.disk import REGISTER, decode
from treeguide.library.lessons import add_lesson
from treeguide.library.lists import add_facets, add_glossary, add_register, add_sources
from treeguide.library.names import stem_of
from treeguide.library.trees import add_tree
from treeguide.library.values import Folders, Library
from treeguide.values.place import Document


def library_of(folders: Folders, contents: Iterable[tuple[str, bytes]]) -> Library:
    """The library of these files, each with its path in the project; files of other sorts are passed over.

    It is what `read_library` would make of them, in whatever order they come.
    """
    library = Library()
    sorted_files = sorted(contents, key=lambda one: PurePosixPath(one[0]))
    for wanted in ("tree", "list", "lesson"):
        for name, content in sorted_files:
            add, sort = _reader(folders, name)
            if add is not None and sort == wanted:
                _add(library, name, content, add, sort)
    return library


def _reader(folders: Folders, name: str) -> tuple[Callable[[Library, Document], None] | None, str]:
    """What reads the file of that name, and the sort of thing it holds."""
    lists = {"sources.yml": add_sources, "facets.yml": add_facets, "glossary.yml": add_glossary}
    path = PurePosixPath(name)
    if name == REGISTER:
        return add_register, "list"
    if name.startswith(f"{folders.lessons}/") and name.removeprefix(f"{folders.lessons}/") in lists:
        return lists[path.name], "list"
    if path.name.startswith("."):
        return None, ""
    if name.startswith(f"{folders.trees}/") and path.suffix.lower() in (".yml", ".yaml"):
        return add_tree, "tree"
    if name.startswith(f"{folders.lessons}/") and path.suffix.lower() == ".md":
        return add_lesson, "lesson"
    return None, ""


def _add(library: Library, name: str, content: bytes, add: Callable[[Library, Document], None], sort: str) -> None:
    document = decode(name, content, library.problems)
    if document is not None:
        add(library, document)
        return
    lost = Document(name, library.problems[-1].place.document.text.replace("\0", ""))
    library.unread.append(lost)
    if sort != "list":
        library.declared[sort].add(stem_of(lost))
        library.broken[stem_of(lost)] = lost
