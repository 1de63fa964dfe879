"""A small project that is all right: one tree with a fact, one shared file, two lessons, a source."""

from pathlib import Path

TREE = """\
title: Waar staan jullie?
summary: Twee vragen.
start: fase
facts:
  regie: jullie de regie voeren
questions:
  fase:
    text: Hoe gaat het?
    options:
      stroef:
        text: Het loopt stroef
        sets: [regie]
        next: geld
      goed:
        text: Het loopt goed
        next: geld
  geld:
    text: Gaat het om geld?
    options:
      ja:
        text: Ja
        next:
          - when: {all_of: [regie]}
            to: praat-over-geld
          - otherwise: ga-door
      nee:
        text: Nee
        next: ga-door
scenarios:
  - name: Twee gemeenten praten niet meer over geld
    answers: {fase: stroef, geld: ja}
    expect: praat-over-geld
  - name: Het loopt op rolletjes
    answers: {fase: goed, geld: nee}
    expect: ga-door
"""
OUTCOMES = """\
# Situaties die meer bomen delen.
outcomes:
  praat-over-geld:   # de lastigste
    title: Praat over geld
    summary: Geld zwijgt niet vanzelf.
    body: Er is te weinig.
    first_step: Bel de grootste partner.
    lessons:
      - {lesson: open-kaart, why: Dan weet je wat er speelt.}

  ga-door:
    title: Ga zo door
    summary: Het gaat goed.
    body: Houd het vast.
    first_step: Vier het.
    lessons:
      - lesson: open-kaart
        why: Ook als het goed gaat.
      - lesson: vier-het
        why: Dat geeft moed.
"""
SOURCES = """\
jansen-2020:
  title: Samen verder
  year: 2020
"""
FACETS = """\
required: [sources]
kinds:
  lesson: {label: Praktijkles, plural: Praktijklessen, address: praktijklessen}
  success-factor: {label: Succesfactor}
  pitfall: {label: Valkuil}
  guiding-question: {label: Gespreksvraag}
  instrument: {label: Instrument}
themes:
  geld: {label: Geld}
"""


def lesson(title: str, **more: str) -> str:
    """A lesson with that title; `more` are further lines of front matter."""
    lines = {"title": title, "kind": "lesson", "summary": "Eén zin.", "sources": "[jansen-2020]", **more}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()) + "---\n\nEen tekst.\n"


def write_project(root: Path, **files: str) -> Path:
    """The project in that folder. `files` come on top of it, or in place of it: path → text."""
    content = {
        "mkdocs.yml": "site_name: Proef\nplugins: [treeguide]\n",
        "decision_trees/waar.yml": TREE,
        "decision_trees/situaties.yml": OUTCOMES,
        "lessons/sources.yml": SOURCES,
        "lessons/facets.yml": FACETS,
        "lessons/lessen/open-kaart.md": lesson("Leg je kaarten open", reviewed="2026-01-01", themes="[geld]"),
        "lessons/lessen/vier-het.md": lesson("Vier het"),
        **files,
    }
    for name, text in content.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return root
