"""Writes a picture in the DOT language of Graphviz."""

from collections.abc import Iterator

from treeguide.drawing.composing import Styles
from treeguide.drawing.lettering import Style
from treeguide.drawing.picture import Node, Picture
from treeguide.values.shown import shown


def dot(picture: Picture) -> str:
    """The picture as a directed graph from left to right; addresses come along as URL."""
    return "\n".join(_rows(picture)) + "\n"


def quoted(*lines: str) -> str:
    """Lines of text as one quoted string, in which nothing means anything to Graphviz."""
    return '"' + "\\n".join(shown(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines) + '"'


def _rows(picture: Picture) -> Iterator[str]:
    styles = Styles()
    yield f"digraph {quoted(picture.id)} {{"
    yield f"  graph [rankdir=LR, label={quoted(picture.title)}, labelloc=t, fontname=Helvetica]"
    yield '  node [shape=box, fontname=Helvetica, fontsize=12, color="#1a5c61"]'
    yield "  edge [fontname=Helvetica, fontsize=11]"
    for number, node in enumerate(picture.nodes):
        style = styles.question if node.sort == "question" else styles.outcome
        looks = "" if node.sort == "question" else ', style="rounded,filled", color="#f4eee3"'
        href = f", URL={quoted(node.href)}" if node.href else ""
        yield f"  n{number} [label={quoted(*_lines(node, style, styles.note))}{looks}{href}]"
    for arrow in picture.arrows:
        lines = styles.option.wrap(arrow.text)
        yield f"  n{arrow.source} -> n{arrow.target} [label={quoted(*lines)}, tooltip={quoted(arrow.text)}]"
    yield "}"


def _lines(node: Node, style: Style, note: Style) -> list[str]:
    text = f"{node.number}  {node.text}" if node.number else node.text
    return [*style.wrap(text), *(note.wrap(node.note) if node.note else ())]
