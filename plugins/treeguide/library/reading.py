"""Reads a document as a block of keys, and its values as content; remembers what cannot be read."""

from typing import TypeVar

from pydantic import BaseModel

from treeguide.library.values import Library
from treeguide.reading.node import Node
from treeguide.reading.shape import fit
from treeguide.reading.yaml_nodes import read_yaml
from treeguide.values.place import Document, Place
from treeguide.values.problem import problem

Model = TypeVar("Model", bound=BaseModel)


def read_mapping(
    library: Library, document: Document, empty: str = "", text: str | None = None, line: int = 0
) -> Node | None:
    """The document as a mapping; None when it is empty or something else, which is then reported.

    `empty` is the code for a document with nothing in it; without a code that is no problem. `text` and `line` read a
    part of the document only, as in `read_yaml`.
    """
    known = library.earlier.node(document)
    node, problems = (known, []) if known else read_yaml(document, text, line)
    library.problems += problems
    if node is not None and node.entries is not None:
        if not problems:
            library.kept.keep_node(document, node)
        return node
    if node is not None:
        given = "list" if node.items is not None else "text"
        name = document.path.rsplit("/", 1)[-1]
        library.problems.append(problem(node.place, "wrong-shape", key=name, wanted="mapping", given=given))
    elif empty and not problems:
        library.problems.append(problem(Place(document), empty))
    if node is not None or problems:
        library.unread.append(document)
    return None


def read_content(library: Library, node: Node, model: type[Model], owner: Place | None = None) -> Model | None:
    """The node as a model, as `fit` does it; what does not fit is reported."""
    known = library.earlier.content(node)
    content, misfits = (known, []) if isinstance(known, model) else fit(node, model, owner)
    library.problems += misfits
    if misfits or content is None:
        library.kept.forget(node)
    else:
        library.kept.keep_content(node, content)
    return content
