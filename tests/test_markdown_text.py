"""What is found in an author's Markdown: headings, links, and what is refused."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import tries
from treeguide.reading.markdown_text import (
    attribute_lists,
    glued_lists,
    heading_ids,
    is_unsafe,
    links,
    raw_html,
    top_headings,
)
from treeguide.writing.author_text import AuthorTexts


def test_every_heading_has_one_id_of_its_own() -> None:
    text = "# Een\n\n## Een {.editorial}\n\nTwee\n---\n\n```\n# niet\n```\n### #drie# ###\n\n# **Vet** `x`"
    assert heading_ids(text) == ["een", "een_1", "twee", "drie", "vet-x"]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "JAVASCRIPT:x",
            " javascript:x",
            "java\tscript:x",
            "java\nscript:x",
            "\u0001javascript:x",
        ),
        *("java&#115;cript:x", "java&#x73;cript:x", "javascript&colon;x", "&#106;avascript:x", "%6aavascript:x"),
        *("java%0ascript:x", "javascript\u200b:x", "java\\script:x", "vbscript:x", "data:text/html,x", "file:///x"),
        *("blob:x", "\u0001javascript:x", "//evil.nl", "\\\\evil.nl", "/\\evil.nl", "&amp;#106;avascript:x"),
    ],
)
def test_addresses_that_run_something_are_known_in_any_spelling(address: str) -> None:
    assert is_unsafe(address)


@pytest.mark.parametrize(
    "address",
    ["https://x.nl", "http://x.nl/a:b", "mailto:a@b.nl", "tel:030", "a.md", "../a/b.md#c", "#c", "/a", "", "a:b"[:1]],
)
def test_addresses_that_lead_somewhere_are_left_alone(address: str) -> None:
    assert not is_unsafe(address)


def test_links_are_found_where_they_stand() -> None:
    text = "Zie [a](b.md), ![c](d.png), [![e](f.png)](g.md), <https://h.nl>, `[geen](x)` en [r][s].\n\n[s]: i.md\n"
    found = [(link.target, text[link.start :].startswith(link.target), link.is_image) for link in links(text)]
    assert found == [
        ("b.md", True, False),
        ("d.png", True, True),
        ("g.md", True, False),
        ("f.png", True, True),
        ("i.md", True, False),
        ("https://h.nl", True, False),
    ]


def test_a_link_is_found_behind_a_name_that_looks_like_that_of_a_note() -> None:
    text = "[a][^x]\n\n[^x]: javascript:y\n\n[^1]: Zie het boek\n[^2]: Ibid.\n[^3]: a.md 'b'\n"
    assert [link.target for link in links(text)] == ["javascript:y", "a.md"]


def test_only_tags_are_called_html() -> None:
    text = "<b>x</b> <br/> <!-- c --> 3 < 4 `<i>` <https://x.nl> <mailto:a@b.nl>\n\n```\n<u>\n```\n"
    assert [found[0] for found in raw_html(text)] == ["<b>", "</b>", "<br/>", "<!-- c -->"]


def test_only_the_editorial_mark_of_a_heading_is_no_attribute_list() -> None:
    text = "## Kop {.editorial}\n\n## Kop {: .editorial } ##\n\nTekst {.editorial}\n\n{a} {#b} {c=d} `{#e}`\n"
    assert [found[0] for found in attribute_lists(text)] == ["{.editorial}", "{#b}", "{c=d}"]


@pytest.mark.parametrize(
    ("find", "text", "count"),
    [
        (links, "<https://a.nl>", 1),
        (links, "[a](b)", 1),
        (links, "a b", 0),
        (raw_html, "a <b> c", 1),
        (attribute_lists, "a {.b}", 1),
        (top_headings, "# Kop", 1),
        (top_headings, "Kop\n===", 1),
        (top_headings, "Kop", 0),
        (glued_lists, "a\n- b", 1),
    ],
)
def test_one_sort_of_thing_is_found_without_any_other(find: Any, text: str, count: int) -> None:
    assert len(find(text)) == count


def test_headings_of_the_highest_level_are_found() -> None:
    text = "# Een\n\nTwee\n===\n\n#drie\n\n## vier\n\n```\n# vijf\n```\n\n\\# zes\n"
    assert [text[position:].split("\n")[0] for position in top_headings(text)] == ["# Een", "Twee", "#drie"]


def test_lists_that_stick_to_a_paragraph_are_found() -> None:
    good = "Of:\n\n- drie\n  vier\n- vijf\n\n## Kop\n- zes\n\n> citaat\n- zeven\n"
    text = f"Kies:\n- een\n- twee\n\n{good}\nIn\n1. acht\n"
    assert [text[position:].split("\n")[0] for position in glued_lists(text)] == ["- een", "1. acht"]


@tries(200)
@given(titles=st.lists(st.text("aBé1 &.,'?-", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=4))
def test_heading_ids_are_those_on_the_page(titles: list[str]) -> None:
    text = "".join(f"## x{title}\n\nTekst.\n\n" for title in titles)
    assert heading_ids(text) == re.findall(r'<h2 id="([^"]*)">', AuthorTexts().html(text))
