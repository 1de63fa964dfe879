"""Finds what stands at the level of something else than it belongs to, and puts it where it belongs."""

from collections.abc import Iterator

from pydantic import BaseModel

from treeguide.reading.known_keys import known_keys
from treeguide.reading.node import Node
from treeguide.values.place import Place
from treeguide.values.problem import Problem, problem

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
                told = f"{owner_place.column - 1}:{owner_place.line}"
                yield problem(place, "indentation", given="too-far-right", columns=told, hint="block")
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
    columns = f"{first.column - 1}:{first.line}" if first else str(owner.column - 1 + STEP)
    hint = "block" if value.entries or value.items else ""
    return problem(place, "indentation", given="too-far-left", columns=columns, hint=hint)


def _give(node: Node, name: str, to: Node) -> None:
    """Move an entry of one block to another."""
    entries = node.entries or {}
    to.hold({**(to.entries or {}), name: entries.pop(name)})
