"""The headers for web hosts hold what pages need, and no more."""

import logging
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import tries
from treeguide.config import Settings
from treeguide.host.build.headers import (
    Policy,
    Served,
    digest,
    inline_scripts,
    netlify,
    nginx,
    told,
    write,
)
from treeguide.writing.author_text import without_styles


def policy_of(*pages: str) -> str:
    found = Policy()
    for page in pages:
        found.see(page)
    return found.text()


def test_inline_scripts_are_allowed_by_hash_and_data_is_not() -> None:
    page = '<script>alert(1)</script><script type="application/json">{"a": 1}</script><script src="a.js"></script>'
    assert "script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; " in policy_of(page)


def test_same_script_on_every_page_is_named_once() -> None:
    page = "<script>let a</script>"
    assert policy_of(page, page) == policy_of(page)
    assert policy_of(page, "<script>let b</script>").count("sha256-") == 2


def test_what_a_page_loads_from_elsewhere_is_allowed_there_only() -> None:
    page = (
        '<img alt="" src="https://beeld.example/a.png"><link rel="stylesheet" href="https://stijl.example/a.css">'
        '<link rel="canonical" href="https://zelf.example/"><a href="https://link.example/">x</a>'
    )
    found = policy_of(page)
    assert "img-src 'self' data: https://beeld.example; " in found
    assert "style-src 'self' https://stijl.example; " in found
    assert "zelf" not in found and "link.example" not in found and "unsafe" not in found


NO_HOST = [
    *("a.nl;sandbox", "a.nl;script-src-elem", "a.nl;report-uri", "a$b.example", "a.nl,b.nl", "a.nl{", "*", "*.nl"),
    *(
        "a_b.nl",
        "-a.nl",
        "a-.nl",
        "a..nl",
        ".nl",
        "",
        "a.nl:",
        "a.nl:123456",
        "u@a.nl",
        "[::1]",
        "b\u00fccher.nl",
        "a&amp;b",
    ),
    *("a" * 64 + ".nl", "a." * 127 + "nl", "$treeguide_frames", "'unsafe-inline'", "a.nl:80;sandbox", "\u0661.nl"),
]


@pytest.mark.parametrize("host", NO_HOST)
def test_a_name_that_is_no_host_name_goes_into_no_header(host: str) -> None:
    found = Policy()
    found.see(f'<img alt="" src="https://{host}/p.png"><script src="https://{host}?x"></script>')
    assert found.text() == Policy().text() and found.elsewhere == []


@pytest.mark.parametrize(
    "host", ["a.nl", "A.NL", "a-b.c1.example:8443", "localhost", "127.0.0.1:80", "xn--bcher-kva.nl"]
)
def test_a_host_name_is_allowed_whatever_stands_behind_it(host: str) -> None:
    for rest in ("", "/p.png", "?a=b;c", "#x", "/a;b 'c' $d"):
        found = Policy()
        found.see(f'<img alt="" src="https://{host}{rest}">')
        assert (found.elsewhere, found.refused) == ([f"https://{host.lower()}"], set())


def test_an_address_that_no_policy_can_name_is_remembered() -> None:
    found = Policy()
    found.see('<img alt="" src="https://a$b.example/p.png"><img alt="" src="https://a.nl/p.png"><a href="https://$/">')
    assert (found.refused, found.elsewhere) == ({"https://a$b.example/p.png"}, ["https://a.nl"])


@tries(300)
@given(address=st.text(st.characters(max_codepoint=0x250), max_size=12))
def test_whatever_a_page_names_a_policy_has_the_same_rules(address: str) -> None:
    found = Policy()
    found.see(f'<img alt="" src="https://{address}">')
    rules = [rule.split(" ") for rule in found.text().split("; ")]
    assert [rule[0] for rule in rules] == [rule.split(" ")[0] for rule in Policy().text().split("; ")]
    assert set("".join(found.text())) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.:/;' ")


def test_a_guarded_site_makes_no_markup_from_text() -> None:
    assert Policy(guarded=True).text().removeprefix(Policy().text()) == (
        "; require-trusted-types-for 'script'; trusted-types default treeguide-saved treeguide-search"
    )


def test_hosts_get_the_path_of_the_site() -> None:
    assert netlify(Policy(), Served("/gids/", ("lessen",))).splitlines()[1] == "/gids/*"
    rows = nginx(Policy(), Served("/gids/", moved={"oud/": "nieuw/"})).splitlines()
    assert "error_page 404 /gids/404.html;" in rows
    assert rows[-1] == "location = /gids/oud/ { return 301 /gids/nieuw/; }"


def test_an_address_with_its_sign_written_otherwise_is_led_on() -> None:
    """Mail filters write %23 for #; what nginx compares is decoded. No sign that a header cannot hold goes along."""
    (row,) = [row for row in nginx(Policy(), Served("/gids.v2/")).splitlines() if "is_args" in row]
    found = re.fullmatch(r'location ~ "(.*)" \{ return 301 "\$1#\$2\$is_args\$args"; \}', row)
    assert found
    for path in ("wegwijzers/waar/#geld.regie~fase=?", "dossier/#v1~dabc_-9", "#x", "c.html#"):
        parts = re.match(found[1], f"/gids.v2/{path}")
        assert parts and f"{parts[1]}#{parts[2]}" == f"/gids.v2/{path}"
    for path in ("/gids.v2/a#b\r\nSet-Cookie: x", "/gids.v2//elders.example/#x", "/gidsxv2/#x", "/gids.v2/a"):
        assert not re.match(found[1] + r"(?![\s\S])", path)


def test_aligned_cells_have_a_class() -> None:
    assert without_styles('<td style="text-align: right;">1</td>') == '<td class="guide-right">1</td>'
    assert without_styles('<p style="color: red">text-align</p>') == '<p style="color: red">text-align</p>'


def test_a_page_in_another_encoding_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "oud.html").write_bytes(b'caf\xe9 <img alt="" src="https://beeld.example/a.png">')
    assert "https://beeld.example" in write(Policy(), tmp_path, Served()).text()


@pytest.mark.parametrize(
    ("address", "is_embedded"),
    [
        ("/gids/wegwijzers/waar/embed/", True),
        ("/gids/wegwijzers/waar/embed/index.html", True),
        ("/gids/wegwijzers/waar/embed.html", True),
        ("/gids/lessen/embed/", False),
        ("/gids/wegwijzers/embed/", False),
        ("/gids/lessen/x/embed/wegwijzers/", False),
        ("/wegwijzers/waar/embed/", False),
        ("/gids/wegwijzers/waar/embed/anders/", False),
    ],
)
def test_only_the_page_of_a_guide_for_frames_may_be_in_one(address: str, is_embedded: bool) -> None:
    (row,) = [row for row in nginx(Policy(), Served("/gids/")).splitlines() if 'treeguide_frames "*"' in row]
    pattern = row.split('"')[1]
    assert bool(re.search(pattern, address)) == is_embedded


def told_of(tmp_path: Path, docs: str, *pages: str) -> list[tuple[int, str]]:
    """What a build says of the scripts on these pages, the first of which has `docs` from a page of the site's own."""
    for name, text in {
        "theme/a.html": '<script>let a = new URL("{{ base_url }}")</script>',
        "own/main.html": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    own, theme = tmp_path / "own", tmp_path / "theme"
    config: Any = SimpleNamespace(theme=SimpleNamespace(custom_dir=str(own), dirs=[str(own), str(theme)]))
    policy = Policy()
    for number, page in enumerate(pages):
        policy.see(page, f"{number}.html")
    scripts = dict.fromkeys(inline_scripts(docs), "docs.md")
    return list(told(policy, scripts, config, Settings(language="en")))


def test_a_script_that_is_not_the_themes_is_told_with_its_page_and_hash(tmp_path: Path) -> None:
    theirs = '<script>let a = new URL("../..")</script>'
    mine, other = "<script>steal()</script>", '<script>let a = new URL("..");steal("x")</script>'
    assert told_of(tmp_path, "<p>x</p>", theirs, theirs) == []
    (first, warned), (second, informed) = told_of(tmp_path, mine, theirs + mine, theirs + other)
    assert (first, second) == (logging.WARNING, logging.INFO)
    assert "docs.md" in warned and digest("steal()") in warned and "extra_javascript" in warned
    assert "1.html" in informed and digest('let a = new URL("..");steal("x")') in informed
