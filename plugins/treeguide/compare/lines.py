"""Lines of a report of what changed: headings, items, and texts as they were and are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from treeguide.compare.matching import TextChange
from treeguide.compare.wording import Wording

SHOWN, LONG = 20, 160
Sort = Literal["heading", "plain", "item", "drawing"]


@dataclass(frozen=True)
class Line:
    """A line of the report. A deeper `level` is a smaller heading, or an item below another."""

    sort: Sort
    text: str
    level: int = 1


def items(lines: Iterable[str], words: Wording, level: int = 1, most: int = SHOWN) -> Iterator[Line]:
    """At most so many items; the rest is counted."""
    every = list(lines)
    keep = most if len(every) > most + 1 else len(every)
    yield from (Line("item", line, level) for line in every[:keep])
    if every[keep:]:
        yield Line("item", words.say("more", len(every) - keep), level)


def text_lines(changes: Iterable[TextChange], words: Wording) -> Iterator[Line]:
    """Short texts as they were and are, of long ones only that they changed."""
    rows = []
    long: dict[tuple[str, str, str], list[str]] = {}
    for one in changes:
        if max(len(one.was), len(one.now)) > LONG:
            long.setdefault((one.sort, one.id, one.label), []).append(words.field(one.field))
            continue
        where = words.say(f"sort-{one.sort}", id=words.code(one.id))
        where += "" if one.field in ("text", "title") else f", {words.field(one.field)}"
        key = "text-new" if not one.was else "text-gone" if not one.now else "text-changed"
        rows.append(words.say(key, where=where, was=words.answer(one.was), now=words.answer(one.now)))
    for (sort, name, label), fields in long.items():
        where = f"{words.say(f'sort-{sort}', id=words.code(name))} ({words.plain(label)})"
        rows.append(words.say("text-long", where=where, fields=", ".join(dict.fromkeys(fields))))
    yield from items(rows, words)
