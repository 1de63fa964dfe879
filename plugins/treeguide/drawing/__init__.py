"""Turns a guide into a drawing: SVG to look at and click on, Mermaid and DOT to work on elsewhere."""

from treeguide.checks import Project
from treeguide.drawing.dot import dot
from treeguide.drawing.mermaid import mermaid
from treeguide.drawing.picture import Hrefs, Picture, picture
from treeguide.drawing.svg import svg
from treeguide.library import Tree

__all__ = ["Hrefs", "Picture", "dot", "draw", "mermaid", "picture", "svg"]


def draw(project: Project, tree: Tree, hrefs: Hrefs | None = None, language: str = "nl", outcome: str = "") -> str:
    """A guide as an <svg> element for a page; with an outcome given, only the routes that lead to it."""
    return svg(picture(project, tree, hrefs, language, outcome))
