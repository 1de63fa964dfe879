"""What the head of a page names besides what every page loads: our styles for that sort of page, and scripts ahead."""

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage

from treeguide.library import Lesson
from treeguide.pages.moved import asset_link
from treeguide.pages.preview import Card
from treeguide.writing import assets
from treeguide.writing.page import Page, plain


def links(html: str, sort: str, file: str, *, takes_modules: bool) -> str:
    """Elements for the head of a page of that sort, at that path in the site, with that HTML."""
    return "".join(_links(html, sort, file, takes_modules))


def _links(html: str, sort: str, file: str, takes_modules: bool) -> Iterator[str]:
    if sort == "map":
        yield f'<link rel="stylesheet" href="{asset_link("drawing.css", file)}">\n'
    for name in assets.styles(html):
        yield f'<link rel="stylesheet" href="{asset_link(name, file)}">\n'
    if sort in ("guide", "part") and takes_modules:
        for name in assets.AHEAD:
            yield f'<link rel="modulepreload" href="{asset_link(name, file)}">\n'


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
