"""The schemas for editors: equal to the models, true for all content, and found by the editor."""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import keys_page
from small_project import FACETS, OUTCOMES, SOURCES, TREE, write_project
from treeguide.commands.cli import main
from treeguide.commands.schema import DESCRIPTIONS, SCHEMAS, TITLES, as_json, in_english
from treeguide.library import Folders, Library, library_of, read_library
from treeguide.library.adding import add_lesson, add_tree
from treeguide.values import Document, model, sheets, vocabulary
from treeguide.words import key_words

ROOT = Path(__file__).parent.parent
GUIDE = read_library(Folders(ROOT)).facets


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do, by the core schema of YAML 1.2: numbers, true, false and null; dates are text."""


Editor.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+0123456789."),
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), list(_first))


def as_editors_read(text: str) -> Any:
    return _with_text_keys(yaml.load(text, Loader=Editor))  # noqa: S506 (a safe loader)


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {json.dumps(key).strip('"'): _with_text_keys(inner) for key, inner in value.items()}
    return [_with_text_keys(inner) for inner in value] if isinstance(value, list) else value


def front_matter(text: str) -> str:
    return text.split("---\n")[1]


@cache
def validator(name: str) -> jsonschema.Draft7Validator:
    made = SCHEMAS[name](GUIDE)
    jsonschema.Draft7Validator.check_schema(made)
    return jsonschema.Draft7Validator(made)


def faults(name: str, text: str) -> list[str]:
    return [error.message for error in validator(name).iter_errors(as_editors_read(text))]


def content() -> Iterator[tuple[str, Path]]:
    """Every file an author wrote in this repository, with the schema it belongs to."""
    yield from (("tree", path) for path in sorted((ROOT / "decision_trees").rglob("*.yml")))
    yield from (("lesson", path) for path in sorted((ROOT / "lessons").rglob("*.md")))
    for name in ("sources", "facets", "glossary"):
        if (ROOT / f"lessons/{name}.yml").is_file():
            yield name, ROOT / f"lessons/{name}.yml"
    if (ROOT / "register.yml").is_file():
        yield "register", ROOT / "register.yml"


# --- equal to the models -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_file_in_the_repository_is_what_the_models_say(name: str) -> None:
    assert (ROOT / f"schemas/{name}.schema.json").read_text("utf-8") == as_json(SCHEMAS[name](GUIDE)), "run make anew"


def test_the_page_for_authors_tells_of_every_key() -> None:
    text = keys_page.page()
    if os.environ.get("TREEGUIDE_REWRITE"):
        keys_page.PAGE.write_text(text, "utf-8")
    assert text == keys_page.PAGE.read_text("utf-8"), "run make anew"
    named = {key for one in MODELS for key in one.model_fields}
    assert named == {*re.findall(r"^\| `(\w+)` \|", text, re.M)}


def test_the_folder_holds_nothing_else() -> None:
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


def test_every_file_in_the_repository_fits() -> None:
    found = {}
    for name, path in content():
        text = path.read_text("utf-8")
        if wrong := faults(name, front_matter(text) if name == "lesson" else text):
            found[path.name] = wrong
    assert found == {}
    assert {name for name, _ in content()} >= {"tree", "lesson", "sources", "facets"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_author_reads_dutch_at_every_field(name: str) -> None:
    made = SCHEMAS[name](GUIDE)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert made["title"] and made["description"]
    for definition in made.get("definitions", {}).values():
        assert definition["description"] in DESCRIPTIONS.values()
        assert definition["title"] in TITLES.values()
    fields = [(key, field) for part in (made, *made.get("definitions", {}).values()) for key, field in _fields(part)]
    assert [key for key, field in fields if not field.get("description")] == []
    assert [key for key, field in fields if "title" in field or "default" in field] == []


def _fields(part: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return list(part.get("properties", {}).items())


def test_no_description_belongs_to_a_model_that_is_gone() -> None:
    assert [name for name in DESCRIPTIONS if not any(hasattr(one, name) for one in (vocabulary, model, sheets))] == []
    assert set(TITLES) == set(DESCRIPTIONS)


def test_the_kinds_are_explained() -> None:
    kind = SCHEMAS["lesson"](GUIDE)["properties"]["kind"]
    assert len(kind["enumDescriptions"]) == len(kind["enum"])
    assert "pitfall: valkuil" in kind["description"]


# --- what an editor marks ------------------------------------------------------------------------------------------

GOOD_LESSON = "title: T\nkind: lesson\nsummary: S\nsources: [jansen-2020]\n"

RIGHT = [
    ("tree", TREE),
    ("tree", OUTCOMES),
    ("sources", SOURCES),
    ("facets", FACETS),
    ("glossary", "regie: {term: regie, also: [regisseur], text: Wat het is.}\n"),
    ("register", "moved: {lessons/: lessen/}\npublished: [lessen/x/]\n"),
    ("lesson", GOOD_LESSON),
    ("lesson", GOOD_LESSON + "reviewed: 2026-11-22\n"),
    ("lesson", GOOD_LESSON.replace("title: T", "title: 2020")),
    ("lesson", GOOD_LESSON.replace("title: T", "title: true")),
    ("lesson", GOOD_LESSON.replace("summary: S", "summary: 3.5")),
    ("sources", "a: {title: 1984, year: 1949}\n"),
    ("tree", TREE.replace("      stroef:\n        text: Het loopt stroef", "      true:\n        text: true")),
]
WRONG = [
    ("tree", TREE.replace("title: Waar staan jullie?\n", "")),
    ("tree", TREE.replace("text: Hoe gaat het?", "tekst: Hoe gaat het?")),
    ("tree", TREE.replace("start: fase", "start: Fase")),
    ("tree", TREE.replace("  fase:\n", "  De fase:\n")),
    ("tree", TREE.replace("text: Hoe gaat het?", "text:")),
    ("tree", TREE.replace("next: geld", "next: [geld]")),
    ("tree", "title: T\nsummary: S\nstart: a\nquestions: {}\n"),
    ("tree", "outcomes: {}\n"),
    ("tree", OUTCOMES + "aliases: {Oud: ga-door}\n"),
    ("lesson", GOOD_LESSON.replace("kind: lesson", "kind: les")),
    ("lesson", GOOD_LESSON.replace("[jansen-2020]", "[]")),
    ("lesson", GOOD_LESSON + "reviewed: 22-11-2026\n"),
    ("lesson", GOOD_LESSON + "draft:\n"),
    ("lesson", GOOD_LESSON + "themas: [geld]\n"),
    ("sources", "a: {title: T, url: www.example.org}\n"),
    ("sources", "a: {author: A}\n"),
    ("facets", "themes: {geld: Geld}\n"),
    ("glossary", "regie: {term: regie}\n"),
    ("register", "removed: {lessen/x/: {title: X, date: gisteren, reason: R, instead: lessen/}}\n"),
]


@pytest.mark.parametrize(("name", "text"), RIGHT)
def test_an_editor_accepts_what_check_accepts(name: str, text: str) -> None:
    assert faults(name, text) == []


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_an_editor_marks_what_check_refuses(name: str, text: str) -> None:
    assert faults(name, text) != []


# --- the command ---------------------------------------------------------------------------------------------------


def test_the_command_writes_every_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--write", str(tmp_path / "new/schemas")]) == 0
    written = sorted(path.name for path in (tmp_path / "new/schemas").iterdir())
    assert written == sorted(f"{name}.schema.json" for name in SCHEMAS)
    assert capsys.readouterr().out.count("\n") == len(SCHEMAS)
    assert main(["schema", "--write", str(tmp_path / "new/schemas")]) == 0


def test_the_command_prints_one_or_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "tree"]) == 0
    assert capsys.readouterr().out.strip() == as_json(SCHEMAS["tree"](GUIDE)).strip()
    assert main(["schema"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == list(SCHEMAS)


def test_a_folder_that_cannot_be_written_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["schema", "--write", str(tmp_path / "file")]) == 2
    assert "kon niet worden geschreven" in capsys.readouterr().err


# --- the editor ----------------------------------------------------------------------------------------------------


def editor_file(name: str) -> Any:
    return json.loads((ROOT / ".vscode" / name).read_text("utf-8"))


def test_the_editor_knows_the_schema_of_every_yaml_file() -> None:
    for name, path in content():
        if name == "lesson":
            continue
        globs = editor_file("settings.json")["yaml.schemas"][f"./schemas/{name}.schema.json"]
        relative = path.relative_to(ROOT).as_posix()
        assert any(_matches(relative, glob) for glob in ([globs] if isinstance(globs, str) else globs)), relative


def _matches(path: str, glob: str) -> bool:
    return bool(re.fullmatch(re.escape(glob).replace(r"\*\*/", "(?:.+/)?").replace(r"\*", "[^/]*"), path))


def test_every_schema_the_editor_names_exists() -> None:
    assert [name for name in editor_file("settings.json")["yaml.schemas"] if not (ROOT / name).is_file()] == []


def test_a_tree_names_its_schema_for_other_editors() -> None:
    for path in sorted((ROOT / "decision_trees").glob("*.yml")):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8"))
        assert named, path.name
        assert (path.parent / named[1]).resolve() == ROOT / "schemas/tree.schema.json"


def test_the_editor_lists_what_check_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    untested = TREE[: TREE.index("  - name: Het loopt")].replace("stroef\n        sets", "stroef\n        set")
    files = {"decision_trees/waar.yml": untested, "lessons/lessen/vier-het.md": "x"}
    files["decision_trees/tweede.yml"] = TREE[: TREE.index("scenarios:")]
    project = write_project(tmp_path, **files)
    matchers = {
        matcher["severity"]: matcher["pattern"] for matcher in editor_file("tasks.json")["tasks"][0]["problemMatcher"]
    }
    for language in ("nl", "en"):
        main(["check", "--project", str(project), "--language", language])
        lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
        found = {
            level: [line for line in lines if re.search(pattern["regexp"], line)] for level, pattern in matchers.items()
        }
        assert found["error"] and found["warning"]
        assert sorted([*found["error"], *found["warning"]]) == sorted(lines)


def filled(snippet: str) -> str:
    """The snippet as the editor fills it in when every suggestion is taken."""
    text = "\n".join(editor_file("treeguide.code-snippets")[snippet]["body"])
    text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\}", r"\1", text)
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
    return text.replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-11-22").replace("$0", "Tekst.")


def test_the_snippet_for_a_lesson_is_a_lesson() -> None:
    library = Library(facets=GUIDE, front_matter=vocabulary.front_matter(GUIDE))
    add_lesson(library, Document("lessons/nieuw.md", filled("Les") + "\n"))
    assert library.problems == []
    assert library.lessons["nieuw"].is_draft
    assert faults("lesson", front_matter(filled("Les"))) == []


def test_the_snippet_offers_every_kind() -> None:
    body = "\n".join(editor_file("treeguide.code-snippets")["Les"]["body"])
    assert f"|{','.join(GUIDE.kinds)}|" in body


def test_the_snippets_for_a_tree_fit_in_a_tree() -> None:
    def indented(text: str, spaces: int) -> str:
        return "\n".join(" " * spaces + line for line in text.split("\n"))

    question = filled("Vraag").replace("next: id-van-de-volgende-stap", indented(filled("Wegen"), 6).lstrip())
    outcome = indented(filled("Situatie"), 2)
    text = f"title: T\nsummary: S\nstart: vraag-id\nquestions:\n{indented(question, 2)}\noutcomes:\n{outcome}\n"
    library = Library()
    add_tree(library, Document("decision_trees/nieuw.yml", text))
    assert library.problems == []
    assert faults("tree", text) == []


# --- in English ----------------------------------------------------------------------------------------------------

MODELS = [one for one in vars(model).values() if isinstance(one, type) and issubclass(one, model.Frozen)]
MODELS += [*sheets.SHEET_MODELS, *vocabulary.START_MODELS, vocabulary.Facet, vocabulary.KindOf, vocabulary.FacetList]
MODELS += [vocabulary.CardsOf, vocabulary.Facets]


def test_every_key_is_told_in_english_and_nothing_else_is() -> None:
    words = key_words()
    keys = {(one.__name__, key) for one in MODELS for key in one.model_fields}
    told = {(name, key) for name, texts in words["keys"].items() for key in texts}
    assert told ^ keys == set(), "words/messages/keys.toml has these not right"
    assert set(words["models"]) == set(DESCRIPTIONS)
    assert set(words["files"]) == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_english_editor_shows_the_same_shape_and_no_word_of_dutch(name: str) -> None:
    declared = library_of(Folders(ROOT), [])
    dutch, english = SCHEMAS[name](declared.facets), in_english(name, SCHEMAS[name](declared.facets))

    def shape(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: shape(inner) for key, inner in value.items() if not isinstance(inner, str) or key[0] == "$"}
        return [shape(inner) for inner in value] if isinstance(value, list) else value

    def texts(value: Any) -> Iterator[str]:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        yield from (one for one in inner if isinstance(one, str))
        yield from (text for one in inner for text in texts(one))

    assert shape(english) == shape(dutch)
    assert not set(texts(english)) & {text for text in texts(dutch) if " " in text}
    assert all(part["description"] for part in english.get("definitions", {}).values())


def test_the_command_speaks_the_language_it_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "lesson", "--language", "en"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["properties"]["title"]["description"] == "The title, as it stands above the page."
    assert made["properties"]["kind"]["description"].endswith(
        "pitfall: valkuil; guiding-question: gespreksvraag; instrument: instrument."
    )
