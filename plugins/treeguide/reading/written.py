"""How a text of YAML stands in its source, character by character."""

import re
from collections.abc import Iterator

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.|$)")


def written(row: str, column: int, style: str) -> Iterator[tuple[int, bool]]:
    """Each character of a text on one row of the source, from that column: where it begins, and whether it is space."""
    while column < len(row):
        escape = _ESCAPE.match(row, column) if style == '"' else None
        if escape:
            yield column, escape[0][1:] in ("", "n", "t", "r", "v", "f", " ", "_", "N", "L", "P")
            column = escape.end()
        else:
            yield column, row[column].isspace()
            column += 2 if style == "'" and row.startswith("''", column) else 1
