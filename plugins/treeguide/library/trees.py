"""Adds a file of the trees' folder to the library: a tree, or outcomes that trees share."""

from collections.abc import Mapping

from treeguide.library.names import add_former, check_name, stem_of
from treeguide.library.reading import read_content, read_mapping
from treeguide.library.values import Library, Situation, Tree
from treeguide.reading.meant import meant
from treeguide.reading.node import Node
from treeguide.values.model import Outcome, OutcomesFile, TreeFile
from treeguide.values.place import Document
from treeguide.values.problem import problem


def add_tree(library: Library, document: Document) -> None:
    """Read a file from the folder of trees: a tree when it has questions, else outcomes that trees share."""
    stem = stem_of(document)
    node = read_mapping(library, document, "empty-file")
    if node is None:
        _break(library, document, stem)
    elif _is_tree(node):
        _add_whole_tree(library, document, stem, node)
    else:
        file = read_content(library, node, OutcomesFile)
        _declare_outcomes(library, node)
        if file:
            _add_outcomes(library, document, node, file.outcomes, None)
            add_aliases(library, "outcome", node, file.aliases)
        else:
            library.broken[stem] = document


def _is_tree(node: Node) -> bool:
    """Whether a file means to be a tree: it has keys that only trees have, or none that shared outcomes have."""
    keys = {meant(key, TreeFile.model_fields, "keys").word for key in node.entries or ()}
    return bool(keys - set(OutcomesFile.model_fields) - {""}) or "outcomes" not in keys


def _add_whole_tree(library: Library, document: Document, stem: str, node: Node) -> None:
    good_name = check_name(library, document, stem, library.trees)
    tree_file = read_content(library, node, TreeFile)
    _declare_outcomes(library, node)
    if tree_file is None or not good_name:
        _break(library, document, stem)
        return
    library.trees[stem] = Tree(stem, document, node, tree_file)
    add_former(library, "tree", stem, node, tree_file.former_ids, ("former_ids",))
    _add_outcomes(library, document, node, tree_file.outcomes, stem)


def _declare_outcomes(library: Library, node: Node) -> None:
    outcomes = node.child("outcomes")
    library.declared["outcome"] |= set(outcomes.keys() if outcomes else ())


def _break(library: Library, document: Document, stem: str) -> None:
    library.declared["tree"].add(stem)
    library.broken[stem] = document


def _add_outcomes(
    library: Library, document: Document, node: Node, outcomes: Mapping[str, Outcome], tree: str | None
) -> None:
    for name, outcome in outcomes.items():
        key, inner = node.key_at(("outcomes", name)), (node.child("outcomes") or node).child(name) or node
        if name in library.situations:
            other = library.situations[name].key
            library.problems.append(problem(key, "duplicate-id", id=name, other=f"{other.document.path}:{other.line}"))
        else:
            library.situations[name] = Situation(name, outcome, document, inner, key, tree)


def add_aliases(library: Library, sort: str, node: Node, aliases: Mapping[str, str]) -> None:
    for old, new in aliases.items():
        library.alias_places.append((sort, old, new, node.key_at(("aliases", old))))
        library.aliases.setdefault(sort, {})[old] = new
