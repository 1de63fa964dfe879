"""Scans and checklists as read: the files that a group uses together, and how they come into the library."""

import hashlib
import re
from dataclasses import dataclass

from treeguide.reading.node import SourceFile
from treeguide.values.sheets import UNKNOWN, ChecklistFile, ScanFile

_ID = "[a-z][a-z0-9-]{0,79}"
_FORM = re.compile(rf"{_ID} ([0-9]{{1,2}}) ([0-9]{{1,2}}) [?-](?: {_ID}){{1,30}}")
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # of codes: none that is read as another (Crockford, base 32)


@dataclass(frozen=True)
class Scan(SourceFile):
    """A scan as read."""

    file: ScanFile

    @property
    def form(self) -> str:
        """What one must know to read a code of its scores: its id, the scale, whether one may not know, the items."""
        scale = self.file.scale
        unknown = UNKNOWN if scale.unknown else "-"
        return " ".join([self.id, scale.first, scale.last, unknown, *self.file.items])

    @property
    def mark(self) -> str:
        """Four signs that tell this version from others, as links hold them."""
        return mark(self.form)


def is_form(text: str) -> bool:
    """Whether a text that the register holds is the form of a scan."""
    found = _FORM.fullmatch(text)
    return found is not None and 0 < int(found[2]) - int(found[1]) < 11


def mark(form: str) -> str:
    """Four signs that follow from the form of a scan."""
    number = int.from_bytes(hashlib.sha256(form.encode()).digest()[:5])
    return "".join(SIGNS[number >> 5 * place & 31] for place in range(4))


@dataclass(frozen=True)
class Checklist(SourceFile):
    """A checklist as read."""

    file: ChecklistFile
