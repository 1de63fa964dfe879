"""The manual in English: built strictly, in one language, with every example pasted and run, and nothing left out."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from built import ROOT, build, served
from checks_page import codes
from manual_pages import MANUAL, MODELS, filled
from pasted import blocks, follow
from site_language import dutch
from speeds import some
from treeguide.commands.cli import commands, main
from treeguide.commands.command_line import Parser, complete
from treeguide.config import Settings
from treeguide.words import help_texts

PAGES = sorted((MANUAL / "docs").glob("*.md"))
CONTRIBUTORS = ROOT / "docs" / "bijdragen"
ADDRESS = "https://treeguide.github.io/praktijkgids/manual/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the manual as it is published."""
    return build(ROOT, tmp_path_factory.mktemp("manual"), "--strict", "-f", "manual/mkdocs.yml")


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The guide that a reader of the manual began with."""
    assert main(["--language", "en", "init", str(tmp_path / "guide"), "--name", "Working together"]) == 0
    capsys.readouterr()
    return tmp_path / "guide"


def read(path: Path) -> str:
    return path.read_text("utf-8")


# --- what is published ---------------------------------------------------------------------------------------------


def test_the_check_finds_nothing_in_the_manual(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--strict", "-f", str(MANUAL / "mkdocs.yml")]) == 0, capsys.readouterr().out


def test_nothing_that_the_manual_publishes_is_dutch(site: Path) -> None:
    assert dutch(site) == {}


def test_every_check_command_option_and_key_is_in_the_manual(site: Path) -> None:
    checks, told = (read(site / name / "index.html") for name in ("checks", "commands"))
    assert [code for code in codes("en") if f'id="{code}"' not in checks] == []
    assert [code for code in codes("en") if f"[{code}]" not in checks] == []
    for command in commands():
        assert f'id="{command.name}"' in told
        parser = Parser("en", prog="treeguide")
        complete(parser, command, "en")
        assert [name for action in parser._actions for name in action.option_strings if name not in told] == []
    text = "".join(read(path) for path in site.glob("*/index.html"))
    missing = {key for one in MODELS.values() for key in one.model_fields if f"<code>{key}</code>" not in text}
    assert missing == set()
    assert "<!-- manual:" not in text


def test_the_manual_shows_itself(site: Path) -> None:
    home = read(site / "index.html")
    assert "What do you want to do?" in home and "guides/what-do-you-want-to-do/" in home
    assert 'data-md-component="source"' not in home  # by that the theme's script asks another host for figures
    assert not re.search(r'<(?:script|img|iframe)[^>]* src="https?:|<link[^>]*stylesheet[^>]*https?:', home)
    assert not (site / "dossier").exists() and not (site / "cards").exists()


# --- every example -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.stem not in ("start", "existing-site")], ids=lambda page: page.stem
)
def test_what_a_page_shows_works_when_it_is_pasted(
    page: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = read(page)
    ran = follow(text, project, capsys)
    assert bool(ran) == any(block.language == "console" for block in blocks(text))
    assert main(["check", "--project", str(project)]) == 0, capsys.readouterr().out


def test_the_first_guide_is_made_as_the_manual_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert follow(read(MANUAL / "docs/start.md"), tmp_path, capsys) == 5
    assert (tmp_path / "my-guide/schemas/tree.schema.json").is_file()


def test_a_site_that_exists_gets_a_guide_as_the_manual_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Ours\ntheme: {name: material, font: false}\n", "utf-8")
    assert follow(read(MANUAL / "docs/existing-site.md"), tmp_path, capsys) == 2
    assert (build(tmp_path, tmp_path / "out", "--strict") / "guides/where-to-begin/index.html").is_file()


def test_the_program_does_what_the_manual_says(site: Path) -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```$", read(MANUAL / "docs/for-programs.md"), re.S | re.M)
    assert example.count(ADDRESS) == 1
    with served(site, "/manual/") as home:
        done = subprocess.run(
            [sys.executable, "-c", example.replace(ADDRESS, home)], capture_output=True, text=True, check=False
        )
        assert done.stderr == ""
        *tips, situation = done.stdout.splitlines()
        assert len(tips) >= 3 and all(f" {home}lessons/" in line for line in tips)
        assert re.fullmatch(
            rf"Write the questions {re.escape(home)}situations/write-questions/ code \d{{5}}", situation
        )


def test_what_the_readme_shows_works_when_it_is_pasted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The guide that its first lines make, then its tree and lesson; and what it shows of a mistake is what is said."""
    text = read(ROOT / "README.md")
    assert follow(text, tmp_path, capsys) == 3
    folder = tmp_path / "my-guide"
    assert main(["check", "--strict", "--project", str(folder)]) == 0
    tree = folder / "decision_trees/look-back.yml"
    tree.write_text(read(tree).replace("next: looked-back\n", "next: looked-bck\n"), "utf-8")
    assert main(["check", "--project", str(folder)]) == 1
    (shown,) = re.findall(r"```text\n(.*?)```", text, re.S)
    assert shown in capsys.readouterr().out


def test_the_readme_reads_well_away_from_its_repository() -> None:
    """On a package index nothing stands beside it: links and pictures are whole addresses, and lead to what is here."""
    text = re.sub(r"^```.*?^```", "", read(ROOT / "README.md"), flags=re.M | re.S)
    linked = re.findall(r"\]\(([^)]+)\)", text)
    assert linked and [address for address in linked if not address.startswith("https://")] == []
    files = [re.sub(r".*/(?:blob|tree)/main/", "", address) for address in linked if "/main/" in address]
    assert [name for name in files if not (ROOT / name).exists()] == []
    pages = [address.removeprefix(ADDRESS).rstrip("/") for address in linked if address.startswith(ADDRESS)]
    assert [page for page in pages if not (MANUAL / "docs" / f"{page or 'index'}.md").is_file()] == []
    missing = [one.name for one in commands() if f"`treeguide {one.name}" not in text]
    assert missing == [], "these are not in the table of commands of README.md"


def examples() -> Iterator[str]:
    for command in commands():
        yield from (line for line, _ in command.help("en")["examples"])


@pytest.mark.parametrize("line", some((line for line in examples() if not line.startswith(("import ", "COMMAND"))), 12))
def test_every_example_of_help_in_english_works_in_a_new_guide(
    line: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    words = shlex.split(line.split(" > ")[0])
    if words == ["new", "lesson"]:  # asks what it needs, at a terminal
        return
    if words[0] == "diff" or "--since" in words:
        with_history(project)
    if "--force" in words:
        assert main(words[:-1]) == 0
    assert main(words) == 0, capsys.readouterr().err


def with_history(project: Path) -> None:
    """Two commits on main, the last of which is known elsewhere too."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    commit = [*who, "commit", "--quiet", "--allow-empty", "--message", "One"]
    known = ["update-ref", "refs/remotes/origin/main", "HEAD"]
    for command in (["init", "--quiet", "-b", "main"], ["add", "."], commit, commit, known):
        subprocess.run(["git", *command], cwd=project, check=True, capture_output=True)


# --- what must agree with the pages in Dutch -----------------------------------------------------------------------


def table(text: str) -> dict[str, str]:
    """The options that a table of options names, each with the default that stands in the last column."""
    rows = [
        line
        for line in re.split(r"^\| opti\w+ \|", text, flags=re.M)[1].split("\n\n")[0].splitlines()
        if line.startswith("| `")
    ]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {name: last for first, *_, last in cells for name in re.findall(r"`([a-z_]+)`", first)}


@pytest.mark.parametrize(
    "page", [MANUAL / "docs/configuration.md", CONTRIBUTORS / "instellingen.md"], ids=lambda page: page.stem
)
def test_every_option_stands_in_both_languages_with_its_default(page: Path) -> None:
    told = table(read(page))
    assert {*told} ^ {field.name for field in fields(Settings)} == set(), f"the table of {page} has these not right"
    for name, default in told.items():
        real = getattr(Settings(), name)
        if isinstance(real, bool):
            assert default.strip("`") == str(real).lower(), name
        elif isinstance(real, int):
            assert re.sub(r"[.,]", "", default) == str(real), name


def test_both_languages_have_a_page_for_the_same_things() -> None:
    known = {line.split("#")[0] for line in re.findall(r"\]\(([\w-]+\.md[^)]*)\)", read(MANUAL / "docs/index.md"))}
    assert known ^ {page.name for page in PAGES} == {"index.md"}, "manual/docs/index.md does not list these"
    nav = read(MANUAL / "mkdocs.yml")
    assert [page.name for page in PAGES if f" {page.name}\n" not in nav] == [], (
        "these are not in nav of manual/mkdocs.yml"
    )
    assert set(help_texts("en")) == set(help_texts("nl"))
    assert [page.name for page in PAGES if filled(read(page)) != filled(filled(read(page)))] == []
