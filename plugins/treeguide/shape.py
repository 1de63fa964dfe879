"""Fits nodes to a model, and tells every misfit in the author's words and at the author's place."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from treeguide.model import KINDS, UNION_TAGS
from treeguide.place import Place
from treeguide.problem import Problem, closest, problem
from treeguide.yaml_nodes import Node

Model = TypeVar("Model", bound=BaseModel)


def fit(node: Node, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """The node as a model, or None and every reason why it does not fit."""
    try:
        return model.model_validate(node.plain()), []
    except ValidationError as error:
        return None, list(_told(node, model, error))


def _told(node: Node, model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    seen: set[tuple[str | int, ...]] = set()
    for found in error.errors(include_url=False, include_context=True, include_input=True):
        path = _path(node, found["loc"])
        if path in seen:
            continue
        seen.add(path)
        yield _one(node, model, path, found)


def _path(node: Node, location: Iterable[str | int]) -> tuple[str | int, ...]:
    """Pydantic's location without the tags of unions and the marks it puts behind keys of a mapping."""
    path: list[str | int] = []
    here: Node | None = node
    for step in location:
        inner = here.child(step) if here else None
        if inner is None and step in (*UNION_TAGS, "[key]"):
            continue
        path.append(step)
        here = inner
    return tuple(path)


def _one(node: Node, model: type[BaseModel], path: tuple[str | int, ...], found: Any) -> Problem:
    kind, name = found["type"], str(path[-1]) if path else ""
    value = found.get("input")
    if kind == "missing":
        return problem(_owner(node, path), "missing-key", key=name)
    if kind == "extra_forbidden":
        known = _keys(model, path[:-1])
        near = closest(name, known)
        return problem(node.key_at(path), "unknown-key", key=name, near=near, known=", ".join(known))
    if kind == "string_pattern_mismatch" and "[key]" in found["loc"]:
        return _bad_id(node.key_at(path), name)
    place = node.at(path)
    if kind in ("string_pattern_mismatch", "string_too_long", "string_too_short") and isinstance(value, str):
        return _wrong_text(place, name, value, found)
    if kind == "literal_error" and isinstance(value, str):
        return problem(place, "unknown-kind", value=value, near=closest(value, KINDS), known=", ".join(KINDS))
    if kind == "too_short" or (value in ("", None) and kind != "string_type"):
        return problem(place, "empty", key=_named(path))
    wanted = {"string_type": "text", "tuple_type": "list", "list_type": "list"}.get(kind, "mapping")
    return problem(place, "wrong-shape", key=_named(path), wanted=wanted, given=_shape(value))


def _wrong_text(place: Place, name: str, value: str, found: Any) -> Problem:
    pattern = str(found.get("ctx", {}).get("pattern", ""))
    if not value.strip():
        return problem(place, "empty", key=name)
    if "https?" in pattern:
        return problem(place, "bad-address", value=value)
    if r"\d{4}" in pattern:
        return problem(place, "bad-date", value=value)
    return _bad_id(place, value)


def _bad_id(place: Place, value: str) -> Problem:
    return problem(place, "bad-id", id=value, suggestion=suggested_id(value))


def suggested_id(text: str) -> str:
    """An id that comes near the text: without accents, spaces, capitals and other marks."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-").lstrip("0123456789-") or "naam"


def _owner(node: Node, path: tuple[str | int, ...]) -> Place:
    """Where a missing key is missing: at the name of the thing that lacks it."""
    owner = path[:-1]
    return node.key_at(owner) if owner else Place(node.place.document, node.place.line, 1)


def _named(path: tuple[str | int, ...]) -> str:
    names = [str(step) for step in path if isinstance(step, str)]
    return names[-1] if names else ""


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "mapping"
    return "list" if isinstance(value, list) else ("text" if value else "nothing")


def _keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at that path, read from the model's own JSON Schema."""
    schema = _schema(model)
    here = [schema]
    for step in path:
        here = [inner for part in here for inner in _inside(_shapes(schema, part), step)]
    return [key for part in here for shape in _shapes(schema, part) for key in shape.get("properties", {})]


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
