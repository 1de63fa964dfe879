"""The manners of the command line: help, wrong use, colour, width, pipes and signs of life."""

import fcntl
import io
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import treeguide.commands
from commands_page import PAGE, page
from small_project import TREE, lesson, write_project
from speeds import some
from treeguide.commands import Command, WrongUseError, cli
from treeguide.commands.cli import commands, main
from treeguide.commands.command_line import Parser, complete, parse, wrong_use
from treeguide.commands.terminal import Screen, progress, screen, writer
from treeguide.report import snippet
from treeguide.values import Document, Place, problem
from treeguide.words import LANGUAGES, help_texts, messages

FAULTY = TREE.replace("next: geld", "next: gald", 1)
ESCAPE = "\x1b["
WITH_ONE_COMMAND = {  # headings that are only on the page about one command
    "nl": ("wat je noemt", "opties bij elke opdracht"),
    "en": ("what you name", "options of every command"),
}


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return write_project(tmp_path, **{"decision_trees/waar.yml": FAULTY})


def run(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it, its output caught in pipes."""
    clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    command = [sys.executable, "-m", "treeguide.commands.cli", *arguments]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env={**clean, **(environment or {})}, check=False
    )


def on_terminal(*arguments: str, columns: int = 80, environment: Mapping[str, str] | None = None) -> str:
    """What the command prints on a terminal that wide."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    with subprocess.Popen(
        [sys.executable, "-m", "treeguide.commands.cli", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**clean, "TERM": "xterm", **(environment or {})},
    ):
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


# --- help ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_everything_names_every_command(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help", "--language", language]) == 0
    page = capsys.readouterr().out
    for command in commands():
        assert re.search(rf"^    {command.name} +\w", page, re.M), command.name
    for heading in help_texts(language)["headings"].values():
        assert f"\n{heading}:\n" in page or heading in WITH_ONE_COMMAND[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_the_page_about_a_command_tells_what_it_does_and_gives_examples(
    command: Command, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = command.help(language)
    assert main([command.name, "--help", "--language", language]) == 0
    page = " ".join(capsys.readouterr().out.split())
    assert texts["examples"]
    assert " ".join(texts["about"].split()) in page
    for line, gives in texts["examples"]:
        assert f"treeguide {line} {gives}" in page


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_every_option_has_a_text_in_both_languages_and_every_text_an_option(command: Command) -> None:
    for language in LANGUAGES:
        parser = Parser(language, prog="treeguide")
        complete(parser, command, language)
        texts = help_texts(language)
        told = {**texts["common"], **command.help(language)["options"]}
        assert {action.dest: action.help for action in parser._actions} | {
            "version": texts["common"]["version"]
        } == told
        assert {str(action.metavar) for action in parser._actions if action.metavar} <= set(texts["names"].values())


def test_a_package_beside_the_tool_adds_a_command_and_replaces_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {"line": "vlieg weg", "about": "Vlieg weg.", "examples": [["fly", "Vlieg."]], "options": {}}
    fly = Command(
        "fly", lambda parser: None, lambda context, given: 7, needs_project=False, texts=lambda language: texts
    )
    found = [SimpleNamespace(name=name, load=lambda: fly) for name in ("fly", "check")]
    monkeypatch.setattr(cli, "entry_points", lambda group: found)
    monkeypatch.setattr(cli, "commands", cli.commands.__wrapped__)
    assert main(["fly"]) == 7
    assert [one.name for one in cli.commands() if one not in cli.OWN] == ["fly"]
    assert main(["--help"]) == 0
    page = capsys.readouterr().out
    assert re.search(r"^    fly +vlieg weg$", page, re.M)
    assert "    import " not in page


def test_no_word_of_argparse_is_left_in_the_dutch_pages(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], *([command.name] for command in commands())):
        main([*arguments, "--help", "--language", "nl"])
        page = capsys.readouterr().out
        assert page.startswith("gebruik: treeguide ")
        assert not re.search(r"usage|options:|arguments|show this|default", page)


def test_the_page_of_the_site_says_what_help_says() -> None:
    if os.environ.get("TREEGUIDE_REWRITE"):
        PAGE.write_text(page(), "utf-8")
    assert PAGE.read_text("utf-8") == page(), "run make anew"


def test_every_module_with_a_command_is_in_the_list_of_commands() -> None:
    found = [import_module(f"treeguide.commands.{one.name}") for one in iter_modules(treeguide.commands.__path__)]
    made = {module.COMMAND.name for module in found if hasattr(module, "COMMAND")}
    assert made - {one.name for one in cli.OWN} == set(), "these are not in OWN of commands/cli.py"


@pytest.mark.parametrize("line", [line for command in commands() for line, _ in command.help("nl")["examples"]])
def test_an_example_can_be_typed(line: str) -> None:
    assert parse(_words(line), commands()).command.name == line.split()[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_examples_can_be_typed(language: str) -> None:
    texts = help_texts(language)
    names = [command.name for command in commands()]
    assert all(line.split()[0] in (*names, texts["names"]["COMMAND"]) for line, _ in texts["examples"])


def _words(line: str) -> list[str]:
    """The arguments of an example, without what the shell does with them."""
    words = shlex.split(line)
    ends = [number for number, word in enumerate(words) if word in (">", "|", ">>")]
    return words[: ends[0]] if ends else words


@pytest.mark.parametrize("columns", ["50", "70", "120"])
def test_help_fits_the_terminal(
    columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for arguments in ([], *([command.name] for command in commands())):
        main([*arguments, "--help"])
        prose = [
            line
            for line in capsys.readouterr().out.splitlines()
            if not line.lstrip().startswith(("treeguide", "-", "[", "gebruik"))
        ]
        assert max(map(len, prose)) <= int(columns), arguments


@pytest.mark.parametrize(
    ("command", "usage"),
    [
        ("check", "gebruik: treeguide check [OPTIES]"),
        ("new", "gebruik: treeguide new WAT [OPTIES]"),
        ("routes", "gebruik: treeguide routes [BOOM ...] [OPTIES]"),
        ("schema", "gebruik: treeguide schema [NAAM] [OPTIES]"),
    ],
)
def test_a_narrow_terminal_gets_a_short_line_of_use(
    command: str, usage: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    main([command, "--help"])
    assert capsys.readouterr().out.splitlines()[:2] == [usage, ""]
    monkeypatch.setenv("COLUMNS", "80")
    main([command, "--help"])
    assert "[--language {nl,en}]" in capsys.readouterr().out


def test_the_second_line_of_a_row_begins_below_the_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    main(["stats", "--help"])
    rows = capsys.readouterr().out.split("lessen      waar")[1].splitlines()
    assert rows[1].index(rows[1].strip()) == len("  lessen      ")


# --- wrong use -----------------------------------------------------------------------------------------------------

WRONG = [
    (["chek"], 'Er is geen opdracht "chek".', 'There is no command "chek".'),
    (["chek"], 'Bedoel je "check"?', 'Do you mean "check"?'),
    ([], "Zeg erachter wat je wilt doen", "Say behind it what you want to do"),
    (["check", "--formt", "json"], 'Bedoel je "--format"?', 'Do you mean "--format"?'),
    (["check", "--format"], "Achter --format hoort iets te staan.", "Something should stand behind --format."),
    (["check", "--format", "jsn"], 'Bedoel je "json"?', 'Do you mean "json"?'),
    (["check", "--strict=ja"], 'maar er staat "ja"', 'but there is "ja"'),
    (["check", "--for", "json"], '"--for" is hier niet bekend.', '"--for" is not known here.'),
    (["help"], 'Bedoel je "--help"?', 'Do you mean "--help"?'),
    (["controle"], 'Bedoel je "check"?', 'Do you mean "check"?'),
    (["lezen"], "Kies uit: check, completion, diff,", "Choose from: check, completion, diff,"),
    (["check", "begin.yml"], "achter treeguide check komen alleen", "behind treeguide check there are only options."),
    (["graph", "begin", "eind"], '"eind" is hier niet bekend.', '"eind" is not known here.'),
    (
        ["new"],
        "WAT. Kies uit: lesson, tree, scan, checklist, outcome.",
        "WHAT. Choose from: lesson, tree, scan, checklist, outcome.",
    ),
    (["new", "les"], 'Bedoel je "lesson"?', 'Do you mean "lesson"?'),
    (["new", "situatie"], 'Bedoel je "outcome"?', 'Do you mean "outcome"?'),
    (
        ["new", "mijn-les"],
        '"mijn-les" kan hier niet. Kies uit: lesson,',
        '"mijn-les" cannot stand here. Choose from: les',
    ),
    (["new", "lesson", "--bron", "x"], 'Bedoel je "--sources"?', 'Do you mean "--sources"?'),
    (["new", "lesson", "mijn-les"], 'Bedoel je --title "mijn-les"?', 'Do you mean --title "mijn-les"?'),
    (["new", "lesson", "Mijn", "les"], 'Bedoel je --title "Mijn les"?', 'Do you mean --title "Mijn les"?'),
    (["new", "tree", "b", "--title", "B"], 'Bedoel je --id "b"?', 'Do you mean --id "b"?'),
    (["new", "tree", "b", "--title", "B", "--id", "b"], '"b" is hier niet bekend.', '"b" is not known here.'),
]


REFUSED = [  # by the command itself, once it knows the project
    (["new", "lesson", "--title", "T", "--kind", "pitfal"], 'Bedoel je "pitfall"?', 'Do you mean "pitfall"?'),
    (["graph", "zzz"], 'Er is geen boom "zzz". Kies uit: waar.', 'There is no tree "zzz". Choose from: waar.'),
    (["graph", "waar", "--outcome", "zzz"], "Kies uit: ga-door, praat", "Choose from: ga-door, praat"),
    (["stats", "--today", "morgen"], "Schrijf een dag als jaar-maand-dag", "Write a day as year-month-day"),
    (["import", "zzz.yml"], "gelezen: het bestand of de map is er niet.", "read: the file or folder is not there."),
    (["graph", "waar", "--output", "lessons"], "geschreven: het is een map.", "written: it is a folder."),
    (["schema", "--write", "mkdocs.yml"], "er staat een bestand waar een map", "there is a file where a folder"),
]


@pytest.mark.parametrize(("arguments", "dutch", "english"), [*WRONG, *REFUSED])
def test_wrong_use_is_told_in_the_language_of_the_project(
    arguments: list[str],
    dutch: str,
    english: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(write_project(tmp_path))
    assert main(arguments) == 2
    assert dutch in capsys.readouterr().err
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - treeguide: {language: en}\n")
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert english in printed.err
    assert printed.out == ""


def test_the_language_that_is_asked_for_goes_before_that_of_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(tmp_path)
    assert main(["check", "--nope", "--language", "en", "--project", str(tmp_path)]) == 2
    assert '"--nope" is not known here.' in capsys.readouterr().err


def test_a_folder_without_a_project_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(tmp_path)]) == 2
    assert "decision_trees" in capsys.readouterr().err


def test_a_message_of_argparse_that_nobody_expected_is_passed_on() -> None:
    assert "iets {nieuws}" in wrong_use("iets {nieuws}", messages("nl")["words"], {}, {})[0]


def test_no_message_of_argparse_is_left_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_project(tmp_path))
    for arguments, _, _ in WRONG:
        with pytest.raises(WrongUseError) as told:
            parse(arguments, commands())
        assert not re.search(r"\b(argument|invalid|expected|unrecognized|required)\b", str(told.value))


# --- options before the command, and whose language -------------------------------------------------------------------

BEFORE = (
    (["--language", "en", "check"], 0, "All is well"),
    (["--strict", "check"], 0, "Alles klopt"),
    (["--format", "json", "--language=en", "check"], 0, "All is well"),
    (["--language", "en", "check", "--language", "nl"], 0, "Alles klopt"),
    (["--project", ".", "-f", "mkdocs.en.yml", "check"], 0, "All is well"),
    (
        ["-f", "weg.yml", "check"],
        2,
        "weg.yml:1:1: fout: Dit bestand kan niet worden gelezen: het bestand of de map is er",
    ),
    (["--project", "check", "check"], 2, "Hier staat geen map decision_trees"),
    (["--language", "en", "chekc"], 2, 'Do you mean "check"?'),
    (["--strct", "check"], 2, 'Bedoel je "--strict"?'),
    (["--language", "en"], 2, "Say behind it what you want to do"),
    (["check", "--language", "de"], 2, "Kies uit: nl, en."),
)


@pytest.mark.parametrize(("arguments", "code", "said"), BEFORE)
def test_options_may_stand_before_the_command(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    english = "plugins: [treeguide: {language: en}]\n"
    monkeypatch.chdir(write_project(tmp_path, **{"mkdocs.en.yml": english}))
    assert main(arguments) == code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("place", "dutch"),
    [("nl_NL.UTF-8", True), ("nl_BE", True), ("en_GB.UTF-8", False), ("de_DE.UTF-8", False), ("C.UTF-8", True)],
)
def test_outside_a_project_the_command_speaks_the_language_of_the_system(
    place: str, dutch: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", place)
    monkeypatch.chdir(tmp_path)
    assert main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("gebruik:" if dutch else "usage:")
    assert main(["check"]) == 2
    assert ("Hier staat geen map" if dutch else "There is no folder") in capsys.readouterr().err
    write_project(tmp_path, **{"mkdocs.yml": "plugins: [treeguide: {language: nl}]\n"})
    assert main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("gebruik:")


# --- colour and width ----------------------------------------------------------------------------------------------


def test_a_terminal_shows_errors_in_red_and_the_code_dim(faulty: Path) -> None:
    shown = on_terminal("check", "--project", str(faulty))
    assert f"{ESCAPE}31mfout{ESCAPE}0m: " in shown
    assert f"{ESCAPE}2m[unknown-target]{ESCAPE}0m" in shown
    assert f"{ESCAPE}31m^~~~{ESCAPE}0m" in shown


def test_a_terminal_shows_warnings_in_yellow(tmp_path: Path) -> None:
    write_project(tmp_path, **{"lessons/los.md": lesson("Los")})
    assert f"{ESCAPE}33mlet op{ESCAPE}0m: " in on_terminal("check", "--project", str(tmp_path))


@pytest.mark.parametrize("environment", some([{"NO_COLOR": "1"}, {"TERM": "dumb"}]))
def test_no_colour_where_it_is_not_wanted(environment: Mapping[str, str], faulty: Path) -> None:
    shown = on_terminal("check", "--project", str(faulty), environment=environment)
    assert "fout: " in shown
    assert ESCAPE not in shown


def test_an_empty_no_color_says_nothing(faulty: Path) -> None:
    assert ESCAPE in on_terminal("check", "--project", str(faulty), environment={"NO_COLOR": ""})


def test_a_pipe_gets_one_line_for_a_message_and_no_colour(faulty: Path) -> None:
    printed = run("check", "--project", str(faulty), environment={"COLUMNS": "50"}).stdout
    assert ESCAPE not in printed
    first = printed.splitlines()[0]
    assert first.startswith("decision_trees/waar.yml:13:15: fout: ")
    assert first.endswith("[unknown-target]")


@pytest.mark.parametrize("columns", some([57, 40, 100]))
def test_nothing_goes_past_the_edge_of_a_terminal(columns: int, tmp_path: Path) -> None:
    long = FAULTY.replace("Hoe gaat het?", f"Hoe gaat het {'nu ' * 60}?").replace(
        "goed\n        next: geld", "goed\n        next: gald"
    )
    faulty = write_project(tmp_path, **{"decision_trees/waar.yml": long})
    shown = on_terminal("check", "--project", str(faulty), columns=columns, environment={"NO_COLOR": "1"})
    assert max(map(len, shown.splitlines())) <= columns
    assert "[unknown-target]" in shown


def test_wrapping_loses_no_word() -> None:
    document = Document("decision_trees/een-lange-naam-voor-een-bestand.yml", "questions: {x}\n")
    found = problem(Place(document, 1, 12, 3), "unknown-target", id="x y", near="x-y").along(["Ja", "Nee"])
    plain = writer(Screen())(found, "nl")
    wrapped = writer(Screen(44, colour=False))(found, "nl")
    assert " ".join(wrapped.split()) == " ".join(plain.split())
    assert max(map(len, wrapped.splitlines()[1:])) <= 44


@given(
    before=st.text("ab ", max_size=300),
    marked=st.text("xy", min_size=1, max_size=80),
    after=st.text("cd ", max_size=300),
    width=st.integers(20, 160),
)
def test_a_long_line_is_cut_so_that_the_fault_stays_in_sight(before: str, marked: str, after: str, width: int) -> None:
    document = Document("a.yml", before + marked + after)
    shown, underline = snippet(problem(Place(document, 1, len(before) + 1, len(marked)), "empty", key="k"), width)
    frame = len("  1 | ")
    assert len(shown) <= frame + width
    assert len(underline) <= frame + width
    assert set(shown[underline.index("^") : len(underline)]) <= set("xy")
    assert shown[underline.index("^")] == marked[0]


# --- pipes and time ------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("read", [0, 10])
@pytest.mark.parametrize("arguments", [["--help"], ["check", "--format", "json"], ["check", "--help"], ["routes"]])
def test_a_reader_that_stops_reading_is_no_fault(arguments: list[str], read: int, tmp_path: Path) -> None:
    option = "{a: {text: A, next: ga-door}}"
    lines = "".join(f"  v{number}: {{text: T, options: {option}}}\n" for number in range(300))
    write_project(tmp_path, **{"decision_trees/waar.yml": f"title: T\nsummary: S\nstart: v0\nquestions:\n{lines}"})
    command = [sys.executable, "-m", "treeguide.commands.cli", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as started:
        assert started.stdout and started.stderr
        started.stdout.read(read)
        started.stdout.close()
        said = started.stderr.read().decode()
        code = started.wait()
    assert code in (0, 141)  # a short text may have been written whole before the reader left
    assert not re.search(r"Traceback|BrokenPipe|Exception", said)


@pytest.fixture(autouse=True)
def terminal_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_work_that_takes_long_shows_on_a_terminal_and_leaves_nothing_behind() -> None:
    stream = Terminal()
    with progress("Bezig met lezen", stream, patience=0.01):
        time.sleep(0.1)
    written = stream.getvalue()
    assert written.startswith("\rBezig met lezen (0 s)")
    assert re.search(r"\r +\r$", written)


def test_quick_work_shows_nothing() -> None:
    stream = Terminal()
    with progress("Bezig met lezen", stream):
        pass
    assert stream.getvalue() == ""


def test_a_pipe_gets_no_sign_of_life() -> None:
    stream = io.StringIO()
    with progress("Bezig met lezen", stream, patience=0.01):
        time.sleep(0.05)
    assert stream.getvalue() == ""


def test_a_fault_in_the_work_passes_through() -> None:
    stream = Terminal()
    with pytest.raises(KeyError), progress("Bezig", stream, patience=0.01):
        time.sleep(0.05)
        raise KeyError("x")
    assert stream.getvalue().endswith("\r")


def test_a_screen_knows_what_it_can_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "77")
    assert screen(Terminal(), {}) == Screen(77, True)
    assert screen(Terminal(), {"NO_COLOR": "x"}) == Screen(77, False)
    assert screen(Terminal(), {"TERM": "dumb"}) == Screen(None, False)
    assert screen(io.StringIO(), {}) == Screen(None, False)
