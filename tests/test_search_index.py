"""The index for searching: what it holds of a page, how it is written, and how little it weighs."""

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from profiles import tries
from treeguide.library import Folders, Library
from treeguide.library.adding import add_tree
from treeguide.project import Project
from treeguide.search import Hint, hint, index_files, once, pages_of, unnamed_form
from treeguide.search.entries import FoundPage, common, strengths, terms
from treeguide.values import Document
from treeguide.writing import assets
from treeguide.writing.page import Page, Part

KLEIN = """
title: Loopt het?
summary: Eén vraag.
start: loopt-het
questions:
  loopt-het:
    text: Loopt het?
    search_words: [hapert]
    options: {nee: {text: "Nee, het hapert", next: wachten}, weet-niet: {text: Geen idee, next: wachten}}
outcomes:
  wachten:
    title: Het staat stil
    summary: Niemand begint.
    body: Ieder wacht.
    first_step: Bel iemand.
    search_words: [stilstand, impasse]
scenarios: [{name: Al weken stil, answers: {loopt-het: nee}, expect: wachten}]
"""
LESSON: list[dict[str, Any]] = [
    {"location": "lessen/open-kaart/", "title": "Open kaart", "text": "", "tags": ["samen & open"]},
    {
        "location": "lessen/open-kaart/#open-kaart",
        "title": "Open kaart",
        "text": "<p>Wie zijn belang noemt &lt;b&gt;.</p>",
    },
    {"location": "lessen/open-kaart/#waarom", "title": "Waarom", "text": "<ul><li>Regio's delen één belang</li></ul>"},
]
HINT = Hint(1.3, ("eigenbelang",), "Noem je belang.")


def lesson(hint: Hint = HINT) -> FoundPage:
    (page,) = pages_of(LESSON)
    return replace(page, hint=hint)


def read(files: dict[str, str], name: str) -> Any:
    """What a file of the index hands over, by its name."""
    (text,) = [text for path, text in files.items() if path.endswith(f"/{name}.js")]
    found = re.fullmatch(r'treeguideSearch\.got\("(\w+)",(.*)\)\n', text, re.S)
    assert found is not None
    assert found[1] == name
    return json.loads(found[2])


def words_of(files: dict[str, str]) -> list[str]:
    """Every word of the index, read back as the script does."""
    words, before = [], ""
    for row in read(files, "index")["words"].split("\n"):
        before = before[: ord(row[0]) - ord("A")] + row[1:]
        words.append(before)
    return words


def parts_with(files: dict[str, str], word: str) -> dict[int, int]:
    """The parts that have a word and how strongly, read back as the script does."""
    starts = read(files, "index")["shards"]
    number = words_of(files).index(word)
    shard = max(at for at, start in enumerate(starts) if start <= number)
    row = read(files, f"w{shard}").split("\n")[number - starts[shard]]
    found, part = {}, -1
    for letters, level in re.findall(r"([a-z]*)([A-Z])", row):
        step = 0
        for letter in letters:
            step = step * 26 + ord(letter) - ord("a")
        part += 1 + step
        found[part] = ord(level) - ord("A")
    return found


def test_a_page_is_its_parts_as_plain_text_without_what_no_reader_sees() -> None:
    assert lesson().parts == [
        Part("", "Open kaart", "Wie zijn belang noemt <b>."),
        Part("waarom", "Waarom", "Regio's delen één belang"),
    ]
    assert lesson().tags == ("samen & open",)


def test_what_readers_type_for_a_situation_and_a_question_is_known_and_so_is_the_kind_of_page() -> None:
    project = Project(Library(), Folders(Path()))
    add_tree(project.library, Document("decision_trees/klein.yml", KLEIN))
    situation = hint(Page("s.md", "S", "", sort="outcome", id="wachten"), project)
    guide = hint(Page("g.md", "G", "", sort="guide", id="klein"), project)
    assert (situation.words, situation.kind) == (("stilstand", "impasse"), "Situatie")
    assert (situation.answers, situation.scenarios) == (("Nee, het hapert",), ("Al weken stil",))
    assert (guide.words_of, guide.kind) == ({"loopt-het": ("hapert",)}, "Wegwijzer")
    page = FoundPage("g/", guide, (), [Part("", "G", ""), Part("loopt-het.snel", "Loopt het?", "")])
    assert strengths([page], common("nl"))["hapert"].keys() == {1}


def test_a_question_that_is_asked_again_after_other_answers_is_found_once() -> None:
    other = Part("q3", "Wie beslist?", "De raad")
    parts = [Part("q.snel", "Loopt het?", "Ja"), Part("q", "Loopt het?", "Ja"), other]
    assert once(parts) == [Part("q", "Loopt het?", "Ja"), other]


def test_words_are_plain_and_those_that_say_nothing_count_in_titles_only() -> None:
    assert terms("Eén regio's co-creatie, ÉÉN_keer 2026") == ["een", "regios", "co", "creatie", "een", "keer", "2026"]
    found = strengths([lesson()], common("nl"))
    assert {"eigenbelang", "regios", "delen", "samen", "open", "kaart"} <= set(found)
    assert not {"zijn", "een", "wie"} & set(found)
    assert 0 in strengths([lesson()], common("en"))["zijn"]


def test_a_title_is_stronger_than_search_words_and_those_than_text() -> None:
    found = strengths([lesson()], common("nl"))
    assert found["kaart"][0] > found["eigenbelang"][0] > found["noemt"][0]
    assert found["belang"][0] > found["belang"][1]
    heavy, light = (strengths([lesson(Hint(weight))], set()) for weight in (2.0, 0.5))
    assert heavy["noemt"][0] > light["noemt"][0]


def test_words_that_readers_use_for_each_other_come_along() -> None:
    files = index_files([lesson()], "nl", alike=[("Wethouder", "cliënt's")])
    index = read(files, "index")
    assert index["same"][-1] == "wethouder clients"
    assert len(index_files([lesson()], "fr")["search/index.js"]) < len(files["search/index.js"])


def test_the_files_say_the_same_as_the_strengths() -> None:
    pages = [
        FoundPage(f"{number}/", Hint(), (), [Part("", f"t{number % 7}", "a" * (number % 9))]) for number in range(999)
    ]
    files = index_files(pages, "nl")
    found = strengths(pages, common("nl"))
    assert words_of(files) == sorted(found)
    assert {word: parts_with(files, word) for word in found} == found
    assert read(files, "p3") == [[], ["", "t3", "aaa"]]
    assert read(files, "index")["pages"].split("\n")[3] == "3/\tt3\t1\t"
    assert index_files(pages, "nl") == files


@tries(200)
@given(some.lists(some.text(max_size=30), min_size=1, max_size=8))
def test_any_text_comes_through(texts: list[str]) -> None:
    entries = [{"location": f"{place}/", "title": text, "text": text} for place, text in enumerate(texts)]
    files = index_files(pages_of(entries), "nl")
    assert words_of(files) == sorted({word for page in pages_of(entries) for word in strengths([page], common("nl"))})
    assert len(read(files, "index")["pages"].split("\n")) == len(texts)
    assert not any("\u2028" in text for text in files.values())


def test_the_form_loses_its_name_and_nothing_else() -> None:
    form = '<form class="md-search__form" {}><input name="query"></form>'
    for name in ('name="search"', "name=search"):
        assert unnamed_form(form.format(name)) == form.format("").replace(" >", ">")
    assert unnamed_form('<form name="search">') == '<form name="search">'


def test_what_searches_is_small() -> None:
    start, engine, style = (len(gzip.compress(text.encode())) for text in assets.search().values())
    assert (start <= 1_250, engine <= 6_200, style <= 500) == (True, True, True)
