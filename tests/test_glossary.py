"""A term is explained where a page uses it first, in running text only, and reads as it was written."""

import re

import pytest

from treeguide.values.model import Term
from treeguide.writing.author_text import mark_terms

GLOSSARY = {
    "regie": Term(term="regie", also=("regisseur", "regie voeren"), text="Zorgen dat het gebeurt."),
    "wgr": Term(term="Wgr", also=("WGR",), text="Een wet."),
    "ak": Term(term="AK", text="Een kostenpost."),
    "r-en-d": Term(term="R&D", text="Onderzoek."),
}


def terms(html: str, already: set[str] | None = None) -> list[str]:
    """The ids of the terms that are explained, in order, each once."""
    marked = mark_terms(html, GLOSSARY, set() if already is None else already)
    return list(dict.fromkeys(re.findall(r'popovertarget="term-([a-z-]+)"', marked)))


def words(html: str) -> str:
    """The text without its elements: marking terms leaves it as it was."""
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Wie voert regie?</p>", ["regie"]),
        ("<p>Regie voeren kan ieder.</p>", ["regie"]),
        ("<p>Een regisseur, en later regie.</p>", ["regie"]),
        ("<p>De Wgr en de regisseur</p>", ["wgr", "regie"]),
        ("<p>De WGR</p>", ["wgr"]),
        ("<p>R&amp;D hoort erbij.</p>", ["r-en-d"]),
        ("<p>regie\nvoeren</p>", ["regie"]),
        ("<p>regies, co-regie, regie-overleg</p>", []),
        ("<p>Zij deden dat ak en toe.</p>", []),
        ("<p>AK: kosten</p>", ["ak"]),
        ('<p title="regie">Verder</p>', []),
        ("", []),
    ],
)
def test_a_term_is_explained_in_each_form_that_it_has(html: str, found: list[str]) -> None:
    assert terms(html) == found


@pytest.mark.parametrize("name", ["a", "abbr", "button", "code", "h2", "h6", "kbd", "label", "pre", "summary"])
def test_a_term_is_left_alone_where_it_is_no_running_text(name: str) -> None:
    assert terms(f"<{name}>regie</{name}>") == []
    assert terms(f"<{name}><em>regie</em></{name}><p>regie</p>") == ["regie"]
    assert mark_terms(f"<{name}>regie</{name}>", GLOSSARY, set()) == f"<{name}>regie</{name}>"


def test_a_term_is_explained_once_a_page_in_all_of_its_forms() -> None:
    already: set[str] = set()
    first = mark_terms("<p>De regisseur voert regie.</p><h2>Kop</h2><p>Regie!</p>", GLOSSARY, already)
    assert (first.count("<button"), already) == (1, {"regie"})
    assert terms("<p>Nog eens regie, en de Wgr.</p>", already) == ["wgr"]


@pytest.mark.parametrize(
    "text", ["(regie), en", "‘regie voeren’.", "regie voeren", "R&amp;D;", "de regie  voeren (AK)"]
)
def test_a_marked_term_reads_as_it_was_written(text: str) -> None:
    plain = " ".join(text.split())
    assert " ".join(words(mark_terms(f"<p>{text}</p>", GLOSSARY, set())).split()) == plain


def test_a_term_of_several_words_is_one_button_for_who_does_not_see_it() -> None:
    marked = mark_terms("<p>Zij gaan regie voeren.</p>", GLOSSARY, set())
    reached = [one for one in re.findall(r"<button[^>]*>", marked) if 'aria-hidden="true"' not in one]
    assert len(reached) == 1
    assert 'aria-label="regie voeren"' in reached[0]
    assert ">voeren</button>.</span>" in marked


def test_without_a_glossary_nothing_changes() -> None:
    assert mark_terms("<p>regie</p>", {}, set()) == "<p>regie</p>"
