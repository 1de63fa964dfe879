"""Turns a site's configuration into what a project is set to and where everything of it is, for command and plugin."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from treeguide.config import RETIRED, Given, Settings, bad_setting, settings_from, speaks
from treeguide.config.file import (
    GROUPS,
    OURS,
    ConfigFile,
    Read,
    beside_plugin,
    found_in,
    key_places,
    mentions,
    option_place,
    place_of,
    read_config,
    resolved,
)
from treeguide.library import Folders
from treeguide.library.values import SITE_CONFIG
from treeguide.reading.indents import misplaced
from treeguide.values import Document, Indent, Place, Problem, problem, warning
from treeguide.values.closest import begin_anew
from treeguide.words import INTERFACES

FURTHEST = 3  # so many folders above the configuration its pages may be, and still be of one project
FOLDERS = ("trees_dir", "lessons_dir")
NESTED = 20


@dataclass(frozen=True)
class Configuration:
    """What a site's configuration says to us, whoever read it.

    `folder` is where it stands. `options` are those of the plugin, once for each time the site uses it, and `is_named`
    tells whether it does so at all. `docs_dir` and `site_dir` may be from the folder. `documents` are its own text and
    those it inherits from, which tell where something stands.
    """

    folder: Path
    options: tuple[Mapping[str, Any], ...] = ()
    theme_language: str = ""
    docs_dir: str = "docs"
    site_dir: str = "site"
    documents: tuple[Document, ...] = ()
    is_named: bool = True


@dataclass(frozen=True)
class Setup:
    """A project as its configuration says: what it is set to, and where everything is.

    `root` is the folder that holds all of it, as it was named; `folder` the one of the configuration. With `faults` it
    is not what its author meant, and goes no further; `notices` are to be told with what else is wrong. `retired` are
    the options given that do nothing any more. `file` is the configuration as it stands, where that was read.
    """

    root: Path
    folder: Path
    settings: Settings
    folders: Folders
    faults: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    retired: tuple[str, ...] = ()
    file: ConfigFile | None = None


def read_setup(
    folder: Path, file: str | None = None, environment: Mapping[str, str] | None = None, read: Read = Path.read_bytes
) -> Setup:
    """The project whose configuration is that file, or stands in that folder; everything as usual where none does.

    `file` is from the folder. Raises ConfigError when the configuration cannot be read.
    """
    begin_anew()
    path = folder / file if file else found_in(folder, read)
    if path is None:
        return setup_of(Configuration(folder))
    found = read_config(path, read, environment or {})
    return replace(setup_of(_configuration(found, environment or {})), file=found)


def setup_of(found: Configuration) -> Setup:
    """What a configuration means for us."""
    root = _root(found)
    documents = tuple(_as_in(root, found, document) for document in found.documents)

    def locate(name: str) -> Place:
        return option_place(documents, name)

    options = found.options[0] if found.options else {}
    settings, faults = settings_from(options, found.theme_language, locate)
    folders = _folders(root, found, settings)
    named = {name: locate(name) for name in FOLDERS if options.get(name) is not None}
    places = {getattr(folders, name.removesuffix("_dir")): place for name, place in named.items()}
    faults += [
        *_repeated(found, documents),
        *_beside(documents),
        *_bad_folders(folders, settings, _from(root, found, found.site_dir), locate),
    ]
    return Setup(
        root,
        found.folder,
        settings,
        replace(folders, named=places, docs_named=next(key_places(documents, "docs_dir"), None)),
        tuple(faults),
        tuple(_notices(found, documents, options)),
        tuple(name for name in RETIRED if name in options),
    )


def _configuration(file: ConfigFile, environment: Mapping[str, str]) -> Configuration:
    """What the configuration that stands in a file says to us."""

    def at(*keys: str) -> Any:
        value: Any = file.values
        for key in keys:
            value = resolved(value.get(key), environment) if isinstance(value, dict) else None
        return value

    used = list(_uses(at("plugins"), lambda value: resolved(value, environment)))
    enabled = [options for options, is_on in used if is_on]
    theme = at("theme", "name") if isinstance(at("theme"), dict) else at("theme")
    language = at("theme", "language") or ("en" if theme == "material" else "")
    return Configuration(
        file.path.parent,
        tuple(enabled or [options for options, _ in used[:1]]),
        str(language),
        str(at("docs_dir") or "docs"),
        str(at("site_dir") or "site"),
        file.documents,
        is_named=bool(used),
    )


def _uses(
    plugins: Any, look_up: Callable[[Any], Any], depth: int = 0, *, around: bool = True
) -> Iterator[tuple[dict[str, Any], bool]]:
    """The options of each use of the plugin, and whether that is on; also in a group of plugins.

    A group is off where nothing turns it on; then what is in it does not count.
    """
    if isinstance(plugins, dict):
        entries = list(plugins.items())
    else:
        rows = [look_up(row) for row in plugins] if isinstance(plugins, list) else []
        entries = [pair for row in rows for pair in (row.items() if isinstance(row, dict) else [(str(row), None)])]
    for name, given in entries:
        options = look_up(given) if isinstance(look_up(given), dict) else {}
        if name in OURS:
            found = {key: look_up(value) for key, value in options.items()}
            yield found, around and found.get("enabled") is not False
        elif name in GROUPS and "enabled" in options and depth < NESTED:
            is_on = around and look_up(options["enabled"]) is True
            yield from _uses(look_up(options.get("plugins")), look_up, depth + 1, around=is_on)


# --- folders ---------------------------------------------------------------------------------------------------------


def _root(found: Configuration) -> Path:
    """The folder of the configuration; where its pages are beside or above that, the one that holds both."""
    up = Path(os.path.relpath(found.folder / found.docs_dir, found.folder)).parts.count("..")
    if not 0 < up <= FURTHEST:
        return found.folder
    return Path(os.path.normpath(found.folder.joinpath(*[".."] * up)))


def _from(root: Path, found: Configuration, name: str) -> str:
    """The path of a folder that the configuration names, from the root."""
    return os.path.relpath(found.folder / name, root).replace(os.sep, "/")


def _as_in(root: Path, found: Configuration, document: Document) -> Document:
    return Document(_from(root, found, document.path), document.text)


def _folders(root: Path, found: Configuration, settings: Settings) -> Folders:
    return Folders(
        root.resolve(),
        _from(root, found, settings.trees_dir.strip("/") or "."),
        _from(root, found, settings.lessons_dir.strip("/") or "."),
        _from(root, found, found.docs_dir),
        _from(root, found, settings.register),
        _from(root, found, found.documents[0].path if found.documents else SITE_CONFIG),
    )


def _bad_folders(folders: Folders, settings: Settings, site: str, locate: Callable[[str], Place]) -> Iterator[Problem]:
    """Folders of sources that lie outside the project, among the pages, or where the site will be."""
    for name, folder in zip(FOLDERS, (folders.trees, folders.lessons), strict=True):
        usual = Settings.__dataclass_fields__[name].default
        hint = _why_not(folder, folders.docs, site)
        if hint:
            example = {"in-docs": folders.docs, "in-site": site}.get(hint, usual)
            yield bad_setting(locate(name), Given(name, getattr(settings, name)), hint, example)


def _why_not(folder: str, docs: str, site: str) -> str:
    """Why a folder cannot hold sources, as the name of a hint; nothing when it can."""
    if folder == "." or folder.split("/")[0] == "..":
        return "outside"
    if (not docs.startswith("..") and _holds(docs, folder)) or _holds(folder, docs):
        return "in-docs"
    return "in-site" if _holds(site, folder) else ""


def _holds(outer: str, inner: str) -> bool:
    return set(outer.split("/")) <= {".", ".."} or f"{inner}/".startswith(f"{outer}/")


# --- what is said ----------------------------------------------------------------------------------------------------


def _repeated(found: Configuration, documents: tuple[Document, ...]) -> Iterator[Problem]:
    """A plugin that stands there more than once: the second would build over the first."""
    if len(found.options) > 1:
        places = mentions(documents) or [place_of(documents, "plugins")]
        yield problem(places[min(1, len(places) - 1)], "repeated-plugin", line=str(places[0].line))


def _beside(documents: tuple[Document, ...]) -> Iterator[Problem]:
    """Options that stand beside the name of the plugin, where they say nothing, and not below it."""
    for place, column in (one for document in documents for one in beside_plugin(document)):
        yield misplaced(place, "too-far-left", [Indent(column)])


def _notices(found: Configuration, documents: tuple[Document, ...], options: Mapping[str, Any]) -> Iterator[Problem]:
    if documents and not found.is_named:
        places = mentions(documents)
        place, hint = (places[0], "group") if places else (place_of(documents, "plugins"), "")
        if places and not re.search(r"[-\[{]", place.text[: place.column - 1]):
            hint = "dash"
        yield problem(place, "missing-plugin", hint=hint)
    elif found.theme_language and not speaks(found.theme_language) and options.get("language") is None:
        yield warning(
            place_of(documents, "theme", "language"), "site-language", language=found.theme_language, known=INTERFACES
        )
