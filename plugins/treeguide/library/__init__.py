"""Everything an author wrote, read from a project's folders into one library."""

from treeguide.library.disk import REGISTER, decode, read_library
from treeguide.library.values import Folders, Lesson, Library, Situation, Tree, lesson_facets

__all__ = ["REGISTER", "Folders", "Lesson", "Library", "Situation", "Tree", "decode", "lesson_facets", "read_library"]
