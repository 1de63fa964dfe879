"""QR codes, held against those that another program makes."""

import re

import pytest
import segno

from treeguide import qr

ADDRESS = "https://voorbeeld.nl/gids/situaties/ga-door/"
VERSIONS = range(1, 16)


def filled(version: int) -> str:
    """An address that fills a code of that version to its last byte."""
    return (ADDRESS + "abcdefghij-" * 50)[: qr._room(version)]


@pytest.mark.parametrize("version", VERSIONS)
def test_code_is_module_for_module_that_of_another_program(version: int) -> None:
    other = segno.make_qr(filled(version), error="m", boost_error=False, mask=0, mode="byte", encoding="utf-8")
    assert other.version == version
    assert qr.modules(filled(version)) == ["".join(str(int(bool(one))) for one in row) for row in other.matrix]


def test_code_is_no_larger_than_needed() -> None:
    assert [len(qr.modules(filled(version))) for version in VERSIONS] == [17 + 4 * version for version in VERSIONS]
    assert len(qr.modules(filled(3) + "x")) == 17 + 4 * 4


def test_what_is_left_is_filled_as_the_standard_asks() -> None:
    words = list(qr._codewords(b"ab", 1))
    assert words[:16] == [0x40, 0x26, 0x16, 0x20, *[0xEC, 0x11] * 6]


def test_address_that_does_not_fit_is_refused() -> None:
    assert qr.modules("x" * qr.LONGEST)
    with pytest.raises(ValueError, match="412"):
        qr.modules("x" * (qr.LONGEST + 1))


def test_drawing_shows_exactly_the_modules_with_white_around_them() -> None:
    text = qr.svg(ADDRESS)
    rows = qr.modules(ADDRESS)
    dark = {
        (x - qr.MARGIN, int(row) - qr.MARGIN)
        for column, row, width in re.findall(r"M(\d+) (\d+)\.5h(\d+)", text)
        for x in range(int(column), int(column) + int(width))
    }
    assert dark == {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module == "1"}
    assert f'viewBox="0 0 {len(rows) + 8} {len(rows) + 8}"' in text
    assert ADDRESS not in text
