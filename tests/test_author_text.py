"""Whatever authors write, nothing runs and nothing breaks out; and what their site's Markdown can do, it does."""

import json
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pymdownx.superfences import fence_code_format  # type: ignore[import-untyped]

from profiles import tries
from treeguide.reading.markdown_text import is_unsafe, raw_html
from treeguide.writing.author_text import _ATTRIBUTES, _TAGS, AuthorTexts, placed

PAYLOADS: list[str] = json.loads((Path(__file__).parent / "hostile_payloads.json").read_text("utf-8"))
OURS = ("admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc")
MANY = (
    *(f"pymdownx.{name}" for name in ("superfences", "magiclink", "tilde", "caret", "mark", "betterem", "keys")),
    *(f"pymdownx.{name}" for name in ("snippets", "tasklist", "details", "tabbed", "critic", "emoji")),
    *(f"pymdownx.{name}" for name in ("inlinehilite", "blocks.admonition", "blocks.html")),
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "nl2br", "tables", "toc", "wikilinks"),
)
SETTINGS: dict[str, dict[str, object]] = {
    "pymdownx.snippets": {"check_paths": False},
    "pymdownx.magiclink": {"repo_url_shorthand": True, "social_url_shorthand": True, "user": "a", "repo": "b"},
}
SITES = {"ours": AuthorTexts(OURS), "many": AuthorTexts(MANY, SETTINGS), "none": AuthorTexts(())}
RUNS = ("script", "style", "iframe", "object", "form", "button", "math", "svg", "section", "template")
TAG = "<img src=x onerror=alert(1)>"
PIECES = [
    *("*", "_", "`", "```", "~~~", "[", "]", "(", ")", "<", ">", "&", "{", "}", ":", "!", "|", "\\", "'", '"', "$x$"),
    *("- ", "+ ", "1. ", "10) ", "# ", "## ", "> ", "===", "---", ": ", "    ", "\t", "\n", "\n\n", " ", "x", "word"),
    *("!!! note", "??? note", "/// note", "/// html | script", '=== "tab"', '--8<-- "x"', "*[x]: ", "[^1]: ", "[^1]"),
    *("++ctrl++", "[=50%]", "[[wiki]]", ":smile:", "www.x.nl", "http://x.nl", "a@b.nl", "@user", "#1", "!1", "a/b#1"),
    *("<b>", "</p>", "</section>", "<!--", "-->", "<?php", "<![CDATA[", "]]>", "&lt;script>", "&#60;script>"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<http://x onclick=y>"),
    *("javascript:alert(1)", "JaVa\tScript:x", "java&#115;cript:x", "%6Aavascript:x", "data:text/html,x", "//evil.nl"),
    *("[a](", "[a `x`](", "![x](", "[a][b]", "[b]: ", "[b]:\n", "[a]: javascript:x", "<javascript:x>", "](", "]:"),
    *("{onclick=x}", "{: onclick=x }", '{ onclick="x" }', ' "t" onclick=x', "{.editorial}", "{#id}"),
]
hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=10).map("".join)


def on_a_page(html: str) -> Element:
    """What a browser makes of the HTML of a text between a box and a paragraph of ours."""
    page = f'<div class="box">{html}</div><p class="after">after</p>'
    parsed: Element = html5lib.parse(page, namespaceHTMLElements=False)
    return parsed


def dangers(page: Element) -> list[str]:
    """What could run, load or pass for ours, and whether the text broke out of its box."""
    found = []
    for element in page.iter():
        if not isinstance(element.tag, str):
            found.append("comment")
            continue
        if element.tag in (
            "script",
            "style",
            "iframe",
            "object",
            "form",
            "button",
            "math",
            "svg",
            "section",
            "template",
        ):
            found.append(element.tag)
        for name, value in element.attrib.items():
            if name.startswith(("on", "data-")) or name in ("style", "srcdoc", "popovertarget", "is"):
                found.append(name)
            if name in ("href", "src", "action") and (is_unsafe(value) or (name == "src" and ":" in value)):
                found.append(f"{name}={value}")
            if name == "class" and element.get("class") not in ("box", "after"):
                found += [one for one in value.split() if re.match("guide-(?!left|right|center)|md-", one)]
    after = page.find("body/p[@class='after']")
    return found + ([] if after is not None else ["broke out"])


@pytest.mark.parametrize("site", SITES)
@tries(250)
@given(text=hostile)
@example(text="[a `x`](javascript:alert(1))")
@example(text="![x](JaVa\tScript:alert(1)(x) y)")
@example(text="[x](javascript:alert(1) y(z) 'w)")
@example(text="<https://x.nl/ onmouseover=alert(1)>")
@example(text="[b]: \n\n[b]: javascript:x")
@example(text="> [b]:\n> javascript:x\n>\n> [b]")
@example(text="- x\n\n    [b]: javascript:x\n\n    [b]")
@example(text="\u00020\u0003 [x]\ue0000\ue001(javascript:x)")
@example(text="&# [a `x`](")
@example(text="&#x zz &amp; `x`")
@example(text="[&# x](https://a.nl/?a=1&#b) `y` &amp;")
@example(text="```\n&#\n<script>alert(1)</script>\n```\n\n`y` &amp;")
@example(text="Klik [hier][^x]\n\n[^x]: javascript:alert(1)")
@example(text="# x {.md-overlay .guide-first-step onclick=alert(1)}")
@example(text="![a](https://elders.nl/p.png) ![b](//elders.nl/p.png) ![c](data:image/png;base64,x)")
@example(text="<svg><style><img src=x onerror=alert(1)></style></svg>")
@example(text='<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">')
@example(
    text='<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">'
)
def test_whatever_an_author_writes_nothing_runs(site: str, text: str) -> None:
    assert dangers(on_a_page(SITES[site].html(text))) == []


@pytest.mark.parametrize("site", SITES)
def test_no_trick_runs_in_any_place_of_a_text(site: str) -> None:
    for payload in PAYLOADS:
        for text in (payload, f"Een {payload} twee", f"- {payload}", f"> {payload}", f"| a |\n|---|\n| {payload} |"):
            assert dangers(on_a_page(SITES[site].html(text))) == [], payload


@pytest.mark.parametrize(
    "text", ["<b>vet</b>", "<div>\nblok\n</div>", "a <!-- b --> c", "<details markdown>x</details>"]
)
def test_a_tag_is_text(text: str) -> None:
    for site in SITES.values():
        assert "".join(on_a_page(site.html(text)).find("body/div").itertext()).split() == text.split()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        f"\\`{TAG}\\`",
        f"a ` b\n\n{TAG}\n\nc ` d",
        f"```\n{TAG}",
        f"~~~\n{TAG}\n",
        f"```\n{TAG}\n````",
    ],
    ids=["escaped ticks", "ticks in two paragraphs", "open fence", "open fence of tildes", "fence closed by another"],
)
def test_text_that_only_looks_like_code_is_reported_and_lets_no_tag_through(text: str) -> None:
    assert [found[0] for found in raw_html(text)] == [TAG]
    assert "<img" not in SITES["ours"].html(text)


RICH = AuthorTexts(
    ("footnotes", "abbr", "admonition", "pymdownx.superfences", "pymdownx.highlight", "pymdownx.tabbed", "def_list"),
    {"pymdownx.tabbed": {"alternate_style": True}, "pymdownx.highlight": {"use_pygments": False}},
)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Zie [a][1].\n\n[1]: https://example.org/a", '<a href="https://example.org/a">a</a>'),
        ("Zin[^1].\n\n[^1]: De noot.", '<div class="footnote">'),
        ("De RES.\n\n*[RES]: Regionale energiestrategie", '<abbr title="Regionale energiestrategie">RES</abbr>'),
        ("- een\n\n    ```bash\n    kubectl\n    ```", '<code class="language-bash">kubectl'),
        ("> ```bash\n> kubectl\n> ```", '<code class="language-bash">kubectl'),
        ('!!! note "Let op"\n    Tekst', '<div class="admonition note">'),
        ('=== "A"\n    a\n\n=== "B"\n    b', '<div class="tabbed-set tabbed-alternate">'),
        ("Woord\n:   Uitleg", "<dt>Woord</dt>"),
        ("    &#123; a < b", "<code>&amp;#123; a &lt; b"),
        ("|a|\n|-:|\n|1|", '<td class="guide-right">1</td>'),
        ("## Kop {.editorial}\n\nTekst", '<h2 id="kop">Kop</h2>'),
    ],
    ids=lambda value: value.split("\n")[0],
)
def test_a_text_does_what_a_page_of_the_site_does(text: str, holds: str) -> None:
    assert holds in RICH.html(text)


EVERY = AuthorTexts(
    (*(one for one in MANY if one != "pymdownx.snippets"), "pymdownx.blocks.caption", "sane_lists"), SETTINGS
)
IN_TABLE = "///// html | table\n\n{0}\n\n/////"
LET_THROUGH = {  # a text, and what it shows of the allow-list: elements, and attributes of one or of all
    "*a* **b** `c` [d](e.md) ![f](g.png)": "p em strong code a a[href] img img[src] img[alt]",
    "a  \nb\n\n---\n\n> c": "br hr blockquote",
    "# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f": "h1 h2 h3 h4 h5 h6 [id]",
    "- a\n\nx\n\n3. b": "ul li ol",
    "3. a": "ol[start]",
    "~~a~~ ^^b^^ ==c== H~2~O x^2^ ++ctrl++": "del ins mark sub sup kbd span [class]",
    "```\na\n```": "pre",
    "a\n:   b": "dl dt dd",
    "*[OM]: x\n\nOM": "abbr [title]",
    "???+ note\n    a": "details details[open] summary",
    "- [x] a": "input input[type] input[disabled] input[checked]",
    '=== "A"\n    a': "div input[name] label label[for]",
    "[a](b.md){lang=en dir=ltr name=c}": "[lang] [dir] a[name]",
    "![a](b.png){width=1 height=2 loading=lazy}\n\n/// caption\nc\n///": (
        "figure figcaption img[width] img[height] img[loading]"
    ),
    "|a {colspan=2 rowspan=3 scope=col}|b|\n|-|-|\n|c {colspan=2 rowspan=3}|d|": (
        "table thead tbody tr th td th[colspan] th[rowspan] th[scope] td[colspan] td[rowspan]"
    ),
    IN_TABLE.format("/// html | caption\n\n///\n\n/// html | tfoot\n\n///"): "caption tfoot",
    IN_TABLE.format("//// html | colgroup\n\n/// html | col\n\n///\n\n////"): "colgroup col",
    **{f"/// html | {one}\na\n///": one for one in ("cite", "dfn", "q", "s", "samp", "small", "u", "var")},
}


@pytest.mark.parametrize(("text", "shown"), LET_THROUGH.items(), ids=LET_THROUGH.values())
def test_what_an_extension_makes_of_a_text_is_let_through(text: str, shown: str) -> None:
    tags = re.findall(r"<([a-z0-9]+)([^>]*)>", EVERY.html(text))
    made = {tag for tag, _ in tags}
    names = {(tag, name) for tag, rest in tags for name in re.findall(r' ([a-z]+)(?==")', rest)}
    made |= {part for tag, name in names for part in (f"[{name}]", f"{tag}[{name}]")}
    assert {*shown.split()} - made == set()


def test_every_element_and_attribute_that_is_let_through_has_a_text_that_shows_it() -> None:
    allowed = {f"{'' if tag == '*' else tag}[{name}]" for tag, names in _ATTRIBUTES.items() for name in names}
    allowed |= {*_TAGS, "input[type]"}
    shown = {one for line in LET_THROUGH.values() for one in line.split()}
    assert allowed - shown == set(), "no text of LET_THROUGH shows these of the allow-list in writing/author_text.py"
    assert shown - allowed == set(), "these are not on the allow-list in writing/author_text.py"


def test_each_text_has_its_own_definitions_and_notes() -> None:
    one = RICH.html("[a][1] en[^1]\n\n[1]: https://example.org/a\n\n[^1]: Van een.")
    two = RICH.html("[b][1] en[^1]\n\n[1]: https://example.org/b\n\n[^1]: Van twee.")
    assert 'href="https://example.org/a">a' in one and "Van een." in one and "Van twee." not in one
    assert 'href="https://example.org/b">b' in two and "Van twee." in two and "Van een." not in two


def test_on_one_page_no_id_stands_twice_and_every_reference_leads_to_its_own() -> None:
    text = '## Kop\n\nZin[^1].\n\n[^1]: Noot.\n\n=== "A"\n    a\n\n=== "B"\n    b'
    taken: set[str] = {"kop"}
    page = "".join(placed(RICH.html(text), taken, str) for _ in range(3))
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids)) and "kop" not in ids
    assert set(re.findall(r' (?:for|href)="#?([^"]*)"', page)) <= set(ids)
    assert len(set(re.findall(r'<input [^>]*name="([^"]*)"', page))) == 3


def test_a_link_is_what_the_page_makes_of_it_and_one_to_what_is_not_published_keeps_its_words() -> None:
    links = {"a.md": "../a/?b=1&c=2", "b.md": None, "k.png": "../../k.png"}
    text = SITES["ours"].html('Zie [a](a.md), **[b](b.md "titel")**, ![k](k.png) en [dit](#hier).')
    assert placed(text, set(), links.__getitem__) == (
        '<p>Zie <a href="../a/?b=1&amp;c=2">a</a>, <strong><a class="guide-coming" title="titel">b</a></strong>,'
        ' <img alt="k" src="../../k.png"> en <a href="#hier">dit</a>.</p>'
    )


def test_words_that_look_like_attributes_are_words() -> None:
    text = SITES["ours"].html('Zet id="kop" of href="a.md" neer.')
    assert placed(text, {"kop"}, lambda target: None) == text


def test_a_text_reads_no_file_that_it_names(tmp_path: Path) -> None:
    for name in ("geheim.txt", "woorden.md"):
        (tmp_path / name).write_text(f"*[OM]: uit {name}\n", "utf-8")
    settings = {"base_path": [str(tmp_path)], "auto_append": ["woorden.md"]}
    texts = AuthorTexts(("pymdownx.snippets", "pymdownx.superfences", "abbr"), {"pymdownx.snippets": settings})
    line = '--8<-- "geheim.txt"'
    for text in (line, f"Een\n{line}\ntwee", f"```\n{line}\n```", f"- a\n\n    {line}", "--8<--\ngeheim.txt\n--8<--"):
        found = texts.html(f"{text}\n\nOM")
        assert "uit geheim.txt" not in found
        assert '<abbr title="uit woorden.md">OM</abbr>' in found


def run_it(source: str, *_: object, **__: object) -> str:
    return f"gedraaid {source}"


def test_a_text_runs_no_fence_but_those_of_makers_that_are_known() -> None:
    fences = [
        {"name": "mermaid", "class": "mermaid", "format": fence_code_format},
        {"name": "python", "class": "python", "format": run_it},
    ]
    texts = AuthorTexts(("pymdownx.superfences",), {"pymdownx.superfences": {"custom_fences": fences}})
    found = texts.html("```python\nx\n```\n\n```mermaid\ny\n```")
    assert "gedraaid" not in found
    assert '<pre class="mermaid"><code>y</code></pre>' in found


@pytest.mark.parametrize("begin", ["<![CDATA[x](a)", "<!DOCTYPE", "<!--", "<?php", "<!", "</"])
def test_what_begins_like_a_declaration_takes_no_text_along(begin: str) -> None:
    for texts in SITES.values():
        assert "<p>Nog een alinea.</p>" in texts.html(f"{begin}\n\nNog een alinea.")


def test_the_empty_corner_of_a_table_is_no_heading() -> None:
    made = SITES["ours"].html("| | nu |\n|:-:|---|\n| wie | wij |\n")
    assert re.findall(r"<(t[hd])\b[^>]*>([^<]*)<", made) == [("td", ""), ("th", "nu"), ("td", "wie"), ("td", "wij")]
