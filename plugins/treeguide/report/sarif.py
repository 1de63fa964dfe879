"""Turns problems into SARIF 2.1.0, the format of code scanning (OASIS Standard, 2020)."""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from treeguide import __version__
from treeguide.values.one_line import shown_json
from treeguide.values.place import Document, Place
from treeguide.values.problem import Either, Level, Problem, Said, Word
from treeguide.words import messages, told

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
