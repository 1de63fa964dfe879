"""Everything an author wrote, read from a project's folders into one library."""

from treeguide.library.adding import add_register
from treeguide.library.building import decode, library_of
from treeguide.library.disk import read_library
from treeguide.library.reading import RESERVED
from treeguide.library.sheets import Checklist, Scan, Sheet
from treeguide.library.values import REGISTER, File, Folders, Lesson, Library, Situation, Tree

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
