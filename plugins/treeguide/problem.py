"""A mistake an author can mend: where it stands, which check found it, and the words its message needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from treeguide.place import Place

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

MANY_WORDS = 1_000


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

    Of very many known words only those with the same first letter are compared, so that the time stays bounded.
    """
    words = set(known)
    if len(words) > MANY_WORDS:
        words = {one for one in words if one[:1] == word[:1] and abs(len(one) - len(word)) <= 2}
    found = get_close_matches(word, sorted(words)[:MANY_WORDS], n=1, cutoff=0.6)
    return found[0] if found else ""
