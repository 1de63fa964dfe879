"""Turns what the theme's search knows of each part of a page into pages with their parts, as plain text."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Hint:
    """What we know of a page and the theme does not.

    `weight` is how much more (or less) than another page it is what readers look for; `words` are those that readers
    type and the text does not say; `unshown` is text on the page that no result shows.
    """

    weight: float = 1.0
    words: tuple[str, ...] = ()
    summary: str = ""
    unshown: str = ""


@dataclass(frozen=True)
class Part:
    """A part of a page: what stands behind `#` in its address, its heading and its text. The first has no anchor."""

    anchor: str
    title: str
    text: str


@dataclass
class FoundPage:
    """A page as search knows it. `location` is its address from the top of the site."""

    location: str
    hint: Hint
    tags: tuple[str, ...] = ()
    parts: list[Part] = field(default_factory=list)


def pages_of(entries: Iterable[Mapping[str, Any]], hints: Mapping[str, Hint]) -> list[FoundPage]:
    """The pages among the theme's entries, in order. `hints` are by location.

    An entry's title and text are HTML of a few known tags, as the theme's search plugin makes them.
    """
    pages: dict[str, FoundPage] = {}
    for entry in entries:
        location, _, anchor = str(entry["location"]).partition("#")
        page = pages.get(location)
        if page is None:
            hint = hints.get(location, Hint())
            boost = float(entry.get("boost") or 1)
            page = pages[location] = FoundPage(location, hint if boost == 1 else _boosted(hint, boost))
            page.tags = tuple(str(tag) for tag in entry.get("tags") or ())
        text = _text(str(entry["text"]))
        if page.hint.unshown:
            text = " ".join(text.replace(page.hint.unshown, " ").split())
        _add(page.parts, Part(anchor, _text(str(entry["title"])), text))
    return list(pages.values())


def _add(parts: list[Part], part: Part) -> None:
    """Add a part; the one under a page's own title is the first, also where the page has a line above its title."""
    if len(parts) == 1 and not parts[0].text and parts[0].title == part.title:
        parts[0] = Part(parts[0].anchor, part.title, part.text)
    else:
        parts.append(part)


def _boosted(hint: Hint, boost: float) -> Hint:
    return Hint(hint.weight * boost, hint.words, hint.summary, hint.unshown)


def _text(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())
