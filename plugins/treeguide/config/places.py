"""Where a configuration names the plugin, and each of its options."""

from collections.abc import Iterator, Sequence

import yaml

from treeguide.config.tags import Loader
from treeguide.values.place import Document, Place

OURS = frozenset({"treeguide", "/treeguide"})
GROUPS = frozenset({"group", "material/group"})
DEEPEST = 20
Mention = tuple[yaml.Node, yaml.Node | None]


def place_of(documents: Sequence[Document], *keys: str) -> Place:
    """Where a key of the configuration stands, in the nearest file that has it; else the beginning of the nearest."""
    for document in documents:
        node = _child(_composed(document), keys)
        if node is not None:
            return _place(document, node)
    return Place(documents[0] if documents else Document("mkdocs.yml"))


def option_place(documents: Sequence[Document], name: str) -> Place:
    """Where an option of the plugin stands; else where the plugin is named."""
    mentions = [(document, *found) for document in documents for found in _mentions(document)]
    for document, _, options in mentions:
        node = _child(options, (name,))
        if node is not None:
            return _place(document, node)
    return _place(*mentions[0][:2]) if mentions else place_of(documents, "plugins")


def mentions(documents: Sequence[Document]) -> list[Place]:
    """Every place where the plugin is named, in the nearest file that names it."""
    found = ([_place(document, node) for node, _ in _mentions(document)] for document in documents)
    return next((places for places in found if places), [])


def _composed(document: Document) -> yaml.Node | None:
    try:
        found: yaml.Node | None = yaml.compose(document.text, Loader)
    except (yaml.YAMLError, RecursionError):
        return None
    return found


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _child(node: yaml.Node | None, keys: Sequence[str]) -> yaml.Node | None:
    """The key itself at the end of that path of keys."""
    for number, key in enumerate(keys):
        pair = next((pair for pair in _pairs(node) if pair[0].value == key), None)
        if pair is None:
            return None
        if number == len(keys) - 1:
            return pair[0]
        node = pair[1]
    return None


def _mentions(document: Document) -> Iterator[Mention]:
    top = next((value for key, value in _pairs(_composed(document)) if key.value == "plugins"), None)
    return _in_plugins(top, 0)


def _in_plugins(node: yaml.Node | None, depth: int) -> Iterator[Mention]:
    """The plugin among others, also in a group of them."""
    entries = node.value if isinstance(node, yaml.SequenceNode) else [node] if depth <= DEEPEST else []
    for entry in entries:
        if isinstance(entry, yaml.ScalarNode) and entry.value in OURS:
            yield entry, None
        for key, value in _pairs(entry):
            if key.value in OURS:
                yield key, value
            elif key.value in GROUPS and depth < DEEPEST:
                inner = next((one for name, one in _pairs(value) if name.value == "plugins"), None)
                yield from _in_plugins(inner, depth + 1)


def _place(document: Document, node: yaml.Node) -> Place:
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Place(document, start.line + 1, start.column + 1, max(1, length))
