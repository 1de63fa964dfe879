"""The configuration of a site, as MkDocs reads it with what it inherits; and where each option of the plugin stands."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from treeguide.library import why_unreadable
from treeguide.library.building import decode, first_conflict
from treeguide.reading.indents import Part
from treeguide.reading.own_site import MOST_VALUES, repeats_too_often
from treeguide.reading.yaml_mistakes import mistake
from treeguide.values import Document, Either, Place, Problem, Said, problem


@dataclass(frozen=True)
class Tagged:
    """A value with a tag, such as `!ENV NAME`, as it stands in the file. Nothing it names is looked up or run."""

    node: yaml.Node


class Loader(yaml.SafeLoader):
    """Reads a configuration without following tags: a value with one becomes `Tagged`."""


def _kept(loader: Loader, suffix: str, node: yaml.Node) -> Tagged:
    return Tagged(node)


Loader.add_multi_constructor("", _kept)


def resolved(value: Any, environment: Mapping[str, str]) -> Any:
    """The value itself; of `!ENV [NAME, OTHER, default]` the first name that is set, read as YAML, else the default.

    Nothing for a value with another tag.
    """
    if not isinstance(value, Tagged):
        return value
    node = value.node
    if node.tag != "!ENV" or not isinstance(node, yaml.ScalarNode | yaml.SequenceNode):
        return None
    parts = list(node.value) if isinstance(node, yaml.SequenceNode) else [node]
    names, default = (parts[:-1], parts[-1]) if len(parts) > 1 else (parts, None)
    for name in names:
        if isinstance(name.value, str) and name.value in environment:
            return _read(environment[name.value])
    return None if default is None else resolved(_made(default), environment)


def _read(text: str) -> Any:
    """The text of a variable as YAML would take it: `true` is a yes, `12` a number."""
    tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    try:
        return _made(yaml.ScalarNode(tag, text))
    except ValueError:  # it looks like a day and is none
        return text


def _made(node: yaml.Node) -> Any:
    return Loader("").construct_object(node, deep=True)


NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
Read = Callable[[Path], bytes]
KEYS = ("site_name", "theme", "plugins")


class ConfigError(Exception):
    """A configuration that cannot be read, with what is wrong with it."""

    def __init__(self, found: Problem) -> None:
        super().__init__(f"{found.place.document.path}:{found.place.line}: {found.code}")
        self.problem = found


@dataclass(frozen=True)
class ConfigFile:
    """A configuration as it stands: its values with their tags, those it inherits among them.

    `documents` are its own text and that of each file it inherits from, the nearest first.
    """

    path: Path
    values: Mapping[str, Any]
    documents: tuple[Document, ...]


def found_in(folder: Path, read: Read) -> Path | None:
    """The configuration that MkDocs or ProperDocs finds in that folder by itself; None where there is none."""
    for name in NAMES:
        try:
            read(folder / name)
        except FileNotFoundError:
            continue
        except OSError:
            pass  # it is there, and reading it says what is wrong
        return folder / name
    return None


def read_config(path: Path, read: Read, environment: Mapping[str, str]) -> ConfigFile:
    """The configuration in that file. Raises ConfigError."""
    chain: list[dict[str, Any]] = []
    documents: list[Document] = []
    seen: set[str] = set()
    at = path
    while True:
        name = _name(at, path.parent)
        if os.path.normpath(at) in seen:
            raise ConfigError(problem(Place(documents[-1]), "unreadable", reason=Said("inherits-itself")))
        seen.add(os.path.normpath(at))
        documents.append(_document(at, name, read))
        chain.append(values_of(documents[-1]))
        parent = resolved(chain[-1].pop("INHERIT", None), environment)
        if not isinstance(parent, str):
            break
        at = at.parent / parent
    values: dict[str, Any] = {}
    for one in reversed(chain):
        values = merged(values, one)
    return ConfigFile(path, values, tuple(documents))


def merged(parent: Mapping[str, Any], child: Mapping[str, Any]) -> dict[str, Any]:
    """A configuration on top of the one it inherits from, as MkDocs does: mappings join, the rest replaces."""
    found = dict(parent)
    for key, value in child.items():
        before = found.get(key)
        found[key] = merged(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return found


def _name(path: Path, folder: Path) -> str:
    """The path as people write it, from the folder of the configuration."""
    return os.path.relpath(path, folder).replace(os.sep, "/")


def _document(path: Path, name: str, read: Read) -> Document:
    problems: list[Problem] = []
    try:
        found = decode(name, read(path), problems)
    except OSError as error:
        reason = Said("reason-missing") if isinstance(error, FileNotFoundError) else why_unreadable(error)
        raise ConfigError(problem(Place(Document(name)), "unreadable", reason=reason)) from error
    if found is None:
        raise ConfigError(problems[-1])
    return found


def values_of(document: Document) -> dict[str, Any]:
    """What a text says. Raises ConfigError for text that is no YAML, or no keys and values."""
    try:
        node = _nodes(document)
        if repeats_too_often(node):
            raise ConfigError(problem(Place(document), "too-many-values", limit=MOST_VALUES))
        found = Loader("").construct_document(node) if node else None
    except yaml.YAMLError as error:
        raise ConfigError(
            first_conflict(document) or mistake(Part(document, document.text), error, _last_text(document.text))
        ) from error
    except (ValueError, RecursionError) as error:  # a day that is none, or brackets without end
        raise ConfigError(problem(Place(document), "yaml-syntax")) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        given = "list" if isinstance(found, list) else "text"
        wanted, keys = Said("mapping"), Either(KEYS)
        place, key = Place(document), document.path
        raise ConfigError(
            problem(place, "wrong-shape", hint="keys", key=key, wanted=wanted, given=Said(given), keys=keys)
        )
    return {key: value for key, value in found.items() if isinstance(key, str)}


def _last_text(text: str) -> yaml.ScalarEvent | None:
    """The last text that the parser read before it stopped."""
    last = None
    try:
        for event in yaml.parse(text, yaml.SafeLoader):
            last = event if isinstance(event, yaml.ScalarEvent) else last
    except yaml.YAMLError:
        pass
    return last


OURS = frozenset({"treeguide", "/treeguide"})
GROUPS = frozenset({"group", "material/group"})
DEEPEST = 20
Mention = tuple[yaml.Node, yaml.Node | None]


def place_of(documents: Sequence[Document], *keys: str) -> Place:
    """Where a key of the configuration stands, in the nearest file that has it; else the beginning of the nearest."""
    return next(key_places(documents, *keys), Place(documents[0] if documents else Document("mkdocs.yml")))


def key_places(documents: Sequence[Document], *keys: str) -> Iterator[Place]:
    """Where a key of the configuration stands, in each file that has it, the nearest first."""
    for document in documents:
        node = _child(_composed(document), keys)
        if node is not None:
            yield _place(document, node)


def option_place(documents: Sequence[Document], name: str) -> Place:
    """Where an option of the plugin stands, or with a dot a key below it; else where the plugin is named."""
    places = [_option_places(document) for document in documents]
    named = next((options[name] for _, options in places if name in options), None)
    plugin = next((place for place, _ in places if place), None)
    return named or plugin or place_of(documents, "plugins")


@lru_cache(maxsize=4)
def _option_places(document: Document) -> tuple[Place | None, dict[str, Place]]:
    """Where a file first names the plugin, and where each option stands in it, and each key below one behind a dot."""
    found, options = list(_mentions(document)), dict[str, Place]()
    for key, value in (pair for _, node in found for pair in _pairs(node)):
        options.setdefault(str(key.value), _place(document, key))
        for inner, _ in _pairs(value):
            options.setdefault(f"{key.value}.{inner.value}", _place(document, inner))
    return _place(document, found[0][0]) if found else None, options


def mentions(documents: Sequence[Document]) -> list[Place]:
    """Every place where the plugin is named, in the nearest file that names it."""
    found = ([_place(document, node) for node, _ in _mentions(document)] for document in documents)
    return next((places for places in found if places), [])


def _composed(document: Document) -> yaml.Node | None:
    try:
        return _nodes(document)
    except (yaml.YAMLError, RecursionError):
        return None


@lru_cache(maxsize=4)
def _nodes(document: Document) -> yaml.Node | None:
    """The text as nodes, of which each knows its place. Raises YAMLError and RecursionError."""
    return yaml.compose(document.text, Loader)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _behind(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """What stands behind that key of a mapping."""
    return next((value for name, value in _pairs(node) if name.value == key), None)


def _child(node: yaml.Node | None, keys: Sequence[str]) -> yaml.Node | None:
    """The key itself at the end of that path of keys."""
    for key in keys[:-1]:
        node = _behind(node, key)
    return next((name for name, _ in _pairs(node) if name.value == keys[-1]), None)


def _mentions(document: Document) -> Iterator[Mention]:
    return _in_plugins(_behind(_composed(document), "plugins"), 0)


def beside_plugin(document: Document) -> Iterator[tuple[Place, int]]:
    """What stands beside the plugin in one entry of the list of plugins, and in which column it would be below it."""
    top = _behind(_composed(document), "plugins")
    for entry in top.value if isinstance(top, yaml.SequenceNode) else ():
        keys = [key for key, _ in _pairs(entry)]
        if len(keys) > 1 and any(key.value in OURS for key in keys):
            column = entry.start_mark.column + 4
            yield from ((_place(document, key), column) for key in keys if key.value not in OURS)


def _in_plugins(node: yaml.Node | None, depth: int) -> Iterator[Mention]:
    """The plugin among others, also in a group of them."""
    entries = node.value if isinstance(node, yaml.SequenceNode) else [node] if depth <= DEEPEST else []
    for entry in entries:
        if isinstance(entry, yaml.ScalarNode) and entry.value in OURS:
            yield entry, None
        for key, value in _pairs(entry):
            if key.value in OURS:
                yield key, value
            elif key.value in GROUPS and depth < DEEPEST:
                yield from _in_plugins(_behind(value, "plugins"), depth + 1)


def _place(document: Document, node: yaml.Node) -> Place:
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Place(document, start.line + 1, start.column + 1, max(1, length))
