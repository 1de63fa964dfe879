"""Where the YAML parser stopped becomes the row that begins in the wrong column, and as which other row it should."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

import yaml

from treeguide.values import Document, Either, Indent, Place, Problem, Said, problem


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
class Part:
    """A part of a document: its text, which starts after so many lines."""

    document: Document
    text: str
    line: int = 0


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


_HEADING = re.compile(r"[ ]*[\w-]+:[ ]*(?:#.*)?$")
_BLOCK = re.compile(r"[:-][ ]+[|>][+-]?\d?[ ]*(?:#.*)?$")


def indentation(at: Stumble) -> Problem | None:
    """A row that begins where no row above it began, or that goes deeper under a key that has its text already."""
    row = at.row
    if at.why is Stop.KEY_WITHOUT_COLON and in_block_text(at, at.began[0]):
        above = at.above(at.began[0])
        return _as_others(at, at.began[0], [(indent_of(at.rows[above]), above)] if above is not None else [])
    if at.why is Stop.SECOND_DOCUMENT:
        return _indented_top(at)
    if at.text.lstrip().startswith(":"):
        return None
    if at.why is Stop.NO_KEY_MAY_BE_HERE or (at.why is Stop.KEY_EXPECTED and at.column == indent_of(at.text)):
        return _below_a_heading(at, row) or _odd_one_out(at, row) or _as_others(at, row, _beside(at, row))
    return None


def _odd_one_out(at: Stumble, row: int) -> Problem | None:
    """The row above, when it alone begins where it does, further to the right than rows all through the file."""
    above, here = at.above(row), indent_of(at.rows[row])
    if above is None or (column := indent_of(at.rows[above])) <= here or not KEY.match(at.rows[above]):
        return None
    columns = [indent_of(text) for text in at.rows if KEY.match(text)]
    is_odd = columns.count(column) == 1 and columns.count(here) > 1
    return misplaced(at.place(above, column), "too-far-right", [Indent(here, row + 1 + at.line)]) if is_odd else None


def _below_a_heading(at: Stumble, row: int) -> Problem | None:
    """The row above to which this one would belong, when that stands no deeper than the heading that it is below."""
    here = indent_of(at.rows[row])
    for column, other in _beside(at, row):
        above = at.above(other)
        if (
            column < here
            and above is not None
            and indent_of(at.rows[above]) == column
            and _HEADING.match(at.rows[above])
        ):
            return misplaced(at.place(other, column), "too-far-left", [Indent(here, row + 1 + at.line)])
    return None


def _as_others(at: Stumble, row: int, others: list[tuple[int, int]]) -> Problem | None:
    """The row should begin in one of these columns, each as that other row: the nearest is named first."""
    here = indent_of(at.rows[row])
    good = sorted(((column, other) for column, other in others if column != here), key=lambda one: abs(one[0] - here))
    begins = [Indent(column, other + 1 + at.line, column > indent_of(at.rows[other])) for column, other in good]
    side = _side(here, [column for column, _ in good])
    return misplaced(at.place(row, here), side, begins) if good else None


def _side(here: int, good: list[int]) -> str:
    """On which side of where it should begin a row stands."""
    if all(column < here for column in good):
        return "too-far-right"
    return "too-far-left" if all(column > here for column in good) else "not-below"


def _indented_top(at: Stumble) -> Problem | None:
    first = next((number for number, row in enumerate(at.rows) if row.strip() and not row.lstrip().startswith("#")), 0)
    here = indent_of(at.rows[first])
    return misplaced(at.place(first, here), "too-far-right", [Indent(0)]) if here else None


def _beside(at: Stumble, row: int) -> list[tuple[int, int]]:
    """The columns in which this row could begin, each as a row above it does: the nearest, and the next before that."""
    is_item = _is_item(at.rows[row])
    found: list[tuple[int, int]] = []
    number, edge = at.above(row), len(at.rows[row])
    while number is not None and len(found) < 2:
        text = at.rows[number]
        edge = min(edge, indent_of(text))
        column = _beginning(text, is_item=is_item)
        is_before = column is not None and (not found or column < found[-1][0])
        if column is not None and is_before and (column <= edge or not is_item):
            found.append((column, number))
        number = at.above(number)
    return found


def _is_item(row: str) -> bool:
    return row.lstrip(" ").startswith("- ")


def _beginning(row: str, *, is_item: bool) -> int | None:
    """Where in that row an item of a list begins, or else a key; a key may stand behind a dash."""
    if is_item or not _is_item(row):
        return indent_of(row) if is_item == _is_item(row) else None
    key = KEY.match(row)
    return len(key["lead"]) if key else None


def out_of_line(at: Stumble) -> Problem | None:
    """A row of a list that begins just beside where the rows of that list begin."""
    others = _beside(at, at.row) if at.column == indent_of(at.text) else []
    is_in_list = _is_item(at.text) or len(others) > 1
    return _as_others(at, at.row, others) if is_in_list else None


def loose_sentence(at: Stumble, row: int) -> Problem:
    """A row of text among keys: of the text above it, or with its key forgotten."""
    here, above = indent_of(at.rows[row]), at.rows[at.above(row) or 0]
    column = indent_of(above) + (2 if KEY.match(above) else 0)
    return misplaced(at.place(row, here), "too-far-left", [Indent(column)], "text")


def flat_block(at: Stumble) -> Problem | None:
    """The first row of a text below a `|` or `>` that does not begin further to the right than what it belongs to."""
    for row in (at.row, at.above(at.row), at.began[0]):
        above = at.above(row) if row is not None else None
        if row is None or above is None or not _BLOCK.search(at.rows[above]) or KEY.match(at.rows[row]):
            continue
        here, wanted = indent_of(at.rows[row]), indent_of(at.rows[above]) + 2
        if here < wanted:
            return misplaced(at.place(row, here), "too-far-left", [Indent(wanted)])
    return None


def in_block_text(at: Stumble, row: int, *, own: bool = False) -> bool:
    """Whether the rows above belong to a text that began with `|` or `>` and lies deeper; with `own`, this row too."""
    number = at.above(row)
    while number is not None and indent_of(at.rows[number]) > indent_of(at.rows[row]) - own:
        number = at.above(number)
    return number is not None and bool(_BLOCK.search(at.rows[number]))
