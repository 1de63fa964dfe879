"""What a page is made of besides its own text, as one short text: equal texts mean equal pages."""

import hashlib
import logging
import platform
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path
from typing import Any

import mkdocs
from jinja2 import Environment, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.theme import Theme

import treeguide

PACKAGES = (
    "mkdocs",
    "properdocs",
    "mkdocs-material",
    "markdown",
    "pymdown-extensions",
    "pygments",
    "jinja2",
    "markupsafe",
)
KNOWN_PLUGINS = {"treeguide", "material/offline", "offline", "search", "material/search"}
OPEN_ENDED = {"pymdownx.snippets", "pymdownx.b64", "pymdownx.blocks.html", "pymdownx.pathconverter"}
ELSEWHERE = {"pages", "build_date_utc"}  # what a template is given that is about more than its page and the navigation
BY_CHANCE = re.compile(r"\|\s*random\b|\bsite_dir\b")


class UnknownError(Exception):
    """Something has a say in pages of which one cannot know what it looks at."""


def digest(*parts: object) -> str:
    """A short text that only equal parts have in common; parts are told apart by their `repr`."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()


def of_markdown(config: MkDocsConfig) -> str:
    """What decides how Markdown becomes HTML. Raises UnknownError for what may do anything, such as a hook."""
    if not set(config.plugins) <= KNOWN_PLUGINS or config.hooks or config.extra_templates:
        raise UnknownError
    for name in config.markdown_extensions:
        if not isinstance(name, str) or name in OPEN_ENDED or not _is_known(name):
            raise UnknownError
    return digest(
        *_versions(),
        logging.getLogger("mkdocs").getEffectiveLevel(),
        config.markdown_extensions,
        _plain(config.mdx_configs),
        config.use_directory_urls,
        _plain(config.validation),
    )


def of_templates(config: MkDocsConfig) -> str:
    """What decides how every page looks. Raises UnknownError where templates look at other pages."""
    theme = config.theme
    if theme.name != "material":
        raise UnknownError
    files = {}
    for number, folder in enumerate(theme.dirs):
        own = not Path(folder).is_relative_to(Path(mkdocs.__file__).parents[1])
        for path in sorted(Path(folder).rglob("*")) if own else Path(folder).rglob("*.html"):
            if path.is_file() and own:
                content = path.read_bytes()
                for_a_page = path.relative_to(folder).as_posix() not in theme.static_templates
                if path.suffix == ".html" and for_a_page and _looks_elsewhere(content, theme.static_templates):
                    raise UnknownError
                files[f"{number}/{path.relative_to(folder)}"] = hashlib.sha256(content).hexdigest()
            elif path.is_file():
                found = path.stat()
                files[f"{number}/{path.relative_to(folder)}"] = f"{found.st_size} {found.st_mtime_ns}"
    left_out = ("site_dir", "watch", "dev_addr", "strict", "nav")
    settings = {name: _plain(value) for name, value in config.items() if name not in left_out}
    return digest(of_markdown(config), files, settings)


def _looks_elsewhere(template: bytes, alone: Iterable[str] = ()) -> bool:
    """Whether a template looks at more than its page and the navigation, or names one of those that may: `alone`."""
    try:
        text = template.decode()
        named = find_undeclared_variables(Environment(extensions=["jinja2.ext.loopcontrols"]).parse(text))  # noqa: S701
    except (TemplateSyntaxError, UnicodeDecodeError):
        return True
    return bool(named & ELSEWHERE) or any(name in text for name in alone) or BY_CHANCE.search(text) is not None


@cache
def of_drawings() -> str:
    """What decides how something is drawn, besides what is drawn: all of our own code, and what makes QR codes."""
    package = Path(treeguide.__file__).parent
    files = sorted(path for path in package.rglob("*.py"))
    return digest(version("segno"), *(hashlib.sha256(path.read_bytes()).hexdigest() for path in files))


def of_compiling() -> str:
    """What decides what a template is compiled to, besides its text: filters may be applied there and then."""
    return digest(of_drawings(), *_versions())


def of_navigation(nav: Navigation) -> str:
    """Everything that other pages show of the pages in the navigation."""
    return digest(_outline(nav.items))


def _outline(items: Iterable[StructureItem]) -> list[Any]:
    return [
        (
            type(item).__name__,
            item.title,
            getattr(item, "url", None),
            repr(getattr(item, "meta", None)),
            _outline(getattr(item, "children", None) or ()),
        )
        for item in items
    ]


def _is_known(name: str) -> bool:
    """Whether an extension comes with Python-Markdown or PyMdown, which only look at the text and their settings."""
    if name.startswith(("markdown.extensions.", "pymdownx.")):
        return True
    return name in _builtin()


@cache
def _builtin() -> frozenset[str]:
    """The short names of the extensions that come with Python-Markdown."""
    own = entry_points(group="markdown.extensions")
    return frozenset(one.name for one in own if one.value.startswith("markdown.extensions."))


def _versions() -> list[str]:
    found = [platform.python_version()]
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return found


def _plain(value: Any) -> Any:
    """A setting as plain data. Raises UnknownError for what has no content that could be compared."""
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    if isinstance(value, Theme):
        return _plain({name: value[name] for name in value})
    if isinstance(value, Config | Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    if callable(value) and hasattr(value, "__qualname__"):
        return f"{value.__module__}.{value.__qualname__}"
    if hasattr(value, "config") and isinstance(value.config, Config):
        return _plain(value.config)
    if "object at 0x" not in str(value):
        return f"{type(value).__name__} {value}"
    raise UnknownError
