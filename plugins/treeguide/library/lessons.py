"""Adds a lesson to the library: front matter, and Markdown below it."""

import re

from treeguide.library.names import add_former, check_name, stem_of
from treeguide.library.values import Lesson, Library
from treeguide.model import FrontMatter
from treeguide.place import Document, Place
from treeguide.problem import problem
from treeguide.shape import fit
from treeguide.yaml_nodes import read_yaml
from treeguide.yaml_surprises import hidden_characters

_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)


def add_lesson(library: Library, document: Document) -> None:
    """Read a lesson: front matter between two lines of dashes, and Markdown below it."""
    stem = stem_of(document)
    good_name = check_name(
        library, document, stem, {name: lesson.document.path for name, lesson in library.lessons.items()}
    )
    library.declared["lesson"].add(stem)
    hidden = list(hidden_characters(document, document.text))
    fence = _FENCE.match(document.text)
    if hidden or not fence:
        library.problems += hidden or [problem(Place(document), "no-front-matter")]
        library.broken[stem] = document
        return
    node, problems = read_yaml(document, fence[1], line=1)
    library.problems += problems
    front, misfits = fit(node, FrontMatter) if node else (None, [])
    library.problems += misfits
    if node is None and not problems:
        library.problems.append(problem(Place(document), "no-front-matter"))
    if node is None or front is None or not good_name:
        library.broken[stem] = document
        return
    body = document.text[fence.end() :]
    library.lessons[stem] = Lesson(stem, document, node, front, body, document.text.count("\n", 0, fence.end()))
    add_former(library, "lesson", stem, node, front.aliases, ("aliases",))
