"""A page of MkDocs that is read and rendered when somebody asks for what that gives.

MkDocs reads and renders every page before it writes the first. Here each attribute that comes of that sees to it
itself, so whatever looks at a page (a template, a plugin, another page's foot) finds what it would find in a build.
"""

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

UNREAD, READ, RENDERED = range(3)
_FIRST: dict[str, Callable[[], Any]] = {
    "markdown": lambda: None,
    "meta": dict,
    "content": lambda: None,
    "toc": list,
    "_title_from_render": lambda: None,
    "present_anchor_ids": lambda: None,
    "links_to_anchors": lambda: None,
}


def _lazy(name: str, stage: int) -> Any:
    def get(page: "LazyPage") -> Any:
        page.reach(stage)
        return page.__dict__.setdefault(name, _FIRST[name]())

    def put(page: "LazyPage", value: Any) -> None:
        page.__dict__[name] = value

    return property(get, put)


class LazyPage(Page):
    """A page, as `lazy` makes one of what MkDocs made."""

    markdown = _lazy("markdown", READ)
    meta = _lazy("meta", READ)
    content = _lazy("content", RENDERED)
    toc = _lazy("toc", RENDERED)
    _title_from_render = _lazy("_title_from_render", RENDERED)
    present_anchor_ids = _lazy("present_anchor_ids", RENDERED)
    links_to_anchors = _lazy("links_to_anchors", RENDERED)

    def reach(self, stage: int) -> None:
        """Do what is still to do up to that stage. What happens on the way may look at the page itself."""
        config, files, reached = self.__dict__["lazy"]
        if reached < READ <= stage:
            self.__dict__["lazy"] = (config, files, READ)
            with current(config, self):
                config.plugins.on_pre_page(self, config=config, files=files)
                self.read_source(config)
                self.markdown = config.plugins.on_page_markdown(self.markdown, page=self, config=config, files=files)
        if reached < RENDERED <= stage:
            self.__dict__["lazy"] = (config, files, RENDERED)
            with current(config, self):
                self.render(config, files)
                self.content = config.plugins.on_page_content(self.content, page=self, config=config, files=files)


def lazy(page: Page, config: MkDocsConfig, files: Files) -> LazyPage:
    """The same page, from now on lazy, and not read yet."""
    for name, first in _FIRST.items():
        page.__dict__[name] = first()
    page.__dict__["lazy"] = (config, files, UNREAD)
    page.__class__ = LazyPage
    assert isinstance(page, LazyPage)  # noqa: S101 (just made so)
    return page


def give_page(file: File, earlier: Page) -> None:
    """Give the file a page with the addresses of an earlier page of the same file, which need not be made again.

    Not when its title was given in the navigation, or another line is edited now: MkDocs sees to those.
    """
    known = earlier.__dict__
    if "title" not in known and file.edit_uri == earlier.file.edit_uri:
        file.page = page = LazyPage.__new__(LazyPage)
        page.file, page.children, page.previous_page, page.next_page = file, None, None, None
        page.__dict__.update({name: known[name] for name in ("update_date", "canonical_url", "abs_url", "edit_url")})
        page.active = False


@contextmanager
def current(config: MkDocsConfig, page: Page) -> Any:
    """While this runs, MkDocs knows the page as the one it is busy with."""
    before, config._current_page = config._current_page, page
    try:
        yield
    finally:
        config._current_page = before
