"""New lessons, trees and outcomes: they pass the check, disturb nothing, and are never written over what is there."""

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from small_project import OUTCOMES, SOURCES, lesson, write_project
from treeguide.commands import WrongUseError
from treeguide.commands.cli import main
from treeguide.commands.new import starter
from treeguide.commands.new.answers import Asker, Wanted
from treeguide.library import Folders, read_library
from treeguide.reading import read_yaml
from treeguide.values import Document
from treeguide.values.vocabulary import Facets
from treeguide.words import LANGUAGES, messages

SOURCE = ["--sources", "jansen-2020"]


FIVE = ("lesson", "success-factor", "pitfall", "guiding-question", "instrument")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write_project(tmp_path))
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def new_file(folder: Path, before: dict[str, bytes]) -> str:
    """The one file that was not there before; all the others are as they were."""
    after = contents(folder)
    assert {name: after.get(name) for name in before} == before
    (name,) = set(after) - set(before)
    return name


# --- a lesson ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FIVE)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_new_lesson_passes_the_check_whatever_its_kind(
    kind: str, language: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").write_text(f"plugins:\n  - treeguide: {{language: {language}}}\n")
    before = contents(project)
    assert main(["new", "lesson", "--title", "Begin klein", "--kind", kind, *SOURCE]) == 0
    name = new_file(project, before)
    assert capsys.readouterr().out == f"{name}\n"
    assert name.rsplit("/", 1)[-1] == "begin-klein.md"
    assert main(["check", "--strict"]) == 0
    made = read_library(Folders(project)).lessons["begin-klein"]
    assert (made.front.title, made.front.kind, made.front.sources) == ("Begin klein", kind, ("jansen-2020",))
    assert made.is_draft
    assert "## " in made.body
    assert ("uitleg voor jou" in made.document.text) == (language == "nl")


def test_a_lesson_goes_where_its_kind_is_kept(project: Path) -> None:
    (project / "lessons/valkuilen").mkdir()
    (project / "lessons/valkuilen/oud.md").write_text(lesson("Oud", kind="pitfall", draft="Nog niet."))
    main(["new", "lesson", "--title", "Te snel", "--kind", "pitfall", *SOURCE])
    main(["new", "lesson", "--title", "Les erbij", "--kind", "lesson", *SOURCE])
    main(["new", "lesson", "--title", "Een vraag", "--kind", "guiding-question", *SOURCE])
    assert (project / "lessons/valkuilen/te-snel.md").is_file()
    assert (project / "lessons/lessen/les-erbij.md").is_file()
    assert (project / "lessons/een-vraag.md").is_file()


def test_a_lesson_shows_what_can_be_chosen(project: Path) -> None:
    main(["new", "lesson", "--title", "T", "--kind", "lesson", *SOURCE])
    text = (project / "lessons/lessen/t.md").read_text("utf-8")
    assert "# Thema's: geld\n" in text
    assert "fasen" not in text.lower()


def test_several_sources_can_be_named_with_spaces_or_commas(project: Path) -> None:
    (project / "lessons/sources.yml").write_text(SOURCES + "de-vries: {title: V}\n")
    main(["new", "lesson", "--title", "T", "--kind", "lesson", "--sources", "jansen-2020,", "de-vries", "jansen-2020"])
    assert read_library(Folders(project)).lessons["t"].front.sources == ("jansen-2020", "de-vries")


def test_without_any_source_the_command_says_how_to_add_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "lessons/sources.yml").unlink()
    assert main(["new", "lesson", "--title", "T", "--kind", "lesson", *SOURCE]) == 2
    said = capsys.readouterr().err
    assert "lessons/sources.yml heeft er nog geen" in said
    example = said[said.index("\n\n") :].split("Kijk")[0]
    (project / "lessons/sources.yml").write_text(example)
    assert main(["new", "lesson", "--title", "T", "--kind", "lesson", *SOURCE]) == 0


@given(title=st.text(min_size=1, max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_title_is_kept_to_the_letter(title: str) -> None:
    written = starter.scalar(title)
    assume(written is not None)
    assert written
    text = starter.lesson(starter.New("nieuw", written, written, "nl"), "lesson", ["jansen-2020"], Facets())
    node, problems = read_yaml(Document("", text.split("---\n")[1]))
    assert problems == []
    assert node
    front = node.plain()
    assert isinstance(front, dict)
    assert front["title"] == front["summary"] == " ".join(title.split())


TITLES = [
    "Wel: of niet",
    "#1",
    "Ja # nee",
    "'t Is zo",
    'Zeg "ja"',
    "- streep",
    "@",
    "nee",
    "C:\\map",
    "{a}",
    "* b",
    "a" * 300,
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_yaml_would_trip_over_is_quoted(title: str, project: Path) -> None:
    assert main(["new", "lesson", "--title", title, "--id", "t", "--kind", "lesson", *SOURCE]) == 0
    assert read_library(Folders(project)).lessons["t"].front.title == title
    assert main(["check", "--strict"]) == 0


@pytest.mark.parametrize("title", ["", "  ", "a\u200bb", "\u202eabc"])
def test_a_title_nobody_can_see_is_refused(title: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(project)
    assert main(["new", "lesson", "--title", title, "--kind", "lesson", *SOURCE]) == 2
    assert "kan hier niet staan" in capsys.readouterr().err
    assert contents(project) == before


# --- a tree --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_new_tree_passes_the_check_and_says_what_it_lacks(
    language: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").write_text(f"plugins:\n  - treeguide: {{language: {language}}}\n")
    before = contents(project)
    assert main(["new", "tree", "--title", "Wie doet er mee?", "--language", "nl"]) == 0
    assert new_file(project, before) == "decision_trees/wie-doet-er-mee.yml"
    said = capsys.readouterr().err
    assert said.count("[outcome-without-lessons]") == 3
    assert "Voeg onder lessons minstens één les toe" in said
    assert main(["check", "--language", "nl"]) == 0
    assert capsys.readouterr().err == "3 keer let op, in 1 bestand.\n"
    made = read_library(Folders(project)).trees["wie-doet-er-mee"]
    assert made.file.title == "Wie doet er mee?"
    assert {scenario.expect for scenario in made.file.scenarios} == set(made.file.outcomes)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("what", ["scan", "checklist"])
def test_a_new_scan_or_checklist_passes_the_check_without_a_word(what: str, language: str, project: Path) -> None:
    (project / "mkdocs.yml").write_text(f"plugins:\n  - treeguide: {{language: {language}}}\n")
    before = contents(project)
    assert main(["new", what, "--title", "Hoe staan we ervoor?"]) == 0
    assert new_file(project, before) == "decision_trees/hoe-staan-we-ervoor.yml"
    assert main(["check", "--strict"]) == 0
    (made,) = read_library(Folders(project)).sheets.values()
    assert (made.file.title, made.untested) == ("Hoe staan we ervoor?", ())


def test_a_checklist_needs_something_to_advise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [treeguide]\n")
    monkeypatch.chdir(tmp_path)
    assert main(["new", "checklist", "--title", "De eerste", "--language", "nl"]) == 2
    assert "en die zijn er nog niet" in capsys.readouterr().err


def test_a_tree_names_the_schema_where_the_project_has_one(project: Path) -> None:
    main(["new", "tree", "--title", "Zonder"])
    (project / "schemas").mkdir()
    (project / "schemas/tree.schema.json").write_text("{}")
    main(["new", "tree", "--title", "Met"])
    assert not (project / "decision_trees/zonder.yml").read_text().startswith("# yaml-language-server")
    modeline = "# yaml-language-server: $schema=../schemas/tree.schema.json\n"
    assert (project / "decision_trees/met.yml").read_text().startswith(modeline)


def test_the_longest_id_still_leaves_room_for_its_outcomes(project: Path) -> None:
    assert main(["new", "tree", "--title", "T", "--id", "a" * 80]) == 0
    assert main(["check"]) == 0


def test_the_first_tree_of_a_project_makes_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [treeguide]\n")
    monkeypatch.chdir(tmp_path)
    assert main(["new", "tree", "--title", "De eerste"]) == 0
    assert main(["check"]) == 0


def test_a_folder_that_is_no_project_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "tree", "--title", "De eerste"]) == 2
    assert list(tmp_path.iterdir()) == []


# --- an outcome ----------------------------------------------------------------------------------------------------

OUTCOME = ["new", "outcome", "--title", "Het geld is op"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_new_outcome_leaves_the_rest_of_its_file_alone(
    language: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").write_text(f"plugins:\n  - treeguide: {{language: {language}}}\n")
    before = contents(project)
    assert main([*OUTCOME, "--file", "situaties", "--language", "nl"]) == 0
    assert capsys.readouterr().err.count("let op") == 2
    after = contents(project)
    changed = "decision_trees/situaties.yml"
    assert {name: text for name, text in after.items() if name != changed} == {
        name: text for name, text in before.items() if name != changed
    }
    assert after[changed].startswith(before[changed] + b"\n  het-geld-is-op:\n")
    assert main(["check"]) == 0
    made = read_library(Folders(project)).situations["het-geld-is-op"].outcome
    assert made.title == "Het geld is op"


@pytest.mark.parametrize(
    "name", ["situaties", "situaties.yml", "decision_trees/situaties.yml", "decision_trees\\situaties.yml"]
)
def test_a_shared_file_can_be_named_in_several_ways(name: str, project: Path) -> None:
    assert main([*OUTCOME, "--file", name]) == 0
    assert "het-geld-is-op" in (project / "decision_trees/situaties.yml").read_text()


def test_where_there_is_one_shared_file_it_needs_no_name(project: Path) -> None:
    assert main(OUTCOME) == 0
    assert "het-geld-is-op" in (project / "decision_trees/situaties.yml").read_text()


def test_a_shared_file_that_is_not_there_is_made(project: Path) -> None:
    before = contents(project)
    assert main([*OUTCOME, "--file", "situaties-geld"]) == 0
    assert new_file(project, before) == "decision_trees/situaties-geld.yml"
    assert main(["check"]) == 0
    assert "het-geld-is-op" in read_library(Folders(project)).situations


with_outcome = starter.with_outcome


def added(text: str, name: str = "nieuw") -> str | None:
    return with_outcome(text, starter.New(name, "Titel", "Samenvatting.", "nl"))


FIELDS = "title: T, summary: S, body: B, first_step: F"
ENTRY = "  ga-door:\n    title: T\n    summary: S\n    body: |\n      B\n    first_step: F\n"


def without(text: str, name: str = "nieuw") -> str:
    """The text without the lines of one outcome, and without the blank line that parts it from its neighbour."""
    lines = text.splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.strip() == f"{name}:")
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip(" ")) > indent:
        end += 1
    before = lines[:start]
    if before and not before[-1].strip():
        before.pop()
    return "".join([*before, *lines[end:]])


@pytest.mark.parametrize(
    "text",
    [
        OUTCOMES,
        "# Kop\n\noutcomes:  # hier\n" + ENTRY + "# Staart\n",
        "outcomes:\n" + ENTRY + "\n# Oude namen\naliases: {oud: ga-door}\n",
        "outcomes:\n" + ENTRY + "aliases:\n  oud: ga-door\n",
        "aliases: {oud: ga-door}\noutcomes:\n" + ENTRY,
        "outcomes:\n" + ENTRY.replace("\n  ", "\n    ").replace("  ga-door", "    ga-door", 1),
        "outcomes:\n" + ENTRY.replace("ga-door", "title"),
        "outcomes:\n  ga-door: {" + FIELDS + "}\n  tweede: {" + FIELDS + "}\n",
        ("outcomes:\n" + ENTRY).replace("\n", "\r\n"),
        "\ufeffoutcomes:\n" + ENTRY,
    ],
)
def test_an_outcome_is_added_whatever_the_layout(text: str) -> None:
    new = added(text)
    assert new is not None
    assert without(new) == text
    node, problems = read_yaml(Document("", new.removeprefix("\ufeff")))
    assert problems == []
    assert node and (inner := node.child("outcomes"))
    assert inner.keys()[-1] == "nieuw"
    assert new.count("\r\n") in (0, new.count("\n"))
    assert new.split("\n")[starter.line_of(new, "nieuw") - 1].strip() == "nieuw:"


def test_a_file_without_a_last_line_end_gets_one(project: Path) -> None:
    new = added(("outcomes:\n" + ENTRY).rstrip("\n"))
    assert new is not None
    assert new.startswith("outcomes:\n" + ENTRY + "\n  nieuw:\n")


def test_outcomes_without_blank_lines_between_stay_so() -> None:
    new = added("outcomes:\n" + ENTRY + ENTRY.replace("ga-door", "tweede"))
    assert new is not None
    assert "\n\n" not in new


@pytest.mark.parametrize(
    "text",
    [
        "outcomes: {ga-door: {" + FIELDS + "}}\n",
        "{outcomes: {ga-door: {" + FIELDS + "}}}\n",
        "outcomes:\n" + ENTRY + "...\n",
        "outcomes:\n  ga-door:\n    title: 'Twee\nregels'\n    summary: S\n    body: B\n    first_step: [F\n",
        "outcomes:\n" + ENTRY + "  nieuw: {" + FIELDS + "}\n",
    ],
)
def test_a_file_written_in_an_unusual_way_is_not_touched(text: str, project: Path) -> None:
    assert added(text) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    title: T\n", "    title: Anders\n"),
        ("  ga-door:\n", "  ga-verder:\n"),
        ("outcomes:\n", "aliases: {x: y}\noutcomes:\n"),
    ],
)
def test_a_file_in_which_more_would_change_is_refused(old: str, new: str) -> None:
    text = "outcomes:\n" + ENTRY
    whole = with_outcome(text, starter.New("nieuw", "Titel", "Samenvatting.", "nl"))
    assert whole is not None
    before, _ = read_yaml(Document("", text))
    same, _ = read_yaml(Document("", whole))
    other, _ = read_yaml(Document("", whole.replace(old, new, 1)))
    assert starter.adds_only(before, same, "nieuw")
    assert not starter.adds_only(before, other, "nieuw")


def test_an_unusual_file_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "decision_trees/plat.yml").write_text("outcomes: {plat: {" + FIELDS + "}}\n")
    before = contents(project)
    assert main([*OUTCOME, "--file", "plat"]) == 2
    assert "decision_trees/plat.yml is zo geschreven" in capsys.readouterr().err
    assert contents(project) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("waar", "decision_trees/waar.yml is een boom"),
        ("../lessons/sources.yml", "kan niet"),
        ("/etc/situaties.yml", "kan niet"),
        ("Mijn Situaties", "kan niet"),
        ("stuk", "kan nog niet goed worden gelezen"),
    ],
)
def test_a_file_that_will_not_do_is_refused(
    name: str, said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "decision_trees/stuk.yml").write_text("outcomes: [\n")
    before = contents(project)
    assert main([*OUTCOME, "--file", name]) == 2
    assert said in capsys.readouterr().err
    assert contents(project) == before


# --- ids -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("Leg belangen open op tafel", [], "leg-belangen-open-op-tafel"),
        ("Één vóór állen!", [], "een-voor-allen"),
        ("3 vragen", [], "vragen"),
        ("Vier het", ["vier-het"], "vier-het-2"),
        ("Vier het", ["vier-het", "vier-het-2"], "vier-het-3"),
        ("Index", [], "index-2"),
        ("CON", [], "con-2"),
        ("???", [], "naam"),
        (
            "Een heel lange titel die maar doorgaat en nergens lijkt te eindigen",
            [],
            "een-heel-lange-titel-die-maar-doorgaat-en-nergens",
        ),
        ("x" * 90, [], "x" * 50),
    ],
)
def test_an_id_is_made_from_the_title(title: str, taken: Sequence[str], expected: str) -> None:
    assert starter.suggestion(title, taken) == expected


@given(st.text(max_size=200), st.sets(st.sampled_from(["naam", "a", "b", "ab"])))
def test_a_suggestion_is_always_an_id_that_is_free(title: str, taken: set[str]) -> None:
    name = starter.suggestion(title, taken)
    assert starter.is_id(name)
    assert name not in taken


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("lesson", "vier-het"),
        ("lesson", "oud"),
        ("tree", "waar"),
        ("scan", "waar"),
        ("outcome", "ga-door"),
        ("outcome", "fase"),
    ],
)
def test_an_id_that_is_taken_is_refused(
    what: str, name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "lessons/lessen/vier-het.md").write_text(lesson("Vier het", aliases="[oud]"))
    before = contents(project)
    more = ["--kind", "lesson", *SOURCE] if what == "lesson" else []
    assert main(["new", what, "--title", "Iets anders", "--id", name, *more]) == 2
    assert f'"{name}" bestaat al' in capsys.readouterr().err
    assert contents(project) == before


@pytest.mark.parametrize(
    "name", ["Vier", "vier het", "vier.het", "../vier", "3", "", "é", "con", "index", "a" * 81, "x/y"]
)
def test_an_id_that_cannot_be_an_address_is_refused(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(project)
    assert main(["new", "tree", "--title", "Iets", "--id", name]) == 2
    assert "kan geen id zijn" in capsys.readouterr().err
    assert contents(project) == before


def test_what_nobody_read_is_not_written_over(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "decision_trees/wacht.yml").mkdir()
    before = contents(project)
    assert main(["new", "tree", "--title", "Wacht"]) == 2
    assert "wordt nooit overschreven" in capsys.readouterr().err
    assert contents(project) == before


# --- asking --------------------------------------------------------------------------------------------------------


def test_without_a_terminal_everything_that_is_missing_is_named_at_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(project)
    assert main(["new", "lesson"]) == 2
    assert "Hier ontbreekt nog: --title, --kind, --sources." in capsys.readouterr().err
    assert contents(project) == before


@pytest.mark.parametrize(
    "arguments",
    [["tree", "--kind", "lesson"], ["tree", "--file", "x"], ["outcome", *SOURCE], ["lesson", "--file", "x"]],
)
def test_an_option_for_something_else_is_wrong_use(
    arguments: list[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *arguments, "--title", "T"]) == 2
    assert "gaan niet samen" in capsys.readouterr().err


def test_an_unknown_source_names_the_nearest(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "lesson", "--title", "T", "--kind", "lesson", "--sources", "jansen-2021"]) == 2
    assert 'Bedoel je "jansen-2020"?' in capsys.readouterr().err


def asker(*answers: str) -> tuple[Asker, list[str]]:
    asked: list[str] = []
    waiting = iter(answers)

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return next(waiting)

    return Asker(messages("nl")["words"], ask), asked


def test_an_answer_that_will_not_do_is_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    someone, asked = asker("", "nee", "ja\n")
    refuses = {"nee": "Niet nee.", "ja": ""}
    assert someone.need(Wanted("--x", "Vraag"), None, lambda answer: refuses[answer]) == "ja"
    assert asked == ["Vraag: "] * 3
    assert capsys.readouterr().err == "Hier moet iets staan.\nNiet nee.\n"


def test_an_empty_answer_takes_the_suggestion() -> None:
    someone, asked = asker("\n")
    assert someone.need(Wanted("--x", "Vraag"), None, lambda answer: "", "voorstel") == "voorstel"
    assert asked == ["Vraag [voorstel]: "]


def test_what_an_option_says_is_not_asked() -> None:
    someone, asked = asker()
    assert someone.need(Wanted("--x", "Vraag"), "gegeven", lambda answer: "") == "gegeven"
    with pytest.raises(WrongUseError, match=r"Niet zo\."):
        someone.need(Wanted("--x", "Vraag"), "gegeven", lambda answer: "Niet zo.")
    assert asked == []


def on_terminal(project: Path, answers: str, *arguments: str) -> tuple[int, str]:
    """The command on a terminal where somebody types these answers; its exit code, and all that is on the screen."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "treeguide.commands.cli", "new", *arguments],
        cwd=project,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "dumb"},
    ) as started:
        os.close(theirs)
        os.write(ours, answers.encode())
        parts = []
        while True:
            try:
                parts.append(os.read(ours, 4096))
            except OSError:
                break
    os.close(ours)
    return started.returncode, b"".join(parts).decode().replace("\r\n", "\n")


def test_on_a_terminal_the_command_asks_what_it_needs(project: Path) -> None:
    code, shown = on_terminal(project, "Begin klein\n\nvalkuil\nEén zin.\njansen-202\njansen-2020\n", "lesson")
    assert code == 0
    assert "Id (dit wordt het adres en blijft zo) [begin-klein]: " in shown
    assert 'Bedoel je "jansen-2020"?' in shown
    made = read_library(Folders(project)).lessons["begin-klein"]
    assert (made.front.kind, made.front.summary) == ("pitfall", "Eén zin.")


def test_a_kind_can_be_chosen_by_its_number(project: Path) -> None:
    arguments = ["lesson", "--title", "T", "--summary", "S", "--id", "t", *SOURCE]
    code, shown = on_terminal(project, "9\n5\n", *arguments)
    assert code == 0
    assert "5 instrument" in shown
    assert read_library(Folders(project)).lessons["t"].front.kind == "instrument"


def test_who_stops_halfway_has_written_nothing(project: Path) -> None:
    before = contents(project)
    code, shown = on_terminal(project, "Begin klein\n\x04", "lesson")
    assert code == 2
    assert "Gestopt. Er is niets geschreven." in shown
    assert contents(project) == before


def test_who_breaks_off_has_written_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks_off(prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("treeguide.commands.new.asker", lambda words: Asker(words, breaks_off))
    before = contents(project)
    assert main(["new", "lesson"]) == 130
    assert contents(project) == before


def test_a_file_that_changed_meanwhile_is_left_alone(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = project / "decision_trees/situaties.yml"
    later = OUTCOMES + "# Iemand anders was hier.\n"

    def slow(text: str, new: starter.New) -> str | None:
        shared.write_text(later)
        return added(text)

    monkeypatch.setattr("treeguide.commands.new.starter.with_outcome", slow)
    monkeypatch.setattr("treeguide.commands.new.starter.line_of", lambda text, name: 1)
    assert main(OUTCOME) == 2
    assert shared.read_text() == later


def test_both_languages_have_the_same_starters() -> None:
    folder = Path(starter.__file__).parent
    names = {language: sorted(path.name for path in (folder / language).iterdir()) for language in LANGUAGES}
    assert names["nl"] == names["en"]
    for name in names["nl"]:
        dutch, english = ((folder / language / name).read_text("utf-8") for language in ("nl", "en"))
        assert [line.split(":")[0] for line in _keys(dutch)] == [line.split(":")[0] for line in _keys(english)]


def _keys(text: str) -> list[str]:
    """The lines that hold a key of the format, which no language changes."""
    known = ("title", "kind", "summary", "takes", "themes", "sources", "start", "questions", "outcomes", "lessons")
    more = ("scenarios", "scale", "items", "signals", "alone", "advice")
    return [line.strip() for line in text.splitlines() if line.strip().startswith((*known, *more))]
