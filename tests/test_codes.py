"""Short codes: one for everything one sends on, and never another meaning for the same code."""

import subprocess
from pathlib import Path

import pytest

from small_project import OUTCOMES, TREE, lesson, write_project
from treeguide.addresses.codes import is_code, spoken
from treeguide.checks import check
from treeguide.commands import context
from treeguide.commands.cli import main
from treeguide.project import Project

CODED = [
    "lessen/open-kaart/",
    "lessen/vier-het/",
    "situaties/ga-door/",
    "situaties/praat-over-geld/",
    "wegwijzers/waar/",
    "wegwijzers/waar/#fase",
    "wegwijzers/waar/#geld",
]


def project(root: Path, **files: str) -> Project:
    write_project(root, **files)
    return context(str(root), None).project()


def register(root: Path) -> str:
    """The register as a first publication makes it."""
    assert main(["register", "--update", "--project", str(root)]) == 0
    return (root / "register.yml").read_text("utf-8")


def renamed(root: Path, before: str) -> Project:
    """The project after a lesson got another name, with that register."""
    files = {
        "lessons/lessen/vier-samen.md": lesson("Vier het", aliases="[vier-het]"),
        "decision_trees/situaties.yml": OUTCOMES.replace("lesson: vier-het", "lesson: vier-samen"),
        "register.yml": before,
    }
    write_project(root, **files)
    (root / "lessons/lessen/vier-het.md").unlink()
    return context(str(root), None).project()


def test_everything_one_sends_on_has_a_code_of_its_own(tmp_path: Path) -> None:
    codes = project(tmp_path).codes
    assert sorted(codes.of_address) == CODED
    assert len(set(codes.of_address.values())) == len(CODED)
    assert all(is_code(code) and len(code) == 5 for code in codes.given)


def test_draft_gets_no_code(tmp_path: Path) -> None:
    read = project(tmp_path, **{"lessons/lessen/vier-het.md": lesson("Vier het", draft="Nog nakijken.")})
    assert "lessen/vier-het/" not in read.codes.of_address


def test_every_wrong_digit_and_every_swap_of_neighbours_is_noticed(tmp_path: Path) -> None:
    for code in project(tmp_path).codes.given:
        wrong = {code[:at] + digit + code[at + 1 :] for at in range(5) for digit in "0123456789"}
        swapped = {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(4)}
        assert [one for one in (wrong | swapped) - {code} if is_code(one)] == []


@pytest.mark.parametrize("text", ["", "1234", "01234", "1234a", "abcde", "٣١٢٣٤", "57240\n", " 57240", "1" * 5000])
def test_anything_else_is_no_code(text: str) -> None:
    assert not is_code(text)


def test_code_stays_with_its_address_whatever_comes_beside_it(tmp_path: Path) -> None:
    before = project(tmp_path).codes.of_address
    more = {f"lessons/lessen/a-{number}.md": lesson(f"Les {number}") for number in range(300)}
    after = project(tmp_path, **more, **{"register.yml": register(tmp_path)}).codes.of_address
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after) == len(CODED) + 300


def test_taken_code_is_never_given_again(tmp_path: Path) -> None:
    code = project(tmp_path).codes.of_address["lessen/vier-het/"]
    text = f"published: [lessen/weg/]\ncodes:\n  {code}: lessen/weg/\n"
    codes = project(tmp_path, **{"register.yml": text}).codes
    assert codes.given[code] == "lessen/weg/"
    assert codes.of_address["lessen/vier-het/"] != code


def test_renamed_lesson_keeps_its_code_and_gets_no_second_one(tmp_path: Path) -> None:
    code = project(tmp_path).codes.of_address["lessen/vier-het/"]
    codes = renamed(tmp_path, register(tmp_path)).codes
    assert codes.of_address["lessen/vier-samen/"] == code
    assert codes.given[code] == "lessen/vier-het/"
    assert codes.leads[code] == "lessen/vier-samen/"
    assert len(codes.given) == len(CODED)


def test_merged_lessons_show_their_own_code_and_both_codes_lead_there(tmp_path: Path) -> None:
    first = project(tmp_path).codes.of_address
    before = register(tmp_path)
    kept = {"lessons/lessen/open-kaart.md": lesson("Open", aliases="[vier-het]", themes="[geld]")}
    shared = {"decision_trees/situaties.yml": OUTCOMES.replace("lesson: vier-het", "lesson: open-kaart")}
    write_project(tmp_path, **kept, **shared, **{"register.yml": before})
    (tmp_path / "lessons/lessen/vier-het.md").unlink()
    codes = context(str(tmp_path), None).project().codes
    assert codes.of_address["lessen/open-kaart/"] == first["lessen/open-kaart/"]
    assert codes.leads[first["lessen/vier-het/"]] == "lessen/open-kaart/"


def test_codes_are_the_same_in_the_site_and_in_the_register_it_leads_to(tmp_path: Path) -> None:
    built = dict(project(tmp_path).codes.given)
    register(tmp_path)
    assert dict(context(str(tmp_path), None).project().library.register.codes) == built


def test_register_without_codes_gets_them_though_no_address_is_new(tmp_path: Path) -> None:
    write_project(tmp_path)
    text = register(tmp_path)
    start, end = text.index("codes:"), text.index("published:")
    old = text[:start] + text[end:] if start < end else text[:start]
    (tmp_path / "register.yml").write_text(old, "utf-8")
    assert register(tmp_path).count("lessen/vier-het/") == 2
    assert [found.code for found in check(context(str(tmp_path), None).project()) if found.is_error] == []


def test_since_shows_a_code_that_got_another_meaning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path)
    text = register(tmp_path)
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    code = context(str(tmp_path), None).project().codes.of_address["lessen/vier-het/"]
    changed = text.replace(f"{code}: lessen/vier-het/", f"{code}: lessen/open-kaart/")
    (tmp_path / "register.yml").write_text(changed, "utf-8")
    capsys.readouterr()
    assert main(["register", "--since", "HEAD", "--project", str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"{code}: lessen/vier-het/\n"


def test_question_has_one_code_however_many_sections_it_has(tmp_path: Path) -> None:
    assert "#geld.regie" in "".join(project(tmp_path).addresses.live)
    assert [one for one in project(tmp_path, **{"decision_trees/waar.yml": TREE}).codes.of_address if "." in one] == []


def test_code_is_said_digit_by_digit() -> None:
    assert spoken("57240").split() == list("57240")
