"""The page of a theme, phase or role chooses what to begin with and says why; lists are in an order that helps."""

import re
from pathlib import Path

import pytest

from built import ROOT
from small_project import lesson, write_project
from treeguide.compare import difference
from treeguide.config.setup import read_setup
from treeguide.pages import all_pages
from treeguide.project import read_project
from treeguide.writing import Writer

FACETS = """\
kinds:
  lesson: {label: Praktijkles, plural: Praktijklessen, address: praktijklessen}
  guiding-question: {label: Gespreksvraag, plural: Gespreksvragen, address: hulpvragen}
cards: {kind: guiding-question}
themes:
  geld: {label: Geld, description: Over geld.}
roles:
  bestuurder:
    label: Bestuurder
    start_here:
      - {lesson: vier-het, why: Dat geeft moed.}
      - {outcome: praat-over-geld, why: Daar begint het mee.}
      - {guide: waar, question: geld, why: Eén vraag wijst de weg.}
      - {guide: waar, why: Twee vragen.}
      - {lesson: nog-niet, why: Dit is nog een concept.}
"""


def page_of(root: Path) -> dict[str, str]:
    """The HTML of every page of the project in that folder, by its path."""
    return {page.path: page.html for page in all_pages(Writer(read_project(read_setup(root))))}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    asking = {"kind": "guiding-question", "roles": "[bestuurder]", "ask": "[Wat kost het?, Wie betaalt?]"}
    lessons = {
        "lessons/lessen/open-kaart.md": lesson("Leg je kaarten open", roles="[bestuurder]", themes="[geld]"),
        "lessons/lessen/vier-het.md": lesson("Vier het", roles="[bestuurder]", ask="[Wat ging er goed?]"),
        "lessons/lessen/aan-het-begin.md": lesson("Begin hier niet", roles="[bestuurder]"),
        "lessons/lessen/nog-niet.md": lesson("Nog niet", roles="[bestuurder]", draft="Nakijken."),
        "lessons/vragen/wat-kost-het.md": lesson("Wat kost het?", **asking),
    }
    return write_project(tmp_path, **lessons, **{"lessons/facets.yml": FACETS})


def links(html: str) -> list[str]:
    return re.findall(r'<a href="([^"#]*(?:#[^"]*)?)">', html)


def test_a_page_of_a_role_begins_with_what_was_chosen_and_why(project: Path) -> None:
    begin, _, rest = page_of(project)["rollen/bestuurder.md"].partition('id="vragen-voor-aan-tafel"')
    assert links(begin) == ["../", "../../lessen/vier-het/", "../../situaties/praat-over-geld/", *GUIDES]
    assert re.findall(r'<p class="guide-why">(.*?)</p>', begin)[:2] == ["Dat geeft moed.", "Daar begint het mee."]
    asked, _, folded = rest.partition('id="alles-op-een-rij"')
    assert re.findall(r"<p>(.*?)</p>", asked) == ["Wat ging er goed?", "Wat kost het?"]
    assert re.findall(r"<details[^>]*>", folded) == ['<details class="guide-rest" data-search-exclude="">'] * 2
    assert "Nog niet" not in begin + rest


GUIDES = ["../../wegwijzers/waar/#geld", "../../wegwijzers/waar/"]


def test_a_list_begins_with_what_most_situations_lead_to_and_then_goes_by_title(project: Path) -> None:
    folded = page_of(project)["rollen/bestuurder.md"].partition('id="alles-op-een-rij"')[2]
    assert [one.split("/")[-2] for one in links(folded)] == ["open-kaart", "vier-het", "aan-het-begin", "wat-kost-het"]


def test_without_a_choice_the_lists_are_open(project: Path) -> None:
    assert "<details" in page_of(project)["themas/geld.md"]
    assert '<details class="guide-rest" data-search-exclude="" open="">' in page_of(project)["themas/geld.md"]


def test_the_sorts_of_lists_are_pages_with_counts(project: Path) -> None:
    pages = page_of(project)
    assert links(pages["rollen/index.md"]) == ["../lessen/", "bestuurder/"]
    assert "4 items" in pages["rollen/index.md"]
    assert "1 item<" in pages["themas/index.md"]
    assert "fasen/index.md" not in pages
    assert links(pages["soorten/index.md"]) == ["../lessen/", "praktijklessen/", "hulpvragen/"]


def test_all_situations_stand_under_the_answer_that_one_begins_with(project: Path) -> None:
    html = page_of(project)["situaties/index.md"]
    assert re.findall(r'<h[23] id="([^"]*)"', html) == ["waar-staan-jullie", "waar-stroef"]
    assert '<p class="guide-why">Gaat het om geld? <strong>Ja</strong></p>' in html


def test_a_list_to_jump_from_leads_to_every_group_of_situations() -> None:
    html = page_of(ROOT / "tests" / "walked")["situaties/index.md"]
    jumps, (first, *groups) = re.findall(r'<a href="#([^"]*)">', html), re.findall(r'<h[23] id="([^"]*)"', html)
    assert (jumps, first) == (groups, "in-welke-situatie-zit-onze-samenwerking")
    assert len(jumps) > 3


def test_a_comparison_tells_that_readers_begin_elsewhere(project: Path, tmp_path: Path) -> None:
    before = read_project(read_setup(project))
    (project / "lessons/facets.yml").write_text(FACETS.replace("Dat geeft moed", "Zo houd je moed"), "utf-8")
    (change,) = difference(before, read_project(read_setup(project))).texts
    assert (change.sort, change.id, change.field) == ("facet", "bestuurder", "start_here")
    assert "vier-het: Zo houd je moed." in change.now
