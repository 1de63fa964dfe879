"""A project with a text of one's choice in every field that holds text of an author, as the models name those."""

import json
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, StringConstraints

from treeguide.values.model import (
    FrontMatter,
    Option,
    Outcome,
    OutcomesFile,
    Question,
    RegisterFile,
    Source,
    Term,
    TreeFile,
    keys_for_readers,
    markdown_keys,
    marks_of,
)
from treeguide.values.sheets import Advice, ChecklistFile, Item, Scale, ScanFile, Signal, Talk, Talks
from treeguide.values.vocabulary import Facets

PAYLOADS: list[str] = json.loads((Path(__file__).parent / "hostile_payloads.json").read_text("utf-8"))
PUBLISHED = 2023
Put = Callable[[str], str]
FILES: Mapping[str, Any] = {
    "decision_trees/boom-{}.yml": TreeFile,
    "decision_trees/samen-{}.yml": OutcomesFile,
    "decision_trees/scan-{}.yml": ScanFile,
    "decision_trees/lijst-{}.yml": ChecklistFile,
    "lessons/les-{}.md": FrontMatter,
    "lessons/ook-{}.md": FrontMatter,
    "lessons/sources.yml": dict[str, Source],
    "lessons/glossary.yml": dict[str, Term],
    "lessons/facets.yml": Facets,
    "register.yml": RegisterFile,
}
MARKDOWN = ("body", *{key for model in (Question, Option, Outcome, Item, Signal) for key in markdown_keys(model)})
_OF_REGISTER = ("moved", "codes", "published", "forms")
KEYS = {  # not what an author says to a reader
    "Facets.required",
    "ScanFile.scenarios.scores",
    "ScanFile.scenarios.expect",
    *(f"RegisterFile.{key}" for key in _OF_REGISTER),
}
WEB = ("Source.url", "RegisterFile.removed.instead")


def is_markdown(field: str) -> bool:
    return field.endswith(MARKDOWN)


def walked(hint: Any, value: Any, field: str, put: Put) -> Any:
    """The value with every text of an author replaced by what `put` makes of the name of its field."""
    origin, given = typing.get_origin(hint), typing.get_args(hint)
    if field in WEB:
        return "https://voorbeeld.nl/" + re.sub(r"[\s<>\"']", "", put(field))
    if origin is Annotated and given[0] is str:
        return put(field) if _is_text(given[1:]) else value
    if origin is Annotated:
        return walked(given[0], value, field, put)
    if origin in (typing.Union, types.UnionType):
        shapes = [one for one in given if _fits(one, value)]
        return walked(shapes[0], value, field, put) if shapes else value
    if origin is tuple:
        return [walked(given[0], one, field, put) for one in value]
    if origin is dict:
        return {key: walked(given[1], one, field, put) for key, one in value.items()}
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        known = typing.get_type_hints(hint, include_extras=True)
        return {
            key: walked(known[key], one, f"{field}.{key}", put) if key in known else one for key, one in value.items()
        }
    return value


def _fits(shape: Any, value: Any) -> bool:
    """Whether a value could be of one of the shapes of a field that takes several."""
    origin, given = typing.get_origin(shape), typing.get_args(shape)
    if origin is Annotated:
        return _fits(given[0], value)
    if origin is tuple or isinstance(value, (list, str)):
        return (origin is tuple) == isinstance(value, list) and shape is not type(None)
    return not isinstance(value, dict) or "otherwise" not in value or "otherwise" in shape.model_fields


def _is_text(more: tuple[Any, ...]) -> bool:
    """Whether a text is an author's own words, and not an id, a date or an address."""
    return any(isinstance(one, StringConstraints) and one.pattern == r"\S" for one in more)


def text_fields(hint: Any, field: str, seen: tuple[Any, ...] = ()) -> Iterator[str]:
    """Every field in which a model holds text of an author, by its name."""
    origin, given = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated and given[0] is str:
        yield from [field] if _is_text(given[1:]) else []
    elif origin is dict:
        yield from text_fields(given[1], field, seen)
    elif isinstance(hint, type) and issubclass(hint, BaseModel) and hint not in seen:
        for key, inner in typing.get_type_hints(hint, include_extras=True).items():
            yield from text_fields(inner, f"{field}.{key}", (*seen, hint)) if key != "model_config" else ()
    else:
        for inner in given[:1] if origin in (Annotated, tuple) else given:
            yield from text_fields(inner, field, seen)


def all_fields() -> list[str]:
    """Every field of every source that holds text of an author, and the body of a lesson."""
    found = {one for hint in FILES.values() for one in text_fields(hint, name_of(hint))}
    return sorted({*found, *WEB, "FrontMatter.body"} - KEYS)


def is_apart(field: str) -> bool:
    """Whether a field says nothing to readers as such, as its model tells."""
    first, *keys = field.split(".")
    models = [one for hint in FILES.values() for one in models_in(hint) if one.__name__ == first]
    marks: list[object] = []
    for key in keys:
        found = [one.model_fields[key] for one in models if key in one.model_fields]
        marks = [mark for one in found for mark in marks_of(one)]
        models = [model for one in found for model in _own(one.annotation)]
    return "apart" in marks


def models_in(hint: Any) -> Iterator[type[BaseModel]]:
    """Every model that a file of that shape can hold, each behind the one that it is a part of."""
    for one in _own(hint):
        yield one
        for field in one.model_fields.values():
            yield from models_in(field.rebuild_annotation())


def _own(hint: Any) -> Iterator[type[BaseModel]]:
    """The models that a type names itself."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for inner in typing.get_args(hint):
        yield from _own(inner)


def name_of(hint: Any) -> str:
    return str(hint.__name__ if isinstance(hint, type) and issubclass(hint, BaseModel) else hint.__args__[1].__name__)


def _outcome(number: int, **more: Any) -> dict[str, Any]:
    uses = [
        {"lesson": f"les-{number}", "why": ""},
        {"lesson": f"ook-{number}", "why": "", "when": {"all_of": [f"feit-{number}"]}},
    ]
    return {**_texts(Outcome), "lessons": uses, **more}


def _texts(model: type[BaseModel]) -> dict[str, Any]:
    """Nothing yet in each key of a model that holds text for readers, or a list of those."""
    hints = typing.get_type_hints(model, include_extras=True)
    found = {key: hints[key] for key in keys_for_readers(model) if list(text_fields(hints[key], key)) == [key]}
    origins = {key: typing.get_origin(hint) for key, hint in found.items()}
    return {key: [""] if origin is tuple else "" for key, origin in origins.items() if origin is not dict}


def _tree(number: int) -> dict[str, Any]:
    end, other = f"slot-{number}", f"ander-slot-{number}"
    return {
        **_texts(TreeFile),
        "audience": [f"rol-{number}"],
        "sources": [f"bron-{number}"],
        "start": "een",
        "facts": {f"feit-{number}": ""},
        "questions": {
            "een": {
                **_texts(Question),
                "sources": [f"bron-{number}"],
                "search_words": [""],
                "options": {
                    "ja": {**_texts(Option), "sets": [f"feit-{number}"], "next": "twee"},
                    "nee": {"text": "", "next": "twee"},
                },
            },
            "twee": {
                "text": "",
                "options": {
                    "links": {
                        "text": "",
                        "next": [{"when": {"all_of": [f"feit-{number}"]}, "to": end}, {"otherwise": other}],
                    },
                    "rechts": {"text": "", "next": other},
                },
            },
        },
        "outcomes": {other: _outcome(number)},
        "scenarios": [{"name": "", "answers": {"een": "ja", "twee": "links"}, "expect": end}],
        "aliases": {"oud": "een"},
        "former_ids": [f"oude-boom-{number}"],
    }


def _scan(number: int) -> dict[str, Any]:
    talk = {**_texts(Talk), "lessons": [f"les-{number}"]}
    items = {"een": {**_texts(Item), "talk": dict.fromkeys(Talks.model_fields, talk)}}
    scale = {**_texts(Scale), "first": 1, "last": 5}
    scenarios = [{"name": "", "scores": {}, "expect": {}}]
    sources = [f"bron-{number}"]
    return {**_texts(ScanFile), "sources": sources, "scale": scale, "items": items, "scenarios": scenarios}


def _checklist(number: int) -> dict[str, Any]:
    advice = [
        {**_texts(Advice), "outcome": f"slot-{number}", "when": {"any_of": ["een", "twee"]}},
        {**_texts(Advice), "lesson": f"les-{number}", "when": {"all_of": ["een"], "none_of": ["twee"]}},
    ]
    signals, scenarios = dict.fromkeys(("een", "twee"), _texts(Signal)), [{"name": "", "ticks": [], "expect": []}]
    sources = [f"bron-{number}"]
    return {**_texts(ChecklistFile), "sources": sources, "signals": signals, "advice": advice, "scenarios": scenarios}


def _lesson(number: int, **more: Any) -> dict[str, Any]:
    facets = {"themes": [f"thema-{number}"], "phases": [f"fase-{number}"], "roles": [f"rol-{number}"]}
    own = {f"plekken-{number}": [f"keuze-{number}"]}
    return {**_texts(FrontMatter), "kind": f"les-{number}", **facets, **own, "sources": [f"bron-{number}"], **more}


def _facet(sort: str, numbers: range) -> dict[str, Any]:
    return {
        f"{sort}-{number}": {
            "label": "",
            "description": "",
            "start_here": [{"lesson": f"ook-{number}", "why": ""}],
        }
        for number in numbers
    }


def _register(numbers: range) -> dict[str, Any]:
    gone = {"title": "", "date": f"{PUBLISHED}-01-01", "reason": "", "instead": ""}
    removed = {f"lessen/weg-{number}/": gone for number in numbers}
    return {"moved": {"vroeger/": "lessen/"}, "removed": removed, "published": sorted([*removed, "vroeger/ook-0/"])}


def contents(numbers: range) -> dict[str, Any]:
    """The content of every file, with nothing yet where an author's text belongs; so many of everything."""
    found: dict[str, Any] = {}
    for number in numbers:
        found[f"decision_trees/boom-{number}.yml"] = _tree(number)
        shared = {f"slot-{number}": _outcome(number, guides=[f"boom-{number}"])}
        found[f"decision_trees/samen-{number}.yml"] = {"outcomes": shared}
        found[f"decision_trees/scan-{number}.yml"] = _scan(number)
        found[f"decision_trees/lijst-{number}.yml"] = _checklist(number)
        found[f"lessons/les-{number}.md"] = _lesson(number, related=[f"ook-{number}"], draft="")
        more = {"opposite": [f"les-{number}"], "aliases": [f"oude-les-{number}"], "reviewed": f"{PUBLISHED}-01-01"}
        found[f"lessons/ook-{number}.md"] = _lesson(number, kind=f"valkuil-{number}", **more)
    source = {**_texts(Source), "url": ""}
    found["lessons/sources.yml"] = {f"bron-{number}": source for number in numbers}
    term = _texts(Term)
    found["lessons/glossary.yml"] = {f"begrip-{number}": term for number in numbers}
    kinds = {"themes": "thema", "phases": "fase", "roles": "rol"}
    own = {f"plekken-{one}": {"label": "", "values": _facet("keuze", range(one, one + 1))} for one in numbers}
    kind = {"label": "", "plural": "", "description": ""}
    named = {f"{sort}-{number}": kind for sort in ("les", "valkuil") for number in numbers}
    lists = {name: _facet(sort, numbers) for name, sort in kinds.items()}
    found["lessons/facets.yml"] = {"kinds": named, "facets": own, "same_words": [["", "anders"]], **lists}
    found["register.yml"] = _register(numbers)
    return found


def numbered(path: str, number: int) -> str:
    return path.format(number)


def write_every_field(root: Path, texts: Mapping[int, Put], **more: str) -> Path:
    """A project in that folder with one of everything for each number; its `Put` says what stands in which field."""
    numbers = range(len(texts))
    hints = {numbered(path, number): hint for path, hint in FILES.items() for number in numbers}
    for path, content in contents(numbers).items():
        filled = _filled(hints[path], content, path, texts)
        body = ""
        if path.endswith(".md"):
            body = f"\n\n{texts[_number(path)]('FrontMatter.body')}\n"
        text = json.dumps(filled, indent=1)
        _write(root / path, f"---\n{text}\n---{body}" if body else text)
    for path, text in more.items():
        _write(root / path, text)
    return root


def _filled(hint: Any, content: Any, path: str, texts: Mapping[int, Put]) -> Any:
    """The content of one file; where one file holds all numbers, each key of those has its own text."""
    name = name_of(hint)
    if "-" in path:
        return walked(hint, content, name, texts[_number(path)])
    if hint is Facets:
        inner = typing.get_type_hints(Facets, include_extras=True)
        first = next(iter(texts.values()))
        return {
            key: _each(inner[key], part, f"{name}.{key}", texts)
            if isinstance(part, dict)
            else walked(inner[key], part, f"{name}.{key}", first)
            for key, part in content.items()
        }
    if hint is RegisterFile:
        inner = typing.get_type_hints(RegisterFile, include_extras=True)
        return {**content, "removed": _each(inner["removed"], content["removed"], f"{name}.removed", texts)}
    return _each(hint, content, name, texts)


def _each(hint: Any, content: Any, field: str, texts: Mapping[int, Put]) -> Any:
    plain = typing.get_args(hint)[0] if typing.get_origin(hint) is Annotated else hint
    put = {
        key: texts[_number(key)] if key[-1].isdigit() or key.endswith("/") else next(iter(texts.values()))
        for key in content
    }
    return {key: walked(plain.__args__[1], one, field, put[key]) for key, one in content.items()}


def _number(name: str) -> int:
    """The number at the end of an id or of the name of a file."""
    return int(name.rstrip("/").rpartition("-")[2].split(".")[0])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
