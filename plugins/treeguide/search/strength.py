"""How strongly each part of each page is about each of its words: a small number, worked out when the site is built.

A word counts for what it stands in (a page's title more than its text), for how often it stands there (each next time
less, and less in a long text: the way of BM25, Robertson and Zaragoza 2009), and for what sort of page it is on.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import chain

from treeguide.search.entries import FoundPage
from treeguide.search.terms import terms
from treeguide.writing.contents import Part

TITLE, WORDS, ADDRESS, TAGS, HEADING, SUMMARY = 9.0, 8.0, 6.0, 5.0, 4.0, 3.0
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
    if is_first:
        named += [(" ".join(page.hint.words), WORDS), (page.location.removesuffix("/").rpartition("/")[2], ADDRESS)]
        named += [(" ".join(page.tags), TAGS), (page.hint.summary, SUMMARY)]
    for text, weight in named:
        yield from ((word, weight) for word in dict.fromkeys(terms(text)))
