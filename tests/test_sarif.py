"""SARIF as code scanning reads it: rules, places, and fingerprints that outlive a line added above."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from small_project import TREE, write_project
from treeguide.commands.cli import main

FAULTY = TREE.replace("next: geld", "next: gald", 1).replace("expect: ga-door", "expect: praat-over-geld")

# The parts of the standard's schema that treeguide writes, closed, so that a misspelt key is found.
TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string"}},
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
REGION = {
    "type": "object",
    "required": ["startLine"],
    "additionalProperties": False,
    "properties": {
        "startLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 1},
        "endColumn": {"type": "integer", "minimum": 1},
        "snippet": TEXT,
    },
}
ARTIFACT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"uri": {"type": "string", "format": "uri-reference"}, "uriBaseId": {"type": "string"}},
}
RESULT = {
    "type": "object",
    "required": ["message"],
    "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": TEXT,
        "locations": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "physicalLocation": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {"artifactLocation": ARTIFACT, "region": REGION},
                    }
                },
            },
        },
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
RULE = {
    "type": "object",
    "required": ["id"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "shortDescription": TEXT,
        "help": TEXT,
        "defaultConfiguration": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"level": LEVEL},
        },
    },
}
DRIVER = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "rules": {"type": "array", "uniqueItems": True, "items": RULE},
    },
}
RUN = {
    "type": "object",
    "required": ["tool"],
    "additionalProperties": False,
    "properties": {
        "tool": {
            "type": "object",
            "required": ["driver"],
            "properties": {"driver": DRIVER},
            "additionalProperties": False,
        },
        "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": RUN},
    },
}


def findings(project: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    main(["check", "--format", "sarif", "--project", str(project), *more])
    written = json.loads(capsys.readouterr().out)
    jsonschema.validate(written, SARIF)
    run: dict[str, Any] = written["runs"][0]
    return run


def test_a_fault_has_its_place_its_rule_and_its_level(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = findings(write_project(tmp_path, **{"decision_trees/waar.yml": FAULTY}), capsys)
    found = run["results"][0]
    assert found["ruleId"] == "unknown-target"
    assert found["level"] == "error"
    assert found["message"]["text"] == 'Er is geen stap "gald" in deze boom. Bedoel je "geld"?'
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "decision_trees/waar.yml"
    assert place["region"] == {
        "startLine": 13,
        "startColumn": 15,
        "endColumn": 19,
        "snippet": {"text": "        next: gald"},
    }


def test_every_result_points_at_its_own_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = FAULTY.replace("title: Waar staan jullie?", "titel: Waar staan jullie?")
    files = {"decision_trees/waar.yml": twice, "lessons/lessen/vier-het.md": "x"}
    run = findings(write_project(tmp_path, **files), capsys)
    rules = run["tool"]["driver"]["rules"]
    assert len({found["ruleId"] for found in run["results"]}) > 1
    assert [rules[found["ruleIndex"]]["id"] for found in run["results"]] == [
        found["ruleId"] for found in run["results"]
    ]
    assert all("{" not in rule["shortDescription"]["text"] for rule in rules)


def test_a_warning_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    untested = TREE[: TREE.index("  - name: Het loopt")]
    run = findings(write_project(tmp_path, **{"decision_trees/waar.yml": untested}), capsys)
    assert [(found["ruleId"], found["level"]) for found in run["results"]] == [("outcome-without-scenario", "warning")]
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "warning"}
    assert "\nZo kom je er: “Het loopt stroef” → “Nee”" in run["results"][0]["message"]["text"]


def test_the_messages_speak_the_language_that_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = findings(write_project(tmp_path, **{"decision_trees/waar.yml": FAULTY}), capsys, "--language", "en")
    assert run["language"] == "en"
    assert run["results"][0]["message"]["text"].startswith('There is no step "gald"')


def test_a_line_added_above_leaves_the_fingerprints_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def marks(text: str) -> list[str]:
        run = findings(write_project(tmp_path, **{"decision_trees/waar.yml": text}), capsys)
        return [found["partialFingerprints"]["treeguide/v1"] for found in run["results"]]

    misspelt = TREE.replace("next: geld", "next: gald")
    both = misspelt.replace("summary: Twee vragen.", "summary: Twee vragen.\nsummary: Nog eens.")
    before = marks(both)
    assert len(set(before)) == len(before) == 2
    assert marks(f"# Een regel erbij.\n{both}") == before


def test_a_path_is_written_as_an_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = findings(write_project(tmp_path, **{"lessons/één les.md": "x"}), capsys)
    places = {found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for found in run["results"]}
    assert "lessons/%C3%A9%C3%A9n%20les.md" in places


def test_a_clean_project_gives_a_run_without_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = findings(write_project(tmp_path), capsys)
    assert run["results"] == run["tool"]["driver"]["rules"] == []
