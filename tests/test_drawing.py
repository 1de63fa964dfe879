"""A drawing of a guide shows every question, answer and situation once, and an author's text is only ever text."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from built import ROOT
from profiles import tries
from random_trees import Raw, trees
from small_project import TREE, write_project
from treeguide.commands.cli import main
from treeguide.drawing import Hrefs, Picture, picture
from treeguide.drawing.lettering import Style
from treeguide.drawing.notations import dot, mermaid
from treeguide.drawing.svg import svg
from treeguide.graph import cut
from treeguide.library import Folders, Library, Tree, read_library
from treeguide.library.adding import add_tree
from treeguide.pages import planned_pages
from treeguide.pages.map import drawings
from treeguide.project import Project
from treeguide.values import Document
from treeguide.writing import Writer

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>\"' onload=x ]]> & \\N `x` <!--"
ELEMENTS = {"svg", "title", "desc", "g", "a", "rect", "text", "tspan", "path"}
HREFS = Hrefs(lambda name: f"#{name}", lambda outcome: f"../situaties/{outcome}/")


def project_of(tree: Raw | str) -> tuple[Project, Tree]:
    """A project with one tree. JSON is YAML too."""
    library = Library()
    text = tree if isinstance(tree, str) else json.dumps(tree)
    add_tree(library, Document("decision_trees/boom.yml", text))
    return Project(library, Folders(Path("/nowhere"))), library.trees["boom"]


def drawn(tree: Raw | str, outcome: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(svg(picture(*project_of(tree), HREFS, outcome)))  # noqa: S314 (our own)


def chain(*texts: str, back: bool = False) -> Raw:
    """A tree in which one question follows another; the last answer ends it, or leads back to the first."""
    questions = {
        f"vraag-{number}": {
            "text": text,
            "options": {
                "verder": {"text": f"Verder {text}", "next": f"vraag-{number + 1}" if texts[number + 1 :] else "einde"},
                "anders": {"text": "Anders", "next": "vraag-0" if back else "einde"},
            },
        }
        for number, text in enumerate(texts)
    }
    end = {"title": f"Einde {texts[0]}", "summary": "S.", "body": "B.", "first_step": "E."}
    return {"title": texts[0], "summary": "S.", "start": "vraag-0", "questions": questions, "outcomes": {"einde": end}}


def texts(element: ElementTree.Element, name: str) -> list[str]:
    """The text of every element of that class, its lines joined, without tooltips."""
    return [
        " ".join("".join(part.itertext()) for part in found.iter(f"{SVG}tspan"))
        for found in element.iter()
        if name in found.get("class", "").split()
    ]


@tries(60)
@given(trees())
def test_every_answer_of_the_graph_is_drawn_once(tree: Raw) -> None:
    project, found = project_of(tree)
    graph = project.graph(found)
    root = drawn(tree)
    options = [
        (one.get("data-guide-section"), one.get("data-guide-step"), one.get("data-guide-option"))
        for one in root.iter()
        if one.get("data-guide-option")
    ]
    assert sorted(map(str, options)) == sorted(
        str((name, section.question, edge.option))
        for name, section in zip(graph.names, graph.sections, strict=True)
        for edge in section.edges
    )
    hrefs = [one.get("href") for one in root.iter(f"{SVG}a") if "pointer" not in one.get("class", "")]
    assert sorted(map(str, hrefs)) == sorted(
        [f"#{name}" for name in graph.names] + [f"../situaties/{outcome}/" for outcome in graph.outcomes]
    )


@tries(60)
@given(trees(), st.integers(0, 2))
def test_a_drawing_for_one_situation_shows_what_leads_there_and_nothing_else(tree: Raw, number: int) -> None:
    project, found = project_of(tree)
    graph, outcome = project.graph(found), f"uitkomst-{number}"
    leads = {outcome}
    while more := {
        name
        for name, section in zip(graph.names, graph.sections, strict=True)
        if name not in leads and {_name(graph.names, edge.target) for edge in section.edges} & leads
    }:
        leads |= more
    if outcome not in graph.outcomes:
        return
    shown = picture(project, found, only=outcome)
    assert {node.name for node in shown.nodes} == leads
    assert len(shown.arrows) == sum(
        _name(graph.names, edge.target) in leads
        for name, section in zip(graph.names, graph.sections, strict=True)
        if name in leads
        for edge in section.edges
    )


@tries(60)
@given(trees(), st.integers(1, 3))
def test_drawings_of_parts_hold_every_answer_once_and_name_what_goes_on_elsewhere(tree: Raw, size: int) -> None:
    project, found = project_of(tree)
    graph = project.graph(found)
    elsewhere = Hrefs(HREFS.question, HREFS.outcome, lambda number: f"kaart-{number}")
    answers, named = [], set()
    for part in cut(graph, size):
        root = ElementTree.fromstring(svg(picture(project, found, elsewhere, part)))  # noqa: S314 (our own)
        drawn_here = [one.get("data-guide-section") for one in root.iter() if one.get("class") == "guide-drawing-step"]
        assert drawn_here == [graph.names[number] for number in part]
        answers += [
            (one.get("data-guide-section"), one.get("data-guide-option"))
            for one in root.iter()
            if one.get("data-guide-option")
        ]
        named |= {one.get("href") for one in root.iter(f"{SVG}a") if "kaart-" in one.get("href", "")}
    assert sorted(map(str, answers)) == sorted(
        str((name, edge.option))
        for name, section in zip(graph.names, graph.sections, strict=True)
        for edge in section.edges
    )
    assert named == {
        f"kaart-{edge.target}"
        for part in cut(graph, size)
        for number in part
        for edge in graph.sections[number].edges
        if isinstance(edge.target, int) and edge.target not in part
    }


def test_a_guide_that_is_too_large_for_one_drawing_has_several() -> None:
    project, _ = project_of(chain(*(f"Vraag {number}?" for number in range(100))))
    pages = {one.path: one.make().html for one in planned_pages(Writer(project)) if "/kaart" in one.path}
    assert list(pages) == [f"wegwijzers/boom/kaart{more}.md" for more in ("", "-2", "-3", "-4")]
    second = pages["wegwijzers/boom/kaart-2.md"]
    assert second.count('class="guide-drawing-step"') == 25
    assert 'xlink:href="../kaart-3/"' in second
    assert '<a href="../kaart/">Vraag 1: Vraag 0?</a>' in second
    small, _ = project_of(chain(*(f"Vraag {number}?" for number in range(80))))
    (alone,) = (one for one in planned_pages(Writer(small)) if "/kaart" in one.path)
    assert "guide-drawings" not in alone.make().html


def _name(names: tuple[str, ...], target: int | str) -> str:
    return target if isinstance(target, str) else names[target]


def test_what_an_author_writes_stays_text() -> None:
    root = drawn(chain(HOSTILE, "Een \x07bel \x00 en \ufffe"))
    assert {one.tag.removeprefix(SVG) for one in root.iter()} == ELEMENTS
    assert {name for one in root.iter() for name in one.attrib if name.startswith("on") or name == "style"} == set()
    assert texts(root, "guide-drawing-question")[0].startswith("1 </text><script>alert(1)</script")
    assert "�bel � en �" in texts(root, "guide-drawing-question")[1]
    said = root.find(f"{SVG}title")
    assert said is not None
    assert said.text == HOSTILE


def test_a_drawing_loads_nothing_and_runs_nothing() -> None:
    found = svg(picture(*project_of(TREE), HREFS), alone=True)
    assert re.findall(r"url\(|@import|<script|javascript:|(?:src|on\w+)=", found) == []
    assert "<style>" in found
    assert "<style>" not in svg(picture(*project_of(TREE), HREFS))


def test_an_answer_that_leads_back_or_elsewhere_ends_in_a_pointer() -> None:
    found = texts(drawn(chain("Eerst?", "Dan?", "Tot slot?", back=True)), "guide-drawing-pointer")
    assert found == ["↩ Vraag 1: Eerst?"] * 3
    ahead = texts(drawn(chain("Eerst?", "Dan?", "Tot slot?")), "guide-drawing-pointer")
    assert ahead == ["Einde Eerst?"] * 3
    assert texts(drawn(chain("Eerst?", "Dan?", "Tot slot?"), "einde"), "guide-drawing-pointer") == []


def test_a_question_says_for_which_readers_it_is() -> None:
    root = drawn(TREE)
    assert texts(root, "guide-drawing-question") == [
        "1 Hoe gaat het?",
        "2 Gaat het om geld? Als jullie de regie voeren",
        "3 Gaat het om geld?",
    ]
    assert [one.get("data-guide-section") for one in root.iter() if one.get("class") == "guide-drawing-step"] == [
        "fase",
        "geld.regie",
        "geld",
    ]


STYLE = Style(12, 15, 120, 140, 3, 0, 0)


@tries(200)
@given(st.text(alphabet="abc deij WM-/é漢🎉\u0301", max_size=120), st.integers(30, 300))
def test_lines_fit_and_hold_the_whole_text_or_end_in_dots(text: str, room: int) -> None:
    style = Style(12, 15, room, room + 20, 3, 0, 0)
    lines = style.wrap(text)
    assert 1 <= len(lines) <= 3
    assert all(style.width(line) <= room + 20 for line in lines)
    if not lines[-1].endswith("…"):
        assert re.sub(r"[\s-]", "", "".join(lines)) == re.sub(r"[\s-]", "", text)


def test_a_text_that_is_too_long_is_whole_in_the_tooltip() -> None:
    long = "Dit antwoord heeft zo veel woorden dat het nergens in past, " * 6
    root = drawn(chain(long.strip(), "Kort?"))
    titles = [one.text for one in root.iter(f"{SVG}title")]
    assert f"Verder {long.strip()}" in titles
    assert any(text.endswith("…") for text in texts(root, "guide-drawing-option"))
    assert [title for title in titles if title == "Anders"] == []


def test_lines_of_one_text_are_about_as_long() -> None:
    assert STYLE.wrap("een twee drie vier vijf zes") == ["een twee drie", "vier vijf zes"]
    assert STYLE.wrap("Samenwerkingsovereenkomstencommissie") == ["Samenwerkingsoveree-", "nkomstencommissie"]


def test_mermaid_and_dot_take_hostile_text_as_text() -> None:
    found = picture(*project_of(chain(HOSTILE, "1. Een", "- twee", "[x]{y}|z|;#quot;")), HREFS)
    nodes = [line for line in mermaid(found).splitlines() if re.match(r"  n\d+[\[(]", line)]
    assert len(nodes) == 5
    assert [line for line in nodes if not re.fullmatch(r'  n\d+[\[(]"(?:[^"#&<>`\\|;{}\[\]]|#\d+;)*"[\])]', line)] == []
    assert '"2 · 1. Een"' in nodes[1]
    assert "#45; twee" in nodes[2]
    for line in dot(found).splitlines():
        strings = re.findall(r'"(?:[^"\\]|\\.)*"', line)
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
        assert re.fullmatch(r"[\w\s=,\[\]{}>;-]*", bare), line
        assert [text for text in strings if re.search(r"(?<!\\)(?:\\\\)*\\[^n\"\\]", text)] == []


@pytest.fixture(scope="module")
def pictures() -> list[Picture]:
    """Every tree of this repository."""
    folders = Folders(ROOT)
    project = Project(read_library(folders), folders)
    return [picture(project, tree, HREFS) for tree in project.trees]


def test_text_stays_inside_its_box_in_a_real_browser(browser: Browser, tmp_path: Path, pictures: list[Picture]) -> None:
    measure = """() => [...document.querySelectorAll('a')].flatMap(link => {
        const box = link.querySelector('rect').getBBox();
        return [...link.querySelectorAll('text')].map(text => text.getBBox())
            .filter(one => one.x + one.width > box.x + box.width || one.y + one.height > box.y + box.height + 2)
            .map(() => link.textContent);
    })"""
    page = browser.new_page()
    wrong = {}
    for one in pictures:
        path = tmp_path / f"{one.id}.svg"
        path.write_text(svg(one, alone=True), "utf-8")
        page.goto(path.as_uri())
        wrong[one.id] = page.evaluate(measure)
    page.close()
    assert len(wrong) > 1
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_real_tree_is_readable_on_paper() -> None:
    """On A3 on its side no text of any drawing on the site is much smaller than five points."""
    folders, sizes = Folders(ROOT), {}
    project = Project(read_library(folders), folders)
    for tree in project.trees:
        for number, piece in enumerate(drawings(project, tree)):
            shown = svg(picture(project, tree, HREFS, piece), alone=True)
            found = re.search(r'width="(\d+)" height="(\d+)"', shown)
            assert found
            sizes[f"{tree.id} {number}"] = 11.5 * min(404 / int(found[1]), 281 / int(found[2])) / 25.4 * 72
    assert {name: size for name, size in sizes.items() if size < 4.9} == {}


def test_the_command_draws_links_to_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = "site_name: Proef\nsite_url: https://gids.example/\nplugins: [treeguide]\nuse_directory_urls: false\n"
    write_project(tmp_path, **{"mkdocs.yml": config})
    asked = ["graph", "waar", "--project", str(tmp_path)]
    assert main([*asked, "--format", "dot"]) == 0
    assert 'URL="https://gids.example/wegwijzers/waar.html#geld.regie"' in capsys.readouterr().out
    assert main([*asked, "--site", "", "--format", "mermaid"]) == 0
    assert "click" not in capsys.readouterr().out
    assert main([*asked, "--output", str(tmp_path / "waar.svg"), "--site", "http://localhost:8000"]) == 0
    assert 'href="http://localhost:8000/situaties/ga-door.html"' in (tmp_path / "waar.svg").read_text("utf-8")


def test_wrong_use_of_the_command_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path, **{"decision_trees/stuk.yml": "title: Stuk\nquestions: 3\n"})
    asked = ["--project", str(tmp_path), "--language", "en"]
    assert main(["graph", "waat", *asked]) == 2
    assert capsys.readouterr().err == 'There is no tree "waat". Do you mean "waar"?\n'
    assert main(["graph", "waar", "--outcome", "ga-dor", *asked]) == 2
    assert 'leads to "ga-dor". Do you mean "ga-door"?' in capsys.readouterr().err
    assert main(["graph", "stuk", *asked]) == 2
    assert "cannot be drawn while it has faults" in capsys.readouterr().err
    assert main(["graph", "waar", "--output", str(tmp_path / "niet" / "x.svg"), *asked]) == 2
    assert "could not be written" in capsys.readouterr().err
