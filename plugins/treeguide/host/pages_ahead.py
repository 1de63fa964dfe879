"""Lets other processes read and fill pages ahead of MkDocs, each with MkDocs' own steps, and write all other files.

What they hand over of a page is what `KeptPages` keeps of it. So the build takes it as it takes what an earlier build
left: only where it was made of the very same. Where an earlier build left most pages, they are not handed over.
"""

import atexit
from dataclasses import dataclass

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage

from treeguide.host.ahead import Ahead, helpers
from treeguide.host.kept_pages import KeptPages, Known
from treeguide.host.lazy_page import RENDERED, current, lazy
from treeguide.host.planned_file import PlannedFile
from treeguide.writing.page import Page


@dataclass(frozen=True)
class _Read:
    """A page as another process read it: its text and `made` when it is one of ours."""

    text: str
    made: Page | None
    known: Known


class PagesAhead:
    """The pages of one build that other processes work on. `made` are the pages of ours that were made, by path.

    `processes` is how many there may be, with the build's own; 0 leaves it to the machine.
    """

    def __init__(self, config: MkDocsConfig, kept: KeptPages, made: dict[str, Page], processes: int) -> None:
        self._config, self._kept, self._made, self._processes = config, kept, made, processes
        self._reading, self._filling = Ahead(), Ahead()
        self._others: list[PlannedFile] = []
        self._files, self._nav, self._env = Files(()), Navigation([], []), jinja2.Environment(autoescape=True)

    def read(self, files: Files, nav: Navigation) -> None:
        """Have every page read and rendered."""
        self._files, self._nav = files, nav
        if self._kept.keeps_markdown and not self._kept.is_filled:
            names = self._pages()
            self._reading = Ahead(names, self._read, helpers(self._processes, len(names)))

    def reading(self, page: SitePage) -> None:
        """Take over what was read of this page, before the build reads it."""
        name = page.file.src_uri
        read = self._reading.take(name)
        if read:
            self._kept.take_over(name, read.known)
            if read.made:
                self._made[name] = read.made
                page.file.content_string = read.text

    def fill(self, env: jinja2.Environment) -> None:
        """Have the template of every page filled, now that all of them are read, and every other file written."""
        self._env = env
        if self._kept.keeps_pages:
            others = [file for file in self._files if isinstance(file, PlannedFile) and _is_copied(file)]
            names = [] if self._kept.is_filled else self._pages()
            names += [file.src_uri for file in others]
            count = helpers(self._processes, len(names))
            if count:
                self._postpone(others)
            self._filling = Ahead(names, self._fill, count)

    def filling(self, page: SitePage) -> None:
        """Take over what was filled of this page, before the build fills it."""
        known = self._filling.take(page.file.src_uri)
        if known:
            self._kept.take_over(page.file.src_uri, known)

    def _postpone(self, files: list[PlannedFile]) -> None:
        self._others = files
        for file in files:
            file.is_postponed = True
        atexit.register(self.end)  # before the folder they write in goes

    def write_others(self) -> None:
        """Write the files that no other process has written."""
        for file in self._others:
            known = self._filling.take(file.src_uri)
            file.is_postponed = False
            if known:
                self._kept.take_over(file.src_uri, known)
            else:
                file.copy_file()

    def end(self) -> None:
        """Let no other process work any more."""
        atexit.unregister(self.end)
        self._reading.end()
        self._filling.end()

    def _pages(self) -> list[str]:
        return [file.src_uri for file in self._files.documentation_pages(inclusion=InclusionLevel.is_included)]

    def _read(self, name: str) -> _Read:
        """In another process: what reading a page comes to."""
        self._reading = Ahead()
        file = self._files.get_file_from_path(name)
        assert file is not None  # noqa: S101 (it is one of the files)
        lazy(file.page or SitePage(None, file, self._config), self._config, self._files).reach(RENDERED)
        made, entry = self._made.get(name), self._kept.entry(name)
        return _Read(file.content_string if made else "", made, self._kept.hand_over(name, entry))

    def _fill(self, name: str) -> Known:
        """In another process: what filling the template of a page comes to, as MkDocs fills it.

        Any other file is written, and there is nothing to know of it but what that took from the store.
        """
        self._filling = Ahead()
        file = self._files.get_file_from_path(name)
        assert file  # noqa: S101 (it is one of the files)
        if isinstance(file, PlannedFile) and file.is_postponed:
            file.is_postponed = False
            file.copy_file()
            return self._kept.hand_over(name, {})
        assert file.page  # noqa: S101 (every page is read by now)
        page, config, entry = file.page, self._config, self._kept.entry(name)
        with current(config, page):
            page.active = True
            pages = self._files.documentation_pages(inclusion=InclusionLevel.is_included)
            context = get_context(self._nav, pages, config, page)
            template = self._env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=self._nav)
            template.render(context)
            page.active = False
        return self._kept.hand_over(name, entry)


def _is_copied(file: PlannedFile) -> bool:
    """Whether MkDocs puts the file in the site as it is."""
    is_included = bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]
    return is_included and not file.is_documentation_page()
