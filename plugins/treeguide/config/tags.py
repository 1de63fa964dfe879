"""Values with a tag in a configuration: kept as they stand. `!ENV` is looked up as MkDocs does, others never are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml


@dataclass(frozen=True)
class Tagged:
    """A value with a tag, such as `!ENV NAME`, as it stands in the file. Nothing it names is looked up or run."""

    node: yaml.Node


class Loader(yaml.SafeLoader):
    """Reads a configuration without following tags: a value with one becomes `Tagged`."""


def _kept(loader: Loader, suffix: str, node: yaml.Node) -> Tagged:
    return Tagged(node)


Loader.add_multi_constructor("", _kept)


def resolved(value: Any, environment: Mapping[str, str]) -> Any:
    """The value itself; of `!ENV [NAME, OTHER, default]` the first name that is set, read as YAML, else the default.

    Nothing for a value with another tag.
    """
    if not isinstance(value, Tagged):
        return value
    node = value.node
    if node.tag != "!ENV" or not isinstance(node, yaml.ScalarNode | yaml.SequenceNode):
        return None
    parts = list(node.value) if isinstance(node, yaml.SequenceNode) else [node]
    names, default = (parts[:-1], parts[-1]) if len(parts) > 1 else (parts, None)
    for name in names:
        if isinstance(name.value, str) and name.value in environment:
            return _read(environment[name.value])
    return None if default is None else resolved(_made(default), environment)


def _read(text: str) -> Any:
    """The text of a variable as YAML would take it: `true` is a yes, `12` a number."""
    tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    try:
        return _made(yaml.ScalarNode(tag, text))
    except ValueError:  # it looks like a day and is none
        return text


def _made(node: yaml.Node) -> Any:
    return Loader("").construct_object(node, deep=True)
