"""A value of a source, with the place of everything in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from treeguide.place import Place
from treeguide.reading.written import written

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"]
Path: TypeAlias = Sequence[str | int]


@dataclass(slots=True)
class Node:
    """A value and its place. A mapping holds `entries` (key → place of the key, value), a list holds `items`.

    `style` is how a text was written: between quotes, as a block (`|` or `>`), or plain (empty). `is_told` says that
    what is wrong with this value has been reported already.
    """

    place: Place
    text: str | None = None
    entries: dict[str, tuple[Place, "Node"]] | None = None
    items: list["Node"] | None = None
    style: str = ""
    is_told: bool = False

    def plain(self) -> Plain:
        """The value without its places."""
        if self.entries is not None:
            return {key: value.plain() for key, (_, value) in self.entries.items()}
        if self.items is not None:
            return [item.plain() for item in self.items]
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
        count = sum(not character.isspace() for character in (self.text or "")[:position])
        lines, column = self.place.document.lines, self.place.column - 1
        row = self.place.line - 1
        if self.style in ("|", ">"):
            row, column = row + 1, 0
        elif self.style:
            column += 1
        while row < len(lines):
            for start, is_space in written(lines[row], column, self.style):
                if not is_space and count == 0:
                    return Place(self.place.document, row + 1, start + 1)
                count -= not is_space
            row, column = row + 1, 0
        return self.place

    def keys(self) -> list[str]:
        return list(self.entries or ())
