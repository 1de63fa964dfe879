"""Writes a tree as the text of a file, the way a careful author would, with remarks beside the lines."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from treeguide.reading import read_yaml
from treeguide.values import Document
from treeguide.values.model import Condition, Next, Option, Outcome, Question, TreeFile, When
from treeguide.values.shown import one_line

Remarks = Mapping[tuple[str | int, ...], str]
_REMARK = re.compile(r"^  (?P<id>[a-z][a-z0-9-]*):  # (?P<original>.+)$")


def tree_text(tree: TreeFile, remarks: Remarks, head: Sequence[str]) -> str:
    """The whole file. `head` are lines of comment to stand at its top."""
    lines = [f"# {_one_line(line)}" for line in head]
    lines += [f"title: {scalar(tree.title)}", f"summary: {scalar(tree.summary)}", f"start: {tree.start}"]
    if tree.facts:
        lines += ["", "facts:", *(f"  {fact}: {scalar(text)}" for fact, text in tree.facts.items())]
    lines += ["", "questions:"]
    for number, (name, question) in enumerate(tree.questions.items()):
        lines += [""] * bool(number)
        lines += [_key(name, remarks, "questions", name), *_question(name, question, remarks)]
    lines += ["", "outcomes:"] if tree.outcomes else []
    for number, (name, outcome) in enumerate(tree.outcomes.items()):
        lines += [""] * bool(number)
        lines += [_key(name, remarks, "outcomes", name), *_outcome(outcome)]
    if tree.scenarios:
        lines += ["", "scenarios:", *_scenarios(tree)]
    return "\n".join(lines) + "\n"


def remembered(text: str) -> dict[tuple[str, str], str]:
    """The ids an earlier import gave, by section and the original's id: that stands as a remark behind each name."""
    found: dict[tuple[str, str], str] = {}
    section = ""
    for line in text.splitlines():
        if re.match(r"[a-z]+:", line):
            section = line.partition(":")[0]
        elif remark := _REMARK.match(line):
            found[section, remark["original"]] = remark["id"]
    return found


def scalar(text: str) -> str:
    """The text on one line: as it is where YAML reads it so, else between quotes."""
    if re.match(r"[^\W_]|\(", text) and text == one_line(text):
        node, problems = read_yaml(Document("", f"- {text}\n"))
        if node and not problems and node.plain() == [text]:
            return text
    return json.dumps(text, ensure_ascii=False)


def _one_line(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in one_line(text))


def _key(name: str, remarks: Remarks, *path: str) -> str:
    remark = remarks.get(path)
    return f"  {name}:  # {_one_line(remark)}" if remark else f"  {name}:"


def _block(key: str, text: str, indent: str) -> list[str]:
    """A text over several lines, or on one when it is short."""
    if "\n" not in text and len(text) < 100:
        return [f"{indent}{key}: {scalar(text)}"]
    return [f"{indent}{key}: |", *(f"{indent}  {line}".rstrip() for line in text.split("\n"))]


def _question(name: str, question: Question, remarks: Remarks) -> Iterator[str]:
    yield f"    text: {scalar(question.text)}"
    if question.help:
        yield from _block("help", question.help, "    ")
    yield "    options:"
    for option, content in question.options.items():
        yield f"      {option}:"
        yield from _option(content, remarks.get(("questions", name, "options", option, "next"), ""))


def _option(option: Option, remark: str) -> Iterator[str]:
    yield f"        text: {scalar(option.text)}"
    if option.help:
        yield from _block("help", option.help, "        ")
    if option.sets:
        yield f"        sets: [{', '.join(option.sets)}]"
    yield from _next(option.next, f"  # {_one_line(remark)}" if remark else "")


def _next(next_: Next, remark: str) -> Iterator[str]:
    if isinstance(next_, str):
        yield f"        next: {next_}{remark}"
        return
    yield "        next:"
    for way in next_:
        if isinstance(way, When):
            yield f"          - when: {_condition(way.when)}"
            yield f"            to: {way.to}"
        else:
            yield f"          - otherwise: {way.otherwise}{remark}"


def _condition(condition: Condition) -> str:
    parts = {"all_of": condition.all_of, "any_of": condition.any_of, "none_of": condition.none_of}
    return "{" + ", ".join(f"{key}: [{', '.join(facts)}]" for key, facts in parts.items() if facts) + "}"


def _outcome(outcome: Outcome) -> Iterator[str]:
    yield f"    title: {scalar(outcome.title)}"
    yield f"    summary: {scalar(outcome.summary)}"
    yield from _block("body", outcome.body, "    ")
    yield from _block("first_step", outcome.first_step, "    ")


def _scenarios(tree: TreeFile) -> Iterator[str]:
    for scenario in tree.scenarios:
        yield f"  - name: {scalar(scenario.name)}"
        yield "    answers:"
        yield from (f"      {question}: {option}" for question, option in scenario.answers.items())
        yield f"    expect: {scenario.expect}"
