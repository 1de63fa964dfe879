"""Finds sentences that were copied from the source articles, which are not in this project.

Run it as `python -m tools.overlap FOLDER` in the project's folder; FOLDER holds the articles as .txt or .md files. It
prints every run of six or more words that a text of ours shares with an article. Titles, publishers and authors of the
bibliography may be repeated, and so may the names in words/names.txt.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.texts import ROOT, Passage, read_passages
from treeguide.library import Folders, read_library

SHORTEST = 6
NAMES = "words/names.txt"
_ARTICLES = ("", "de ", "het ")
_TOKEN = re.compile(r"[^\W_]+")
Run = tuple[str, ...]


@dataclass(frozen=True)
class Overlap:
    """A run of words that one of our texts shares with an article; `place` is `file:line:column`."""

    place: str
    text: str
    article: str

    def __str__(self) -> str:
        return f'{self.place}: "{self.text}" staat ook in {self.article}.'


def runs(text: str, length: int = SHORTEST) -> set[Run]:
    """Every run of that many words, without capitals and marks."""
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    return {tuple(tokens[start : start + length]) for start in range(len(tokens) - length + 1)}


def overlaps(passages: Iterable[Passage], articles: Mapping[str, str], names: Iterable[str] = ()) -> Iterator[Overlap]:
    """Every stretch that a passage shares with an article, as long as it goes; `names` may be repeated."""
    free = {run for name in names for article in _ARTICLES for run in runs(article + name)}
    known = {name: runs(text) - free for name, text in articles.items()}
    for passage in passages:
        tokens = list(_TOKEN.finditer(passage.text))
        said = [token[0].lower() for token in tokens]
        for article, shared in known.items():
            hits = [n for n in range(len(said) - SHORTEST + 1) if tuple(said[n : n + SHORTEST]) in shared]
            for first, last in _stretches(hits):
                start, end = tokens[first].start(), tokens[last + SHORTEST - 1].end()
                yield Overlap(passage.place(start), " ".join(passage.text[start:end].split()), article)


def _stretches(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The first and last of every row of numbers that follow each other."""
    first = 0
    for index, number in enumerate(numbers):
        if index + 1 == len(numbers) or numbers[index + 1] != number + 1:
            yield numbers[first], number
            first = index + 1


def free_names(root: Path = ROOT) -> list[str]:
    """What may be repeated: titles, publishers and authors of the bibliography, and the names on the project's list."""
    sources = read_library(Folders(root)).sources.values()
    names = [name for source in sources for name in (source.title, source.publisher, source.author) if name]
    return names + (root / NAMES).read_text("utf-8").splitlines()


def main(arguments: list[str]) -> int:
    """Print what is copied; 1 when anything is, 2 when there are no articles to compare with."""
    folder = Path(arguments[0]) if len(arguments) == 1 else Path()
    files = sorted(path for ending in ("txt", "md") for path in folder.glob(f"*.{ending}")) if arguments else []
    if not files:
        print("Gebruik: python -m tools.overlap MAP, met in die map de bronartikelen als .txt of .md.")
        return 2
    articles = {path.name: path.read_text("utf-8") for path in files}
    found = list(overlaps(read_passages(), articles, free_names()))
    for overlap in found:
        print(overlap)
    print(f"{len(files)} artikelen vergeleken; {len(found)} keer zes of meer woorden gelijk.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
