"""Adds the lists that belong to everything: sources, glossary, facets and the register of addresses."""

from collections.abc import Iterable

from treeguide.library.names import ID, add_former
from treeguide.library.reading import read_content, read_mapping
from treeguide.library.values import Library
from treeguide.model import Facets, RegisterFile, Source, Term
from treeguide.place import Document, Place
from treeguide.problem import problem
from treeguide.reading.shape import suggested_id
from treeguide.reading.yaml_nodes import Node


def add_sources(library: Library, document: Document) -> None:
    """Read the bibliography: a mapping of ids to sources."""
    library.source_node = read_mapping(library, document)
    for name, (key, node) in _entries(library.source_node):
        library.declared["source"].add(name)
        if not ID.match(name):
            library.problems.append(problem(key, "bad-id", id=name, suggestion=suggested_id(name)))
            continue
        source = read_content(library, node, Source, key)
        if source:
            library.sources[name] = source
            add_former(library, "source", name, node, source.aliases, ("aliases",))


def add_glossary(library: Library, document: Document) -> None:
    """Read the glossary: a mapping of ids to terms."""
    for name, (key, node) in _entries(read_mapping(library, document)):
        if not ID.match(name):
            library.problems.append(problem(key, "bad-id", id=name, suggestion=suggested_id(name)))
            continue
        term = read_content(library, node, Term, key)
        if term:
            library.glossary[name] = term


def _entries(node: Node | None) -> Iterable[tuple[str, tuple[Place, Node]]]:
    return (node.entries or {}).items() if node else ()


def add_facets(library: Library, document: Document) -> None:
    """Read the closed lists of themes, phases and roles."""
    node = read_mapping(library, document)
    if node is None:
        return
    facets = read_content(library, node, Facets)
    library.facet_node = node
    library.facets = facets or library.facets
    if facets is None:
        library.unread.append(document)


def add_register(library: Library, document: Document) -> None:
    """Read the register of published addresses."""
    node = read_mapping(library, document)
    if node is None:
        return
    file = read_content(library, node, RegisterFile)
    library.register_node = node
    library.register = file or library.register
