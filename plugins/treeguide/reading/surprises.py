"""What nobody means: what YAML takes and changes, and what looks like Markdown in a text and is none."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from textwrap import dedent
from typing import Any

from treeguide.reading.indents import misplaced
from treeguide.reading.markdown_code import blank_code
from treeguide.values import Document, Either, Indent, Place, Problem, problem, warning
from treeguide.values.vocabulary import FORMAT_KEYS, TEXT_KEYS

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
ODD_DASHES = "‐‑‒–—―−•●▪◦·∙⁃"
CURLY_QUOTES = "“”„‟‘’‚‛«»"
_COMMENT = re.compile(r"[ \t]+#.*")
_MEANT_COMMENT = re.compile(r"[ \t]{2,}#+(?:[ \t]|$)")
_KEY = re.compile(r"[ ]*(?P<key>[a-z_]+):(?=[ ]|$)")
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
    hint = "space" if ODD_SPACE.match(character) else ""
    return problem(place, "hidden-character", name=_in_unicode(character), hint=hint)


def _in_unicode(character: str) -> str:
    """The number and the name of a character."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


_CHARACTER = re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z]{2,32});")


def hidden_references(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """What stands in Markdown for a character that nobody sees, such as `&#x202e;`, each with its name in Unicode."""
    for found in _CHARACTER.finditer(blank_code(text)) if "&" in text else ():
        character = unescape(found[0])
        if _HIDDEN.match(character) and len(character) == 1:
            yield found, _in_unicode(character)


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


def scalar_surprises(event: Any, place: Place, key: str) -> Iterator[Problem]:
    """What is odd about one text: the parser's event for it and its place.

    `key` is what it stands behind; nothing for what is a key itself.
    """
    document, line = place.document, place.line - 1 - event.start_mark.line
    if event.style == '"' and (found := _HIDDEN.search(event.value)):
        yield hidden_character(place, found[0])
    if event.value and not event.style:
        yield from _cut_off(document, event, line, key)
    if event.style in ("|", ">"):
        yield from _swallowed_key(document, event, line)
    if event.style != "|" and event.start_mark.line != event.end_mark.line:
        yield from _run_together(document, event, line)


def _swallowed_key(document: Document, event: Any, line: int) -> Iterator[Problem]:
    """A row of a text below a `|` or `>` that begins as a key of the format does: it stands one level too deep."""
    first, last = event.start_mark.line + 1 + line, event.end_mark.line + line
    text = dedent("\n".join(document.lines[first:last]))
    for number, row in enumerate(blank_code(text).split("\n"), first):
        key = _KEY.match(row)
        if key and key["key"] in FORMAT_KEYS:
            place = Place(document, number + 1, document.lines[number].index(key["key"]) + 1, len(key["key"]))
            owner = Place(document, event.start_mark.line + 1 + line)
            column = len(owner.text) - len(owner.text.lstrip(" "))
            yield problem(place, "swallowed-key", key=key["key"], columns=Either((Indent(column, owner.line),)))
            return


def _cut_off(document: Document, event: Any, line: int, key: str) -> Iterator[Problem]:
    """A text without quotes with something behind it that YAML takes for a comment.

    Two spaces, `#` and a space is how a comment is written on purpose; behind a single word that is no text for
    readers one space will do.
    """
    number = event.end_mark.line + 1 + line
    row = Place(document, number).text
    if "#" not in row:
        return
    rest = row[event.end_mark.column :]
    comment = _COMMENT.match(rest)
    if not comment or _MEANT_COMMENT.match(rest):
        return
    if " " not in event.value and key not in TEXT_KEYS and re.match(r"[ \t]+#+(?:[ \t]|$)", rest):
        return
    lead = len(rest) - len(rest.lstrip())
    place = Place(document, number, event.end_mark.column + lead + 1, len(comment[0].rstrip()) - lead)
    yield warning(place, "swallowed-comment", lost=comment[0].strip())


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
    is_item = not event.style and document.lines[first][: event.start_mark.column].strip() == "-"
    if is_item and items and document.lines[items[0]].lstrip().startswith("- "):
        yield _deeper_item(document, first, items[0])
        return
    joined = [number for number in items if _is_joined(event.value, document.lines[number].strip())]
    glued = [number for number in items[:1] if _lost_its_empty_line(event.value, document.lines, number)]
    if (joined and len(items) > 1) or glued:
        number = [*glued, *joined][0]
        row = document.lines[number]
        column = len(row) - len(row.lstrip())
        yield warning(Place(document, number + 1, column + 1, len(row.strip())), "folded-list")


def _deeper_item(document: Document, first: int, number: int) -> Problem:
    """A row of a list that begins further to the right than the row above it, and so became a part of that one."""
    row, column = document.lines[number], document.lines[first].index("-")
    lead = len(row) - len(row.lstrip())
    return misplaced(
        Place(document, number + 1, lead + 1, len(row.strip())), "too-far-right", [Indent(column, first + 1)]
    )


def _lost_its_empty_line(text: str, rows: list[str], number: int) -> bool:
    """Whether that row stands below an empty one in the source, and right below another in the text."""
    row = rows[number].strip()[:40]
    return not rows[number - 1].strip() and f"\n{row}" in text and f"\n\n{row}" not in text


def _is_joined(text: str, row: str) -> bool:
    """Whether that row of the source stands behind another on one line of the text."""
    return bool(re.search(r"\S[ ]" + re.escape(row[:40]), text))
