"""The site while it is being written: after a change nothing is made anew but what somebody looks at.

A build by MkDocs comes first. When then only lessons or trees change, the sources are read again, every page and file
is planned again, and navigation is made again; a page itself is written when it is asked for, from what is known then.
So there is no list of what a change touches that could be wrong. Anything else that changes asks for a whole build.
"""

import gc
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import jinja2
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from treeguide.host.build import is_offline
from treeguide.host.build.planned_file import PlannedFile
from treeguide.host.serve.lazy_page import give_page, lazy
from treeguide.library import Folders

log = logging.getLogger("mkdocs.plugins.treeguide")
KNOWN_PLUGINS = {"treeguide", "material/offline", "offline", "search", "material/search"}
SEARCHES = ("search", "material/search")
Stamp = Mapping[str, tuple[int, int, int]]


class Preview:
    """One build of MkDocs, and what was changed in lessons and trees since.

    `outside` is when each file changed that asks for a whole build, `inside` the folders that are read anew.
    """

    def __init__(self, config: MkDocsConfig, folders: Folders) -> None:
        self.config = config
        self.inside = (folders.root / folders.trees, folders.root / folders.lessons)
        self.base: tuple[File, ...] = ()
        self.env: jinja2.Environment | None = None
        self.is_built = False
        self.outside = self._outside()
        self.files = Files(())
        self.nav: Navigation | None = None
        self.by_path: dict[str, File] = {}
        self.fresh: set[str] = set()
        self.is_all_fresh = False

    def keep_base(self, files: Files) -> None:
        """Remember the files of the site that are not made of lessons and trees."""
        self.base = tuple(files)

    def keep_build(self, env: jinja2.Environment, files: Files) -> None:
        """Remember what MkDocs is about to write, and with which templates."""
        self.env, self.files = env, files

    def keep_site(self) -> None:
        """Remember that the site is whole. What it is made of stays, so looking for garbage in it is lost time."""
        if not self.is_built:
            self.is_built = True
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def can_follow(self) -> bool:
        """Whether the changes since the build are of the sort that `follow` shows right."""
        config = self.config
        return (
            self.is_built
            and self.env is not None
            and set(config.plugins) <= KNOWN_PLUGINS
            and not config.hooks
            and not config.extra_templates
            and not is_offline(config)
            and self.outside == self._outside()
        )

    def follow(self, read: Callable[[], None]) -> None:
        """Plan the site anew; `read` reads the sources again."""
        read()
        config, files = self.config, Files(self.base)
        for file in self.base:
            file.page = None
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        for path, file in files.src_uris.items():
            earlier = self.earlier(path)
            if earlier and earlier.page and isinstance(file, PlannedFile):
                give_page(file, earlier.page)
        nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
            lazy(file.page or Page(None, file, config), config, files)
        before = self.files
        assert self.env is not None  # noqa: S101 (there when `can_follow`)
        config.plugins.on_env(self.env, config=config, files=files)
        self._take(before, files, nav)

    def _take(self, before: Files, files: Files, nav: Navigation) -> None:
        """From now on show these files; those of before that are no longer among them go."""
        old = {file.dest_uri for file in before if _is_made(file)}
        self.files, self.nav, self.fresh, self.is_all_fresh = files, nav, set(), False
        self.by_path = {file.dest_uri: file for file in files}
        for path in old - set(self.by_path):
            (Path(self.config.site_dir) / path).unlink(missing_ok=True)

    def earlier(self, path: str) -> File | None:
        """The file that was planned before for this path in docs/, if there was one."""
        return self.files.src_uris.get(path)

    def refresh(self, path: str, is_wanted_elsewhere: Callable[[], bool] = lambda: False) -> None:
        """Make sure that the file at this path in the site is right, if there is to be one.

        A file that only a whole build can make, such as an index for searching, makes the rest too, unless somebody
        else turns out to be waiting.
        """
        if self.nav is None or self.is_all_fresh or path in self.fresh:
            return
        file = self.by_path.get(path)
        if file is not None:
            with _unindexed(self.config):
                self._write(file)
        elif path.removesuffix(".gz") in self.config.theme.static_templates:
            self._write_template(path.removesuffix(".gz"))
        elif os.path.isfile(f"{self.config.site_dir}/{path}"):  # noqa: PTH113 (says no of a name that is too long)
            self.refresh_all(is_wanted_elsewhere)
        else:
            self.refresh("404.html")
            return
        self.fresh.add(path)

    def refresh_all(self, is_wanted_elsewhere: Callable[[], bool] = lambda: False) -> None:
        """Make everything right, as a build does; give up half-way when somebody else is waiting."""
        files, config = self.files, self.config
        assert self.env is not None  # noqa: S101 (there after `follow`)
        for name in SEARCHES:
            if name in config.plugins:
                config.plugins[name].on_config(config)
        config.plugins.on_env(self.env, config=config, files=files)
        for template in config.theme.static_templates:
            self._write_template(template)
        for file in files:
            if is_wanted_elsewhere():
                return
            if file.page is not None:
                lazy(file.page, config, files)
            self._write(file)
        for path in self._left_by_plugins():
            path.unlink()
        config.plugins.on_post_build(config=config)
        self.is_all_fresh = True

    def _left_by_plugins(self) -> list[Path]:
        """The files of the site that plugins made after an earlier build; some of them may have no use any more."""
        top, templates = Path(self.config.site_dir), self.config.theme.static_templates
        names = {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file()}
        return [
            path
            for name, path in names.items()
            if name not in self.by_path and name.removesuffix(".gz") not in templates
        ]

    def _write(self, file: File) -> None:
        assert self.nav is not None and self.env is not None  # noqa: S101 (there after `follow`)
        pages = self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        if file.page is not None:
            excluded = bool(file.inclusion.is_excluded())  # type: ignore[no-untyped-call]
            mkdocs_build._build_page(file.page, self.config, pages, self.nav, self.env, excluded=excluded)
        elif isinstance(file, PlannedFile):
            file.copy_file()

    def _write_template(self, name: str) -> None:
        assert self.nav is not None and self.env is not None  # noqa: S101 (there after `follow`)
        mkdocs_build._build_theme_template(name, self.env, self.files, self.config, self.nav)

    def _outside(self) -> Stamp:
        """When each file changed last that is not a lesson or tree: those of the site itself, settings, templates."""
        config = self.config
        installed = Path(mkdocs_build.__file__).parents[2]
        themes = [Path(folder) for folder in config.theme.dirs if not Path(folder).is_relative_to(installed)]
        named = [Path(config.docs_dir), *themes, *map(Path, config.watch)]
        if config.config_file_path:
            named.append(Path(config.config_file_path))
        return {
            str(path): stamp
            for top in named
            if not any(top.resolve().is_relative_to(own) for own in self.inside)
            for path in (top.rglob("*") if top.is_dir() else (top,))
            if (stamp := _stamp(path))
        }


@contextmanager
def _unindexed(config: MkDocsConfig) -> Iterator[None]:
    """Pages that are made meanwhile are not taken in for searching: that index is made of all pages, when asked for."""
    found = (getattr(config.plugins[name], "search_index", None) for name in SEARCHES if name in config.plugins)
    indexes = [index for index in found if index is not None]
    before = [index.add_entry_from_context for index in indexes]
    for index in indexes:
        index.add_entry_from_context = lambda page: None
    try:
        yield
    finally:
        for index, add in zip(indexes, before, strict=True):
            index.add_entry_from_context = add


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return None if path.is_dir() else (found.st_mtime_ns, found.st_size, found.st_ino)


def _is_made(file: File) -> bool:
    """Whether MkDocs makes the file of something else, rather than copy it."""
    return file.is_documentation_page() or isinstance(file, PlannedFile)
