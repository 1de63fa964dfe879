"""The check of spelling finds what is no word, wherever readers meet it. `make lint` runs it over this guide."""

from pathlib import Path

import pytest

from tools.plain import blank_markdown
from tools.spelling import Finding, read_word_list, unknown_words, unused_words
from tools.texts import Passage, read_passages

TREE = """\
title: Fase
questions:
  feit:
    text: 'Is één foutt hier?'
outcomes:
  goed:
    body: |
      Eerste.
      Nog een foutt.
"""


def test_the_word_list_is_sorted() -> None:
    own = read_word_list()
    assert own == sorted(set(own), key=lambda word: (word.casefold(), word))


@pytest.mark.slow
def test_a_typo_is_found_at_its_place_with_what_was_meant(tmp_path: Path) -> None:
    write(tmp_path, "docs/index.md", "---\ntitle: Vóór één vergadering\n---\n\nPlan een\n  vergadring, één dag.\n")
    findings = list(unknown_words(read_passages(tmp_path), []))
    assert findings == [Finding("docs/index.md:6:3", "vergadring")]
    assert str(findings[0]).startswith('docs/index.md:6:3: onbekend woord "vergadring". Bedoel je ')
    assert "vergadering" in str(findings[0])


@pytest.mark.slow
def test_a_typo_is_found_in_every_kind_of_text(tmp_path: Path) -> None:
    write(tmp_path, "decision_trees/boom.yml", TREE)
    write(tmp_path, "lessons/lessen/les.md", "---\ntitle: Goed\nask:\n  - Is dit foutt?\n---\n\nGeen.\n")
    write(tmp_path, "lessons/facets.yml", "themes:\n  geld:\n    label: Foutt\n")
    write(tmp_path, "lessons/glossary.yml", "raad:\n  term: raad\n  text: Een foutt.\n")
    write(tmp_path, "lessons/sources.yml", "bron:\n  title: Foutt mag hier\n  note: >-\n    Nog een foutt.\n")
    write(tmp_path, "overrides/404.html", "{% block foutt %}<h1 class='foutt'>Een foutt</h1>")
    write(tmp_path, "plugins/treeguide/words/messages/nl.toml", 'says = "Een foutt \\"foutt\\" in {foutt}."\n')
    assert [found.place for found in unknown_words(read_passages(tmp_path), [])] == [
        "decision_trees/boom.yml:4:19",
        "decision_trees/boom.yml:9:15",
        "lessons/lessen/les.md:4:12",
        "lessons/facets.yml:3:12",
        "lessons/glossary.yml:3:13",
        "lessons/sources.yml:4:13",
        "overrides/404.html:1:40",
        "plugins/treeguide/words/messages/nl.toml:1:13",
    ]


def test_code_addresses_and_attributes_are_no_words() -> None:
    text = (
        "Zie [hier](../foutt.md) {.foutt} `foutt`, https://foutt.nl/foutt en boom.yml.\n\n```yaml\nfoutt: foutt\n```\n"
    )
    assert unknown(text) == []


def test_compounds_capitals_and_parts_between_hyphens_are_understood() -> None:
    assert unknown("Samenwerkingsafspraken vragen regio-overleg: 's avonds, vóór de raad, foto's. REGIO.") == []
    assert unknown("regio-ovrleg") == ["regio-ovrleg"]


def test_search_words_and_messages_to_authors_may_be_english_and_other_texts_may_not() -> None:
    text = "what's in it for me"
    assert unknown(text, field="search_words") == []
    assert list(unknown_words([Passage("nl", "says", "messages/nl.toml", 1, 1, text)], [])) == []
    assert unknown(text) != []


def test_a_listed_word_may_begin_a_sentence_and_a_name_keeps_its_capital() -> None:
    own = ["praktijklab", "Poppens"]
    assert unknown("Praktijklab met Poppens", own) == []
    assert unknown("praktijklab met poppens", own) == ["poppens"]


def test_a_listed_word_is_unused_when_it_is_gone_or_no_longer_unknown() -> None:
    text = passage("Een praktijklab in de regio.")
    assert unused_words([text], ["praktijklab", "ravijnjaar", "regio"]) == ["ravijnjaar", "regio"]


def passage(text: str, field: str = "body") -> Passage:
    return Passage("pagina", field, "pagina.md", 1, 1, text)


def unknown(text: str, own: list[str] | None = None, field: str = "body") -> list[str]:
    return [found.word for found in unknown_words([passage(blank_markdown(text), field)], own or [])]


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
