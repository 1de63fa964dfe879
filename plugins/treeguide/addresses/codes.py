"""Short codes for what one sends on: digits that can be said over the telephone, with one that catches a mistake.

A code is five digits: four that follow from the address, and a check digit by the method of H. Michael Damm (2004),
which notices every single wrong digit and every two neighbours that swapped places. More digits come by themselves when
five run out. A code in the register keeps its meaning for good.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from treeguide.addresses import Addresses, address_of, tidy
from treeguide.addresses.register import AddressBook
from treeguide.library import Library

SHORTEST = 5
TRIES = 8  # at one length, before a code gets a digit more
MOST_QUESTIONS = 500  # of a guide whose questions get a code each: larger ones would use up the short codes
_SHAPE = re.compile(r"[1-9][0-9]{4,}")
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


@dataclass(frozen=True)
class Codes:
    """Every code with the address it was given to (`given`), and where each of those leads now (`leads`)."""

    given: Mapping[str, str]
    leads: Mapping[str, str]

    @cached_property
    def of_address(self) -> dict[str, str]:
        """The code to show for each live address: its own, else that of the name it had before."""
        found: dict[str, str] = {}
        for code, address in sorted(self.leads.items()):
            found.setdefault(address, code)
        own = {address: code for code, address in sorted(self.given.items(), reverse=True) if address in found}
        return found | own


def assigned(book: AddressBook, written: Mapping[str, str], wanted: Iterable[str]) -> Codes:
    """The codes that the register has `written`, and a new one for each `wanted` address that has none yet."""
    given = {code: tidy(address) for code, address in written.items() if is_code(code)}
    leads = {code: book.leads_to(address) for code, address in given.items()}
    for address in sorted(set(wanted) - set(leads.values())):
        code = next(one for one in _candidates(address) if one not in given)
        given[code] = leads[code] = address
    return Codes(given, {code: address for code, address in leads.items() if address})


def coded(library: Library, book: AddressBook, paths: Addresses) -> Iterator[str]:
    """The addresses that get a code: guides and their questions (of a very large one
    only itself), situations, and lessons that readers may see."""
    for tree in library.trees.values():
        guide = address_of(paths.guide(tree.id))
        yield guide
        if len(tree.file.questions) <= MOST_QUESTIONS:
            yield from (f"{guide}#{name}" for name in tree.file.questions if f"{guide}#{name}" in book.live)
    yield from (address_of(paths.guide(name)) for name in library.sheets)
    yield from (address_of(paths.outcome(name)) for name in library.situations)
    yield from (address_of(paths.lesson(name)) for name in library.published())


def is_code(text: str) -> bool:
    """Whether a text has the shape of a code and its check digit is right."""
    return bool(_SHAPE.fullmatch(text)) and _check_digit(text) == "0"


def spoken(code: str) -> str:
    """A code as one reads it aloud: digit by digit, and never over two lines."""
    return "\N{NO-BREAK SPACE}".join(code)


def _candidates(address: str) -> Iterator[str]:
    """Codes for an address, the one to try first first; they follow from nothing else."""
    number = 0
    while True:
        smallest = 10 ** (SHORTEST - 2 + number // TRIES)
        found = hashlib.sha256(f"{address} {number}".encode()).digest()
        digits = str(smallest + int.from_bytes(found) % (9 * smallest))
        yield digits + _check_digit(digits)
        number += 1


def _check_digit(digits: str) -> str:
    state = "0"
    for digit in digits:
        state = _DAMM[int(state)][int(digit)]
    return state
