"""What is found, as text and for programs, and the exit codes that go with it."""

import json
from pathlib import Path

import pytest

from case_folders import CASES, problems
from treeguide.commands.cli import main
from treeguide.report import SHOWN_IN_ALL, SHOWN_PER_FILE, as_github, as_json, as_text, snippet
from treeguide.values import Document, Place, problem, warning


def check(case: str, *more: str) -> int:
    return main(["check", "--project", str(CASES / case), *more])


@pytest.mark.parametrize(
    ("case", "options", "code"),
    [
        ("facts-and-conditions-without-a-fault", [], 0),
        ("facts-and-conditions-without-a-fault", ["--strict"], 0),
        ("single-option", [], 0),
        ("single-option", ["--strict"], 1),
        ("unknown-target", [], 1),
        ("unknown-target", ["--format", "json"], 1),
        ("unknown-target", ["--format", "github"], 1),
        ("unknown-target", ["--format", "xml"], 2),
        ("unknown-target", ["--loud"], 2),
        ("unknown-target", ["--language", "de"], 2),
    ],
)
def test_the_exit_code_says_how_it_went(case: str, options: list[str], code: int) -> None:
    assert check(case, *options) == code


def test_no_project_and_no_readable_settings_are_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(tmp_path)]) == 2
    assert "decision_trees" in capsys.readouterr().err
    (tmp_path / "lessons").mkdir()
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - treeguide: {section_limit: veel}\n", "utf-8")
    assert main(["check", "--project", str(tmp_path)]) == 2
    assert "section_limit" in capsys.readouterr().err


def test_no_command_is_wrong_use() -> None:
    assert main([]) == 2
    assert main(["chekc"]) == 2


def test_findings_go_to_the_output_and_their_number_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    check("unknown-target", "--language", "nl")
    said = capsys.readouterr()
    assert said.out == (CASES / "unknown-target" / "problems.txt").read_text("utf-8")
    assert said.err == "2 fouten, in 1 bestand.\n"


@pytest.mark.parametrize(
    ("case", "language", "said"),
    [
        ("missing-colon", "nl", "1 fout, in 1 bestand.\n"),
        ("missing-colon", "en", "1 error, in 1 file.\n"),
        ("single-option", "nl", "1 keer let op, in 1 bestand.\n"),
        ("single-option", "en", "1 warning, in 1 file.\n"),
        ("faults-of-every-layer-in-one-run", "nl", "7 fouten en 2 keer let op, in 4 bestanden.\n"),
        ("faults-of-every-layer-in-one-run", "en", "7 errors and 2 warnings, in 4 files.\n"),
    ],
)
def test_the_number_of_findings_leaves_out_what_is_zero(
    case: str, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    check(case, "--language", language)
    assert capsys.readouterr().err == said


def test_silence_where_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    check("facts-and-conditions-without-a-fault", "--language", "nl")
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "Alles klopt: 1 bestand, 1 boom, 3 situaties en 0 lessen.\n"


def test_json_holds_all_there_is_to_know(tmp_path: Path) -> None:
    rows = json.loads(as_json(problems("order-dependent", tmp_path), "en"))
    assert rows == [
        {
            "path": "decision_trees/begin.yml",
            "line": 29,
            "column": 13,
            "length": 4,
            "level": "warning",
            "code": "order-dependent",
            "message": "Two conditions hold at once here; "
            'readers now go to "bijsturen", in another order to "doorgaan".',
            "hint": "Is that meant? Then leave it. Otherwise rule one of them out with none_of.",
            "route": ["Er is geld", "Wij", "Slecht"],
            "elsewhere": [],
        }
    ]
    assert json.loads(as_json([], "en")) == []


def test_annotations_put_errors_first_and_nothing_breaks_out_of_one(tmp_path: Path) -> None:
    place = Place(Document("a,b:c\n.yml", "x"))
    found = [warning(place, "single-option", id="a"), problem(place, "unknown-lesson", id="100%\n::x", near="")]
    lines = as_github(found, "nl").split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("::error file=a%2Cb%3Ac%0A.yml,line=1,col=1,title=unknown-lesson::")
    assert '"100%25 ::x"' in lines[0]
    assert lines[1].startswith("::warning ")


def test_of_thousands_of_one_kind_a_few_are_shown_and_the_rest_counted() -> None:
    document = Document("a.yml", "\n".join(f"{number}: x" for number in range(2000)))
    found = [warning(Place(document, number + 1), "single-option", id=str(number)) for number in range(2000)]
    text = as_text([*found, warning(Place(Document("b.yml", "x")), "single-option", id="b")], "nl")
    assert text.count("[single-option]") == SHOWN_PER_FILE + 1
    assert "… en nog 1980 keer hetzelfde in dit bestand." in text


def test_many_of_a_kind_in_many_files_are_counted_too() -> None:
    """Two in each file; another kind, in the last file, is still there."""
    documents = [Document(f"{number:04}.yml", "a: x\nb: x") for number in range(1000)]
    found = [warning(Place(one, line), "single-option", id="a") for one in documents for line in (1, 2)]
    found.append(problem(Place(documents[-1], 1), "unknown-target", id="b", near=""))
    text = as_text(found, "nl")
    assert text.count("let op: ") == SHOWN_IN_ALL
    assert text.count("[unknown-target]") == 1
    assert text.endswith("\n… en nog 1900 keer [single-option] in 950 andere bestanden.")
    assert as_text(found[: SHOWN_IN_ALL + 2], "en").endswith("\n… and 2 more times [single-option] in another file.")


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "marked"),
    [
        ("abc def", 5, 3, "abc def", "    ^~~"),
        ("\tabc", 2, 3, " abc", " ^~~"),
        ("a\u0301b", 3, 1, "a\u0301b", " ^"),
        ("漢字 x", 4, 1, "漢字 x", "     ^"),
        ("a\u202eb", 2, 1, "a\ufffdb", " ^"),
        ("abc", 4, 1, "abc", "   ^"),
        ("x" * 400, 201, 2, "…" + "x" * 158 + "…", " " * 61 + "^~"),
    ],
)
def test_the_fault_is_underlined_where_it_shows(line: str, column: int, length: int, shown: str, marked: str) -> None:
    found = problem(Place(Document("a.yml", line), 1, column, length), "yaml-syntax")
    assert snippet(found) == [f"  1 | {shown}", f"    | {marked}"]


def test_an_empty_line_is_not_shown() -> None:
    assert snippet(problem(Place(Document("a.yml", "")), "empty-file")) == []
