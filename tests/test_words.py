"""Messages are filled in with an author's words, and stay one short sentence whatever those are."""

import pytest

from treeguide.reading.indents import misplaced
from treeguide.values import Document, Indent, Place, Said, problem
from treeguide.values.closest import MANY_WORDS, closest
from treeguide.words import LANGUAGES, LONGEST_WORD, told

PLACE = Place(Document("a.yml", "a: b"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_authors_words_come_through_as_they_are_but_for_white_space(language: str) -> None:
    says, hint = told(problem(PLACE, "unknown-lesson", id="{id}\n  %s", near=""), language)
    assert '"{id} %s"' in says
    assert hint.endswith(".md.")


@pytest.mark.parametrize(
    ("columns", "language", "hint"),
    [
        ([Indent(0)], "nl", "Begin hem zonder spaties."),
        ([Indent(0, 3)], "en", "Begin it without spaces (as line 3)."),
        ([Indent(1, 3)], "nl", "Begin hem met 1 spatie (zoals regel 3)."),
        ([Indent(4, 7), Indent(2, 6)], "en", "Begin it with 4 spaces (as line 7) or with 2 spaces (as line 6)."),
        ([Indent(8, 7, behind_dash=True)], "nl", "Begin hem met 8 spaties (zoals regel 7 achter het streepje)."),
    ],
)
def test_where_a_line_should_begin_is_said_in_words(columns: list[Indent], language: str, hint: str) -> None:
    assert told(misplaced(PLACE, "not-below", columns), language)[1] == hint


def test_a_long_text_is_cut_short() -> None:
    says, _ = told(problem(PLACE, "unknown-kind", value="x" * 5000, near="", known=("a",)), "nl")
    assert f'"{"x" * (LONGEST_WORD - 1)}…"' in says
    assert len(says) < LONGEST_WORD + 60


def test_what_looks_alike_goes_before_a_list_and_a_list_before_nothing() -> None:
    def hint(near: str, *known: str) -> str:
        found = problem(PLACE, "unknown-facet", id="a", field=Said("themes"), near=near, known=known, folder="lessons")
        return told(found, "nl")[1]

    assert hint("b", "b", "c") == 'Bedoel je "b"?'
    assert hint("", "b", "c") == "Kies uit: b, c."
    assert hint("") == "Er is nog geen lijst met thema's. Maak die in lessons/facets.yml."


def test_words_of_ours_are_put_in_the_readers_language() -> None:
    found = problem(PLACE, "wrong-shape", key="title", wanted=Said("text"), given=Said("list"), near="")
    assert told(found, "nl")[0] == 'Bij "title" hoort een tekst, maar hier staat een lijst.'
    assert told(found, "en")[0] == '"title" should be a text, but this is a list.'


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("wacht", {"wachten", "begin"}, "wachten"),
        ("qqq", {"wachten", "begin"}, ""),
        ("", {"begin"}, ""),
        ("begin", set(), ""),
        ("vraag-77x", {f"vraag-{number}" for number in range(4 * MANY_WORDS)}, "vraag-77"),
    ],
)
def test_the_nearest_word_is_named_when_it_is_near(word: str, known: set[str], expected: str) -> None:
    assert closest(word, known) == expected
