"""Writes a picture as a Mermaid flowchart, as GitHub and many wikis draw it."""

import re
from collections.abc import Iterator

from treeguide.drawing.picture import Picture
from treeguide.values.shown import shown_json

_UNSAFE = re.compile(r"[^\w ,.?!:()/'’‘“”…–—€·-]|_|(?<![^ ])-|(?<=^\d)[.)]|(?<=^\d\d)[.)]")


def mermaid(picture: Picture) -> str:
    """The picture as the text of a flowchart from left to right. Questions have corners, situations are round."""
    return "\n".join(_rows(picture)) + "\n"


def quoted(text: str) -> str:
    """A text between quotes, in which nothing means anything to Mermaid: what might is written as its number."""
    return '"' + _UNSAFE.sub(_numbered, " ".join(text.split())) + '"'


def _numbered(found: re.Match[str]) -> str:
    return f"#{ord(found[0])};" if found[0].isprintable() else "\ufffd"


def _rows(picture: Picture) -> Iterator[str]:
    yield "---"
    yield f"title: {shown_json(picture.title)}"
    yield "---"
    yield "flowchart LR"
    for number, node in enumerate(picture.nodes):
        if node.sort == "question":
            note = f" ({node.note})" if node.note else ""
            yield f"  n{number}[{quoted(f'{node.number} · {node.text}{note}')}]"
        else:
            yield f"  n{number}({quoted(node.text)})"
    for arrow in picture.arrows:
        yield f"  n{arrow.source} -->|{quoted(arrow.text)}| n{arrow.target}"
    for number, node in enumerate(picture.nodes):
        if re.fullmatch(r"https?://[^\s\"<>]+", node.href):
            yield f'  click n{number} href "{node.href}"'
    yield "  classDef question stroke:#1a5c61,stroke-width:2px"
    yield "  class " + ",".join(f"n{number}" for number in range(picture.questions)) + " question"
