"""One slug, several places: code, both languages, case and page say the same."""

import ast
import os
import string
import sys
import tomllib
from collections.abc import Iterator
from inspect import isfunction
from pathlib import Path
from typing import get_type_hints

import pytest

from case_folders import case_names, problems
from checks_page import GROUPS, MESSAGES, PAGE, ROOT, codes, page
from manual_pages import TITLES, in_english
from site_language import DUTCH
from treeguide import report
from treeguide.checks import CHECKS, FOLLOWS
from treeguide.values import Problem
from treeguide.words import told

MAKERS = ("problem", "warning")
BESIDE = ROOT / "plugins" / "treeguide_import" / "messages"
FILES = ("{}.toml", "interface-{}.toml", "help-{}.toml", "diff-{}.toml", f"{BESIDE}/{{}}.toml")


def table(name: str) -> dict[str, object]:
    return tomllib.loads((MESSAGES / name).read_text("utf-8"))


def placeholders(entry: object) -> object:
    """The entry with each text replaced by what is filled in there."""
    if isinstance(entry, dict):
        return {key: placeholders(value) for key, value in entry.items()}
    return sorted({name for _, name, _, _ in string.Formatter().parse(str(entry)) if name})


def constants() -> Iterator[tuple[str, bool]]:
    """Every text in the code, and whether it is given as the code of a problem."""
    for path in sorted((ROOT / "plugins" / "treeguide").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, False
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS and len(node.args) > 1:
                given = node.args[1]
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value, True


@pytest.fixture(scope="module")
def said_in_cases(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Problem]]:
    """Everything that the check finds in the cases, each beside the name of its case."""
    spare = tmp_path_factory.mktemp("cases")
    return [(name, found) for name in case_names() for found in problems(name, spare)]


@pytest.mark.parametrize("name", FILES)
def test_both_languages_say_the_same_things_with_the_same_words_filled_in(name: str) -> None:
    dutch, english = table(name.format("nl")), table(name.format("en"))
    assert dutch.keys() ^ english.keys() == set(), f"these stand in one of {name.format('nl')} and {name.format('en')}"
    assert placeholders(dutch) == placeholders(english)
    assert list(dutch) == list(english), "in the same order"


def test_every_check_is_in_the_list_of_checks() -> None:
    modules = {sys.modules[one.__module__] for one in CHECKS}
    names = {
        name: one for module in modules for name, one in vars(module).items() if isfunction(one) and name[0] != "_"
    }
    checks = {name for name, one in names.items() if get_type_hints(one).get("return") == Iterator[Problem]}
    assert checks - {one.__name__ for one in CHECKS} == set(), "these are not in CHECKS of checks/__init__.py"


def test_every_code_in_the_code_has_a_message_and_every_message_is_used() -> None:
    found = list(constants())
    given = {text for text, is_code in found if is_code}
    assert given - set(codes()) == set()
    assert set(codes()) - {text for text, _ in found} == set()


def test_every_code_in_a_list_of_codes_has_a_message() -> None:
    assert set(FOLLOWS) | {cause for causes in FOLLOWS.values() for cause in causes} <= set(codes())


def test_a_code_is_an_error_or_a_warning_wherever_it_is_found(said_in_cases: list[tuple[str, Problem]]) -> None:
    levels: dict[str, set[str]] = {}
    for _, found in said_in_cases:
        levels.setdefault(found.code, set()).add(found.level)
    assert {code: level for code, level in levels.items() if len(level) > 1} == {}


def test_every_code_has_a_case_that_gives_it(said_in_cases: list[tuple[str, Problem]]) -> None:
    given = {(name, found.code) for name, found in said_in_cases}
    assert [code for code in codes() if (code, code) not in given] == [], "no case of that name gives it"


def test_every_message_fills_in_and_stays_on_one_line(said_in_cases: list[tuple[str, Problem]]) -> None:
    for language in ("nl", "en"):
        for name, found in said_in_cases:
            for sentence in told(found, language):
                assert "\n" not in sentence, name
                assert sentence.strip() == sentence != "", name


def test_no_message_depends_on_being_in_dutch(said_in_cases: list[tuple[str, Problem]]) -> None:
    """A sentence that is the same in both languages has not been translated."""
    for name, found in said_in_cases:
        dutch, english = told(found, "nl"), told(found, "en")
        assert dutch[0] != english[0] and dutch[1] != english[1], name


def test_the_page_shows_every_check_with_an_example(tmp_path: Path) -> None:
    text = page(tmp_path)
    if os.environ.get("TREEGUIDE_REWRITE"):
        PAGE.write_text(text, "utf-8")
    assert text == PAGE.read_text("utf-8"), "run make anew"
    assert [line.removeprefix("### ") for line in text.splitlines() if line.startswith("### ")] == codes()
    assert [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")] == [
        title for title, _ in GROUPS
    ]


def test_both_pages_of_checks_begin_their_parts_at_the_same_places() -> None:
    assert list(TITLES) == [first for _, first in GROUPS]


@pytest.mark.parametrize("code", codes())
def test_the_manual_shows_what_a_check_says_in_english(code: str, tmp_path: Path) -> None:
    """Words of Dutch in a case have their English in tests/in_english.toml, and the fault stays the same fault."""
    said = report.one(in_english(code, tmp_path), "en")
    assert f"[{code}]" in said
    assert DUTCH.search(said) is None, f"tests/in_english.toml lacks words for: {said}"
