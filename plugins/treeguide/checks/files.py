"""Whether what an author saved is read at all."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from treeguide.project import Project
from treeguide.reading.meant import meant
from treeguide.values.place import Document, Place
from treeguide.values.problem import Problem, closest, warning

_LISTS = ("sources.yml", "facets.yml", "glossary.yml")
_SOURCES = (".md", ".yml", ".yaml")
_TEXTS = frozenset({*_SOURCES, ".txt", ".docx", ".doc", ".odt", ".rtf", ".pages", ".markdown", ".mdx", ".json"})
_NOTES = re.compile(r"(?:readme|license|licence|copying|changelog)\b", re.I)


def passed_over(project: Project) -> Iterator[Problem]:
    """A file among the trees or lessons that is not read, and that somebody may think is."""
    for path in project.library.others:
        file = PurePosixPath(path)
        if file.suffix.lower() in _TEXTS and not _NOTES.match(file.name):
            yield _passed_over(project, file)


def _passed_over(project: Project, file: PurePosixPath) -> Problem:
    """The finding for one file, and what would make it read."""
    folders, place = project.folders, Place(Document(str(file)))
    bare = re.sub(r"\.txt$", "", file.name, flags=re.I)
    is_among_trees = str(file).startswith(f"{folders.trees}/")
    ending, folder = (".yml", folders.trees) if is_among_trees else (".md", folders.lessons)
    if bare != file.name and PurePosixPath(bare).suffix in _SOURCES:
        return warning(place, "passed-over", hint="ending", name=bare)
    if is_among_trees and file.suffix.lower() == ".md":
        return warning(place, "passed-over", hint="lesson", folder=folders.lessons)
    if file.suffix.lower() in (".yml", ".yaml"):
        near = closest(f"{file.stem}.yml", _LISTS)
        return warning(
            place, "passed-over", hint="list" if near else "tree", near=near, folder=folder if near else folders.trees
        )
    return warning(place, "passed-over", ending=ending)


def other_folder(project: Project) -> Iterator[Problem]:
    """A folder that has the name of one of the project's in other letters or another language, where that is empty."""
    folders = project.folders
    for path in project.library.beside:
        name = path.removesuffix("/")
        found = meant(name, (folders.trees, folders.lessons), "folders").word
        held = project.library.trees if found == folders.trees else project.library.lessons
        if found and not held and found not in folders.named:
            yield warning(Place(Document(name)), "other-folder", name=name, folder=found)
