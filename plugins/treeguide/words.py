"""Texts as data: the messages of the checks and the words of the interface, in one language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from treeguide.problem import Problem

LANGUAGES = ("nl", "en")


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((resources.files("treeguide") / "messages" / name).read_text("utf-8"))


def messages(language: str) -> Mapping[str, Any]:
    """The messages of every check by code, and under "words" the words around them."""
    return _table(f"{language}.toml")


def interface(language: str) -> dict[str, str]:
    """The words a reader meets around the content, by key."""
    return {key: str(value) for key, value in _table(f"interface-{language}.toml").items()}


def told(problem: Problem, language: str) -> tuple[str, str]:
    """What the problem says and what would be right, as two sentences."""
    table = messages(language)
    entry, words = table[problem.code], dict(problem.words)
    for key in ("wanted", "given", "field"):
        if key in words:
            words[key] = table["words"].get(words[key], words[key])
    hint = entry["near"] if words.get("near") and "near" in entry else entry["hint"]
    return entry["says"].format_map(words), hint.format_map(words)
