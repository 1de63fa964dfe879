"""Which words search takes for the same: in Dutch and in English, each with a page that has only that word."""

import json

import pytest
from playwright.sync_api import Page

from treeguide.search import index_files, pages_of
from treeguide.writing import assets
from visitors import Visitors

DUTCH = {
    "boom": "beslisboom",
    "raad": "gemeenteraad",
    "bomen": "beslisboom",
    "deling": "delen",
    "delen": "deelt",
    "samenwerken": "samenwerkingsverband",
    "samenwerking": "samenwerken",
    "samengewerkt": "samenwerken",
    "werkt samen": "samenwerken",
    "gestopt": "stoppen",
    "besturen": "bestuurlijke",
    "brief": "brieven",
    "huizen": "huis",
    "cooperatie": "coöperatie",
    "coöperatie": "cooperatie",
    "regios": "regio's",
    "regio’s": "regio",
    "regionaal": "regio",
    "vertouwen": "vertrouwen",
    "vertruowen": "vertrouwen",
    "woningbouwopgave": "opgave",
    "GEMEENTE": "gemeenten",
    "wat is een opgave": "opgave",
    "achter ban": "achterban",
    "partner haakt af": "afhaken",
    "werkt niet mee": "meewerken",
    "beslissing": "besluit",
    "gekozen": "keuze",
    "bonje": "conflict",
}
ENGLISH = {
    "sharing": "shared",
    "policy": "policies",
    "deciding": "decides",
    "agreements": "agreement",
    "partnership": "partner",
    "goverment": "government",
    "chose": "chosen",
    "quarrel": "conflict",
}
ASK = """async ([files, questions]) => {
  const name = path => path.split("/").at(-1).replace(".js", "")
  const got = Object.fromEntries(Object.entries(files).map(([path, content]) => [name(path), JSON.parse(content)]))
  const find = treeguideSearch.find(got.index, async file => got[file])
  return Promise.all(questions.map(async one => (await find(one)).items.map(([item]) => item.location)))
}"""


@pytest.fixture
def engine(visit: Visitors) -> Page:
    page = visit("about:blank")
    _, engine, _ = assets.search().values()
    page.add_script_tag(content=f"window.treeguideSearch = {{}};\n{engine}")
    return page


def found(page: Page, language: str, words: list[str], questions: list[str]) -> list[list[str]]:
    """For each question, the words whose pages are found, the best first."""
    filler = ["woningbouw", "overleg", "wegen", "geregeld"]
    entries = [{"location": word, "title": f"Blad {place}", "text": word} for place, word in enumerate(words + filler)]
    files = index_files(pages_of(entries), language)
    contents = {path: text.split(",", 1)[1].rstrip()[:-1] for path, text in files.items()}
    assert all(json.loads(content) for content in contents.values())
    answers: list[list[str]] = page.evaluate(ASK, [contents, questions])
    return answers


@pytest.mark.parametrize(("language", "pairs"), [("nl", DUTCH), ("en", ENGLISH)], ids=["Dutch", "English"])
def test_words_of_a_family_are_found(engine: Page, language: str, pairs: dict[str, str]) -> None:
    answers = found(engine, language, sorted(set(pairs.values())), list(pairs))
    missed = {typed: answer for (typed, word), answer in zip(pairs.items(), answers, strict=True) if word not in answer}
    assert missed == {}


def test_other_words_are_not(engine: Page) -> None:
    words = ["gemeenteraad", "raadhuis", "geregeld", "geld", "stad", "bestuur"]
    raad, geld, near, nothing = found(engine, "nl", words, ["raad", "geld", "raadhius", "xyzzy"])
    assert set(raad) == {"gemeenteraad", "raadhuis"}
    assert geld[0] == "geld"
    assert (near, nothing) == (["raadhuis"], [])
