"""What `--help` shows: the texts of messages/help-*.toml, laid out at the width of the terminal."""

import argparse
import re
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from treeguide.words import help_texts

NARROW = 60


class _Page(argparse.RawDescriptionHelpFormatter):
    """A page that keeps the layout of its texts, with `usage` in the user's language."""

    def __init__(self, prog: str, usage: str, options: str, **settings: Any) -> None:
        width = page_width()
        super().__init__(prog, width=width, max_help_position=min(26, width // 3), **settings)
        self._usage_word, self._options = usage, options
        self._is_narrow = width < NARROW

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        if usage is None and self._is_narrow:
            named = [self._format_args(one, str(one.metavar)) for one in actions if not one.option_strings]
            usage = " ".join([self._prog, *named, f"[{self._options}]"])
        super().add_usage(usage, actions, groups, self._usage_word if prefix is None else prefix)


def page(language: str) -> Any:
    """What argparse makes a page with, in that language."""
    texts = help_texts(language)
    return partial(_Page, usage=texts["usage"], options=texts["headings"]["options"].upper())


def about_everything(language: str) -> dict[str, str]:
    """The texts of the page about all commands, as argparse calls them."""
    texts = help_texts(language)
    parts = {"examples": _examples(texts["examples"]), "codes": texts["codes"], "environment": texts["environment"]}
    return {
        "usage": texts["whole-usage"],
        "description": paragraphs(texts["about"]),
        "epilog": _sections(parts, texts["headings"]),
    }


def about_command(own: Mapping[str, Any], language: str) -> dict[str, str]:
    """The texts of the page about one command, as argparse calls them."""
    return {
        "help": own["line"],
        "description": paragraphs(own["about"]),
        "epilog": _sections({"examples": _examples(own["examples"])}, help_texts(language)["headings"]),
    }


def dress(parser: argparse.ArgumentParser, language: str, own: Mapping[str, str]) -> None:
    """Gives every option of a parser its text, and every value and heading its name in that language.

    `own` are the texts of options that not all commands have.
    """
    texts = help_texts(language)
    told = {**texts["common"], **own}
    parser._positionals.title = texts["headings"]["arguments"]
    parser._optionals.title = texts["headings"]["options"]
    for action in parser._actions:
        if action.dest in told:
            action.help = told[action.dest]
        if action.nargs != 0 and (action.metavar or not action.choices):
            value = str(action.metavar or action.dest.upper())
            action.metavar = texts["names"].get(value, value)


def page_width() -> int:
    """How wide a page of help is: as the terminal, but never so wide that it reads badly."""
    return max(40, min(100, shutil.get_terminal_size((80, 24)).columns - 2))


def paragraphs(text: str) -> str:
    """The paragraphs wrapped at the width of a page; indented lines are rows of a list, and stay rows."""
    parts = text.strip("\n").split("\n\n")
    return "\n\n".join(_list(part) if part.startswith(" ") else _filled(part) for part in parts)


def _list(part: str) -> str:
    rows = part.split("\n")
    return "\n".join(_filled(row, rest=" " * len((re.match(r"\s*\S+\s+", row) or [""])[0])) for row in rows)


def _examples(examples: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    return [(f"treeguide {line}", gives) for line, gives in examples]


def _sections(sections: Mapping[str, Sequence[Sequence[str]]], headings: Mapping[str, str]) -> str:
    """Headings with rows under them: a name, and on the next line what it is; short names on the same line."""
    return "\n\n".join(f"{headings[key]}:\n" + "\n".join(_row(*row) for row in rows) for key, rows in sections.items())


def _row(name: str, about: str) -> str:
    if len(name) <= 9:
        return _filled(about, f"  {name:<10}", " " * 12)
    return f"  {name}\n" + _filled(about, " " * 6, " " * 6)


def _filled(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(text, page_width(), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
