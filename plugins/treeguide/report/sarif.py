"""Turns problems into SARIF 2.1.0, the format of code scanning (OASIS Standard, 2020)."""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from treeguide import __version__
from treeguide.values.one_line import shown_json
from treeguide.values.problem import WARNINGS, Problem
from treeguide.words import messages, told

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LINE_NUMBERS = frozenset({"also", "line"})


def as_sarif(problems: Sequence[Problem], language: str) -> str:
    """One run, with a rule for each sort of problem that was found and a result for each problem."""
    codes = sorted({found.code for found in problems})
    seen: dict[str, int] = {}
    run = {
        "tool": {
            "driver": {"name": "treeguide", "version": __version__, "rules": [_rule(code, language) for code in codes]}
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, codes.index(found.code), language, seen) for found in problems],
    }
    return shown_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, 2)


def _rule(code: str, language: str) -> dict[str, Any]:
    table = messages(language)[code]
    return {
        "id": code,
        "shortDescription": {"text": _general(table["says"])},
        "help": {"text": _general(table["hint"])},
        "defaultConfiguration": {"level": _level(code)},
    }


def _general(text: str) -> str:
    """A message without the words of one case: an ellipsis for each."""
    return re.sub(r"\{\w+\}", "…", text).replace("{{", "{").replace("}}", "}")


def _level(code: str) -> str:
    return "warning" if code in WARNINGS else "error"


def _result(found: Problem, rule: int, language: str, seen: dict[str, int]) -> dict[str, Any]:
    says, hint = told(found, language)
    lines = [f"{says} {hint}"]
    if found.route:
        lines.append(f"{messages(language)['words']['route']}: " + " → ".join(f"“{text}”" for text in found.route))
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _level(found.code),
        "message": {"text": "\n".join(lines)},
        "locations": [{"physicalLocation": _location(found)}],
        "partialFingerprints": {"treeguide/v1": _fingerprint(found, seen)},
    }


def _location(found: Problem) -> Mapping[str, Any]:
    place = found.place
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
    words = [f"{key}={word}" for key, word in sorted(found.words.items()) if key not in _LINE_NUMBERS]
    parts = [found.place.document.path, found.code, *words, found.place.text.strip()]
    mark = sha256("\0".join(parts).encode()).hexdigest()[:32]
    seen[mark] = seen.get(mark, 0) + 1
    return f"{mark}:{seen[mark]}"
