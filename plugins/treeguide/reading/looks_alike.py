"""What looks like Markdown and is none: lists, tables, links and code that readers would see as running text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from treeguide.reading.markdown_code import blank_code
from treeguide.reading.surprises import CURLY_QUOTES, ODD_DASHES, ODD_SPACE

_BULLET = re.compile(rf" {{0,3}}(?P<mark>[{ODD_DASHES}])\s*(?=\S)")
_NUMBER = re.compile(r" {0,3}\d{1,3}(?P<mark>\))[ \t]+\S")
_GLUED_DASH = re.compile(r" {0,3}(?P<mark>-)[^\W\d_]")
_GLUED_NUMBER = re.compile(r" {0,3}\d{1,3}(?P<mark>\.)[^\W\d_]")
_GLUED_STAR = re.compile(r" {0,3}(?P<mark>[*+])[^\W_][^*\n]*$")
_LETTER = re.compile(r" {0,3}[A-Za-z](?P<mark>[.)])[ \t]+\S")
_ODD_GAP = re.compile(rf" {{0,3}}(?:[-*+]|\d{{1,3}}[.])(?P<mark>{ODD_SPACE.pattern})")
_LIST_ITEM = re.compile(r"(?P<lead> *)(?:[-*+]|\d{1,3}[.])[ \t]+\S")
_INNER_ITEM = re.compile(r"^ {2,}(?:[-*+]|\d{1,3}[.])[ \t]", re.M)
_ADDRESS = r"(?:https?://|mailto:|\.{0,2}/|#)[^\s()]*|[^\s()]+\.(?:md|ya?ml|html?|pdf)(?:#[^\s()]*)?"
_SPACED = re.compile(rf"\][ \t]+\((?:{_ADDRESS})\)")
_EMPTY = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]*)\]\((?P<target>[^()\n]*)\)")
_REFERENCE = re.compile(
    r"(?<![\w\]\\])\[(?P<text>(?!\d+\])[^\[\]\n]+)\]\[(?P<name>[^\[\]\n]*)\]|\[(?P<note>\^[^\[\]\s]+)\](?![:(\[])"
)
_DEFINED = re.compile(r"^[ >]*\[(?P<name>[^\[\]\n]+)\]:", re.M)
_RULE = re.compile(r"\|?[ \t]*:?-+:?(?:[ \t]*\|[ \t]*:?-+:?)*[ \t]*\|?")


_ODD_ITEMS = (
    ("space", _ODD_GAP),
    ("hint", _BULLET),
    ("number", _NUMBER),
    ("glued", _GLUED_DASH),
    ("dot", _GLUED_NUMBER),
    ("star", _GLUED_STAR),
    ("letter", _LETTER),
)
_MAY_BE_ODD = re.compile(rf"^ {{0,3}}(?:[-*+{ODD_DASHES}]|\d{{1,3}}[.)]|[A-Za-z][.)])", re.M)
_WIKI = re.compile(r"(?<![\\!])\[\[[^\[\]\n]+\]\](?![(\[])")
_SWAPPED = re.compile(r"\([^()\n]+\)\[(?:(?:https?://|mailto:|\.{1,2}/)[^\s\[\]]*|[^\s\[\]]+\.(?:md|html?|pdf))\]")
_CURLY = re.compile(rf"\]\(<?[{CURLY_QUOTES}][^()\n]*\)")
_OPEN = re.compile(r"(?<!\\)\[[^\[\]\n]+\]\([^()\n]*$", re.M)
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_CELLS = re.compile(r"(?<!\\)\|")


class Found(NamedTuple):
    """A stretch of a text, and which of the things that look alike it is."""

    start: int
    length: int
    sort: str
    mark: str = ""


def _text_rows(text: str) -> Iterator[tuple[int, str]]:
    """Each row that is not in code, with where it begins."""
    position = 0
    for row in blank_code(text).split("\n"):
        yield position, row
        position += len(row) + 1


def odd_lists(text: str) -> Iterator[Found]:
    """Rows that look like a list and are none to Markdown: the first of each, where at least two stand together.

    Of a row with a round bullet one is enough, and so it is of a dash with an odd space behind it.
    """
    if not _MAY_BE_ODD.search(text):
        return
    found: list[Found] = []
    for position, row in [*_text_rows(text), (len(text), "")]:
        one = _odd_item(position, row)
        if one and (not found or found[0].sort == one.sort):
            found.append(one)
        elif row.strip() or not found:
            yield from _first(found)
            found = [one] if one else []
    yield from _first(found)


def _first(found: list[Found]) -> Iterator[Found]:
    if found and found[0].sort == "letter" and not _in_turn(found):
        return
    if len(found) > 1 or (found and (found[0].sort == "space" or found[0].mark in "•●▪◦·∙⁃")):
        yield found[0]


def _odd_item(position: int, row: str) -> Found | None:
    for sort, pattern in _ODD_ITEMS:
        item = pattern.match(row)
        if item:
            mark = row.strip()[0] if sort == "letter" else item["mark"]
            return Found(position + item.start("mark"), 1, sort, mark)
    return None


def _in_turn(found: list[Found]) -> bool:
    """Whether rows begin with letters that follow each other from the first of the alphabet, as in no name."""
    return [one.mark.lower() for one in found[:2]] == ["a", "b"]


def flat_lists(text: str) -> Iterator[Found]:
    """Rows of a list that stand two or three spaces in below another: too little to belong to that."""
    if not _INNER_ITEM.search(text):
        return
    lead: int | None = None
    told = is_below_empty = False
    for position, row in _text_rows(text):
        item = _LIST_ITEM.match(row)
        if not item:
            lead = None if is_below_empty and row.strip() and not row.startswith("    ") else lead
            is_below_empty = not row.strip()
            continue
        is_below_empty = False
        here = len(item["lead"])
        if lead is not None and 1 < here - lead < 4 and not told:
            yield Found(position + here, len(row.strip()), "hint")
            told = True
        elif lead is None or not 1 < here - lead < 4:
            lead, told = here, False


def glued_tables(text: str) -> Iterator[Found]:
    """Tables that begin on the row below a paragraph, and so are part of it."""
    if "|" not in text:
        return
    above, before, start = "", "", 0
    for position, row in _text_rows(text):
        is_table = "|" in above and "-" in row and bool(_RULE.fullmatch(row.strip()))
        if is_table and before.strip() and "|" not in before and not before.lstrip().startswith("#"):
            yield Found(start, len(above.strip()), "hint")
        before, above, start = above, row, position


def half_tables(text: str) -> Iterator[Found]:
    """Rows of cells without the row of dashes that would make a table of them, the first of each."""
    rows: list[tuple[int, str]] = []
    for position, row in [*_text_rows(text), (len(text), "")] if "|" in text else ():
        if row.strip():
            rows.append((position, row))
            continue
        cells = {len(_CELLS.findall(one.strip().strip("|"))) for _, one in rows}
        is_table = len(rows) > 1 and len(cells) == 1 and cells != {0} and all(" | " in one for _, one in rows)
        if is_table and not any(_RULE.fullmatch(one.strip()) for _, one in rows):
            start, first = rows[0]
            rule = " | ".join(["---"] * (cells.pop() + 1))
            yield Found(start, len(first.strip()), "hint", f"| {rule} |" if first.lstrip().startswith("|") else rule)
        rows = []


def lost_cells(text: str) -> Iterator[Found]:
    """Rows of a table with more cells than its first row has: what is in those comes nowhere on the page."""
    columns = 0
    above = ""
    for position, row in _text_rows(text) if "|" in text else ():
        cells = len(_CELLS.findall(row.strip().strip("|"))) + 1
        if "|" in row and _RULE.fullmatch(row.strip()) and "|" in above:
            columns = cells
        elif not row.strip() or "|" not in row:
            columns = 0
        elif columns and cells > columns:
            yield Found(position + len(row) - len(row.lstrip()), len(row.strip()), "cells", str(columns))
        above = row


def open_fences(text: str) -> Iterator[Found]:
    """A block of code that begins and never ends: the first."""
    for position, row in _text_rows(text) if "```" in text or "~~~" in text else ():
        if _FENCE.match(row):
            yield Found(position, len(row.strip()), "hint", row.strip()[:3])
            return


def half_links(text: str) -> Iterator[Found]:
    """Links of which a reader sees the brackets, or nothing at all: the text, the address or the end is missing."""
    if "]" not in text:
        return
    plain = blank_code(text)
    for link in _EMPTY.finditer(plain):
        if not link["text"].strip() or not link["target"].strip("<> "):
            yield Found(link.start(), len(link[0]), "text" if not link["text"].strip() else "hint")
    for sort, pattern in (("space", _SPACED), ("wiki", _WIKI), ("swapped", _SWAPPED), ("curly", _CURLY)):
        yield from (Found(link.start(), len(link[0]), sort) for link in pattern.finditer(plain))
    for link in _OPEN.finditer(plain):
        end = plain.find("\n\n", link.end())
        if ")" not in plain[link.end() : end if end >= 0 else len(plain)]:
            yield Found(link.start(), len(link[0].rstrip()), "open")


def loose_references(text: str) -> Iterator[Found]:
    """References to an address or a note that is given nowhere in the text."""
    if "][" not in text and "[^" not in text:
        return
    plain = blank_code(text)
    known = {_named(one["name"]) for one in _DEFINED.finditer(plain)}
    for found in _REFERENCE.finditer(plain):
        name = found["note"] or found["name"] or found["text"]
        if _named(name) not in known:
            yield Found(found.start(), len(found[0]), "note" if found["note"] else "hint", name)


def _named(name: str) -> str:
    """A name as Markdown compares it: capitals and the number of spaces make no difference."""
    return " ".join(name.split()).casefold()
