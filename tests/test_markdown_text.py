"""What authors write in Markdown reaches the page as meant, and whatever they write, nothing runs."""

import html
import re
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from profiles import tries
from treeguide.markdown_text import (
    as_text,
    attribute_lists,
    glued_lists,
    heading_ids,
    is_unsafe,
    links,
    raw_html,
    safe,
    top_headings,
)

OURS = ["admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc"]  # MkDocs always has three
MANY = [
    *(f"pymdownx.{name}" for name in ("superfences", "magiclink", "tilde", "caret", "mark", "betterem", "keys")),
    *(f"pymdownx.{name}" for name in ("snippets", "tasklist", "details", "tabbed", "critic", "emoji")),
    *(f"pymdownx.{name}" for name in ("inlinehilite", "blocks.admonition", "blocks.html")),
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "nl2br", "tables", "toc", "wikilinks"),
]
SETTINGS: dict[str, dict[str, object]] = {
    "pymdownx.snippets": {"check_paths": False},
    "pymdownx.magiclink": {"repo_url_shorthand": True, "social_url_shorthand": True, "user": "a", "repo": "b"},
}
PARSERS = {
    "ours": Markdown(extensions=OURS),
    "many": Markdown(extensions=MANY, extension_configs=SETTINGS),
}
PIECES = [
    *("*", "_", "`", "```", "~~~", "[", "]", "(", ")", "<", ">", "&", "{", "}", ":", "!", "|", "\\", "'", '"', "$x$"),
    *("- ", "+ ", "1. ", "10) ", "# ", "## ", "> ", "===", "---", ": ", "    ", "\t", "\n", "\n\n", " ", "x", "word"),
    *("!!! note", "??? note", "/// note", "/// html | script", '=== "tab"', '--8<-- "x"', "*[x]: ", "[^1]: ", "[^1]"),
    *("++ctrl++", "[=50%]", "[[wiki]]", ":smile:", "www.x.nl", "http://x.nl", "a@b.nl", "@user", "#1", "!1", "a/b#1"),
    *("<b>", "</p>", "</section>", "<!--", "-->", "<?php", "<![CDATA[", "]]>", "&lt;script>", "&#60;script>"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<http://x onclick=y>"),
    *("javascript:alert(1)", "JaVa\tScript:x", "java&#115;cript:x", "%6Aavascript:x", "data:text/html,x", "//evil.nl"),
    *("[a](", "[a `x`](", "![x](", "[a][b]", "[b]: ", "[b]:\n", "[a]: javascript:x", "<javascript:x>", "](", "]:"),
    *("[a][^x]", "![a][^x]", "[^x]: javascript:x", "[^x]:", "[^x]: word", "\n\n[^x]:\n"),
    *("{onclick=x}", "{: onclick=x }", '{ onclick="x" }', ' "t" onclick=x', "{.editorial}", "{#id}"),
]
hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=10).map("".join)
visible = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"])
plain = st.lists(st.sampled_from(PIECES) | st.text(visible, max_size=6), max_size=8).map("".join)


def tree(text: str, parser: str) -> Element:
    """The page an author's text becomes, between a box of ours and a paragraph of ours."""
    markdown = f'<div class="box" markdown="block">\n\n{text}\n\n</div>\n\n<p class="after" markdown="span">after</p>'
    parsed: Element = html5lib.parse(PARSERS[parser].reset().convert(markdown), namespaceHTMLElements=False)
    return parsed


def dangers(page: Element) -> list[str]:
    """What could run, and whether the text broke out of its box."""
    found = []
    for element in page.iter():
        if not isinstance(element.tag, str):
            found.append("comment")
            continue
        if element.tag in ("script", "style", "iframe", "object", "form", "button", "math", "section"):
            found.append(element.tag)
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                found.append(name)
            if name in ("href", "src", "action") and is_unsafe(value):
                found.append(f"{name}={value}")
    after = page.find("body/p[@class='after']")
    return found + ([] if after is not None else ["broke out"])


@pytest.mark.parametrize("parser", PARSERS)
@tries(250)
@given(text=hostile)
@example(text="[a `x`](javascript:alert(1))")
@example(text="![x](JaVa\tScript:alert(1)(x) y)")
@example(text="[x](javascript:alert(1) y(z) 'w)")
@example(text="<https://x.nl/ onmouseover=alert(1)>")
@example(text="[b]: \n\n[b]: javascript:x")
@example(text="> [b]:\n> javascript:x\n>\n> [b]")
@example(text="- x\n\n    [b]: javascript:x\n\n    [b]")
@example(text="Klik [hier][^x]\n\n[^x]: javascript:alert(1)")
@example(text="![hier][^x]\n\n[^x]:\njavascript:alert(1) (titel)")
@example(text="> [hier][^x]\n>\n> [^x]: javascript:alert(1)")
@example(text="> [hier][^x]\n>\n> [^x]:\n> javascript:alert(1)")
@example(text="[^x]\n\n[^x]: javascript:alert(1)\n  'titel'")
@example(text="[^x]\n\n- [^x]: &#106;avascript:alert(1)")
@example(text="\u00020\u0003 [x]\ue0000\ue001(javascript:x)")
@example(text="&# [a `x`](")
@example(text="&#x zz &amp; `x`")
@example(text="[&# x](https://a.nl/?a=1&#b) `y` &amp;")
@example(text="```\n&#\n<script>alert(1)</script>\n```\n\n`y` &amp;")
def test_whatever_an_author_writes_nothing_runs(parser: str, text: str) -> None:
    assert dangers(tree(safe(text, editorial="<p>editorial</p>\n\n"), parser)) == []


SAFE = [
    ("a {x} b", "a &#123;x} b"),
    ("a <b> c", "a &lt;b> c"),
    ("~~~ open", "&#126;&#126;&#126; open"),
    ("`` open", "&#96;&#96; open"),
    ("a](b", "a]&#40;b"),
    ("[TOC]", "&#91;TOC]"),
    ("x]: y", "x]&#58; y"),
    ("[^1]: note", "[^1]: note"),
    ("[^1]: a note", "[^1]: a note"),
    ("[^1]: https://a.nl", "[^1]: https://a.nl"),
    ("[^1]: javascript:x", "[^1]: #"),
    ("[^1]: javascript:x 't'", "[^1]: # 't'"),
    ("> [^1]: javascript:x", "> [^1]&#58; javascript:x"),
    ("> [^1]: a note", "> [^1]: a note"),
    ("a & b &# c", "a & b &amp;# c"),
    ("&#60; &#X6a;", "&#60; &#X6a;"),
    ("8< x", "8&lt; x"),
    ("///x", "&#47;//x"),
    ("\\`x\\`", "&#96;x&#96;"),
    ("a\x00b\ue000c", "abc"),
    ("`a < b`", "<code>a &#60; b</code>"),
    ("```\n8< x\n```", "```\n8 < x\n```"),
    ("~~~\n`x`\n~~~", "~~~\n`x`\n~~~"),
    ("~~~python {x}\nx\n~~~", "~~~python\nx\n~~~"),
    ("[b]: https://a.nl", "[b]: https://a.nl"),
    ("[b]: javascript:x", "[b]: #"),
    ("[b]:", "[b]&#58;"),
    ("[x](https://a.nl y z)", "[x]&#40;https://a.nl y z)"),
    ('[x](https://a.nl "t")', '[x](https://a.nl "t")'),
    ("[x](https://a.nl 't')", '[x](https://a.nl "t")'),
    ("[x](https://a.nl/?b&#c)", "[x](https://a.nl/?b&amp;#c)"),
    ("[x](javascript:x)", "[x](#)"),
    ("<javascript:x>", "&lt;javascript:x>"),
    ("<https://a.nl>", "[https&#58;//a.nl](https://a.nl)"),
    ("![x](a.png)", "![x](a.png)"),
    ("## Kop {.editorial}", "Redactie\n\n## Kop"),
]


@pytest.mark.parametrize(("text", "expected"), SAFE)
def test_what_could_begin_something_is_written_so_that_it_does_not(text: str, expected: str) -> None:
    assert safe(text, editorial="Redactie\n\n") == expected


def test_every_heading_has_one_id_of_its_own() -> None:
    text = "# Een\n\n## Een {.editorial}\n\nTwee\n---\n\n```\n# niet\n```\n### #drie# ###\n\n# **Vet** `x`"
    assert heading_ids(text) == ["een", "een_1", "twee", "drie", "vet-x"]


@pytest.mark.parametrize("parser", PARSERS)
@tries(250)
@given(text=plain)
def test_plain_text_reads_as_exactly_that_text(parser: str, text: str) -> None:
    shown = PARSERS[parser].reset().convert(as_text(text))
    inner = shown.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in inner
    assert html.unescape(inner) == " ".join(text.split())


@pytest.mark.parametrize("parser", PARSERS)
@tries(100)
@given(text=plain)
def test_plain_text_stays_inside_headings_and_links(parser: str, text: str) -> None:
    said = as_text(f"x{text}")
    shown = PARSERS[parser].reset().convert(f"# {said}\n\n[{said}](#y)")
    assert re.sub(r"\s?id=\"[^\"]*\"", "", shown) == f'<h1>{said}</h1>\n<p><a href="#y">{said}</a></p>'


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


def test_links_get_their_new_address_and_keep_their_title() -> None:
    text = "[a](b.md 'Een \"titel\"'), [`c`](d.md), ![e](f.png) en [g](weg.md)."
    shown = safe(text, lambda target: "" if target == "weg.md" else f"../{target}")
    html_of = PARSERS["ours"].reset().convert(shown)
    assert html_of == (
        '<p><a href="../b.md" title="Een &#34;titel&#34;">a</a>, <a href="../d.md"><code>c</code></a>, '
        '<img alt="e" src="../f.png" /> en g.</p>'
    )


def test_only_tags_are_called_html() -> None:
    text = "<b>x</b> <br/> <!-- c --> 3 < 4 `<i>` <https://x.nl> <mailto:a@b.nl>\n\n```\n<u>\n```\n"
    assert [found[0] for found in raw_html(text)] == ["<b>", "</b>", "<br/>", "<!-- c -->"]


def test_only_the_editorial_mark_of_a_heading_is_no_attribute_list() -> None:
    text = "## Kop {.editorial}\n\n## Kop {: .editorial } ##\n\nTekst {.editorial}\n\n{a} {#b} {c=d} `{#e}`\n"
    assert [found[0] for found in attribute_lists(text)] == ["{.editorial}", "{#b}", "{c=d}"]


def test_an_editorial_heading_gets_its_line_above_it() -> None:
    assert safe("## Kop {.editorial}\n\nTekst.", editorial="REDACTIE\n\n") == "REDACTIE\n\n## Kop\n\nTekst."


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
@given(titles=st.lists(st.text(visible, min_size=1, max_size=12).map(as_text).filter(bool), min_size=1, max_size=4))
def test_heading_ids_are_those_on_the_page(titles: list[str]) -> None:
    text = "".join(f"## {title}\n\nTekst.\n\n" for title in titles)
    shown = Markdown(extensions=["toc"]).convert(text)
    assert heading_ids(text) == re.findall(r'<h2 id="([^"]*)">', shown)
