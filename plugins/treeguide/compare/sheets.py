"""What a change does to who uses a scan or a checklist: to what was sent already, and to what shows for ticks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from treeguide.compare.matching import TextChange, Thing, changed, fields, matched
from treeguide.graph.selections import MOST_SIGNALS, Selections
from treeguide.library import Checklist, Scan, Sheet
from treeguide.values.sheets import ChecklistFile, Item, Signal

Target = tuple[str, str]  # a sort and an id


@dataclass(frozen=True)
class AdviceChange:
    """How many selections of what both versions have give other advice; the smallest, and how it differs."""

    selections: int
    count: int
    ticks: tuple[str, ...]
    dropped: tuple[Target, ...]
    added: tuple[Target, ...]


@dataclass(frozen=True)
class SheetChange:
    """A scan or checklist that is in both versions; `parts` has the new id of each item or signal that stayed."""

    before: Sheet
    after: Sheet
    parts: Mapping[str, str]
    advice: AdviceChange | None
    texts: tuple[TextChange, ...]

    @property
    def dropped(self) -> tuple[str, ...]:
        return tuple(name for name in self.before.parts if name not in self.parts)

    @property
    def added(self) -> tuple[str, ...]:
        known = set(self.parts.values())
        return tuple(name for name in self.after.parts if name not in known)

    @property
    def form(self) -> str:
        """What becomes of scores that were sent: "scale" or "form" for what changed, or nothing."""
        before, after = self.before, self.after
        return "scale" if before.scale[:2] != after.scale[:2] else "form" if before.form != after.form else ""

    @property
    def is_empty(self) -> bool:
        return not (self.dropped or self.added or self.form or self.advice or self.texts)


def same_sheet(before: Sheet, after: Sheet, targets: Mapping[Target, Target]) -> SheetChange:
    """What became of a scan or checklist; `targets` are the situations and lessons that are still there."""
    old, new = ({name: part.text for name, part in one.parts.items()} for one in (before, after))
    parts = matched(old, new, after.file.aliases)
    advice = None
    if isinstance(before, Checklist) and isinstance(after, Checklist):
        advice = _advice(before.file, after.file, parts, targets)
    return SheetChange(before, after, parts, advice, tuple(_texts(before, after, parts)))


def _advice(
    before: ChecklistFile, after: ChecklistFile, parts: Mapping[str, str], targets: Mapping[Target, Target]
) -> AdviceChange | None:
    """Both truth tables held against each other; nothing where they are the same, or too large."""
    if not 0 < len(parts) <= MOST_SIGNALS:
        return None
    old = Selections(before.model_copy(update={"signals": {name: before.signals[name] for name in parts}}))
    new = Selections(after.model_copy(update={"signals": {name: after.signals[name] for name in parts.values()}}))
    was, now = _tables(old, targets), _tables(new, {})
    differs = 0
    for target in (*was, *now):
        differs |= was.get(target, 0) ^ now.get(target, 0)
    ticks = new.smallest(differs)
    if ticks is None:
        return None
    number = new.number(ticks)
    shown, shows = ([one for one, table in tables.items() if table >> number & 1] for tables in (was, now))
    dropped, added = (one for one in shown if one not in shows), (one for one in shows if one not in shown)
    return AdviceChange(1 << len(parts), differs.bit_count(), ticks, tuple(dropped), tuple(added))


def _tables(of: Selections, targets: Mapping[Target, Target]) -> dict[Target, int]:
    """For each situation or lesson that is advised, by its id now, the selections that show it."""
    found: dict[Target, int] = {}
    for advice, table in zip(of.file.advice, of.advice, strict=True):
        target = ("outcome" if advice.outcome else "lesson", advice.name)
        target = targets.get(target, target)
        found[target] = found.get(target, 0) | table
    return found


def _texts(before: Sheet, after: Sheet, parts: Mapping[str, str]) -> Iterator[TextChange]:
    yield from changed(Thing("tree", after.id, after.file.title), _of_file(before), _of_file(after))
    for old, new in parts.items():
        thing = Thing("part", new, after.parts[new].text)
        yield from changed(thing, _of_part(before.parts[old]), _of_part(after.parts[new]))
    was, now = _reasons(before), _reasons(after)
    for name in was.keys() & now.keys():
        yield from changed(Thing("advice", name, name), {"because": was[name]}, {"because": now[name]})


def _of_file(sheet: Sheet) -> dict[str, str]:
    return fields(sheet.file) | (fields(sheet.file.scale) if isinstance(sheet, Scan) else {})


def _of_part(part: Item | Signal) -> dict[str, str]:
    talks = part.talk if isinstance(part, Item) else ()
    return fields(part) | {name: " ".join((talk.ask, *talk.lessons)) if talk else "" for name, talk in talks}


def _reasons(sheet: Sheet) -> dict[str, str]:
    return {one.name: one.because for one in sheet.file.advice} if isinstance(sheet, Checklist) else {}
