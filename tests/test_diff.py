"""What a change does to readers: counted right, told in words, and read from git without touching anything."""

import json
import re
import subprocess
import time
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from built import ROOT
from naive_diff import changes, edits, without_rings
from profiles import tries
from random_trees import Raw, trees, walk_everywhere
from small_project import OUTCOMES, TREE, lesson, write_project
from treeguide.commands.cli import main
from treeguide.compare import as_markdown, as_text, difference
from treeguide.compare.turns import Comparison, Turn, Walks
from treeguide.compare.walking import compare
from treeguide.library import File, Folders, Library, library_of, read_library
from treeguide.library.adding import add_tree
from treeguide.project import Project
from treeguide.values import Document

SINCE = {"revision": "HEAD", "commit": "abc1234", "day": "2026-11-22"}
TREE_PATH, OUTCOMES_PATH = "decision_trees/waar.yml", "decision_trees/situaties.yml"


def project_of(*trees: Raw) -> Project:
    """A project with these trees. JSON is YAML too."""
    library = Library()
    for number, tree in enumerate(trees):
        add_tree(library, Document(f"decision_trees/boom-{number}.yml", json.dumps(tree)))
    assert not library.broken
    return Project(library, Folders(Path("/nowhere")))


def all_changes(comparison: Comparison) -> Counter[tuple[str, tuple[str, ...]]]:
    found: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for turn in comparison.turns:
        found.update(turn.changed)
    return found


@tries(60)
@given(trees(), st.data())
def test_routes_are_counted_as_if_each_was_walked(tree: Raw, data: st.DataObject) -> None:
    tree = without_rings(tree)
    edited, renamed = data.draw(edits(tree))
    edited = without_rings(edited)
    (change,) = difference(project_of(tree), project_of(edited)).trees
    assert change.routes
    old = changes(tree, edited, renamed)
    new = changes(edited, tree, {other: one for one, other in renamed.items()})
    assert (change.routes.old.routes, all_changes(change.routes.old)) == old
    assert change.routes.new.routes == new[0]
    assert change.routes.new.lost == sum(count for (_, ends), count in new[1].items() if not ends)
    lost = sum(count for (_, ends), count in old[1].items() if not ends)
    could = sum(count for (end, ends), count in old[1].items() if end in ends)
    assert (change.routes.old.lost, change.routes.old.open) == (lost, could)
    assert change.routes.old.changed == old[1].total() - lost - could
    event("changes" if old[1] else "stays")


@tries(40)
@given(trees(), st.data())
def test_a_difference_is_empty_when_every_walk_agrees_and_is_told_in_any_case(tree: Raw, data: st.DataObject) -> None:
    """Rings included: then nothing is counted, and nothing hangs."""
    assert difference(project_of(tree), project_of(tree)).is_empty
    edited, _ = data.draw(edits(tree))
    found = difference(project_of(tree), project_of(edited))
    for language in ("nl", "en"):
        assert as_text(found, language, SINCE)
        assert as_markdown(found, language, SINCE)
    if walk_everywhere(tree).has_ring() or walk_everywhere(edited).has_ring():
        said = "\n".join(as_text(found, "nl", SINCE))
        assert " routes kom" not in said


NAMES, LETTERS = [f"vraag-{number}" for number in range(7)], "abc"


@st.composite
def walks(draw: st.DrawFn) -> Walks:
    """A version without rings that has its questions in any order."""
    names = draw(st.permutations(NAMES))[: draw(st.integers(1, 6))]
    options: list[dict[str, int | str]] = []
    for number in range(len(names)):
        target = st.sampled_from([*range(number + 1, len(names)), "X", "Y", "Z"])
        letters = draw(st.permutations(LETTERS))[: draw(st.integers(1, 3))]
        options.append({letter: draw(target) for letter in letters})
    return Walks(names, options)


def as_tree(version: Walks) -> Raw:
    def step(target: int | str) -> str:
        return version.questions[target] if isinstance(target, int) else target

    questions = {
        name: {"options": {letter: {"sets": [], "next": step(to)} for letter, to in options.items()}}
        for name, options in zip(version.questions, version.options, strict=True)
    }
    return {"start": version.questions[0], "questions": questions}


@tries(150)
@given(walks(), walks())
def test_questions_in_another_order_are_no_change_by_themselves(one: Walks, other: Walks) -> None:
    found = compare(one, other)
    assert found
    assert (found.routes, all_changes(found)) == changes(as_tree(one), as_tree(other), {})


def diamonds(count: int, last: str) -> Walks:
    """So many questions in a row, each with two ways to the next."""
    questions, options = [], list[dict[str, int | str]]()
    for number in range(count):
        questions += [f"splits-{number}", f"links-{number}", f"rechts-{number}"]
        onward: int | str = 3 * number + 3 if number < count - 1 else last
        other: int | str = 3 * number + 3 if number < count - 1 else "anders"
        options += [{"links": 3 * number + 1, "rechts": 3 * number + 2}, {"door": onward}, {"door": other}]
    return Walks(questions, options)


def test_sixty_diamonds_are_counted_without_walking_them() -> None:
    began = time.process_time()
    found = compare(diamonds(60, "was"), diamonds(60, "wordt"))
    assert time.process_time() - began < 1
    assert found
    assert (found.routes, found.changed) == (2**60, 2**59)
    (turn,) = found.turns
    assert (turn.count, turn.was, turn.now, turn.is_only) == (2**59, "was", "wordt", False)
    assert len(turn.route) == 120


def test_a_chain_of_ten_thousand_questions_needs_no_recursion() -> None:
    def chain(end: str) -> Walks:
        names = [f"vraag-{number}" for number in range(10_000)]
        return Walks(
            names, [{"door": number + 1 if number < 9_999 else end, "stop": "stop"} for number in range(10_000)]
        )

    found = compare(chain("was"), chain("wordt"))
    assert found
    assert (found.routes, found.changed) == (10_001, 1)


def test_versions_that_differ_too_wildly_are_not_compared() -> None:
    names = [f"vraag-{number}" for number in range(40)]
    options = [
        {"a": number + 1 if number < 39 else "X", "b": number + 1 if number < 39 else "Y"} for number in range(40)
    ]
    assert compare(Walks(names, options), Walks(names[::-1], options), limit=2_000) is None


def test_ways_to_the_same_turn_are_one_turn_with_the_nearest_route() -> None:
    before = Walks(["a", "b"], [{"kort": 1, "lang": 1}, {"ja": "X"}])
    after = Walks(["a", "b"], [{"kort": 1, "lang": 1}, {"ja": "Y"}])
    found = compare(before, after)
    assert found == Comparison(2, (Turn(((0, "kort"), (1, "ja")), "X", "Y", 2, {("X", ("Y",)): 2}, False),))


# --- told ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small project with one commit."""
    root = write_project(tmp_path / "project")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    commit(root)
    return root


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def commit(root: Path) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    git(root, *who, "commit", "--quiet", "--all", "--message", "Een versie")


def change(root: Path, path: str, *replacements: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / path).write_text(text, "utf-8")


def told(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """What the command says, without the title and what was compared with."""
    assert main(["diff", "HEAD", "--project", str(root), *arguments]) == 0
    lines = capsys.readouterr().out.splitlines()
    return lines[lines.index(next(line for line in lines if " HEAD " in line or "`HEAD`" in line)) + 1 :]


def test_no_change_is_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(repository, TREE_PATH, ("title: Waar staan jullie?", "title:   Waar staan jullie?  # een opmerking"))
    assert told(repository, capsys) == ["Routes, situaties, lessen, bronnen, adressen en teksten zijn gelijk gebleven."]
    assert told(repository, capsys, "--language", "en") == [
        "Routes, situations, lessons, sources, addresses and texts stayed the same."
    ]


def test_an_answer_that_leads_elsewhere(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        repository,
        TREE_PATH,
        ("        text: Nee\n        next: ga-door", "        text: Nee\n        next: praat-over-geld"),
    )
    assert told(repository, capsys) == [
        "",
        "Wegwijzer “Waar staan jullie?”",
        "------------------------------",
        "2 van de 4 routes komen ergens anders uit.",
        "- 2 van 4 routes: onder meer na “Het loopt stroef” → “Nee” kwamen lezers bij “Ga zo door”, "
        "nu bij “Praat over geld”.",
        "",
        "Voorbeelden",
        "-----------",
        "- “Het loopt op rolletjes”: kwam uit bij “Ga zo door”, nu bij “Praat over geld”",
    ]


def test_a_condition_that_changes_is_told_where_readers_part(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(repository, TREE_PATH, ("when: {all_of: [regie]}", "when: {none_of: [regie]}"))
    assert told(repository, capsys, "--language", "en")[3:7] == [
        "2 of the 4 routes end elsewhere.",
        "- 1 of 4 routes: after “Het loopt stroef” → “Ja” readers came to “Praat over geld”, now to “Ga zo door”.",
        "- 1 of 4 routes: after “Het loopt goed” → “Ja” readers came to “Ga zo door”, now to “Praat over geld”.",
        "",
    ]


def test_answers_that_are_new_or_gone(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        repository,
        TREE_PATH,
        ("      goed:\n        text: Het loopt goed\n        next: geld\n", ""),
        (
            "      nee:\n        text: Nee\n",
            "      weet-niet:\n        text: Geen idee\n        next: ga-door\n      nee:\n        text: Nee\n",
        ),
        ("fase: goed", "fase: stroef"),
    )
    assert told(repository, capsys)[3:7] == [
        "2 van de 4 routes zijn er niet meer. 1 route is nieuw; het zijn er nu 3.",
        "- 2 van 4 routes: na “Het loopt goed” kregen lezers de vraag “Gaat het om geld?”. "
        "Dat antwoord is er niet meer.",
        "- 1 nieuwe route: na “Het loopt stroef” → “Geen idee” komen lezers bij “Ga zo door”. Dat antwoord is nieuw.",
    ]


EXTRA = """\
  eerst:
    text: Praten jullie nog?
    options:
      ja: {text: Ja, next: geld}
      nee: {text: Nee, next: NERGENS}
  geld:
"""


@pytest.mark.parametrize(
    ("leads_to", "expected"),
    [
        ("geld", ["Alle 4 routes komen uit waar ze uitkwamen."]),
        ("ga-door", ["2 van de 4 routes kunnen nu ook ergens anders uitkomen."]),
    ],
)
def test_a_question_in_between(
    repository: Path, capsys: pytest.CaptureFixture[str], leads_to: str, expected: list[str]
) -> None:
    extra = (
        EXTRA.replace("NERGENS", leads_to)
        .replace("text: Ja,", "text: Zeker,")
        .replace("text: Nee,", "text: Niet meer,")
    )
    change(
        repository,
        TREE_PATH,
        ("  geld:\n", extra),
        ("        sets: [regie]\n        next: geld", "        sets: [regie]\n        next: eerst"),
        ("        text: Het loopt goed\n        next: geld", "        text: Het loopt goed\n        next: eerst"),
    )
    lines = told(repository, capsys)
    if leads_to == "geld":
        assert lines[3:6] == [
            *expected,
            "- 2 van 4 routes: na “Het loopt stroef” kregen lezers de vraag “Gaat het om geld?”, "
            "nu eerst de vraag “Praten jullie nog?”. Waar ze uitkomen blijft gelijk.",
            "- 2 van 4 routes: na “Het loopt goed” kregen lezers de vraag “Gaat het om geld?”, "
            "nu eerst de vraag “Praten jullie nog?”. Waar ze uitkomen blijft gelijk.",
        ]
    else:
        assert lines[3] == "1 van de 4 routes kan nu ook ergens anders uitkomen."
        assert "  - 1 × nu ook mogelijk: “Ga zo door”" in lines
    commit(repository)
    git(repository, "checkout", "--quiet", "HEAD~1", "--", TREE_PATH)
    assert any(
        "kregen lezers eerst de vraag “Praten jullie nog?”, nu meteen" in line for line in told(repository, capsys)
    )


def test_markdown_for_a_pull_request(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        repository,
        TREE_PATH,
        ("        text: Nee\n        next: ga-door", "        text: Nee\n        next: praat-over-geld"),
    )
    assert told(repository, capsys, "--format", "markdown", "--language", "en") == [
        "",
        "### Guide **Waar staan jullie?**",
        "",
        "2 of the 4 routes end elsewhere.",
        "",
        "- 2 of 4 routes: among others after *Het loopt stroef* → *Nee* readers came to **Ga zo door**, "
        "now to **Praat over geld**.",
        "",
        "How it changes: red was, green will be.",
        "",
        "```mermaid",
        "flowchart LR",
        '  n0["Hoe gaat het?"]',
        '  n1["Gaat het om geld?"]',
        '  n2("Ga zo door")',
        '  n3("Praat over geld")',
        '  n0 -->|"Het loopt stroef"| n1',
        '  n1 -->|"Nee"| n2',
        '  n1 -->|"Nee"| n3',
        "  linkStyle 1 stroke:#c62828,stroke-width:2px,stroke-dasharray:5 4",
        "  linkStyle 2 stroke:#2e7d32,stroke-width:3px",
        "```",
        "",
        "#### Examples",
        "",
        "- *Het loopt op rolletjes*: ended in **Ga zo door**, now in **Praat over geld**",
    ]


def test_what_an_author_writes_means_nothing_to_github_or_a_terminal(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "</details> ```x``` @iemand #12 [a](b) *b* |c| https://x.nl \\x1b[31m"
    change(repository, TREE_PATH, ("text: Gaat het om geld?", f'text: "{hostile}"'))
    written = "\n".join(told(repository, capsys, "--format", "markdown"))
    assert "&lt;/details&gt; \\`\\`\\`x\\`\\`\\` @<!-- -->iemand #<!-- -->12 \\[a\\]\\(b\\) \\*b\\* \\|c\\|" in written
    assert "https:<!-- -->//x.<!-- -->nl" in written
    assert "\x1b" not in written + "\n".join(told(repository, capsys))


# --- everything that is not a route ----------------------------------------------------------------------------------


USES = """\
      - lesson: vier-het
        why: Dat geeft veel moed.
        when: {all_of: [regie]}
      - lesson: open-kaart
        why: Ook als het goed gaat.
"""


def test_lessons_of_situations(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "lessons/lessen/praat.md").write_text(lesson("Praat erover"), "utf-8")
    (repository / "lessons/lessen/later.md").write_text(lesson("Nog niet af", draft="Nakijken"), "utf-8")
    was = OUTCOMES[OUTCOMES.index("      - lesson: open-kaart") :]
    added = "      - {lesson: praat, why: Omdat het helpt.}\n      - {lesson: later, why: Komt nog.}\n"
    dropped = "      - {lesson: open-kaart, why: Dan weet je wat er speelt.}\n"
    change(repository, OUTCOMES_PATH, (dropped, added), (was, USES))
    assert told(repository, capsys) == [
        "",
        "Nieuwe lessen",
        "-------------",
        "- “Praat erover”",
        "",
        "Lessen bij situaties",
        "--------------------",
        "- “Praat over geld”",
        "  - erbij: “Praat erover”",
        "  - weg: “Leg je kaarten open”",
        "- “Ga zo door”",
        "  - andere reden: “Vier het”",
        "  - voor andere lezers: “Vier het”",
        "  - andere volgorde",
        "",
        "Adressen",
        "--------",
        "- 1 nieuw: /lessen/praat/",
    ]


def test_addresses_that_move_or_go(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "lessons/lessen/vier-het.md").unlink()
    (repository / "lessons/lessen/open-kaart.md").rename(repository / "lessons/lessen/kaarten-open.md")
    change(repository, "lessons/lessen/kaarten-open.md", ("kind: lesson", "kind: lesson\naliases: [open-kaart]"))
    text = OUTCOMES.replace("open-kaart", "kaarten-open").replace(
        "      - lesson: vier-het\n        why: Dat geeft moed.\n", ""
    )
    (repository / OUTCOMES_PATH).write_text(
        text.replace("  ga-door:", "  doorgaan:") + "aliases: {ga-door: doorgaan}\n", "utf-8"
    )
    (repository / TREE_PATH).write_text(
        TREE.replace("ga-door", "doorgaan")
        .replace("  geld:", "  om-geld:")
        .replace("next: geld", "next: om-geld")
        .replace("geld: ja", "om-geld: ja")
        .replace("geld: nee", "om-geld: nee")
        + "aliases: {geld: om-geld}\n",
        "utf-8",
    )
    gone = "{title: Vier het, date: 2026-11-22, reason: Was af., instead: lessen/}"
    (repository / "register.yml").write_text(f"removed:\n  lessen/vier-het/: {gone}\npublished: []\n", "utf-8")
    lines = told(repository, capsys)
    assert lines[lines.index("Adressen") :] == [
        "Adressen",
        "--------",
        "- verhuisd: /lessen/open-kaart/ → /lessen/kaarten-open/",
        "- verhuisd: /situaties/ga-door/ → /situaties/doorgaan/",
        "- verhuisd: /wegwijzers/waar/#geld → /wegwijzers/waar/#om-geld",
        "- weg, met een woord van waarom: /lessen/vier-het/",
    ]
    assert [line for line in lines if "routes" in line] == []
    (repository / "register.yml").unlink()
    assert "- leidt nergens meer heen: /lessen/vier-het/" in told(repository, capsys)


def test_whole_guides_and_situations_that_are_new_or_gone(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / TREE_PATH).unlink()
    extra = OUTCOMES.replace("praat-over-geld", "bel-de-wethouder").replace("Praat over geld", "Bel de wethouder")
    (repository / OUTCOMES_PATH).write_text(extra, "utf-8")
    new = TREE.replace("title: Waar staan jullie?", "title: Waar nu heen?").replace(
        "praat-over-geld", "bel-de-wethouder"
    )
    (repository / "decision_trees/nu.yml").write_text(new, "utf-8")
    lines = told(repository, capsys)
    assert lines[: lines.index("Adressen") - 1] == [
        "",
        "Nieuwe wegwijzers",
        "-----------------",
        "- “Waar nu heen?”: 2 vragen, 2 situaties, 4 routes",
        "",
        "Wegwijzers die weg zijn",
        "-----------------------",
        "- “Waar staan jullie?”",
        "",
        "Nieuwe situaties",
        "----------------",
        "- “Bel de wethouder”",
        "",
        "Situaties die weg zijn",
        "----------------------",
        "- “Praat over geld”",
    ]


def test_a_guide_with_another_file_name_is_the_same_guide(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / TREE_PATH).rename(repository / "decision_trees/waarheen.yml")
    change(
        repository, "decision_trees/waarheen.yml", ("title: Waar staan jullie?", "title: Waarheen?\nformer_ids: [waar]")
    )
    lines = told(repository, capsys)
    assert lines[1:6] == ["Wegwijzer “Waarheen?”", "---------------------", "", "Teksten", "-------"]
    assert "- wegwijzer waarheen: “Waar staan jullie?” → “Waarheen?”" in lines
    assert "- verhuisd: /wegwijzers/waar/ → /wegwijzers/waarheen/" in lines


def test_a_guide_that_goes_up_in_another_is_gone_and_its_address_moves(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = repository / "decision_trees/nog-een.yml"
    other.write_text(TREE.replace("title: Waar staan jullie?", "title: Nog een?"), "utf-8")
    git(repository, "add", ".")
    commit(repository)
    other.unlink()
    change(repository, TREE_PATH, ("title: Waar staan jullie?", "title: Waar staan jullie?\nformer_ids: [nog-een]"))
    assert told(repository, capsys) == [
        "",
        "Wegwijzers die weg zijn",
        "-----------------------",
        "- “Nog een?”",
        "",
        "Adressen",
        "--------",
        "- verhuisd: /wegwijzers/nog-een/ → /wegwijzers/waar/",
    ]


def test_texts_that_read_differently(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        repository,
        TREE_PATH,
        ("text: Het loopt goed", "text: Het gaat goed"),
        ("    text: Gaat het om geld?\n", "    text: Is geld het punt?\n    help: Denk ook aan uren.\n"),
    )
    change(repository, OUTCOMES_PATH, ("body: Houd het vast.", "body: " + "Houd het vast. " * 30))
    change(repository, "lessons/lessen/vier-het.md", ("Een tekst.", "Een andere tekst."))
    assert told(repository, capsys) == [
        "",
        "Wegwijzer “Waar staan jullie?”",
        "------------------------------",
        "",
        "Teksten",
        "-------",
        "- antwoord fase.goed: “Het loopt goed” → “Het gaat goed”",
        "- vraag geld: “Gaat het om geld?” → “Is geld het punt?”",
        "- vraag geld, uitleg: nieuw is “Denk ook aan uren.”",
        "",
        "Teksten",
        "-------",
        "- les vier-het, tekst: “Een tekst.” → “Een andere tekst.”",
        "- situatie ga-door (Ga zo door): tekst",
    ]


def test_an_answer_with_another_id_is_the_same_answer(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(repository, TREE_PATH, ("      nee:\n", "      anders:\n"), ("geld: nee", "geld: anders"))
    assert told(repository, capsys)[3:] == [
        "- Het antwoord “Nee” heeft een ander id (nee → anders). In links met antwoorden "
        "die al verstuurd zijn, telt het niet meer mee."
    ]


@pytest.mark.parametrize("broken", ["outcomes: [\n  los: x\n", "outcomes:\n  los: {titel: Los}\n  ga-door: x\n"])
def test_a_file_that_cannot_be_read_is_named_and_nothing_is_said_to_be_gone(
    repository: Path, capsys: pytest.CaptureFixture[str], broken: str
) -> None:
    loose = OUTCOMES[OUTCOMES.index("  ga-door:") :].replace("ga-door", "los").replace("Ga zo door", "Los")
    (repository / OUTCOMES_PATH).write_text(OUTCOMES + loose, "utf-8")
    commit(repository)
    (repository / OUTCOMES_PATH).write_text(broken, "utf-8")
    assert told(repository, capsys) == [
        f"Hierin staan fouten, dus niet alles is vergeleken: {OUTCOMES_PATH}. treeguide check zegt wat er mis is.",
    ]


def test_a_list_that_cannot_be_read_as_a_whole_is_named_too(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(repository, "lessons/sources.yml", ("title:", "titel:"))
    assert "lessons/sources.yml. treeguide check" in told(repository, capsys)[0]


def test_what_else_a_reader_sees_is_told_too(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = "      stroef:\n        text: Het loopt stroef\n        sets: [regie]\n        next: geld\n"
    change(repository, TREE_PATH, (answers, ""), ("        text: Het loopt goed\n        next: geld\n", MORE + answers))
    lines = told(repository, capsys)
    was, now = "“Het loopt stroef / Het loopt goed”", "“Het loopt goed / Het loopt stroef”"
    assert f"- vraag fase, volgorde van de antwoorden: {was} → {now}" in lines
    assert [line for line in lines if "routes" in line] == []


MORE = "        text: Het loopt goed\n        next: geld\n"


def test_ends_that_become_the_same_are_told_together() -> None:
    def tree(answers: dict[str, str]) -> Raw:
        options = {name: {"text": name, "next": to} for name, to in answers.items()}
        outcomes = {name: {"title": name.upper(), "summary": "S", "body": "B", "first_step": "E"} for name in "abxy"}
        start = {"text": "Waar?", "options": {"door": {"text": "Door", "next": "verder"}}}
        questions = {"start": start, "verder": {"text": "Verder?", "options": options}}
        return {"title": "T", "summary": "S", "start": "start", "questions": questions, "outcomes": outcomes}

    before, after = tree({"een": "a", "twee": "b"}), tree({"drie": "x", "vier": "y"})
    after["questions"]["anders"] = {**after["questions"].pop("verder"), "text": "Anders?"}
    after["questions"]["start"]["options"]["door"]["next"] = "anders"
    said = as_text(difference(project_of(before), project_of(after)), "nl", SINCE)
    assert "  - 2 × van “A” of “B” naar “X” of “Y”" in said


# --- git -------------------------------------------------------------------------------------------------------------


def test_wrong_use_is_told(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(root: Path, revision: str, *command: str) -> str:
        asked = [*command, revision] if command else ["diff", "--", revision]
        assert main([asked[0], "--project", str(root), *asked[1:]]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        return printed.err

    for revision in ("nergens", "--help-me", ""):
        assert said(repository, revision).startswith(f'Git kent hier geen versie "{revision}". Met git branch')
    assert said(repository, "nergens", "register", "--since").startswith('Git kent hier geen versie "nergens".')
    outside = write_project(tmp_path / "elders")
    assert "hoort niet bij een git-repository" in said(outside, "HEAD")
    shallow = tmp_path / "ondiep"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", str(shallow))
    assert "git fetch --unshallow" in said(shallow, "HEAD~1")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (
        said(repository, "HEAD") == "Git is op deze computer niet te vinden. Installeer het, en probeer het opnieuw.\n"
    )


def test_git_is_only_read(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(repository, TREE_PATH, ("text: Het loopt goed", "text: Het gaat goed"))
    (repository / "decision_trees/los.yml").write_text("title: x\n", "utf-8")
    before = git(repository, "status", "--porcelain"), (repository / TREE_PATH).read_text("utf-8")
    told(repository, capsys)
    assert (git(repository, "status", "--porcelain"), (repository / TREE_PATH).read_text("utf-8")) == before


def test_a_project_in_a_folder_with_other_names_then(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_project(tmp_path / "deel")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    commit(tmp_path)
    (root / "decision_trees").rename(root / "bomen")
    config = "site_name: Proef\nplugins: [{treeguide: {trees_dir: bomen, guides_url: gids}}]\n"
    (root / "mkdocs.yml").write_text(config, "utf-8")
    lines = told(root, capsys)
    assert [line for line in lines if "routes" in line or "situatie" in line] == []
    assert "- leidt nergens meer heen: /wegwijzers/waar/" in lines


def test_a_revision_from_before_the_project_makes_everything_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "lees.md").write_text("Begin", "utf-8")
    git(tmp_path, "add", ".")
    commit(tmp_path)
    root = write_project(tmp_path)
    assert "- “Waar staan jullie?”: 2 vragen, 2 situaties, 4 routes" in told(root, capsys)


def test_what_git_says_of_a_folder_it_will_not_read_is_passed_on(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    assert main(["diff", "HEAD", "--project", str(repository), "--language", "nl"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert said.startswith("Git wil deze map niet lezen: ")
    assert "dubious ownership" in said and "safe.directory" in said


def test_a_link_to_another_file_is_read_as_that_file(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "lessons/lessen/feest.md").symlink_to("vier-het.md")
    git(repository, "add", ".")
    commit(repository)
    assert told(repository, capsys) == ["Routes, situaties, lessen, bronnen, adressen en teksten zijn gelijk gebleven."]


def test_files_read_from_elsewhere_make_the_same_library() -> None:
    folders = Folders(ROOT)
    paths = [path for folder in ("decision_trees", "lessons") for path in (ROOT / folder).rglob("*") if path.is_file()]
    paths.append(ROOT / "register.yml")
    files = [File(path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in reversed(paths)]
    one, other = read_library(folders), library_of(folders, files)
    assert list(one.trees) == list(other.trees)
    assert list(one.lessons.values()) == list(other.lessons.values())
    assert list(one.situations) == list(other.situations)
    assert (one.sources, one.glossary, one.facets, one.register) == (
        other.sources,
        other.glossary,
        other.facets,
        other.register,
    )


def test_both_languages_say_the_same_things() -> None:
    def table(language: str) -> Mapping[str, str]:
        path = ROOT / "plugins" / "treeguide" / "words" / "messages" / f"diff-{language}.toml"
        return tomllib.loads(path.read_text("utf-8"))

    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    dutch, english = table("nl"), table("en")
    assert list(dutch) == list(english)
    assert {key: names(text) for key, text in dutch.items()} == {key: names(text) for key, text in english.items()}
    used = "".join(path.read_text("utf-8") for path in (ROOT / "plugins/treeguide/compare").glob("*.py"))
    made = ("field-", "sort-", "came-", "new-answer-", "use-", "sent-", "items-", "signals-")
    named = set(re.findall(r"[\"']([a-z-]+)[\"']", used))
    assert [key for key in dutch if key.removesuffix("-one") not in named and not key.startswith(made)] == []


SCAN = """\
title: Hoe staat het?
summary: Ieder een cijfer.
scale: {first: 1, last: 5, low: nee, high: ja}
items:
  doel: {text: We willen hetzelfde, talk: {default: {ask: Wat zag je?}}}
  geld: {text: Het geld is eerlijk verdeeld, talk: {default: {ask: Wie betaalt?}}}
"""
CHECKLIST = """\
title: Wat herken je?
summary: Kruis aan.
signals:
  stil: {text: Niemand zegt iets}
  wissels: {text: Steeds anderen}
advice:
  - {lesson: praat, when: {all_of: [stil]}, because: Dan praat je.}
"""
SHEETS = {"decision_trees/hoe.yml": SCAN, "decision_trees/wat.yml": CHECKLIST, "lessons/praat.md": lesson("Praat")}


def told_of(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What a difference says between a project with these files and one with those, without its head."""
    before, after = (
        library_of(Folders(Path("/nowhere")), (File(path, text.encode()) for path, text in files.items()))
        for files in (then, now)
    )
    projects = [Project(one, Folders(Path("/nowhere"))) for one in (before, after)]
    return [line for line in as_text(difference(*projects), "nl", SINCE)[3:] if line and not set(line) <= set("-=")]


def changed(path: str, was: str, now: str) -> list[str]:
    assert was in SHEETS[path]
    return told_of(SHEETS, SHEETS | {path: SHEETS[path].replace(was, now)})


def test_scans_and_checklists_that_stay_are_no_difference() -> None:
    assert told_of(SHEETS, SHEETS) == ["Routes, situaties, lessen, bronnen, adressen en teksten zijn gelijk gebleven."]


def test_a_change_of_a_scan_says_what_becomes_of_scores_that_were_sent() -> None:
    assert changed("decision_trees/hoe.yml", "last: 5", "last: 7")[:2] == [
        "Wegwijzer “Hoe staat het?”",
        "De schaal is veranderd. Cijfers die al verstuurd zijn, tellen niet meer: niet als link en niet als code.",
    ]
    item = "  geld: {text: Het geld is eerlijk verdeeld, talk: {default: {ask: Wie betaalt?}}}\n"
    assert changed("decision_trees/hoe.yml", item, "  tijd: {text: Er is tijd, talk: {default: {ask: Hoe?}}}\n") == [
        "Wegwijzer “Hoe staat het?”",
        "Links met antwoorden die al verstuurd zijn, blijven open gaan. Codes van voor deze verandering niet.",
        "- weg is “Het geld is eerlijk verdeeld”; cijfers hiervoor tellen niet meer",
        "- nieuw is “Er is tijd”; in links die al verstuurd zijn, is dit leeg",
    ]
    assert changed("decision_trees/hoe.yml", "Wie betaalt?", "Wie betaalt wat?") == [
        "Wegwijzer “Hoe staat het?”",
        "Teksten",
        "- onderdeel geld, anders: “Wie betaalt?” → “Wie betaalt wat?”",
    ]


def test_a_change_of_a_checklist_says_which_selection_gives_other_advice() -> None:
    assert changed("decision_trees/wat.yml", "all_of: [stil]", "any_of: [stil, wissels]") == [
        "Wegwijzer “Wat herken je?”",
        "1 van de 4 keuzes geeft ander advies.",
        "- bij “Steeds anderen”: “Praat” verschijnt nu ook",
    ]
    renamed = CHECKLIST.replace("stil:", "zwijgt:").replace("[stil]", "[zwijgt]") + "aliases: {stil: zwijgt}\n"
    assert told_of(SHEETS, SHEETS | {"decision_trees/wat.yml": renamed}) == [
        "Wegwijzer “Wat herken je?”",
        "Links met antwoorden die al verstuurd zijn, blijven open gaan. Codes van voor deze verandering niet.",
    ]


def test_a_scan_that_comes_or_goes_is_told() -> None:
    without = {path: text for path, text in SHEETS.items() if path != "decision_trees/hoe.yml"}
    assert "- “Hoe staat het?”: scan met 2 items" in told_of(without, SHEETS)
    gone = told_of(SHEETS, without)
    assert gone[:2] == ["Wegwijzers die weg zijn", "- “Hoe staat het?”"]
