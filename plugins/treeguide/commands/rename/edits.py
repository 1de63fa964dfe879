"""Small changes to texts at known places: everything around them stays as somebody wrote it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from treeguide.reading.node import Node
from treeguide.values import Place


class Edit(NamedTuple):
    """In the file at that path, at that line and column (both from 1), `old` becomes `new`."""

    path: str
    line: int
    column: int
    old: str
    new: str


def at(place: Place, old: str, new: str) -> Edit:
    """The first time that the old text stands at or behind that place becomes the new one."""
    column = place.text.index(old, place.column - 1) + 1
    return Edit(place.document.path, place.line, column, old, new)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with these changes, whatever its line ends are."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    for one in sorted(set(edits), reverse=True):
        row = lines[one.line - 1]
        rest = row[one.column - 1 :]
        if not rest.startswith(one.old):
            raise ValueError(f"{one.path}:{one.line}:{one.column}: {one.old}")
        lines[one.line - 1] = row[: one.column - 1] + one.new + rest.removeprefix(one.old)
    return "\n".join(lines).replace("\n", end)


def with_entry(node: Node, key: str, entry: str, before: int) -> Edit:
    """An entry more below a key of a block of keys; where it has no such key, one on a new line before that line.

    An entry with a colon makes the value a mapping, any other a list.
    """
    place, entries = node.place, node.entries or {}
    path, lines = place.document.path, place.document.lines
    if key in entries:
        return _beside(entries[key], key, entry)
    value = f"{key}: {{{entry}}}" if ":" in entry else f"{key}: [{entry}]"
    if _sign(place) == "{":
        return Edit(path, place.line, place.column + 1, "", f"{value}, ")
    indent = " " * (min(found.column for found, _ in entries.values()) - 1)
    if before > len(lines):
        return Edit(path, len(lines), len(lines[-1]) + 1, "", f"\n{indent}{value}")
    return Edit(path, before, 1, "", f"{indent}{value}\n")


def _beside(found: tuple[Place, Node], key: str, entry: str) -> Edit:
    """An entry before those that the value of a key has; the first where it has none."""
    name, value = found
    path = name.document.path
    firsts = [place for place, _ in (value.entries or {}).values()] + [item.place for item in value.items or ()]
    if _sign(value.place) in ("[", "{"):
        return Edit(path, value.place.line, value.place.column + 1, "", entry + ", " * bool(firsts))
    if not firsts:
        empty = f" {{{entry}}}" if ":" in entry else f" [{entry}]"
        return Edit(path, name.line, name.column + len(key) + 1, "", empty)
    first = min(firsts, key=lambda place: place.line)
    return Edit(path, first.line, 1, "", f"{first.text[: first.column - 1]}{entry}\n")


def _sign(place: Place) -> str:
    return place.text[place.column - 1 : place.column]


def end_of(lines: Sequence[str], before: int) -> int:
    """The line before which something can be added to what ends there: past no blank line and no loose comment."""
    while before > 1 and (not lines[before - 2].strip() or lines[before - 2].startswith("#")):
        before -= 1
    return before
