"""The copy check finds what was taken over from an article, and lets names and titles be."""

from pathlib import Path

import pytest

from tools.overlap import Overlap, free_names, main, overlaps
from tools.texts import ROOT, Passage, read_passages
from treeguide.library import Folders, read_library

ARTICLE = """\
Wie samenwerkt moet elke dag opnieuw kiezen, schreef zij.
Het rapport heet Droomland of niemandsland voor regio's.
"""


def test_six_words_in_a_row_are_copied_whatever_their_marks_and_capitals() -> None:
    ours = Passage("les", "body", "les.md", 4, 1, "Kort.\nEn: elke dag opnieuw, kiezen schreef\n*zij*, en meer.")
    assert list(overlaps([ours], {"artikel.txt": ARTICLE})) == [
        Overlap("les.md:5:5", "elke dag opnieuw, kiezen schreef *zij", "artikel.txt")
    ]


def test_five_words_in_a_row_are_chance() -> None:
    ours = Passage("les", "body", "les.md", 1, 1, "elke dag opnieuw kiezen schreef hij")
    assert list(overlaps([ours], {"artikel.txt": ARTICLE})) == []


def test_a_long_stretch_is_told_once() -> None:
    ours = Passage("les", "body", "les.md", 1, 1, "Wie samenwerkt moet elke dag opnieuw kiezen.")
    assert [found.text for found in overlaps([ours], {"artikel.txt": ARTICLE})] == [ours.text.rstrip(".")]


def test_a_title_or_a_name_may_be_repeated_with_its_article() -> None:
    ours = Passage("les", "body", "les.md", 1, 1, "Zie Droomland of niemandsland voor regio's.")
    assert list(overlaps([ours], {"artikel.txt": ARTICLE}, ["Droomland of niemandsland voor regio's"])) == []
    council = Passage("les", "body", "les.md", 1, 1, "zegt de Raad voor het Openbaar Bestuur")
    article = {"artikel.txt": "Volgens de Raad voor het Openbaar Bestuur niet."}
    assert list(overlaps([council], article, ["Raad voor het Openbaar Bestuur"])) == []
    assert list(overlaps([council], article)) != []


def test_the_names_are_those_of_the_bibliography_and_the_list_of_names() -> None:
    sources = read_library(Folders(ROOT)).sources.values()
    assert {name for one in sources for name in (one.title, one.author) if name} < set(free_names())


@pytest.mark.slow
def test_copied_words_make_the_command_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "artikel.txt").write_text("Niets hiervan staat op een van onze bladzijden, kwakzwalverij.", "utf-8")
    assert main([str(tmp_path)]) == 0
    ours = next(one for one in read_passages() if one.field == "body" and one.path.startswith("lessons/"))
    (tmp_path / "kopie.md").write_text(ours.text, "utf-8")
    assert main([str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "staat ook in kopie.md." in printed
    assert f"{ours.path}:" in printed


def test_without_articles_the_command_says_how_to_use_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == main([str(tmp_path)]) == 2
    assert capsys.readouterr().out.startswith("Gebruik: python -m tools.overlap MAP")
