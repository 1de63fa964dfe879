"""What an author wrote becomes what was meant: a known word, a day, or a key at the level where it belongs."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from treeguide.reading.indents import misplaced
from treeguide.reading.node import Node
from treeguide.values import Indent, Place, Problem
from treeguide.values.closest import closest
from treeguide.words import other_names

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ]+(?P<month>\d{1,2}|[A-Za-z]+)\.?[-/. ]+(?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/. ]+(?P<month>\d{1,2})[-/. ]+(?P<day>\d{1,2})")


class Meant(NamedTuple):
    """The word meant, by how it was found: `meant` says that it goes by another name, `near` that it looks alike."""

    meant: str = ""
    near: str = ""

    @property
    def word(self) -> str:
        return self.meant or self.near


def meant(word: str, known: Iterable[str], others: Mapping[str, Sequence[str]]) -> Meant:
    """Which of the known words somebody means by this one; both empty when none comes near.

    `others` are what people write for each of ours.
    """
    words = list(known)
    if word in words:
        return Meant(near=word)
    bare = _bare(word)
    same = next((one for one in words if _bare(one) == bare), "")
    if same:
        return Meant(near=same)
    called = next((one for one, names in others.items() if one in words and bare in map(_bare, names)), "")
    return Meant(meant=called) if called else Meant(near=closest(word, words))


def meant_day(text: str) -> str:
    """The day somebody means, as year-month-day: the day before the month, as in Dutch; empty when it is none."""
    found = _DAY_FIRST.fullmatch(text.strip()) or _YEAR_FIRST.fullmatch(text.strip())
    if not found:
        return ""
    months = (number for number, names in other_names()["months"].items() if found["month"].lower() in names)
    day = f"{found['year']}-{next(months, found['month']):>02}-{found['day']:>02}"
    try:
        date.fromisoformat(day)
    except ValueError:
        return ""
    return day


@lru_cache(maxsize=2_000)
def _bare(word: str) -> str:
    """The letters and digits of a word, however it was written."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", word).lower())


def known_keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at that path; none where authors choose them, and where there is no block."""
    return list(_known_keys(model, path))


@lru_cache(maxsize=200)
def _known_keys(model: type[BaseModel], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that may stand at that path; none where authors choose them, and where there is no block."""
    schema = _schema(model)
    here = [schema]
    for step in path:
        here = [inner for part in here for inner in _inside(_shapes(schema, part), step)]
    keys = (key for part in here for shape in _shapes(schema, part) for key in shape.get("properties", {}))
    return tuple(dict.fromkeys(keys))


def is_needed(model: type[BaseModel], path: tuple[str | int, ...]) -> bool:
    """Whether what stands at that path cannot be left out."""
    schema = _schema(model)
    here = [schema]
    for step in path[:-1]:
        here = [inner for part in here for inner in _inside(_shapes(schema, part), step)]
    return any(path[-1] in shape.get("required", ()) for part in here for shape in _shapes(schema, part))


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _shapes(schema: dict[str, Any], part: dict[str, Any]) -> list[dict[str, Any]]:
    """The part itself, or all it may be where it is a reference or a choice."""
    if "$ref" in part:
        return _shapes(schema, schema["$defs"][part["$ref"].rsplit("/", 1)[-1]])
    choices = part.get("anyOf") or part.get("oneOf")
    return [shape for choice in choices for shape in _shapes(schema, choice)] if choices else [part]


def _inside(shapes: list[dict[str, Any]], step: str | int) -> Iterator[dict[str, Any]]:
    for shape in shapes:
        if isinstance(step, int):
            inner = shape.get("items")
        else:
            inner = shape.get("properties", {}).get(step, shape.get("additionalProperties"))
            inner = inner or next(iter(shape.get("patternProperties", {}).values()), None)
        if isinstance(inner, dict):
            yield inner


Path = tuple[str | int, ...]
STEP = 2


def set_level(node: Node, model: type[BaseModel], path: Path = ()) -> Iterator[Problem]:
    """Move what stands too far to the left or right to what it belongs to, and report it; below the node too."""
    if node.items is not None:
        for number, item in enumerate(node.items):
            yield from set_level(item, model, (*path, number))
    if not node.entries:
        return
    own = known_keys(model, path)
    if own:
        yield from _beside_its_list(node, model, path, own)
    else:
        named = known_keys(model, (*path, ""))
        yield from _beside_its_owner(node, named)
        yield from _within_its_neighbour(node, named)
    for name, (_, value) in list(node.entries.items()):
        yield from set_level(value, model, (*path, name))


def _beside_its_owner(node: Node, named: list[str]) -> Iterator[Problem]:
    """Among things that authors name: a key that such a thing has itself, and that the one before it lacks."""
    owner, told = "", ""
    for name, (place, value) in list((node.entries or {}).items()):
        neighbour = node.child(owner)
        if name not in named or neighbour is None or not _takes(neighbour, name) or _is_one(value, named):
            owner = name
            continue
        if _begins_line(place):
            if told != owner:
                yield _moved(place, value, neighbour, node.key_at((owner,)))
            told = owner
            _give(node, name, neighbour)


def _beside_its_list(node: Node, model: type[BaseModel], path: Path, own: list[str]) -> Iterator[Problem]:
    """Behind a block of things that authors name: an unknown key that has what such a thing has."""
    block, told = "", ""
    for name, (place, value) in list((node.entries or {}).items()):
        neighbour = node.child(block)
        named = known_keys(model, (*path, block, "")) if block and not known_keys(model, (*path, block)) else []
        if name in own or neighbour is None or not _takes(neighbour, name) or not _is_one(value, named):
            block = name if name in own else block
        elif _begins_line(place):
            if told != block:
                yield _moved(place, value, neighbour, node.key_at((block,)))
            told = block
            _give(node, name, neighbour)


def _within_its_neighbour(node: Node, named: list[str]) -> Iterator[Problem]:
    """Inside a thing that authors name: an unknown key that has what such a thing has, and so is the next one."""
    for owner_place, thing in list((node.entries or {}).values()):
        for name, (place, value) in list((thing.entries or {}).items()):
            if name not in named and node.child(name) is None and _is_one(value, named) and _begins_line(place):
                as_owner = Indent(owner_place.column - 1, owner_place.line)
                yield misplaced(place, "too-far-right", [as_owner], "block")
                _give(thing, name, node)


def _takes(node: Node, name: str) -> bool:
    """Whether a key can still be added there: to a block, or to nothing at all."""
    is_empty = node.text == "" and not node.style
    return is_empty or (node.entries is not None and name not in node.entries)


def _is_one(value: Node, named: list[str]) -> bool:
    """Whether a value is such a thing: a block of nothing but the keys that it has."""
    return bool(value.entries) and set(value.keys()) <= set(named)


def _begins_line(place: Place) -> bool:
    return not place.text[: place.column - 1].strip()


def _moved(place: Place, value: Node, to: Node, owner: Place) -> Problem:
    """The problem of something too far to the left, which belongs beside what is in that block already."""
    first = next((key for key, _ in (to.entries or {}).values()), None)
    begins = Indent(first.column - 1, first.line) if first else Indent(owner.column - 1 + STEP)
    return misplaced(place, "too-far-left", [begins], "block" if value.entries or value.items else "")


def _give(node: Node, name: str, to: Node) -> None:
    """Move an entry of one block to another."""
    entries = node.entries or {}
    to.hold({**(to.entries or {}), name: entries.pop(name)})
