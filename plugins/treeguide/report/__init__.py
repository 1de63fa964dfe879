"""Turns problems into text: for a terminal, for programs, and for annotations in a pull request."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from treeguide.report.sarif import as_sarif
from treeguide.values.one_line import shown, shown_json
from treeguide.values.problem import Problem
from treeguide.words import messages, told

SHOWN_PER_FILE = 20
SHOWN_IN_ALL = 100


def as_text(problems: Sequence[Problem], language: str, write: Callable[[Problem, str], str] | None = None) -> str:
    """Each problem as its place and message, the source line with the fault underlined, and the route that shows it.

    Of one kind of finding at most 20 in one file are written out, and no more files once there are 100 of them; the
    rest are counted. `write` puts one problem into words where that is not `one`: a terminal has colours, and an edge.
    """
    write = write or one
    words = messages(language)["words"]
    totals = Counter((found.place.document.path, found.code) for found in problems)
    rooms = _rooms(totals)
    given: Counter[tuple[str, str]] = Counter()
    parts: list[str] = []
    for found in problems:
        key = (found.place.document.path, found.code)
        given[key] += 1
        if given[key] <= rooms[key]:
            parts.append(write(found, language))
        if given[key] == rooms[key] < totals[key]:
            parts.append(words["more"].format(count=totals[key] - rooms[key]))
    left = [key for key, room in rooms.items() if not room]
    for code, files in sorted(Counter(code for _, code in left).items()):
        count = sum(totals[key] for key in left if key[1] == code)
        parts.append(words["more-files" if files > 1 else "more-file"].format(count=count, files=files, code=code))
    return "\n".join(parts)


def _rooms(totals: Counter[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """How many findings of one kind in one file are written out."""
    written: Counter[str] = Counter()
    rooms = {}
    for key, total in totals.items():
        code = key[1]
        rooms[key] = min(total, SHOWN_PER_FILE) if written[code] < SHOWN_IN_ALL else 0
        written[code] += rooms[key]
    return rooms


def headline(found: Problem, language: str) -> str:
    """Place, level, what is wrong, what would be right, and the code, on one line."""
    level = messages(language)["words"]["error" if found.is_error else "warning"]
    says, hint = told(found, language)
    place = found.place
    return f"{shown(place.document.path)}:{place.line}:{place.column}: {level}: {says} {hint} [{found.code}]"


def one(found: Problem, language: str) -> str:
    """One problem in full."""
    return "\n".join([headline(found, language), *snippet(found), *route(found, language)])


def snippet(found: Problem, width: int = 160) -> list[str]:
    """The source line, at most so many characters of it, and under it a line that marks the fault."""
    line = found.place.text.replace("\t", " ")
    if not line.strip():
        return []
    visible = shown(line)
    start = found.place.column - 1
    first, last = _window(len(visible), start, width)
    lead = "…" if first else ""
    before, marked = lead + visible[first:start], visible[start : min(last, start + found.place.length)]
    cut = lead + visible[first:last] + ("…" if last < len(visible) else "")
    number = str(found.place.line)
    underline = " " * _width(before) + "^" + "~" * (max(1, _width(marked)) - 1)
    return [f"  {number} | {cut}", f"  {' ' * len(number)} | {underline}"]


def _window(length: int, start: int, width: int) -> tuple[int, int]:
    """Which stretch of a line of that length to show, so that `start` is in it and both ellipses fit."""
    if length <= width:
        return 0, length
    first = max(0, min(start - width * 3 // 8, length - (width - 2)))
    return first, min(length, first + width - (2 if first else 1))


def _width(text: str) -> int:
    """How many columns a terminal gives the text."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) != 0 for character in text)


def route(found: Problem, language: str) -> list[str]:
    """The route that shows the fault, on one line; nothing when none was needed."""
    if not found.route:
        return []
    words = messages(language)["words"]
    return [f"    {words['route']}: " + " → ".join(f"“{shown(text)}”" for text in found.route)]


def as_json(problems: Sequence[Problem], language: str) -> str:
    """A list of objects: path, line, column, length, level, code, message, hint, route."""
    rows = []
    for found in problems:
        says, hint = told(found, language)
        rows.append(
            {
                "path": found.place.document.path,
                "line": found.place.line,
                "column": found.place.column,
                "length": found.place.length,
                "level": "error" if found.is_error else "warning",
                "code": found.code,
                "message": says,
                "hint": hint,
                "route": list(found.route),
            }
        )
    return shown_json(rows, 2)


def as_github(problems: Sequence[Problem], language: str) -> str:
    """Workflow commands that put each message at its line in a pull request; errors first, since only ten are shown."""
    lines = []
    for found in sorted(problems, key=lambda one: not one.is_error):
        says, hint = told(found, language)
        level = "error" if found.is_error else "warning"
        place = found.place
        where = (
            f"file={_property(place.document.path)},line={place.line},col={place.column},title={_property(found.code)}"
        )
        lines.append(f"::{level} {where}::{_command(f'{says} {hint}')}")
    return "\n".join(lines)


def _command(text: str) -> str:
    return shown(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _command(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Problem], str], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
