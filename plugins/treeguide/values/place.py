"""Where something stands: a document's text, and a stretch of one of its lines."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


@dataclass(frozen=True)
class Document:
    """A text an author wrote. `path` is relative to the project folder, with forward slashes."""

    path: str
    text: str = field(repr=False, default="")

    @cached_property
    def lines(self) -> list[str]:
        """The text cut at line ends (LF, CRLF or CR, as YAML does), without them."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class Place(NamedTuple):
    """A stretch of one line. `line` and `column` count from 1, in characters; `length` is at least 1.

    A tuple, since every value of a file has one, and a large file has a million values.
    """

    document: Document
    line: int = 1
    column: int = 1
    length: int = 1

    @property
    def order(self) -> tuple[str, int, int]:
        return (self.document.path, self.line, self.column)

    @property
    def text(self) -> str:
        """The whole line this place stands on; empty when the document has no such line."""
        lines = self.document.lines
        return lines[self.line - 1] if 1 <= self.line <= len(lines) else ""

    def shifted(self, characters: int, length: int = 1) -> "Place":
        """The place so many characters further on the same line."""
        return Place(self.document, self.line, self.column + characters, length)
