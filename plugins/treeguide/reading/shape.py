"""Fits nodes to a model, and tells every misfit in the author's words and at the author's place."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from treeguide.reading.meant import is_needed, known_keys, meant, meant_day, set_level
from treeguide.reading.node import Node
from treeguide.reading.surprises import CURLY_QUOTES, ODD_DASHES, ODD_SPACE, hidden_character
from treeguide.values import Either, Place, Problem, Said, Word, problem
from treeguide.values.model import LONGEST_ID, TEXT_TYPES, UNION_TAGS
from treeguide.values.shown import unaccented
from treeguide.words import key_words, other_names

Model = TypeVar("Model", bound=BaseModel)
NAMELESS = "naam"


@dataclass(frozen=True)
class _Misfit:
    """What stands at that path of a node and does not fit the model, with what the model says of it."""

    node: Node
    model: type[BaseModel]
    path: tuple[str | int, ...]
    found: Any

    @property
    def place(self) -> Place:
        return self.node.at(self.path)


def fit(node: Node, model: type[Model], owner: Place | None = None) -> tuple[Model | None, list[Problem]]:
    """The node as a model, and every reason why it does not fit; None when it cannot be read in spite of those.

    `owner` is where its name stands, for what is missing from it; without one that is its first line.

    A key that is not known but stands for one that is missing is read as that one, and any other unknown key is passed
    over: both are reported, and what lies below them is still read. What stands too far to the left or right is read as
    part of what it belongs to. The node's keys are changed along.
    """
    problems: list[Problem] = []
    while True:
        try:
            return model.model_validate(node.plain()), problems
        except ValidationError as error:
            found = error.errors(include_url=False, include_context=True, include_input=True)
        moved = list(set_level(node, model))
        problems += moved
        if moved:
            continue
        unknown = [one for one in found if one["type"] == "extra_forbidden"]
        if not unknown:
            return None, problems + list(_told(node, model, found, owner))
        glued = [mended for one in unknown if (mended := _mend_way(node, _path(one["loc"])))]
        problems += glued or [_mend_key(node, model, _path(one["loc"])) for one in unknown]


def _mend_way(node: Node, path: tuple[str | int, ...]) -> Problem | None:
    """Report an `otherwise` without a dash, below a way with a condition, and make it the way of its own that it is."""
    ways, way = node.find(path[:-2]), node.find(path[:-1])
    if (
        ways is None
        or ways.items is None
        or way is None
        or "otherwise" not in (way.entries or {})
        or path[-1] != "when"
    ):
        return None
    place, target = (way.entries or {}).pop("otherwise")
    added = Node(place.document, {}, (place.line, place.column, place.length, {}, False))
    added.hold({"otherwise": (place, target)})
    ways.items.append(added)
    return problem(place, "missing-dash", key="otherwise")


def _mend_key(node: Node, model: type[BaseModel], path: tuple[str | int, ...]) -> Problem:
    """Report an unknown key, and rename or remove it."""
    owner, name = node.find(path[:-1]), str(path[-1])
    entries = (owner.entries if owner else None) or {}
    known = [key for key in known_keys(model, path[:-1]) if key not in entries]
    found = meant(name, known, key_words()["also"])
    place = entries[name][0]
    if owner is not None and found.word:
        owner.hold({found.word if key == name else key: value for key, value in entries.items()})
    else:
        del entries[name]
    every = tuple(known or known_keys(model, path[:-1]))
    return problem(place, "unknown-key", key=name, known=every, **found._asdict())


def _told(node: Node, model: type[BaseModel], errors: Iterable[Any], owner: Place | None) -> Iterator[Problem]:
    """What is wrong, once for each place. An id that is wrong where it is given is not reported where it is used."""
    found = [(_path(one["loc"]), one) for one in errors]
    given = {str(path[-1]) for path, one in found if _is_given(path, one)}
    seen: set[tuple[str | int, ...]] = set()
    for path, one in found:
        is_used = not _is_given(path, one) and isinstance(one["input"], str) and one["input"] in given
        if path not in seen and not is_used and not _is_told(node, path) and not _is_counted(one):
            yield _one(_Misfit(node, model, path, one), owner)
        seen.add(path)


def _is_given(path: tuple[str | int, ...], found: Any) -> bool:
    """Whether what is wrong is a key that names something, and not one that names something given elsewhere."""
    return "[key]" in found["loc"] and "answers" not in path


def _is_told(node: Node, path: tuple[str | int, ...]) -> bool:
    at = node.find(path)
    return at is not None and at.is_told


def _is_counted(found: Any) -> bool:
    """Whether a list is only too short because what is in it is wrong, which is reported there."""
    return bool(found["type"] == "too_short" and found["input"])


def _path(location: Iterable[str | int]) -> tuple[str | int, ...]:
    """Pydantic's location without the tags of unions and the marks it puts behind keys of a mapping."""
    return tuple(step for step in location if step not in (*UNION_TAGS, "[key]"))


def _one(misfit: _Misfit, owner: Place | None) -> Problem:
    node, path, found = misfit.node, misfit.path, misfit.found
    kind, name = found["type"], str(path[-1]) if path else ""
    value = found.get("input")
    if kind == "missing":
        return _missing(_owner(node, path, owner), misfit.model, name)
    if "[key]" in found["loc"]:
        return _bad_id(node.key_at(path), name, _alike(node.find(path[:-1]), name))
    place = misfit.place
    if not value and _has_comment(place):
        return problem(_comment(place), "comment-in-text")
    if kind in TEXT_TYPES and isinstance(value, str):
        return _wrong_text(misfit, value)
    if kind == "literal_error" and isinstance(value, str) and value:
        kinds = choices(misfit.model, name)
        return problem(
            place, "unknown-kind", value=value, known=kinds, **meant(value, kinds, other_names()["kinds"])._asdict()
        )
    if kind == "too_short" or not value:
        return _empty(misfit)
    wanted = "text" if kind in TEXT_TYPES else "list" if kind == "tuple_type" else "mapping"
    if wanted == "list" and isinstance(value, str) and (almost := _almost_item(value, place)):
        return almost
    colon = place.text.find(": ", place.column)
    if wanted == "text" and isinstance(path[-1], int) and isinstance(value, dict) and colon > 0:
        return problem(Place(place.document, place.line, colon + 1), "colon-in-text")
    hint, words = _instead(misfit.model, path, wanted, value)
    name = _named(path) or (owner.text[owner.column - 1 :][: owner.length].strip("\"'") if owner else "")
    words |= {"key": name, "wanted": Said(wanted), "given": _shape(value)}
    return Problem(place, "wrong-shape", words, hint=hint)


def choices(model: type[BaseModel], key: str) -> tuple[str, ...]:
    """The few words that may stand behind a key of a model; none where that may be any text."""
    field = model.model_fields.get(key)
    return tuple(map(str, get_args(field.annotation))) if field and get_origin(field.annotation) is Literal else ()


def _missing(place: Place, model: type[BaseModel], key: str) -> Problem:
    """A key that is not there, and what may stand behind it where that is not just any text."""
    known = choices(model, key)
    if known:
        return problem(place, "missing-key", hint="choice", key=key, known=known)
    return problem(place, "missing-key", hint="items" if key == "sources" else "", key=key)


def _instead(
    model: type[BaseModel], path: tuple[str | int, ...], wanted: str, value: Any
) -> tuple[str, dict[str, Word]]:
    """Which hint says what would be right in the place of something of another shape, and its words."""
    if wanted == "text":
        return "text", {}
    if wanted == "list":
        keys = known_keys(model, (*path, 0))
        if keys:
            return "items", {"keys": Either(tuple(keys))}
        near = re.sub(r"(?<=[\d?]) +(?=[\d?])", ", ", value) if isinstance(value, str) else ""  # of scores each is one
        return ("near", {"near": near}) if near else ("list", {})
    keys = known_keys(model, path)
    return ("keys", {"keys": Either(tuple(keys))}) if keys else ("names", {})


def _empty(misfit: _Misfit) -> Problem:
    """A key with nothing behind it, and whether it can go or what should stand below it."""
    model, path = misfit.model, misfit.path
    keys = known_keys(model, path)
    hint = "keys" if keys else "needed" if is_needed(model, path) else ""
    return problem(misfit.node.key_at(path), "empty", key=_named(path), keys=Either(tuple(keys)), hint=hint)


def _almost_item(value: str, place: Place) -> Problem | None:
    """A text that would be an item of a list, if its dash or the space around it were a plain one."""
    space = ODD_SPACE.match(value) or ODD_SPACE.match(value, 1)
    if space and re.match(r"\W*-", value):
        return hidden_character(place.shifted(space.start()), space[0])
    if value[0] in ODD_DASHES:
        return problem(place.shifted(0), "wrong-dash", mark=value[0])
    return problem(place.shifted(0), "missing-space", mark="-") if re.match(r"-\S", value) else None


def _has_comment(place: Place) -> bool:
    """Whether nothing but a comment stands there."""
    return bool(re.match(r"[ \t]*#", place.text[place.column - 1 :]))


def _comment(place: Place) -> Place:
    start = place.text.index("#", place.column - 1)
    return Place(place.document, place.line, start + 1, len(place.text.rstrip()) - start)


def _wrong_text(misfit: _Misfit, value: str) -> Problem:
    place, path, kind = misfit.place, misfit.path, misfit.found["type"]
    if not value.strip():
        return _empty(misfit)
    if kind == "not-an-address":
        return problem(place, "bad-address", value=value)
    if kind == "not-a-number":
        return problem(place, "bad-number", value=value)
    if kind == "not-an-icon":
        return problem(place, "bad-icon", value=value)
    if kind == "not-a-date":
        return problem(place, "bad-date", value=value, near=meant_day(value))
    if value[0] in CURLY_QUOTES:
        return problem(place, "curly-quotes", mark=value[0])
    if "aliases" in path or "former_ids" in path:
        return _bad_id(place, value)
    if meant_id := _titled(place.document.text).get(value.strip()) or _from_file(value):
        return problem(place, "bad-id", id=value, suggestion=meant_id, near="", hint="meant")
    return _bad_id(place, value, hint="meant" if suggested_id(value) in _keys(place.document.text) else "used")


def _from_file(value: str) -> str:
    """The id of a file that is named in the place of its id; nothing for what is no such name."""
    found = re.fullmatch(r"(?:[\w./-]*/)?([a-z][a-z0-9-]*)\.(?:md|ya?ml)", value)
    return found[1] if found else ""


_HEADED = re.compile(r"^ *(?P<id>[a-z][a-z0-9-]*): *\n +(?:text|title): +(?P<title>\S.*)$", re.M)


@lru_cache(maxsize=64)
def _titled(text: str) -> dict[str, str]:
    """For each title and text of a document the id of what it heads, where only one has it."""
    found = [(one["title"].strip().strip("\"'"), one["id"]) for one in _HEADED.finditer(text)]
    count = Counter(title for title, _ in found)
    return {title: name for title, name in found if count[title] == 1}


@lru_cache(maxsize=64)
def _keys(text: str) -> frozenset[str]:
    """Every name that a document gives to something."""
    return frozenset(re.findall(r"^[ ]*([a-z][a-z0-9-]*):", text, re.M))


def _bad_id(place: Place, value: str, near: str = "", hint: str = "") -> Problem:
    if len(value) > LONGEST_ID:
        return problem(place, "long-id", length=len(value), limit=LONGEST_ID)
    suggestion = suggested_id(re.sub(r"^https?://|\.(md|ya?ml)$", "", value))
    return problem(place, "bad-id", id=value, suggestion=suggestion, near=near, hint=hint)


def _alike(owner: Node | None, name: str) -> str:
    """A key beside this one that would be the same id."""
    keys = [key for key in (owner.keys() if owner else ()) if key != name]
    return next((key for key in keys if suggested_id(key) == suggested_id(name) != NAMELESS), "")


def suggested_id(text: str) -> str:
    """An id that comes near the text: without accents, spaces, capitals and other marks."""
    return (
        re.sub(r"[^a-z0-9]+", "-", unaccented(text)).strip("-").lstrip("0123456789-")[:LONGEST_ID].rstrip("-")
        or NAMELESS
    )


def _owner(node: Node, path: tuple[str | int, ...], owner: Place | None) -> Place:
    """Where a missing key is missing: at the name of the thing that lacks it."""
    if path[:-1]:
        return node.key_at(path[:-1])
    return owner or Place(node.place.document, node.place.line, 1)


def _named(path: tuple[str | int, ...]) -> str:
    names = [str(step) for step in path if isinstance(step, str)]
    return names[-1] if names else ""


def _shape(value: Any) -> Said:
    if isinstance(value, dict):
        return Said("mapping")
    return Said("list" if isinstance(value, list) else ("text" if value else "nothing"))
