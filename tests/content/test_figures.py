"""What pages say in figures is so. Round words with their bounds, so that a new lesson or source breaks none."""

import re

import pytest

from tools.plain import blank_markdown, count_words
from tools.texts import ROOT
from treeguide.library import Folders, Library, read_library

ABOUT = (ROOT / "docs/over/index.md").read_text("utf-8")
ENGLISH = (ROOT / "docs/in-english.md").read_text("utf-8")
BOUNDARY = re.compile(r"^#+ .*\{\.editorial\}", re.M)
LINKS = re.compile(r"\.\./lessen/([a-z0-9-]+)\.md")


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(Folders(ROOT))


def words(text: str) -> int:
    return count_words(blank_markdown(text))


def test_seven_of_ten_words_in_lessons_are_ours(library: Library) -> None:
    assert "Van elke tien woorden in de lessen staan er zeven onder die regel" in ABOUT
    bodies = [lesson.body for lesson in library.lessons.values()]
    ours = [body[found.start() :] for body in bodies if (found := BOUNDARY.search(body))]
    assert 0.65 <= sum(map(words, ours)) / sum(map(words, bodies)) < 0.75


def test_more_than_half_of_the_sources_say_that_we_read_their_beginning(library: Library) -> None:
    assert "meer dan honderdveertig. Bij ruim de helft daarvan" in " ".join(ABOUT.split())
    notes = [(one.note or "").lower() for one in library.sources.values()]
    assert len(notes) > 140
    assert 0.5 < sum("het begin" in note for note in notes) / len(notes) < 0.65


def test_every_lesson_has_one_boundary(library: Library) -> None:
    found = {name: len(BOUNDARY.findall(lesson.body)) for name, lesson in library.lessons.items()}
    assert {name for name, count in found.items() if count != 1} == set()


def test_the_pairs_shown_as_examples_pull_apart(library: Library) -> None:
    rows = [LINKS.findall(line) for line in ABOUT.splitlines() if line.startswith("| [")]
    assert len(rows) == 3
    opposites = {frozenset((name, other)) for name, one in library.lessons.items() for other in one.front.opposite}
    assert [row for row in rows if frozenset(row) not in opposites] == []


def test_a_lesson_that_no_lawyer_read_says_what_was_not_read(library: Library) -> None:
    listed = [LINKS.findall(line)[0] for line in ABOUT.splitlines() if line.startswith("- [") and LINKS.search(line)]
    assert len(listed) == 10
    assert [name for name in listed if not library.lessons[name].front.caution] == []


def test_the_page_in_english_has_nine_causes_five_questions_and_five_lenses() -> None:
    parts = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", ENGLISH, re.M | re.S))
    assert len(re.findall(r"^\d\. ", parts["Nine causes of trouble"], re.M)) == 9
    assert len(re.findall(r"^\d\. ", parts["Five questions to begin with"], re.M)) == 5
    assert len(re.findall(r"^\| (?!Lens|---)", parts["Five lenses"], re.M)) == 5
