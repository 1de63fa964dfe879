"""Everything an author wrote, read from a project's folders into one library."""

from treeguide.library.adding import add_register
from treeguide.library.building import decode, library_of
from treeguide.library.disk import read_library
from treeguide.library.reading import RESERVED
from treeguide.library.values import REGISTER, File, Folders, Lesson, Library, Situation, Tree, lesson_facets

__all__ = [
    "REGISTER",
    "RESERVED",
    "File",
    "Folders",
    "Lesson",
    "Library",
    "Situation",
    "Tree",
    "add_register",
    "decode",
    "lesson_facets",
    "library_of",
    "read_library",
]
