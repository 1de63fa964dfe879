"""What CONTRIBUTING.md asks of who adds something, where nothing else would tell which step is missing."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from checks_page import MESSAGES, ROOT
from every_field import all_fields, is_apart, write_every_field
from manual_pages import MODELS
from treeguide.addresses import PAGE_KINDS
from treeguide.addresses.site import Site
from treeguide.config import Settings
from treeguide.config.setup import read_setup
from treeguide.pages import all_pages, extra_files
from treeguide.project import read_project
from treeguide.search import hint
from treeguide.writing import Writer
from treeguide.writing.assets import WORDED
from treeguide.writing.page import Page

PACKAGE, PLUGINS = ROOT / "plugins" / "treeguide", ROOT / "plugins"
ANY = r"[\w-]+"  # where code fills in a part of a key
CONFIG = """\
site_name: Proef
theme: {language: nl}
plugins: [treeguide: {questions_per_page: 1, publisher: {name: Regio, mail: a@voorbeeld.nl}}]
"""
WRITTEN = {field: f"Zq{number:03}x" for number, field in enumerate(all_fields())}


@cache
def modules() -> Mapping[Path, list[ast.AST]]:
    """Every module by its path, as all nodes in it."""
    return {path: list(ast.walk(ast.parse(path.read_text("utf-8")))) for path in sorted(PLUGINS.rglob("*.py"))}


def texts(*endings: str) -> Iterator[str]:
    """What stands in every file with such an ending."""
    yield from (path.read_text("utf-8") for ending in endings for path in sorted(PLUGINS.rglob(f"*.{ending}")))


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_every_file_that_a_page_for_contributors_names_is_there(page: str) -> None:
    named = re.findall(r"`([\w./*-]+/[\w.*-]*|[\w*-]+\.(?:py|toml|yml|md))`", (ROOT / page).read_text("utf-8"))
    ways = ("{0}", "plugins/treeguide/{0}", "plugins/treeguide/{0}.py", "plugins/treeguide/**/{0}")
    gone = [one for one in named if not any([*ROOT.glob(way.format(one))] for way in ways)]
    assert gone == []


def test_every_option_is_read_by_some_module() -> None:
    read = {node.attr for nodes in modules().values() for node in nodes if isinstance(node, ast.Attribute)}
    assert {one.name for one in fields(Settings)} - read == set(), "no module asks a project for these of Settings"


# --- a key, and a sort of page -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What readers get of a guide with a word of its own in every field that holds a text, by the sort of page."""
    root = tmp_path_factory.mktemp("guide")
    write_every_field(root, {0: WRITTEN.__getitem__}, **{"mkdocs.yml": CONFIG, "lessons/kapot.md": "niets"})
    project = read_project(read_setup(root))
    writer = Writer(project, Site(url="https://voorbeeld.nl/", name="Proef"))
    files = (text for path, text in extra_files(writer).items() if not path.startswith("treeguide"))
    found = {"files": "".join(files)}
    for page in all_pages(writer):
        found[page.sort] = f"{found.get(page.sort, '')}{page} {page.html} {page.for_theme} {hint(page, project)}"
    return found


def test_every_text_of_an_author_is_shown(made: Mapping[str, str]) -> None:
    shown = "".join(made.values())
    unseen = [field for field, word in WRITTEN.items() if word not in shown and not is_apart(field)]
    assert unseen == [], "no template, page or search shows these keys; a key that needs none is `Apart` in its model"


def test_every_key_is_read_by_some_module_or_template() -> None:
    told = {"words", "reading", "compare", "commands", "report"}  # what these do with a key follows from the models
    read = {name for text in texts("jinja") for name in re.findall(r"\w+", text)}
    for path, nodes in modules().items():
        if path.is_relative_to(PACKAGE) and path.relative_to(PACKAGE).parts[0] not in told:
            read |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
            read |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    unread = [f"{name}.{key}" for name, one in MODELS.items() for key in one.model_fields if key not in read]
    assert unread == [], "no check, page or template does anything with these keys"


def test_every_row_of_the_table_of_pages_is_of_pages_that_are_made(made: Mapping[str, str]) -> None:
    assert {*PAGE_KINDS} - {*made} == set(), "no page is of these sorts of PAGE_KINDS in addresses/__init__.py"


def test_a_page_without_a_row_says_which_table_lacks_it() -> None:
    with pytest.raises(LookupError, match=r"^PAGE_KINDS in addresses/__init__\.py has no row for 'cijfers'"):
        Page("cijfers.md", "Cijfers", "", sort="cijfers")


# --- a word --------------------------------------------------------------------------------------------------------


def _shape(parts: list[str]) -> str:
    """A text of which only these parts are known, as an expression; nothing where too little of it is."""
    return ANY.join(map(re.escape, parts)) if re.search("[a-z]{3}", "".join(parts)) else ""


def _in_modules() -> Iterator[str]:
    for node in chain.from_iterable(modules().values()):
        if isinstance(node, ast.JoinedStr):
            known = (str(one.value) if isinstance(one, ast.Constant) else "\0" for one in node.values)
            yield _shape("".join(known).split("\0"))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)


def _in_templates() -> Iterator[str]:
    for text in texts("jinja"):
        for known, joined in re.findall(r'"([^"{}<>]*)"(\s*[+~])?', text):
            yield _shape([known, ""]) if joined else re.escape(known)


def _in_scripts() -> Iterator[str]:
    for text in texts("mjs", "js"):
        yield from map(re.escape, re.findall(r"[\w-]+", text))
        yield from (_shape(re.split(r"\$\{[^{}]*\}", one)) for one in re.findall(r"`([^`\s]*)`", text) if "$" in one)


class Said:
    """The keys that code names, whole or in part."""

    def __init__(self, found: Iterator[str]) -> None:
        every = {*found} - {""}
        self.whole = {re.sub(r"\\(.)", r"\1", one) for one in every if ANY not in one}
        self.shapes = re.compile("|".join(f"(?:{one})" for one in sorted(every) if ANY in one))

    def __contains__(self, key: str) -> bool:
        return key in self.whole or bool(self.shapes.fullmatch(key))


@pytest.fixture(scope="module")
def said() -> tuple[Said, Said]:
    """What modules and templates say, and what scripts do."""
    return Said(chain(_in_modules(), _in_templates())), Said(_in_scripts())


@pytest.mark.parametrize("name", ["interface-nl.toml", "diff-nl.toml", "nl.toml"])
def test_every_word_is_said_somewhere(name: str, said: tuple[Said, Said]) -> None:
    ours, scripts = said
    for_script = r'(?:for_script|words_for)\("([\w-]+)"\)'
    uses = {*WORDED, *(use for text in texts("py", "jinja") for use in re.findall(for_script, text))}
    table = tomllib.loads((MESSAGES / name).read_text("utf-8"))

    def is_said(key: str) -> bool:
        return key in ours or any(key[len(use) + 1 :] in scripts for use in uses if key.startswith(f"{use}-"))

    unsaid = [key for key in table.get("words", table) if not is_said(key)]
    assert unsaid == [], f"no module, template or script says these words of words/messages/{name}"


def test_every_decision_has_a_number_of_its_own() -> None:
    files = sorted((ROOT / "decisions").glob("*.md"))
    titles = [path.read_text("utf-8").partition("\n")[0] for path in files]
    numbers = [int(path.name.partition("-")[0]) for path in files]
    assert numbers == sorted(set(numbers)), "give the newest of these the next number"
    assert [one for one, number in zip(titles, numbers, strict=True) if not one.startswith(f"# {number}. ")] == []
