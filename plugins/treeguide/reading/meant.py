"""Finds the word of the format that an author meant by a word that is not in it."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from treeguide.values.problem import closest
from treeguide.words import other_names

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ]+(?P<month>\d{1,2}|[A-Za-z]+)\.?[-/. ]+(?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/. ]+(?P<month>\d{1,2})[-/. ]+(?P<day>\d{1,2})")
Sort = Literal["keys", "kinds", "commands", "things"]


class Meant(NamedTuple):
    """The word meant, by how it was found: `meant` says that it goes by another name, `near` that it looks alike."""

    meant: str = ""
    near: str = ""

    @property
    def word(self) -> str:
        return self.meant or self.near


def meant(word: str, known: Iterable[str], sort: Sort) -> Meant:
    """Which of the known words somebody means by this one; both empty when none comes near."""
    words = list(known)
    if word in words:
        return Meant(near=word)
    bare = _bare(word)
    same = next((one for one in words if _bare(one) == bare), "")
    if same:
        return Meant(near=same)
    others = other_names()[sort]
    called = next((one for one, names in others.items() if one in words and bare in map(_bare, names)), "")
    return Meant(meant=called) if called else Meant(near=closest(word, words))


def meant_day(text: str) -> str:
    """The day somebody means, as year-month-day: the day before the month, as in Dutch; empty when it is none."""
    found = _DAY_FIRST.fullmatch(text.strip()) or _YEAR_FIRST.fullmatch(text.strip())
    if not found:
        return ""
    months = (number for number, names in other_names()["months"].items() if found["month"].lower() in names)
    day = f"{found['year']}-{next(months, found['month']):>02}-{found['day']:>02}"
    try:
        date.fromisoformat(day)
    except ValueError:
        return ""
    return day


def _bare(word: str) -> str:
    """The letters and digits of a word, however it was written."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", word).lower())
