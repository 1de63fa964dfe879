"""Writes the first version of a lesson, a guide or an outcome: it passes the check and says what comes next."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from itertools import count
from string import Template

from treeguide.library.reading import ID, RESERVED
from treeguide.reading import read_yaml
from treeguide.reading.node import Node, Plain
from treeguide.reading.shape import fit, suggested_id
from treeguide.values import Document
from treeguide.values.model import OutcomesFile
from treeguide.values.shown import one_line
from treeguide.values.vocabulary import Facets, lists_of
from treeguide.words import interface

LONGEST_ID = 80
LONGEST_SUGGESTION = 50
MODELINE = "# yaml-language-server: $schema={schema}\n"


@dataclass(frozen=True)
class New:
    """What every new thing has: its id, and its title and summary as `scalar` writes them in a language."""

    id: str
    title: str
    summary: str
    language: str


def suggestion(title: str, taken: Collection[str]) -> str:
    """An id made from a title that nothing else has."""
    plain = suggested_id(title)
    if len(plain) > LONGEST_SUGGESTION:
        plain = plain[: LONGEST_SUGGESTION + 1].rsplit("-", 1)[0][:LONGEST_SUGGESTION]
    if plain not in taken and is_id(plain):
        return plain
    return next(name for number in count(2) if (name := f"{plain}-{number}") not in taken)


def is_id(text: str) -> bool:
    """Whether the text can be the id of something new."""
    return bool(ID.match(text)) and len(text) <= LONGEST_ID and text not in RESERVED


def scalar(text: str) -> str | None:
    """The text on one line as YAML reads it back, with quotes only where it needs them; None when it cannot stand."""
    line = one_line(text)
    doubled = line.replace("\\", "\\\\").replace('"', '\\"')
    for written in (line, f'"{doubled}"'):
        node, problems = read_yaml(Document("", f"key: {written}\n"))
        if node is not None and not problems and node.plain() == {"key": line} and line:
            return written
    return None


def lesson(new: New, kind: str, sources: Sequence[str], facets: Facets) -> str:
    """The text of a new lesson, a draft until its author says so."""
    lists = {name: list(known) for name, known in lists_of(facets).items() if known}
    called = {name: one.label for name, one in facets.facets.items()}
    words = {**interface(new.language), **called}
    rows = [
        f"# {words[name]}: {', '.join(known)}\n{name}: [{_first(known, name, facets)}]\n"
        for name, known in lists.items()
    ]
    head = _template(new.language, "lists.txt").substitute() if rows else ""
    today = f"reviewed: {date.today().isoformat()}\n" if "reviewed" in facets.required else ""
    named = f"kind: {kind}\n" if facets.kinds else ""
    parts = {"kind": named, "lists": "".join([head, *rows]), "today": today}
    return _filled(new, "lesson.md", sources=", ".join(sources), **parts)


def _first(known: Sequence[str], name: str, facets: Facets) -> str:
    """What is chosen from a list to begin with: nothing, but where every lesson chooses from it."""
    return known[0] if name in facets.required else ""


def guide(sort: str, new: New, schema: str = "", advised: tuple[str, str] = ("", "")) -> str:
    """The text of a new tree, with two questions and three outcomes of its own; of a new scan; or of a checklist that
    advises that sort of thing with that id.
    """
    outcome = new.id[:LONGEST_SUGGESTION].rstrip("-")
    parts = {"outcome": outcome, "advice": ": ".join(advised), "advised": advised[1]}
    return _filled(new, f"{sort}.yml", modeline=_modeline(schema), **parts)


def outcomes_file(language: str, schema: str = "") -> str:
    """The text of a shared file without any outcome yet."""
    return _template(language, "outcomes.yml").substitute(modeline=_modeline(schema))


def with_outcome(text: str, new: New) -> str | None:
    """A shared file with one outcome more, its comments, layout and line ends as they were.

    None when it cannot be added without touching something else: then the file is written in an unusual way.
    """
    entry = _filled(new, "outcome.yml")
    before = _read(text)
    start, blank = _insertion(text, before)
    base = " " * _indent(before)
    lines = [base * _depth(line) + line.lstrip(" ") for line in entry.splitlines()]
    end = "\r\n" if "\r\n" in text else "\n"
    rows = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)
    above, below = rows[:start], rows[start:]
    if above and not above[-1].endswith(("\r", "\n")):
        above[-1] += end
    gap = [end] if blank else []
    whole = "".join([*above, *gap, *(line + end for line in lines), *below])
    return whole if adds_only(before, _read(whole), new.id) else None


def line_of(text: str, name: str) -> int:
    """The line on which an outcome of that shared file begins."""
    outcomes = _outcomes(_read(text))
    return (outcomes.entries or {})[name][0].line if outcomes else 1


def _filled(new: New, starter: str, **values: str) -> str:
    about = {"id": new.id, "title": new.title, "summary": new.summary}
    return _template(new.language, starter).substitute(about, **values)


def _template(language: str, starter: str) -> Template:
    folder = resources.files("treeguide") / "commands" / "new" / "starter" / language
    return Template((folder / starter).read_text("utf-8"))


def _modeline(schema: str) -> str:
    return MODELINE.format(schema=schema) if schema else ""


def _read(text: str) -> Node | None:
    node, problems = read_yaml(Document("", text.removeprefix("\ufeff")))
    return None if any(found.is_error for found in problems) else node


def _outcomes(node: Node | None) -> Node | None:
    return node.child("outcomes") if node else None


def _insertion(text: str, node: Node | None) -> tuple[int, bool]:
    """After how many lines a new outcome goes, and whether a blank line parts the outcomes of this file."""
    lines = Document("", text.removeprefix("\ufeff")).lines
    entries = node.entries if node and node.entries else {}
    first = entries["outcomes"][0].line if "outcomes" in entries else 0
    later = sorted(key.line for key, _ in entries.values() if key.line > first)
    start = later[0] - 1 if later else len(lines) - (lines[-1] == "")
    while later and start > first and (not lines[start - 1].strip() or lines[start - 1].startswith("#")):
        start -= 1
    outcomes = _outcomes(node)
    keys = sorted(key.line for key, _ in (outcomes.entries or {}).values()) if outcomes else []
    blank = len(keys) < 2 or any(not line.strip() for line in lines[keys[-2] : keys[-1] - 1])
    return start, blank and bool(keys)


def _indent(node: Node | None) -> int:
    """By how many spaces the outcomes of this file are indented; two where it has none yet."""
    outcomes = _outcomes(node)
    keys = [key.column - 1 for key, _ in (outcomes.entries or {}).values()] if outcomes else []
    return keys[0] if keys else 2


def _depth(line: str) -> int:
    return (len(line) - len(line.lstrip(" "))) // 2


def adds_only(before: Node | None, after: Node | None, name: str) -> bool:
    """Whether the new file fits its model and holds the old one and that outcome, no more and no less."""
    if after is None or fit(after, OutcomesFile)[0] is None:
        return False
    old, new = (before.plain() if before else {}), after.plain()
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    outcomes = new.get("outcomes")
    if not isinstance(outcomes, dict) or name not in outcomes:
        return False
    left = {key: value for key, value in outcomes.items() if key != name}
    return _settled({**new, "outcomes": left}) == _settled({**old, "outcomes": old.get("outcomes") or {}})


def _settled(value: Plain) -> Plain:
    """The value without the line ends at the end of its texts: those may change for the last text of a file."""
    if isinstance(value, dict):
        return {key: _settled(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_settled(inner) for inner in value]
    return value.rstrip("\n")
