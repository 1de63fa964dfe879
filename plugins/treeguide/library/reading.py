"""Reads a document as a block of keys, and remembers it when that cannot be done."""

from treeguide.library.values import Library
from treeguide.place import Document, Place
from treeguide.problem import problem
from treeguide.reading.yaml_nodes import Node, read_yaml


def read_mapping(
    library: Library, document: Document, empty: str = "", text: str | None = None, line: int = 0
) -> Node | None:
    """The document as a mapping; None when it is empty or something else, which is then reported.

    `empty` is the code for a document with nothing in it; without a code that is no problem. `text` and `line` read a
    part of the document only, as in `read_yaml`.
    """
    node, problems = read_yaml(document, text, line)
    library.problems += problems
    if node is not None and node.entries is not None:
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
