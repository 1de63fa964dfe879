"""Values of YAML that know their place, down to each character of a text."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import Any, TypeAlias

from treeguide.values import Document, Place

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.|$)")


def written(row: str, column: int, style: str) -> Iterator[tuple[int, bool]]:
    """Each character of a text on one row of the source, from that column: where it begins, and whether it is space."""
    while column < len(row):
        escape = _ESCAPE.match(row, column) if style == '"' else None
        if escape:
            yield column, escape[0][1:] in ("", "n", "t", "r", "v", "f", " ", "_", "N", "L", "P")
            column = escape.end()
        else:
            yield column, row[column].isspace()
            column += 2 if style == "'" and row.startswith("''", column) else 1


Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"]
Path: TypeAlias = Sequence[str | int]
Entries: TypeAlias = dict[str, tuple[Place, "Node"]]
Stretch: TypeAlias = tuple[int, int, int]
"""A place without its document: line, column and length. Without a length it runs to the end of its line."""
Spot: TypeAlias = tuple[int, int, int, Any, bool]
"""Where a value stands: a stretch, what is inside, and whether what is wrong with the value has been reported already.

Inside a text is its style, inside a list the spot of each item, inside a mapping (key → stretch of the key, spot).
"""


def place_of(document: Document, stretch: Stretch) -> Place:
    """That stretch of the document. What stands behind its last line stands at the end of that."""
    line, column, length = stretch
    if length:
        return Place(document, line, column, length)
    lines = document.lines
    if line > len(lines):
        return Place(document, len(lines), len(lines[-1]) + 1)
    return Place(document, line, column, max(1, len(lines[line - 1].rstrip()) - column + 1))


class Node:
    """A value and its place. A mapping holds `entries` (key → place of the key, value), a list holds `items`.

    `style` is how a text was written: between quotes, as a block (`|` or `>`), or plain (empty). `is_told` says that
    what is wrong with this value has been reported already.

    What a mapping or list holds is made into nodes when somebody looks: of nearly all that a large project holds nobody
    ever asks where it stands.
    """

    __slots__ = ("_counted", "_document", "_entries", "_items", "_stretch", "_unseen", "is_told", "style", "text")

    def __init__(self, document: Document, value: Plain, spot: Spot) -> None:
        line, column, length, inside, self.is_told = spot
        self._document = document
        self._stretch = line, column, length
        self._entries: Entries | None = None
        self._items: list[Node] | None = None
        self._unseen: tuple[dict[str, Plain] | list[Plain], Any] | None = None
        self._counted: tuple[array[int], list[tuple[int, int]]] | None = None
        self.text: str | None = None
        self.style = ""
        if isinstance(value, str):
            self.text, self.style = value, inside
        else:
            self._unseen = value, inside

    def __eq__(self, other: object) -> bool:
        """Whether it is the same value at the same place."""
        return isinstance(other, Node) and self._all() == other._all()

    def _all(self) -> tuple[object, ...]:
        return self.place, self.text, self.style, self.is_told, self.entries, self.items

    @property
    def place(self) -> Place:
        return place_of(self._document, self._stretch)

    @property
    def entries(self) -> Entries | None:
        self._look()
        return self._entries

    @property
    def items(self) -> "list[Node] | None":
        self._look()
        return self._items

    def _look(self) -> None:
        """Make nodes of what this holds."""
        if self._unseen is None:
            return
        document, (value, spots) = self._document, self._unseen
        self._unseen = None
        if isinstance(value, dict):
            self._entries = {
                key: (place_of(document, stretch), Node(document, value[key], spot))
                for key, (stretch, spot) in spots.items()
            }
        else:
            self._items = [Node(document, inner, spot) for inner, spot in zip(value, spots, strict=True)]

    def hold(self, entries: Entries) -> None:
        """Become a mapping with these entries."""
        self.text, self._entries, self._items, self._unseen = None, entries, None, None

    def plain(self) -> Plain:
        """The value without its places."""
        if self._unseen is not None:
            return self._unseen[0]
        if self._entries is not None:
            return {key: value.plain() for key, (_, value) in self._entries.items()}
        if self._items is not None:
            return [item.plain() for item in self._items]
        return self.text or ""

    def at(self, path: Path) -> Place:
        """The place of the value at `path`, or of the nearest thing around it that exists."""
        node = self
        for step in path:
            inner = node.child(step)
            if inner is None:
                break
            node = inner
        return node.place

    def key_at(self, path: Path) -> Place:
        """The place of the last key of `path`; of the value itself where that is an item of a list."""
        node = self
        for number, step in enumerate(path):
            inner = node.child(step)
            if inner is None:
                return node.place
            if number == len(path) - 1 and node.entries is not None:
                return node.entries[str(step)][0]
            node = inner
        return node.place

    def find(self, path: Path) -> "Node | None":
        """The value at `path`, if there is one."""
        node: Node | None = self
        for step in path:
            node = node.child(step) if node else None
        return node

    def child(self, step: str | int) -> "Node | None":
        if self.entries is not None:
            found = self.entries.get(str(step))
            return found[1] if found else None
        if self.items is not None and isinstance(step, int) and 0 <= step < len(self.items):
            return self.items[step]
        return None

    def character(self, position: int) -> Place:
        """Where the character at that position of the text stands in the source, however the text was written.

        Found by counting: YAML changes white space and nothing else, but for quotes and what stands behind a backslash.
        """
        if self._counted is None:
            text = self.text or ""
            counts = array("I", accumulate((not one.isspace() for one in text), initial=0))
            self._counted = counts, list(islice(self._marks(), counts[-1] + 1))
        counts, marks = self._counted
        count = counts[min(position, len(counts) - 1)]
        return Place(self._document, *marks[count]) if count < len(marks) else self.place

    def _marks(self) -> Iterator[tuple[int, int]]:
        """Line and column of each character from where the text begins that is no white space."""
        lines, column, row = self._document.lines, self._stretch[1] - 1, self._stretch[0] - 1
        if self.style in ("|", ">"):
            row, column = row + 1, 0
        elif self.style:
            column += 1
        for number in range(row, len(lines)):
            for start, is_space in written(lines[number], column, self.style):
                if not is_space:
                    yield number + 1, start + 1
            column = 0

    def keys(self) -> list[str]:
        return list(self.entries or ())


@dataclass(frozen=True)
class SourceFile:
    """A file of an author as read: its id, and where each part of it stands."""

    id: str
    document: Document = field(repr=False)
    node: Node = field(repr=False)

    def place(self, *path: str | int) -> Place:
        return self.node.at(path)

    def key_place(self, *path: str | int) -> Place:
        return self.node.key_at(path)
