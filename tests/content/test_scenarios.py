"""Scenarios walk the guides whole: every answer, every way behind a condition, every lesson for some readers only."""

from collections.abc import Iterator

import pytest

from tools.texts import ROOT
from treeguide.graph import walk
from treeguide.graph.bits import ways
from treeguide.library import Folders, Library, read_library
from treeguide.values.model import TreeFile

Step = tuple[str, str]


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(Folders(ROOT))


def walked(tree: TreeFile) -> Iterator[tuple[Step, frozenset[str]]]:
    """Each answer that a scenario gives, with the facts that hold then."""
    for scenario in tree.scenarios:
        facts = frozenset[str]()
        for question, option in walk(tree, scenario.answers)[1]:
            facts |= frozenset(tree.questions[question].options[option].sets)
            yield (question, option), facts


def test_every_answer_is_walked(library: Library) -> None:
    for tree in library.trees.values():
        answers = {(question, option) for question, asked in tree.file.questions.items() for option in asked.options}
        assert answers - {step for step, _ in walked(tree.file)} == set()


def test_every_way_that_a_condition_opens_is_walked(library: Library) -> None:
    for tree in library.trees.values():
        taken = {
            (*step, next(target for condition, target in ways(option.next) if condition.holds(facts)))
            for step, facts in walked(tree.file)
            for option in [tree.file.questions[step[0]].options[step[1]]]
        }
        open_ways = {
            (question, name, target)
            for question, asked in tree.file.questions.items()
            for name, option in asked.options.items()
            for _, target in ways(option.next)
        }
        assert open_ways - taken == set()


def test_every_lesson_for_some_readers_is_shown_and_left_out(library: Library) -> None:
    seen: dict[tuple[str, str], set[bool]] = {
        (name, one.lesson): set()
        for name, found in library.situations.items()
        for one in found.outcome.lessons
        if one.when
    }
    for tree in library.trees.values():
        for scenario in tree.file.scenarios:
            end, _, facts = walk(tree.file, scenario.answers)
            for one in library.situations[end].outcome.lessons:
                if one.when:
                    seen[end, one.lesson].add(one.when.holds(facts))
    assert {which for which, found in seen.items() if found != {True, False}} == set()
