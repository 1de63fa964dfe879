"""Texts as data: the messages of the checks and the words of the interface, in one language."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from treeguide.values.one_line import shown
from treeguide.values.problem import Problem

LANGUAGES = ("nl", "en")
LONGEST_WORD = 200


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((resources.files("treeguide") / "words" / "messages" / name).read_text("utf-8"))


def messages(language: str) -> Mapping[str, Any]:
    """The messages of every check by code, and under "words" the words around them."""
    return _table(f"{language}.toml")


def interface(language: str) -> dict[str, str]:
    """The words a reader meets around the content, by key."""
    return {key: str(value) for key, value in _table(f"interface-{language}.toml").items()}


def help_texts(language: str) -> Mapping[str, Any]:
    """What `treeguide --help` says: of all commands together, and under the name of each."""
    return _table(f"help-{language}.toml")


def other_names() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """What people write for words of the format: by sort, such as "keys", the other words for each of ours."""
    return _table("other-names.toml")


def counted(language: str, name: str, count: int) -> str:
    """That many of something, written out: "1 fout", "2 fouten"."""
    words = messages(language)["words"]
    return str(words[f"count-{name}-one" if count == 1 else f"count-{name}"]).format(count=count)


def findings(problems: Sequence[Problem], language: str) -> str:
    """How many errors and warnings there are: "1 fout en 2 keer let op", each only where there are any."""
    errors = sum(found.is_error for found in problems)
    counts = {"errors": errors, "warnings": len(problems) - errors}
    told = [counted(language, name, count) for name, count in counts.items() if count]
    return f" {messages(language)['words']['and']} ".join(told)


def summary(problems: Sequence[Problem], language: str) -> str:
    """The same as a sentence, with how many files they are in."""
    files = counted(language, "files", len({found.place.document.path for found in problems}))
    return str(messages(language)["words"]["found"]).format(findings=findings(problems, language), files=files)


def told(problem: Problem, language: str) -> tuple[str, str]:
    """What the problem says and what would be right, as two sentences on one line each.

    The hint is the one that the problem names, else `meant` when it goes by another name, `near` when something looks
    alike, and `none` when there is nothing to choose from. Behind it come the other lines in the file with this fault.
    """
    table = messages(language)
    entry, words = table[problem.code], {key: _short(word) for key, word in problem.words.items()}
    for key in ("wanted", "given", "field", "reason"):
        if key in words:
            words[key] = table["words"].get(words[key], words[key])
    if "keys" in words:
        words["keys"] = f" {table['words']['or']} ".join(words["keys"].rsplit(", ", 1))
    if "columns" in words:
        words["columns"] = f" {table['words']['or']} ".join(
            _column(one, table["words"]) for one in words["columns"].split()
        )
    sort = next((key for key in ("meant", "near") if words.get(key)), "none" if words.get("known") == "" else "hint")
    sort = words.get("hint") or sort
    also = f" {table['words']['also-lines'].format(lines=words['also'])}" if words.get("also") else ""
    return entry["says"].format_map(words), entry.get(sort, entry["hint"]).format_map(words) + also


def _column(place: str, words: Mapping[str, str]) -> str:
    """Where a line may begin: after how many spaces, as which other line; given as `4`, `4:7` or `4:7:dash`."""
    count, line, *dash = [*place.split(":"), ""][:3]
    said = words[{"0": "spaces-none", "1": "spaces-one"}.get(count, "spaces")].format(count=count)
    other = "as-line-dash" if any(dash) else "as-line"
    return f"{said} {words[other].format(line=line)}" if line else said


def _short(word: str) -> str:
    """An author's text as it fits in a message: on one line, the beginning only where it is long."""
    line = shown(" ".join(word.split()))
    return line if len(line) <= LONGEST_WORD else line[: LONGEST_WORD - 1].rstrip() + "…"
