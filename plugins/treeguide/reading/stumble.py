"""Where the YAML parser stopped, and what the rows around that place look like."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

import yaml

from treeguide.values.place import Document, Place
from treeguide.values.problem import Either, Indent, Problem, Said, problem


class Stop(Enum):
    """Why the YAML parser stopped."""

    KEY_EXPECTED = auto()
    NO_KEY_MAY_BE_HERE = auto()
    KEY_WITHOUT_COLON = auto()
    ITEM_EXPECTED = auto()
    NO_ITEM_MAY_BE_HERE = auto()
    MARK_MAY_NOT_BE_HERE = auto()
    NOT_A_MARK = auto()
    NO_CONTENT = auto()
    OPEN_BRACKET = auto()
    NO_CONTENT_IN_BRACKETS = auto()
    OPEN_QUOTE = auto()
    BACKSLASH = auto()
    SECOND_DOCUMENT = auto()
    OTHER = auto()


# What the parser says, in the order in which one is looked for: of what it was at, a colon, and what it met there.
_SAYS = (
    ("simple key", Stop.KEY_WITHOUT_COLON),
    ("escape character|hexdecimal|Unicode character escape", Stop.BACKSLASH),
    ("while scanning a quoted scalar", Stop.OPEN_QUOTE),
    ("expected <document start>", Stop.SECOND_DOCUMENT),
    ("mapping values", Stop.NO_KEY_MAY_BE_HERE),
    ("block sequence entries", Stop.NO_ITEM_MAY_BE_HERE),
    ("mapping keys", Stop.MARK_MAY_NOT_BE_HERE),
    ("expected '-' indicator", Stop.ITEM_EXPECTED),
    ("cannot start any token", Stop.MARK_MAY_NOT_BE_HERE),
    ("scanning an? (?:alias|anchor|directive|block scalar)|(?:parsing|scanning) a tag", Stop.NOT_A_MARK),
    ("while parsing a flow.*expected node content", Stop.NO_CONTENT_IN_BRACKETS),
    ("while parsing a flow", Stop.OPEN_BRACKET),
    ("expected node content", Stop.NO_CONTENT),
    ("expected key", Stop.KEY_EXPECTED),
)


def stop(error: yaml.YAMLError) -> Stop:
    """What made the parser stop, from what it says: the one place that knows its sentences."""
    said = f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or error}"
    return next((one for says, one in _SAYS if re.search(says, said)), Stop.OTHER)


KEY = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s:#'\"\[\]{},&*!|>%@`-][^:#'\"]*?)[ ]*:(?=[ ]|$)")


@dataclass(frozen=True)
class Stumble:
    """Where the parser stopped, in rows and columns from 0, why, and where the thing it was reading began.

    `quoted` is where the last text between quotes began, if that was the last text it read.
    """

    document: Document
    rows: list[str]
    line: int
    why: Stop
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


def misplaced(place: Place, side: str, begins: Iterable[Indent], hint: str = "") -> Problem:
    """A row that begins on that side of where it should; `begins` says where that may be, the nearest first."""
    return problem(place, "indentation", hint=hint, given=Said(side), columns=Either(tuple(begins)))
