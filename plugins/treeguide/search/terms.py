"""Turns text into the words that search knows. The script that asks (assets/search/engine.js) does the same."""

import re
import unicodedata
from functools import cache
from importlib import resources

from treeguide.words import LANGUAGES

_WORD = re.compile(r"[^\W_]+")
_ACCENT = re.compile("[\u0300-\u036f]+")
_APOSTROPHE = re.compile(r"(?<=[^\W_])['’](?=[^\W_])")


def terms(text: str) -> list[str]:
    """The words of a text: small letters without accents, and without apostrophes inside (`regio's`: `regios`)."""
    if "'" in text or "’" in text:
        text = _APOSTROPHE.sub("", text)
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(text.lower())


@cache
def common(language: str) -> frozenset[str]:
    """Words of that language that say nothing about a text; none for a language we do not know."""
    if language not in LANGUAGES:
        return frozenset()
    return frozenset((resources.files("treeguide") / "search" / f"common-{language}.txt").read_text("utf-8").split())
