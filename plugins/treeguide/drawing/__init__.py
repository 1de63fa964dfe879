"""Turns a guide into a drawing: SVG to look at and click on, Mermaid and DOT to work on elsewhere."""

from treeguide.drawing.dot import dot
from treeguide.drawing.mermaid import mermaid
from treeguide.drawing.picture import Hrefs, Picture, picture, readers_note
from treeguide.drawing.svg import svg

__all__ = ["Hrefs", "Picture", "dot", "mermaid", "picture", "readers_note", "svg"]
