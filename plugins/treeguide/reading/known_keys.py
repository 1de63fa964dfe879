"""Which keys may stand where, read from the models' own JSON Schemas."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel


def known_keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at that path; none where authors choose them, and where there is no block."""
    schema = _schema(model)
    here = [schema]
    for step in path:
        here = [inner for part in here for inner in _inside(_shapes(schema, part), step)]
    return [key for part in here for shape in _shapes(schema, part) for key in shape.get("properties", {})]


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
