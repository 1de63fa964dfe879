"""What the head of a page names besides what every page loads: our styles for that sort of page, and scripts ahead."""

import html
import posixpath
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage

from treeguide.library import Lesson
from treeguide.pages.preview import Card
from treeguide.writing import assets
from treeguide.writing.page import Page, plain


def links(page: str, sort: str, file: str, *, takes_modules: bool) -> str:
    """Elements for the head of a page of that sort, at that path in the site, with that HTML."""
    return "".join(_links(page, sort, file, takes_modules))


def _links(page: str, sort: str, file: str, takes_modules: bool) -> Iterator[str]:
    if sort == "map":
        yield f'<link rel="stylesheet" href="{_asset("drawing.css", file)}">\n'
    for name in assets.styles(page):
        yield f'<link rel="stylesheet" href="{_asset(name, file)}">\n'
    if sort in ("guide", "part") and takes_modules:
        for name in assets.AHEAD:
            yield f'<link rel="modulepreload" href="{_asset(name, file)}">\n'


def _asset(name: str, file: str) -> str:
    """A link to one of our styles or scripts, from a file of the site."""
    return html.escape(posixpath.relpath(assets.path(name), posixpath.dirname(file) or "."))


def card(page: SitePage, config: MkDocsConfig, made: Page | None, lesson: Lesson | None, language: str) -> Card:
    """What a link to a page shows elsewhere. `made` and `lesson` are what the page is of ours, if it is."""
    return Card(
        made.title if made else plain(config.site_name if page.is_homepage else str(page.title or "")),
        plain(str(page.meta.get("description") or config.site_description or "")),
        page.canonical_url or "",
        config.site_name,
        language,
        (lesson.front.reviewed if lesson else None) or "",
        page.is_homepage,
    )
