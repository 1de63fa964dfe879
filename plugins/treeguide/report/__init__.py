"""Problems become text: for a terminal, for programs, for a pull request, and as SARIF for code scanning."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from treeguide import __version__
from treeguide.values import Document, Either, Level, Place, Problem, Said, Word
from treeguide.values.shown import shown, shown_json
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
    level = messages(language)["words"][found.level]
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
    """A list of objects: path, line, column, length, level, code, message, hint, route, and the other places."""
    rows = []
    for found in problems:
        says, hint = told(found, language)
        rows.append(
            {
                **_where(found.place),
                "level": found.level,
                "code": found.code,
                "message": says,
                "hint": hint,
                "route": list(found.route),
                "elsewhere": [_where(place) for place in found.elsewhere],
            }
        )
    return shown_json(rows, 2)


def _where(place: Place) -> dict[str, str | int]:
    return {"path": place.document.path, "line": place.line, "column": place.column, "length": place.length}


def as_github(problems: Sequence[Problem], language: str) -> str:
    """Workflow commands that put each message at its line in a pull request; errors first, since only ten are shown."""
    lines = []
    for found in sorted(problems, key=lambda one: not one.is_error):
        says, hint = told(found, language)
        place = found.place
        where = (
            f"file={_property(place.document.path)},line={place.line},col={place.column},title={_property(found.code)}"
        )
        lines.append(f"::{found.level} {where}::{_command(f'{says} {hint}')}")
    return "\n".join(lines)


def _command(text: str) -> str:
    return shown(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _command(text).replace(":", "%3A").replace(",", "%2C")


SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(problems: Sequence[Problem], language: str) -> str:
    """One run, with a rule for each sort of problem that was found and a result for each problem."""
    levels = {found.code: found.level for found in sorted(problems, key=lambda one: one.code)}
    codes = list(levels)
    seen: dict[str, int] = {}
    run = {
        "tool": {
            "driver": {
                "name": "treeguide",
                "version": __version__,
                "rules": [_rule(code, levels[code], language) for code in codes],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, codes.index(found.code), language, seen) for found in problems],
    }
    return shown_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, 2)


def _rule(code: str, level: Level, language: str) -> dict[str, Any]:
    table = messages(language)[code]
    return {
        "id": code,
        "shortDescription": {"text": _general(table["says"])},
        "help": {"text": _general(table["hint"])},
        "defaultConfiguration": {"level": level},
    }


def _general(text: str) -> str:
    """A message without the words of one case: an ellipsis for each."""
    return re.sub(r"\{[\w.]+\}", "…", text).replace("{{", "{").replace("}}", "}")


def _result(found: Problem, rule: int, language: str, seen: dict[str, int]) -> dict[str, Any]:
    says, hint = told(found, language)
    lines = [f"{says} {hint}"]
    elsewhere = [{"physicalLocation": _location(place)} for place in found.elsewhere]
    if found.route:
        lines.append(f"{messages(language)['words']['route']}: " + " → ".join(f"“{text}”" for text in found.route))
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": found.level,
        "message": {"text": "\n".join(lines)},
        "locations": [{"physicalLocation": _location(found.place)}],
        **({"relatedLocations": elsewhere} if elsewhere else {}),
        "partialFingerprints": {"treeguide/v1": _fingerprint(found, seen)},
    }


def _location(place: Place) -> Mapping[str, Any]:
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.length,
    }
    if place.text.strip():
        region["snippet"] = {"text": place.text}
    return {"artifactLocation": {"uri": quote(place.document.path), "uriBaseId": "%SRCROOT%"}, "region": region}


def _fingerprint(found: Problem, seen: dict[str, int]) -> str:
    """What stays the same when lines are added above: file, code, words and line; findings alike are numbered."""
    words = [f"{key}={_lasting(word)}" for key, word in sorted(found.words.items())]
    parts = [found.place.document.path, found.code, *words, found.place.text.strip()]
    mark = sha256("\0".join(parts).encode()).hexdigest()[:32]
    seen[mark] = seen.get(mark, 0) + 1
    return f"{mark}:{seen[mark]}"


def _lasting(word: Word) -> str:
    """What of a word is the same when lines are added above: no line number."""
    if isinstance(word, Place):
        return word.document.path
    if isinstance(word, Document):
        return word.path
    if isinstance(word, Said):
        return word.word
    if isinstance(word, Either):
        return ", ".join(one if isinstance(one, str) else str(one.spaces) for one in word.choices)
    return ", ".join(map(str, word)) if isinstance(word, tuple) else str("" if isinstance(word, int) else word)


FORMATS: dict[str, Callable[[Sequence[Problem], str], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
