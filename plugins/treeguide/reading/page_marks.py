"""Finds the marks in a site's own page that the guide fills in: `<!-- treeguide:question situatie -->`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from treeguide.reading.markdown_code import blank_code

SORTS = ("question", "guides", "code")
_MARK = re.compile(r"^<!--\s*treeguide:(?P<sort>[a-z-]+)(?:\s+(?P<id>[a-z0-9-]+))?\s*-->[ \t]*$", re.M)
_ALMOST = re.compile(r"<!-*\s*treeguide\s*[:;=]?\s*(?P<sort>\w+)[^<>\n]*>", re.I)


class Mark(NamedTuple):
    """A mark: where in the text it stands, what it asks for, and of which tree. `is_good` says that it is filled in."""

    start: int
    end: int
    sort: str
    id: str
    is_good: bool = True


def marks(text: str) -> Iterator[Mark]:
    """Every mark in the text that is not in code, each on a line of its own."""
    if "treeguide:" in text:
        for mark in _MARK.finditer(blank_code(text)):
            yield Mark(mark.start(), mark.end(), mark["sort"], mark["id"] or "", mark["sort"] in SORTS)


def half_marks(text: str) -> Iterator[Mark]:
    """What was meant as a mark and is none: written a little differently, or not alone on its line."""
    if "treeguide" not in text.lower():
        return
    good = {mark.start for mark in marks(text)}
    for mark in _ALMOST.finditer(blank_code(text)):
        row = text[text.rfind("\n", 0, mark.start()) + 1 : mark.start() + 1]
        if mark.start() not in good and not row.startswith("    "):
            yield Mark(mark.start(), mark.end(), mark["sort"].lower(), "", is_good=False)
