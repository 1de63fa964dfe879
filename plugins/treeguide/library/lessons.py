"""Adds a lesson to the library: front matter, and Markdown below it."""

import re

from treeguide.library.names import add_former, check_name, stem_of
from treeguide.library.reading import read_content, read_mapping
from treeguide.library.values import Lesson, Library
from treeguide.reading.shape import suggested_id
from treeguide.reading.yaml_surprises import ODD_DASHES, hidden_characters
from treeguide.values.model import FrontMatter
from treeguide.values.place import Document, Place
from treeguide.values.problem import Problem, problem

_ALMOST = re.compile(rf"\s*(?:-{{2,}}|[{ODD_DASHES}_=]+-*)\s*")
_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)


def add_lesson(library: Library, document: Document) -> None:
    """Read a lesson: front matter between two lines of dashes, and Markdown below it."""
    stem = stem_of(document)
    good_name = check_name(library, document, stem, library.lessons)
    library.declared["lesson"].add(stem if good_name else suggested_id(stem))
    hidden = list(hidden_characters(document, document.text))
    fence = _FENCE.match(document.text)
    if hidden or not fence:
        library.problems += hidden or [_without_front_matter(document)]
        library.broken[stem] = document
        return
    node = read_mapping(library, document, "no-front-matter", fence[1], line=1)
    front = read_content(library, node, FrontMatter) if node else None
    if node is None or front is None or not good_name:
        library.broken[stem] = document
        return
    body = document.text[fence.end() :]
    library.lessons[stem] = Lesson(stem, document, node, front, body, document.text.count("\n", 0, fence.end()))
    add_former(library, "lesson", stem, node, front.aliases, ("aliases",))


def _without_front_matter(document: Document) -> Problem:
    """A lesson whose details do not begin, or begin and never end."""
    lines = document.lines
    first = lines[0].rstrip()
    place = Place(document, 1, 1, max(1, len(first)))
    if first == "---":
        end = next((number for number, line in enumerate(lines[1:], 2) if _ALMOST.fullmatch(line)), 0)
        return problem(place, "open-front-matter", hint="almost" if end else "", line=str(end))
    if _ALMOST.fullmatch(first):
        return problem(place, "no-front-matter", hint="almost")
    start = next((number for number, line in enumerate(lines, 1) if line.rstrip() == "---"), 0)
    is_lower = bool(start) and bool(re.match(r"[A-Za-z_]+:(?: |$)", "".join(lines[start : start + 1])))
    return problem(place, "no-front-matter", hint="lower" if is_lower else "", line=str(start))
