"""The unfolded graph and an interpreter that knows nothing of it agree on every walk through every tree."""

import json
from pathlib import Path

from hypothesis import event, given
from hypothesis import strategies as st

from profiles import tries
from random_trees import FACTS, Raw, State, Walked, asked_later, trees, walk_everywhere
from treeguide.checks import check
from treeguide.graph import unfold, walk
from treeguide.graph.routes import arrivals
from treeguide.library import Folders, Library
from treeguide.library.adding import add_tree
from treeguide.project import Project
from treeguide.values import Document, Problem
from treeguide.values.model import TreeFile


def found(tree: Raw) -> list[Problem]:
    """What the check says about a tree. JSON is YAML too."""
    library = Library()
    add_tree(library, Document("decision_trees/boom.yml", json.dumps(tree, indent=1)))
    return check(Project(library, Folders(Path("/nowhere"))))


def way_lines(tree: Raw) -> dict[int, tuple[str, str, int]]:
    """The line of each condition in the text of a tree: its question, option and number."""
    lines = json.dumps(tree, indent=1).split("\n")
    every = [
        (question, option, number)
        for question, content in tree["questions"].items()
        for option, chosen in content["options"].items()
        if not isinstance(chosen["next"], str)
        for number, way in enumerate(chosen["next"])
        if "when" in way
    ]
    return dict(zip([n + 1 for n, line in enumerate(lines) if '"when"' in line], every, strict=True))


@tries(100)
@given(trees())
def test_every_walk_ends_where_the_graph_says(tree: Raw) -> None:
    graph, walked = unfold(TreeFile.model_validate(tree)), walk_everywhere(tree)
    sections: dict[State, int] = {(tree["start"], frozenset()): 0}
    waiting = list(sections)
    for state in waiting:
        section = graph.sections[sections[state]]
        assert section.question == state[0]
        assert set(section.facts) <= state[1]
        assert [edge.option for edge in section.edges] == list(tree["questions"][state[0]]["options"])
        for edge in section.edges:
            target, facts, held = walked.steps[state][edge.option]
            assert list(edge.holding) == held
            if isinstance(edge.target, str):
                assert edge.target == target
            else:
                assert graph.sections[edge.target].question == target
                assert sections.setdefault((target, facts), edge.target) == edge.target
                if (target, facts) not in waiting:
                    waiting.append((target, facts))
    event(f"{len(graph.sections)} sections for {len(tree['questions'])} questions")


@tries(100)
@given(trees())
def test_sections_have_names_of_their_own_and_outcomes_are_those_readers_reach(tree: Raw) -> None:
    graph, walked = unfold(TreeFile.model_validate(tree)), walk_everywhere(tree)
    assert len(set(graph.names)) == len(graph.names) == len(graph.sections)
    assert {graph.names[0]} == {tree["start"]}
    assert set(graph.outcomes) == set(walked.arrivals())
    assert graph.outcomes is graph.outcomes  # found once: the page of every situation asks for its own
    assert {section.question for section in graph.sections} == {question for question, _ in walked.steps}
    assert len(graph.sections) <= len(walked.steps)


@tries(60)
@given(trees())
def test_only_facts_that_are_still_asked_for_make_a_section(tree: Raw) -> None:
    graph, walked = unfold(TreeFile.model_validate(tree)), walk_everywhere(tree)
    expected = {
        (question, tuple(sorted(fact for fact in facts if asked_later(tree, question, fact))))
        for question, facts in walked.steps
    }
    assert sorted((section.question, section.facts) for section in graph.sections) == sorted(expected)


@tries(60)
@given(trees())
def test_routes_to_sections_are_as_short_as_can_be(tree: Raw) -> None:
    graph, walked = unfold(TreeFile.model_validate(tree)), walk_everywhere(tree)
    for number, section in enumerate(graph.sections):
        route = graph.route(number)
        nearest = min(far for (question, facts), far in walked.distance.items() if question == section.question)
        assert len(route) >= nearest
        at = 0
        for here, option in route:
            assert here == at
            at = next(e.target for e in graph.sections[at].edges if e.option == option)  # type: ignore[assignment]
        assert at == number


@tries(60)
@given(trees(), st.data())
def test_answers_lead_where_they_lead_step_by_step(tree: Raw, data: st.DataObject) -> None:
    answers = {
        question: data.draw(st.sampled_from(sorted(content["options"])))
        for question, content in tree["questions"].items()
    }
    walked = walk_everywhere(tree)
    step, facts, seen = tree["start"], frozenset[str](), set[State]()
    while step in tree["questions"] and (step, facts) not in seen:
        seen.add((step, facts))
        step, facts, _ = walked.steps[step, facts][answers[step]]
    assert walk(TreeFile.model_validate(tree), answers)[0] == step


@tries(60)
@given(trees(), st.sets(st.sampled_from(FACTS)))
def test_readers_come_to_an_outcome_with_the_facts_they_can_have(tree: Raw, asked: set[str]) -> None:
    walked = walk_everywhere(tree).arrivals()
    every = arrivals(TreeFile.model_validate(tree), {name: frozenset(asked) for name in tree["outcomes"]})
    assert every == {name: {facts & asked for facts in walked.get(name, set())} for name in tree["outcomes"]}


@tries(100)
@given(trees())
def test_conditions_are_called_useless_exactly_when_nobody_ever_takes_them(tree: Raw) -> None:
    walked = walk_everywhere(tree)
    useless = {
        (way_lines(tree)[one.place.line], one.code) for one in found(tree) if one.code in ("never-holds", "swallowed")
    }
    assert useless == {(way, code) for way in way_lines(tree).values() if (code := _verdict(tree, walked, way))}


def _verdict(tree: Raw, walked: Walked, way: tuple[str, str, int]) -> str:
    """What is to be said of one way, from every walk through it."""
    question, option, number = way
    held = [answers[option][2] for (at, _), answers in walked.steps.items() if at == question]
    when = tree["questions"][question]["options"][option]["next"][number]["when"]
    settable = {
        fact
        for content in tree["questions"].values()
        for chosen in content["options"].values()
        for fact in chosen["sets"]
    }
    if (
        not held
        or any(one[0] == number for one in held)
        or not {*when.get("all_of", ()), *when.get("any_of", ())} <= settable
    ):
        return ""
    return "swallowed" if any(number in one for one in held) else "never-holds"


@tries(100)
@given(trees())
def test_rings_are_found_exactly_when_readers_can_walk_in_circles(tree: Raw) -> None:
    walked = walk_everywhere(tree)
    codes = {one.code for one in found(tree)}
    assert ("no-way-out" in codes) == bool(walked.without_end())
    assert bool(codes & {"no-way-out", "loop"}) == walked.has_ring()


@tries(100)
@given(trees())
def test_order_matters_exactly_where_two_ways_hold_and_the_route_to_it_is_shortest(tree: Raw) -> None:
    walked, lines = walk_everywhere(tree), way_lines(tree)
    shortest: dict[tuple[str, str, int], int] = {}
    for state, answers in walked.steps.items():
        for option, (target, _, held) in answers.items():
            ways = tree["questions"][state[0]]["options"][option]["next"]
            for other in held[1:]:
                if "when" in ways[other] and ways[other]["to"] != target:
                    key = (state[0], option, other)
                    shortest[key] = min(shortest.get(key, 99), walked.distance[state] + 1)
    problems = found(tree)
    told = {one.code for one in problems}
    useless = {lines[one.place.line] for one in problems if one.code in ("never-holds", "swallowed")}
    reported: dict[tuple[str, str, int], int] = {}
    for one in problems:
        if one.code == "order-dependent":
            key = lines[one.place.line]
            reported[key] = min(reported.get(key, 99), len(one.route))
    event(f"order-dependent: {'order-dependent' in told}")
    assert reported == {key: length for key, length in shortest.items() if key not in useless}


@tries(60)
@given(trees())
def test_where_nothing_is_reported_every_step_is_reached(tree: Raw) -> None:
    walked = walk_everywhere(tree)
    if not any(one.is_error for one in found(tree)):
        assert {question for question, _ in walked.steps} == set(tree["questions"])
        assert set(walked.arrivals()) == set(tree["outcomes"])
