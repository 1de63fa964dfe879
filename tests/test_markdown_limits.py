"""Searching a text takes no longer than its length asks, and what passes the limits becomes a page."""

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_folders import opened, project
from profiles import tries
from treeguide.reading.markdown_code import DEEPEST, LONGEST, MOST_OPEN, blank_code, can_be_shown, code_in, tangle
from treeguide.reading.markdown_text import (
    attribute_lists,
    glued_lists,
    heading_ids,
    links,
    raw_html,
    top_headings,
)
from treeguide.values import Document
from treeguide.writing import Writer
from treeguide.writing.author_text import AuthorTexts

SEARCHES: list[Callable[[str], Any]] = [
    *(attribute_lists, blank_code, glued_lists, heading_ids, links, raw_html, tangle, top_headings)
]
PIECES = [
    *("{=", "{", "{.", "{:", "{a {", "{= }", "[a](", '[x](y "', "[x](y '", "[a](<", "[a]( ", "[a](b(", "[a](b(c"),
    *("[a](x(c)", "[a[b]", "[", "\\[", "![", "![a][", "![a]", "[[x]", "](", "[^", "[^x]: ", "[x]: ", "> [^x]: "),
    *("[x]:\n", "\n[x]:", "`", "`\n", "``a`b```c", "\\`", "~~~a\n", "```a\n", "~", "~~~", "~~~\n", "<", "<a", "<a:"),
    *("<http://", "<!--", "## {.editorial", "## x {.editorial} y", "## a\n", "# a\n", "===\n", "a\n===\n", "- a\n"),
    *("1. ", "> ", "&#", "&#x", " ", "\n", "\t", " \n", "a", "a ", "*", "\\", "|a", "(", ")"),
]
BEGINNINGS = ["[x]:", "[a](", "[a](b ", "## ", "## {.editorial}", "## a {", "{", "<", "``` a\n", "~~~", "[", "![", "> "]
MANY = 20_000
TEXTS = [
    *((piece * MANY)[:MANY] for piece in PIECES),
    *(begin + piece * MANY for begin in BEGINNINGS for piece in (" ", "a", "\n", "(", "=")),
    "~" * MANY + "\n" * MANY,
    "".join("a" + "`" * count for count in range(1, 200)),
    "".join(f"```{number}\n" for number in range(MANY // 5)),
]


class TooLateError(Exception):
    """The time is over."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What runs here takes so many seconds of a processor at most."""

    def stop(*_: object) -> None:
        raise TooLateError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("search", SEARCHES, ids=lambda search: getattr(search, "__name__", "") or "search")
def test_a_search_takes_no_longer_than_the_length_of_a_text_asks(search: Callable[[str], Any]) -> None:
    late = []
    for text in TEXTS:
        if search is heading_ids and not can_be_shown(text):
            continue
        try:
            with within(1.5):
                search(text)
        except TooLateError:
            late.append(text[:20])
    assert late == []


@pytest.mark.slow
def test_a_text_that_passes_the_limits_becomes_a_page() -> None:
    texts, shown = AuthorTexts(("attr_list", "def_list", "md_in_html")), 0
    for piece in PIECES:
        text = piece * (8_000 // len(piece))
        if can_be_shown(text):
            with within(8):
                texts.html(text)
            shown += 1
    assert shown > len(PIECES) / 2


def test_a_text_may_be_so_long_and_no_longer() -> None:
    assert can_be_shown("x" * LONGEST) and not can_be_shown("x" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" + "[" * MOST_OPEN, None),
        ("a" + "[" * (MOST_OPEN + 1), ("brackets", MOST_OPEN + 1)),
        ("]" * 9 + "[" * (MOST_OPEN + 1), ("brackets", MOST_OPEN + 9)),
        ("[" * MOST_OPEN + "\n \n[", None),
        ("[" * MOST_OPEN + "\n[", ("brackets", MOST_OPEN + 1)),
        ("\\[" * 99 + "`" + "[" * 99 + "`" + "[a] " * 99, None),
        ("[a](b " * MOST_OPEN + "\n\n[a](b", None),
        ("[a](b " * (MOST_OPEN + 1), ("addresses", 6 * MOST_OPEN + 2)),
        ("[a](b) (c) [d](e(f)) " * 99, None),
        ("a\n" + "> " * DEEPEST + "b", None),
        ("a\n" + "> " * (DEEPEST + 1) + "b", ("lists", 2)),
        ("1. - " * DEEPEST + "b", ("lists", 0)),
        ("- " * 99, None),
        ("x " + "1. " * 99, None),
    ],
)
def test_a_tangle_is_told_from_what_people_write(text: str, expected: tuple[str, int] | None) -> None:
    assert tangle(text) == expected


def test_of_a_tangle_a_page_shows_how_it_begins(tmp_path: Path) -> None:
    tangled = project(opened("text-too-tangled", tmp_path))
    shown = Writer(tangled).on("a.md").text("[" * 9_000, Document("lessons/a.md"))
    assert shown == f"<p>{'[' * 1_000}</p>"


@tries(300)
@given(pieces=st.lists(st.sampled_from(["`", "``", "```", "~~~", "\\", "\n", "\n\n", " ", "a"]), max_size=20))
def test_code_stands_where_it_is_found(pieces: list[str]) -> None:
    text, position = "".join(pieces), 0
    for code in code_in(text):
        assert position <= code.start < code.end <= len(text)
        whole = text[code.start : code.end].rstrip(" ")
        if code.fence:
            assert whole == f"{code.fence}{code.info}\n{code.inner}{code.fence}"
        else:
            marks = "`" * ((len(whole) - len(code.inner)) // 2)
            assert whole == marks + code.inner + marks and marks not in re.findall("`+", code.inner)
        position = code.end
    assert len(blank_code(text)) == len(text) and blank_code(text).count("\n") == text.count("\n")
