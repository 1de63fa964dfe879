"""What must hold of this guide's own content, besides what `treeguide check` reports of any guide.

The lists beside this file are the inventory: which items, situations and pairs of opposites the guide is made of, and
which items are held back until they have been checked.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.plain import blank_markdown, count_words
from tools.texts import ROOT, read_passages
from treeguide.library import Folders, Lesson, Library, Tree, read_library

LISTS = Path(__file__).parent
TREES = ("bijsturen", "ik-voer-regie", "past-regionaal", "situatie", "waar-schuurt-het", "wie-nodig-ik-uit")


def listed(name: str) -> list[str]:
    return (LISTS / name).read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(Folders(ROOT))


def faults(lessons: dict[str, Lesson], is_good: object) -> list[str]:
    assert callable(is_good)
    return [f"{name}: {lesson.document.path}" for name, lesson in lessons.items() if not is_good(lesson)]


def test_every_item_of_the_inventory_has_a_page(library: Library) -> None:
    items = listed("items.txt")
    assert len(items) == len(set(items)) == 125
    leads_on = library.aliases.get("lesson", {})
    assert [item for item in items if item not in library.lessons and item not in leads_on] == []


def test_every_situation_of_the_inventory_exists(library: Library) -> None:
    outcomes = listed("outcomes.txt")
    assert len(outcomes) == len(set(outcomes)) == 77
    leads_on = library.aliases.get("outcome", {})
    assert [name for name in outcomes if name not in library.situations and name not in leads_on] == []


def test_a_lesson_is_long_enough_to_help_and_short_enough_to_read_the_evening_before(library: Library) -> None:
    assert faults(library.lessons, lambda lesson: 150 <= count_words(blank_markdown(lesson.body)) <= 420) == []


def test_a_summary_fits_in_a_mail(library: Library) -> None:
    summaries = {f"situaties/{name}": found.outcome.summary for name, found in library.situations.items()}
    summaries |= {f"lessen/{name}": found.front.summary for name, found in library.lessons.items()}
    assert {name: len(text) for name, text in summaries.items() if len(" ".join(text.split())) > 170} == {}


def test_every_lesson_has_a_question_that_fits_on_a_card(library: Library) -> None:
    def fits(lesson: Lesson) -> bool:
        first = lesson.front.ask[0] if lesson.front.ask else ""
        return first.endswith("?") and count_words(first) <= 20

    assert faults(library.lessons, fits) == []


def test_no_long_dash_breaks_a_sentence() -> None:
    dashes = ("—", " – ")
    passages = [passage for passage in read_passages() if any(dash in passage.text for dash in dashes)]
    assert [f"{passage.place(0)}: {passage.field}" for passage in passages] == []


def reached(tree: Tree) -> Iterator[str]:
    """Every step an option of the tree leads to."""
    for question in tree.file.questions.values():
        for option in question.options.values():
            if isinstance(option.next, str):
                yield option.next
            else:
                yield from (way.otherwise if hasattr(way, "otherwise") else way.to for way in option.next)


@pytest.mark.parametrize("tree", TREES)
def test_a_tree_has_an_example_of_every_situation_it_reaches(library: Library, tree: str) -> None:
    ends = {step for step in reached(library.trees[tree]) if step in library.situations}
    shown = {scenario.expect for scenario in library.trees[tree].file.scenarios}
    assert ends
    assert sorted(ends - shown) == []


def test_the_trees_are_those_of_the_inventory(library: Library) -> None:
    assert sorted(library.trees) == sorted(TREES)


def test_no_two_examples_tell_the_same_story(library: Library) -> None:
    names = [scenario.name for tree in library.trees.values() for scenario in tree.file.scenarios]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_what_must_be_checked_first_is_held_back_with_the_reason(library: Library) -> None:
    held_back = {name: lesson.front.draft or "" for name, lesson in library.lessons.items() if lesson.is_draft}
    assert sorted(held_back) == listed("held_back.txt")
    assert [name for name, reason in held_back.items() if count_words(reason) < 5] == []


def test_items_that_pull_apart_are_shown_as_pairs(library: Library) -> None:
    pairs = {frozenset(pair.split()) for pair in listed("opposites.txt")}
    assert len(pairs) == 10
    assert pairs == {
        frozenset((name, other)) for name, lesson in library.lessons.items() for other in lesson.front.opposite
    }
