"""A shell finishes commands, options and what can stand behind them; every command and option is in each script."""

import shutil
import subprocess
from pathlib import Path

import pytest

from treeguide.commands.cli import commands, main
from treeguide.commands.completion import SHELLS
from treeguide.words import LANGUAGES


def script(shell: str, capsys: pytest.CaptureFixture[str], language: str = "en") -> str:
    assert main(["--language", language, "completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("che", "check"),
        ("check --f", "--format"),
        ("check --format sa", "sarif"),
        ("rename le", "lesson"),
        ("--project elsewhere reg", "register"),
        ("register --u", "--update"),
        ("new outcome --language ", "nl en"),
        ("routes --excel --lim", "--limit"),
    ],
)
def test_bash_finishes_what_is_typed(
    typed: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "treeguide.bash"
    place.write_text(script("bash", capsys), "utf-8")
    words = ["treeguide", *typed.split(" ")]
    asked = f'. "$0"; COMP_WORDS=("$@"); COMP_CWORD={len(words) - 1}; _treeguide; echo "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", asked, str(place), *words], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == (expected, "")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_in_the_script(
    shell: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = script(shell, capsys, language)
    assert [one.name for one in commands() if one.name not in text] == []
    for option in ("strict", "leave-out", "config-file", "since"):
        assert f"--{option}" in text or f"-l {option} " in text
    program = shutil.which(shell)
    if program:  # it reads the script without a complaint
        place = tmp_path / "script"
        place.write_text(text, "utf-8")
        assert subprocess.run([program, "-n", str(place)], capture_output=True, text=True, check=False).stderr == ""


def test_a_quote_in_a_text_stays_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    rows = script("fish", capsys, "nl").splitlines()
    assert [row for row in rows if row.replace("\\'", "").count("'") % 2] == []
