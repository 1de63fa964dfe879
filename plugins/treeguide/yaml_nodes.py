"""Turns YAML text into plain data that remembers where every key and value stands.

Only the part of YAML that people need is accepted: mappings, lists and text. Every scalar stays the text its author
typed, so `nee`, `no`, `3` and `2026-01-01` are never anything else. Built from the parser's events, without recursion.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from treeguide.place import Document, Place
from treeguide.problem import Problem, problem

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"]
Path: TypeAlias = Sequence[str | int]

DEEPEST = 40
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A value and its place. A mapping holds `entries` (key → place of the key, value), a list holds `items`."""

    place: Place
    text: str | None = None
    entries: dict[str, tuple[Place, "Node"]] | None = None
    items: list["Node"] | None = None

    def plain(self) -> Plain:
        """The value without its places."""
        if self.entries is not None:
            return {key: value.plain() for key, (_, value) in self.entries.items()}
        if self.items is not None:
            return [item.plain() for item in self.items]
        return self.text or ""

    def at(self, path: Path) -> Place:
        """The place of the value at `path`, or of the nearest thing around it that exists."""
        node = self
        for step in path:
            inner = node.child(step)
            if inner is None:
                break
            node = inner
        return node.place

    def key_at(self, path: Path) -> Place:
        """The place of the last key of `path`; of the value itself where that is an item of a list."""
        node = self
        for number, step in enumerate(path):
            inner = node.child(step)
            if inner is None:
                return node.place
            if number == len(path) - 1 and node.entries is not None:
                return node.entries[str(step)][0]
            node = inner
        return node.place

    def child(self, step: str | int) -> "Node | None":
        if self.entries is not None:
            found = self.entries.get(str(step))
            return found[1] if found else None
        if self.items is not None and isinstance(step, int) and 0 <= step < len(self.items):
            return self.items[step]
        return None

    def keys(self) -> list[str]:
        return list(self.entries or ())


@dataclass(slots=True)
class _Open:
    """A mapping or list that has begun and not yet ended."""

    node: Node
    key: str | None = None
    key_place: Place | None = None
    repeated: bool = False


@dataclass(slots=True)
class _Builder:
    """Puts events together into one node."""

    document: Document
    line: int = 0
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if start.line == end.line else 0
        number = start.line + 1 + self.line
        if length <= 0:
            lines = self.document.lines
            length = len(lines[number - 1].rstrip()) - start.column if number <= len(lines) else 1
        return Place(self.document, number, start.column + 1, max(1, length))

    def add(self, node: Node) -> None:
        """Hang a finished or just opened node where it belongs."""
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.node.items is not None:
            top.node.items.append(node)
        elif top.key is not None and top.key_place is not None and top.node.entries is not None:
            if not top.repeated:
                top.node.entries[top.key] = (top.key_place, node)
            top.key = None

    def expects_key(self) -> bool:
        return bool(self.stack) and self.stack[-1].node.entries is not None and self.stack[-1].key is None

    def take_key(self, text: str, place: Place) -> None:
        top = self.stack[-1]
        entries = top.node.entries or {}
        top.key, top.key_place, top.repeated = text, place, text in entries
        if top.repeated:
            first = entries[text][0]
            self.problems.append(problem(place, "duplicate-key", key=text, line=str(first.line)))

    def open(self, node: Node) -> None:
        if self.expects_key():
            self.problems.append(problem(node.place, "key-not-text"))
            self.take_key("\0", node.place)
        self.add(node)
        self.stack.append(_Open(node))


def read_yaml(document: Document, text: str | None = None, line: int = 0) -> tuple[Node | None, list[Problem]]:
    """The document as nodes, and what is wrong with it as YAML.

    `text` and `line` read only a part of the document: that text, which starts after so many lines. The node is None
    when the text is empty or cannot be read at all; otherwise every problem found is one the reading went on past.
    """
    part = document.text if text is None else text
    hidden = list(hidden_characters(document, part, line))
    if hidden:
        return None, hidden
    tab = re.search(r"^ *\t+[ \t]*(?=[^\s#])", part, re.M)
    builder = _Builder(document, line)
    try:
        for event in yaml.parse(part, Loader=_Loader):
            _take(builder, event)
    except yaml.YAMLError as error:
        return None, [*builder.problems, _syntax(document, part, line, error, tab)]
    except _TooDeepError as error:
        return None, [*builder.problems, problem(error.place, "too-deep", limit=str(DEEPEST))]
    return builder.root, builder.problems


def hidden_characters(document: Document, text: str, line: int = 0) -> Iterator[Problem]:
    """Characters nobody sees and nobody means: control characters, and marks that turn the reading direction."""
    if not _HIDDEN.search(text):
        return
    for number, row in enumerate(Document("", text).lines):
        found = _HIDDEN.search(row)
        if found:
            character = found[0]
            name = unicodedata.name(character, "") or f"U+{ord(character):04X}"
            place = Place(document, number + 1 + line, found.start() + 1)
            yield problem(place, "hidden-character", name=f"U+{ord(character):04X} {name}".strip())


class _TooDeepError(Exception):
    def __init__(self, place: Place) -> None:
        self.place = place


def _take(builder: _Builder, event: Any) -> None:
    """Add what one event says."""
    if isinstance(event, yaml.ScalarEvent):
        place = builder.place(event)
        _refuse_marks(builder, event, place)
        if builder.expects_key():
            builder.take_key(event.value, place)
        else:
            builder.add(Node(place, text=event.value))
    elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        place = builder.place(event)
        _refuse_marks(builder, event, place)
        if len(builder.stack) >= DEEPEST:
            raise _TooDeepError(place)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        builder.open(Node(place, entries={}) if is_mapping else Node(place, items=[]))
    elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
        builder.stack.pop()
    elif isinstance(event, yaml.AliasEvent):
        place = builder.place(event)
        builder.problems.append(problem(place, "alias", name=str(event.anchor)))
        if builder.expects_key():
            builder.take_key(f"*{event.anchor}", place)
        else:
            builder.add(Node(place, text=""))
    elif isinstance(event, yaml.DocumentStartEvent) and builder.root is not None:
        builder.problems.append(problem(builder.place(event), "several-documents"))


def _refuse_marks(builder: _Builder, event: Any, place: Place) -> None:
    """Anchors and tags: they make two places one, or text something else."""
    if event.anchor:
        builder.problems.append(problem(place, "anchor", name=str(event.anchor)))
    if event.tag and event.tag != "!":
        builder.problems.append(problem(place, "tag", tag=str(event.tag)))


def _syntax(document: Document, part: str, line: int, error: yaml.YAMLError, tab: re.Match[str] | None) -> Problem:
    """What the parser stumbled over, told as the mistake that most likely caused it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or error)
    row = mark.line if mark else 0
    rows = Document("", part).lines
    row = min(row, len(rows) - 1)
    column = min(mark.column if mark else 0, len(rows[row]))
    if tab:
        tab_row = part.count("\n", 0, tab.start())
        if tab_row <= row:
            return problem(Place(document, tab_row + 1 + line, 1, len(tab[0])), "tab-indent")
    code = _guess(said, rows, row)
    here = Place(document, row + 1 + line, column + 1)
    if code == "colon-in-text":
        colon = rows[row].find(": ", rows[row].find(": ") + 1)
        here = Place(document, row + 1 + line, max(colon, 0) + 1)
    elif code == "special-start":
        value = re.match(r"\s*(?:- +)?(?:[^:#]+: +)?", rows[row])
        here = Place(document, row + 1 + line, (value.end() if value else column) + 1)
    return problem(here, code, said=said)


def _guess(said: str, rows: list[str], row: int) -> str:
    """The code for the parser's own words at that row."""
    if re.match(r"\s*(?:- +)?(?:[^:#'\"]+: +)?[@`%*&!\[{|>]", rows[row]) and "mapping values" not in said:
        return "special-start"
    if "mapping values are not allowed" in said and rows[row].count(": ") > 1:
        return "colon-in-text"
    if "found unexpected end of stream" in said or "while scanning a quoted scalar" in said:
        return "open-quote"
    if "tab" in said or "cannot start any token" in said:
        return "special-start"
    return "yaml-syntax"
