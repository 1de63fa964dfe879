"""A guide that declares kinds can say which one a lesson has that names none."""

from pathlib import Path

import pytest

from case_folders import CASES, project
from treeguide.commands.cli import main
from treeguide.commands.schema import lesson
from treeguide.values.vocabulary import Facets

CASE = CASES / "a-kind-that-lessons-have-by-default"


def test_a_lesson_without_a_kind_has_the_default_one() -> None:
    library = project(CASE).library
    assert library.lessons["bake"].front.kind == "recipe"
    assert "kind" not in lesson(library.facets).get("required", [])
    assert "kind" in lesson(Facets(kinds=library.facets.kinds)).get("required", [])


def test_a_new_lesson_gets_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons/facets.yml").write_bytes((CASE / "lessons/facets.yml").read_bytes())
    assert main(["--project", str(tmp_path), "new", "lesson", "--title", "Bak", "--summary", "Bak het."]) == 0
    made = tmp_path / capsys.readouterr().out.splitlines()[0]
    assert "kind: recipe" in made.read_text("utf-8")
