"""Turns marked-up text into what readers read: as long as before, the markup blanked out, so that places still hold."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from treeguide.reading.markdown_text import blank_code

_MARKUP = re.compile(
    r"(?<=\])\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s\"[^\"]*\")?\)"  # where a link goes
    r"|^ {0,3}\[[^\]\n]+\]:\s*\S+"  # a link's definition
    r"|<!--.*?-->|<[a-zA-Z/!?][^>\n]*>"  # a comment, a tag, an address between angle brackets
    r"|\{:?[^{}\n]*[.#=%][^{}\n]*\}|\{\{[^{}\n]*\}\}"  # attributes and variables
    r"|\bhttps?://[^\s)>]+|\b(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu|io|md|yml|yaml|toml|html|json|svg)\b\S*"
    r"|^ *(?:!!!|\?\?\?\+?) \w+"  # the kind of an admonition
    r"|&\w+;|&#\d+;",
    re.M | re.S,
)
_HTML = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<(?:script|style|svg)\b.*?</(?:script|style|svg)>|<[^>]*>", re.S)
_PLACEHOLDER = re.compile(r"\{\w*\}|\\\".*?\\\"|\\.|(?<!\w)\.\w+|\w+(?:[./_]\w+)+|--[\w-]+|\b[a-z]+[A-Z]\w*")
WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
_COUNTED = re.compile(r"[^\W_]+(?:['’‑.,-][^\W_]+)*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_HEADING = re.compile(r"\s*#{1,6}\s")
_ROW = re.compile(r"\s*\|")
_SHORT = r"(?<!\bbijv)(?<!\bnr)(?<!\bart)(?<!\bd\.w\.z)(?<!\bo\.a)(?<!\bdr)(?<!\bca)(?<!\b[A-Z])"
_SENTENCE_END = re.compile(rf"{_SHORT}[.!?…]+[\"”’')*_\]]*(?=\s|$)")


def _blanks(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def blank_markdown(text: str) -> str:
    """Markdown without code, addresses, tags and attributes."""
    return _MARKUP.sub(_blanks, blank_code(text))


def blank_html(text: str) -> str:
    """An HTML template without its tags and what is filled in later."""
    return _HTML.sub(_blanks, text)


def blank_message(text: str) -> str:
    """A message without the names of what is filled in, what it quotes, and the names of files."""
    return _PLACEHOLDER.sub(_blanks, text)


def words(text: str) -> Iterator[tuple[int, str]]:
    """Each word and where it starts; accents composed and apostrophes straight."""
    for found in WORD.finditer(text):
        yield found.start(), unicodedata.normalize("NFC", found[0]).replace("’", "'").replace("‑", "-")


def count_words(text: str) -> int:
    """How many words and numbers a text has."""
    return len(_COUNTED.findall(text))


@dataclass(frozen=True)
class Sentence:
    """A sentence of running text: where it starts, and its text on one line."""

    start: int
    text: str

    @property
    def length(self) -> int:
        return count_words(self.text)


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order. Headings and tables are left out: nobody reads those as sentences."""
    return [sentence for start, block in _blocks(text) for sentence in _cut(start, block)]


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs and list items, each with where it starts."""
    start, lines, offset = 0, "", 0
    for line in text.splitlines(keepends=True):
        item = _ITEM.match(line)
        is_break = not line.strip() or bool(_HEADING.match(line)) or bool(_ROW.match(line))
        if lines and (is_break or item):
            yield start, lines
            lines = ""
        if not is_break:
            if not lines:
                start = offset
            lines += " " * item.end() + line[item.end() :] if item else line
        offset += len(line)
    if lines:
        yield start, lines


def _cut(start: int, block: str) -> Iterator[Sentence]:
    begin = 0
    for end in (*(found.end() for found in _SENTENCE_END.finditer(block)), len(block)):
        piece = block[begin:end]
        if WORD.search(piece):
            lead = len(piece) - len(piece.lstrip())
            yield Sentence(start + begin + lead, " ".join(piece.split()))
        begin = end
