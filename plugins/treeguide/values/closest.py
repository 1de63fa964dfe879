"""The word that somebody most likely meant, of those that there are."""

from bisect import bisect_left
from collections.abc import Container, Iterable
from difflib import SequenceMatcher
from functools import lru_cache

ALIKE = 0.6
MANY_WORDS = 100
LONG_WORD = 100  # characters; longer ones take long to compare, and say nothing in a message
MOST_ASKED = 500  # words about the same known ones: whoever has more faults begins with the first


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like `word`; an empty text when none comes near.

    Of very many known words only those that begin most like it are compared, and of very many words that are asked
    about only the first, so that the time stays bounded.
    """
    if isinstance(known, Container) and word in known:
        return word
    return _known(frozenset(known)).closest(word) if len(word) <= LONG_WORD else ""


def begin_anew() -> None:
    """Forget what was asked: each time that a project is read, the first of its faults count."""
    _known.cache_clear()


class _Known:
    """Words that are known, and what was answered about them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._answers: dict[str, str] = {}

    def closest(self, word: str) -> str:
        if word not in self._answers and len(self._answers) < MOST_ASKED:
            self._answers[word] = _closest(word, self._beside(word))
        return self._answers.get(word, "")

    def _beside(self, word: str) -> list[str]:
        """The words that begin most like that one; all when there are not many."""
        if len(self._words) <= MANY_WORDS:
            return self._words
        middle = bisect_left(self._words, word)
        return self._words[max(0, middle - MANY_WORDS // 2) : middle + MANY_WORDS // 2]


@lru_cache(maxsize=32)
def _known(words: frozenset[str]) -> _Known:
    return _Known(words)


def _closest(word: str, words: Iterable[str]) -> str:
    """What `difflib.get_close_matches` finds first, sooner: the most promising are compared before the others."""
    matcher, promising, best = SequenceMatcher(None, "", word), [], (0.0, "")
    for one in words:
        matcher.set_seq1(one)
        if matcher.real_quick_ratio() >= ALIKE and (most := matcher.quick_ratio()) >= ALIKE:
            promising.append((most, one))
    for most, one in sorted(promising, reverse=True):
        if most < best[0]:
            break
        matcher.set_seq1(one)
        best = max(best, (matcher.ratio(), one))
    return best[1] if best[0] >= ALIKE else ""
