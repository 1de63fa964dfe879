"""Scans and checklists as read: the files that a group uses together, and how they come into the library."""

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from treeguide.reading.node import SourceFile
from treeguide.values.sheets import UNKNOWN, ChecklistFile, Item, ScanFile, Signal

_ID = "[a-z][a-z0-9-]{0,79}"
_FORM = re.compile(rf"{_ID} ([0-9]{{1,2}}) ([0-9]{{1,2}}) [?-](?: {_ID}){{1,30}}")
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # of codes: none that is read as another (Crockford, base 32)


class _Answered(SourceFile, ABC):
    """What partners answer, so that their answers can lie side by side."""

    @property
    def form(self) -> str:
        """What one must know to read a code of answers: its id, the scale, whether one may not know, what is asked."""
        return " ".join([self.id, *self.scale, *self.parts])

    @property
    def mark(self) -> str:
        """Four signs that tell this version from others, as links hold them."""
        return mark(self.form)

    @property
    @abstractmethod
    def scale(self) -> tuple[str, str, str]:
        """The first and the last score, and what stands for not knowing, or "-"."""

    @property
    @abstractmethod
    def parts(self) -> Mapping[str, Item | Signal]:
        """What one answers: the items of a scan, the signals of a checklist, by id."""


@dataclass(frozen=True)
class Scan(_Answered):
    """A scan as read."""

    file: ScanFile
    PARTS = "items"  # the key of what one answers

    @property
    def scale(self) -> tuple[str, str, str]:
        scale = self.file.scale
        return scale.first, scale.last, UNKNOWN if scale.unknown else "-"

    @property
    def parts(self) -> Mapping[str, Item]:
        return self.file.items

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons that a group is sent to, each once."""
        talks = (talk for item in self.file.items.values() for _, talk in item.talk if talk)
        return tuple(dict.fromkeys(name for talk in talks for name in talk.lessons))

    @property
    def untested(self) -> tuple[str, ...]:
        """The patterns that some item has words for, and that no scenario shows."""
        shown = {pattern for one in self.file.scenarios for pattern in one.expect.values()}
        talked = (pattern for item in self.file.items.values() for pattern, talk in item.talk if talk)
        return tuple(one for one in dict.fromkeys(talked) if one not in {*shown, "default"})


def is_form(text: str) -> bool:
    """Whether a text that the register holds is the form of a scan or a checklist."""
    found = _FORM.fullmatch(text)
    return found is not None and 0 < int(found[2]) - int(found[1]) < 11


def mark(form: str) -> str:
    """Four signs that follow from such a form."""
    number = int.from_bytes(hashlib.sha256(form.encode()).digest()[:5])
    return "".join(SIGNS[number >> 5 * place & 31] for place in range(4))


@dataclass(frozen=True)
class Checklist(_Answered):
    """A checklist as read: each signal is ticked (1) or not (0)."""

    file: ChecklistFile
    PARTS = "signals"

    @property
    def scale(self) -> tuple[str, str, str]:
        return "0", "1", "-"

    @property
    def parts(self) -> Mapping[str, Signal]:
        return self.file.signals

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons that are advised, each once."""
        return tuple(dict.fromkeys(one.lesson for one in self.file.advice if one.lesson))

    @property
    def untested(self) -> tuple[str, ...]:
        """The advice that no scenario gives."""
        given = {name for one in self.file.scenarios for name in one.expect}
        return tuple(dict.fromkeys(one.name for one in self.file.advice if one.name not in given))


Sheet: TypeAlias = Scan | Checklist
SHEETS: Mapping[type[ScanFile] | type[ChecklistFile], tuple[Callable[..., Sheet], frozenset[str]]] = {
    ScanFile: (Scan, frozenset({"scale", "items"})),
    ChecklistFile: (Checklist, frozenset({"signals", "advice"})),
}
"""Each sort of file that a group uses together: what it is once read, and the keys that only this sort has."""
