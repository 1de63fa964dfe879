"""Reads the conditions of the foreign schema, such as `"a" in labels && !("b" in labels)`, and makes ours of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

DEEPEST = 60
MOST_CLAUSES = 64
_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')|(?P<mark>&&|\|\||[!()])|(?P<word>\w+)|(?P<other>\S))"
)


@dataclass(frozen=True, slots=True)
class Has:
    """The reader has this label."""

    label: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of what is inside."""

    inner: "Expression"


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; without parts it always holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; without parts it never holds."""

    parts: tuple["Expression", ...]


Expression: TypeAlias = Has | Not | Every | Some
ALWAYS, NEVER = Every(()), Some(())


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of ours over labels: all of these, one of these where any are named, and none of those."""

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    def holds(self, labels: frozenset[str]) -> bool:
        return (
            labels.issuperset(self.all_of)
            and (not self.any_of or not labels.isdisjoint(self.any_of))
            and labels.isdisjoint(self.none_of)
        )


class UnreadableError(Exception):
    """The condition is not one we know; the text is the part that was not understood."""


class TooManyError(Exception):
    """Written out, the condition would take more ways than anyone could check by eye."""


@dataclass
class _Parser:
    """Reads from left to right. `mixed` counts how often `&&` and `||` stood side by side without parentheses."""

    tokens: list[tuple[str, str]]
    position: int = 0
    mixed: int = 0

    def next(self) -> tuple[str, str]:
        token = self.tokens[self.position] if self.position < len(self.tokens) else ("end", "")
        self.position += 1
        return token

    def take(self, kind: str, value: str) -> None:
        token = self.next()
        if token != (kind, value):
            raise UnreadableError(token[1])

    def chain(self, depth: int) -> Expression:
        """Parts joined by && and ||. Both bind equally strong, as in the program this schema comes from."""
        if depth > DEEPEST:
            raise UnreadableError("(")
        found = self.part(depth)
        last = ""
        while self.position < len(self.tokens) and self.tokens[self.position] in (("mark", "&&"), ("mark", "||")):
            mark = self.next()[1]
            self.mixed += last not in ("", mark)
            found = _joined(mark, found, self.part(depth), same=mark == last)
            last = mark
        if self.mixed > DEEPEST:
            raise UnreadableError("&& … ||")
        return found

    def part(self, depth: int) -> Expression:
        kind, value = self.next()
        turned = False
        while (kind, value) == ("mark", "!"):
            turned = not turned
            kind, value = self.next()
            if kind == "text":
                raise UnreadableError(f"!{value}")
        if (kind, value) == ("mark", "("):
            found = self.chain(depth + 1)
            self.take("mark", ")")
        elif kind == "text":
            self.take("word", "in")
            self.take("word", "labels")
            found = Has(re.sub(r"\\(.)", r"\1", value[1:-1]))
        elif kind == "word" and value in ("true", "false"):
            found = ALWAYS if value == "true" else NEVER
        else:
            raise UnreadableError(value)
        return Not(found) if turned else found


def _joined(mark: str, left: Expression, right: Expression, *, same: bool) -> Expression:
    """Both sides joined; a chain of one mark becomes one row of parts."""
    sort = Every if mark == "&&" else Some
    first = left.parts if same and isinstance(left, sort) else (left,)
    return sort((*first, right))


def parse(text: str) -> tuple[Expression, bool]:
    """The condition, and whether it mixes && and || without parentheses. Raises UnreadableError."""
    tokens = [(str(found.lastgroup), found[str(found.lastgroup)]) for found in _TOKEN.finditer(text)]
    parser = _Parser(tokens)
    found = parser.chain(0)
    if parser.position < len(tokens):
        raise UnreadableError(tokens[parser.position][1])
    return found, parser.mixed > 0


def holds(expression: Expression, labels: frozenset[str]) -> bool:
    """Whether the condition holds for a reader with these labels."""
    if isinstance(expression, Has):
        return expression.label in labels
    if isinstance(expression, Not):
        return not holds(expression.inner, labels)
    several = all if isinstance(expression, Every) else any
    return several(holds(part, labels) for part in expression.parts)


def clauses(expression: Expression) -> list[Clause]:
    """Conditions of ours that together say the same: one of them holds exactly when the expression does.

    An empty list never holds. Raises TooManyError when it would take more than 64.
    """
    found = _clauses(expression, positive=True)
    return [
        one
        for number, one in enumerate(found)
        if not any(
            _implies(one, other) and (number > position or not _implies(other, one))
            for position, other in enumerate(found)
            if position != number
        )
    ]


def _clauses(expression: Expression, *, positive: bool) -> list[Clause]:
    if isinstance(expression, Has):
        return [Clause(all_of=(expression.label,)) if positive else Clause(none_of=(expression.label,))]
    if isinstance(expression, Not):
        return _clauses(expression.inner, positive=not positive)
    parts = [_clauses(part, positive=positive) for part in expression.parts]
    return reduce(_both, parts, [Clause()]) if isinstance(expression, Every) is positive else _either(parts)


def _either(parts: Iterable[Sequence[Clause]]) -> list[Clause]:
    """What holds when one of the parts does; plain labels go together in one any_of."""
    every = [clause for part in parts for clause in part]
    plain = tuple(dict.fromkeys(label for clause in every for label in _plain(clause)))
    pooled = _tidy((), [plain], ()) if plain else []
    return _limited([*pooled, *(clause for clause in every if not _plain(clause))])


def _plain(clause: Clause) -> tuple[str, ...]:
    """The labels of which one is enough, when the clause asks nothing else."""
    if clause.none_of or len(clause.all_of) + bool(clause.any_of) != 1:
        return ()
    return clause.all_of or clause.any_of


def _both(left: Sequence[Clause], right: Sequence[Clause]) -> list[Clause]:
    """What holds when a clause of the left and a clause of the right do."""
    found: list[Clause] = []
    for one in left:
        for other in right:
            groups = [group for group in (one.any_of, other.any_of) if group]
            found += _tidy((*one.all_of, *other.all_of), groups, (*one.none_of, *other.none_of))
            _limited(found)
    return found


def _limited(found: list[Clause]) -> list[Clause]:
    if len(found) > MOST_CLAUSES:
        raise TooManyError
    return found


def _tidy(all_of: tuple[str, ...], groups: Sequence[tuple[str, ...]], none_of: tuple[str, ...]) -> list[Clause]:
    """Clauses for all of these, one of each group, and none of those; nothing when that contradicts itself."""
    must = list(dict.fromkeys(all_of))
    open_groups: list[tuple[str, ...]] = []
    for group in groups:
        left = tuple(label for label in group if label not in none_of)
        if not left:
            return []
        if len(left) == 1:
            must.append(left[0])
        else:
            open_groups.append(left)
    must = list(dict.fromkeys(must))
    if any(label in none_of for label in must):
        return []
    open_groups = [group for group in open_groups if not any(label in must for label in group)]
    never = tuple(dict.fromkeys(none_of))
    if len(open_groups) < 2:
        return [Clause(tuple(must), open_groups[0] if open_groups else (), never)]
    first, second = sorted(open_groups, key=len)
    if set(first) <= set(second):
        return [Clause(tuple(must), first, never)]
    return [found for label in first for found in _tidy((*must, label), [second], never)]


def _implies(one: Clause, other: Clause) -> bool:
    """Whether the other holds wherever the one does."""
    return (
        set(other.all_of) <= set(one.all_of)
        and set(other.none_of) <= set(one.none_of)
        and (
            not other.any_of
            or bool(set(other.any_of) & set(one.all_of))
            or (bool(one.any_of) and set(one.any_of) <= set(other.any_of))
        )
    )
