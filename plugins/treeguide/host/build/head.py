"""Says in the head of a page what it loads, how it prints, and what it is, for whoever shows a link to it."""

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage

from treeguide.project import Project
from treeguide.values.shown import one_line
from treeguide.writing import assets
from treeguide.writing.assets import Assets
from treeguide.writing.page import Page, plain

_BOXES = ('id="__drawer"', 'id="__search"')
_OFF = ' autocomplete="off"'  # means nothing on a box to tick
_LABEL = '<label class="md-nav__title" for="__toc">'
LOCALES = {"nl": "nl_NL", "en": "en_GB", "de": "de_DE"}
_END = re.compile(r"</head>", re.I)


class At(NamedTuple):
    """Where a page is: its path in the site, and what that site ships."""

    file: str
    assets: Assets

    def asset(self, name: str) -> str:
        """A link from there to one of our styles or scripts."""
        return html.escape(posixpath.relpath(self.assets.path(name), posixpath.dirname(self.file) or "."))


@dataclass(frozen=True)
class Card:
    """What is shown of a page where its link is pasted. `changed` is a day; texts are plain."""

    title: str
    description: str = ""
    address: str = ""
    site: str = ""
    language: str = "nl"
    changed: str = ""
    is_home: bool = False


def links(page: str, sort: str, at: At, *, takes_modules: bool) -> str:
    """Elements for the head of a page of that sort, at that place, with that HTML."""
    return "".join(_links(page, sort, at, takes_modules))


def _links(page: str, sort: str, at: At, takes_modules: bool) -> Iterator[str]:
    if sort == "map":
        yield f'<link rel="stylesheet" href="{at.asset("drawing.css")}">\n'
    for name in assets.styles(page):
        yield f'<link rel="stylesheet" href="{at.asset(name)}">\n'
    if sort in ("guide", "part") and takes_modules:
        for name in assets.AHEAD:
            yield f'<link rel="modulepreload" href="{at.asset(name)}">\n'


def card(page: SitePage, config: MkDocsConfig, made: Page | None, project: Project) -> Card:
    """What a link to a page shows elsewhere. `made` is what the page is of ours, if it is."""
    lesson = project.library.lessons.get(made.id) if made and made.sort == "lesson" else None
    return Card(
        made.title if made else plain(config.site_name if page.is_homepage else str(page.title or "")),
        plain(str(page.meta.get("description") or config.site_description or "")),
        page.canonical_url or "",
        config.site_name,
        project.settings.language,
        (lesson.front.reviewed if lesson else None) or "",
        page.is_homepage,
    )


def mended(output: str) -> str:
    """A finished page without `autocomplete` on boxes, and without a label for a box that is not on the page.

    That box stands beside the page in the navigation, where not every page is.
    """
    for box in _BOXES:
        output = output.replace(box + _OFF, box, 1)
    return output if 'id="__toc"' in output else output.replace(_LABEL, _LABEL.replace(' for="__toc"', ""))


def tags(card: Card) -> str:
    """The tags of the Open Graph protocol (ogp.me), for the head of the page; what is not known is left out."""
    rows = {
        "og:type": "website" if card.is_home else "article",
        "og:title": card.title,
        "og:description": card.description,
        "og:url": card.address,
        "og:site_name": card.site,
        "og:locale": LOCALES.get(card.language, ""),
        "article:modified_time": "" if card.is_home else card.changed,
    }
    return "".join(
        f'<meta property="{name}" content="{html.escape(one_line(text))}">\n'
        for name, text in rows.items()
        if text.strip()
    )


def with_head(page: str, extra: str) -> str:
    """The HTML of a page with more in its head."""
    return _END.sub(lambda end: extra + end[0], page, count=1)


def has_tags(page: str) -> bool:
    """Whether a page says these things already, by another plugin or the site's own theme."""
    head = _END.split(page, maxsplit=1)[0]
    return re.search(r"""property=["']?og:title\b""", head) is not None
