"""Turns what made the YAML parser stop into the mistake that most likely caused it, at the place where it was made."""

import re
from collections.abc import Callable
from typing import Any

import yaml

from treeguide.reading.indents import (
    KEY,
    Part,
    Stop,
    Stumble,
    flat_block,
    in_block_text,
    indent_of,
    indentation,
    loose_sentence,
    out_of_line,
    stop,
)
from treeguide.reading.surprises import CURLY_QUOTES, ODD_DASHES, hidden_character
from treeguide.values import Document, Problem, problem
from treeguide.values.vocabulary import FORMAT_KEYS

_VALUE = re.compile(r"[ ]*(?:-[ ]+)*(?:[^\s:#'\"][^:#]*:[ ]+)?")
_GLUED = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[A-Za-z_][\w-]*):(?=[^\s:/])")
_ODD_SPACE = re.compile(r"^[ ]*(?:-[ ]*)?[\u00a0\u2000-\u200a\u202f\u3000]|:[\u00a0\u2000-\u200a\u202f\u3000]")
_DASH = re.compile(rf"[ ]*(?:[{ODD_DASHES}](?=[\s\u00a0])|\*(?= \S))")
SENTENCE = 3  # from so many words on a row is a text, and no key that lacks its colon
_MARKS = (Stop.MARK_MAY_NOT_BE_HERE, Stop.NO_ITEM_MAY_BE_HERE, Stop.NO_CONTENT, Stop.NO_CONTENT_IN_BRACKETS)
_PAIRS = {"[": "]", "{": "}"}


def mistake(part: Part, error: yaml.YAMLError, last: Any) -> Problem:
    """The problem behind a parser's error in that part; `last` is the last event before it."""
    stumble = _stumble(part, error, last)
    for guess in _GUESSES:
        found = guess(stumble)
        if found:
            return found
    return problem(stumble.place(stumble.row, min(stumble.column, len(stumble.text)), 1), "yaml-syntax")


def _stumble(part: Part, error: yaml.YAMLError, last: Any) -> Stumble:
    rows = Document("", part.text).lines
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    row, column = (mark.line, mark.column) if mark else (0, 0)
    while row and (row >= len(rows) or not rows[row].strip()):
        row -= 1
        column = len(rows[row])
    began = (context.line, context.column) if context else (row, column)
    style = getattr(last, "style", None)
    quoted = (last.start_mark.line, last.start_mark.column) if style in ("'", '"') else None
    began = began if began[0] < len(rows) else (row, column)
    return Stumble(part.document, rows, part.line, stop(error), row, column, began, quoted)


def _odd_space(at: Stumble) -> Problem | None:
    """A space that is no space, where YAML needs one."""
    for row in (at.row, at.above(at.row)):
        found = _ODD_SPACE.search(at.rows[row]) if row is not None else None
        if row is not None and found:
            return hidden_character(at.place(row, found.end() - 1, 1), found[0][-1])
    return None


def _odd_dash(at: Stumble) -> Problem | None:
    """A row of a list that begins with another mark than a hyphen, as word processors make of it."""
    for row in (at.row, at.above(at.row)):
        found = _DASH.match(at.rows[row]) if row is not None else None
        if row is not None and found and not in_block_text(at, row, own=True):
            return problem(at.place(row, found.end() - 1, 1), "wrong-dash", mark=found[0][-1])
    return None


def _tab(at: Stumble) -> Problem | None:
    lead = re.match(r"[ ]*\t[ \t]*", at.text)
    return problem(at.place(at.row, 0, len(lead[0])), "tab-indent") if lead else None


def _open_quote(at: Stumble) -> Problem | None:
    """A quote that nothing closes, or that only the next text's opening quote closes."""
    if at.why is Stop.OPEN_QUOTE:
        return problem(at.place(*at.began), "open-quote")
    if at.quoted and at.why is Stop.KEY_EXPECTED and at.quoted[0] < at.row:
        between = at.rows[at.quoted[0] + 1 : at.row + 1]
        if any(KEY.match(row) for row in between):
            return problem(at.place(*at.quoted), "open-quote")
    return None


def _backslash(at: Stumble) -> Problem | None:
    if at.why is Stop.BACKSLASH:
        column = at.text.rfind("\\", 0, at.column + 1)
        return problem(at.place(at.row, max(column, 0), min(2, len(at.text) - max(column, 0))), "backslash")
    return None


def _text_after_quote(at: Stumble) -> Problem | None:
    if at.quoted and at.why is Stop.KEY_EXPECTED and at.column > indent_of(at.text):
        return problem(at.place(at.row, at.column), "text-after-quote")
    return None


def _other_comment(at: Stumble) -> Problem | None:
    """A row that is a comment in other languages than YAML."""
    for row in (at.row, at.began[0]):
        found = re.match(r"[ ]*(//+|;+|--(?!-)|/\*)(?=\s)", at.rows[row])
        if found:
            return problem(at.place(row, found.start(1), len(found[1])), "yaml-syntax", hint="comment", mark=found[1])
    return None


def _special_start(at: Stumble) -> Problem | None:
    """A text without quotes that begins with a character that YAML uses for something else."""
    row, column = at.row, at.column
    if at.why is Stop.NOT_A_MARK:
        row, column = at.began
    elif at.why is Stop.KEY_EXPECTED and (value := _VALUE.match(at.text)) and value.end() < at.column:
        column = value.end()
    elif at.why not in _MARKS:
        return None
    character = at.rows[row][column : column + 1]
    if character not in "@`%*&![]{}|>,-?" or not character:
        return None
    hint = "dash" if character == "-" else "fence" if at.rows[row].lstrip().startswith("```") else ""
    return problem(at.place(row, column), "special-start", mark=character, hint=hint)


def _open_bracket(at: Stumble) -> Problem | None:
    if at.why not in (Stop.OPEN_BRACKET, Stop.NO_CONTENT_IN_BRACKETS):
        return None
    row, column = at.began
    bracket = at.rows[row][column : column + 1]
    if bracket not in _PAIRS and not "".join(at.rows[at.row :])[at.column :].strip():  # the text ends within brackets
        row, column = _never_closed(at) or at.began
        bracket = at.rows[row][column : column + 1]
    if bracket not in _PAIRS:
        return None
    if re.search(r"\s#", at.rows[row][column:]):
        return _comment_at(at, row, column)
    return problem(at.place(row, column), "open-bracket", mark=bracket, close=_PAIRS[bracket])


_QUOTED_OR_BRACKET = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|(?:^|\s)#.*|[\[\]{}]")


def _never_closed(at: Stumble) -> tuple[int, int] | None:
    """Where the last bracket stands that nothing closes before the parser stopped."""
    opened: list[tuple[int, int]] = []
    for number, row in enumerate(at.rows[: at.row + 1]):
        for found in _QUOTED_OR_BRACKET.finditer(row):
            if found[0] in _PAIRS:
                opened.append((number, found.start()))
            elif found[0] in _PAIRS.values() and opened:
                opened.pop()
    return opened[-1] if opened else None


def _comment_at(at: Stumble, row: int, column: int) -> Problem | None:
    found = re.compile(r"\s(#.*)").search(at.rows[row], column)
    return problem(at.place(row, found.start(1)), "comment-in-text") if found else None


def _comment_in_text(at: Stumble) -> Problem | None:
    """A text of more than one line that a `#` broke off on the line above."""
    above = at.above(at.row)
    if above is None or KEY.match(at.text) or indent_of(at.text) <= indent_of(at.rows[above]):
        return None
    between = next((row for row in range(above + 1, at.row) if at.rows[row].lstrip().startswith("#")), None)
    if between is not None and not _comment_at(at, above, 0):
        return problem(at.place(between, indent_of(at.rows[between])), "comment-in-text", hint="between")
    return _comment_at(at, above, 0)


def _colon_in_text(at: Stumble) -> Problem | None:
    """A second key on a line that already has one; or a key in the middle of a text of more than one line."""
    if at.why is not Stop.NO_KEY_MAY_BE_HERE:
        return None
    value = _VALUE.match(at.text)
    if value and at.text[value.end() : value.end() + 1] in tuple(CURLY_QUOTES) and value.end() < at.column:
        return problem(at.place(at.row, value.end(), 1), "curly-quotes", mark=at.text[value.end()])
    key = KEY.match(at.text)
    if key is None or key.end() <= at.column or (" " in key["key"] and not _starts_block(at, key)):
        return problem(at.place(at.row, at.column, 1), "colon-in-text")
    return None


def _starts_block(at: Stumble, key: re.Match[str]) -> bool:
    """Whether the row stands where a key may stand: no deeper than the row above it."""
    above = at.above(at.row)
    return above is None or len(key["lead"]) <= indent_of(at.rows[above])


def _missing_space(at: Stumble) -> Problem | None:
    """A colon or a dash with nothing behind it, on the row that was taken for text."""
    if at.why not in (Stop.NO_KEY_MAY_BE_HERE, Stop.KEY_WITHOUT_COLON):
        return None
    row = _suspect(at)
    if row is None:
        return None
    glued = _GLUED.match(at.rows[row])
    if glued:
        return problem(at.place(row, glued.end() - 1, 1), "missing-space", mark=":", key=glued["key"])
    dash = re.match(r"[ ]*-(?=[^\s-])", at.rows[row])
    return problem(at.place(row, dash.end() - 1, 1), "missing-space", mark="-", key="") if dash else None


def _suspect(at: Stumble) -> int | None:
    """The row that should have had a key: the one where a key began, else the one above the stop."""
    return at.began[0] if at.why is Stop.KEY_WITHOUT_COLON else at.above(at.row)


def _missing_colon(at: Stumble) -> Problem | None:
    if at.why not in (Stop.NO_KEY_MAY_BE_HERE, Stop.KEY_WITHOUT_COLON):
        return None
    row = _suspect(at)
    if row is None or in_block_text(at, row) or KEY.match(at.rows[row]):
        return None
    word = re.match(r"[ ]*(?:-[ ]+)*([A-Za-z_][\w-]*)", at.rows[row])
    if not word or (at.why is Stop.NO_KEY_MAY_BE_HERE and indent_of(at.rows[row]) != indent_of(at.text)):
        return None
    if word[1] not in FORMAT_KEYS and len(at.rows[row].split()) >= SENTENCE:
        return loose_sentence(at, row)
    return problem(at.place(row, word.start(1), len(word[1])), "missing-colon", key=word[1])


def _list_and_keys(at: Stumble) -> Problem | None:
    """A dash among keys, a key among dashes, or a list of keys that begins on the line of the key it belongs to."""
    is_dash = at.text[at.column :].startswith("- ")
    above = at.above(at.row)
    is_key_expected = at.why is Stop.KEY_EXPECTED
    if is_key_expected and is_dash and above is not None and at.rows[above].lstrip().startswith("- "):
        return None
    glued = at.why is Stop.NO_ITEM_MAY_BE_HERE and KEY.match(at.text, at.column)
    if glued or at.why is Stop.ITEM_EXPECTED or (is_key_expected and is_dash):
        key = KEY.match(at.rows[above]) if above is not None and is_dash else None
        hint = "text" if key and at.rows[above or 0][key.end() :].strip() else ""
        return out_of_line(at) or problem(at.place(at.row, at.column), "list-and-keys", hint=hint)
    return None


def _several_documents(at: Stumble) -> Problem | None:
    above = at.above(at.row)
    if at.why is Stop.SECOND_DOCUMENT and above is not None and at.rows[above].startswith("..."):
        return problem(at.place(above, 0), "several-documents")
    return None


_GUESSES: tuple[Callable[[Stumble], Problem | None], ...] = (
    _odd_space,
    _tab,
    _odd_dash,
    _open_quote,
    _backslash,
    _several_documents,
    _list_and_keys,
    _other_comment,
    _special_start,
    _text_after_quote,
    _open_bracket,
    _comment_in_text,
    _colon_in_text,
    flat_block,
    _missing_space,
    _missing_colon,
    indentation,
)
