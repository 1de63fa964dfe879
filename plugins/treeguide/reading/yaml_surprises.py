"""What YAML takes but nobody means: characters one cannot see, text cut off by `#`, a list run together."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from treeguide.values.place import Document, Place
from treeguide.values.problem import Problem, problem

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)
ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
ODD_DASHES = "‐‑‒–—―−•●▪◦·∙⁃"
CURLY_QUOTES = "“”„‟‘’‚‛«»"
_COMMENT = re.compile(r"[ \t]+#.*")
_MEANT_COMMENT = re.compile(r"[ \t]{2,}#+(?:[ \t]|$)")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+\S")


def hidden_characters(document: Document, text: str, line: int = 0) -> Iterator[Problem]:
    """Characters nobody sees and nobody means: control characters, and marks that turn the reading direction.

    At most one for each line. `text` is a part of the document that starts after so many lines.
    """
    if not _HIDDEN.search(text):
        return
    for number, row in enumerate(Document("", text).lines):
        found = _HIDDEN.search(row)
        if found:
            yield hidden_character(Place(document, number + 1 + line, found.start() + 1), found[0])


def hidden_character(place: Place, character: str) -> Problem:
    """The problem of one such character, by its name in Unicode."""
    name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    hint = "space" if ODD_SPACE.match(character) else ""
    return problem(place, "hidden-character", name=name, hint=hint)


def odd_spaces(key: str, place: Place) -> Iterator[Problem]:
    """A space in a key that looks like any other but is none to YAML."""
    found = ODD_SPACE.search(key)
    if found:
        yield hidden_character(Place(place.document, place.line, place.column + found.start()), found[0])


def without_odd_spaces(key: str) -> str:
    """The key as it was meant."""
    return ODD_SPACE.sub(" ", key).strip() if ODD_SPACE.search(key) else key


def rows_to_look_at(text: str) -> frozenset[int]:
    """The rows, from 0, on which a text of one line can be odd: the others need no look at each of their texts."""
    if "#" not in text and "\\" not in text:
        return frozenset()
    return frozenset(row for row, line in enumerate(Document("", text).lines) if "#" in line or "\\" in line)


def scalar_surprises(document: Document, event: Any, place: Place, line: int) -> Iterator[Problem]:
    """What is odd about one text: the parser's event for it and its place; the part starts after so many lines."""
    if event.style == '"' and (found := _HIDDEN.search(event.value)):
        yield hidden_character(place, found[0])
    if event.value and not event.style:
        yield from _cut_off(document, event, line)
    if event.style != "|" and event.start_mark.line != event.end_mark.line:
        yield from _run_together(document, event, line)


def _cut_off(document: Document, event: Any, line: int) -> Iterator[Problem]:
    """A text without quotes with something behind it that YAML takes for a comment.

    Two spaces, `#` and a space is how a comment is written on purpose; behind a single word one space will do.
    """
    number = event.end_mark.line + 1 + line
    row = Place(document, number).text
    if "#" not in row:
        return
    rest = row[event.end_mark.column :]
    comment = _COMMENT.match(rest)
    if not comment or _MEANT_COMMENT.match(rest):
        return
    if " " not in event.value and re.match(r"[ \t]+#+(?:[ \t]|$)", rest):
        return
    lead = len(rest) - len(rest.lstrip())
    place = Place(document, number, event.end_mark.column + lead + 1, len(comment[0].rstrip()) - lead)
    yield problem(place, "swallowed-comment", lost=comment[0].strip())


def _run_together(document: Document, event: Any, line: int) -> Iterator[Problem]:
    """A list that was typed line by line, in a text whose lines YAML joins with spaces.

    Of a list whose first dash is an odd one that dash is reported.
    """
    if not event.style and event.value[:1] in ODD_DASHES:
        return
    first, last = event.start_mark.line + line, event.end_mark.line + line
    items = [
        number
        for number in range(first + 1, min(last + 1, len(document.lines)))
        if _ITEM.match(document.lines[number].strip())
    ]
    joined = [number for number in items if _is_joined(event.value, document.lines[number].strip())]
    if joined and len(items) > 1:
        row = document.lines[joined[0]]
        column = len(row) - len(row.lstrip())
        yield problem(Place(document, joined[0] + 1, column + 1, len(row.strip())), "folded-list")


def _is_joined(text: str, row: str) -> bool:
    """Whether that row of the source stands behind another on one line of the text."""
    return bool(re.search(r"\S[ ]" + re.escape(row[:40]), text))
