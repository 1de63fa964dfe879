"""A page or file of ours as the host holds it: written when somebody asks, handed over as HTML with its contents."""

import html
from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import TableOfContents, get_toc

from treeguide.writing.page import Contents, Page

# What follows from the path and the settings alone.
_NAMES = (
    "src_uri",
    "src_dir",
    "dest_dir",
    "use_directory_urls",
    "generated_by",
    "abs_src_path",
    "name",
    "dest_uri",
    "url",
    "abs_dest_path",
)


class PlannedFile(File):
    """A generated file. `write` is called once, when its content is first asked for."""

    write: Callable[[], str] | None = None
    is_postponed = False
    _written: str | bytes | None = None

    @property
    def _content(self) -> str | bytes | None:
        if self.write is not None:
            self._written, self.write = self.write(), None
        return self._written

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        self._written, self.write = content, None

    def copy_file(self, dirty: bool = False) -> None:
        """Put the file in the site, unless that is postponed: then nothing happens yet. Who asks later, has it anew."""
        if not self.is_postponed:
            write = self.write
            super().copy_file(dirty)
            if write is not None:
                self._written, self.write = None, write


def planned(config: MkDocsConfig, path: str, write: Callable[[], str], earlier: File | None = None) -> PlannedFile:
    """The file at that path in docs/ with what `write` will return.

    An `earlier` planned file of the same path and settings lends its names, which need not be made again.
    """
    if isinstance(earlier, PlannedFile):
        file: File = PlannedFile.__new__(PlannedFile)
        file.__dict__.update({name: earlier.__dict__[name] for name in _NAMES if name in earlier.__dict__})
        file.inclusion = InclusionLevel.UNDEFINED
    else:
        file = PlannedFile.generated(config, path, content="")
    assert isinstance(file, PlannedFile)  # noqa: S101 (what `generated` makes of this class)
    file.write = write
    return file


class OwnPage(SitePage):
    """A page with nothing to convert: its HTML and contents are handed over when MkDocs asks plugins for them."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave out what MkDocs does to Markdown, which it begins anew for every page."""
        self.content, self.toc, self.present_anchor_ids = "", get_toc([]), set()


def contents_list(found: Contents, page: Page, depth: int) -> TableOfContents:
    """The headings of a page down to that level; the theme writes their text as it is, so it is escaped.

    Those of a guide are left out: its questions come one at a time.
    """
    deepest = 1 if page.kind.of_questions else depth
    tops: list[dict[str, Any]] = []
    open_ones: list[dict[str, Any]] = []
    for heading in found.headings:
        if heading.level <= deepest:
            row = {"level": heading.level, "id": heading.id, "name": html.escape(heading.text), "children": []}
            while open_ones and open_ones[-1]["level"] >= heading.level:
                open_ones.pop()
            (open_ones[-1]["children"] if open_ones else tops).append(row)
            open_ones.append(row)
    return get_toc(tops)  # type: ignore[arg-type]  # its own type for these is private
