"""Numbers as people read them, in their language."""

import math


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
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text
