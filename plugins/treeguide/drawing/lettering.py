"""How wide a text is, and how it falls into lines, without a font at hand.

The table holds the advance widths of Helvetica, in thousandths of the font size, which those of Arial, Segoe UI,
Roboto and the system fonts of Apple come near; a little is added so that none of them runs out of its box.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_BY_WIDTH = {
    191: "'’‘",
    222: "ijl",
    260: "|",
    278: " !,./:;I[]\\ft·",
    333: "()-r`“”„",
    355: '"',
    389: "*",
    469: "^",
    500: "ckJsvxyz",
    556: "#$0123456789?L_abdeghnopqu€",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "…—→",
    1015: "@",
}
_WIDTHS = {character: width for width, characters in _BY_WIDTH.items() for character in characters}
_OTHER, _WIDE = 620, 1000
_SLACK, _BOLD = 1.06, 1.07


@dataclass(frozen=True, slots=True)
class Style:
    """How a sort of text is set: font size, line height, how wide and how many lines, and the room around it.

    A line is no wider than `room`; one long word may take up to `most`.
    """

    size: float
    line: float
    room: float
    most: float
    lines: int
    across: float
    down: float
    bold: bool = False

    def width(self, text: str) -> float:
        """How wide a line of text is; rather a little too much than too little."""
        return _advance_of(text) / 1000 * self.size * _SLACK * (_BOLD if self.bold else 1.0)

    def wrap(self, text: str) -> list[str]:
        """The text in lines that fit the room, broken between words and about as long as each other.

        A word that fits nowhere is broken; what does not fit in so many lines is left out, with … in its place.
        """
        words = [(part, self.width(part)) for word in text.split() for part in self._parts(word)]
        fallen = self._fall(words, self.room)
        if len(fallen) > self.lines:
            return [*fallen[: self.lines - 1], self._shortened(" ".join(fallen[self.lines - 1 :]))]
        longest = max(map(self.width, fallen))
        narrow = max([longest / len(fallen), *(width for _, width in words)])
        while narrow < longest:
            evened = self._fall(words, narrow)
            if len(evened) == len(fallen):
                return evened
            narrow += self.size / 2
        return fallen

    def _fall(self, words: list[tuple[str, float]], room: float) -> list[str]:
        """The words, each with its width, in as few lines as they fit in."""
        found: list[list[str]] = []
        space, left = self.width(" "), 0.0
        for word, width in words:
            left -= space + width
            if found and left >= 0:
                found[-1].append(word)
            else:
                found.append([word])
                left = room - width
        return [" ".join(line) for line in found] or [""]

    def _parts(self, word: str) -> list[str]:
        """A word in parts that fit, with a hyphen where it was cut."""
        if self.width(word) <= self.most:
            return [word]
        found = [""]
        for character in word:
            is_mark = unicodedata.combining(character) or character in "\u200d\ufe0f"
            if found[-1] and not is_mark and self.width(f"{found[-1]}{character}-") > self.most:
                found[-1] += "" if found[-1].endswith(("-", "/")) else "-"
                found.append("")
            found[-1] += character
        return found

    def _shortened(self, text: str) -> str:
        """As much of the text as fits with … behind it."""
        while text and self.width(f"{text}…") > self.room:
            text = text[:-1].rstrip(" ,;:-")
        return f"{text}…"


@lru_cache(maxsize=100_000)
def _advance_of(text: str) -> int:
    return sum(_advance(character) for character in unicodedata.normalize("NFD", text))


def _advance(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _WIDTHS.get(character, _OTHER)
