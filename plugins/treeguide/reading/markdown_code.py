"""Which of a Markdown text is code, and whether the rest is too long or too tangled to make a page of."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_BEGIN = re.compile(r"`++|(?:^|(?<=\n))~{3,}+")
_INFO = re.compile(r"[^\n`]*+(?=\n)")
_CLOSING = re.compile(r"^(`{3,}+|~{3,}+)[ \t]*+$", re.M)
_GAP = re.compile(r"\n(?=[ \t]*+\n)")  # where a paragraph ends, and so any span in it


@dataclass(frozen=True, slots=True)
class Code:
    """A stretch of code, and what is `inner`. A fence has its marks and what stands behind them; a span has neither."""

    start: int
    end: int
    inner: str
    fence: str = ""
    info: str = ""


def code_in(text: str) -> Iterator[Code]:
    """Every closed fence and every closed span, in order; what is not closed is no code."""
    if "`" not in text and "~~~" not in text:
        return
    finder, position = _Finder(text), 0
    for begin in _BEGIN.finditer(text):
        found = finder.begun(begin) if begin.start() >= position else None
        if found:
            position = found.end
            yield found


def with_code(text: str, make: Callable[[Code], str]) -> str:
    """The text with each stretch of code replaced by what `make` makes of it."""
    parts, position = [], 0
    for code in code_in(text):
        parts += [text[position : code.start], make(code)]
        position = code.end
    return "".join([*parts, text[position:]])


def blank_code(text: str) -> str:
    """The text with everything in code fences and code spans replaced by as many spaces; line ends stay."""
    return with_code(text, lambda code: re.sub(r"[^\n]", " ", text[code.start : code.end]))


class _Finder:
    """Where each sort of code can end, looked up once for a whole text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closing: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.ticks: dict[int, list[int]] = defaultdict(list)
        self.gaps = [gap.start() for gap in _GAP.finditer(text)]
        for line in _CLOSING.finditer(text):
            self.closing[line[1]].append(line.span())
        for run in re.finditer("`++", text):
            self.ticks[len(run[0])].append(run.start())

    def begun(self, begin: re.Match[str]) -> Code | None:
        """The code that begins with those marks."""
        start, end = begin.span()
        is_line = start == 0 or self.text[start - 1] == "\n"
        fence = self._fence(begin[0], start, end) if is_line and end - start >= 3 else None
        return fence or (self._span(start, end) if begin[0][0] == "`" else None)

    def _fence(self, marks: str, start: int, end: int) -> Code | None:
        info = _INFO.match(self.text, end)
        ends = self.closing[marks] if info else []
        number = bisect_left(ends, (info.end() + 1 if info else 0, 0))
        if info is None or number == len(ends):
            return None
        closing, last = ends[number]
        return Code(start, last, self.text[info.end() + 1 : closing], marks, info[0])

    def _span(self, start: int, end: int) -> Code | None:
        if start and self.text[start - 1] == "\\":
            return None
        ends = self.ticks[end - start]
        number = bisect_left(ends, end)
        gap = bisect_left(self.gaps, end)
        if number == len(ends) or (gap < len(self.gaps) and self.gaps[gap] < ends[number]):
            return None
        return Code(start, ends[number] + end - start, self.text[end : ends[number]])


LONGEST = 50_000  # characters; the same heading over and over takes some fifteen seconds then
MOST_OPEN = (
    50  # brackets, or addresses of links, that nothing closes in a paragraph: each is a look at all that follows
)
DEEPEST = 30  # lists and quotes that begin on one line, each in the one before

_BRACKET_OR_GAP = re.compile(r"\\.|\]\(?+|[\[)]|\n[ \t]*+(?=\n)", re.S)
_NESTED = re.compile(rf"^(?![-* \t]*+$)[ \t]*+(?:>[ \t]*+|(?:[-*+]|\d{{1,9}}+[.)])[ \t]++){{{DEEPEST + 1}}}", re.M)


def tangle(text: str) -> tuple[str, int] | None:
    """What there is too much of (brackets, addresses, lists), and where it becomes so; None in what people write."""
    if text.count("[") <= MOST_OPEN and sum(map(text.count, ">-*+.)")) <= DEEPEST:
        return None
    plain = blank_code(text)
    nested = _NESTED.search(plain)
    if nested:
        return "lists", nested.start()
    is_open = addresses = 0
    for found in _BRACKET_OR_GAP.finditer(plain):
        if found[0] == "[":
            is_open += 1
        elif found[0][0] == "]":
            is_open, addresses = max(0, is_open - 1), addresses + len(found[0]) - 1
        elif found[0] == ")":
            addresses = max(0, addresses - 1)
        elif found[0][0] == "\n":
            is_open = addresses = 0
        if max(is_open, addresses) > MOST_OPEN:
            return ("brackets" if is_open > MOST_OPEN else "addresses"), found.start()
    return None


def can_be_shown(text: str) -> bool:
    """Whether a page can be made of the text within a time that anybody waits."""
    return len(text) <= LONGEST and tangle(text) is None
