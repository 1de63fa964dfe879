"""Finds the lists that somebody typed with dashes or numbers, however YAML folded their lines, and makes them HTML."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treeguide.reading.node import Node, written

_ITEM = re.compile(r"(?P<mark>[-*+•·▪◦‣–—]|(?P<number>\d{1,2})[.)]|[a-z]\))[ \t\u00a0]+(?=\S)")
_MARK = re.compile(r"(?P<colon>: )?(?<!\S)(?P<mark>[-*•·▪◦‣–—]|\d{1,2}[.)])(?!\S)")


@dataclass(frozen=True)
class _Line:
    """A line as it was typed, without what stands before it, and how far in it began. An empty one is a white line."""

    text: str
    indent: int

    @property
    def item(self) -> re.Match[str] | None:
        return _ITEM.match(self.text)


def with_lists(node: Node) -> tuple[str, bool]:
    """The text with its typed lists as HTML and a break at each white line, and whether there are such lists."""
    lines = list(_lines(node))
    items = _items(lines)
    if not items and all(line.text for line in lines[1:]):
        return (node.text or "").strip(), False
    return " ".join(_html(lines, items)).strip(), bool(items)


def runs_on(node: Node) -> bool:
    """Whether a line of the text reads like a list whose items stand behind each other."""
    return any(map(_runs_on, _lines(node)))


def _runs_on(line: _Line) -> bool:
    """A bullet twice, another mark twice of which one follows a colon, or a 1 and a 2."""
    found = [(one["mark"], bool(one["colon"])) for one in _MARK.finditer(line.text)]
    marks = Counter(mark for mark, _ in found)
    begun = {mark for mark, is_after_colon in found if is_after_colon or mark in "•▪◦‣"}
    return any(marks[mark] > 1 for mark in begun) or any(marks[f"1{end}"] and marks[f"2{end}"] for end in ".)")


def _lines(node: Node) -> Iterator[_Line]:
    """The lines of a text as they stand in the source, and those that a text between quotes holds."""
    begins, count, gap = {count: (row, indent) for row, count, indent in _rows(node)}, 0, ""
    line, (row, indent) = "", begins.get(0, (0, 0))
    for character in (node.text or "").strip():
        if character.isspace():
            gap += character
            continue
        begun = begins.get(count) if count else None
        if begun or "\n" in gap:
            yield _Line(line, indent)
            above, (row, indent) = row, begun or (row, len(gap) - gap.rfind("\n") - 1)
            if row - above > 1 or (not begun and gap.count("\n") > 1):
                yield _Line("", 0)
            line, gap = "", ""
        line += (" " if gap else "") + character
        count, gap = count + 1, ""
    yield _Line(line, indent)


def _rows(node: Node) -> Iterator[tuple[int, int, int]]:
    """Each row of the source that the text stands on: its number, how much of the text went before, and its indent.

    White space is not counted: YAML changes that, and nothing else.
    """
    place, count = node.place, 0
    left = sum(not character.isspace() for character in node.text or "")
    rows = place.document.lines
    for number in range(place.line - (node.style not in ("|", ">")), len(rows)):
        column = place.column - 1 + bool(node.style) if number == place.line - 1 else 0
        seen = [start for start, is_space in written(rows[number], column, node.style) if not is_space]
        if seen:
            yield number, count, seen[0]
        count += len(seen)
        if count >= left:
            return


def _items(lines: Sequence[_Line]) -> set[int]:
    """Which lines are items: there are more with that mark, a colon or an item further out goes before, numbers count.

    A mark by itself may also have come to the front of a line by chance.
    """
    marks = Counter(_sort(found) for line in lines if (found := line.item))
    numbers = {int(found["number"]) for line in lines if (found := line.item) and found["number"]}
    items: set[int] = set()
    above = _Line("", 0)
    for place, line in enumerate(lines):
        found = line.item
        if found and found["number"]:
            is_item = not numbers.isdisjoint({int(found["number"]) - 1, int(found["number"]) + 1})
        else:
            is_below = above.text.endswith(":") or (above.item and above.indent < line.indent)
            is_item = bool(found and (marks[_sort(found)] > 1 or is_below))
        items |= {place} if is_item else set()
        above = line if line.text else above
    return items


def _sort(item: re.Match[str]) -> str:
    """The mark of an item; all letters are one sort."""
    return "a" if item["mark"][0].isalpha() else item["mark"]


def _html(lines: Sequence[_Line], items: set[int]) -> Iterator[str]:
    """The lines with tags around items. A line that is none belongs to the item above it, up to a white line."""
    lists = _Lists()
    for number, line in enumerate(lines):
        if number in items:
            yield lists.item(line)
        elif line.text:
            yield line.text
        elif number + 1 not in items:
            yield lists.close() + "<br>"
    yield lists.close()


class _Lists:
    """The lists that are open, the outermost first: how far in each began, its tag, and its last number."""

    def __init__(self) -> None:
        self.open: list[tuple[int, str, int]] = []

    def item(self, line: _Line) -> str:
        """The tags that begin an item in the list where it belongs, with its text."""
        found = line.item
        assert found  # noqa: S101
        ended = ""
        while self.open and line.indent < self.open[-1][0]:
            ended += self._end()
        last = self.open[-1][2] if self.open and self.open[-1][0] == line.indent else 0
        is_next = found["number"] is not None and int(found["number"]) == last + 1
        tag = "ol" if is_next else "ul"
        if self.open and self.open[-1][:2] == (line.indent, "ul" if tag == "ol" else "ol"):
            ended += self._end()
        if not self.open or self.open[-1][0] < line.indent:
            ended += f"<{tag}>"
            self.open.append((line.indent, tag, 0))
        self.open[-1] = (line.indent, tag, last + 1 if is_next else 0)
        is_kept = found["mark"][0].isalnum() and not is_next
        return f"{ended}<li>{line.text if is_kept else line.text[found.end() :]}"

    def close(self) -> str:
        """The tags that end every list."""
        return "".join(self._end() for _ in range(len(self.open)))

    def _end(self) -> str:
        return f"</{self.open.pop()[1]}>"
