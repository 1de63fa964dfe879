"""Whatever stands in a source, no line that is printed moves a cursor, colours a terminal or commands a workflow."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import markdown
import pytest

from every_field import PAYLOADS, contents, write_every_field
from profiles import LONG
from test_hostile_payloads import Reader, same
from treeguide.checks import check
from treeguide.commands.cli import main
from treeguide.compare.wording import Wording
from treeguide.drawing.notations import quoted_in_dot, quoted_in_mermaid
from treeguide.library import Folders, read_library
from treeguide.project import Project
from treeguide.report import FORMATS
from treeguide.report.figures import harmless as cell
from treeguide.values.shown import shown, shown_lines

OBEYED = (
    "\x1b[31mx\x1b]0;x\x07",
    "\x9b31mx\x85::error::a",
    "x\n::error::b\r::warning::c",
    "x\u2028::error::d",
    "::error::e",
    "%0A::error::f ##[error]g",
    "\u202eh\u2066",
    "\x00\x08\x7f",
)
TRIED = (*OBEYED, *(PAYLOADS if LONG else ()))
NUMBERS = range(1)


def harmless(text: str) -> bool:
    """Whether no terminal and no workflow does anything with the text but show it."""
    is_plain = text.replace("\n", "").isprintable() and "##[" not in text
    return is_plain and not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_a_message_of_several_lines_stays_so_and_none_of_them_is_obeyed() -> None:
    text = shown_lines("Een voorbeeld:\n\na:\n  b: c\x1b[2J\n::error::x\n  ::error::y ##[error]z\r")
    assert text.startswith("Een voorbeeld:\n\na:\n  b: c")
    assert harmless(text)
    assert len(text.split("\n")) == 6


def bent(value: Any, with_what: str) -> Iterator[Any]:
    """The value with each of its texts and each of its keys, one at a time, replaced by something else."""
    if isinstance(value, str):
        yield with_what
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from ([*value[:place], other, *value[place + 1 :]] for other in bent(one, with_what))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield {with_what if name == key else name: value[name] for name in value}
            yield from ({**value, key: other} for other in bent(one, with_what))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_every_field(tmp_path / "project", {0: lambda field: f"tekst {field}"})


def assert_harmless(folder: Path) -> int:
    """What the check says about that project obeys nothing, in any format; you get how many findings there were."""
    folders = Folders(folder)
    found = check(Project(read_library(folders), folders))
    for language in ("nl", "en"):
        said = {name: write(found, language) for name, write in FORMATS.items()}
        assert harmless(said["text"])
        assert harmless(said["json"]) and len(json.loads(said["json"])) == len(found)
        assert harmless(said["sarif"]) and len(json.loads(said["sarif"])["runs"][0]["results"]) == len(found)
        rows = said["github"].split("\n") if found else []
        assert len(rows) == len(found)
        assert all(row.startswith(("::error file=", "::warning file=")) and harmless(row[2:]) for row in rows)
    return len(found)


@pytest.mark.parametrize("path", [path for path in contents(NUMBERS) if path != "lessons/ook-0.md"])
def test_no_message_about_any_text_or_key_of_a_source_is_obeyed(folder: Path, path: str) -> None:
    start, content = (folder / path).read_text("utf-8"), contents(NUMBERS)[path]
    body = start.partition("\n---\n")[2]
    found = 0
    for text in TRIED if LONG else (" ".join(OBEYED),):
        for other in bent(content, text):
            written = json.dumps(other, indent=1)
            (folder / path).write_text(f"---\n{written}\n---\n{body}" if body else written, "utf-8")
            found += assert_harmless(folder)
    assert found


@pytest.mark.parametrize("text", TRIED)
def test_no_message_about_a_name_of_a_file_is_obeyed(folder: Path, text: str) -> None:
    name = text.replace("\x00", "").replace("/", "")[:60]
    shutil.copy(folder / "lessons/les-0.md", folder / "lessons" / f"{name}.md")
    shutil.copy(folder / "decision_trees/boom-0.yml", folder / "decision_trees" / f"{name}.yml")
    (folder / "lessons" / f"map {name}").mkdir()
    shutil.copy(folder / "lessons/les-0.md", folder / "lessons" / f"map {name}" / "les-0.md")
    assert assert_harmless(folder) > 2


COMMANDS = (
    ("check",),
    ("routes",),
    ("routes", "--excel"),
    ("stats",),
    ("stats", "--format", "json"),
    ("graph", "boom-0", "--format", "mermaid"),
    ("graph", "boom-0", "--format", "dot"),
    ("graph", "boom-0", "--format", "svg"),
    ("register",),
    ("diff", "HEAD"),
    ("diff", "HEAD", "--format", "markdown"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_prints_what_is_obeyed(
    folder: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@x.nl", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *arguments], check=True)
    write_every_field(folder, {0: lambda field: f"{field} {' '.join(OBEYED)}"})
    assert main(list(command)) in (0, 1)
    said = capsys.readouterr()
    written = said.out.removeprefix("\ufeff")
    if "svg" in command:  # a picture and not a log
        written = written.replace("##[", "")
    assert harmless(written) and harmless(said.err)
    assert written


def test_a_comparison_in_markdown_shows_texts() -> None:
    for payload in PAYLOADS:
        for language in ("nl", "en"):
            wording = Wording(language, "markdown")
            for written in (
                wording.title(payload),
                wording.answer(payload),
                wording.plain(payload),
                wording.code(payload),
            ):
                found = Reader(markdown.markdown(f"Zin: {written}", extensions=["tables", "fenced_code"]))
                assert {tag for tag, _ in found.elements} <= {"p", "strong", "em", "code"}, written
                assert not [attributes for _, attributes in found.elements if attributes], written
                assert same(bare(found.text), bare(f"Zin: {shown(payload)}")), written


def bare(text: str) -> str:
    """The text without the signs that Markdown leaves out, or that this one does not leave out as GitHub does."""
    return text.replace("\\", "").replace("`", "")


def test_a_sheet_holds_no_formula_however_it_is_cut_up() -> None:
    for payload in PAYLOADS:
        for text in (payload, f"x;{payload}", f"x,{payload}", f"x {payload}", f'x";{payload}'):
            row = io.StringIO()
            csv.writer(row).writerow(["1", cell(text), "2"])
            for delimiter in ",;":
                cells = [one for part in csv.reader([row.getvalue()], delimiter=delimiter) for one in part]
                assert [one for one in cells if re.match(r"[=@]|[+-][\w(]", one)] == [], (text, delimiter)


def test_a_drawing_as_text_holds_each_text_between_its_quotes() -> None:
    for payload in PAYLOADS:
        assert re.fullmatch(r'"(?:[^"#&<>`\\|;{}\[\]\n]|#\d+;)*"', quoted_in_mermaid(payload)), payload
        assert re.fullmatch(r'"(?:[^"\\\n]|\\[\\"])*"', quoted_in_dot(" ".join(payload.split()))), payload
