"""No page is harder to read than we allow, and the measures measure what they say."""

import pytest

from tools.plain import Sentence, blank_markdown, sentences
from tools.readability import is_passive, measure, summary, syllables, table
from tools.texts import Passage, read_passages


def test_every_lesson_situation_and_guide_is_measured() -> None:
    names = {page.name for page in measure(read_passages())}
    bodies = {
        passage.page
        for passage in read_passages()
        if passage.field == "body" and passage.path.endswith((".md", ".yml"))
    }
    assert bodies <= names
    assert {name.partition("/")[0] for name in names} >= {"lessen", "situaties", "wegwijzers", "docs"}


def test_a_page_with_a_long_sentence_or_a_long_mean_is_too_hard() -> None:
    assert [page.is_hard for page in measure([body("woord " * 26 + ".")])] == [True]
    assert [page.is_hard for page in measure([body(("woord " * 16 + ". ") * 3)])] == [True]
    assert [page.is_hard for page in measure([body("woord " * 25 + ". " + "woord. " * 3)])] == [False]


def test_the_hardest_page_comes_first_with_where_its_longest_sentence_stands() -> None:
    easy = Passage("makkelijk", "body", "a.md", 1, 1, "Bel je partner.")
    hard = Passage("moeilijk", "body", "b.md", 7, 1, "Kort.\n\n" + "samenwerkingsverbanden " * 30 + ".")
    pages = measure([easy, hard])
    assert [page.name for page in pages] == ["moeilijk", "makkelijk"]
    assert pages[0].longest_place == "b.md:9:1"
    assert table(pages).splitlines()[1].endswith("moeilijk  < te moeilijk, zie b.md:9:1")
    assert summary(pages).startswith("2 pagina's, 34 woorden; 1 te moeilijk")


def test_headings_and_tables_are_no_sentences_and_items_of_a_list_are() -> None:
    text = (
        '## Een kop van vijf woorden\n\nEen zin.\nNog een zin? "Ja!" zegt ze.\n\n- punt een\n- punt twee\n'
        "  loopt door\n\n| een | tabel |\n|---|---|\n"
    )
    assert [found.text for found in sentences(text)] == [
        "Een zin.", "Nog een zin?", '"Ja!"', "zegt ze.", "punt een", "punt twee loopt door",
    ]  # fmt: skip


def test_an_abbreviation_ends_no_sentence() -> None:
    assert [found.text for found in sentences("Dhr. J. Jansen belt, bijv. om drie uur. Klaar.")][-1] == "Klaar."
    assert len(sentences("Kies bijv. nr. 3 of art. 4. Klaar.")) == 2


def test_what_is_not_read_is_not_counted() -> None:
    (page,) = measure([body(blank_markdown("Lees [de les](../lessen/een-heel-lang-adres.md) nu. {.editorial}"))])
    assert (page.words, page.longest) == (4, 4)


@pytest.mark.parametrize(
    ("word", "count"),
    {
        "samenwerking": 4, "regio": 3, "financiële": 5, "beïnvloeden": 4, "bijeenkomst": 3, "evaluatie": 5, "één": 1,
        "nieuwe": 2, "eeuw": 1, "draaien": 2, "coöperatie": 5, "bureau": 2, "ideeën": 3, "Wgr": 1, "gemeenteraad": 4,
    }.items(),
)  # fmt: skip
def test_syllables_are_counted_as_they_sound(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("Er wordt een besluit genomen.", True),
        ("Afspraken worden niet nagekomen.", True),
        ("Dat moet nog worden uitgezocht.", True),
        ("De gemeente beslist.", False),
        ("Het wordt ingewikkeld.", False),
        ("De winst is kleiner geworden.", False),
        ("Als het spannend wordt, heb je gebeld.", False),
    ],
)
def test_a_passive_sentence_is_told_from_an_active_one(text: str, passive: bool) -> None:
    assert is_passive(Sentence(0, text)) is passive


def test_the_score_is_that_of_flesch_and_douma() -> None:
    (page,) = measure([body("De raad belt een partner. De partner belt terug.")])
    assert page.score == pytest.approx(206.84 - 77 * 12 / 9 - 0.93 * 4.5)


def body(text: str) -> Passage:
    return Passage("pagina", "body", "pagina.md", 1, 1, text)
