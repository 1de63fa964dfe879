"""Finds in an mkdocs.yml, with their places, the pages of its navigation and what it leaves out. Runs nothing."""

from collections.abc import Iterator
from typing import Any

import yaml

from treeguide.values.place import Document, Place

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def nav_pages(document: Document) -> Iterator[tuple[Place, str]]:
    """Every page that the navigation names, as a path in docs/."""
    waiting = [_value(document, "nav")]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, yaml.SequenceNode):
            waiting = [*node.value, *waiting]
        elif isinstance(node, yaml.MappingNode):
            waiting = [*(value for _, value in node.value), *waiting]
        elif isinstance(node, yaml.ScalarNode) and node.value.endswith(".md"):
            at = node.start_mark
            yield Place(document, at.line + 1, at.column + 1, max(1, node.end_mark.column - at.column)), node.value


def left_out(document: Document) -> Iterator[tuple[Place, str]]:
    """Every pattern of `exclude_docs`, as it stands there."""
    node = _value(document, "exclude_docs")
    if not isinstance(node, yaml.ScalarNode):
        return
    for number in range(node.start_mark.line, min(node.end_mark.line + 1, len(document.lines))):
        row = document.lines[number]
        pattern = row.strip() if number > node.start_mark.line else node.value.strip()
        if pattern in node.value.split("\n") or pattern == node.value.strip():
            start = max(row.find(pattern), 0)
            if pattern and not pattern.startswith("#"):
                yield Place(document, number + 1, start + 1, len(pattern)), pattern


def _value(document: Document, key: str) -> yaml.Node | None:
    """What stands behind a key at the highest level."""
    try:
        node = yaml.compose(document.text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    entries = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in entries if name.value == key), None)
