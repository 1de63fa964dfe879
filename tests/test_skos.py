"""What words mean, as SKOS in the profile NL-SBB: what its shapes ask of each concept and scheme."""

import json
from pathlib import Path
from typing import Any

from built import ROOT
from small_project import write_project
from treeguide.addresses.site import Site
from treeguide.config.setup import read_setup
from treeguide.pages.skos import CONTEXT, skos_files
from treeguide.project import read_project
from treeguide.writing import Writer

SITE = Site(url="https://gids.example/", name="Gids")
GLOSSARY = 'regie: {term: regie, also: [regie, regisseur, regisseur], text: "Wie \\"leidt\\" & <stuurt>."}\n'
FACETS = """\
themes:
  geld: {label: Geld, description: Wie betaalt wat.}
  tijd: {label: Tijd}
facets:
  sector:
    label: Sectoren
    address: sectoren
    values: {zorg: {label: Zorg, description: Hulp en zorg.}}
"""


def graph(folder: Path, site: Site = SITE) -> list[dict[str, Any]]:
    found = skos_files(Writer(read_project(read_setup(folder)), site))
    return [] if not found else read(found["skos.jsonld"]())


def read(text: str) -> list[dict[str, Any]]:
    whole = json.loads(text)
    assert whole["@context"] == CONTEXT
    rows: list[dict[str, Any]] = whole["@graph"]
    return rows


def assert_in_the_profile(rows: list[dict[str, Any]], language: str) -> None:
    """The shapes Concept and ConceptScheme of skos-ap-nl 1.0.0, as far as we write what they are about."""
    schemes = {one["@id"]: one for one in rows if one["@type"] == "skos:ConceptScheme"}
    concepts = {one["@id"]: one for one in rows if one["@type"] == "skos:Concept"}
    assert len(schemes) + len(concepts) == len(rows) and all(
        one.startswith("https://") for one in (*schemes, *concepts)
    )
    for one in schemes.values():
        assert one["dct:title"]["@language"] == language and one["dct:title"]["@value"]
    for name, one in concepts.items():
        for key in ("skos:prefLabel", "skos:definition"):
            assert one[key]["@language"] == language and one[key]["@value"], name
        scheme = one["skos:inScheme"]["@id"]
        assert one["skos:topConceptOf"]["@id"] == scheme
        assert {"@id": name} in schemes[scheme]["skos:hasTopConcept"]
        assert one["skos:prefLabel"] not in one.get("skos:altLabel", [])
    named = [(one["skos:inScheme"]["@id"], one["skos:prefLabel"]["@value"]) for one in concepts.values()]
    assert len(named) == len(set(named))


def test_terms_and_described_choices_are_concepts(tmp_path: Path) -> None:
    made = {"lessons/glossary.yml": GLOSSARY, "lessons/facets.yml": FACETS, "mkdocs.yml": "theme: {language: nl}\n"}
    rows = graph(write_project(tmp_path, **made))
    assert_in_the_profile(rows, "nl")
    by_id = {one["@id"]: one for one in rows}
    assert set(by_id) == {
        *("https://gids.example/begrippen/#scheme", "https://gids.example/begrippen/#regie"),
        *("https://gids.example/themas/#scheme", "https://gids.example/themas/geld/#concept"),
        *("https://gids.example/sectoren/#scheme", "https://gids.example/sectoren/zorg/#concept"),
    }
    term = by_id["https://gids.example/begrippen/#regie"]
    assert term["skos:definition"]["@value"] == 'Wie "leidt" & <stuurt>.'
    assert [one["@value"] for one in term["skos:altLabel"]] == ["regisseur"]
    assert by_id["https://gids.example/sectoren/#scheme"]["dct:title"]["@value"] == "Sectoren · Gids"


def test_there_is_no_file_without_something_to_define_or_an_address(tmp_path: Path) -> None:
    folder = write_project(tmp_path)
    assert graph(folder) == []
    (folder / "lessons/glossary.yml").write_text(GLOSSARY, "utf-8")
    assert graph(folder, Site()) == []
    assert len(graph(folder)) == 2


def test_our_own_words_are_in_the_profile() -> None:
    rows = graph(ROOT)
    assert_in_the_profile(rows, "nl")
    assert len(rows) > 50
