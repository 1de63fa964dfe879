"""Reads a project's folders. The only module that reads an author's files from disk."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from treeguide.library.kept import Kept
from treeguide.library.lessons import add_lesson
from treeguide.library.lists import add_facets, add_glossary, add_register, add_sources
from treeguide.library.names import check_folder, stem_of
from treeguide.library.trees import add_tree
from treeguide.library.values import Folders, Library
from treeguide.values.place import Document, Place
from treeguide.values.problem import Problem, problem

REGISTER = "register.yml"
Add: TypeAlias = Callable[[Library, Document], None]
_REASONS = {
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.ENOENT: "no-file",
    errno.ELOOP: "no-file",
}


def read_library(folders: Folders, earlier: Library | None = None) -> Library:
    """Everything in the project's folders. Never raises for what an author did: that is in `problems`.

    With an `earlier` library, what that read in files that are still the same is used again.
    """
    library = Library(pages=frozenset(_site_files(folders)))
    if earlier is not None:
        library.earlier = earlier.kept
    for path in _files(folders, folders.trees, (".yml", ".yaml"), library):
        _read(library, folders, path, add_tree, "tree")
    lists: dict[str, Add] = {
        f"{folders.lessons}/sources.yml": add_sources,
        f"{folders.lessons}/facets.yml": add_facets,
        f"{folders.lessons}/glossary.yml": add_glossary,
        REGISTER: add_register,
    }
    for name, add in lists.items():
        path = folders.root / name
        if path.is_symlink() or path.is_file():
            _read(library, folders, path, add)
    for path in _files(folders, folders.lessons, (".md",), library):
        _read(library, folders, path, add_lesson, "lesson")
    library.earlier = Kept()
    return library


def _site_files(folders: Folders) -> Iterator[str]:
    """The files of the site itself."""
    base = folders.root / folders.docs
    yield from (_name(folders, path) for path in base.rglob("*") if path.is_file()) if base.is_dir() else ()


def _files(folders: Folders, folder: str, endings: tuple[str, ...], library: Library) -> Iterator[Path]:
    """The files with those endings, sorted by path.

    Links to folders outside the project are reported, and names of folders that cannot be.
    """
    base = folders.root / folder
    if not base.is_dir():
        return
    for path in sorted(base.rglob("*")):
        is_source = path.suffix.lower() in endings and not path.name.startswith(".")
        if is_source and (path.is_file() or (path.is_symlink() and not path.is_dir())):
            yield path
        elif path.is_symlink() and path.is_dir() and _is_outside(folders, path):
            library.problems.append(problem(Place(Document(_name(folders, path))), "outside"))
        elif path.is_dir():
            library.problems.extend(check_folder(_name(folders, path)))


def _is_outside(folders: Folders, path: Path) -> bool:
    return not path.resolve().is_relative_to(folders.root.resolve())


def _read(library: Library, folders: Folders, path: Path, add: Add, sort: str = "") -> None:
    """Add one file; one that cannot be read is remembered, so that naming it, or what it may hold, is no mistake."""
    name = _name(folders, path)
    found = _document(folders, path, name, library.problems)
    if found is not None:
        add(library, found)
        return
    document = Document(name, library.problems[-1].place.document.text.replace("\0", ""))
    library.unread.append(document)
    if sort:
        library.declared[sort].add(stem_of(document))
        library.broken[stem_of(document)] = document


def _name(folders: Folders, path: Path) -> str:
    """The path as people read it; what is no character in it becomes a question mark."""
    return path.relative_to(folders.root).as_posix().encode("utf-8", "replace").decode()


def _document(folders: Folders, path: Path, name: str, problems: list[Problem]) -> Document | None:
    """The file's text; None when it has none that can be read, and then the last problem says why."""
    try:
        if path.is_symlink() and path.exists() and _is_outside(folders, path):
            problems.append(problem(Place(Document(name)), "outside"))
            return None
        return decode(name, path.read_bytes(), problems)
    except (OSError, RuntimeError) as error:  # Python 3.12 and before raise RuntimeError for a link to itself
        number = getattr(error, "errno", errno.ELOOP) or 0
        reason = _REASONS.get(number, getattr(error, "strerror", None) or str(error))
        problems.append(problem(Place(Document(name)), "unreadable", reason=reason))
        return None


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
