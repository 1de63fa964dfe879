"""Adds a file of the trees' folder to the library: a tree, or outcomes that trees share."""

from collections.abc import Mapping

from treeguide.library.names import add_former, check_name, stem_of
from treeguide.library.values import Library, Situation, Tree
from treeguide.model import Outcome, OutcomesFile, TreeFile
from treeguide.place import Document, Place
from treeguide.problem import problem
from treeguide.shape import fit
from treeguide.yaml_nodes import Node, read_yaml


def add_tree(library: Library, document: Document) -> None:
    """Read a file from the folder of trees: a tree when it has questions, else outcomes that trees share."""
    stem = stem_of(document)
    node, problems = read_yaml(document)
    library.problems += problems
    if node is None or node.entries is None:
        if not problems:
            library.problems.append(problem(Place(document), "empty-file"))
        _break(library, document, stem)
        return
    questions, outcomes = node.child("questions"), node.child("outcomes")
    library.declared["outcome"] |= set(outcomes.keys() if outcomes else ())
    if questions is None and outcomes is not None and "start" not in node.entries:
        file, misfits = fit(node, OutcomesFile)
        library.problems += misfits
        if file:
            _add_outcomes(library, document, node, file.outcomes, None)
            add_aliases(library, "outcome", node, file.aliases)
        else:
            library.broken[stem] = document
        return
    good_name = check_name(library, document, stem, {name: tree.document.path for name, tree in library.trees.items()})
    tree_file, misfits = fit(node, TreeFile)
    library.problems += misfits
    if tree_file is None or not good_name:
        _break(library, document, stem)
        return
    library.trees[stem] = Tree(stem, document, node, tree_file)
    add_former(library, "tree", stem, node, tree_file.former_ids, ("former_ids",))
    _add_outcomes(library, document, node, tree_file.outcomes, stem)


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
