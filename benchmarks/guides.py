"""Plausible guides of any size, always the same for the same numbers: lessons, trees, situations and their sources.

Usage: python benchmarks/guides.py FOLDER [--lessons N] [--trees M] [--outcomes K] [--key STEPS]
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

WHO = [
    "de raad",
    "het college",
    "de buurgemeente",
    "de opdrachtgever",
    "een partner",
    "het bestuur",
    "de regisseur",
    "de projectgroep",
]
DOES = [
    "vraagt om",
    "stelt uit",
    "verdeelt",
    "bespreekt",
    "vergeet",
    "betaalt",
    "onderzoekt",
    "verandert",
    "beschermt",
    "toetst",
]
WHAT = [
    "de begroting",
    "een heldere opdracht",
    "het gezamenlijke belang",
    "de taakverdeling",
    "een eerlijk gesprek",
    "het tempo",
    "de afspraken van vorig jaar",
    "een gedeeld beeld",
    "de kosten",
    "het besluit",
    "de evaluatie",
    "meer ruimte voor maatwerk",
]
WHY = [
    "zolang niemand het uitspreekt",
    "omdat de regio groter is dan één gemeente",
    "voordat het vastloopt",
    "ook als dat meer tijd kost",
    "zonder dat iemand zijn gezicht verliest",
    "want vertrouwen komt te voet",
]
KINDS = ("lesson", "success-factor", "pitfall", "guiding-question", "instrument")
FACETS = {
    "themes": ("organisatie", "proces", "relaties", "belangen", "geld", "leren"),
    "phases": ("starten", "inrichten", "uitvoeren", "bijsturen"),
    "roles": ("bestuurder", "regisseur", "adviseur"),
}
QUESTIONS = 12  # of a tree among many
CONFIG = """\
site_name: Proef
site_url: https://proef.example/
theme:
  name: material
  language: nl
  font: false
  features: [navigation.prune, navigation.instant]
plugins: [search, treeguide]
nav: [index.md, wegwijzers/index.md, situaties/index.md, lessen/index.md]
"""


class Writing:
    """Sentences from one seed."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def sentence(self) -> str:
        pick = self.random.choice
        return f"{pick(WHO)} {pick(DOES)} {pick(WHAT)} {pick(WHY)}".capitalize() + "."

    def paragraph(self, sentences: int = 4) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def some(self, most: int, known: int, name: str) -> list[str]:
        """Some ids of `known` numbered things, each once."""
        numbers = self.random.sample(range(known), min(known, self.random.randint(1, most)))
        return [f"{name}-{number}" for number in numbers]


def lesson(number: int, lessons: int, sources: int) -> str:
    """A lesson about as long as our own, with links to two others."""
    text = Writing(f"les {number}")
    front: dict[str, object] = {
        "title": f"Les {number}: {text.sentence()[:-1]}",
        "kind": KINDS[number % len(KINDS)],
        "summary": text.sentence(),
        **{sort: [ids[number % len(ids)]] for sort, ids in FACETS.items()},
        "sources": text.some(2, sources, "bron"),
        "related": [one for one in text.some(3, lessons, "les") if one != f"les-{number}"],
        "search_words": text.sentence().split()[:3],
        "ask": [text.sentence()[:-1] + "?" for _ in range(2)],
        "reviewed": "2026-11-22",
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    links = [f"Lees ook [les {one}](les-{one}.md)." for one in ((number * 7 + 1) % lessons, (number * 3 + 2) % lessons)]
    body = [text.paragraph(), *links, "## Doe dit", *(f"- {text.sentence()}" for _ in range(4)), "## Waarom"]
    tidy = "\n\n".join([*body[:4], "\n".join(body[4:8]), *body[8:], text.paragraph(6), text.paragraph()])
    return "\n".join(["---", *lines, "---", "", tidy, ""])


def outcome(number: int, lessons: int) -> dict[str, object]:
    """A situation with some lessons."""
    text = Writing(f"situatie {number}")
    uses = [{"lesson": one, "why": text.sentence()} for one in text.some(5, lessons, "les")] if lessons else []
    return {
        "title": f"Situatie {number}: {text.sentence()[:-1]}",
        "summary": text.sentence(),
        "body": f"{text.paragraph()}\n\n{text.paragraph()}",
        "first_step": text.sentence(),
        "lessons": uses,
    }


def tree(number: int, outcomes: int, size: int = QUESTIONS) -> dict[str, object]:
    """A tree in which every third answer sets a fact, and the last questions ask for one."""
    text = Writing(f"boom {number}")
    questions: dict[str, object] = {}
    for place in range(size):
        options = {}
        for side in range(2 + place % 2):
            onward = place * 2 + side + 1
            end = f"situatie-{(number * size * 3 + place * 3 + side) % outcomes}"
            target: object = f"vraag-{onward}" if onward < size else end
            if place % 4 == 3 and side == 0 and place > 4:
                target = [{"when": {"all_of": ["regie"]}, "to": f"situatie-{number % outcomes}"}, {"otherwise": target}]
            sets = {"sets": ["regie"]} if place < 3 and side == 0 else {}
            options[f"keuze-{side}"] = {"text": text.sentence()[:-1], **sets, "next": target}
        asked = {"text": text.sentence()[:-1] + "?", "options": options}
        questions[f"vraag-{place}"] = {**asked, "help": text.paragraph(2)} if place % 3 == 0 else asked
    return {
        "title": f"Boom {number}: {text.sentence()[:-1]}?",
        "summary": text.sentence(),
        "start": "vraag-0",
        "facts": {"regie": "jullie de regie voeren"},
        "questions": questions,
    }


def key(steps: int) -> dict[str, object]:
    """A tree like a flora's key: pairs of answers, of which one is shorter than the other; nearly half are ends."""
    ends = max(1, steps * 466 // 1000)
    size = steps - ends
    text = Writing("sleutel")
    questions = {}
    for place in range(size):
        options = {}
        for side in range(2):
            onward = place * 2 + side + 1
            target = f"kenmerk-{onward}" if onward < size else f"soort-{onward % ends}"
            options[f"keuze-{side}"] = {"text": text.sentence()[:-1], "next": target}
        questions[f"kenmerk-{place}"] = {"text": text.sentence()[:-1] + "?", "options": options}
    outcomes = {f"soort-{number}": outcome(number, 0) for number in range(ends)}
    top = {"title": "Welke soort is dit?", "summary": "Een sleutel met veel kenmerken.", "start": "kenmerk-0"}
    return {**top, "questions": questions, "outcomes": outcomes}


def as_yaml(value: object, depth: int = 0) -> Iterator[str]:
    """Lines of YAML as an author would indent them: texts between quotes, lists and small mappings on one line."""
    for name, inner in value.items() if isinstance(value, dict) else ():
        if isinstance(inner, dict) and inner:
            yield f"{'  ' * depth}{name}:"
            yield from as_yaml(inner, depth + 1)
        else:
            yield f"{'  ' * depth}{name}: {json.dumps(inner, ensure_ascii=False)}"


def write(folder: Path, name: str, content: object) -> None:
    """A file of text, or of YAML made from a mapping."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else "\n".join([*as_yaml(content), ""]), "utf-8")


def write_guide(folder: Path, lessons: int = 0, trees: int = 0, outcomes: int = 0, *, lists: bool = True) -> None:
    """A whole project of that size; a folder that MkDocs can build.

    Without `lists` the lessons come beside others that have their sources and facets already.
    """
    write(folder, "mkdocs.yml", CONFIG)
    write(folder, "docs/index.md", "# Proef\n")
    sources = max(1, lessons // 20)
    for number in range(lessons):
        write(folder, f"lessons/les-{number}.md", lesson(number, lessons, sources))
    if lessons and lists:
        write(folder, "lessons/sources.yml", {f"bron-{one}": {"title": f"Bron {one}"} for one in range(sources)})
        labels = {sort: {one: {"label": one.capitalize()} for one in ids} for sort, ids in FACETS.items()}
        kinds = {kind: {"label": kind.capitalize()} for kind in KINDS}
        write(folder, "lessons/facets.yml", {"kinds": kinds, **labels})
    for number in range(trees):
        write(folder, f"decision_trees/boom-{number}.yml", tree(number, outcomes))
    if outcomes:
        shared = {f"situatie-{number}": outcome(number, lessons) for number in range(outcomes)}
        write(folder, "decision_trees/situaties.yml", {"outcomes": shared})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lessons", type=int, default=0)
    parser.add_argument("--trees", type=int, default=0, help=f"of {QUESTIONS} questions each")
    parser.add_argument("--outcomes", type=int, default=0, help="shared by the trees")
    parser.add_argument("--key", type=int, default=0, metavar="STEPS", help="one tree of so many steps beside them")
    given = parser.parse_args()
    write_guide(given.folder, given.lessons, given.trees, given.outcomes or given.trees)
    if given.key:
        write(given.folder, "decision_trees/sleutel.yml", key(given.key))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
