"""What a screen adds to text: colour, an edge to wrap at, and a sign of life when something takes long."""

import os
import re
import shutil
import textwrap
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from treeguide import report
from treeguide.values import Problem
from treeguide.words import messages

NARROWEST = 40
PATIENCE = 1.0
RED, YELLOW, DIM = "31", "33", "2"
_SOFT = str.maketrans(" ", "\N{NO-BREAK SPACE}")


@dataclass(frozen=True)
class Screen:
    """What a stream can show. `width` is None where lines may be as long as they like: in a file or a pipe."""

    width: int | None = None
    colour: bool = False

    def paint(self, text: str, colour: str) -> str:
        """The text in that colour, where there are colours."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self.colour and text else text

    def wrapped(self, text: str, indent: str = "") -> str:
        """The text in lines that fit; every line but the first begins with the indent."""
        if self.width is None:
            return text
        width = max(NARROWEST, self.width)
        return textwrap.fill(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def screen(stream: TextIO, environment: Mapping[str, str]) -> Screen:
    """The screen behind that stream: the user's wish in NO_COLOR goes first (no-color.org).

    A terminal that says it is dumb is read by a program, such as an editor that lists the messages: plain lines there.
    """
    if not stream.isatty() or environment.get("TERM") == "dumb":
        return Screen()
    return Screen(shutil.get_terminal_size((80, 24)).columns, not environment.get("NO_COLOR"))


def writer(shown_on: Screen) -> Callable[[Problem, str], str]:
    """What writes one problem for that screen: level and underline in colour, the code dim, nothing past the edge."""

    def write(found: Problem, language: str) -> str:
        lines = [_headline(found, language, shown_on), *_snippet(found, shown_on)]
        lines += [shown_on.wrapped(line, " " * 6) for line in report.route(found, language)]
        return "\n".join(lines)

    return write if shown_on != Screen() else report.one


def _colour(found: Problem) -> str:
    return RED if found.is_error else YELLOW


def _headline(found: Problem, language: str, shown_on: Screen) -> str:
    """The headline wrapped, with its level and its code painted."""
    line, code = report.headline(found, language), f"[{found.code}]"
    level = str(messages(language)["words"]["error" if found.is_error else "warning"])
    whole = level.translate(_SOFT)
    wrapped = shown_on.wrapped(line.replace(f": {level}: ", f": {whole}: ", 1), " " * 4)
    where = re.search(rf"(?<=:\s){whole}(?=:)|(?<=:\n    ){whole}(?=:)", wrapped)
    if not where:
        return wrapped
    before, after = wrapped[: where.start()], wrapped[where.end() :].removesuffix(code)
    return before + shown_on.paint(level, _colour(found)) + after + shown_on.paint(code, DIM)


def _snippet(found: Problem, shown_on: Screen) -> list[str]:
    if shown_on.width is None:
        lines = report.snippet(found)
    else:
        frame = len(f"  {found.place.line} | ")
        lines = report.snippet(found, max(NARROWEST, shown_on.width) - frame)
    if len(lines) < 2:
        return lines
    bar, _, mark = lines[1].partition("^")
    return [lines[0], bar + shown_on.paint(f"^{mark}", _colour(found))]


@contextmanager
def progress(text: str, stream: TextIO, patience: float = PATIENCE) -> Iterator[None]:
    """Shows the text and the seconds on a terminal when the work inside takes longer than that; then removes it."""
    if screen(stream, os.environ) == Screen():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(text, stream, patience, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(text: str, stream: TextIO, patience: float, done: threading.Event) -> None:
    began = time.monotonic()
    line = ""
    wait = patience
    while not done.wait(wait):
        line = f"{text} ({time.monotonic() - began:.0f} s)"[: shutil.get_terminal_size((80, 24)).columns - 1]
        stream.write(f"\r{line}")
        stream.flush()
        wait = 0.5
    if line:
        stream.write(f"\r{' ' * len(line)}\r")
        stream.flush()
