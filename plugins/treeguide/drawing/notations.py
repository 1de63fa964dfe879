"""Writes a picture in the notations of other programs: as a Mermaid flowchart, and in the DOT of Graphviz."""

import re
from collections.abc import Iterator

from treeguide.drawing import Node, Picture
from treeguide.drawing.composing import Styles
from treeguide.drawing.lettering import Style
from treeguide.values.shown import one_line, shown, shown_json

_UNSAFE = re.compile(r"[^\w ,.?!:()/'’‘“”…–—€·-]|_|(?<![^ ])-|(?<=^\d)[.)]|(?<=^\d\d)[.)]")


def mermaid(picture: Picture) -> str:
    """The picture as the text of a flowchart from left to right. Questions have corners, situations are round."""
    return "\n".join(_mermaid_rows(picture)) + "\n"


def quoted_in_mermaid(text: str) -> str:
    """A text between quotes, in which nothing means anything to Mermaid: what might is written as its number."""
    return '"' + _UNSAFE.sub(_numbered, one_line(text)) + '"'


def _numbered(found: re.Match[str]) -> str:
    return f"#{ord(found[0])};" if found[0].isprintable() else "\ufffd"


def _mermaid_rows(picture: Picture) -> Iterator[str]:
    yield "---"
    yield f"title: {shown_json(picture.title)}"
    yield "---"
    yield "flowchart LR"
    for number, node in enumerate(picture.nodes):
        if node.sort == "question":
            note = f" ({node.note})" if node.note else ""
            yield f"  n{number}[{quoted_in_mermaid(f'{node.number} · {node.text}{note}')}]"
        else:
            yield f"  n{number}({quoted_in_mermaid(node.text)})"
    for arrow in picture.arrows:
        yield f"  n{arrow.source} -->|{quoted_in_mermaid(arrow.text)}| n{arrow.target}"
    for number, node in enumerate(picture.nodes):
        if re.fullmatch(r"https?://[^\s\"<>]+", node.href):
            yield f'  click n{number} href "{node.href}"'
    yield "  classDef question stroke:#1a5c61,stroke-width:2px"
    yield "  class " + ",".join(f"n{number}" for number in range(picture.questions)) + " question"


def dot(picture: Picture) -> str:
    """The picture as a directed graph from left to right; addresses come along as URL."""
    return "\n".join(_dot_rows(picture)) + "\n"


def quoted_in_dot(*lines: str) -> str:
    """Lines of text as one quoted_in_dot string, in which nothing means anything to Graphviz."""
    return '"' + "\\n".join(shown(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines) + '"'


def _dot_rows(picture: Picture) -> Iterator[str]:
    styles = Styles()
    yield f"digraph {quoted_in_dot(picture.id)} {{"
    yield f"  graph [rankdir=LR, label={quoted_in_dot(picture.title)}, labelloc=t, fontname=Helvetica]"
    yield '  node [shape=box, fontname=Helvetica, fontsize=12, color="#1a5c61"]'
    yield "  edge [fontname=Helvetica, fontsize=11]"
    for number, node in enumerate(picture.nodes):
        style = styles.question if node.sort == "question" else styles.outcome
        looks = "" if node.sort == "question" else ', style="rounded,filled", color="#f4eee3"'
        href = f", URL={quoted_in_dot(node.href)}" if node.href else ""
        yield f"  n{number} [label={quoted_in_dot(*_lines(node, style, styles.note))}{looks}{href}]"
    for arrow in picture.arrows:
        label, tooltip = quoted_in_dot(*styles.option.wrap(arrow.text)), quoted_in_dot(arrow.text)
        yield f"  n{arrow.source} -> n{arrow.target} [label={label}, tooltip={tooltip}]"
    yield "}"


def _lines(node: Node, style: Style, note: Style) -> list[str]:
    text = f"{node.number}  {node.text}" if node.number else node.text
    return [*style.wrap(text), *(note.wrap(node.note) if node.note else ())]
