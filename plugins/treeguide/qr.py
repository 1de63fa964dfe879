"""Turns an address into a QR code (ISO/IEC 18004), as a small drawing that a camera reads from screen and paper.

Bytes, error correction M (about 15 % of it may be damaged), and always the same mask: each of the eight can be read.
What codes of one size share is worked out once, so that a code takes a fifth of a millisecond; a site has thousands.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from operator import itemgetter

MARGIN = 4  # modules of white around it, as the standard asks
LONGEST = 412  # bytes
# For each version, from 1: all codewords, those for correction in each block, and blocks (table 9 of the standard, M).
_SIZES = (
    *((26, 10, 1), (44, 16, 1), (70, 26, 1), (100, 18, 2), (134, 24, 2), (172, 16, 4), (196, 18, 4), (242, 22, 4)),
    *((292, 22, 5), (346, 26, 5), (404, 30, 5), (466, 22, 8), (532, 22, 9), (581, 24, 9), (655, 24, 10)),
)

_DARK, _SPAN = re.compile("1+"), re.Match.span


def svg(address: str) -> str:
    """The drawing as SVG, black on white."""
    rows = modules(address)
    size = len(rows) + 2 * MARGIN
    dark = "".join(
        f"M{start + MARGIN} {number}.5h{end - start}"
        for number, row in enumerate(rows, MARGIN)
        for start, end in map(_SPAN, _DARK.finditer(row))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{dark}"/></svg>\n'
    )


def modules(address: str) -> list[str]:
    """The rows of the code, a 1 for each dark module. Raises ValueError above `LONGEST` bytes."""
    content = address.encode()
    version = next((number for number in range(1, len(_SIZES) + 1) if len(content) <= _room(number)), 0)
    if not version:
        raise ValueError(f"an address of more than {LONGEST} bytes does not fit")
    size, pick, flipped = _layout(version)
    bits = "".join(f"{byte:08b}" for byte in _codewords(content, version))
    dark = f"{int(''.join(pick(bits + '01')), 2) ^ flipped:0{size * size}b}"
    return [dark[start : start + size] for start in range(0, size * size, size)]


# --- what the modules say --------------------------------------------------------------------------------------------


def _room(version: int) -> int:
    """How many bytes of content fit."""
    every, correcting, blocks = _SIZES[version - 1]
    return every - correcting * blocks - (2 if version < 10 else 3)


def _codewords(content: bytes, version: int) -> Iterator[int]:
    """The content with its length, padding and correction, in the order of the modules."""
    every, correcting, blocks = _SIZES[version - 1]
    room = every - correcting * blocks
    length = f"{len(content):0{8 if version < 10 else 16}b}"
    bits = "0100" + length + "".join(f"{byte:08b}" for byte in content) + "0000"
    bits = (bits + "0" * (-len(bits) % 8))[: room * 8]
    data = int(bits, 2).to_bytes(len(bits) // 8) + (b"\xec\x11" * room)[: room - len(bits) // 8]
    short, longer = divmod(room, blocks)
    ends = [short * number + max(0, number - blocks + longer) for number in range(blocks + 1)]
    parts = [data[start:end] for start, end in pairwise(ends)]
    yield from (part[column] for column in range(short + 1) for part in parts if column < len(part))
    rests = [_remainder(part, correcting) for part in parts]
    yield from (rest[column] for column in range(correcting) for rest in rests)


def _remainder(data: bytes, degree: int) -> bytes:
    """What the Reed-Solomon polynomial of that degree leaves of the data."""
    steps, keep, rest = _steps(degree), (1 << 8 * degree) - 1, 0
    for byte in data:
        rest = ((rest << 8) & keep) ^ steps[byte ^ (rest >> 8 * (degree - 1))]
    return rest.to_bytes(degree)


@cache
def _steps(degree: int) -> list[int]:
    """For each byte that leaves the register: what it changes in all of it."""
    polynomial = [1]
    root = 1
    for _ in range(degree):
        shifted = [*polynomial, 0]
        polynomial = [one ^ _times(other, root) for one, other in zip(shifted, [0, *polynomial], strict=True)]
        root = _times(root, 2)
    return [int.from_bytes(bytes(_times(one, byte) for one in polynomial[1:])) for byte in range(256)]


def _times(one: int, other: int) -> int:
    """The product in the field of 256 elements."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = (one << 1) ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return product


# --- where the modules are -------------------------------------------------------------------------------------------


@cache
def _layout(version: int) -> tuple[int, Callable[[str], tuple[str, ...]], int]:
    """The size; what picks the modules, row by row, from the bits and "01"; and which modules the mask turns over."""
    size, count = 17 + 4 * version, _SIZES[version - 1][0] * 8
    fixed = _fixed(version, size)
    free = list(_path(fixed, size))
    place = {where: number for number, where in enumerate(free[:count])}
    cells = [(x, y) for y in range(size) for x in range(size)]
    order = [place.get(where, count + fixed.get(where, 0)) for where in cells]
    flipped = "".join(str(int(where not in fixed and sum(where) % 2 == 0)) for where in cells)
    return size, itemgetter(*order), int(flipped, 2)


def _path(fixed: dict[tuple[int, int], int], size: int) -> Iterator[tuple[int, int]]:
    """The modules that hold data, in order: up and down in columns of two, from the right, past the timing column."""
    columns = [*range(size - 1, 6, -2), 5, 3, 1]
    for number, right in enumerate(columns):
        for row in range(size):
            y = row if number % 2 else size - 1 - row
            yield from ((x, y) for x in (right, right - 1) if (x, y) not in fixed)


def _fixed(version: int, size: int) -> dict[tuple[int, int], int]:
    """The modules that hold no data: patterns a camera looks for, and what kind of code it is."""
    found: dict[tuple[int, int], int] = {}
    for x, y in ((3, 3), (size - 4, 3), (3, size - 4)):
        found |= _square(x, y, 4, size, (1, 1, 0, 1, 0))
    spots = _spots(version, size)
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for x, y in ((x, y) for x in spots for y in spots if (x, y) not in corners):
        found |= _square(x, y, 2, size, (1, 0, 1))
    for at in range(size):
        found.setdefault((at, 6), 1 - at % 2)
        found.setdefault((6, at), 1 - at % 2)
    return found | _kind(size) | (_number(version, size) if version >= 7 else {})


def _square(x: int, y: int, reach: int, size: int, rings: tuple[int, ...]) -> dict[tuple[int, int], int]:
    """A square of rings around a module, as far as it is inside."""
    around = range(-reach, reach + 1)
    return {
        (x + dx, y + dy): rings[max(abs(dx), abs(dy))]
        for dx in around
        for dy in around
        if 0 <= x + dx < size and 0 <= y + dy < size
    }


def _spots(version: int, size: int) -> list[int]:
    """The columns, and rows, of the small squares."""
    if version == 1:
        return []
    count = version // 7 + 2
    step = (version * 4 + count * 2 + 1) // (count * 2 - 2) * 2
    return [6, *(size - 7 - step * number for number in range(count - 1))]


def _kind(size: int) -> dict[tuple[int, int], int]:
    """Correction M and mask 0, twice, and the module that is always dark. (Zero, so its own correction is zero too.)"""
    bits = [0b101010000010010 >> number & 1 for number in range(15)]
    ups = [*range(6), 7, 8]
    first = [*((8, y) for y in ups), *((x, 8) for x in (7, *range(5, -1, -1)))]
    second = [*((size - 1 - number, 8) for number in range(8)), *((8, size - 7 + number) for number in range(7))]
    return {(8, size - 8): 1, **dict(zip(first, bits, strict=True)), **dict(zip(second, bits, strict=True))}


def _number(version: int, size: int) -> dict[tuple[int, int], int]:
    """The version, twice, with its correction."""
    rest = version
    for _ in range(12):
        rest = (rest << 1) ^ (0x1F25 if rest & 0x800 else 0)
    word = version << 12 | rest
    places = {(size - 11 + number % 3, number // 3): word >> number & 1 for number in range(18)}
    return places | {(y, x): bit for (x, y), bit in places.items()}
