"""Turns an address into a QR code, as a small drawing that a camera reads from screen and paper.

As ISO/IEC 18004 has it: bytes, error correction M, of which about 15 % may be damaged, and always mask 3; any mask can
be read. What is the same for every code of a size is made once: see `_blank`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

MARGIN = 4  # modules of white around it, as the standard asks
FORMAT = 0b101101101001011  # says: level M and mask 3
# By size: how many blocks the bytes of a code are divided over, and how many bytes of each block mend what is damaged.
BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]
BLOCKS += [17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49]
MENDING = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, *[28] * 19]

Modules = dict[tuple[int, int], bool]


@dataclass(frozen=True)
class Blank:
    """A code of some size without its content: its modules in rows, and the place of each bit.

    Where a bit of content is `turned`, a one is light instead of dark.
    """

    size: int
    modules: bytes
    places: tuple[int, ...]
    turned: bytes


def svg(address: str) -> str:
    """The drawing as SVG, black on white. Raises ValueError for an address of more than 2,331 bytes."""
    modules, inside = code(address)
    size = inside + 2 * MARGIN
    dark = "".join(_row(modules[y * inside : (y + 1) * inside], y) for y in range(inside))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{dark}"/></svg>\n'
    )


def _row(modules: bytes, number: int) -> str:
    """One row as strokes, dark modules beside each other as one."""
    down = f" {number + MARGIN}.5h"
    return "".join(f"M{run.start() + MARGIN}{down}{run.end() - run.start()}" for run in re.finditer(b"\1+", modules))


def code(address: str) -> tuple[bytes, int]:
    """The modules of the code, row by row and 1 where dark, and how many stand in a row."""
    content = address.encode()
    for number, (blocks, mending) in enumerate(zip(BLOCKS, MENDING, strict=True), 1):
        blank, wide = _blank(number), 2 if number > 9 else 1
        room = len(blank.places) // 8 - blocks * mending
        if len(content) + wide + 1 <= room:
            return _filled(blank, bytes(_mixed(_data(content, wide, room), blocks, mending))), blank.size
    raise ValueError(f"too long for a QR code: {address}")


def _data(content: bytes, wide: int, room: int) -> bytes:
    """What a code holds: that it is bytes, how many in a number `wide` bytes long, and these; the rest filled up."""
    told = (0b0100 << 8 * wide | len(content)) << 8 * len(content) | int.from_bytes(content, "big")
    return ((told << 4).to_bytes(len(content) + wide + 1, "big") + b"\xec\x11" * room)[:room]


def _filled(blank: Blank, content: bytes) -> bytes:
    bits = f"{int.from_bytes(content, 'big'):0{8 * len(content)}b}".ljust(len(blank.places), "0")
    modules = bytearray(blank.modules)
    for place, bit, turned in zip(blank.places, bits.encode(), blank.turned, strict=True):
        modules[place] = bit & 1 ^ turned
    return bytes(modules)


def _mixed(data: bytes, blocks: int, mending: int) -> Iterator[int]:
    """The bytes in the order in which they are drawn: in turn one of each block, then so those that mend."""
    short, longer = divmod(len(data), blocks)
    starts = [short * number + max(0, number - blocks + longer) for number in range(blocks + 1)]
    parts = [data[start:end] for start, end in pairwise(starts)]
    for every in (parts, [_mends(part, mending) for part in parts]):
        yield from (part[place] for place in range(max(map(len, every))) for part in every if place < len(part))


def _mends(data: bytes, count: int) -> bytes:
    """The bytes that mend a block: what is left when it is divided by a polynomial (Reed and Solomon 1960)."""
    times, left = _divisor(count), 0
    for byte in data:
        front, left = left >> 8 * (count - 1), (left << 8) & ((1 << 8 * count) - 1)
        left ^= times[byte ^ front]
    return left.to_bytes(count, "big")


@cache
def _divisor(count: int) -> list[int]:
    """For each byte: that times the polynomial with `count` powers of 2 for roots, but for its first term."""
    terms, root = [1], 1
    for _ in range(count):
        terms = [one ^ _times(other, root) for one, other in zip([*terms, 0], [0, *terms], strict=True)]
        root = _times(root, 2)
    return [int.from_bytes(bytes(_times(byte, term) for term in terms[1:]), "big") for byte in range(256)]


def _times(one: int, other: int) -> int:
    """The product of two bytes in the field of 256 that the standard uses."""
    found = 0
    while other:
        found ^= one * (other & 1)
        one, other = one << 1 ^ (one >> 7) * 0x11D, other >> 1
    return found


@cache
def _blank(number: int) -> Blank:
    size = 17 + 4 * number
    fixed: Modules = {}
    for step in range(size):
        fixed[6, step] = fixed[step, 6] = step % 2 == 0
    for x, y in _small_squares(number, size):
        fixed |= {(x + dx, y + dy): max(abs(dx), abs(dy)) != 1 for dx, dy in product(range(-2, 3), repeat=2)}
    for x, y in ((3, 3), (size - 4, 3), (3, size - 4)):
        square = {(x + dx, y + dy): max(abs(dx), abs(dy)) in (0, 1, 3) for dx, dy in product(range(-4, 5), repeat=2)}
        fixed |= {place: dark for place, dark in square.items() if min(place) >= 0 and max(place) < size}
    fixed |= _about(number, size)
    free = [place for place in _way(size) if place not in fixed]
    modules = bytes(fixed.get((x, y), False) for y, x in product(range(size), repeat=2))
    turned = bytes((x + y) % 3 == 0 for x, y in free)
    return Blank(size, modules, tuple(y * size + x for x, y in free), turned)


def _small_squares(number: int, size: int) -> Iterator[tuple[int, int]]:
    """The middles of the squares that show how the paper bends; none where a large square stands."""
    if number > 1:
        many = number // 7 + 2
        apart = 26 if number == 32 else (4 * number + 2 * many + 1) // (2 * many - 2) * 2
        middles = [6, *(size - 7 - apart * step for step in reversed(range(many - 1)))]
        corners = {(6, 6), (6, size - 7), (size - 7, 6)}
        yield from ((x, y) for x, y in product(middles, repeat=2) if (x, y) not in corners)


def _about(number: int, size: int) -> Modules:
    """What a code says of itself, twice: its level and mask, and from size 7 on its size."""
    first = [*((8, y) for y in (0, 1, 2, 3, 4, 5, 7, 8)), *((x, 8) for x in (7, 5, 4, 3, 2, 1, 0))]
    again = [*((size - 1 - bit, 8) for bit in range(8)), *((8, size - 15 + bit) for bit in range(8, 15))]
    found = {(8, size - 8): True}
    for places in (first, again):
        found |= {place: bool(FORMAT >> bit & 1) for bit, place in enumerate(places)}
    if number > 6:
        left = number
        for _ in range(12):
            left = left << 1 ^ (left >> 11) * 0x1F25
        for bit in range(18):
            place = (size - 11 + bit % 3, bit // 3)
            found[place] = found[place[::-1]] = bool((number << 12 | left) >> bit & 1)
    return found


def _way(size: int) -> Iterator[tuple[int, int]]:
    """Every place, in the order of the bits: in pairs of columns from the right, up and down in turn."""
    for turn, right in enumerate([*range(size - 1, 6, -2), 5, 3, 1]):
        rows = range(size) if turn % 2 else range(size - 1, -1, -1)
        yield from ((right - side, y) for y in rows for side in (0, 1))
