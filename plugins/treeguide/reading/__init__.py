"""Turns YAML text into nodes: plain data that remembers where every key and value stands.

Only the part of YAML that people need is accepted: mappings, lists and text. Every scalar stays the text its author
typed, so `nee`, `no`, `3` and `2026-01-01` are never anything else. Built from the parser's events, without recursion.
"""

from dataclasses import dataclass
from typing import Any

import yaml

from treeguide.reading.indents import Part, misplaced
from treeguide.reading.node import Node, Plain, Spot, Stretch, place_of
from treeguide.reading.surprises import (
    hidden_characters,
    odd_spaces,
    rows_to_look_at,
    scalar_surprises,
    without_odd_spaces,
)
from treeguide.reading.yaml_mistakes import mistake
from treeguide.values import Document, Indent, Place, Problem, problem
from treeguide.values.vocabulary import FORMAT_KEYS

DEEPEST = 40
MERGE = "<<"
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Open:
    """A mapping or list that has begun and not yet ended: what it holds so far, and where each of that stands."""

    value: Any
    spots: Any
    is_mapping: bool
    key: str | None = None
    key_stretch: Stretch = (1, 1, 1)
    repeated: bool = False

    @property
    def expects_key(self) -> bool:
        return self.is_mapping and self.key is None


class _Builder:
    """Puts events together into one value, and spots of the same shape. The document is a list that is always open."""

    __slots__ = ("around", "document", "last", "line", "odd_rows", "problems", "top", "whole")

    def __init__(self, document: Document, part: str, line: int) -> None:
        self.document = document
        self.line = line
        self.odd_rows = rows_to_look_at(part)
        self.problems: list[Problem] = []
        self.last: Any = None
        self.whole = self.top = _Open([], [], is_mapping=False)
        self.around: list[_Open] = []

    @property
    def root(self) -> Node | None:
        """What stands in the document."""
        whole = self.whole
        return Node(self.document, whole.value[0], whole.spots[0]) if whole.value else None

    def stretch(self, event: Any) -> Stretch:
        """Where an event stands; without a length where it goes on below."""
        start, end = event.start_mark, event.end_mark
        row, column = start.line, start.column
        return row + self.line + 1, column + 1, end.column - column if end.line == row else 0

    def place(self, stretch: Stretch) -> Place:
        return place_of(self.document, stretch)

    def add(self, value: Plain, spot: Spot) -> None:
        """Put a text, or a mapping or list that begins, where it belongs."""
        top = self.top
        if not top.is_mapping:
            top.value.append(value)
            top.spots.append(spot)
            return
        if not top.repeated:
            top.value[top.key] = value
            top.spots[top.key] = (top.key_stretch, spot)
        top.key = None

    def take_key(self, text: str, stretch: Stretch) -> None:
        """Remember the key of what comes next."""
        if not text.isascii():
            self.problems += odd_spaces(text, self.place(stretch))
            text = without_odd_spaces(text)
        top = self.top
        top.repeated = text in top.value and not self.rename_heading(text)
        top.key, top.key_stretch = text, stretch
        if text == MERGE:
            self.problems.append(problem(self.place(stretch), "merge"))
        elif top.repeated:
            first = self.place(top.spots[text][0])
            self.problems.append(problem(self.place(stretch), "duplicate-key", key=text, first=first))

    def rename_heading(self, text: str) -> bool:
        """Whether the last key, with nothing behind it, is the name of the next thing and stands one level too deep.

        It is when what comes after it was there before it. What follows is then read as part of that next thing.
        """
        around, top = self.around[-1], self.top
        name, (stretch, (*_, style, _)) = next(reversed(top.spots.items()))
        is_heading = top.value[name] == "" and not style and name != text and name not in FORMAT_KEYS
        if not is_heading or not around.is_mapping or not around.value or name in around.value:
            return False
        (line, column, _), _ = next(reversed(around.spots.values()))
        self.problems.append(misplaced(self.place(stretch), "too-far-right", [Indent(column - 1, line)]))
        del top.value[name], top.spots[name]
        top.value, top.spots = {}, {}
        around.value[name], around.spots[name] = top.value, (stretch, (*stretch, top.spots, False))
        return True

    def open(self, begun: _Open, stretch: Stretch) -> None:
        """Begin a mapping or list; one in the place of a key is read and left out, with its value."""
        top = self.top
        if top.expects_key:
            self.problems.append(problem(self.place(stretch), "key-not-text"))
            top.key, top.repeated = "", True
        else:
            self.add(begun.value, (*stretch, begun.spots, False))
        self.around.append(top)
        self.top = begun


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
        for event in iter(_Loader(part).get_event, None):
            if type(event) is yaml.ScalarEvent:
                _take_text(builder, event)
            else:
                _take(builder, event)
    except yaml.YAMLError as error:
        found = mistake(Part(document, part, line), error, builder.last)
        return None, [*(earlier for earlier in builder.problems if earlier.place.line != found.place.line), found]
    except _StopError as stop:
        return None, [*builder.problems, stop.problem]
    root = builder.root
    is_empty = root is not None and root.text == "" and not root.style
    return None if is_empty else root, builder.problems


class _StopError(Exception):
    """Something that makes reading on pointless."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _take(builder: _Builder, event: Any) -> None:
    """Add what one event says."""
    kind = type(event)
    if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
        builder.top = builder.around.pop()
    elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
        stretch = builder.stretch(event)
        if event.anchor or event.tag:
            _refuse_marks(builder, event, builder.place(stretch))
        if len(builder.around) >= DEEPEST:
            raise _StopError(problem(builder.place(stretch), "too-deep", limit=DEEPEST))
        is_mapping = kind is yaml.MappingStartEvent
        builder.open(_Open({}, {}, True) if is_mapping else _Open([], [], False), stretch)
    elif kind is yaml.AliasEvent:
        _take_alias(builder, event)
    elif kind is yaml.DocumentStartEvent and builder.root is not None:
        raise _StopError(problem(builder.place(builder.stretch(event)), "several-documents"))


def _take_text(builder: _Builder, event: Any) -> None:
    """Add a text. The short way is for nearly all of them: on one line, with nothing odd about it."""
    start, end, text, mark = event.start_mark, event.end_mark, event.value, event.anchor or event.tag
    row = start.line
    is_key = builder.top.expects_key
    if mark or not text or end.line != row or row in builder.odd_rows:
        line, column, length = _look_at(builder, event, "" if is_key else builder.top.key or "")
    else:
        column = start.column
        line, column, length = row + builder.line + 1, column + 1, end.column - column
    builder.last = event
    if is_key:
        builder.take_key(text, (line, column, length))
        builder.top.repeated |= text == MERGE and not event.style
    elif text in _NOTHING and not event.style:
        builder.problems.append(problem(builder.place((line, column, length)), "no-value", value=text))
        builder.add("", (line, column, length, "", True))
    else:
        builder.add(text, (line, column, length, event.style or "", bool(mark)))


def _look_at(builder: _Builder, event: Any, key: str) -> Stretch:
    """Where a text stands. What is odd about it is told."""
    stretch = builder.stretch(event)
    place = builder.place(stretch)
    if event.anchor or event.tag:
        _refuse_marks(builder, event, place)
    builder.problems += scalar_surprises(event, place, key)
    return stretch


def _take_alias(builder: _Builder, event: Any) -> None:
    stretch, top = builder.stretch(event), builder.top
    builder.last = event
    builder.problems.append(problem(builder.place(stretch), "alias", name=str(event.anchor)))
    if top.expects_key:
        builder.take_key(f"*{event.anchor}", stretch)
        top.repeated = True
    else:
        builder.add("", (*stretch, "", True))


def _refuse_marks(builder: _Builder, event: Any, place: Place) -> None:
    """Anchors and tags: they make two places one, or text something else."""
    is_text = isinstance(event, yaml.ScalarEvent) and event.value and not event.style
    if is_text and (event.anchor or event.tag):
        builder.problems.append(problem(place, "special-start", mark="&" if event.anchor else "!"))
    elif event.anchor:
        builder.problems.append(problem(place, "anchor", name=str(event.anchor)))
    elif event.tag:
        builder.problems.append(problem(place, "tag", tag=str(event.tag).replace("tag:yaml.org,2002:", "!!")))
