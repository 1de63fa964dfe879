"""What search knows of each page: its parts as plain text, what readers type for it, and how strong each word is there.

Words are cut as the script that asks (assets/search/engine.js) cuts them. The strength is a small number, worked out
when the site is built. A word counts for what it stands in (a page's title more than its text), for how often it stands
there (each next time less, and less in a long text: the way of BM25, Robertson and Zaragoza 2009), and for what sort of
page it is on.
"""

import re
import unicodedata
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any

from treeguide.project import Project
from treeguide.words import LANGUAGES
from treeguide.writing.page import Page, Part, plain


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
        _add(page.parts, Part(anchor, plain(str(entry["title"])), plain(str(entry["text"]))))
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


_WORD = re.compile(r"[^\W_]+")
_ACCENT = re.compile("[\u0300-\u036f]+")
_APOSTROPHE = re.compile(r"(?<=[^\W_])['’](?=[^\W_])")


def terms(text: str) -> list[str]:
    """The words of a text: small letters without accents, and without apostrophes inside (`regio's`: `regios`)."""
    if "'" in text or "’" in text:
        text = _APOSTROPHE.sub("", text)
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(text.lower())


@cache
def common(language: str) -> frozenset[str]:
    """Words of that language that say nothing about a text; none for a language we do not know."""
    if language not in LANGUAGES:
        return frozenset()
    return frozenset((resources.files("treeguide") / "search" / f"common-{language}.txt").read_text("utf-8").split())


@cache
def same(language: str) -> tuple[str, ...]:
    """Words of that language that readers use for each other, a few in each line; none for one we do not know."""
    if language not in LANGUAGES:
        return ()
    lines = (resources.files("treeguide") / "search" / f"same-{language}.txt").read_text("utf-8").splitlines()
    return tuple(" ".join(terms(line)) for line in lines if line and not line.startswith("#"))


TITLE, WORDS, ADDRESS, TAGS, HEADING, SUMMARY, SAID, TOLD = 9.0, 8.0, 6.0, 5.0, 4.0, 3.0, 3.0, 1.0
SATURATION, LENGTH = 1.2, 0.6  # k1 and b of BM25
STEP, LEVELS = 1.35, 20
_BOUNDS = [0.15 * STEP ** (level + 0.5) for level in range(LEVELS - 1)]  # between each level and the next

Strengths = dict[str, dict[int, int]]


def strengths(pages: Sequence[FoundPage], common: Set[str]) -> Strengths:
    """For every word, by the number of the part: its level of strength, from 0. Parts are numbered through the site,
    and stand in that order.

    Common words count in titles, headings and search words only.
    """
    bodies = [[terms(part.text) for part in page.parts] for page in pages]
    lengths = [len(body) for body in chain.from_iterable(bodies)]
    usual = max(1.0, sum(lengths) / max(1, len(lengths)))
    found: Strengths = defaultdict(dict)
    number = 0
    for page, texts in zip(pages, bodies, strict=True):
        for place, (part, words) in enumerate(zip(page.parts, texts, strict=True)):
            weights = _of_body(words, usual, common)
            for word, weight in _of_names(page, part, is_first=place == 0):
                weights[word] = weights.get(word, 0) + weight
            for word, weight in weights.items():
                found[word][number] = bisect(_BOUNDS, weight * page.hint.weight)
            number += 1
    return found


def _of_body(words: Sequence[str], usual: float, common: Set[str]) -> dict[str, float]:
    most = SATURATION * (1 - LENGTH + LENGTH * len(words) / usual)
    counts = Counter(words)
    return {word: count * (SATURATION + 1) / (count + most) for word, count in counts.items() if word not in common}


def _of_names(page: FoundPage, part: Part, *, is_first: bool) -> Iterator[tuple[str, float]]:
    """The words by which a part is known, each once in each."""
    named = [(part.title, TITLE if is_first else HEADING)]
    named.append((" ".join(page.hint.words_of.get(part.anchor.split(".")[0], ())), WORDS))
    if is_first:
        named += [(" ".join(page.hint.words), WORDS), (page.location.removesuffix("/").rpartition("/")[2], ADDRESS)]
        named += [(" ".join(page.tags), TAGS), (page.hint.summary, SUMMARY)]
        named += [(" ".join(page.hint.answers), SAID), (" ".join(page.hint.scenarios), TOLD)]
    for text, weight in named:
        yield from ((word, weight) for word in dict.fromkeys(terms(text)))
