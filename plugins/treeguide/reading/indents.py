"""Tells of a row of YAML that begins in the wrong column where it should begin, and as which other row."""

import re

from treeguide.reading.stumble import KEY, Stumble, indent_of
from treeguide.values.problem import Problem, problem

_HEADING = re.compile(r"[ ]*[\w-]+:[ ]*(?:#.*)?$")
_BLOCK = re.compile(r"[:-][ ]+[|>][+-]?\d?[ ]*(?:#.*)?$")


def indentation(at: Stumble) -> Problem | None:
    """A row that begins where no row above it began, or that goes deeper under a key that has its text already."""
    row = at.row
    if "simple key" in at.said and in_block_text(at, at.began[0]):
        above = at.above(at.began[0])
        return _misplaced(at, at.began[0], [(indent_of(at.rows[above]), above)] if above is not None else [])
    if "expected <document start>" in at.said:
        return _indented_top(at)
    if at.text.lstrip().startswith(":"):
        return None
    if "mapping values" in at.said or ("expected key" in at.said and at.column == indent_of(at.text)):
        return _below_a_heading(at, row) or _misplaced(at, row, _beside(at, row))
    return None


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
            columns = f"{here}:{row + 1 + at.line}"
            return problem(at.place(other, column), "indentation", given="too-far-left", columns=columns)
    return None


def _misplaced(at: Stumble, row: int, others: list[tuple[int, int]]) -> Problem | None:
    """The row should begin in one of these columns, each as that other row: the nearest is named first."""
    here = indent_of(at.rows[row])
    good = sorted(((column, other) for column, other in others if column != here), key=lambda one: abs(one[0] - here))
    told = " ".join(f"{column}:{other + 1 + at.line}{_behind(at, column, other)}" for column, other in good)
    side = _side(here, [column for column, _ in good])
    return problem(at.place(row, here), "indentation", given=side, columns=told) if good else None


def _behind(at: Stumble, column: int, row: int) -> str:
    """What a message says of a column that is not where the row itself begins."""
    return ":dash" if column > indent_of(at.rows[row]) else ""


def _side(here: int, good: list[int]) -> str:
    """On which side of where it should begin a row stands."""
    if all(column < here for column in good):
        return "too-far-right"
    return "too-far-left" if all(column > here for column in good) else "not-below"


def _indented_top(at: Stumble) -> Problem | None:
    first = next((number for number, row in enumerate(at.rows) if row.strip() and not row.lstrip().startswith("#")), 0)
    here = indent_of(at.rows[first])
    return problem(at.place(first, here), "indentation", given="too-far-right", columns="0") if here else None


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
    return _misplaced(at, at.row, others) if is_in_list else None


def loose_sentence(at: Stumble, row: int) -> Problem:
    """A row of text among keys: of the text above it, or with its key forgotten."""
    here, above = indent_of(at.rows[row]), at.rows[at.above(row) or 0]
    column = indent_of(above) + (2 if KEY.match(above) else 0)
    return problem(at.place(row, here), "indentation", given="too-far-left", columns=str(column), hint="text")


def flat_block(at: Stumble) -> Problem | None:
    """The first row of a text below a `|` or `>` that does not begin further to the right than what it belongs to."""
    for row in (at.row, at.above(at.row), at.began[0]):
        above = at.above(row) if row is not None else None
        if row is None or above is None or not _BLOCK.search(at.rows[above]) or KEY.match(at.rows[row]):
            continue
        here, wanted = indent_of(at.rows[row]), indent_of(at.rows[above]) + 2
        if here < wanted:
            return problem(at.place(row, here), "indentation", given="too-far-left", columns=str(wanted))
    return None


def in_block_text(at: Stumble, row: int, *, own: bool = False) -> bool:
    """Whether the rows above belong to a text that began with `|` or `>` and lies deeper; with `own`, this row too."""
    number = at.above(row)
    while number is not None and indent_of(at.rows[number]) > indent_of(at.rows[row]) - own:
        number = at.above(number)
    return number is not None and bool(_BLOCK.search(at.rows[number]))
