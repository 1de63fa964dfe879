"""Texts and numbers become what people read, where nothing obeys what it reads: a terminal, the log of a workflow."""

import json
import math
import re
import unicodedata
from typing import Any

UNSEEN = "\N{REPLACEMENT CHARACTER}"


def one_line(text: str) -> str:
    """The text on one line, its words one space apart."""
    return " ".join(text.split())


def unaccented(text: str) -> str:
    """The text in small letters of ASCII, without accents and without what has no such letter."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def shown(text: str) -> str:
    """The text, as long as it was, with a mark for every character that shows nothing but may do something.

    GitHub looks for `##[command]` anywhere in a line of a log; for `::command` only where a line begins.
    """
    seen = text if text.isprintable() else "".join(one if one.isprintable() else UNSEEN for one in text)
    return seen.replace("##[", f"#{UNSEEN}[")


def shortened(line: str, most: int) -> str:
    """The beginning of a line that is longer than so many characters."""
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def shown_lines(text: str) -> str:
    """A text of our own of several lines, each as `shown` gives it; none of them begins as a command does."""
    return "\n".join(re.sub(r"^(\s*):(?=:)", rf"\1{UNSEEN}", shown(line)) for line in text.split("\n"))


def shown_json(value: Any, indent: int | None = None) -> str:
    """The value as JSON, which says the same, with every such character written as its number."""
    text = json.dumps(value, ensure_ascii=False, indent=indent).replace("##[", "#\\u0023[")
    if text.replace("\n", "").isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text)


def amount(number: int, language: str) -> str:
    """A whole number with its thousands apart; past a million million only about how large it is."""
    if abs(number) < 10**12:
        return _localized(f"{number:,}", language)
    power = math.floor(math.log10(number))
    first = round(10 ** (math.log10(number) - power), 1)
    if first >= 10:
        first, power = 1.0, power + 1
    return f"± {decimal(first, language)} × 10^{power}"


def decimal(number: float, language: str) -> str:
    """A number with one decimal, or none where that is a zero."""
    return _localized(f"{number:,.1f}".removesuffix(".0"), language)


def share(part: int, whole: int, language: str) -> str:
    """How large a part is, in percents with one decimal; a little is never nothing, and nearly all never all."""
    if part == 0 or whole == 0:
        return "0 %"
    tenths = (part * 1000 + whole // 2) // whole
    if tenths == 0:
        return f"< {decimal(0.1, language)} %"
    if tenths == 1000 and part < whole:
        return f"> {decimal(99.9, language)} %"
    return f"{decimal(tenths / 10, language)} %"


def _localized(text: str, language: str) -> str:
    return text.translate(str.maketrans(",.", ".,")) if language in ("nl", "de") else text
