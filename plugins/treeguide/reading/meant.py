"""Finds the word of the format that an author meant by a word that is not in it."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from treeguide.problem import closest
from treeguide.words import other_names

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
    bare = _bare(word)
    same = next((one for one in words if _bare(one) == bare), "")
    if same:
        return Meant(near=same)
    others = other_names()[sort]
    called = next((one for one, names in others.items() if one in words and bare in map(_bare, names)), "")
    return Meant(meant=called) if called else Meant(near=closest(word, words))


def _bare(word: str) -> str:
    """The letters and digits of a word, however it was written."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", word).lower())
