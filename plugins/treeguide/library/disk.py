"""Reads a project's folders. The only module that reads an author's files from disk."""

from pathlib import Path

from treeguide.library.lessons import add_lesson
from treeguide.library.lists import add_facets, add_glossary, add_register, add_sources
from treeguide.library.trees import add_tree
from treeguide.library.values import Folders, Library
from treeguide.place import Document, Place
from treeguide.problem import Problem, problem

REGISTER = "register.yml"


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
