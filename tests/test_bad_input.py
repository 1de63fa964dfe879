"""Mistakes that people make, each in a small project that is all right but for that: what is said, in two languages.

`bad_input.json` holds the kinds: files by path, each as its whole text, as what is put in the place of what, or in
another encoding. `bad_input.txt` holds what is said; `TREEGUIDE_REWRITE=1` writes that anew: read it aloud.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from small_project import FACETS, OUTCOMES, SOURCES, TREE, lesson, write_project
from treeguide import report
from treeguide.checks import check
from treeguide.config.file import ConfigError
from treeguide.config.setup import read_setup
from treeguide.project import read_project
from treeguide.values import Problem, in_order

HERE = Path(__file__).parent
SAID = HERE / "bad_input.txt"
KINDS: dict[str, dict[str, Any]] = json.loads((HERE / "bad_input.json").read_text("utf-8"))
SCAN = """\
title: Hoe staan we ervoor?
summary: Ieder geeft een cijfer.
scale: {first: 1, last: 5, low: nee, high: ja, unknown: weet ik niet}

items:
  doel:
    text: We willen hetzelfde
    talk:
      default: {ask: Wat zag je?}

scenarios:
  - name: Eén ziet het anders
    scores: {doel: [5, 5, 4, 1]}
    expect: {doel: one_differs}
"""
CHECKLIST = """\
title: Wat herken je?
summary: Kruis aan wat je herkent.
signals:
  geld: {text: Niemand praat over geld}
  tijd: {text: Er is geen tijd}
advice:
  - lesson: vier-het
    when: {any_of: [geld]}
    because: Geld zwijgt niet vanzelf.
  - outcome: ga-door
    when: {any_of: [tijd]}
    because: Tijd komt vanzelf.
scenarios:
  - name: Iemand praat niet
    ticks: [geld]
    expect: [vier-het]
  - name: Iemand heeft geen tijd
    ticks: [tijd]
    expect: [ga-door]
"""
USUAL = {
    "docs/index.md": "# Start\n",
    "decision_trees/waar.yml": TREE,
    "decision_trees/situaties.yml": OUTCOMES,
    "lessons/sources.yml": SOURCES,
    "lessons/lessen/vier-het.md": lesson("Vier het"),
    "lessons/facets.yml": FACETS,
    "decision_trees/scan.yml": SCAN,
    "decision_trees/lijst.yml": CHECKLIST,
}
LONG = "{60000 times 'a '}"


def put(path: str, given: Any) -> bytes:
    """The content of a file of a kind."""
    if isinstance(given, dict):
        return str(given["text"]).encode(given["encoding"])
    text = USUAL[path].replace(given[0], given[1], 1) if isinstance(given, list) else str(given)
    return text.replace(LONG, "a " * 60_000).encode()


def found_in(root: Path, files: dict[str, Any]) -> list[Problem]:
    """What is wrong with the small project that has these files."""
    write_project(root, **{"docs/index.md": "# Start\n"})
    for path, given in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(put(path, given))
    try:
        setup = read_setup(root)
    except ConfigError as error:
        return [error.problem]
    return in_order(setup.faults) or check(read_project(setup))


def said(kind: str, root: Path) -> str:
    """What is said about a kind, in Dutch and in English."""
    found = found_in(root, KINDS[kind])
    return "\n".join(report.as_text(found, language) for language in ("nl", "en"))


def parts(text: str) -> dict[str, str]:
    """What stands in the file about each kind."""
    blocks = (block.partition("\n") for block in text.split("\n## ")[1:])
    return {name: rest.strip("\n") for name, _, rest in blocks}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_about_a_mistake(kind: str, tmp_path: Path) -> None:
    if os.environ.get("TREEGUIDE_REWRITE"):
        known = parts(SAID.read_text("utf-8")) if SAID.exists() else {}
        known[kind] = said(kind, tmp_path)
        SAID.write_text("".join(f"\n## {one}\n{known[one]}\n" for one in KINDS if one in known), "utf-8")
    assert said(kind, tmp_path) == parts(SAID.read_text("utf-8"))[kind]


def test_every_mistake_is_answered() -> None:
    assert [kind for kind, text in parts(SAID.read_text("utf-8")).items() if "]" not in text] == []
    assert len(KINDS) > 240
