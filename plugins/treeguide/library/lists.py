"""Adds the lists that belong to everything: sources, glossary, facets and the register of addresses."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from treeguide.library.names import ID, add_former
from treeguide.library.reading import read_content, read_mapping
from treeguide.library.values import Library
from treeguide.reading.node import Node
from treeguide.reading.shape import suggested_id
from treeguide.values.model import Facets, RegisterFile, Source, Term
from treeguide.values.place import Document, Place
from treeguide.values.problem import problem

Entry = TypeVar("Entry", Source, Term)


def add_sources(library: Library, document: Document) -> None:
    """Read the bibliography: a mapping of ids to sources."""
    library.source_node = read_mapping(library, document)
    library.declared["source"].update(name for name, _ in _entries(library.source_node))
    for name, node, source in _each(library, library.source_node, Source):
        library.sources[name] = source
        add_former(library, "source", name, node, source.aliases, ("aliases",))


def add_glossary(library: Library, document: Document) -> None:
    """Read the glossary: a mapping of ids to terms."""
    for name, _, term in _each(library, read_mapping(library, document), Term):
        library.glossary[name] = term


def _each(library: Library, node: Node | None, model: type[Entry]) -> Iterator[tuple[str, Node, Entry]]:
    """Every entry that can be read: its id, its node and its content. What is wrong is added to the library."""
    for name, (key, entry) in _entries(node):
        if not ID.match(name):
            library.problems.append(problem(key, "bad-id", id=name, suggestion=suggested_id(name)))
            continue
        content = read_content(library, entry, model, key)
        if content:
            yield name, entry, content


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
