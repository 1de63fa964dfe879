"""`treeguide import`: a tree in the schema of ai-verordening-beslishulp becomes ours, and every reader ends alike.

With TREEGUIDE_FOREIGN_TREE the tests also read the real file, which is not in this repository.
"""

import html
import itertools
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from every_field import PAYLOADS
from profiles import tries
from treeguide.checks import check
from treeguide.commands.cli import main
from treeguide.graph import unfold, walk
from treeguide.library import Folders, Library
from treeguide.library.adding import add_tree
from treeguide.project import Project
from treeguide.reading import read_yaml
from treeguide.reading.markdown_text import attribute_lists, raw_html
from treeguide.values import Document
from treeguide.writing.author_text import AuthorTexts
from treeguide_import import Imported, Surroundings, import_tree, read_foreign
from treeguide_import.expression import (
    ALWAYS,
    NEVER,
    Clause,
    Every,
    Expression,
    Has,
    Not,
    Some,
    TooManyError,
    UnreadableError,
    clauses,
    holds,
    parse,
)
from treeguide_import.html_text import as_markdown
from treeguide_import.naming import free_id, slug
from treeguide_import.notice import listed
from treeguide_import.typed_lists import with_lists
from treeguide_import.words import words

WORDS = words("nl")
FOREIGN = """\
version: 2.1.0
name: Mag deze boom weg?
questions:
  - questionId: "1.1"
    question: "Van wie is de boom?"
    explanation: "Kijk in het <b>kadaster</b>.<br>• eigen grond<br>• grond van de buren"
    category: eigendom
    subcategory: Eigenaar
    sources:
      - source: Burgerlijk Wetboek, boek 5
        url: https://wetten.example/bw5
      - source: Vraag het de buren
    answers:
      - answer: Van ons
        labels: [eigen boom, "particulier"]
        nextQuestionId: "1.2"
      - answer: Van de buren
        labels: [boom van de buren]
        subresult: Je hebt <i>altijd</i> toestemming nodig.
        nextQuestionId: "1.2"
      - answer: Weet ik niet
        nextConclusionId: "9.0"
  - questionId: "1.2"
    question: "Hoe dik is de stam?"
    explanation: ""
    answers:
      - answer: Dunner dan 30 cm
        labels: [dun]
        redirects:
          - nextConclusionId: "9.1"
            if: '"eigen boom" in labels && !("monument" in labels)'
          - nextConclusionId: "9.2"
            if: '"boom van de buren" in labels'
      - answer: 30 cm of dikker
        redirects:
          - nextQuestionId: "1.3"
            if: '("eigen boom" in labels || "boom van de buren" in labels) && !("dun" in labels)'
          - nextConclusionId: "9.0"
            if: '"dun" in labels'
  - questionId: "1.3"
    question: "Staat de boom op de monumentenlijst?"
    answers:
      - answer: Ja
        labels: [monument]
        nextConclusionId: "9.3"
      - answer: Nee
        redirects:
          - nextConclusionId: "9.2"
            if: '"boom van de buren" in labels'
          - nextConclusionId: "9.1"
            if: '"eigen boom" in labels || "dunn" in labels'
  - questionId: "1.4"
    question: Wie komt hier ooit?
    answers:
      - answer: Niemand
        nextConclusionId: "9.4"
conclusions:
  - conclusionId: "9.0"
    conclusion: Je hebt de vragen beantwoord. Zoek eerst uit van wie de boom is.
    obligation: Bel de gemeente.
    sources: [{source: De gemeente, url: "https://gemeente.example/boom(1)"}]
  - conclusionId: "9.1"
    conclusion: Je hebt de vragen beantwoord. Je mag de boom zelf kappen.
    obligation: "<ul><li>Kijk of er een nest in zit.</li><li>Ruim op.</li></ul>"
  - conclusionId: "9.2"
    conclusion: Je hebt de vragen beantwoord. Vraag de buren om toestemming.
    obligation: <strong>Let op:</strong> zet het op papier.
  - conclusionId: "9.3"
    conclusion: Je hebt de vragen beantwoord. De boom blijft staan.
    obligation: Een monument mag niet weg.
  - conclusionId: "9.4"
    conclusion: Hier komt niemand.
    obligation: Niets.
"""


def imported(text: str, **around: Any) -> Imported:
    source, notices, errors = read_foreign(Document("bron.yaml", text))
    assert source is not None
    assert errors == []
    return import_tree(source, notices, Surroundings(WORDS, 2_000, **around))


def codes(text: str) -> list[str]:
    """The codes of the errors that `check` finds in a tree."""
    library = Library()
    add_tree(library, Document("decision_trees/boom.yml", text))
    return [found.code for found in check(Project(library, Folders(Path.cwd()))) if found.is_error]


# --- the original's own way, as simply as it can be said -------------------------------------------------------------


def ends(source: dict[str, Any], choose: Any) -> tuple[list[tuple[str, int]], str]:
    """A walk through the foreign file: `choose` picks an answer; you get the answers and the conclusion."""
    questions = {question["questionId"]: question for question in source["questions"]}
    name, labels = source["questions"][0]["questionId"], set[str]()
    chosen: list[tuple[str, int]] = []
    while name in questions and len(chosen) < 60:
        number = choose(name, len(questions[name]["answers"]))
        answer = questions[name]["answers"][number]
        chosen.append((name, number))
        labels |= set(answer.get("labels") or [])
        way = answer
        if answer.get("redirects"):
            way = next((one for one in answer["redirects"] if naive(one["if"], labels)), {})
        if not way.get("nextQuestionId"):
            return chosen, way.get("nextConclusionId", "")
        name = way["nextQuestionId"]
    return chosen, ""


def naive(condition: str, labels: set[str]) -> bool:
    """Python's own reading of a condition that has parentheses wherever they matter."""
    known = re.sub(r"\"([^\"]*)\" in labels", lambda found: str(found[1] in labels), condition)
    known = known.replace("&&", " and ").replace("||", " or ").replace("!", " not ")
    return bool(eval(known.replace("true", "True").replace("false", "False")))  # noqa: S307


def same_end(source: dict[str, Any], done: Imported, choose: Any) -> None:
    """Walk both, and see them end alike."""
    chosen, conclusion = ends(source, choose)
    behind = {original: name for name, original in re.findall(r"^  ([a-z0-9-]+):  # (.+)$", done.text, re.M)}
    answers = {
        behind[name]: list(done.tree.questions[behind[name]].options)[number] for name, number in dict(chosen).items()
    }
    if conclusion and len(answers) == len(chosen):
        end, used, _ = walk(done.tree, answers)
        assert (end, len(used)) == (behind[conclusion], len(chosen))


# --- conditions ------------------------------------------------------------------------------------------------------

LABELS = ["a", "b", "c", "d"]
LABEL_SETS = [frozenset(some) for size in range(5) for some in itertools.combinations(LABELS, size)]
LEAVES: st.SearchStrategy[Expression] = st.one_of(st.sampled_from(LABELS).map(Has), st.sampled_from([ALWAYS, NEVER]))


def _inner(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    rows = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(inner.map(Not), rows.map(Every), rows.map(Some))


EXPRESSIONS = st.recursive(LEAVES, _inner, max_leaves=10)


def written(expression: Expression) -> str:
    """The condition as text, with all its parentheses."""
    if isinstance(expression, Has):
        return f'"{expression.label}" in labels'
    if isinstance(expression, Not):
        return f"!({written(expression.inner)})"
    mark = " && " if isinstance(expression, Every) else " || "
    return mark.join(f"({written(part)})" for part in expression.parts) or str(expression == ALWAYS).lower()


@tries(500)
@given(EXPRESSIONS)
def test_our_conditions_hold_for_exactly_the_same_readers(expression: Expression) -> None:
    found = clauses(expression)
    for labels in LABEL_SETS:
        assert any(clause.holds(labels) for clause in found) == holds(expression, labels)


@tries(300)
@given(EXPRESSIONS)
def test_a_condition_is_read_as_it_is_written(expression: Expression) -> None:
    text = written(expression)
    read, mixed = parse(text)
    assert not mixed
    for labels in LABEL_SETS:
        assert holds(read, labels) == naive(text, set(labels))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a" in labels || "b" in labels', [Clause(any_of=("a", "b"))]),
        ('("a" in labels || "b" in labels) && "c" in labels', [Clause(("c",), ("a", "b"))]),
        ('!("a" in labels) && !("b" in labels)', [Clause(none_of=("a", "b"))]),
        ('!("a" in labels || "b" in labels)', [Clause(none_of=("a", "b"))]),
        ('!("a" in labels && "b" in labels)', [Clause(none_of=("a",)), Clause(none_of=("b",))]),
        ("'it\\'s' in labels", [Clause(("it's",))]),
        ('"a" in labels && !("a" in labels)', []),
        (
            '"a" in labels || !("a" in labels) || "b" in labels',
            [Clause(("b",)), Clause(("a",)), Clause((), (), ("a",))],
        ),
    ],
)
def test_conditions_stay_short(text: str, expected: list[Clause]) -> None:
    found = clauses(parse(text)[0])
    assert sorted(found, key=str) == sorted(expected, key=str) or len(found) < len(expected)


def test_and_and_or_without_parentheses_are_read_from_left_to_right_as_the_original_program_does() -> None:
    read, mixed = parse('"a" in labels || "b" in labels && "c" in labels')
    assert (holds(read, frozenset("a")), holds(read, frozenset("ac")), mixed) == (False, True, True)


@pytest.mark.parametrize(
    "text",
    ["", "labels", '"a" in label', '!"a" in labels', '"a', '("a" in labels', '"a" in labels)', '"a" == 1', "(" * 9999],
)
def test_another_kind_of_condition_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        parse(text)


def test_a_condition_that_takes_too_many_ways_is_refused() -> None:
    pairs = " && ".join(f'("a{number}" in labels && "b" in labels || "c{number}" in labels)' for number in range(9))
    with pytest.raises(TooManyError):
        clauses(parse(pairs)[0])


# --- texts -----------------------------------------------------------------------------------------------------------

SITE = ["attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc"]


@tries(300)
@example("&#1")
@given(st.text(alphabet="ab1 8.<>*_`[](){}#+-=|~^$:!\\&;\"'/@%\n", min_size=1, max_size=25))
def test_text_without_html_reads_the_same_as_markdown(text: str) -> None:
    found, let_go = as_markdown(html.escape(text))
    shown = html.unescape(re.sub(r"<[^>]*>", "", markdown.markdown(found, extensions=SITE)))
    assert " ".join(shown.split()) == " ".join(text.split())
    assert (let_go, list(raw_html(found)), list(attribute_lists(found))) == ([], [], [])


@pytest.mark.parametrize(
    ("text", "expected", "let_go"),
    [
        ("Dit is <b>vet </b>en <em>schuin</em>.", "Dit is **vet** en *schuin*.", []),
        ("Een<br>• a<br>•\tb<br><br>Klaar", "Een\n\n- a\n- b\n\nKlaar", []),
        ("<p>Een</p><ol><li>a<li>b</ol>", "Een\n\n1. a\n2. b", []),
        ("<strong>A<br>B</strong>", "**A**\n\n**B**", []),
        ('<a href="https://x.example/a(b)">Wet [5]</a>', "[Wet \\[5\\]](https://x.example/a%28b%29)", []),
        ('<a href="JavaScript:x()">klik</a>', "klik", ["a"]),
        ("<table><tr><td>cel</table><script>x()</script>", "cel", ["table", "tr", "td", "script"]),
        ("&lt;b&gt; &amp;amp; &eacute;\u200b", "&lt;b> &amp;amp; é", []),
    ],
)
def test_html_becomes_markdown(text: str, expected: str, let_go: list[str]) -> None:
    assert as_markdown(text) == (expected, let_go)


def typed(text: str) -> str:
    """What becomes of a text that stands like that behind its key in the source."""
    node, problems = read_yaml(Document("bron.yaml", f"explanation:{text}\n"))
    inner = node.child("explanation") if node else None
    assert inner and not any(found.is_error for found in problems)
    return as_markdown(with_lists(inner)[0])[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            " >\n  Let op:\n  - een punt dat\n    lang is\n  - twee\n\n  En dan.",
            "Let op:\n\n- een punt dat lang is\n- twee\n\nEn dan.",
        ),
        (" >-\n  Let op:\n\n  • een\n\n  • twee\n\n  Klaar.", "Let op:\n\n- een\n- twee\n\nKlaar."),
        (" |\n  1. een\n  2. twee\n     - sub\n  3. drie", "1. een\n2. twee\n    - sub\n3. drie"),
        (" |\n  a\n    - een\n    - twee\n  ", "a\n\n- een\n- twee"),
        (" Let op\n  * een\n  * twee", "Let op\n\n- een\n- twee"),
        (' "Let op:\\n- een\\n  - diep\\n  - ook\\n- twee"', "Let op:\n\n- een\n    - diep\n    - ook\n- twee"),
        (" 'Het is:\n  - één'", "Het is:\n\n- één"),
        (" >\n  Kies\n  a) een\n  b) twee", "Kies\n\n- a) een\n- b) twee"),
        (" >\n  Lid\n  12. twaalf\n  13. dertien", "Lid\n\n- 12\\. twaalf\n- 13\\. dertien"),
        (" >\n  Wij doen dit\n  - en dat is goed -\n  samen.", "Wij doen dit - en dat is goed - samen."),
        (" >\n  Het was\n  17. Daarna niet.", "Het was 17. Daarna niet."),
        (" >\n  Een alinea\n  en meer.\n\n  Nog een.", "Een alinea en meer.\n\nNog een."),
        (" >\n  <b>Let\n  op</b>:\n  - <i>een</i>\n  - twee & drie", "**Let op**:\n\n- *een*\n- twee & drie"),
    ],
)
def test_a_list_that_was_typed_stays_a_list(text: str, expected: str) -> None:
    assert typed(text) == expected


WORD = st.text("abcé", min_size=1, max_size=6)


@tries(100)
@given(
    st.lists(st.lists(WORD, min_size=1, max_size=9), min_size=2, max_size=6),
    st.sampled_from([" >\n", " >-\n", " |\n", "\n"]),
    st.sampled_from(["-", "*", "•", "1"]),
    st.booleans(),
)
def test_however_a_list_is_folded_it_has_the_same_items(
    items: list[list[str]], style: str, mark: str, roomy: bool
) -> None:
    rows = ["  Let op"]
    for number, item in enumerate(items, 1):
        begin = f"{number}." if mark == "1" else mark
        rows += [""] * roomy + [f"  {begin} {item[0]}", *(f"     {word}" for word in item[1:])]
    shown = markdown.markdown(typed(style + "\n".join(rows)))
    assert re.findall(r"<li>(.*?)</li>", shown) == [" ".join(item) for item in items]
    assert ("<ol>" in shown) == (mark == "1")


def test_a_list_that_cannot_stay_one_is_told() -> None:
    long = FOREIGN.replace("question: Wie komt hier ooit?", "question: 'Wie:\n      - jij\n      - ik'")
    long = long.replace('question: "Hoe dik is de stam?"', 'question: "Wie:\\n- jij\\n- ik"')
    long = long.replace('explanation: ""', 'explanation: "Meet: - hoog - laag - midden"')
    long = long.replace("Je mag de boom zelf kappen.", "<ul><li>Kap.<li>Ruim op.</ul>")
    found = {(notice.what, notice.place.line) for notice in imported(long).notices}
    assert {("list-line", 24), ("running-list", 25), ("list-line", 53), ("list-line", 64)} <= found


# --- the whole file --------------------------------------------------------------------------------------------------


def test_the_tree_has_words_for_ids_and_remembers_the_originals() -> None:
    text = imported(FOREIGN).text
    for line in (
        "start: eigenaar",
        "  eigen-boom: eigen boom",
        "  eigenaar:  # 1.1",
        "  hoe-dik-stam:  # 1.2",
        "  mag-boom-zelf-kappen:  # 9.1",
        "        help: Je hebt *altijd* toestemming nodig.",
        "      - [De gemeente](https://gemeente.example/boom%281%29)",
        "      - Kijk of er een nest in zit.",
        "          - when: {all_of: [eigen-boom], none_of: [monument]}",
        '          - otherwise: vraag-buren-toestemming  # was: "boom van de buren" in labels',
        '    first_step: "Nog te schrijven: de bron noemt geen eerste stap."',
        '  - name: "Kortste weg naar: De boom blijft staan"',
    ):
        assert line in text.splitlines()


def test_the_tree_passes_the_check() -> None:
    assert codes(imported(FOREIGN).text) == []


def test_what_could_not_come_along_is_listed_with_its_place() -> None:
    done = imported(FOREIGN)
    found = {(notice.what, notice.place.line) for notice in done.notices}
    assert {
        ("summary", 1),
        ("sources", 4),
        ("key", 7),
        ("fact", 14),
        ("subresult", 17),
        ("never-taken", 39),
        ("ghost-label", 51),
        ("unreachable", 52),
        ("first-step", 58),
        ("unreachable", 71),
    } <= found
    assert not done.changes_routes
    lines = listed(done.notices, WORDS)
    assert lines[0].startswith("bron.yaml:1:1: Het origineel heeft geen samenvatting.")
    assert any(line.startswith("bron.yaml:14:17 (ook regel 14, 17, 27, 43): Van dit label") for line in lines)


CASES: list[tuple[str, tuple[int, ...]]] = [("made up", (4, 5, 6, 5, 11, 0))]
if real := os.environ.get("TREEGUIDE_FOREIGN_TREE"):
    CASES.append((real, (22, 50, 111, 563, 1147, 208)))


@pytest.mark.parametrize(("file", "known"), CASES, ids=[file.rsplit("/", 1)[-1] for file, _ in CASES])
def test_the_import_compares_with_the_original(file: str, known: tuple[int, ...]) -> None:
    text = FOREIGN if file == "made up" else Path(file).read_text("utf-8")
    done, source = imported(text), yaml.safe_load(text)
    counted = done.figures
    assert known == (
        counted.questions,
        counted.conclusions,
        counted.conditions,
        counted.states,
        counted.transitions,
        counted.order_dependent,
    )
    assert (counted.same, done.changes_routes, codes(done.text)) == (counted.transitions, False, [])
    for seed in range(2_000):
        same_end(source, done, lambda name, count, seed=seed: hash((seed, name)) % count)


@st.composite
def sources(draw: st.DrawFn) -> dict[str, Any]:
    """A foreign file of any shape that leads somewhere: forward from question to question, with redirects."""
    count = draw(st.integers(2, 5))
    label = st.sampled_from(LABELS)

    def target(number: int) -> dict[str, str]:
        step = draw(st.integers(number + 1, count + 3))
        return {"nextQuestionId": f"1.{step}"} if step < count else {"nextConclusionId": f"2.{step}"}

    def answer(number: int, position: int) -> dict[str, Any]:
        found: dict[str, Any] = {"answer": f"Antwoord {position}", "labels": draw(st.lists(label, max_size=2))}
        if draw(st.booleans()):
            return found | target(number)
        redirects = [target(number) | {"if": written(draw(EXPRESSIONS))} for _ in range(draw(st.integers(1, 4)))]
        return found | {"redirects": redirects}

    return {
        "name": "Willekeurig",
        "questions": [
            {
                "questionId": f"1.{number}",
                "question": f"Vraag {number}?",
                "answers": [answer(number, position) for position in range(draw(st.integers(1, 3)))],
            }
            for number in range(count)
        ],
        "conclusions": [
            {"conclusionId": f"2.{step}", "conclusion": f"Conclusie {step}.", "obligation": "-"}
            for step in range(count, count + 4)
        ],
    }


@tries(150)
@given(sources(), st.randoms(use_true_random=False))
def test_any_walk_through_any_file_ends_alike(source: dict[str, Any], chance: Any) -> None:
    done = imported(json.dumps(source))
    assert codes(done.text) == []
    for _ in range(20):
        same_end(source, done, lambda name, count: chance.randrange(count))
    stuck = any(notice.what == "stuck" for notice in done.notices)
    assert done.changes_routes == stuck == (done.figures.same < done.figures.transitions)


HIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
ANY_TEXT = st.one_of(st.sampled_from(PAYLOADS), st.text(max_size=20), st.sampled_from(["", "<b>x</b>", "a<br>b"])).map(
    lambda text: re.sub(HIDDEN, "", text)
)
FILES = sources().flatmap(
    lambda source: st.lists(ANY_TEXT, min_size=9, max_size=9).map(lambda texts: with_texts(source, texts))
)


def with_texts(source: Any, texts: list[str]) -> Any:
    """The file with each text that a reader sees replaced by one of these, in turn."""
    turn = itertools.cycle(texts)

    def replaced(value: Any) -> Any:
        if isinstance(value, list):
            return [replaced(one) for one in value]
        if not isinstance(value, dict):
            return value
        return {
            key: next(turn) if key in SEEN and isinstance(one, str) else replaced(one) for key, one in value.items()
        }

    return replaced(source)


SEEN = ("name", "question", "explanation", "subcategory", "answer", "subresult", "conclusion", "obligation", "source")
KEYS = re.findall(r"\b[a-z]\w*(?=:)", FOREIGN.replace("https:", "subresult:"))
JUNK = st.recursive(
    st.one_of(
        st.sampled_from(["", "1.1", "9.9", '"a" in labels', '"a" in', "<b>x", "Vraag"]),
        st.sampled_from(PAYLOADS),
        st.text(max_size=8),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)


@tries(300)
@given(JUNK, JUNK)
def test_no_file_is_too_odd(questions: Any, conclusions: Any) -> None:
    text = json.dumps({"questions": [questions], "conclusions": [conclusions]})
    source, notices, errors = read_foreign(Document("bron.yaml", text))
    assert source or notices or errors
    if source:
        done = import_tree(source, notices, Surroundings(WORDS, 100))
        assert codes(done.text) == []
        assert all(line.isprintable() and "##[" not in line for line in listed(done.notices, WORDS))


@tries(150)
@given(FILES)
def test_a_file_of_the_right_shape_with_any_text_becomes_a_tree_without_mistakes(source: dict[str, Any]) -> None:
    read, notices, errors = read_foreign(Document("bron.yaml", json.dumps(source, ensure_ascii=False)))
    assert read and not errors
    done = import_tree(read, notices, Surroundings(WORDS, 100))
    assert codes(done.text) == []
    assert all(line.isprintable() and "##[" not in line for line in listed(done.notices, WORDS))


def test_no_id_is_the_word_that_yaml_takes_for_nothing() -> None:
    assert free_id("null", "", "conclusie", ()) == "conclusie-null"


@pytest.mark.slow
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_comes_along_as_text(payload: str) -> None:
    hidden = set(re.findall(HIDDEN, payload))
    source = bent(yaml.safe_load(FOREIGN), "".join(one for one in payload if one not in hidden))
    done = imported(json.dumps(source, ensure_ascii=False))
    assert codes(done.text) == []
    for text in markdown_texts(yaml.safe_load(done.text)):
        html_text = AuthorTexts(tuple(SITE)).html(text)
        assert not re.search(r"<(?!/?(?:p|em|strong|code|ul|ol|li|a)\b)", html_text), text
        assert not re.search(r"href=\"(?!https://)", html_text), text


def bent(source: Any, text: str) -> Any:
    """The file with that text behind every text that a reader sees."""
    if isinstance(source, list):
        return [bent(one, text) for one in source]
    if not isinstance(source, dict):
        return source
    return {
        key: f"{one} {text}" if key in SEEN and isinstance(one, str) else bent(one, text) for key, one in source.items()
    }


def markdown_texts(value: Any) -> Iterator[str]:
    """Every text in a tree that is Markdown."""
    if isinstance(value, (list, dict)):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from [one] if key in ("help", "body", "first_step") and isinstance(one, str) else markdown_texts(one)


@pytest.mark.parametrize(
    ("change", "by", "what"),
    [
        ('nextConclusionId: "9.3"', 'nextConclusionId: "9.8"', "unknown-step"),
        ('        nextConclusionId: "9.3"\n', "", "no-next"),
        (
            'if: \'"boom van de buren" in labels\'\n          - nextConclusionId: "9.1"',
            'if: buren\n          - nextConclusionId: "9.1"',
            "unreadable",
        ),
        ('nextConclusionId: "9.3"', 'nextConclusionId: "9.3"\n        nextQuestionId: "1.4"', "both-next"),
        ('"eigen boom" in labels || "dunn" in labels', '"dun" in labels', "stuck"),
    ],
)
def test_what_changes_routes_is_said_and_fails(change: str, by: str, what: str) -> None:
    assert FOREIGN.count(change) == 1
    done = imported(FOREIGN.replace(change, by))
    assert [notice.what for notice in done.notices if notice.changes] == [what]
    assert done.changes_routes
    assert codes(done.text) == []
    assert "routes veranderen" in listed(done.notices, WORDS)[0]


def test_a_large_file_is_taken_over_without_walking_it() -> None:
    questions: list[dict[str, Any]] = []
    for number in range(14):
        way: dict[str, Any] = {"nextQuestionId": f"1.{number + 1}"} if number < 13 else {}
        last = [{"nextConclusionId": "2", "if": f'"a{one}" in labels'} for one in range(13)]
        answers: list[dict[str, Any]] = [{"answer": one, "labels": [f"{one}{number}"], **way} for one in "ab"]
        questions.append({"questionId": f"1.{number}", "question": "?", "answers": answers})
        if not way:
            for answer in answers:
                answer["redirects"] = last
    text = json.dumps({"questions": questions, "conclusions": [{"conclusionId": "2", "conclusion": "Ja"}]})
    done = imported(text)
    assert "not-walked" in {notice.what for notice in done.notices}
    assert not unfold(done.tree, 100).is_whole


def test_the_same_steps_keep_their_ids_when_a_new_version_comes() -> None:
    first = imported(FOREIGN).text
    newer = FOREIGN.replace("Je mag de boom zelf kappen.", "Kap de boom gerust zelf.").replace("Eigenaar", "Bezit")
    assert "  kap-boom-gerust-zelf:  # 9.1" in imported(newer).text.splitlines()
    again = imported(newer, earlier=first).text.splitlines()
    assert {"start: eigenaar", "  mag-boom-zelf-kappen:  # 9.1"} <= set(again)
    assert "    title: Kap de boom gerust zelf" in again


def test_ids_of_the_project_are_left_alone() -> None:
    text = imported(FOREIGN, taken=("eigenaar", "boom-blijft-staan")).text
    assert {"  eigenaar-1-1:  # 1.1", "  boom-blijft-staan-9-3:  # 9.3"} <= set(text.splitlines())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("De Één én ander!", "de-een-en-ander"), ("", ""), ("3 of meer", "3-of-meer"), ("x" * 90, "x" * 60)],
)
def test_words_become_ids(text: str, expected: str) -> None:
    assert slug(text) == expected


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bron.yaml").write_text(FOREIGN, "utf-8")
    return tmp_path


def test_the_command_writes_a_tree_and_says_what_differs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "bron.yaml"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "decision_trees/mag-deze-boom-weg.yml: 3 vragen, 4 uitkomsten, 5 feiten, 5 secties."
    assert "In de boom gaan 11 van de 11 overgangen naar dezelfde stap." in said[1]
    assert said[-1] == "treeguide check op dit bestand: 2 keer let op."
    assert main(["check"]) == 0


@pytest.mark.parametrize(("language", "said"), [("nl", "alles klopt."), ("en", "all is well.")])
def test_the_command_says_so_when_the_check_finds_nothing(
    language: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = "[{answer: Ja, nextConclusionId: '1'}, {answer: Nee, nextConclusionId: '2'}]"
    conclusions = "[{conclusionId: '1', conclusion: Goed}, {conclusionId: '2', conclusion: Niet goed}]"
    small = f"name: N\nquestions: [{{questionId: '1', question: V, answers: {answers}}}]\nconclusions: {conclusions}\n"
    (folder / "klein.yaml").write_text(small, "utf-8")
    assert main(["import", "klein.yaml", "--language", language]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("treeguide check")
    assert last.endswith(f": {said}")


def test_the_command_replaces_nothing_unasked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "bron.yaml", "--id", "boom", "--into", "elders"]) == 0
    (folder / "elders" / "boom.yml").write_text("van mij\n", "utf-8")
    assert main(["import", "bron.yaml", "--id", "boom", "--into", "elders"]) == 2
    assert (folder / "elders" / "boom.yml").read_text("utf-8") == "van mij\n"
    assert "elders/boom.yml bestaat al." in capsys.readouterr().err
    assert main(["import", "bron.yaml", "--id", "boom", "--into", "elders", "--force"]) == 0
    assert [path.name for path in (folder / "elders").iterdir()] == ["boom.yml"]


def test_the_command_writes_past_no_planted_link(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("elders")
    (folder / "decision_trees").mkdir()
    (folder / "decision_trees" / ".boom.yml.new").symlink_to(outside / "boom.yml")
    assert main(["import", "bron.yaml", "--id", "boom"]) == 0
    assert list(outside.iterdir()) == []
    assert not (folder / "decision_trees" / "boom.yml").is_symlink()


@pytest.mark.parametrize("planted", ["decision_trees", "decision_trees/boom.yml"])
def test_the_command_writes_to_no_linked_place_outside_the_project(
    planted: str, folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path_factory.mktemp("elders")
    (folder / planted).parent.mkdir(exist_ok=True)
    (folder / planted).symlink_to(outside if planted == "decision_trees" else outside / "boom.yml")
    assert main(["import", "bron.yaml", "--id", "boom"]) == 2
    assert list(outside.iterdir()) == []
    assert "decision_trees/boom.yml kon niet worden geschreven: een link leidt naar" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "content", "said", "code"),
    [
        (["weg.yaml"], None, "weg.yaml kan niet worden gelezen", 2),
        (["bron.yaml", "--id", "Boom 1"], None, "Bijvoorbeeld: boom-1", 2),
        (["fout.yaml"], b"name: x\n", "fout.yaml bevat geen vragen", 2),
        (["fout.yaml"], b"questions: [\n", "fout.yaml:", 1),
        (["fout.yaml"], b"name: caf\xe9\n", "[not-utf8]", 1),
        (["fout.yaml"], b"questions: [{questionId: '1', question: x, answers: [{answer: y}]}]\n", "leidt nergens", 1),
    ],
)
def test_the_command_says_why_not(
    folder: Path, arguments: list[str], content: bytes | None, said: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (folder / "fout.yaml").write_bytes(content)
    assert main(["import", *arguments]) == code
    shown = capsys.readouterr()
    assert said in shown.out + shown.err
