"""Turns a project into the files of a site that any Markdown generator can build: pages, assets and a configuration."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from treeguide import pages
from treeguide.values.place import Document, Place
from treeguide.values.problem import Problem, problem
from treeguide.writing import Writer, assets
from treeguide.writing.page import Page


def generated(writer: Writer) -> tuple[list[Page], dict[str, str]]:
    """Every page we make, and every file of the site by its path from the folder of pages."""
    made = pages.all_pages(writer)
    files = {page.path: page.markdown() for page in made}
    files |= pages.extra_files(writer)
    files |= assets.files()
    return made, files


def clashes(files: Mapping[str, str], own: Mapping[str, str]) -> list[Problem]:
    """Files of ours whose path is taken by one of the author's: `own` is by path, as the project names the file."""
    return [
        problem(Place(Document(own[path])), "address-taken", address=path) for path in sorted(set(files) & set(own))
    ]


def stays_inside(path: str) -> bool:
    """Whether a path leads to somewhere below the folder it starts in."""
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and "\\" not in path and ":" not in pure.parts[0]
