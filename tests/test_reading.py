"""Whatever stands in a file, reading and checking it never fails, and every finding has a place one can go to."""

import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from case_folders import CASES, case_names
from profiles import tries
from treeguide import report
from treeguide.checks import check
from treeguide.library import Folders, Library
from treeguide.library.adding import add_facets, add_glossary, add_lesson, add_register, add_sources, add_tree
from treeguide.library.building import decode
from treeguide.library.reading import ID
from treeguide.pages import all_pages
from treeguide.project import Project
from treeguide.reading import read_yaml
from treeguide.reading.node import Node
from treeguide.values import Document, Problem, in_order
from treeguide.words import LANGUAGES
from treeguide.writing import Writer

GOOD_TREE = (CASES / "facts-and-conditions-without-a-fault" / "decision_trees" / "begin.yml").read_text("utf-8")
GOOD_LESSON = (CASES / "broken-anchor" / "lessons" / "luisteren.md").read_text("utf-8")
FRAGMENTS = [
    *("title: ", "questions:", "options:", "outcomes:", "next: ", "text: ", "when: ", "to: ", "otherwise: ", "sets: "),
    *(
        "facts:",
        "lessons:",
        "aliases:",
        "scenarios:",
        "answers:",
        "start: ",
        "body: ",
        "id",
        "begin",
        "- ",
        "  ",
        "    ",
    ),
    *("\n", "\n\n", "\r\n", "\r", "\t", ":", ": ", "#", " #", "---", "...", "--- ", "|", ">", "|-", ">+2", "?", "? "),
    *("[", "]", "{", "}", ",", "&a", "*a", "!", "!!str", "!a", "%YAML 1.2", "@", "`", "'", '"', "''", "\\", '"\\x1b"'),
    *("\ufeff", "\u00a0", "\u202e", "\u0000", "\u0085", "\u2028", "é", "e\u0301", "<b>", "](javascript:x)", "{.x}"),
]
yaml_like = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=30).map("".join)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """A good text in which a few stretches were cut out, doubled, or overwritten."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        middle = draw(st.sampled_from(["", text[start:end] * 2, *FRAGMENTS]))
        text = text[:start] + middle + text[end:]
    return text


def project(**files: str) -> Project:
    """A project with one file of each sort that is named."""
    adders = {"sources": add_sources, "facets": add_facets, "glossary": add_glossary, "register": add_register}
    library = Library()
    if "tree" in files:
        add_tree(library, document("decision_trees/boom.yml", files["tree"]))
        add_tree(library, document("decision_trees/goed.yml", GOOD_TREE.replace("begin", "start-hier")))
    for name, add in adders.items():
        if name in files:
            add(library, document("register.yml" if name == "register" else f"lessons/{name}.yml", files[name]))
    if "lesson" in files:
        add_lesson(library, document("lessons/les.md", files["lesson"]))
    return Project(library, Folders(Path("/nowhere")))


def document(name: str, text: str) -> Document:
    """A document as it comes from disk."""
    found = decode(name, text.encode("utf-8"), [])
    assert found is not None
    return found


def sound(problems: list[Problem]) -> None:
    """Every place is in its file, every message can be made, and they stand in order."""
    assert problems == in_order(reversed(problems))
    for found in problems:
        place, lines = found.place, found.place.document.lines
        assert 1 <= place.line <= max(1, len(lines))
        assert 1 <= place.column <= len(place.text) + 1
        assert 1 <= place.length <= max(1, len(place.text) - place.column + 1)
        for language in LANGUAGES:
            assert found.code in report.one(found, language)
            assert "\n" not in report.headline(found, language)


def checked(**files: str) -> list[Problem]:
    """What the check finds, twice the same; the pages can be made whatever it is."""
    first = project(**files)
    problems = check(first)
    assert problems == check(project(**files))
    sound(problems)
    all_pages(Writer(first), problems)
    return problems


@tries(150)
@given(st.text() | yaml_like)
def test_any_text_as_a_tree(text: str) -> None:
    checked(tree=text)


@tries(150)
@given(damaged(GOOD_TREE))
@example(GOOD_TREE.replace("            to: bij", "            questions:to: bij"))
@example(GOOD_TREE.replace("goed: {text", '"[key]": {"(when)": 1, text'))
def test_a_good_tree_with_damage(text: str) -> None:
    checked(tree=text)


@tries(100)
@given(st.text() | yaml_like | damaged(GOOD_LESSON))
@example("---\n---\n")
@example("---\ntitle: x\n...\nTekst")
def test_any_text_as_a_lesson(text: str) -> None:
    checked(lesson=text)


@tries(60)
@given(st.sampled_from(["sources", "facets", "glossary", "register"]), yaml_like)
def test_any_text_as_a_list(name: str, text: str) -> None:
    checked(**{name: text}, lesson=GOOD_LESSON)


@tries(100)
@given(st.binary(max_size=60) | yaml_like.map(lambda text: text.encode("utf-16")) | yaml_like.map(str.encode))
def test_any_bytes_as_a_document(content: bytes) -> None:
    problems: list[Problem] = []
    document = decode("lessons/les.md", content, problems)
    assert (document is None) == bool(problems)
    sound(problems)


@tries(100)
@given(damaged(GOOD_TREE))
def test_every_value_stands_where_its_place_says(text: str) -> None:
    node, _ = read_yaml(Document("boom.yml", text))
    for text_node in _texts(node) if node else ():
        shown = "".join((text_node.text or "").split())
        if shown and not text_node.is_told:
            place = text_node.character(len(text_node.text or "") - len((text_node.text or "").lstrip()))
            at = place.text[place.column - 1 :]
            assert at[:1] in (shown[0], "\\", "'")


def _texts(node: Node) -> list[Node]:
    inner = [*(node.items or ()), *(value for _, value in (node.entries or {}).values())]
    return ([node] if node.text is not None else []) + [text for one in inner for text in _texts(one)]


@pytest.mark.parametrize(
    ("written", "value", "position", "expected"),
    [
        ("a: een twee", "een twee", 4, (1, 8)),
        ("a: een\n  twee", "een twee", 4, (2, 3)),
        ("a: 'het ''is'' zo'", "het 'is' zo", 9, (1, 16)),
        ('a: "een \\"twee\\" \\x41 drie"', 'een "twee" A drie', 13, (1, 23)),
        ("a: |\n  een\n\n  twee", "een\n\ntwee", 5, (4, 3)),
        ("a: >-\n  een\n  twee\n", "een twee", 4, (3, 3)),
    ],
)
def test_each_character_of_a_text_is_found_back(
    written: str, value: str, position: int, expected: tuple[int, int]
) -> None:
    node, _ = read_yaml(Document("a.yml", written))
    found = node.child("a") if node else None
    assert found is not None
    assert found.text == value
    place = found.character(position)
    assert (place.line, place.column) == expected


def test_the_order_of_findings_does_not_depend_on_the_order_of_finding() -> None:
    problems = check(project(tree=GOOD_TREE.replace("voert-regie", "voertregie").replace("hulp", "hlup")))
    mixed = list(problems)
    random.Random(1).shuffle(mixed)
    assert in_order(mixed + mixed) == problems


def test_names_of_cases_read_like_headlines() -> None:
    assert [name for name in case_names() if name != name.lower() or " " in name] == []


def _misspelt(word: str) -> str:
    """The word with its first two different neighbours swapped, or without its last letter."""
    for at in range(1, len(word) - 1):
        if word[at] != word[at + 1] and "-" not in word[at : at + 2]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:-1] or word * 2


def _names(node: Node) -> list[tuple[int, int, str]]:
    """Every key and every id below a node: its line, column and text."""
    found = []
    if node.text is not None and ID.match(node.text):
        found.append((node.place.line, node.place.column, node.text))
    for key, (place, value) in (node.entries or {}).items():
        found += [(place.line, place.column, key), *_names(value)]
    return found + [name for item in node.items or () for name in _names(item)]


NAMES = _names(read_yaml(Document("boom.yml", GOOD_TREE))[0] or pytest.fail("the tree cannot be read"))


@pytest.mark.parametrize(("line", "column", "word"), NAMES, ids=[f"{word}-on-{line}" for line, _, word in NAMES])
def test_one_slip_of_the_pen_is_one_finding(line: int, column: int, word: str) -> None:
    """Every key and every id of a tree in turn, misspelt where it is given or where it is used."""
    lines = GOOD_TREE.split("\n")
    row = lines[line - 1]
    assert row[column - 1 :].startswith(word)
    lines[line - 1] = row[: column - 1] + _misspelt(word) + row[column - 1 + len(word) :]
    library = Library()
    add_tree(library, Document("decision_trees/boom.yml", "\n".join(lines)))
    found = check(Project(library, Folders(Path("/nowhere"))))
    assert len(found) == 1, [(one.code, dict(one.words)) for one in found]
