"""Builds a library from files, wherever they come from: the disk, or an earlier version of the project."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import TypeAlias

from treeguide.library.adding import (
    add_facets,
    add_glossary,
    add_lesson,
    add_own_page,
    add_register,
    add_site_config,
    add_sources,
    add_tree,
)
from treeguide.library.reading import stem_of
from treeguide.library.values import File, Folders, Kept, Library
from treeguide.reading.markdown_code import blank_code
from treeguide.values import Document, Place, Problem, problem
from treeguide.values.vocabulary import front_matter

Add: TypeAlias = Callable[[Library, Document], None]
LISTS: Mapping[str, Add] = {"sources.yml": add_sources, "facets.yml": add_facets, "glossary.yml": add_glossary}
# In this order: a lesson may name what is in a list.
ADDERS: Mapping[str, Add] = {
    "tree": add_tree,
    **LISTS,
    "register": add_register,
    "lesson": add_lesson,
    "page": add_own_page,
    "config": add_site_config,
}


def library_of(folders: Folders, files: Iterable[File], earlier: Library | None = None) -> Library:
    """The library of these files, in whatever order they come.

    With an `earlier` library, what that read in files that are still the same is used again.
    """
    library = Library(earlier=earlier.kept if earlier else Kept())
    ordered = sorted(files, key=lambda file: PurePosixPath(file.path))
    library.pages = frozenset(file.path for file in ordered if file.path.startswith(f"{folders.docs}/"))
    library.beside = tuple(file.path for file in ordered if file.path.endswith("/"))
    ours = tuple(f"{folder}/" for folder in (folders.trees, folders.lessons))
    library.others = tuple(
        file.path for file in ordered if file.path.startswith(ours) and not (file.fault or sort_of(folders, file.path))
    )
    sorts = [(sort_of(folders, file.path), file) for file in ordered]
    for wanted in ("", *ADDERS):
        for sort, file in sorts:
            if sort == wanted:
                _add(library, file, sort)
    library.earlier = Kept()
    return library


def sort_of(folders: Folders, name: str) -> str:
    """What the file at that path in the project holds: a tree, a lesson, or one of the lists by its name."""
    path = PurePosixPath(name)
    if name in folders.alone:
        return "register" if name == folders.register else "config"
    if path.name.startswith(".") or (_is_note(path.stem) and not name.startswith(f"{folders.docs}/")):
        return ""
    if name.startswith(f"{folders.trees}/") and path.suffix.lower() in (".yml", ".yaml"):
        return "tree"
    if name.startswith(f"{folders.lessons}/"):
        return "lesson" if path.suffix.lower() == ".md" else _list(name.removeprefix(f"{folders.lessons}/"))
    return "page" if name.startswith(f"{folders.docs}/") and path.suffix.lower() == ".md" else ""


def _is_note(stem: str) -> bool:
    """Whether a file is for who works on the project, by a name that such files have everywhere, in capitals."""
    return stem.upper() == "README" or stem in ("LEESMIJ", "CONTRIBUTING", "CHANGELOG", "LICENSE", "CODE_OF_CONDUCT")


def _list(name: str) -> str:
    return name if name in LISTS else ""


def _add(library: Library, file: File, sort: str) -> None:
    """Add one file; one that cannot be read is remembered, so that naming it, or what it may hold, is no mistake."""
    if file.fault:
        library.problems.append(file.fault)
    document = decode(file.path, file.content, library.problems) if sort and not file.fault else None
    conflict = document and first_conflict(document)
    library.problems += [conflict] if conflict else []
    if document and not conflict:
        ADDERS[sort](library, document)
    elif sort and sort not in ("page", "config"):
        _miss(library, Document(file.path, library.problems[-1].place.document.text.replace("\0", "")), sort)


def _miss(library: Library, document: Document, sort: str) -> None:
    library.unread.append(document)
    if sort == "facets.yml":
        library.front_matter = front_matter(None)
    if sort in library.declared:
        library.declared[sort][stem_of(document)] = document
        library.broken[stem_of(document)] = document


def first_conflict(document: Document) -> Problem | None:
    """Where git left two versions of the same lines; nothing where that is an example in code."""
    if "<<<<<<< " not in document.text or ">>>>>>> " not in document.text:
        return None
    rows = blank_code(document.text).split("\n") if document.path.endswith(".md") else document.lines
    start = next((number for number, row in enumerate(rows, 1) if row.startswith("<<<<<<< ")), 0)
    is_one = start and any(row.startswith(">>>>>>> ") for row in rows[start:])
    return problem(Place(document, start, 1, 7), "conflict") if is_one else None


def decode(name: str, content: bytes, problems: list[Problem]) -> Document | None:
    """A document from its bytes: UTF-8, with or without a byte order mark, whatever its line ends."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _one_end(content[: error.start].decode("utf-8-sig", "replace"))
        column = len(before) - (before.rfind("\n") + 1) + 1
        shown = Document(name, _one_end(content.decode("utf-8", "replace")))
        place = Place(shown, before.count("\n") + 1, column)
        problems.append(problem(place, "not-utf8", encoding=_encoding(content)))
        return None
    return Document(name, _one_end(text))


def _one_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(content: bytes) -> str:
    """What the bytes most likely are instead."""
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:4].count(0) >= 2
    return "UTF-16" if is_wide else "Windows-1252 (Latin-1)"
