"""What this guide keeps as it grows, besides what `treeguide check` reports of any guide.

The lists beside this file are a floor, not an inventory: what was in the first edition is there or leads on, whatever
else there is. Whoever adds a tree or lesson, merges two with an alias, releases a draft or writes anew breaks nothing.
"""

from pathlib import Path

import pytest

from tools.plain import blank_markdown, count_words
from tools.texts import ROOT
from treeguide.library import Folders, Lesson, Library, read_library

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


def now(library: Library, sort: str, name: str) -> str:
    """What something of the first edition is called now."""
    return library.aliases(sort).get(name, name)


def test_every_lesson_of_the_first_edition_is_there_or_leads_on(library: Library) -> None:
    assert [name for name in listed("items.txt") if now(library, "lesson", name) not in library.lessons] == []


def test_every_situation_of_the_first_edition_is_there_or_leads_on(library: Library) -> None:
    assert [name for name in listed("outcomes.txt") if now(library, "outcome", name) not in library.situations] == []


def test_every_tree_of_the_first_edition_is_there_or_leads_on(library: Library) -> None:
    assert [name for name in TREES if now(library, "tree", name) not in library.trees] == []


def test_a_lesson_says_something_and_can_be_read_the_evening_before(library: Library) -> None:
    assert faults(library.lessons, lambda lesson: 50 <= count_words(blank_markdown(lesson.body)) <= 1_000) == []


def test_a_summary_fits_in_a_mail(library: Library) -> None:
    summaries = {f"situaties/{name}": found.outcome.summary for name, found in library.situations.items()}
    summaries |= {f"lessen/{name}": found.front.summary for name, found in library.lessons.items()}
    assert {name: len(text) for name, text in summaries.items() if len(" ".join(text.split())) > 300} == {}


def test_a_question_fits_on_a_card(library: Library) -> None:
    assert faults(library.lessons, lambda lesson: all(count_words(one) <= 40 for one in lesson.front.ask)) == []


def test_items_that_pull_apart_are_still_shown_as_pairs(library: Library) -> None:
    pairs = [[now(library, "lesson", name) for name in pair.split()] for pair in listed("opposites.txt")]
    shown = {frozenset((name, other)) for name, lesson in library.lessons.items() for other in lesson.front.opposite}
    assert [pair for pair in pairs if pair[0] != pair[1] and frozenset(pair) not in shown] == []
