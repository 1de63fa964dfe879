"""Draws the changed part of a tree as a Mermaid flowchart: how readers come there, what was and what will be."""

from dataclasses import dataclass, field

from treeguide.compare.changes import RouteChange
from treeguide.compare.reading import Texts, turn_names
from treeguide.compare.turns import Turn, Walks
from treeguide.drawing.mermaid import quoted

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
        _draw(drawn, turn, routes.before, routes.after, was=True)
    for turn in fresh[: max(0, TURNS - len(routes.old.turns))]:
        _draw(drawn, turn, routes.after, routes.before, was=False)
    if not drawn.lines:
        return ""
    rows = ["flowchart LR"]
    for name, node in drawn.steps.items():
        text = quoted(texts.step(name))
        rows.append(f"  {node}[{text}]" if name[0] == "question" else f"  {node}({text})")
    for source, text, target, _ in drawn.lines:
        rows.append(f"  {source} -->|{quoted(text)}| {target}" if text else f"  {source} --> {target}")
    for number, (_, _, _, look) in enumerate(drawn.lines):
        if look:
            rows.append(f"  linkStyle {number} {look}")
    return "\n".join(rows)


def _draw(drawn: _Sketch, turn: Turn, walked: Walks, other: Walks, *, was: bool) -> None:
    """The last steps of the way to a turn, and what its answer leads to in each version."""
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
        _draw_new_question(drawn, fresh, *((walked, other) if was else (other, walked)))


def _draw_new_question(drawn: _Sketch, section: int, before: Walks, after: Walks) -> None:
    """The answers to a question that was not there before."""
    question = after.questions[section]
    if question not in before.questions:
        for option, target in list(after.options[section].items())[:OPTIONS]:
            (text,) = drawn.texts.answers([(section, option)], was=False)
            drawn.line(("question", question), text, after.name(target), _NOW)
