"""What a page needs on paper and in a link preview, from the HTML of small pages and of a small site."""

import html
import re
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from built import build
from profiles import tries
from small_project import OUTCOMES, lesson, write_project
from speeds import some
from treeguide import pages
from treeguide.addresses.site import Site
from treeguide.commands import context
from treeguide.host.build.head import Card, has_tags, tags, with_head
from treeguide.pages import paper
from treeguide.pages.embed import LARGEST, embed_files
from treeguide.pages.paper import joined, with_addresses
from treeguide.writing import Writer

SITE = Site(True, "https://voorbeeld.nl/gids/", "Gids")
CONFIG = """\
site_name: Gids & meer
site_url: https://voorbeeld.nl/gids/
site_description: Alles over samen
theme: {{name: material, font: false, language: nl}}
copyright: Inhoud <b>CC BY</b>
use_directory_urls: {folders}
plugins:
  - search
  - treeguide:
      version: "2026.3"
      publisher: {{name: Regio & co, mail: gids@regio.example, security_expires: "9999-12-31"}}
markdown_extensions: [toc]
"""
HOSTILE = "\"><script>alert(1)</script> & 'x'"


def addressed(content: str, page: str = "https://voorbeeld.nl/gids/lessen/x/", site: Site = SITE) -> str:
    return with_addresses(content, page, site)


@pytest.fixture(scope="module", params=some(["true", "false"]), ids=["folders", "files"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bool]:
    """A small site in a folder, and whether its pages have folders of their own."""
    root = tmp_path_factory.mktemp("paper")
    files = {
        "mkdocs.yml": CONFIG.format(folders=request.param),
        "docs/index.md": "# Welkom\n",
        "docs/eigen.md": "---\ntitle: Eigen\nog: eigen\n---\n# Eigen\n\n[Les](lessen/open-kaart.md)\n",
        "lessons/lessen/open-kaart.md": lesson(f"'{HOSTILE.replace(chr(39), chr(39) * 2)}'", reviewed="2026-01-01"),
        "decision_trees/situaties.yml": OUTCOMES,
    }
    return build(write_project(root, **files), root / "site"), request.param == "true"


def page(made: tuple[Path, bool], path: str) -> str:
    site, folders = made
    return (site / (f"{path}/index.html" if folders else f"{path}.html")).read_text("utf-8")


def said(text: str) -> dict[str, str]:
    """The tags of the Open Graph protocol on a page."""
    found = re.findall(r'<meta property="([^"]+)" content="([^"]*)">', text)
    assert len(found) == len(dict(found))
    return {name: html.unescape(content) for name, content in found}


def test_links_get_the_address_they_have_on_paper() -> None:
    assert addressed('<a href="../y/#deel">Y</a>') == (
        '<a href="../y/#deel" data-guide-paper="voorbeeld.nl/gids/lessen/y/#deel">Y</a>'
    )
    assert 'data-guide-paper="elders.nl/a?b=1&amp;c"' in addressed('<a href="https://elders.nl/a?b=1&amp;c">Z</a>')


def test_a_link_to_what_has_a_code_gets_that_and_others_their_address() -> None:
    codes = {"https://voorbeeld.nl/gids/lessen/y/": "code 20414"}
    found = with_addresses('<a href="../y/#via~x~y">Y</a><a href="../z/">Z</a>', SITE.url + "lessen/x/", SITE, codes)
    assert re.findall('paper="([^"]*)"', found) == ["code 20414", "voorbeeld.nl/gids/lessen/z/"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#hier">Hier</a>',
        '<a href="mailto:a@b.nl">Mail</a>',
        '<a href="https://elders.nl/x">https://elders.nl/x</a>',
        '<p class="guide-facts" data-x="">Thema: <a href="../y/">Y</a></p>',
        '<p class="guide-eyebrow"><a href="../y/">Y</a></p>',
    ],
)
def test_other_links_stay_as_they_are(link: str) -> None:
    assert addressed(link) == link


def test_address_is_there_once_and_behind_the_word_of_where_it_goes() -> None:
    twice = addressed('<a href="../y/">Y</a> en <a href="../y/">nog eens Y</a>')
    assert twice.count("data-guide-paper") == 1
    option = addressed('<a href="../y/">Ja</a><span class="guide-goes"> → Y</span>')
    assert '<a href="../y/">Ja</a><span class="guide-goes" data-guide-paper="voorbeeld.nl/gids/lessen/y/">' in option


def test_page_without_an_address_and_hostile_links_stay_harmless() -> None:
    assert with_addresses('<a href="../y/">Y</a>', "", Site()) == '<a href="../y/">Y</a>'
    found = addressed('<a href="https://x.nl/&quot;onclick=&quot;alert(1)">Y</a>')
    assert 'data-guide-paper="x.nl/&quot;onclick=&quot;alert(1)"' in found


def test_copy_from_a_folder_names_the_addresses_online() -> None:
    copy = Site(False, "https://voorbeeld.nl/gids/", online_directory_urls=True)
    found = addressed('<a href="y.html#deel">Y</a><a href="index.html">L</a>', SITE.url + "lessen/x.html", copy)
    assert re.findall('paper="([^"]*)"', found) == ["voorbeeld.nl/gids/lessen/y/#deel", "voorbeeld.nl/gids/lessen/"]
    assert copy.as_online("https://elders.nl/x.html") == "https://elders.nl/x.html"
    assert copy.online("lessen/x.md#deel") == "https://voorbeeld.nl/gids/lessen/x/#deel"
    assert Site(False, "https://voorbeeld.nl/gids/").online("lessen/x.md") == "https://voorbeeld.nl/gids/lessen/x.html"


def test_preview_says_what_a_page_is(made: tuple[Path, bool]) -> None:
    end = "/" if made[1] else ".html"
    found = said(page(made, "situaties/ga-door"))
    assert found == {
        "og:type": "article",
        "og:title": "Ga zo door",
        "og:description": "Het gaat goed.",
        "og:url": f"https://voorbeeld.nl/gids/situaties/ga-door{end}",
        "og:site_name": "Gids & meer",
        "og:locale": "nl_NL",
    }
    assert f'<link rel="canonical" href="{found["og:url"]}">' in page(made, "situaties/ga-door")
    assert said(page(made, "wegwijzers/waar"))["og:title"] == "Waar staan jullie?"


def test_preview_of_a_lesson_says_when_it_was_reviewed_and_escapes_its_title(made: tuple[Path, bool]) -> None:
    text = page(made, "lessen/open-kaart")
    assert said(text)["og:title"] == HOSTILE
    assert said(text)["article:modified_time"] == "2026-01-01"
    assert "<script>alert" not in text


def test_preview_of_the_home_page_is_the_site(made: tuple[Path, bool]) -> None:
    text = (made[0] / "index.html").read_text("utf-8")
    found = said(text)
    assert (found["og:type"], found["og:title"]) == ("website", "Gids & meer")
    assert found["og:description"] == "Alles over samen"
    assert said(page(made, "eigen"))["og:title"] == "Eigen"


def test_tags_that_are_there_already_stay_alone() -> None:
    own = '<html><head><meta property="og:title" content="Eigen"></head><body></body></html>'
    assert has_tags(own)
    assert not has_tags('<head></head><body>property="og:title"</body>')
    assert with_head("<head></HEAD><body></head>", "<x>") == "<head><x></HEAD><body></head>"
    assert tags(Card("T")) == (
        '<meta property="og:type" content="article">\n'
        '<meta property="og:title" content="T">\n'
        '<meta property="og:locale" content="nl_NL">\n'
    )


@tries(300)
@given(
    st.sampled_from(["https://a.nl/", "https://a.nl/b/", "https://a.nl/b/c/d/", "https://a.nl/b/c/e.html"]),
    st.lists(st.sampled_from(["../", "a/", "b", ".", "..", "./", "//", "#", "?", "x.html", "/", ":", ";", " "])),
)
def test_address_of_a_link_is_as_browsers_find_it(address: str, parts: list[str]) -> None:
    assert joined(address, "".join(parts)) == urljoin(address, "".join(parts))


def test_foot_says_where_the_page_is_from_and_its_qr_code_holds_that_address(made: tuple[Path, bool]) -> None:
    text = page(made, "situaties/ga-door")
    assert '<div class="guide-paper" hidden="hidden" data-search-exclude="">' in text
    address = said(text)["og:url"]
    assert f"<strong>{address}</strong>" in html.unescape(text)
    assert (
        "Gids &amp; meer · Uitgegeven door Regio &amp; co · versie 2026.3 · laatst nagekeken op 1 januari 2026"
        in text.replace("&#38;", "&amp;")
    )
    image = re.search(r'<img src="([^"]+)" alt="QR-code[^>]*loading="lazy">', text)
    assert image
    base = made[0] / ("situaties/ga-door" if made[1] else "situaties")
    assert (base / image[1]).resolve().read_text("utf-8") == paper.qr_code(address)


def test_site_without_an_address_or_under_construction_has_no_qr_codes(tmp_path: Path) -> None:
    read = context(str(write_project(tmp_path)), None).project()
    for site in (Site(name="Gids"), Site(True, "http://127.0.0.1:8000/", is_public=False)):
        assert [path for path in pages.extra_files(Writer(read, site)) if "/qr/" in path] == []
        made = pages.all_pages(Writer(read, site))
        assert [one.path for one in made if "/qr/" in one.html] == []
        assert any("guide-paper" in one.html for one in made)


def test_qr_code_is_the_one_of_its_address() -> None:
    address = "https://voorbeeld.nl/gids/situaties/ga-door/"
    text = paper.qr_code(address)
    size = int(re.search(r'viewBox="0 0 (\d+) ', text)[1])  # type: ignore[index]
    dark = {
        (x, int(row) - paper.QR_MARGIN)
        for column, row, width in re.findall(r"M(\d+) (\d+)\.5h(\d+)", text)
        for x in range(int(column) - paper.QR_MARGIN, int(column) - paper.QR_MARGIN + int(width))
    }
    code = segno.make_qr(address, error="m", boost_error=False, mask=paper.QR_MASK)
    expected = {(x, y) for y, row in enumerate(code.matrix) for x, module in enumerate(row) if module}
    assert dark == expected
    assert size == len(code.matrix) + 2 * paper.QR_MARGIN


def test_page_for_frames_keeps_nothing_and_links_out_of_itself(tmp_path: Path) -> None:
    read = context(str(write_project(tmp_path)), None).project()
    found = embed_files(Writer(read, SITE))
    assert set(found) == {"wegwijzers/waar/embed/index.html", "treeguide-embed.js"}
    text = found["wegwijzers/waar/embed/index.html"]()
    assert '<link rel="canonical" href="https://voorbeeld.nl/gids/wegwijzers/waar/">' in text
    assert '<a target="_blank" rel="noopener" href="../../../situaties/ga-door/">' in text
    assert 'href="#geld.regie"' in text
    assert not re.search(r"markdown=|data-guide-(keep|collect|share)|\.md", text)
    plain = embed_files(Writer(read, Site(False, script="assets/x.js")))
    assert '<script defer src="../../assets/x.js">' in plain["wegwijzers/waar/embed.html"]()
    assert 'rel="noopener" href="../../situaties/ga-door.html"' in plain["wegwijzers/waar/embed.html"]()


def test_very_large_guide_has_no_page_for_frames(tmp_path: Path) -> None:
    rows = [
        f"  v{number}:\n    text: Vraag {number}\n    options:\n      ja: {{text: Ja, next: v{number + 1}}}\n"
        f"      nee: {{text: Nee, next: klaar}}\n"
        for number in range(LARGEST)
    ]
    last = f"  v{LARGEST}: {{text: Laatste, options: {{a: {{text: A, next: klaar}}, b: {{text: B, next: klaar}}}}}}\n"
    tree = "title: Groot\nsummary: Veel.\nstart: v0\nquestions:\n" + "".join(rows) + last
    ends = "outcomes:\n  klaar: {title: Klaar, summary: Klaar., body: Klaar., first_step: Rust uit.}\n"
    read = context(str(write_project(tmp_path, **{"decision_trees/groot.yml": tree + ends})), None).project()
    found = embed_files(Writer(read, SITE))
    assert set(found) == {"wegwijzers/waar/embed/index.html", "treeguide-embed.js"}
    guide = next(one for one in pages.all_pages(Writer(read, SITE)) if one.path == "wegwijzers/groot.md")
    assert "data-guide-share=" in guide.html
    assert "data-guide-embed" not in guide.html


def test_every_page_says_who_publishes_it_and_a_mail_about_it_names_it(made: tuple[Path, bool]) -> None:
    for path, named in (("lessen/open-kaart", "Code%3A"), ("eigen", "Eigen")):
        text = page(made, path)
        assert 'Inhoud <b>CC BY</b> <span class="guide-publisher">Uitgegeven door Regio &amp; co.' in text
        href = html.unescape(re.findall(r'class="guide-tell" href="([^"]*)"', text)[0])
        assert href.startswith("mailto:gids@regio.example?subject=") and named in href
        assert quote(f"https://voorbeeld.nl/gids/{path}", safe="") in href
    lost = (made[0] / "404.html").read_text("utf-8")
    assert 'href="mailto:gids@regio.example"' in lost
    leak = (made[0] / ".well-known" / "security.txt").read_text("utf-8")
    assert "Contact: mailto:gids@regio.example\nExpires: 9999-12-31T00:00:00Z\n" in leak
