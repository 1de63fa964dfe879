"""The words of a difference, and what it is told in: plain text for a terminal, or Markdown for GitHub."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from treeguide.values.amounts import amount
from treeguide.values.one_line import shown

LONGEST = 300
_MARKS = re.compile(r"[\\`*_{}\[\]()|~$!+=-]")


@cache
def _table(language: str) -> Mapping[str, str]:
    return tomllib.loads(
        (resources.files("treeguide") / "words" / "messages" / f"diff-{language}.toml").read_text("utf-8")
    )


@dataclass(frozen=True)
class Wording:
    """Says things in a language; texts of authors are set apart as the medium does."""

    language: str
    medium: Literal["text", "markdown"]

    def say(self, key: str, count: int | None = None, /, **values: str | int) -> str:
        """The sentence of that key. With a count of one it is the sentence for one, where there is one."""
        table = _table(self.language)
        if count == 1 and f"{key}-one" in table:
            key = f"{key}-one"
        filled = {
            name: amount(value, self.language) if isinstance(value, int) else value for name, value in values.items()
        }
        return table[key].format_map({**filled, "count": amount(count or 0, self.language)})

    def number(self, value: int) -> str:
        return amount(value, self.language)

    def title(self, text: str) -> str:
        """The title of a situation, guide or lesson, or the text of a question."""
        return f"“{_line(text)}”" if self.medium == "text" else f"**{_markdown(text)}**"

    def answer(self, text: str) -> str:
        """What a reader chooses."""
        return f"“{_line(text)}”" if self.medium == "text" else f"*{_markdown(text)}*"

    def code(self, text: str) -> str:
        """An id, a path or an address."""
        return _line(text) if self.medium == "text" else f"`{_line(text).replace('`', '')}`"

    def plain(self, text: str) -> str:
        """Text as part of a sentence."""
        return _line(text) if self.medium == "text" else _markdown(text)


def _line(text: str) -> str:
    """A text on one line, the beginning only where it is long, with nothing in it that a terminal obeys."""
    line = shown(" ".join(text.split()))
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _markdown(text: str) -> str:
    """A text in which nothing means anything to GitHub: no mark, no tag, nobody mentioned, no issue linked."""
    safe = _MARKS.sub(r"\\\g<0>", _line(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"(?<=[@#:.])(?=[\w/])", "<!-- -->", safe)
