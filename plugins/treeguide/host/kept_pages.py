"""Uses what an earlier build made of a page when everything that goes into it is still the same.

Three things are kept of each page: the HTML of its Markdown, its whole HTML, and what it says in the index for
searching; and drawings, QR codes and compiled templates. Each stands beside a fingerprint of all that it was made from.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from treeguide.host import fingerprint
from treeguide.host.compiled_templates import CompiledTemplates
from treeguide.host.fingerprint import digest
from treeguide.host.own_files import is_own
from treeguide.host.store import Entry, Store, own_secret
from treeguide.writing import keep_compiled

FOLDER = ".cache/treeguide/pages"
MADE_WITH = "made with"  # the entry that says for which settings the others are


@dataclass(frozen=True)
class Known:
    """What a process knows of a page: its entry, whether that is still to be kept, and what it used of the store."""

    entry: Entry
    is_new: bool
    used: frozenset[str]


class KeptPages:
    """The pages of one build and what the store knows of them. Its methods each put it in one place of MkDocs."""

    def __init__(self, store: Store, config: MkDocsConfig) -> None:
        self._store, self._config = store, config
        self._entries: dict[str, Entry] = {}
        self._changed: set[str] = set()
        self._env: jinja2.Environment | None = None
        self._nav: Navigation | None = None
        self._markdown, self._looks = _base(fingerprint.of_markdown, config), _base(fingerprint.of_templates, config)
        self.keeps_markdown, self.keeps_pages = bool(self._markdown), bool(self._looks)
        self._made_with = {"key": digest(self._markdown, self._looks)}
        self._compiled = CompiledTemplates(store)
        keep_compiled(self._compiled)
        self.is_filled = store.read(MADE_WITH) == self._made_with  # an earlier build left most of what this one needs

    def rendering(self, page: Page) -> None:
        """Let the page render its Markdown only when it was not kept."""
        if self._markdown:
            render = page.render
            page.render = lambda config, files: self._render(page, render, config, files)  # type: ignore[method-assign]

    def navigation(self, nav: Navigation) -> None:
        """Remember the navigation. It is looked at when the pages in it are rendered, and so have their titles."""
        self._nav = nav
        self.__dict__.pop("_navigation", None)

    @cached_property
    def _navigation(self) -> str:
        return fingerprint.of_navigation(self._nav) if self._nav else ""

    def templates(self, env: jinja2.Environment) -> None:
        """Let the templates of this environment fill only those pages that were not kept."""
        if self._looks and env is not self._env:
            self._env = env
            env.bytecode_cache = self._compiled
            get_template = env.get_template

            def get(name: Any, parent: str | None = None, globals: Any = None) -> Any:  # noqa: A002 (as it is called)
                found = get_template(name, parent, globals)
                return found if parent else _KeptTemplate(found, self)

            env.get_template = get  # type: ignore[method-assign]

    def searching(self, index: Any) -> None:
        """Let the theme's index for searching take in again what it made of the same page before."""
        if self._markdown and index is not None and "add_entry_from_context" not in vars(index):
            add = index.add_entry_from_context
            index.add_entry_from_context = lambda page: self._index(page, index.entries, add)

    def drawing(self, made_of: object, draw: Callable[[], str]) -> str:
        """A drawing that was made of the same before, or else what `draw` makes."""
        name = f"drawing {digest(fingerprint.of_drawings(), made_of)}"
        kept = self._store.read(name).get("drawing")
        if isinstance(kept, str):
            return kept
        drawn = draw()
        self._store.write(name, {"drawing": drawn})
        return drawn

    def tidy(self) -> None:
        """Keep what is left, and remove what no page needs any more."""
        for name in sorted(self._entries):
            self._put_away(name)
        if not self.is_filled:
            self._store.write(MADE_WITH, self._made_with)
        self._compiled.keep()
        self._store.tidy()

    def hand_over(self, name: str, entry: Entry) -> Known:
        """What this process knows of the page with that path, for another one to take over."""
        used, self._store.used = frozenset(self._store.used), set()
        self._entries.pop(name, None)
        return Known(entry, name in self._changed, used)

    def take_over(self, name: str, known: Known) -> None:
        """From now on know of the page with that path what another process knew."""
        self._entries.setdefault(name, {}).update(known.entry)
        self._store.used |= known.used
        if known.is_new:
            self._changed.add(name)
        else:
            self._changed.discard(name)

    def entry(self, name: str) -> Entry:
        """What is known of the page with that path. It grows while the build goes on."""
        if name not in self._entries:
            self._entries[name] = self._store.read(name)
        return self._entries[name]

    def _put_away(self, name: str) -> None:
        """Keep what is new of a page that is written now, by its path."""
        entry = self._entries.pop(name, {})
        if name in self._changed:
            self._changed.remove(name)
            self._store.write(name, entry)

    def _keep(self, page: Page, part: str, content: Entry) -> None:
        self.entry(page.file.src_uri)[part] = content
        self._changed.add(page.file.src_uri)

    def _render(self, page: Page, render: Any, config: MkDocsConfig, files: Files) -> None:
        key = digest(self._markdown, page.file.src_uri, page.file.url, page.file.inclusion, page.markdown)
        kept = self.entry(page.file.src_uri).get("markdown", {})
        if kept.get("key") == key and all(_target(files, path) == there for path, there in kept["looked"].items()):
            _restore(page, kept, files)
            return
        looked, told = _Looked(files), _Told()
        with told:
            render(config, looked)
        if not told.is_told:
            links = [[file.src_uri, anchors] for file, anchors in (page.links_to_anchors or {}).items()]
            self._keep(
                page,
                "markdown",
                {
                    "key": key,
                    "content": page.content,
                    "toc": [_row(item) for item in page.toc],
                    "title": page._title_from_render,
                    "anchors": sorted(page.present_anchor_ids or ()),
                    "links": links if page.links_to_anchors is not None else None,
                    "looked": looked.found,
                },
            )

    def fill(self, template: Any, context: Mapping[str, Any], page: Page) -> str:
        """The whole HTML of a page."""
        if template.name in self._config.theme.static_templates:
            return str(template.render(context))
        around = [_shown(one) for one in (page.previous_page, page.next_page)]
        own = (_shown(page), page.content, [_row(item) for item in page.toc], page.canonical_url, page.abs_url)
        urls = (page.edit_url, page.is_homepage, page.update_date, context.get("base_url"))
        files = (
            page.file.src_uri,
            page.file.inclusion,
            context.get("extra_css"),
            list(map(str, context.get("extra_javascript", ()))),
        )
        key = digest(self._looks, self._navigation, template.name, around, own, urls, files)
        kept = self.entry(page.file.src_uri).get("page", {})
        output = str(kept["output"]) if kept.get("key") == key else str(template.render(context))
        if kept.get("key") != key:
            self._keep(page, "page", {"key": key, "output": output})
        self._put_away(page.file.src_uri)
        return output

    def _index(self, page: Page, entries: list[Any], add: Any) -> None:
        key = digest(self._markdown, page.content, [_row(item) for item in page.toc], page.url, page.title, page.meta)
        kept = self.entry(page.file.src_uri).get("search", {})
        if kept.get("key") == key:
            entries.extend(kept["entries"])
            return
        before = len(entries)
        add(page)
        self._keep(page, "search", {"key": key, "entries": entries[before:]})


class _KeptTemplate:
    """A template that asks first whether the page is known. It says everything else as the template does."""

    def __init__(self, template: jinja2.Template, kept: KeptPages) -> None:
        self._template, self._kept = template, kept

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def render(self, context: Mapping[str, Any]) -> str:
        page = context.get("page")
        return self._kept.fill(self._template, context, page) if page is not None else self._template.render(context)


class _Looked:
    """The files of a site, remembering which were looked for by a page."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.found: dict[str, list[Any] | None] = {}

    def get_file_from_path(self, path: str) -> Any:
        self.found[path] = _target(self._files, path)
        return self._files.get_file_from_path(path)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"a page may only look for single files, so that it is known which: {name}")


class _Told(logging.Handler):
    """Whether anything was said to the author meanwhile: that has to be said at every build."""

    def __init__(self) -> None:
        super().__init__()
        self.is_told = False

    def emit(self, record: logging.LogRecord) -> None:
        self.is_told = True

    def __enter__(self) -> None:
        logging.getLogger().addHandler(self)
        logging.getLogger("mkdocs").addHandler(self)

    def __exit__(self, *error: object) -> None:
        logging.getLogger().removeHandler(self)
        logging.getLogger("mkdocs").removeHandler(self)


def kept_pages(config: MkDocsConfig, root: Path) -> KeptPages | None:
    """What earlier builds of the project in that folder left; None where nothing can be kept."""
    secret = own_secret() if is_own(root / FOLDER, root) else b""
    return KeptPages(Store(root / FOLDER, secret), config) if secret else None


def _base(make: Any, config: MkDocsConfig) -> str:
    try:
        return str(make(config))
    except fingerprint.UnknownError:
        return ""


def _target(files: Files, path: str) -> list[Any] | None:
    """What a link to that path becomes, and whether it is well."""
    file = files.get_file_from_path(path)
    return None if file is None else [file.url, str(file.inclusion)]


def _restore(page: Page, kept: Entry, files: Files) -> None:
    page.content = kept["content"]
    page.toc = TableOfContents([_anchor(row) for row in kept["toc"]])
    for first in page.toc.items[:1]:
        first.active = True  # type: ignore[attr-defined]
    page._title_from_render = kept["title"]
    page.present_anchor_ids = set(kept["anchors"])
    if kept["links"] is not None:
        found = ((files.get_file_from_path(path), anchors) for path, anchors in kept["links"])
        page.links_to_anchors = {file: anchors for file, anchors in found if file is not None}


def _row(item: AnchorLink) -> list[Any]:
    return [item.title, item.id, item.level, [_row(inner) for inner in item.children]]


def _anchor(row: list[Any]) -> AnchorLink:
    made = AnchorLink(row[0], row[1], row[2])
    made.children = [_anchor(inner) for inner in row[3]]
    return made


def _shown(page: Page | None) -> object:
    """What a page shows of another one, or of itself, besides its text."""
    return None if page is None else (page.title, page.url, repr(page.meta))
