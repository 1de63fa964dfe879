"""Everything an author wrote, read from the files of a project on disk into one library. Only this reads them there."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from treeguide.library.adding import add_register
from treeguide.library.building import decode, library_of, sort_of
from treeguide.library.reading import RESERVED, check_folder
from treeguide.library.sheets import Checklist, Scan, Sheet
from treeguide.library.values import REGISTER, File, Folders, Lesson, Library, Situation, Tree
from treeguide.values import Document, Place, Problem, Said, problem, warning
from treeguide.values.closest import closest

__all__ = [
    "REGISTER",
    "RESERVED",
    "Checklist",
    "File",
    "Folders",
    "Lesson",
    "Library",
    "Scan",
    "Sheet",
    "Situation",
    "Tree",
    "add_register",
    "decode",
    "library_of",
    "read_library",
]


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
    return library_of(folders, files(folders), earlier)


def has_sources(folders: Folders) -> bool:
    """Whether a folder of sources is there, or named and so must be."""
    return bool(folders.named) or any((folders.root / one).is_dir() for one in (folders.trees, folders.lessons))


def files(folders: Folders) -> Iterator[File]:
    """Every file in the project's folders, and the register; what is in it only where that is ours to read."""
    own = (folders.trees, folders.lessons)
    for folder in (*own, folders.docs):
        base = folders.root / folder
        fault = _fault_of_own(folders, folder) if folder in own else _missing(folders, folder, folders.docs_named)
        if fault:
            yield File(folder, fault=fault)
        elif base.is_dir():
            yield from (file for path in _below(base) if (file := _file(folders, path)))
    around = {one.split("/")[0] for one in (*own, folders.docs)}  # that of mkdocs.yml, where it has one of its own
    for path in folders.root.iterdir() if folders.root.is_dir() else ():
        if path.name not in around and not path.name.startswith(".") and _holds_sources(path):
            yield File(f"{_name(folders, path)}/")
    for name in folders.alone:
        path = folders.root / name
        if path.is_symlink() or path.is_file():
            yield _read(folders, path, _name(folders, path))


def _fault_of_own(folders: Folders, folder: str) -> Problem | None:
    """What is wrong with a folder of sources: named and not there, or a link to one outside the project."""
    base = folders.root / folder
    if base.is_symlink() and base.is_dir() and _is_outside(folders, base):
        return problem(Place(Document(folder)), "outside")
    return _missing(folders, folder, folders.named.get(folder))


def _missing(folders: Folders, folder: str, place: Place | None) -> Problem | None:
    """That a folder is not there, where the configuration names it."""
    base = folders.root / folder
    if base.is_dir() or place is None:
        return None
    beside = [_name(folders, path) for path in base.parent.iterdir() if path.is_dir()] if base.parent.is_dir() else []
    return problem(place, "missing-folder", folder=folder, near=closest(folder, beside))


def _below(base: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(base):  # in a third of the time that rglob takes
        yield from (Path(folder, name) for name in (*folders, *names) if not name.startswith("."))


def _file(folders: Folders, path: Path) -> File | None:
    """What stands at that path; nothing for a folder, unless it is a link to one outside the project or badly named."""
    name = _name(folders, path)
    if path.is_dir():
        fault = None if name.startswith(f"{folders.docs}/") else _fault_of_folder(folders, path)
        return File(name, fault=fault) if fault else None
    if sort_of(folders, name):
        return _read(folders, path, name)
    return File(name) if path.is_file() else None


def _fault_of_folder(folders: Folders, path: Path) -> Problem | None:
    name = _name(folders, path)
    if path.is_symlink() and _is_outside(folders, path):
        return problem(Place(Document(name)), "outside")
    return next(iter(check_folder(name)), None)


def _holds_sources(path: Path) -> bool:
    """Whether a folder holds what could be trees or lessons."""
    return path.is_dir() and any(one.suffix in (".md", ".yml", ".yaml") for one in path.iterdir())


def _is_outside(folders: Folders, path: Path) -> bool:
    return not path.resolve().is_relative_to(folders.root.resolve())


def _name(folders: Folders, path: Path) -> str:
    """The path as people read it; what is no character in it becomes a question mark."""
    name = path.as_posix().removeprefix(f"{folders.root.as_posix()}/")
    return name if name.isascii() else name.encode("utf-8", "replace").decode()


def _read(folders: Folders, path: Path, name: str) -> File:
    """The file with what is in it, or with why that cannot be read."""
    try:
        if path.is_symlink() and path.exists() and _is_outside(folders, path):
            told = warning if name.startswith(f"{folders.docs}/") else problem  # a build leaves such a page out
            return File(name, fault=told(Place(Document(name)), "outside"))
        return File(name, path.read_bytes())
    except (OSError, RuntimeError) as error:  # Python 3.12 and before raise RuntimeError for a link to itself
        return File(name, fault=problem(Place(Document(name)), "unreadable", reason=why_unreadable(error)))


def why_unreadable(error: OSError | RuntimeError) -> Said | str:
    """Why the system would not open a file: in a word of ours where we have one, else in its own."""
    number = getattr(error, "errno", errno.ELOOP) or 0
    return Said(_REASONS[number]) if number in _REASONS else getattr(error, "strerror", None) or str(error)
