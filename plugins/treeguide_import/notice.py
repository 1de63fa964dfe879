"""What an import could not carry over, or carried over in another shape: where, what and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from treeguide.values import Place
from treeguide.values.shown import shown

LINES_NAMED = 12


@dataclass(frozen=True)
class Notice:
    """One thing that differs from the original. `changes` says that readers can come out elsewhere because of it.

    `what` is the key of its message; `words` fill that message in.
    """

    place: Place
    what: str
    words: Mapping[str, str] = field(default_factory=dict)
    changes: bool = False


def listed(notices: Iterable[Notice], words: Mapping[str, str]) -> list[str]:
    """The notices as lines to print: each that changes routes on its own, the others together by what they say."""
    lines: list[str] = []
    groups: dict[str, list[Notice]] = {}
    for notice in notices:
        said = shown(words[notice.what].format_map(notice.words))
        groups.setdefault(said, []).append(notice)
    for said, same in groups.items():
        if same[0].changes:
            lines += [f"{_at(notice.place)}: {words['changes']}: {said}" for notice in same]
    for said, same in groups.items():
        if not same[0].changes:
            lines.append(f"{_several(same, words)}: {said}")
    return lines


def _at(place: Place) -> str:
    return f"{shown(place.document.path)}:{place.line}:{place.column}"


def _several(same: Sequence[Notice], words: Mapping[str, str]) -> str:
    """The places of notices that say the same: the first in full, of the others the line."""
    first, *others = same
    if not others:
        return _at(first.place)
    numbers = list(dict.fromkeys(str(notice.place.line) for notice in others))
    lines = ", ".join(numbers[:LINES_NAMED])
    if len(numbers) > LINES_NAMED:
        lines = words["more-lines"].format(lines=lines, count=len(numbers) - LINES_NAMED)
    return f"{_at(first.place)} ({words['also-lines'].format(lines=lines)})"
