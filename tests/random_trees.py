"""Random trees with facts and conditions, and a naive interpreter of them that shares no code with ours."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

FACTS = ["een", "twee", "drie"]
Raw = dict[str, Any]
State = tuple[str, frozenset[str]]


@st.composite
def trees(draw: st.DrawFn) -> Raw:
    """A tree as an author could write it, as plain data: well formed, but it may have rings and useless conditions."""
    questions = [f"vraag-{number}" for number in range(draw(st.integers(1, 6)))]
    outcomes = [f"uitkomst-{number}" for number in range(draw(st.integers(1, 3)))]
    target = st.sampled_from(questions + outcomes)
    fact_lists = st.lists(st.sampled_from(FACTS), max_size=2, unique=True)
    conditions = st.fixed_dictionaries({}, optional=dict.fromkeys(("all_of", "any_of", "none_of"), fact_lists))
    ways = st.builds(
        lambda pairs, last: [*({"when": when, "to": to} for when, to in pairs), {"otherwise": last}],
        st.lists(st.tuples(conditions.filter(lambda when: any(when.values())), target), min_size=1, max_size=3),
        target,
    )
    options = st.builds(
        lambda sets, following: {"text": "Kies dit", "sets": sets, "next": following},
        fact_lists,
        target | ways,
    )
    return {
        "title": "Een boom",
        "summary": "Uit het toeval.",
        "start": questions[0],
        "facts": {fact: f"feit {fact}" for fact in FACTS},
        "questions": {
            question: {
                "text": "Wat nu?",
                "options": {f"optie-{number}": draw(options) for number in range(draw(st.integers(1, 3)))},
            }
            for question in questions
        },
        "outcomes": {
            outcome: {"title": outcome, "summary": "Zo is het.", "body": "Zo is het.", "first_step": "Begin."}
            for outcome in outcomes
        },
    }


def holds(when: Raw, facts: frozenset[str]) -> bool:
    """Whether someone with these facts meets the condition."""
    for fact in when.get("all_of", []):
        if fact not in facts:
            return False
    if when.get("any_of") and not [fact for fact in when["any_of"] if fact in facts]:
        return False
    return not [fact for fact in when.get("none_of", []) if fact in facts]


def choose(tree: Raw, question: str, option: str, facts: frozenset[str]) -> tuple[str, frozenset[str], list[int]]:
    """Where an answer leads, the facts from then on, and which ways of the list held."""
    chosen = tree["questions"][question]["options"][option]
    facts = facts.union(chosen["sets"])
    if isinstance(chosen["next"], str):
        return chosen["next"], facts, [0]
    held = [n for n, way in enumerate(chosen["next"]) if "otherwise" in way or holds(way["when"], facts)]
    way = chosen["next"][held[0]]
    return way.get("to", way.get("otherwise")), facts, held


@dataclass
class Walked:
    """Every situation a reader can get into: how far from the start it is, and what each answer does there."""

    distance: dict[State, int] = field(default_factory=dict)
    steps: dict[State, dict[str, tuple[str, frozenset[str], list[int]]]] = field(default_factory=dict)

    def arrivals(self) -> dict[str, set[frozenset[str]]]:
        """For each outcome, the facts readers can have when they come there."""
        found: dict[str, set[frozenset[str]]] = {}
        for answers in self.steps.values():
            for target, facts, _ in answers.values():
                if target.startswith("uitkomst"):
                    found.setdefault(target, set()).add(facts)
        return found

    def without_end(self) -> set[State]:
        """The situations from which no outcome can be reached any more."""
        left = set(self.steps)
        while free := {
            state for state in left if any(self._is_free(step, left) for step in self.steps[state].values())
        }:
            left -= free
        return left

    @staticmethod
    def _is_free(step: tuple[str, frozenset[str], list[int]], left: set[State]) -> bool:
        target, facts, _ = step
        return target.startswith("uitkomst") or (target, facts) not in left

    def has_ring(self) -> bool:
        """Whether a reader can come back to where they were with nothing changed."""
        left = set(self.steps)
        while ends := {
            state for state in left if not any((to, facts) in left for to, facts, _ in self.steps[state].values())
        }:
            left -= ends
        return bool(left)


def walk_everywhere(tree: Raw) -> Walked:
    """Try every answer in every situation."""
    start: State = (tree["start"], frozenset())
    walked = Walked({start: 0})
    waiting = deque([start])
    while waiting:
        question, facts = state = waiting.popleft()
        walked.steps[state] = {}
        for option in tree["questions"][question]["options"]:
            target, after, held = choose(tree, question, option, facts)
            walked.steps[state][option] = (target, after, held)
            if target in tree["questions"] and (target, after) not in walked.distance:
                walked.distance[target, after] = walked.distance[state] + 1
                waiting.append((target, after))
    return walked


def asked_later(tree: Raw, question: str, fact: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether some condition from that question on tests the fact before an answer establishes it."""
    if question in seen:
        return False
    for option in tree["questions"][question]["options"].values():
        if fact in option["sets"]:
            continue
        ways: list[Raw] = [{"otherwise": option["next"]}] if isinstance(option["next"], str) else option["next"]
        if any(fact in tested for way in ways for tested in way.get("when", {}).values()):
            return True
        targets = {way["to"] if "to" in way else way["otherwise"] for way in ways} & set(tree["questions"])
        if any(asked_later(tree, target, fact, seen | {question}) for target in sorted(targets)):
            return True
    return False
