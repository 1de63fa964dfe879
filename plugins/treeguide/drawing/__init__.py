"""Turns a guide into a drawing: SVG to look at and click on, Mermaid and DOT to work on elsewhere."""

from collections.abc import Collection

from treeguide.drawing.dot import dot
from treeguide.drawing.mermaid import mermaid
from treeguide.drawing.picture import Hrefs, Picture, picture, readers_note
from treeguide.drawing.svg import svg
from treeguide.library import Tree
from treeguide.project import Project

__all__ = ["Hrefs", "Picture", "dot", "draw", "mermaid", "picture", "readers_note", "svg"]


def draw(
    project: Project,
    tree: Tree,
    hrefs: Hrefs | None = None,
    language: str = "nl",
    outcome: str = "",
    sections: Collection[int] | None = None,
) -> str:
    """A guide as an <svg> element for a page; only the routes to an outcome, or only some sections, where given."""
    return svg(picture(project, tree, hrefs, language, outcome, sections))
