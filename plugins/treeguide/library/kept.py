"""What reading made of files, kept so that a next reading need not do it again for files that did not change."""

from dataclasses import dataclass, field

from pydantic import BaseModel

from treeguide.reading.node import Node
from treeguide.values.place import Document


@dataclass
class Kept:
    """What was read without any fault: the nodes of each document by its path, and the content of nodes by identity.

    A node stands beside its content, since an identity only means something while its object lives.
    """

    nodes: dict[str, tuple[str, Node]] = field(default_factory=dict)
    contents: dict[int, tuple[Node, BaseModel]] = field(default_factory=dict)

    def node(self, document: Document) -> Node | None:
        """What was made of a document with this path and exactly this text."""
        text, node = self.nodes.get(document.path, ("", None))
        return node if text == document.text else None

    def content(self, node: Node) -> BaseModel | None:
        """What was made of this very node."""
        found = self.contents.get(id(node))
        return found[1] if found else None

    def keep_node(self, document: Document, node: Node) -> None:
        self.nodes[document.path] = (document.text, node)

    def keep_content(self, node: Node, content: BaseModel) -> None:
        self.contents[id(node)] = (node, content)

    def forget(self, node: Node) -> None:
        """Keep nothing of the node's document: something in it has to be told at every reading."""
        self.nodes.pop(node.place.document.path, None)
