"""Measures how hard each page is to read, and prints a table with the hardest page first.

Run it with `make readability`, or `python -m tools.readability` in the project's folder.

The score is Flesch-Douma: 206.84 - 77 x syllables per word - 0.93 x words per sentence (W.H. Douma, De leesbaarheid van
landbouwbladen, Landbouwhogeschool Wageningen, Bulletin 17, 1960: R. Flesch's Reading Ease fitted to Dutch). Higher is
easier: 60 to 70 is normal, 70 to 80 fairly easy, above that easy. Syllables and the passive are guessed from letters:
compare pages with it, and prove nothing by it.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools.plain import WORD, Sentence, count_words, sentences
from tools.texts import Passage, read_passages

LONGEST_SENTENCE = 25
LONGEST_MEAN = 15
LONG_WORD = 10
_NAMES = "title subtitle name label plural term also tags search_words author publisher year"
NAMES = frozenset(f"{_NAMES} draft takes low high unknown html".split())
"""What is read by itself and not in sentences; all else that an author writes is prose."""
_SYLLABLE = re.compile(
    r"ieuw|eeuw|eau|aai|ooi|oei|aa|ee|éé|oo|uu|ie|eu|oe|ui|ij|ei|au|ou|[aeiouyáàâäéèêëíìîïóòôöúùûü]", re.IGNORECASE
)
_BECOMES = re.compile(r"\b(?:word|wordt|worden|werd|werden|geworden)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]|\b(?:als|dat|die|maar|omdat|terwijl|waar|wat|wie|zodat)\b")
_AHEAD = "aan|achter|af|bij|door|in|mee|na|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor|weg"
_NO_PARTICIPLE = (
    "besluit|bestand|gebied|gebieden|geen|geld|gemeenten|gesprek|gesprekken|getallen|gevallen|gewoonten|gezicht"
    "|ingewikkeld"
)
_STRONG = (
    "bedrogen|begrepen|bekeken|benomen|beschreven|besloten|besproken|betrokken|bewezen|genomen|ondernomen|ontnomen"
    "|ontworpen|overdreven|overlegd|overwogen|verbonden|vergeleken|vergeten|verkozen|verloren|vermeden|verschoven"
    "|vertrokken|verwezen|verworpen|voorkomen"
)
_PARTICIPLE = re.compile(
    rf"\b(?!(?:{_NO_PARTICIPLE})\b)(?:(?:{_AHEAD})?ge[a-z]{{2,}}(?:d|t|en)|(?:be|her|ont|ver)[a-zë]{{3,}}[dt]|{_STRONG})\b"
)


@dataclass(frozen=True)
class Page:
    """The measures of a page. Lengths are in words, shares from 0 to 1; `longest_place` is `file:line:column`."""

    name: str
    words: int
    mean: float
    longest: int
    longest_place: str
    longest_text: str
    long_words: float
    passive: float
    score: float

    @property
    def is_hard(self) -> bool:
        """Whether the page is beyond what we allow."""
        return self.longest > LONGEST_SENTENCE or self.mean > LONGEST_MEAN


def measure(passages: Iterable[Passage]) -> list[Page]:
    """Each page with running text, the hardest first."""
    by_page: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.field not in NAMES and not passage.path.endswith(".toml"):
            by_page[passage.page].append(passage)
    pages = [page for name, parts in by_page.items() if (page := _page(name, parts))]
    return sorted(pages, key=lambda page: (not page.is_hard, page.score, page.name))


def _page(name: str, parts: list[Passage]) -> Page | None:
    found = [(sentence, part) for part in parts for sentence in sentences(part.text)]
    if not found:
        return None
    longest, part = max(found, key=lambda pair: pair[0].length)
    running = [sentence for sentence, _ in found]
    words = [word for sentence in running for word in WORD.findall(sentence.text)]
    mean = sum(sentence.length for sentence in running) / len(running)
    return Page(
        name,
        sum(count_words(part.text) for part in parts),
        mean,
        longest.length,
        part.place(longest.start),
        longest.text,
        sum(len(word) >= LONG_WORD for word in words) / len(words),
        sum(is_passive(sentence) for sentence in running) / len(running),
        206.84 - 77 * sum(map(syllables, words)) / len(words) - 0.93 * mean,
    )


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, counted as groups of vowels; at least one."""
    return len(_SYLLABLE.findall(word)) or 1


def is_passive(sentence: Sentence) -> bool:
    """Whether the sentence seems passive: a form of "worden" and a past participle in one clause."""
    clauses = _CLAUSE.split(sentence.text)
    return any(_BECOMES.search(clause) and _PARTICIPLE.search(_BECOMES.sub("", clause)) for clause in clauses)


_HEAD = f"{'score':>6} {'woorden':>7} {'gem.':>5} {'langst':>6} {'lang':>5} {'lijdend':>7}  pagina"


def table(pages: list[Page]) -> str:
    """The pages as a table, one line each, with where the longest sentence stands."""
    return "\n".join([_HEAD, *map(_row, pages)])


def _row(page: Page) -> str:
    shares = f"{page.long_words:5.0%} {page.passive:7.0%}"
    mark = f"  < te moeilijk, zie {page.longest_place}" if page.is_hard else ""
    return f"{page.score:6.1f} {page.words:7d} {page.mean:5.1f} {page.longest:6d} {shares}  {page.name}{mark}"


def summary(pages: list[Page]) -> str:
    """The whole site in a few lines."""
    words = sum(page.words for page in pages)

    def mean(measure: str) -> float:
        return sum(float(getattr(page, measure)) * page.words for page in pages) / words

    hard = sum(page.is_hard for page in pages)
    return "\n".join(
        [
            f"{len(pages)} pagina's, {words} woorden; {hard} te moeilijk"
            f" (een zin van meer dan {LONGEST_SENTENCE} woorden, of gemiddeld meer dan {LONGEST_MEAN}).",
            f"Naar lengte gewogen: score {mean('score'):.1f} (Flesch-Douma, hoger is makkelijker),"
            f" {mean('mean'):.1f} woorden per zin, {mean('long_words'):.1%} woorden van {LONG_WORD} letters of meer,"
            f" {mean('passive'):.1%} lijdende zinnen.",
        ]
    )


def main(arguments: Sequence[str] = ()) -> int:
    """Print the table and the summary, with --hard only of pages that are too hard; 1 when there are any."""
    pages = measure(read_passages())
    shown = [page for page in pages if page.is_hard] if "--hard" in arguments else pages
    print(f"{table(shown)}\n{_HEAD}\n" * bool(shown) + f"\n{summary(pages)}")
    return 1 if any(page.is_hard for page in pages) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
