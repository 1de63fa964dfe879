"""Where the YAML parser stopped, and what the rows around that place look like."""

import re
from dataclasses import dataclass

from treeguide.values.place import Document, Place

KEY = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s:#'\"\[\]{},&*!|>%@`-][^:#'\"]*?)[ ]*:(?=[ ]|$)")


@dataclass(frozen=True)
class Stumble:
    """Where the parser stopped, in rows and columns from 0, what it said, and where the thing it was reading began.

    `quoted` is where the last text between quotes began, if that was the last text it read.
    """

    document: Document
    rows: list[str]
    line: int
    said: str
    row: int
    column: int
    began: tuple[int, int]
    quoted: tuple[int, int] | None

    def place(self, row: int, column: int, length: int = 0) -> Place:
        """That place in the document; without a length it runs to the end of the line."""
        text = self.rows[row]
        return Place(self.document, row + 1 + self.line, column + 1, max(1, length or len(text.rstrip()) - column))

    @property
    def text(self) -> str:
        return self.rows[self.row]

    def above(self, row: int) -> int | None:
        """The nearest row above that one that is neither empty nor a comment."""
        for number in range(row - 1, -1, -1):
            if self.rows[number].strip() and not self.rows[number].lstrip().startswith("#"):
                return number
        return None


def indent_of(row: str) -> int:
    """How many spaces the row begins with."""
    return len(row) - len(row.lstrip(" "))
