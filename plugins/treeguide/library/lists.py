"""Adds the lists that belong to everything: sources, glossary, facets and the register of addresses."""

from treeguide.library.names import ID, add_former, stem_of
from treeguide.library.values import Library
from treeguide.model import Facets, RegisterFile, Source, Term
from treeguide.place import Document, Place
from treeguide.problem import problem
from treeguide.shape import fit, suggested_id
from treeguide.yaml_nodes import Node, read_yaml


def add_sources(library: Library, document: Document) -> None:
    """Read the bibliography: a mapping of ids to sources."""
    library.source_node, entries = _mapping(library, document)
    for name, (key, node) in entries.items():
        library.declared["source"].add(name)
        if not ID.match(name):
            library.problems.append(problem(key, "bad-id", id=name, suggestion=suggested_id(name)))
            continue
        source, misfits = fit(node, Source)
        library.problems += misfits
        if source:
            library.sources[name] = source
            add_former(library, "source", name, node, source.aliases, ("aliases",))


def add_glossary(library: Library, document: Document) -> None:
    """Read the glossary: a mapping of ids to terms."""
    _, entries = _mapping(library, document)
    for name, (key, node) in entries.items():
        if not ID.match(name):
            library.problems.append(problem(key, "bad-id", id=name, suggestion=suggested_id(name)))
            continue
        term, misfits = fit(node, Term)
        library.problems += misfits
        if term:
            library.glossary[name] = term


def add_facets(library: Library, document: Document) -> None:
    """Read the closed lists of themes, phases and roles."""
    node, problems = read_yaml(document)
    library.problems += problems
    if node is None:
        return
    facets, misfits = fit(node, Facets)
    library.problems += misfits
    library.facet_node = node
    library.facets = facets or library.facets


def _mapping(library: Library, document: Document) -> tuple[Node | None, dict[str, tuple[Place, Node]]]:
    node, problems = read_yaml(document)
    library.problems += problems
    if node is None or node.entries is None:
        if not problems and document.text.strip():
            library.problems.append(
                problem(Place(document), "wrong-shape", key=stem_of(document), wanted="mapping", given="text")
            )
        return node, {}
    return node, node.entries


def add_register(library: Library, document: Document) -> None:
    """Read the register of published addresses."""
    node, problems = read_yaml(document)
    library.problems += problems
    if node is None:
        return
    file, misfits = fit(node, RegisterFile)
    library.problems += misfits
    library.register_node = node
    library.register = file or library.register
