"""Our scripts keep to what was agreed: functions that fit on a screen, and one reader of what is behind the #."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ASSETS = Path(__file__).parent.parent / "plugins/treeguide/writing/assets"
SCRIPTS = sorted(path for path in ASSETS.rglob("*") if path.suffix in (".mjs", ".js"))
LONGEST = 40  # lines of a function
RAW = {  # who looks at it as it came: the reader; whether there is anything; a heading of another page
    "fragment.mjs": 1,
    "page.mjs": 1,
    "moved.mjs": 1,
}
_BEGINS = re.compile(r"\bfunction\b.*\{$|=>\s*\(?\{$|^\s+(?:async )?\w+\([^;]*\) \{$")


def functions(text: str) -> Iterator[tuple[int, int]]:
    """For each function of a script that takes more than a line: the line where it begins, and how many it has."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if _BEGINS.search(line) and not re.match(r"\s*(?:if|for|while|switch|catch)\b", line):
            indent = len(line) - len(line.lstrip())
            after = enumerate(lines[number + 1 :], start=2)
            count = next(place for place, row in after if row.strip() and len(row) - len(row.lstrip()) <= indent)
            yield number + 1, count


@pytest.mark.parametrize("path", SCRIPTS, ids=[path.name for path in SCRIPTS])
def test_no_function_is_long(path: Path) -> None:
    found = list(functions(path.read_text("utf-8")))
    assert [row for row in found if row[1] > LONGEST] == []


def test_what_is_behind_the_sign_is_read_in_one_place() -> None:
    counts = {path.name: len(re.findall(r"\blocation\.hash\b", path.read_text("utf-8"))) for path in SCRIPTS}
    assert {name: count for name, count in counts.items() if count} == RAW
