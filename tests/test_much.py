"""A file of 100 kB with thousands of the same mistake: it is told, and looking for what was meant has an end."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from small_project import FACETS, OUTCOMES, SOURCES, TREE, lesson, write_project
from speeds import some
from treeguide.addresses.register import MOST_MOVES, AddressBook
from treeguide.checks import check
from treeguide.config.setup import read_setup
from treeguide.project import read_project
from treeguide.reading import markdown_text
from treeguide.values import Problem, in_order
from treeguide.values.closest import MANY_WORDS, MOST_ASKED, closest

SIZE = 100_000


def many(piece: str) -> str:
    """100 kB of a piece, each with another number in the place of its #."""
    count = SIZE // (len(piece) + 3)
    return "".join(piece.replace("##", str(number + 1)).replace("#", str(number)) for number in range(count))


PLUGIN = "site_name: Proef\nplugins:\n  - treeguide:\n"
SCAN = """\
title: Hoe staan we ervoor?
summary: Ieder geeft een cijfer.
scale: {first: 1, last: 5, low: nee, high: ja}
items:
  doel: {text: We willen hetzelfde, talk: {default: {ask: Wat zag je?}}}
scenarios:
  - name: Heel veel partners
"""
LESSON, SHARED = "lessons/lessen/vier-het.md", "decision_trees/situaties.yml"
INPUTS = {
    "keys of a lesson": (
        "lessons/lessen/vier-het.md",
        lesson("Vier het", titl="a\n" + many("titl#: b\n")),
        "unknown-key",
    ),
    "keys of a source": ("lessons/sources.yml", SOURCES + many("  titel#: b\n"), "unknown-key"),
    "options": ("mkdocs.yml", PLUGIN + many("      guides_ur#: b\n"), "unknown-setting"),
    "gaps in a word": ("mkdocs.yml", f"{PLUGIN}      words: {{cards-lead: '{'{' * SIZE}'}}\n", "bad-setting"),
    "lost addresses": ("register.yml", "published:\n" + many("- lessen/vier-he#/\n"), "gone"),
    "moves in a row": ("register.yml", "published: [a0/]\nmoved:\n" + many("  a#/: a##/\n"), "unknown-address"),
    "lessons": (
        "decision_trees/situaties.yml",
        OUTCOMES + many("      - {lesson: vier-he#, why: b}\n"),
        "unknown-lesson",
    ),
    "facts": ("decision_trees/waar.yml", TREE.replace("[regie]", f"[{many('regi#, ')}regie]", 1), "unknown-fact"),
    "themes": (LESSON, lesson("Vier het", themes=f"[{many('gel#, ')}geld]"), "unknown-facet"),
    "lists": ("lessons/facets.yml", FACETS.replace("[sources]", f"[{many('source#, ')}sources]"), "unknown-list"),
    "links of a page": ("docs/index.md", "# Start\n\n" + many("[a](inde#.md) "), "broken-page-link"),
    "scores": (
        "decision_trees/scan.yml",
        f"{SCAN}    scores: {{doel: [{many('5, ')}1]}}\n    expect: {{doel: one_differs}}\n",
        "",
    ),
}


def found_in(root: Path, path: str, text: str) -> list[Problem]:
    """What is wrong with a small project in which that file has that text."""
    setup = read_setup(write_project(root, **{"docs/index.md": "# Start\n", path: text}))
    return in_order(setup.faults) or check(read_project(setup))


class Counted:
    """A method in whose place this counts how often it is called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
        self.calls, method = 0, getattr(owner, name)

        def counting(*given: Any) -> Any:
            self.calls += 1
            return method(*given)

        monkeypatch.setattr(owner, name, counting)


@pytest.mark.parametrize("name", some(INPUTS, 5))
def test_thousands_of_mistakes_are_told_and_not_all_looked_up(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, text, code = INPUTS[name]
    compared, moved = Counted(monkeypatch, SequenceMatcher, "ratio"), Counted(monkeypatch, AddressBook, "_moved_on")
    found = found_in(tmp_path, path, text)
    assert code in {"", *(one.code for one in found)}
    assert code or not any(one.is_error for one in found)
    assert len(text) > SIZE / 2
    assert compared.calls <= 2 * MOST_ASKED * MANY_WORDS
    assert moved.calls <= 4 * MOST_MOVES * text.count("\n")


def test_the_parts_of_a_page_are_looked_up_once_for_all_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, looked_up = markdown_text.heading_ids, list[str]()

    def counting(text: str, above: Iterable[str] = ()) -> list[str]:
        looked_up.append(text)
        return found(text, above)

    monkeypatch.setattr(markdown_text, "heading_ids", counting)
    body = " ".join(f"[a](open-kaart.md#deel-{number}) [b](#hier-{number})" for number in range(1_000))
    text = lesson("Vier het").replace("Een tekst.", body)
    codes = [one.code for one in found_in(tmp_path, LESSON, text)]
    assert codes.count("broken-anchor") == 2_000
    assert len(looked_up) <= 10


def test_of_very_many_misspelt_words_the_first_are_looked_up() -> None:
    known = [f"vraag-{number}" for number in range(1_000)]
    near = [closest(f"vraaag-{number}", known) for number in range(2 * MOST_ASKED)]
    assert near[0] == "vraag-0" and near[MOST_ASKED - 1] != "" and set(near[MOST_ASKED:]) == {""}
    assert closest("vraaag-0", known) == "vraag-0"
