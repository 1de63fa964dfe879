"""The values that every room knows: where something stands in what an author wrote, and what is wrong there.

A problem is a mistake an author can mend: its place, which check found it, how bad it is, and what its message needs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

Level = Literal["error", "warning"]


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


@dataclass(frozen=True)
class Said:
    """Something that a message says in the reader's language, by its name among the words of the messages."""

    word: str


@dataclass(frozen=True)
class Indent:
    """Where a line may begin: behind so many spaces, as that other line does, there perhaps behind its dash."""

    spaces: int
    line: int = 0
    behind_dash: bool = False


@dataclass(frozen=True)
class Either:
    """Things of which one will do: a message joins them by commas and "or"."""

    choices: tuple[str | Indent, ...]


@dataclass(frozen=True)
class Owner:
    """Whose an address is: what it is, such as a lesson, its id, and where that is written. What we make has none."""

    sort: str
    id: str = ""
    at: Place | Document | None = None


Word: TypeAlias = str | int | Place | Document | Said | Either | Owner | tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """One finding. `code` names the check; `words` fill in its message, and `hint` is the name of what would be right.

    `also` are other places with this very fault; `route` shows it, answer by answer.
    """

    place: Place
    code: str
    words: Mapping[str, Word] = field(default_factory=lambda: MappingProxyType({}))
    level: Level = "error"
    hint: str = ""
    also: tuple[Place, ...] = ()
    route: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        return self.level == "error"

    def along(self, route: Iterable[str]) -> "Problem":
        """The same, shown by these answers."""
        return replace(self, route=tuple(route))

    @property
    def order(self) -> tuple[tuple[str, int, int], str, str, tuple[tuple[str, str], ...]]:
        words = tuple(sorted((key, repr(word)) for key, word in self.words.items()))
        return (self.place.order, self.code, self.hint, words)

    @property
    def elsewhere(self) -> tuple[Place, ...]:
        """The other places it is about: those its message names, such as where something was first, and all alike."""
        words = (word.at if isinstance(word, Owner) else word for word in self.words.values())
        named = (Place(word) if isinstance(word, Document) else word for word in words)
        return (*(word for word in named if isinstance(word, Place)), *self.also)


def problem(place: Place, code: str, *, hint: str = "", **words: Word) -> Problem:
    """An error, with its words given by name."""
    return Problem(place, code, MappingProxyType(words), "error", hint)


def warning(place: Place, code: str, *, hint: str = "", **words: Word) -> Problem:
    """What may be meant so, and most likely is not, with its words given by name."""
    return Problem(place, code, MappingProxyType(words), "warning", hint)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems sorted by place, each once."""
    unique = {(found.order, found.route): found for found in problems}
    return [unique[key] for key in sorted(unique)]
