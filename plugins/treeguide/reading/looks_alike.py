"""What looks like Markdown and is none: lists, tables, links and code that readers would see as running text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from treeguide.reading.markdown_code import blank_code
from treeguide.reading.surprises import CURLY_QUOTES, ODD_DASHES, ODD_SPACE
from treeguide.values.shown import one_line

_ROUND = "•●▪◦·∙⁃‣\uf0b7\uf0a7"  # what word processors put in front of an item, and people before nothing else
_SYMBOLS = (
    "\u2190-\u21ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\uf000-\uf0ff\U0001f300-\U0001faff"  # arrows, ticks, emoji
)
_BULLET = re.compile(rf" {{0,3}}(?P<mark>[{ODD_DASHES}{_ROUND}]|(?:[{_SYMBOLS}]\ufe0f?|o)(?=[ \t]))\s*(?=\S)")
_NUMBER = re.compile(r" {0,3}(?:\(?\d{1,3}(?P<mark>\.?\)|:)|[\u2460-\u249b]|\d\ufe0f?\u20e3)[ \t]+\S")
_GLUED_DASH = re.compile(r" {0,3}(?P<mark>-)[^\W\d_]")
_GLUED_NUMBER = re.compile(r" {0,3}\d{1,3}(?P<mark>\.)[^\W\d_]")
_GLUED_STAR = re.compile(r" {0,3}(?P<mark>\*(?!_)|\+(?![\d_]))\w[^*\n]*$")  # +31 is how a telephone number begins
_LETTER = re.compile(r" {0,3}\(?(?P<letter>[A-Za-z]|[ivxIVX]{2,4})(?P<mark>[.)])[ \t]+\S")
_ODD_GAP = re.compile(rf" {{0,3}}(?:[-*+]|\d{{1,3}}[.])(?P<mark>{ODD_SPACE.pattern})")
_INNER_ITEM = re.compile(r"^ {2,}(?:[-*+]|\d{1,3}[.])[ \t]", re.M)
_SIGNS = (re.compile(r"^ *[-*+][ \t]", re.M), re.compile(r"^ *\d{1,3}[.][ \t]", re.M))
_DIGITS = re.compile(r" *\(?(\d{1,3})")
_LIST_ITEM = re.compile(r"(?P<lead> *)(?P<sign>[-*+]|\d{1,3}[.])[ \t]+\S")
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
_MAY_BE_ODD = re.compile(
    rf"^ {{0,3}}(?:[-*+{ODD_DASHES}{_ROUND}{_SYMBOLS}\u2460-\u249b]"
    r"|\(?\d{1,3}[.):\ufe0f\u20e3]|\(?[A-Za-z]{1,4}[.)]|o[ \t])",
    re.M,
)
_WIKI = re.compile(r"(?<![\\!])\[\[[^\[\]\n]+\]\](?![(\[])")
_SWAPPED = re.compile(r"\([^()\n]+\)\[(?:(?:https?://|mailto:|\.{1,2}/)[^\s\[\]]*|[^\s\[\]]+\.(?:md|html?|pdf))\]")
_CURLY = re.compile(rf"\]\((?:<?|[^()\s]*[ \t]+)[{CURLY_QUOTES}][^()\n]*\)")
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

    One is enough with a round bullet or an odd space, and straight below or above an item with another sign.
    """
    if not _MAY_BE_ODD.search(text):
        return
    found: list[Found] = []
    is_sure, list_above = False, _NO_LIST
    for position, row in [*_text_rows(text), (len(text), "")]:
        one = _odd_item(position, row)
        list_here = list_above.then(row, is_item=one is not None or bool(_LIST_ITEM.match(row)))
        goes_on = list_here.goes_on(list_above)
        if one and found and one.sort == found[0].sort:
            found.append(one)
        elif row.strip() or not found:
            yield from _first(found, is_sure or goes_on)
            found, is_sure = ([one], goes_on) if one else ([], False)
        list_above = list_here
    yield from _first(found, is_sure)


class _List(NamedTuple):
    """What a row says of the list it is in: how far in that stands, its last number, if this is an item or its text."""

    lead: int = -1
    number: int = 0
    is_item: bool = False
    is_open: bool = False

    def then(self, row: str, *, is_item: bool) -> "_List":
        """What the row below says."""
        lead = len(row) - len(row.lstrip(" "))
        if is_item:
            found = _DIGITS.match(row)
            return _List(lead, int(found[1]) if found else 0, True, True)
        if not row.strip() or lead > 3 or self.is_open:
            return _List(self.lead, self.number, False, bool(row.strip()))
        return _NO_LIST

    def goes_on(self, above: "_List") -> bool:
        """Whether this is an item straight below one that stands as far in, or that has the number after its number."""
        return self.is_item and self.lead == above.lead and (above.is_item or 0 < above.number == self.number - 1)


_NO_LIST = _List()


def _first(found: list[Found], is_sure: bool) -> Iterator[Found]:
    if not found:
        return
    first = found[0]
    if first.sort == "letter":
        is_list = _in_turn(found) or (is_sure and first.mark.islower())
    else:
        is_list = is_sure or len(found) > 1 or first.sort == "space" or first.mark in _ROUND
    if is_list:
        yield first


def _odd_item(position: int, row: str) -> Found | None:
    for sort, pattern in _ODD_ITEMS:
        item = pattern.match(row)
        if item:
            name = "letter" if sort == "letter" else "mark"
            start = item.start("mark") if item["mark"] else len(row) - len(row.lstrip())
            return Found(position + start, 1, sort, item[name] or row.strip()[0])
    return None


def _in_turn(found: list[Found]) -> bool:
    """Whether rows begin with letters that follow each other from the first of the alphabet, as in no name."""
    return [one.mark.lower() for one in found[:2]] in (["a", "b"], ["i", "ii"])


def flat_lists(text: str) -> Iterator[Found]:
    """Rows of a list that stand too little in to belong to the one above, or that have another sort of sign there."""
    if not _INNER_ITEM.search(text) and not all(sign.search(text) for sign in _SIGNS):
        return
    lead: int | None = None
    told = is_below_empty = False
    signs: dict[int, bool] = {}  # by how far items stand in, whether the first of them has a number
    for position, row in _text_rows(text):
        item = _LIST_ITEM.match(row)
        if not item:
            lead = None if is_below_empty and row.strip() and not row.startswith("    ") else lead
            is_below_empty = not row.strip()
            continue
        is_below_empty = False
        here, has_number = len(item["lead"]), item["sign"][0].isdigit()
        signs = {level: one for level, one in signs.items() if level <= here} if lead is not None else {}
        is_flat = lead is not None and 1 < here - lead < 4
        is_other = not is_flat and signs.setdefault(here, has_number) != has_number
        if not is_flat and not is_other:
            lead, told = here, False
        elif not told:
            yield Found(position + here, len(row.strip()), "sign" if is_other else "hint")
            told = True


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
    return one_line(name).casefold()
