"""Tells what a change does to readers: not which lines differ, but who comes to another situation, and how many."""

from collections.abc import Iterator, Mapping

from treeguide.compare.changes import Difference, difference
from treeguide.compare.lines import Line
from treeguide.compare.telling import told
from treeguide.compare.wording import Wording

__all__ = ["Difference", "as_markdown", "as_text", "difference"]


def as_text(found: Difference, language: str, since: Mapping[str, str]) -> list[str]:
    """The lines for a terminal. `since` has the revision as it was asked for, its commit and its day."""
    words = Wording(language, "text")
    lines = told(found, words, _since(since, words))
    return [row for line in lines for row in _text(line)]


def _since(since: Mapping[str, str], words: Wording) -> str:
    """What was compared with."""
    return words.say("since", **{key: value if key == "day" else words.code(value) for key, value in since.items()})


def _text(line: Line) -> Iterator[str]:
    if line.sort == "heading":
        yield from ("", line.text, ("=" if line.level == 1 else "-") * len(line.text))[line.level == 1 :]
    elif line.sort == "item":
        yield f"{'  ' * (line.level - 1)}- {line.text}"
    elif line.sort == "plain":
        yield line.text


def as_markdown(found: Difference, language: str, since: Mapping[str, str]) -> list[str]:
    """The lines of Markdown for the summary of a pull request on GitHub, with drawings in Mermaid."""
    words = Wording(language, "markdown")
    lines = told(found, words, _since(since, words))
    rows: list[str] = []
    before = "heading"
    for line in lines:
        if line.sort != "item" or before != "item":
            rows.append("")
        rows += _markdown(line)
        before = line.sort
    return rows[1:]


def _markdown(line: Line) -> Iterator[str]:
    if line.sort == "heading":
        yield f"{'#' * (line.level + 1)} {line.text}"
    elif line.sort == "item":
        yield f"{'  ' * (line.level - 1)}- {line.text}"
    elif line.sort == "drawing":
        yield from ("```mermaid", *line.text.split("\n"), "```")
    else:
        yield line.text
