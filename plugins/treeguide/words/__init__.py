"""Texts as data: the messages of the checks and the words of the interface, in one language."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from treeguide.values import Document, Either, Indent, Owner, Place, Problem, Said, Word
from treeguide.values.shown import amount, one_line, shortened, shown

LANGUAGES = ("nl", "en")
"""The languages of the command: of messages, help and starter files."""
INTERFACES = (*LANGUAGES, "de")
"""The languages of a site: each has a file with the words that readers meet."""
UNREVIEWED = frozenset({"de"})
"""The languages of a site that nobody who grew up with them has read yet."""
LONGEST_WORD = 200


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((resources.files("treeguide") / "words" / "messages" / name).read_text("utf-8"))


def spoken(language: str) -> str:
    """The language of the command for a site in that language: English where it does not speak that."""
    return language if language in LANGUAGES else "en"


def messages(language: str) -> Mapping[str, Any]:
    """The messages of every check by code, and under "words" the words around them."""
    return _table(f"{spoken(language)}.toml")


def interface(language: str) -> dict[str, str]:
    """The words a reader meets around the content, by key; in English where a language lacks one."""
    known = {**_table("interface-en.toml"), **_table(f"interface-{language}.toml")}
    return {key: str(value) for key, value in known.items()}


def differences(language: str) -> Mapping[str, str]:
    """What is said of two versions of a guide."""
    return _table(f"diff-{language}.toml")


def help_texts(language: str) -> Mapping[str, Any]:
    """What `treeguide --help` says: of all commands together, and under the name of each."""
    return _table(f"help-{spoken(language)}.toml")


def key_words() -> Mapping[str, Any]:
    """Of every key that authors write: what it is for, in English (Dutch is in the models), and other words for it."""
    return _table("keys.toml")


def other_names() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """What people write for words of ours that are no key: by sort, such as "kinds", the other words for each."""
    return _table("other-names.toml")


def counted(language: str, name: str, count: int) -> str:
    """That many of something, written out: "1 fout", "2 fouten"."""
    words = messages(language)["words"]
    return str(words[f"count-{name}-one" if count == 1 else f"count-{name}"]).format(count=amount(count, language))


def listed(language: str, counts: Mapping[str, int]) -> str:
    """Each of these amounts written out: "1 boom, 2 situaties en 3 lessen"; of none, nothing."""
    if not counts:
        return ""
    *first, last = (counted(language, name, count) for name, count in counts.items())
    return f" {messages(language)['words']['and']} ".join([*([", ".join(first)] if first else []), last])


def findings(problems: Sequence[Problem], language: str) -> str:
    """How many errors and warnings there are: "1 fout en 2 keer let op", each only where there are any."""
    errors = sum(found.is_error for found in problems)
    counts = {"errors": errors, "warnings": len(problems) - errors}
    return listed(language, {name: count for name, count in counts.items() if count})


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
    entry = table[problem.code]
    words = {key: _written(word, table["words"]) for key, word in problem.words.items()}
    hint = entry.get(_hint(problem), entry["hint"])
    return entry["says"].format_map(words), hint.format_map(words) + _also(problem, table["words"])


def _hint(problem: Problem) -> str:
    """Which of the hints of its message goes with a problem."""
    words = problem.words
    near = next((key for key in ("meant", "near") if words.get(key)), "")
    return problem.hint or near or ("none" if words.get("known") == () else "hint")


def _also(problem: Problem, words: Mapping[str, str]) -> str:
    """The other lines with the same fault."""
    lines = ", ".join(str(line) for line in dict.fromkeys(place.line for place in problem.also))
    return f" {words['also-lines'].format(lines=lines)}" if lines else ""


class _At(NamedTuple):
    """A place as a message names it: its file and line, or only the line by `{name.line}`."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


def _written(word: Word, words: Mapping[str, str]) -> str | _At:
    """A word of a problem as people read it."""
    if isinstance(word, Said):
        return words[word.word]
    if isinstance(word, Place):
        return _At(shown(word.document.path), word.line)
    if isinstance(word, Document):
        return shown(word.path)
    if isinstance(word, Owner):
        where = f" ({_written(word.at, words)})" if word.at else ""
        return words[f"owner-{word.sort}"] + where
    if isinstance(word, Either):
        return _either([one if isinstance(one, str) else _indented(one, words) for one in word.choices], words)
    return _short(", ".join(map(str, word)) if isinstance(word, tuple) else str(word))


def _either(choices: Sequence[str], words: Mapping[str, str]) -> str:
    """One of these: "a", "a of b", "a, b of c"."""
    return f" {words['or']} ".join([", ".join(choices[:-1])] * (len(choices) > 1) + list(choices[-1:]))


def _indented(indent: Indent, words: Mapping[str, str]) -> str:
    """Where a line may begin: after how many spaces, and as which other line."""
    said = words[{0: "spaces-none", 1: "spaces-one"}.get(indent.spaces, "spaces")].format(count=indent.spaces)
    other = words["as-line-dash" if indent.behind_dash else "as-line"].format(line=indent.line)
    return f"{said} {other}" if indent.line else said


def _short(word: str) -> str:
    """An author's text as it fits in a message: on one line, the beginning only where it is long.

    Of what is on one line every space stays, since one at the end may be the very fault.
    """
    return shortened(shown(one_line(word) if "\n" in word else word), LONGEST_WORD)
