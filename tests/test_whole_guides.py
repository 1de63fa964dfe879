"""Small projects from source to guide: facts, conditions, unfolding, shared outcomes, old names.

`TREEGUIDE_REWRITE=1 pytest tests/test_whole_guides.py` writes tree.json and guide.md anew.
"""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from case_folders import CASES
from treeguide.pages import all_pages, data
from treeguide.project import Project
from treeguide.writing import Writer
from treeguide.writing.page import Page
from whole_guides import graphs, outline, read, whole_cases

FACTS = "a-whole-guide-with-facts-and-conditions"


@pytest.mark.parametrize("name", whole_cases())
def test_a_case_becomes_the_guide_beside_it(name: str, tmp_path: Path) -> None:
    project = read(name, tmp_path)
    for file, text in {"tree.json": graphs(project), "guide.md": outline(project)}.items():
        if os.environ.get("TREEGUIDE_REWRITE"):
            (CASES / name / file).write_text(text, "utf-8")
        assert text == (CASES / name / file).read_text("utf-8")


@pytest.mark.parametrize("name", whole_cases())
def test_everything_for_programs_fits_its_own_schema(name: str, tmp_path: Path) -> None:
    project = read(name, tmp_path)
    content = json.loads(json.dumps(data.whole(Writer(project))))
    schema = data.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(content)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(content | {"version": "one"})


def facts_page(path: str, tmp_path: Path) -> tuple[Project, Page]:
    project = read(FACTS, tmp_path)
    return project, next(page for page in all_pages(Writer(project)) if page.path == path)


def test_lessons_for_some_readers_stand_under_their_condition(tmp_path: Path) -> None:
    _, page = facts_page("situaties/bijsturen.md", tmp_path)
    lessons = page.html.partition(">Als jullie de regie voeren</h2>")
    assert '<a href="../../lessen/luister-eerst/#via~bijsturen">Luister eerst</a>' in lessons[0]
    assert '<a href="../../lessen/geef-richting/#via~bijsturen">Geef richting</a>' in lessons[2]
    assert "Geef richting" not in lessons[0]


def test_a_lesson_says_which_situations_lead_to_it_and_why(tmp_path: Path) -> None:
    _, page = facts_page("lessen/geef-richting.md", tmp_path)
    assert '<a href="../../situaties/bijsturen/">Jullie kunnen bijsturen</a>' in page.html
    assert "Als jullie de regie voeren: Jullie mogen kiezen, dus kies." in page.html


def test_a_question_keeps_its_old_name_as_a_place_on_the_page(tmp_path: Path) -> None:
    _, page = facts_page("wegwijzers/regie.md", tmp_path)
    assert page.html.count('<span id="stand"></span>') == 1
    assert page.html.count('id="hoe-gaat-het"') == 1


def test_texts_link_from_file_to_file_and_pages_from_address_to_address(tmp_path: Path) -> None:
    _, outcome = facts_page("situaties/bijsturen.md", tmp_path)
    _, lesson = facts_page("lessen/luister-eerst.md", tmp_path)
    assert '<a href="../hulp-vragen/">hulp vragen</a>' in outcome.html
    assert '<a href="../geef-richting/#kies-iets">geef richting</a>' in lesson.html


def test_programs_read_scans_and_checklists(tmp_path: Path) -> None:
    schema = jsonschema.Draft202012Validator(data.schema())
    found: dict[str, Any] = {}
    for name in ("scan-that-is-all-right", "checklist-that-is-all-right"):
        content = json.loads(json.dumps(data.whole(Writer(read(name, tmp_path)))))
        schema.validate(content)
        found |= {key: content[key][0] for key in ("scans", "checklists") if content[key]}
    item = found["scans"]["items"][0]
    assert (item["id"], item["talk"]["default"]["ask"], len(found["scans"]["mark"])) == ("doel", "Wat zag je?", 4)
    assert [one["lesson"] for one in found["checklists"]["advice"]] == ["praat", "praat-door"]
    assert found["checklists"]["signals"][0]["sets"] == ["onder-tafel"]
