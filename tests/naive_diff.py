"""What a change does to readers, found by walking every route one by one; shares no code with ours."""

import copy
from collections import Counter
from collections.abc import Iterator, Mapping

from hypothesis import strategies as st

from random_trees import Raw, choose

Answers = dict[str, str]
Ends = tuple[str, tuple[str, ...]]
NOBODY: frozenset[str] = frozenset()


def routes(tree: Raw, step: str = "", facts: frozenset[str] = NOBODY) -> Iterator[tuple[Answers, str]]:
    """Every route through a tree without rings: the answers, and where they end."""
    step = step or tree["start"]
    if step not in tree["questions"]:
        yield {}, step
        return
    for option in tree["questions"][step]["options"]:
        target, after, _ = choose(tree, step, option, facts)
        for answers, end in routes(tree, target, after):
            yield {step: option, **answers}, end


def ends_with(tree: Raw, answers: Mapping[str, str], step: str = "", facts: frozenset[str] = NOBODY) -> set[str]:
    """Everywhere a reader with these answers can end; a question without an answer can be answered in any way."""
    step = step or tree["start"]
    if step not in tree["questions"]:
        return {step}
    options = tree["questions"][step]["options"]
    found = set()
    for option in [answers[step]] if step in answers else list(options):
        if option in options:
            target, after, _ = choose(tree, step, option, facts)
            found |= ends_with(tree, answers, target, after)
    return found


def changes(walked: Raw, other: Raw, renamed: Mapping[str, str]) -> tuple[int, Counter[Ends]]:
    """How many routes there are, and how many of them end differently, by their end and the ends there."""
    found: Counter[Ends] = Counter()
    count = 0
    for answers, end in routes(walked):
        count += 1
        there = ends_with(other, {renamed.get(question, question): option for question, option in answers.items()})
        if there != {end}:
            found[end, tuple(sorted(there))] += 1
    return count, found


def without_rings(tree: Raw) -> Raw:
    """The tree with every way that leads back to an earlier question leading to an outcome."""
    found = copy.deepcopy(tree)
    order, waiting = list[str](), [found["start"]]
    rank: dict[str, int] = {}
    while waiting:  # depth first; a question gets its place when all that follows it has one
        question = waiting[-1]
        fresh = [step for step in _targets(found, question) if step in found["questions"] and step not in rank]
        if question not in rank:
            rank[question] = -1
        if fresh:
            waiting.append(fresh[0])
        else:
            waiting.pop()
            if rank[question] == -1:
                order.append(question)
                rank[question] = len(order)
    end = min(found["outcomes"])
    for question in order:
        for option in found["questions"][question]["options"].values():
            ways = [option] if isinstance(option["next"], str) else option["next"]
            for way in ways:
                for key in ("next", "to", "otherwise"):
                    if isinstance(way.get(key), str) and rank.get(way[key], 0) >= rank[question]:
                        way[key] = end
    return found


def _targets(tree: Raw, question: str) -> list[str]:
    options = tree["questions"][question]["options"].values()
    ways = [way for option in options for way in ([option] if isinstance(option["next"], str) else option["next"])]
    return [way[key] for way in ways for key in ("next", "to", "otherwise") if key in way]


@st.composite
def edits(draw: st.DrawFn, tree: Raw) -> tuple[Raw, dict[str, str]]:
    """The tree after one to three things an author may do, and which questions got another id."""
    edited, renamed = copy.deepcopy(tree), dict[str, str]()
    for number in range(draw(st.integers(1, 3))):
        questions = edited["questions"]
        question = draw(st.sampled_from(sorted(questions)))
        options = questions[question]["options"]
        option = draw(st.sampled_from(sorted(options)))
        target = draw(st.sampled_from([*sorted(questions), *sorted(edited["outcomes"])]))
        what = draw(st.sampled_from(["lead", "drop", "add", "ask", "rename", "begin"]))
        if what == "lead":
            options[option]["next"] = target
        elif what == "drop" and len(options) > 1:
            del options[option]
        elif what == "add":
            options[f"extra-{number}"] = {"text": f"Extra {number}", "sets": [], "next": target}
        elif what == "ask":
            ways = {
                f"kant-{side}": {"text": f"Kant {side}", "sets": [], "next": to}
                for side, to in (("a", target), ("b", options[option]["next"]))
            }
            questions[f"tussen-{number}"] = {"text": f"Tussendoor {number}?", "options": ways}
            options[option]["next"] = f"tussen-{number}"
        elif what == "rename" and question not in renamed.values():
            _rename(edited, question, f"nieuw-{number}")
            renamed[question] = f"nieuw-{number}"
        elif what == "begin":
            edited["start"] = question
    edited["aliases"] = {old: new for old, new in renamed.items() if old in tree["questions"]}
    return edited, edited["aliases"]


def _rename(tree: Raw, old: str, new: str) -> None:
    tree["questions"] = {new if name == old else name: content for name, content in tree["questions"].items()}
    tree["start"] = new if tree["start"] == old else tree["start"]
    for content in tree["questions"].values():
        for option in content["options"].values():
            if isinstance(option["next"], str):
                option["next"] = new if option["next"] == old else option["next"]
            else:
                option["next"] = [
                    {key: new if value == old else value for key, value in way.items()} for way in option["next"]
                ]
