"""Everything an author wrote, read from a project's folders into one library."""

from treeguide.library.disk import decode, read_library
from treeguide.library.lists import add_register
from treeguide.library.names import RESERVED
from treeguide.library.values import REGISTER, Folders, Lesson, Library, Situation, Tree, lesson_facets

__all__ = [
    "REGISTER",
    "RESERVED",
    "Folders",
    "Lesson",
    "Library",
    "Situation",
    "Tree",
    "add_register",
    "decode",
    "lesson_facets",
    "read_library",
]
