"""What the importer says, in one language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from treeguide.words import messages


def words(language: str) -> Mapping[str, str]:
    """Its sentences, by name, with the words in which the tool counts."""
    return {**messages(language)["words"], **_texts(language)["words"]}


def help_texts(language: str) -> Mapping[str, Any]:
    """What `treeguide import --help` says."""
    found: dict[str, Any] = _texts(language)["help"]
    return found


@cache
def _texts(language: str) -> Mapping[str, Any]:
    return tomllib.loads((resources.files("treeguide_import") / "messages" / f"{language}.toml").read_text("utf-8"))
