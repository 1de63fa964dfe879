"""Gives the host the contents of a page of ours as it knows them."""

import html
from typing import Any

from mkdocs.structure.toc import TableOfContents, get_toc

from treeguide.writing.contents import Contents
from treeguide.writing.page import Page


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
