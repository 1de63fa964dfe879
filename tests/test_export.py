"""`treeguide export`: the same site without our plugin, whole or not at all, and never outside its folder."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from small_project import TREE, lesson, write_project
from speeds import some
from treeguide.addresses.site import Site
from treeguide.commands.cli import main
from treeguide.config.file import merged, values_of
from treeguide.export import Contents, as_text, derived, site_of
from treeguide.values import Document

CONFIG = """\
INHERIT: basis.yml
site_url: https://gids.example/onder/
copyright: <a href="https://x.example">Van ons</a>
docs_dir: paginas
use_directory_urls: {urls}
theme:
  custom_dir: sjablonen
plugins:
  - search
  - treeguide: {{lessons_url: inzichten}}
hooks: [gereedschap/haak.py]
markdown_extensions: [attr_list]
watch: [lessons]
nav:
  - Start: index.md
  - inzichten/index.md
validation: {{omitted_files: warn}}
"""
BASE = """\
site_name: !ENV [NAAM_VAN_DE_GIDS, Proefgids]
theme:
  name: material
  font: false
  language: nl
extra_css: [eigen.css]
"""
FILES = {
    "basis.yml": BASE,
    "paginas/index.md": "# Begin\n\n<!-- treeguide:question waar -->\n\n## Meer\n\n<!-- treeguide:guides -->\n",
    "paginas/over/ons.md": "# Over ons\n\n[Alle lessen](../inzichten/index.md)\n",
    "paginas/inzichten/eigen.md": "# Van onszelf\n",
    "paginas/eigen.css": "body { color: teal }\n",
    "sjablonen/404.html": "<p>Niets gevonden</p>\n",
    "gereedschap/haak.py": "def on_page_markdown(markdown, **_):\n    return markdown.replace('teal', 'taal')\n",
    "decision_trees/waar.yml": TREE.replace("summary: Twee vragen.", "summary: Twee vragen over `geld < 5`."),
    "lessons/lessen/open-kaart.md": lesson("Kaarten *open* & bloot", themes="[geld]", aliases="[kaarten-op-tafel]"),
}


class MainText(HTMLParser):
    """The words and links of a page's main part, without the button that leads to its source."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.buttons = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.depth += 1
        elif self.depth and tag == "a" and "md-content__button" in (dict(attrs).get("class") or ""):
            self.buttons += 1
        elif self.depth and not self.buttons:
            self.found += [f"{key}={value}" for key, value in attrs if key in ("href", "id", "src")]

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "article"
        self.buttons -= tag == "a" and self.buttons > 0

    def handle_data(self, data: str) -> None:
        if self.depth and not self.buttons:
            self.found += data.split()


def built(root: Path, site: Path) -> dict[str, list[str]]:
    """The site that MkDocs makes of that folder: the main part of each page by path, and nothing of other files.

    Search is left out: ours belongs to the plugin, and without it the site has the theme's.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages: dict[str, list[str]] = {}
    for path in sorted(site.rglob("*")):
        reader = MainText()
        if path.suffix == ".html":
            reader.feed(path.read_text("utf-8"))
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith(("search/", "assets/treeguide/search", "_headers", "nginx.conf")):
            pages[name] = reader.found
    return pages


def load(text: str) -> dict[str, Any]:
    return values_of(Document("mkdocs.yml", text))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", **{"mkdocs.yml": CONFIG.format(urls="true"), **FILES})


def export(project: Path, *arguments: str) -> int:
    return main(["export", *arguments, "--project", str(project)])


@pytest.mark.parametrize("urls", some(["true", "false"]), ids=["folder addresses", "file addresses"])
def test_plain_mkdocs_builds_the_export_to_the_same_site(project: Path, tmp_path: Path, urls: str) -> None:
    (project / "mkdocs.yml").write_text(CONFIG.format(urls=urls), "utf-8")
    assert export(project, str(tmp_path / "uit")) == 0
    assert "treeguide:" not in (tmp_path / "uit" / "mkdocs.yml").read_text("utf-8")
    own, plain = built(project, tmp_path / "eigen"), built(tmp_path / "uit", tmp_path / "zonder")
    assert list(plain) == list(own)
    assert plain == own
    question = "wegwijzers/waar/index.html" if urls == "true" else "wegwijzers/waar.html"
    assert "stroef" in plain[question]
    assert "stroef" in plain["index.html"]
    assert any(path.startswith("inzichten/kaarten-op-tafel") for path in plain)


def test_the_configuration_keeps_what_it_can_and_names_what_the_pages_need(project: Path, tmp_path: Path) -> None:
    assert export(project, str(tmp_path / "uit")) == 0
    text = (tmp_path / "uit" / "mkdocs.yml").read_text("utf-8")
    assert "site_name: !ENV [NAAM_VAN_DE_GIDS, Proefgids]" in text
    found = load(text)
    assert found["theme"] == {"name": "material", "font": False, "language": "nl", "custom_dir": "overrides"}
    assert (found["plugins"], found["hooks"]) == (["search"], ["hooks/haak.py"])
    assert found["markdown_extensions"] == ["attr_list"]
    assert found["extra_css"][0] == "eigen.css"
    styles = {path.rpartition("/")[2].split(".")[0] for path in found["extra_css"][1:]}
    assert styles >= {"guide", "lists", "filter", "sheets", "desk"}
    assert [script["type"] for script in found["extra_javascript"]] == ["module"]
    assert not {"INHERIT", "docs_dir", "watch"} & set(found)
    assert "/wegwijzers/*.md\n" in found["not_in_nav"]
    assert "/inzichten/vier-het.md\n" in found["not_in_nav"]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("plugins: {search: {}, treeguide: {drafts: true}}", {"plugins": {"search": {}}}),
        ("plugins: [treeguide]", {"plugins": []}),
        ("markdown_extensions: {toc: {}}", {"markdown_extensions": {"toc": {}}}),
        ("site_dir: ../elders", {"site_dir": None}),
        ("site_dir: public", {"site_dir": "public"}),
        ("theme: material", {"theme": "material"}),
        ("theme: {name: x, custom_dir: leeg}", {"theme": {"name": "x"}}),
        ("not_in_nav: /oud.md\nextra_css: null", {"not_in_nav": "/oud.md\n/bronnen.md\n", "extra_css": ["a.css"]}),
    ],
)
def test_every_shape_of_configuration_is_understood(config: str, expected: dict[str, object]) -> None:
    found = load(as_text(derived(load(config), Contents(["a.css"], ["bronnen.md"]))))
    assert {key: found.get(key) for key in expected} == expected


def test_tags_of_every_sort_stay_and_nothing_they_name_is_run() -> None:
    text = as_text(load("a: !!python/name:os.system\nb: !relative $docs_dir\nc: !ENV HOME\nd: !ENV [A, {b: yes}]\n"))
    assert text.splitlines() == [
        "a: !!python/name:os.system ''",
        "b: !relative '$docs_dir'",
        "c: !ENV 'HOME'",
        "d: !ENV [A, {b: yes}]",
    ]


@pytest.mark.parametrize(
    ("config", "environment", "expected"),
    [
        ("site_name: Gids\nuse_directory_urls: false", {}, Site(False, "", "Gids")),
        (
            "site_url: !ENV ADRES\ncopyright: <b>Van</b>ons",
            {"ADRES": "https://a.nl/"},
            Site(True, "https://a.nl/", "", "Van ons"),
        ),
        ("site_name: !ENV [EEN, TWEE, Drie]", {"TWEE": "2"}, Site(name="2")),
        ("site_name: !ENV [EEN, TWEE, Drie]\nsite_url: !ENV WEG", {}, Site(name="Drie")),
        ("use_directory_urls: !ENV [MAPPEN, true]\nsite_name: !anders x", {"MAPPEN": "False"}, Site(False)),
    ],
)
def test_what_the_environment_says_counts_in_pages(config: str, environment: dict[str, str], expected: Site) -> None:
    assert site_of(load(config), environment) == expected


def test_an_inherited_configuration_joins_mappings_and_replaces_lists() -> None:
    parent = {"theme": {"name": "x", "font": True}, "plugins": ["a"], "nav": None}
    assert merged(parent, {"theme": {"font": False}, "plugins": ["b"], "nav": ["c"]}) == {
        "theme": {"name": "x", "font": False},
        "plugins": ["b"],
        "nav": ["c"],
    }


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8", "replace")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_folder_that_is_not_empty_is_left_alone(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "uit"
    target.mkdir()
    (target / "brief.txt").write_text("van mij", "utf-8")
    assert export(project, str(target)) == 2
    assert files(target) == {"brief.txt": "van mij"}


def test_force_replaces_an_earlier_export_and_nothing_else(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "uit"
    assert export(project, str(target)) == 0
    fresh = files(target)
    for name in ("brief.txt", ".git/HEAD", "docs/oud.md", "hooks/oud.py"):
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_text("oud", "utf-8")
    assert export(project, str(target), "--force") == 0
    assert files(target) == {**fresh, "brief.txt": "oud", ".git/HEAD": "oud"}


@pytest.mark.parametrize("name", ["docs/index.md", "mkdocs.yml", "hooks/a.py", "overrides/main.html"])
def test_force_does_not_replace_what_is_no_export(
    project: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "uit"
    (target / name).parent.mkdir(parents=True)
    (target / name).write_text("van mij", "utf-8")
    assert export(project, str(target), "--force") == 2
    assert files(target) == {name: "van mij"}
    assert "geen eerdere export" in capsys.readouterr().err


def test_hooks_of_one_name_both_come_along_and_what_stands_outside_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = "site_name: Proef\ntheme: {name: material, custom_dir: ../sjabloon, language: nl}\nplugins: [treeguide]\n"
    files_ = {f"{folder}/haak.py": f"# {folder}\n" for folder in ("a", "b", "../buiten")}
    files_ |= {
        "mkdocs.yml": f"{config}hooks: [a/haak.py, b/haak.py, ../buiten/haak.py]\n",
        "docs/index.md": "# Start\n",
    }
    project = write_project(tmp_path / "gids", **files_, **{"../sjabloon/main.html": "geheim"})
    assert export(project, str(tmp_path / "uit")) == 0
    found = files(tmp_path / "uit")
    assert [found["hooks/haak.py"], found["hooks/b-haak.py"]] == ["# a\n", "# b\n"]
    along = sorted(one for one in found if one.startswith(("overrides", "hooks")))
    assert along == ["hooks/b-haak.py", "hooks/haak.py"]
    assert values_of(Document("mkdocs.yml", found["mkdocs.yml"]))["hooks"] == ["hooks/haak.py", "hooks/b-haak.py"]
    said = capsys.readouterr().out
    assert "../buiten/haak.py staat buiten het project" in said
    assert "../sjabloon staat buiten het project" in said


def test_force_follows_no_link_out_of_the_folder(project: Path, tmp_path: Path) -> None:
    elsewhere, target = tmp_path / "elders", tmp_path / "uit"
    elsewhere.mkdir()
    target.mkdir()
    (elsewhere / "brief.txt").write_text("van mij", "utf-8")
    (target / "docs").symlink_to(elsewhere)
    assert export(project, str(target), "--force") == 0
    assert files(elsewhere) == {"brief.txt": "van mij"}
    assert not (target / "docs").is_symlink()


def test_what_fails_midway_leaves_everything_as_it_was(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "uit"
    assert export(project, str(target)) == 0
    (target / "docs" / "index.md").write_text("vorige keer", "utf-8")
    before = files(target)
    rename, count = Path.rename, [0]

    def failing(self: Path, to: Path) -> Path:
        count[0] += 1
        if count[0] == 6:
            raise OSError(28, "geen ruimte")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", failing)
    assert export(project, str(target), "--force") == 2
    assert files(target) == before
    assert [path.name for path in target.iterdir() if path.name.startswith(".")] == []
    assert "de schijf is vol" in capsys.readouterr().err


@pytest.mark.parametrize("place", [".", "..", "paginas/uit", "decision_trees", "lessons/x", "sjablonen"])
def test_the_project_itself_is_no_place_for_an_export(project: Path, place: str) -> None:
    before = files(project.parent)
    assert export(project, str(project / place), "--force") == 2
    assert files(project.parent) == before


def test_an_address_that_leads_out_of_the_folder_is_refused(project: Path, tmp_path: Path) -> None:
    config = CONFIG.format(urls="true").replace("lessons_url: inzichten", "lessons_url: ../../inzichten")
    (project / "mkdocs.yml").write_text(config, "utf-8")
    assert export(project, str(tmp_path / "diep" / "uit")) == 2
    assert files(tmp_path / "diep") == {}
    assert not (tmp_path / "inzichten").exists()


def test_links_out_of_the_project_do_not_come_along(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "geheim.txt").write_text("Geheim\n", "utf-8")
    (project / "paginas" / "geheim.txt").symlink_to(tmp_path / "geheim.txt")
    assert export(project, str(tmp_path / "uit")) == 0
    assert not (tmp_path / "uit" / "docs" / "geheim.txt").exists()
    assert "paginas/geheim.txt is een verwijzing naar een plek buiten het project" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "text", "code", "said"),
    [
        ("decision_trees/waar.yml", TREE.replace("next: geld", "next: gold"), 1, "[unknown-target]"),
        ("paginas/wegwijzers/waar.md", "# Hier\n", 1, "[address-taken]"),
        ("mkdocs.yml", "plugins: [\n", 2, "mkdocs.yml"),
        ("basis.yml", "- geen\n", 2, "basis.yml"),
        ("paginas/oud.md", "# Caf\udce9\n", 1, "[not-utf8]"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    project: Path, tmp_path: Path, file: str, text: str, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / file).parent.mkdir(exist_ok=True)
    (project / file).write_text(text, "utf-8", "surrogateescape")
    assert export(project, str(tmp_path / "uit")) == code
    shown = capsys.readouterr()
    assert said in shown.out + shown.err
    assert not (tmp_path / "uit").exists()


def test_what_does_not_suit_the_next_generator_can_stay_behind(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sjablonen" / "partials").mkdir()
    (project / "sjablonen" / "partials" / "search.html").write_text("zoek", "utf-8")
    assert export(project, str(tmp_path / "een")) == 0
    assert "--leave-out 'overrides/partials/*'" in capsys.readouterr().out
    assert export(project, str(tmp_path / "een"), "--force", "--leave-out", "overrides/*") == 0
    assert "--leave-out" not in capsys.readouterr().out
    assert not (tmp_path / "een" / "overrides").exists()
    assert "custom_dir" not in (tmp_path / "een" / "mkdocs.yml").read_text("utf-8")


def test_marks_without_a_tree_are_told(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "paginas" / "fout.md").write_text("# Fout\n\n<!-- treeguide:question weg -->\n", "utf-8")
    assert export(project, str(tmp_path / "uit")) == 0
    assert "fout.md: treeguide:question weg has nothing to show" in capsys.readouterr().out
