"""Which links close a ring, and the layer of every box: as far left as can be, moved right where that is shorter."""

from collections import deque
from collections.abc import Sequence

from treeguide.drawing.layout.geometry import Link


def back_links(count: int, links: Sequence[Link]) -> frozenset[int]:
    """The numbers of the links that lead back to where a reader came from; without them no ring is left.

    Found by walking depth first from box 0 on (Gansner et al. 1993, section 2.1), each link in the order given.
    """
    onward = _by_source(count, links)
    found: set[int] = set()
    state = [0] * count  # 0 not seen, 1 being walked, 2 done
    for root in range(count):
        if state[root]:
            continue
        state[root] = 1
        walk = [(root, iter(onward[root]))]
        while walk:
            box, rest = walk[-1]
            for number in rest:
                target = links[number].target
                if state[target] == 1:
                    found.add(number)
                elif state[target] == 0:
                    state[target] = 1
                    walk.append((target, iter(onward[target])))
                    break
            else:
                state[box] = 2
                walk.pop()
    return frozenset(found)


def rank(count: int, links: Sequence[Link]) -> list[int]:
    """The layer of every box; a link always leads to a later layer.

    First the longest path from a box nothing leads to (Kahn 1962). Then, from the right, boxes with more links out than
    in move right as far as their links allow, which makes the links together shorter: node promotion, a stand-in for
    the network simplex of Gansner et al. (Nikolov and Tarassov 2006). Raises ValueError when the links form a ring.
    """
    onward = _by_source(count, links)
    entering = [0] * count
    for link in links:
        entering[link.target] += 1
    waiting = deque(box for box in range(count) if not entering[box])
    left, layers, order = list(entering), [0] * count, []
    while waiting:
        box = waiting.popleft()
        order.append(box)
        for number in onward[box]:
            target = links[number].target
            layers[target] = max(layers[target], layers[box] + 1)
            left[target] -= 1
            if not left[target]:
                waiting.append(target)
    if len(order) < count:
        raise ValueError("links that form a ring cannot be put in layers")
    for box in reversed(order):
        if len(onward[box]) > entering[box] > 0:
            layers[box] = min(layers[links[number].target] for number in onward[box]) - 1
    return layers


def _by_source(count: int, links: Sequence[Link]) -> list[list[int]]:
    """The numbers of the links that leave each box, in the order given."""
    found: list[list[int]] = [[] for _ in range(count)]
    for number, link in enumerate(links):
        found[link.source].append(number)
    return found
