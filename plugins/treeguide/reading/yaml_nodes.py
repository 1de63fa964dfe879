"""Turns YAML text into nodes: plain data that remembers where every key and value stands.

Only the part of YAML that people need is accepted: mappings, lists and text. Every scalar stays the text its author
typed, so `nee`, `no`, `3` and `2026-01-01` are never anything else. Built from the parser's events, without recursion.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from treeguide.model import FORMAT_KEYS
from treeguide.place import Document, Place
from treeguide.problem import Problem, problem
from treeguide.reading.node import Node
from treeguide.reading.yaml_mistakes import mistake
from treeguide.reading.yaml_surprises import (
    hidden_characters,
    odd_spaces,
    rows_to_look_at,
    scalar_surprises,
    without_odd_spaces,
)

DEEPEST = 40
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    part: str
    line: int = 0
    root: Node | None = None
    last: Any = None
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    lines: list[str] = field(init=False)
    odd_rows: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = self.document.lines
        self.odd_rows = rows_to_look_at(self.part)

    def place(self, event: Any) -> Place:
        """Where an event stands; to the end of its line where it goes on below. What ends a file stands on its last."""
        start, end, lines = event.start_mark, event.end_mark, self.lines
        row, column = start.line + self.line, start.column
        if row >= len(lines):
            return Place(self.document, len(lines), len(lines[-1]) + 1)
        length = end.column - column if start.line == end.line else 0
        return Place(self.document, row + 1, column + 1, length or max(1, len(lines[row].rstrip()) - column))

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
        if text in entries and self.rename_heading(entries, text):
            entries = top.node.entries or {}
        top.key, top.key_place, top.repeated = text, place, text in entries
        if top.repeated:
            first = entries[text][0]
            self.problems.append(problem(place, "duplicate-key", key=text, line=str(first.line)))

    def rename_heading(self, entries: dict[str, tuple[Place, Node]], text: str) -> bool:
        """Whether the last key, with nothing behind it, is the name of the next thing and stands one level too deep.

        It is when what comes after it was there before it. What follows is then read as part of that next thing.
        """
        name, (place, value) = next(reversed(entries.items()))
        around = self.stack[-2] if len(self.stack) > 1 else None
        is_heading = value.text == "" and not value.style and name != text and name not in FORMAT_KEYS
        if not is_heading or around is None or around.node.entries is None or name in around.node.entries:
            return False
        owner = next(reversed(around.node.entries.values()))[0]
        columns = f"{owner.column - 1}:{owner.line}"
        self.problems.append(problem(place, "indentation", given="too-far-right", columns=columns))
        del entries[name]
        self.stack[-1].node = Node(place, entries={})
        around.node.entries[name] = (place, self.stack[-1].node)
        return True

    def open(self, node: Node) -> None:
        """Begin a mapping or list; one in the place of a key is read and left out, with its value."""
        if self.expects_key():
            self.problems.append(problem(node.place, "key-not-text"))
            top = self.stack[-1]
            top.key, top.key_place, top.repeated = "", node.place, True
        else:
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
    builder = _Builder(document, part, line)
    try:
        for event in yaml.parse(part, Loader=_Loader):
            _take(builder, event)
    except yaml.YAMLError as error:
        found = mistake(document, part, line, error, builder.last)
        return None, [*(earlier for earlier in builder.problems if earlier.place.line != found.place.line), found]
    except _StopError as stop:
        return None, [*builder.problems, stop.problem]
    is_empty = builder.root is not None and builder.root.text == "" and not builder.root.style
    return None if is_empty else builder.root, builder.problems


class _StopError(Exception):
    """Something that makes reading on pointless."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _take(builder: _Builder, event: Any) -> None:
    """Add what one event says."""
    kind = type(event)
    if kind is yaml.ScalarEvent:
        _take_text(builder, event)
    elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
        builder.stack.pop()
    elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
        place = builder.place(event)
        if event.anchor or event.tag:
            _refuse_marks(builder, event, place)
        if len(builder.stack) >= DEEPEST:
            raise _StopError(problem(place, "too-deep", limit=str(DEEPEST)))
        builder.open(Node(place, entries={}) if kind is yaml.MappingStartEvent else Node(place, items=[]))
    elif kind is yaml.AliasEvent:
        _take_alias(builder, event)
    elif kind is yaml.DocumentStartEvent and builder.root is not None:
        raise _StopError(problem(builder.place(event), "several-documents"))


def _take_text(builder: _Builder, event: Any) -> None:
    place, text = builder.place(event), event.value
    builder.last = event
    is_marked = bool(event.anchor or event.tag)
    if is_marked:
        _refuse_marks(builder, event, place)
    first, last = event.start_mark.line, event.end_mark.line
    if first != last or last in builder.odd_rows:
        builder.problems += scalar_surprises(builder.document, event, place, builder.line)
    if not builder.expects_key():
        builder.add(Node(place, text, None, None, event.style or "", is_marked))
    elif text.isascii():
        builder.take_key(text, place)
    else:
        builder.problems += odd_spaces(text, place)
        builder.take_key(without_odd_spaces(text), place)


def _take_alias(builder: _Builder, event: Any) -> None:
    place = builder.place(event)
    builder.last = event
    builder.problems.append(problem(place, "alias", name=str(event.anchor)))
    if builder.expects_key():
        builder.take_key(f"*{event.anchor}", place)
        builder.stack[-1].repeated = True
    else:
        builder.add(Node(place, text="", is_told=True))


def _refuse_marks(builder: _Builder, event: Any, place: Place) -> None:
    """Anchors and tags: they make two places one, or text something else."""
    is_text = isinstance(event, yaml.ScalarEvent) and event.value and not event.style
    if is_text and (event.anchor or event.tag):
        builder.problems.append(problem(place, "special-start", mark="&" if event.anchor else "!"))
    elif event.anchor:
        builder.problems.append(problem(place, "anchor", name=str(event.anchor)))
    elif event.tag:
        builder.problems.append(problem(place, "tag", tag=str(event.tag).replace("tag:yaml.org,2002:", "!!")))
