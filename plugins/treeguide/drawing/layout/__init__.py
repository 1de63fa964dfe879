"""Turns boxes and the links between them into a layered drawing: places for boxes and labels, and curves between.

The method is that of Sugiyama, Tagawa and Toda (1981) as worked out by Gansner, Koutsofios, North and Vo, "A Technique
for Drawing Directed Graphs" (1993): leave out links that close a ring, give every box a layer, order each layer so
that few lines cross, then find coordinates. Layers run from left to right. A label is a vertex of its own between two
layers, so nothing ever lies on a text. No randomness and no recursion: the same boxes give the same drawing.
"""

from treeguide.drawing.layout.network import Curve, Drawn, Link, Place, Size, Spacing, make_network
from treeguide.drawing.layout.ordering import back_links, order_layers, rank
from treeguide.drawing.layout.placing import place

__all__ = ["Curve", "Drawn", "Link", "Place", "Size", "Spacing", "back_links", "lay_out", "rank"]


def lay_out(boxes: list[Size], links: list[Link], spacing: Spacing | None = None) -> Drawn:
    """The drawing of these boxes and links, which must not form a ring (see `back_links`).

    Boxes and labels never overlap, every link runs from left to right, and the labels of one box stand together in the
    order its links were given in.
    """
    network = make_network(boxes, links, rank(len(boxes), links))
    return place(network, order_layers(network), spacing or Spacing())
