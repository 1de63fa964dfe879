"""Lines of a report of what changed: headings, items, texts as they were and are, and all of a scan or a checklist."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from treeguide.compare.changes import Difference
from treeguide.compare.matching import TextChange
from treeguide.compare.sheets import SheetChange, Target
from treeguide.compare.wording import Wording
from treeguide.project import Project
from treeguide.values.sheets import Item, Signal

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


def sheet_lines(found: Difference, change: SheetChange, words: Wording) -> Iterator[Line]:
    """The lines of one scan or checklist; none where nothing changed."""
    if change.is_empty:
        return
    yield Line("heading", words.say("tree", tree=words.title(change.after.file.title)), 2)
    if change.form:
        yield Line("plain", words.say(f"sent-{change.form}"))
    yield from items(_parts(change, words), words)
    if change.advice:
        told = change.advice
        ticks = ", ".join(words.answer(change.after.parts[name].text) for name in told.ticks)
        key = "advice" if told.dropped and told.added else "advice-gone" if told.dropped else "advice-new"
        was, now = _titles(told.dropped, found.before, words), _titles(told.added, found.after, words)
        yield Line("plain", words.say("advice-count", told.count, total=told.selections))
        yield Line("item", words.say(key, ticks=ticks, was=was, now=now))
    if change.texts:
        yield Line("heading", words.say("texts"), 3)
        yield from text_lines(change.texts, words)


def _parts(change: SheetChange, words: Wording) -> Iterator[str]:
    """Items or signals that are gone, then those that are new."""
    before: Mapping[str, Item | Signal] = change.before.parts
    yield from (
        words.say(f"{change.before.PARTS}-gone", text=words.answer(before[name].text)) for name in change.dropped
    )
    after: Mapping[str, Item | Signal] = change.after.parts
    yield from (words.say(f"{change.after.PARTS}-new", text=words.answer(after[name].text)) for name in change.added)


def _titles(targets: Iterable[Target], project: Project, words: Wording) -> str:
    """The titles of situations and lessons."""
    library = project.library
    return ", ".join(
        words.title(
            library.situations[name].outcome.title
            if name in library.situations and sort == "outcome"
            else library.lessons[name].front.title
            if name in library.lessons
            else name
        )
        for sort, name in targets
    )
