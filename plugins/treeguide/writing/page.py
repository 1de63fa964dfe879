"""A page we make: its path, its Markdown, and where its text can be edited."""

import html
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from treeguide.values.one_line import shown_json


@dataclass(frozen=True)
class Page:
    """A generated page. `path` is that of a Markdown file in docs/; `edit` that of the author's file, with its line."""

    path: str
    title: str
    markdown: str = field(repr=False)
    description: str = ""
    edit: str = ""
    edit_line: int = 0
    sort: str = ""
    id: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)
    documents: tuple[str, ...] = ()

    def text(self) -> str:
        """The whole file: front matter and Markdown.

        Title and description are escaped here, since the theme writes both into the page as they are.
        """
        front: dict[str, object] = {"title": _escaped(self.title)}
        if self.description:
            front["description"] = _escaped(self.description)
        front |= {"render_macros": False, **self.meta}
        lines = [f"{key}: {shown_json(value)}" for key, value in front.items()]
        return "\n".join(["---", *lines, "---", "", self.markdown])


def _escaped(text: str) -> str:
    """Text for HTML and for an attribute between double quotes."""
    return html.escape(text, quote=False).replace('"', "&quot;")


def relative(target: str, page: str) -> str:
    """The path of one file as a link in another; a fragment stays behind it."""
    path, mark, fragment = target.partition("#")
    return _relative_path(path, posixpath.dirname(page)) + mark + fragment


@lru_cache(maxsize=100_000)
def _relative_path(path: str, folder: str) -> str:
    to, here = path.split("/"), folder.split("/") if folder else []
    shared = 0
    while shared < len(here) and shared < len(to) - 1 and to[shared] == here[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + to[shared:])


def plain(markup: str) -> str:
    """The text of a little HTML on one line, such as a site's line about copyright."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())
