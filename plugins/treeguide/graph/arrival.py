"""With which facts readers come to an outcome, as far as something at that outcome asks for them."""

from collections import deque
from collections.abc import Mapping

from treeguide.graph.bits import compile_tree, find_live, follow, names_of
from treeguide.graph.unfold import SECTION_LIMIT
from treeguide.values.model import TreeFile


def arrivals(
    tree: TreeFile, asked: Mapping[str, frozenset[str]], limit: int = SECTION_LIMIT
) -> dict[str, set[frozenset[str]]] | None:
    """For each outcome in `asked`, every set of those facts that a reader of this tree can come there with.

    None when there are more situations to tell apart than `limit`.
    """
    compiled = compile_tree(tree)
    kept = {outcome: compiled.bits(facts) for outcome, facts in asked.items()}
    find_live(compiled, kept)
    found: dict[str, set[int]] = {outcome: set() for outcome in asked}
    seen = {(tree.start, 0)} if tree.start in tree.questions else set()
    waiting = deque(seen)
    while waiting and len(seen) <= limit + len(tree.questions):
        question, facts = waiting.popleft()
        for choice in compiled.choices[question]:
            edge, state = follow(compiled, choice, facts)
            if state is not None and state not in seen:
                seen.add(state)
                waiting.append(state)
            if isinstance(edge.target, str) and edge.target in found:
                found[edge.target].add((facts | choice.sets) & kept[edge.target])
    if waiting:
        return None
    return {outcome: {frozenset(names_of(compiled, one)) for one in states} for outcome, states in found.items()}
