"""Search that costs a reader nothing before it is used, and then finds Dutch and English as people type it.

Pages become the files that it fetches: one with every word and title, and shards for what a question needs.

`search/index.js`      words in order of the alphabet, titles, and where to find the rest; fetched when search opens
`search/<hash>/wN.js`  for some of the words: which parts of pages have them, and how strongly
`search/<hash>/pN.js`  the text of one page, fetched when it is a result

Each is a script that hands its content to `treeguideSearch.got`, since a site that is opened from a folder can load
scripts and nothing else.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from string import ascii_uppercase

from treeguide.search.entries import FoundPage, Hint, common, hint, once, pages_of, same, strengths, terms
from treeguide.values.shown import one_line
from treeguide.writing.assets import signs_of

__all__ = ["FoundPage", "Hint", "hint", "index_files", "once", "pages_of", "unnamed_form"]

_FORM = re.compile(r"""(<form\b[^>]*\bmd-search__form\b[^>]*)\sname=["']?search["']?""")


def unnamed_form(output: str) -> str:
    """A page whose form for searching has no name, so that the theme's script does not fetch the index by itself."""
    return _FORM.sub(r"\1", output, count=1)


FOLDER = "search"
LEVEL = ascii_uppercase
SHARD = 9_000  # characters of one shard of words; about 4 kB when compressed


def index_files(
    pages: Sequence[FoundPage],
    language: str,
    says: Mapping[str, object] | None = None,
    alike: Iterable[Sequence[str]] = (),
) -> dict[str, str]:
    """Every file by its path in the site. The same pages give the same bytes.

    `says` is what a reader is told where search has no text for a word, with ways on; `alike` are words of the guide
    that readers use for each other, beside those of the language.
    """
    found = strengths(pages, common(language))
    words = sorted(found)
    shards, starts = _shards([_postings(found[word]) for word in words])
    rest: dict[str, object] = {f"w{number}": shard for number, shard in enumerate(shards)}
    rest |= {f"p{number}": _shown(page) for number, page in enumerate(pages)}
    folder = signs_of(json.dumps(rest))
    index = {
        "folder": folder,
        "language": language,
        "common": " ".join(sorted(common(language))),
        "same": [*same(language), *(" ".join(terms(" ".join(row))) for row in alike)],
        "words": "\n".join(_front_coded(words)),
        "shards": starts,
        "says": says or {},
        "pages": "\n".join(map(_row, pages)),
    }
    files = {f"{FOLDER}/index.js": _script("index", index)}
    return files | {f"{FOLDER}/{folder}/{name}.js": _script(name, content) for name, content in rest.items()}


def _row(page: FoundPage) -> str:
    """What is known of a page before it is a result: address, title, parts, kind, phrases that readers type."""
    phrases = (text for words in (page.hint.words, page.hint.answers, *page.hint.words_of.values()) for text in words)
    said = (one_line(text) for text in phrases if " " in text.strip())  # one word is found by itself
    kind = one_line(page.hint.kind)
    return "\t".join([page.location, page.parts[0].title, str(len(page.parts)), kind, *said])


def _script(name: str, content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"treeguideSearch.got({json.dumps(name)},{text})\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _front_coded(words: Iterable[str]) -> Iterator[str]:
    """Each word as the number of letters it shares with the one before (a capital, A is none) and the letters left."""
    before = ""
    for word in words:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False))
        shared = min(len(list(same)), 25)
        yield chr(ord("A") + shared) + word[shared:]
        before = word


def _shards(rows: Iterable[str]) -> tuple[list[str], list[int]]:
    """The rows in shards of about the same size, and the number of the first row of each."""
    shards: list[list[str]] = []
    starts: list[int] = []
    size = SHARD
    for number, row in enumerate(rows):
        if size >= SHARD:
            shards.append([])
            starts.append(number)
            size = 0
        shards[-1].append(row)
        size += len(row) + 1
    return ["\n".join(shard) for shard in shards], starts


def _postings(strength: Mapping[int, int]) -> str:
    """The parts that have a word: how many further on (small letters, none for the next), how strong (a capital)."""
    found, next_one = [], 0
    for part, level in strength.items():
        found.append(_letters(part - next_one) + LEVEL[level])
        next_one = part + 1
    return "".join(found)


@lru_cache(maxsize=10_000)
def _letters(number: int) -> str:
    """A number in 26 small letters; nothing for 0."""
    found = ""
    while number:
        number, left = divmod(number, 26)
        found = chr(ord("a") + left) + found
    return found


def _shown(page: FoundPage) -> list[object]:
    """What a result shows of a page: its tags, and of each part the anchor, the heading and the text."""
    return [list(page.tags), *([part.anchor, part.title, part.text] for part in page.parts)]
