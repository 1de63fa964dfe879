"""Tells what became of a scan or a checklist: first of what was sent already, then of advice, then of texts."""

from collections.abc import Iterable, Iterator, Mapping

from treeguide.compare.changes import Difference
from treeguide.compare.lines import Line, items, text_lines
from treeguide.compare.sheets import SheetChange, Target
from treeguide.compare.wording import Wording
from treeguide.project import Project
from treeguide.values.sheets import Item, Signal


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
