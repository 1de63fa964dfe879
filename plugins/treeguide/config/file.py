"""Finds the configuration of a site, and reads it as MkDocs does: with the files that it inherits from."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from treeguide.config.tags import Loader, resolved
from treeguide.library.building import decode
from treeguide.library.disk import why_unreadable
from treeguide.reading.indents import Part
from treeguide.reading.yaml_mistakes import mistake
from treeguide.values.place import Document, Place
from treeguide.values.problem import Either, Problem, Said, problem

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
        found = yaml.load(document.text, Loader=Loader)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        raise ConfigError(mistake(Part(document, document.text), error, _last_text(document.text))) from error
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
