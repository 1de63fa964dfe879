"""A mistake an author can mend: where it stands, which check found it, and the words its message needs."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from treeguide.values.place import Place

WARNINGS = frozenset(
    {
        "broken-anchor",
        "fact-never-used",
        "folded-list",
        "glued-list",
        "lesson-without-outcome",
        "loop",
        "never-published",
        "order-dependent",
        "outcome-without-lessons",
        "outcome-without-scenario",
        "same-text",
        "single-option",
        "swallowed-comment",
        "tree-without-scenarios",
        "uncited-source",
        "unused-outcome",
    }
)

MANY_WORDS = 100


@dataclass(frozen=True)
class Problem:
    """One finding. `code` names the check; `words` fill in its message; `route` shows it, answer by answer."""

    place: Place
    code: str
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    route: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        return self.code not in WARNINGS

    @property
    def order(self) -> tuple[tuple[str, int, int], str, tuple[tuple[str, str], ...]]:
        return (self.place.order, self.code, tuple(sorted(self.words.items())))


def problem(place: Place, code: str, route: Iterable[str] = (), **words: str) -> Problem:
    """A problem with its words given by name."""
    return Problem(place, code, MappingProxyType(words), tuple(route))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems sorted by place, each once."""
    unique = {(found.order, found.route): found for found in problems}
    return [unique[key] for key in sorted(unique)]


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like `word`; an empty text when none comes near.

    Of very many known words only those that begin most like it are compared, so that the time stays bounded.
    """
    if isinstance(known, Container) and word in known:
        return word
    words = sorted(set(known))
    if len(words) > MANY_WORDS:
        middle = bisect_left(words, word)
        words = words[max(0, middle - MANY_WORDS // 2) : middle + MANY_WORDS // 2]
    found = get_close_matches(word, words, n=1, cutoff=0.6)
    return found[0] if found else ""
