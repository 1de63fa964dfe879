"""What search knows of each page: its parts as plain text, what the site says of it, and what readers type for it."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from treeguide.project import Project
from treeguide.writing.contents import Part
from treeguide.writing.page import Page

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Hint:
    """What we know of a page and the theme does not.

    `weight` is how much more (or less) than another page it is what readers look for; `words` are those that readers
    type and the text does not say, `words_of` the same of a part, by its anchor. `kind` is what the page is, in a word
    for readers. Of a situation `answers` are those that lead to it, `scenarios` the names of those that end there: both
    are in the words of who is in it.
    """

    weight: float = 1.0
    words: tuple[str, ...] = ()
    summary: str = ""
    kind: str = ""
    words_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()


@dataclass
class FoundPage:
    """A page as search knows it. `location` is its address from the top of the site."""

    location: str
    hint: Hint
    tags: tuple[str, ...] = ()
    parts: list[Part] = field(default_factory=list)


def pages_of(entries: Iterable[Mapping[str, Any]], kind: str = "") -> list[FoundPage]:
    """The pages of the site itself, from the theme's entries, in order; `kind` is the word for one.

    An entry's title and text are HTML of a few known tags, as the theme's search plugin makes them.
    """
    pages: dict[str, FoundPage] = {}
    for entry in entries:
        location, _, anchor = str(entry["location"]).partition("#")
        page = pages.get(location)
        if page is None:
            page = pages[location] = FoundPage(location, Hint(float(entry.get("boost") or 1), kind=kind))
            page.tags = tuple(str(tag) for tag in entry.get("tags") or ())
        _add(page.parts, Part(anchor, _text(str(entry["title"])), _text(str(entry["text"]))))
    return list(pages.values())


def once(parts: Iterable[Part]) -> list[Part]:
    """The parts, of those that say the same only the one with the shortest anchor: a question that is asked again after
    other answers reads as one.
    """
    found: dict[tuple[str, str], Part] = {}
    for part in parts:
        said = part.title, part.text
        if said not in found or len(part.anchor) < len(found[said].anchor):
            found[said] = part
    return list(found.values())


def _add(parts: list[Part], part: Part) -> None:
    """Add a part; the one under a page's own title is the first, also where the page has a line above its title."""
    if len(parts) == 1 and not parts[0].text and parts[0].title == part.title:
        parts[0] = Part(parts[0].anchor, part.title, part.text)
    else:
        parts.append(part)


def _text(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def hint(page: Page, project: Project) -> Hint:
    """The hint for that page of ours."""
    library, words = project.library, project.settings.interface
    kind = words[page.kind.name]
    if page.sort == "lesson" and page.id in library.lessons:
        front = library.lessons[page.id].front
        named = library.facets.kinds.get(front.kind)
        return Hint(
            page.kind.weight, front.search_words, page.description, named.label if named else words["kind-lesson"]
        )
    if page.sort == "outcome" and page.id in library.situations:
        own = library.situations[page.id].outcome.search_words
        answers, scenarios = project.said_of.get(page.id, ((), ()))
        return Hint(page.kind.weight, own, page.description, kind, {}, answers, scenarios)
    tree = library.trees.get(page.id) if page.kind.of_questions else None
    asked = {name: one.search_words for name, one in tree.file.questions.items()} if tree else {}
    return Hint(page.kind.weight, (), page.description, kind, asked)
