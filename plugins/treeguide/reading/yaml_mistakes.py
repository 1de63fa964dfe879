"""Turns what made the YAML parser stop into the mistake that most likely caused it, at the place where it was made."""

import re
from collections.abc import Callable
from typing import Any

import yaml

from treeguide.reading.indents import flat_block, in_block_text, indentation, loose_sentence, out_of_line
from treeguide.reading.stumble import KEY, Stumble, indent_of
from treeguide.reading.yaml_surprises import CURLY_QUOTES, ODD_DASHES, hidden_character
from treeguide.values.model import FORMAT_KEYS
from treeguide.values.place import Document
from treeguide.values.problem import Problem, problem

_VALUE = re.compile(r"[ ]*(?:-[ ]+)*(?:[^\s:#'\"][^:#]*:[ ]+)?")
_GLUED = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[A-Za-z_][\w-]*):(?=[^\s:/])")
_ODD_SPACE = re.compile(r"^[ ]*(?:-[ ]*)?[\u00a0\u2000-\u200a\u202f\u3000]|:[\u00a0\u2000-\u200a\u202f\u3000]")
_DASH = re.compile(rf"[ ]*(?:[{ODD_DASHES}](?=[\s\u00a0])|\*(?= \S))")
SENTENCE = 3  # from so many words on a row is a text, and no key that lacks its colon
_PAIRS = {"[": "]", "{": "}"}


def mistake(document: Document, part: str, line: int, error: yaml.YAMLError, last: Any) -> Problem:
    """The problem behind a parser's error. `part` starts after so many lines; `last` is the last event before it."""
    stumble = _stumble(document, part, line, error, last)
    for guess in _GUESSES:
        found = guess(stumble)
        if found:
            return found
    return problem(stumble.place(stumble.row, min(stumble.column, len(stumble.text)), 1), "yaml-syntax")


def _stumble(document: Document, part: str, line: int, error: yaml.YAMLError, last: Any) -> Stumble:
    rows = Document("", part).lines
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or error}"
    row, column = (mark.line, mark.column) if mark else (0, 0)
    while row and (row >= len(rows) or not rows[row].strip()):
        row -= 1
        column = len(rows[row])
    began = (context.line, context.column) if context else (row, column)
    style = getattr(last, "style", None)
    quoted = (last.start_mark.line, last.start_mark.column) if style in ("'", '"') else None
    return Stumble(document, rows, line, said, row, column, began if began[0] < len(rows) else (row, column), quoted)


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
    if "while scanning a quoted scalar" in at.said:
        return problem(at.place(*at.began), "open-quote")
    if at.quoted and "expected key" in at.said and at.quoted[0] < at.row:
        between = at.rows[at.quoted[0] + 1 : at.row + 1]
        if any(KEY.match(row) for row in between):
            return problem(at.place(*at.quoted), "open-quote")
    return None


def _backslash(at: Stumble) -> Problem | None:
    if "escape character" in at.said or "hexdecimal" in at.said or "Unicode character escape" in at.said:
        column = at.text.rfind("\\", 0, at.column + 1)
        return problem(at.place(at.row, max(column, 0), 2), "backslash")
    return None


def _text_after_quote(at: Stumble) -> Problem | None:
    if at.quoted and "expected key" in at.said and at.column > indent_of(at.text):
        return problem(at.place(at.row, at.column), "text-after-quote")
    return None


def _special_start(at: Stumble) -> Problem | None:
    """A text without quotes that begins with a character that YAML uses for something else."""
    if "cannot start any token" in at.said or _is_mark_where_none_may_be(at):
        row, column = at.row, at.column
    elif re.search("scanning an? (?:alias|anchor|directive|block scalar)|(?:parsing|scanning) a tag", at.said):
        row, column = at.began
    elif "expected node content" in at.said:
        row, column = at.row, at.column
    elif "expected key" in at.said and (value := _VALUE.match(at.text)) and value.end() < at.column:
        row, column = at.row, value.end()
    else:
        return None
    character = at.rows[row][column : column + 1]
    if character not in "@`%*&![]{}|>,-?" or not character:
        return None
    hint = "dash" if character == "-" else ""
    return problem(at.place(row, column), "special-start", mark=character, hint=hint)


def _is_mark_where_none_may_be(at: Stumble) -> bool:
    return "not allowed in this context" in at.said and at.text[at.column : at.column + 1] in ("-", "?")


def _open_bracket(at: Stumble) -> Problem | None:
    if "while parsing a flow" not in at.said:
        return None
    row, column = at.began
    bracket = at.rows[row][column : column + 1]
    if bracket not in _PAIRS:
        return None
    if re.search(r"\s#", at.rows[row][column:]):
        return _comment_at(at, row, column)
    return problem(at.place(row, column), "open-bracket", mark=bracket, close=_PAIRS[bracket])


def _comment_at(at: Stumble, row: int, column: int) -> Problem | None:
    found = re.compile(r"\s(#.*)").search(at.rows[row], column)
    return problem(at.place(row, found.start(1)), "comment-in-text") if found else None


def _comment_in_text(at: Stumble) -> Problem | None:
    """A text of more than one line that a `#` broke off on the line above."""
    above = at.above(at.row)
    if above is None or KEY.match(at.text) or indent_of(at.text) <= indent_of(at.rows[above]):
        return None
    return _comment_at(at, above, 0)


def _colon_in_text(at: Stumble) -> Problem | None:
    """A second key on a line that already has one; or a key in the middle of a text of more than one line."""
    if "mapping values" not in at.said:
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
    if "mapping values" not in at.said and "simple key" not in at.said:
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
    return at.began[0] if "simple key" in at.said else at.above(at.row)


def _missing_colon(at: Stumble) -> Problem | None:
    if "mapping values" not in at.said and "simple key" not in at.said:
        return None
    row = _suspect(at)
    if row is None or in_block_text(at, row) or KEY.match(at.rows[row]):
        return None
    word = re.match(r"[ ]*(?:-[ ]+)*([A-Za-z_][\w-]*)", at.rows[row])
    if not word or ("mapping values" in at.said and indent_of(at.rows[row]) != indent_of(at.text)):
        return None
    if word[1] not in FORMAT_KEYS and len(at.rows[row].split()) >= SENTENCE:
        return loose_sentence(at, row)
    return problem(at.place(row, word.start(1), len(word[1])), "missing-colon", key=word[1])


def _list_and_keys(at: Stumble) -> Problem | None:
    """A dash among keys, a key among dashes, or a list of keys that begins on the line of the key it belongs to."""
    is_dash = at.text[at.column :].startswith("- ")
    above = at.above(at.row)
    if "expected key" in at.said and is_dash and above is not None and at.rows[above].lstrip().startswith("- "):
        return None
    glued = "block sequence" in at.said and KEY.match(at.text, at.column)
    if glued or "expected '-' indicator" in at.said or ("expected key" in at.said and is_dash):
        key = KEY.match(at.rows[above]) if above is not None and is_dash else None
        hint = "text" if key and at.rows[above or 0][key.end() :].strip() else ""
        return out_of_line(at) or problem(at.place(at.row, at.column), "list-and-keys", hint=hint)
    return None


def _several_documents(at: Stumble) -> Problem | None:
    above = at.above(at.row)
    if "expected <document start>" in at.said and above is not None and at.rows[above].startswith("..."):
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
