"""A project becomes the files of a site that any Markdown generator can build: pages, assets and a configuration."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import yaml

from treeguide import pages
from treeguide.addresses.site import Site
from treeguide.config.file import GROUPS, OURS, Tagged, resolved
from treeguide.values import Document, Owner, Place, Problem, problem
from treeguide.writing import Writer
from treeguide.writing.author_text import AuthorTexts
from treeguide.writing.page import Page, plain


def generated(writer: Writer) -> tuple[list[Page], dict[str, str]]:
    """Every page we make, and every file of the site by its path from the folder of pages."""
    made = pages.all_pages(writer)
    files = {page.path: page.markdown() for page in made}
    files |= pages.extra_files(writer)
    files |= writer.assets.files
    return made, files


def clashes(files: Mapping[str, str], own: Mapping[str, str]) -> list[Problem]:
    """Files of ours whose path is taken by one of the author's: `own` is by path, as the project names the file."""
    taken = sorted(set(files) & set(own))
    return [problem(Place(Document(own[path])), "address-taken", address=path, owner=Owner("made")) for path in taken]


def stays_inside(path: str) -> bool:
    """Whether a path leads to somewhere below the folder it starts in."""
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and "\\" not in path and ":" not in pure.parts[0]


FOLDER_OF_THEME = "overrides"
FOLDER_OF_HOOKS = "hooks"


class _Dumper(yaml.SafeDumper):
    """Writes a configuration the way people do: lists indented, nothing by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.add_representer(Tagged, lambda dumper, tagged: tagged.node)
_Dumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, "|" if "\n" in text else None)
)


def text_at(config: Mapping[str, Any], *keys: str) -> str:
    """The text at those keys; empty where there is none, or one with a tag."""
    found: Any = config
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""


def site_of(config: Mapping[str, Any], environment: Mapping[str, str]) -> Site:
    """The site that the configuration describes; values with the tag `!ENV` come from the environment given."""
    found = {key: str(resolved(config.get(key), environment) or "") for key in ("site_url", "site_name", "copyright")}
    directory_urls = resolved(config.get("use_directory_urls"), environment) is not False
    return Site(directory_urls, found["site_url"], found["site_name"], plain(found["copyright"]))


def texts_of(config: Mapping[str, Any]) -> AuthorTexts:
    """What converts authors' texts with the Markdown extensions that the configuration names.

    A setting with a tag is left out: nothing it names is looked up or run.
    """
    given = config.get("markdown_extensions") or []
    rows = given.items() if isinstance(given, dict) else [_extension(entry) for entry in given]
    settings = {str(name): options for name, options in rows}
    return AuthorTexts(tuple(settings), {name: _untagged(options or {}) for name, options in settings.items()})


def _extension(entry: Any) -> tuple[str, Any]:
    return next(iter(entry.items())) if isinstance(entry, dict) else (entry, {})


def _untagged(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in settings.items() if not isinstance(value, Tagged)}


def hook_files(config: Mapping[str, Any]) -> list[str]:
    """The files of the configuration's hooks, in order."""
    hooks = config.get("hooks")
    return [path for path in hooks if isinstance(path, str)] if isinstance(hooks, list) else []


def hook_places(hooks: Iterable[str]) -> dict[str, str]:
    """Where the file of each hook goes: by its name, with that of its folder where two have one name."""
    places: dict[str, str] = {}
    for hook in hooks:
        path = PurePosixPath(hook)
        names = [path.name, *("-".join(path.parts[-count:]) for count in range(2, len(path.parts) + 1))]
        free = (f"{FOLDER_OF_HOOKS}/{name}" for name in names)
        places[hook] = next((place for place in free if place not in places.values()), f"{FOLDER_OF_HOOKS}/{path.name}")
    return places


@dataclass(frozen=True)
class Contents:
    """What an export holds: the style and scripts that every page loads, the generated pages, the author's own pages.

    Paths are from the folder of pages. `hooks` is the new place of each hook, `templates` whether the theme has any.
    """

    loaded: Sequence[str]
    pages: Sequence[str]
    own: Collection[str] = ()
    hooks: Mapping[str, str] = field(default_factory=dict)
    templates: bool = False


def derived(config: Mapping[str, Any], contents: Contents) -> dict[str, Any]:
    """The configuration of an export with these contents."""
    found = {key: value for key, value in config.items() if key not in ("INHERIT", "docs_dir", "watch")}
    if not _stays_inside(text_at(config, "site_dir") or "site"):
        del found["site_dir"]
    if text_at(config, "theme", "custom_dir"):
        rest = {key: value for key, value in found["theme"].items() if key != "custom_dir"}
        found["theme"] = {**rest, "custom_dir": FOLDER_OF_THEME} if contents.templates else rest
    if "hooks" in found and isinstance(found["hooks"], list):
        found["hooks"] = [
            contents.hooks.get(hook) if isinstance(hook, str) else hook
            for hook in found["hooks"]
            if not isinstance(hook, str) or hook in contents.hooks
        ]
    if "plugins" in found:
        found["plugins"] = _without_ours(found["plugins"])
    styles = [path for path in contents.loaded if path.endswith(".css")]
    scripts = [{"path": path, "type": "module"} for path in contents.loaded if not path.endswith(".css")]
    found["extra_css"] = [*(found.get("extra_css") or []), *styles]
    found["extra_javascript"] = [*(found.get("extra_javascript") or []), *scripts]
    found["not_in_nav"] = "".join(f"{line}\n" for line in _outside_nav(found.get("not_in_nav"), contents))
    return found


def as_text(config: Mapping[str, Any]) -> str:
    """The configuration as the text of an mkdocs.yml."""
    return yaml.dump(dict(config), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def _stays_inside(path: str) -> bool:
    pure = PurePosixPath(path.replace("\\", "/"))
    return not pure.is_absolute() and ".." not in pure.parts and ":" not in path


def _without_ours(plugins: Any) -> Any:
    """The plugins but ours, in the shape they had, also those in a group of plugins."""
    if isinstance(plugins, dict):
        return {name: _without_in(name, options) for name, options in plugins.items() if name not in OURS}
    if not isinstance(plugins, list):
        return plugins
    left = (entry for entry in plugins if not (OURS & set(entry) if isinstance(entry, dict) else str(entry) in OURS))
    return [_without_ours(entry) if isinstance(entry, dict) else entry for entry in left]


def _without_in(name: str, options: Any) -> Any:
    if name not in GROUPS or not isinstance(options, dict):
        return options
    return {key: _without_ours(value) if key == "plugins" else value for key, value in options.items()}


def _outside_nav(already: Any, contents: Contents) -> Iterator[str]:
    """Patterns for pages that may be absent from the navigation: what was there, and the generated ones.

    A folder that holds generated pages only is one pattern.
    """
    if isinstance(already, str):
        yield from already.splitlines()
    shared = {_folder(path) for path in contents.own} | {""}
    yield from sorted({f"/{path}" if _folder(path) in shared else f"/{_folder(path)}/*.md" for path in contents.pages})


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
