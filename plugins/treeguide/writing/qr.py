"""Turns an address into a QR code, as a small drawing that a camera reads from screen and paper."""

import re

import segno

MARGIN = 4  # modules of white around it, as the standard asks
MASK = 3  # one of the eight patterns: any can be read, and trying all of them takes four times as long


def svg(address: str) -> str:
    """The drawing as SVG, black on white. About 15 % of it may be damaged and it can still be read."""
    code = segno.make_qr(address, error="m", boost_error=False, mask=MASK)
    size = len(code.matrix) + 2 * MARGIN
    dark = "".join(_row(bytes(row), number) for number, row in enumerate(code.matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{dark}"/></svg>\n'
    )


def _row(modules: bytes, number: int) -> str:
    """One row as strokes, dark modules beside each other as one."""
    down = f" {number + MARGIN}.5h"
    return "".join(f"M{run.start() + MARGIN}{down}{run.end() - run.start()}" for run in re.finditer(b"[^\0]+", modules))
