"""What a difference is told with: a language, what readers see of steps and answers, a drawing of the turns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from treeguide.compare.changes import RouteChange, TreeChange
from treeguide.compare.matching import GONE
from treeguide.compare.turns import Turn, Walks
from treeguide.drawing.notations import quoted_in_mermaid
from treeguide.library import Tree
from treeguide.project import Project
from treeguide.values.shown import amount, one_line, shortened, shown
from treeguide.words import differences, key_words

LONGEST = 300
_MARKS = re.compile(r"[\\`*_{}\[\]()|~$!+=-]")


@dataclass(frozen=True)
class Wording:
    """Says things in a language; texts of authors are set apart as the medium does."""

    language: str
    medium: Literal["text", "markdown"]

    def say(self, key: str, count: int | None = None, /, **values: str | int) -> str:
        """The sentence of that key. With a count of one it is the sentence for one, where there is one."""
        table = differences(self.language)
        if count == 1 and f"{key}-one" in table:
            key = f"{key}-one"
        filled = {
            name: amount(value, self.language) if isinstance(value, int) else value for name, value in values.items()
        }
        return table[key].format_map({**filled, "count": amount(count or 0, self.language)})

    def field(self, key: str) -> str:
        """A key of the format, as readers of a difference know it: as we say it, else as people most often do."""
        names = [key.replace("_", " ")] if self.language == "en" else key_words()["also"].get(key, [key])
        return differences(self.language).get(f"field-{key}", names[0])

    def number(self, value: int) -> str:
        return amount(value, self.language)

    def title(self, text: str) -> str:
        """The title of a situation, guide or lesson, or the text of a question."""
        return f"“{_line(text)}”" if self.medium == "text" else f"**{_markdown(text)}**"

    def answer(self, text: str) -> str:
        """What a reader chooses."""
        return f"“{_line(text)}”" if self.medium == "text" else f"*{_markdown(text)}*"

    def code(self, text: str) -> str:
        """An id, a path or an address."""
        return _line(text) if self.medium == "text" else f"`{_line(text).replace('`', '')}`"

    def plain(self, text: str) -> str:
        """Text as part of a sentence."""
        return _line(text) if self.medium == "text" else _markdown(text)


def _line(text: str) -> str:
    """A text on one line, the beginning only where it is long, with nothing in it that a terminal obeys."""
    return shortened(shown(one_line(text)), LONGEST)


def _markdown(text: str) -> str:
    """A text in which nothing means anything to GitHub: no mark, no tag, nobody mentioned, no issue linked."""
    safe = _MARKS.sub(r"\\\g<0>", _line(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"(?<=[@#:.])(?=[\w/])", "<!-- -->", safe)


@dataclass(frozen=True)
class Texts:
    """The texts of a tree that is in both versions, by the names that its walks use."""

    before: Project
    after: Project
    change: TreeChange

    def step(self, name: tuple[str, str]) -> str:
        """The text of a question or the title of a situation."""
        sort, key = name
        return self.question(key) if sort == "question" else outcome_title(self.before, self.after, key)

    def question(self, name: str) -> str:
        """The text of a question, as it is now where it still is."""
        if not name.startswith(GONE):
            return self.change.same.after.file.questions[name].text
        return self.change.same.before.file.questions[name.removeprefix(GONE)].text

    def answers(self, route: Sequence[tuple[int, str]], *, was: bool) -> list[str]:
        """The texts of the answers on a route through the old version or the new one."""
        return [self._answer(number, option, was=was) for number, option in route]

    def _answer(self, number: int, option: str, *, was: bool) -> str:
        same = self.change.same
        if not was:
            question = self.after.graph(same.after).sections[number].question
            return same.after.file.questions[question].options[option].text
        question = self.before.graph(same.before).sections[number].question
        old = next((one for one, other in same.options.get(question, {}).items() if other == option), option)
        return same.before.file.questions[question].options[old.removeprefix(GONE)].text


def outcome_title(before: Project, after: Project, name: str) -> str:
    """The title of a situation, as it is now where it still is; its id where it has none."""
    project = before if name.startswith(GONE) else after
    found = project.library.situations.get(name.removeprefix(GONE))
    return found.outcome.title if found else name.removeprefix(GONE)


def step_title(project: Project, tree: Tree, step: str) -> tuple[str, str]:
    """The sort of a step of a version, and its text."""
    if step in tree.file.questions:
        return "question", tree.file.questions[step].text
    found = project.library.situations.get(step)
    return "end", found.outcome.title if found else step


def turn_names(turn: Turn, walked: Walks, other: Walks) -> tuple[tuple[str, str], tuple[str, str] | None]:
    """The names of what an answer led to, and of what it leads to in the other version."""
    return walked.name(turn.was), None if turn.now is None else other.name(turn.now)


TURNS = 8
STEPS = 3
OPTIONS = 6
_WAS, _NOW = "stroke:#c62828,stroke-width:2px,stroke-dasharray:5 4", "stroke:#2e7d32,stroke-width:3px"
Name = tuple[str, str]


@dataclass
class _Sketch:
    """A drawing in the making: steps by their name, and lines with how they look."""

    texts: Texts
    steps: dict[Name, str] = field(default_factory=dict)
    lines: dict[tuple[str, str, str, str], None] = field(default_factory=dict)

    def step(self, name: Name) -> str:
        return self.steps.setdefault(name, f"n{len(self.steps)}")

    def line(self, source: Name, text: str, target: Name, look: str = "") -> None:
        self.lines.setdefault((self.step(source), text, self.step(target), look))


def sketch(routes: RouteChange, texts: Texts) -> str:
    """The first few turns of both versions in one drawing; empty when there are none."""
    drawn = _Sketch(texts)
    fresh = [turn for turn in routes.new.turns if turn.now is None]
    for turn in routes.old.turns[:TURNS]:
        _draw(drawn, turn, routes, was=True)
    for turn in fresh[: max(0, TURNS - len(routes.old.turns))]:
        _draw(drawn, turn, routes, was=False)
    if not drawn.lines:
        return ""
    rows = ["flowchart LR"]
    for name, node in drawn.steps.items():
        text = quoted_in_mermaid(texts.step(name))
        rows.append(f"  {node}[{text}]" if name[0] == "question" else f"  {node}({text})")
    for source, text, target, _ in drawn.lines:
        rows.append(f"  {source} -->|{quoted_in_mermaid(text)}| {target}" if text else f"  {source} --> {target}")
    for number, (_, _, _, look) in enumerate(drawn.lines):
        if look:
            rows.append(f"  linkStyle {number} {look}")
    return "\n".join(rows)


def _draw(drawn: _Sketch, turn: Turn, routes: RouteChange, *, was: bool) -> None:
    """The last steps of the way to a turn, and what its answer leads to in each version."""
    walked, other = (routes.before, routes.after) if was else (routes.after, routes.before)
    target, now = turn_names(turn, walked, other)
    answers = drawn.texts.answers(turn.route, was=was)
    names: list[Name] = [("question", walked.questions[section]) for section, _ in turn.route]
    shown = range(max(0, len(names) - STEPS), len(names))
    for number in shown[:-1]:
        drawn.line(names[number], answers[number], names[number + 1])
    if not names:
        drawn.step(target)
        return
    drawn.line(names[-1], answers[-1], target, _WAS if was else _NOW)
    if now is not None:
        drawn.line(names[-1], answers[-1], now, _NOW)
    fresh = turn.now if was else turn.was
    if isinstance(fresh, int):
        _draw_new_question(drawn, fresh, routes.before, routes.after)


def _draw_new_question(drawn: _Sketch, section: int, before: Walks, after: Walks) -> None:
    """The answers to a question that was not there before."""
    question = after.questions[section]
    if question not in before.questions:
        for option, target in list(after.options[section].items())[:OPTIONS]:
            (text,) = drawn.texts.answers([(section, option)], was=False)
            drawn.line(("question", question), text, after.name(target), _NOW)
