"""How long and how tangled an author's text may be: beyond that, Python-Markdown takes minutes or gives up."""

import re

from treeguide.reading.markdown_code import blank_code

LONGEST = 50_000  # characters; the same heading over and over takes some fifteen seconds then
MOST_OPEN = 50  # brackets that nothing closes, in one paragraph: each is a look at all that follows
DEEPEST = 30  # lists and quotes that begin on one line, each in the one before

_BRACKET_OR_GAP = re.compile(r"\\.|[\[\]]|\n[ \t]*+(?=\n)", re.S)
_NESTED = re.compile(rf"^(?![-* \t]*+$)[ \t]*+(?:>[ \t]*+|(?:[-*+]|\d{{1,9}}+[.)])[ \t]++){{{DEEPEST + 1}}}", re.M)


def tangle(text: str) -> tuple[str, int] | None:
    """What there is too much of, "brackets" or "lists", and where it becomes so; None in any text that people write."""
    plain = blank_code(text)
    nested = _NESTED.search(plain)
    if nested:
        return "lists", nested.start()
    is_open = 0
    for found in _BRACKET_OR_GAP.finditer(plain) if plain.count("[") > MOST_OPEN else ():
        if found[0] == "[":
            is_open += 1
        elif found[0] == "]":
            is_open = max(0, is_open - 1)
        elif found[0][0] == "\n":
            is_open = 0
        if is_open > MOST_OPEN:
            return "brackets", found.start()
    return None


def can_be_shown(text: str) -> bool:
    """Whether a page can be made of the text within a time that anybody waits."""
    return len(text) <= LONGEST and tangle(text) is None
