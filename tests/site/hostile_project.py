"""A project in which every field an author can fill in tries to run something in a reader's browser."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MOVES = (
    '<img src="x" onerror="hit()">',
    "<script>hit()</script>",
    "</title></p></div></section><svg onload=hit()>",
    '" onmouseover="hit()" autofocus onfocus="hit()',
    "' onclick='hit()",
    "[klik](javascript:hit()) <javascript:hit()> ![x](javascript:hit())",
    "{: onclick=hit() style=color:red } {onclick=hit()}",
    '--8<-- "mkdocs.yml"',
    "{{ config.site_name }} {% raw %} ${hit()} &lt;b&gt; &#60;i>",
    "--> ]]> `<b>` **<u>**",
)
PAYLOAD = " ".join(MOVES)
TRAP = "window.hits = 0; window.hit = () => { window.hits += 1 }"
FOUND = """() => ({
  hits: window.hits,
  handlers: [...document.querySelectorAll("*")].flatMap(one => [...one.attributes].map(two => two.name))
    .filter(name => name.startsWith("on") || name === "autofocus"),
  run: [...document.querySelectorAll("[href], [src], [action]")].map(one => one.href || one.src || one.action)
    .filter(address => /^(javascript|data|vbscript):/i.test(address)),
  typed: [...document.querySelectorAll("article :is(u, i, script, iframe, object, embed)")].map(one => one.outerHTML),
})"""
NOTHING: dict[str, Any] = {"hits": 0, "handlers": [], "run": [], "typed": []}
CONFIG = """\
site_name: Proef
site_url: https://voorbeeld.nl/gids/
repo_url: https://voorbeeld.nl/bron
edit_uri: edit/main/docs/
theme:
  name: material
  language: nl
  font: false
  features: [navigation.instant, content.action.edit, search.suggest, search.highlight]
plugins: [{plugins}]
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - md_in_html
  - tables
  - pymdownx.snippets{snippets}
  - pymdownx.superfences
  - toc: {{permalink: true}}
"""


def text(name: str) -> str:
    """What an author typed in that field: its name, and behind it every trick."""
    return f"{name} {PAYLOAD}"


def markdown(name: str) -> str:
    """The same for a field of more paragraphs, with tricks that only Markdown knows."""
    blocks = (
        f"{name}.",
        "<div markdown onclick=hit()>",
        "</div></section></article>",
        "## Kop {onclick=hit()}",
        "```{.python onclick=hit()}\n<script>hit()</script>\n```",
        "[een][stuk]\n\n[stuk]: javascript:hit() 'titel'",
        "[twee](<java\tscript:hit()>) [drie](&#106;avascript:hit()) [vier](data:text/html,<script>hit()</script>)",
        "- lijst\n{: onclick=hit() }",
        "--8<-- 'mkdocs.yml'",
        "!!! note\n    <script>hit()</script>",
        "| a |\n|---|\n| <img src=x onerror=hit()> |",
        *MOVES,
    )
    return "\n\n".join(blocks)


def _outcome(name: str, **more: Any) -> dict[str, Any]:
    uses = [
        {"lesson": "les", "why": text(f"waarom-{name}")},
        {"lesson": "andere", "why": text(f"waarom-ook-{name}"), "when": {"all_of": ["feit"]}},
    ]
    return {
        "title": text(f"situatie-{name}"),
        "summary": text(f"samenvatting-{name}"),
        "body": markdown(f"uitleg-{name}"),
        "first_step": markdown(f"stap-{name}"),
        "lessons": uses,
        **more,
    }


TREE = {
    "title": text("wegwijzer"),
    "summary": text("samenvatting-wegwijzer"),
    "audience": ["rol"],
    "sources": ["bron"],
    "start": "een",
    "facts": {"feit": text("feit")},
    "questions": {
        "een": {
            "text": text("vraag-een"),
            "help": markdown("hulp-een"),
            "sources": ["bron"],
            "options": {
                "ja": {"text": text("antwoord-ja"), "help": markdown("hulp-ja"), "sets": ["feit"], "next": "twee"},
                "nee": {"text": text("antwoord-nee"), "next": "twee"},
            },
        },
        "twee": {
            "text": text("vraag-twee"),
            "options": {
                "links": {
                    "text": text("antwoord-links"),
                    "next": [{"when": {"all_of": ["feit"]}, "to": "slot"}, {"otherwise": "ander-slot"}],
                },
                "rechts": {"text": text("antwoord-rechts"), "next": "ander-slot"},
            },
        },
    },
    "outcomes": {"slot": _outcome("slot", guides=["boom"]), "ander-slot": _outcome("ander-slot")},
    "scenarios": [{"name": text("voorbeeld"), "answers": {"een": "ja", "twee": "links"}, "expect": "slot"}],
}
SOURCES = {
    "bron": {
        "author": text("auteur"),
        "title": text("titel-bron"),
        "publisher": text("uitgever"),
        "year": text("jaar"),
        "url": "https://voorbeeld.nl/x);hit()//{onclick=hit()}",
        "note": text("noot-bron"),
    }
}
FACETS = {
    "kinds": {
        name: {"label": text(f"soort-{name}"), "plural": text(f"soorten-{name}"), "description": text(f"waarom-{name}")}
        for name in ("lesson", "pitfall")
    },
    "themes": {"thema": {"label": text("thema"), "description": text("uitleg-thema")}},
    "phases": {"fase": {"label": text("fase"), "description": text("uitleg-fase")}},
    "roles": {"rol": {"label": text("rol"), "description": text("uitleg-rol")}},
}
GLOSSARY = {"begrip": {"term": "begrip", "also": [text("begrippen")], "text": text("uitleg-begrip")}}


def _lesson(name: str, **more: Any) -> str:
    front = {
        "title": text(f"les-{name}"),
        "kind": "lesson",
        "summary": text(f"samenvatting-{name}"),
        "themes": ["thema"],
        "phases": ["fase"],
        "roles": ["rol"],
        "sources": ["bron"],
        "search_words": [text(f"zoekwoord-{name}")],
        "ask": [text(f"tafel-{name}")],
        "caution": text(f"voorbehoud-{name}"),
        "draft": text(f"concept-{name}"),
        **more,
    }
    return f"---\n{json.dumps(front)}\n---\n\n{markdown(f'tekst-{name}')}\n\nEen begrip.\n"


FOLDER = 'x" onmouseover="hit()" y=\'<svg onload=hit()>\''


def write_hostile_project(root: Path) -> Path:
    """The project in that folder."""
    files: Mapping[str, Any] = {
        "mkdocs.yml": CONFIG.format(plugins="search, tags, treeguide", snippets=""),
        "docs/index.md": "# Start\n\n<!-- treeguide:question boom -->\n\n<!-- treeguide:guides -->\n",
        "docs/tags.md": "# Etiketten\n",
        f"decision_trees/{FOLDER}/boom.yml": TREE,
        "lessons/sources.yml": SOURCES,
        "lessons/facets.yml": FACETS,
        "lessons/glossary.yml": GLOSSARY,
        "lessons/les.md": _lesson("les", related=["andere"]),
        f"lessons/{FOLDER}/andere.md": _lesson("andere", kind="pitfall", opposite=["les"], aliases=["oude"]),
        'lessons/"><img src=x onerror=hit()>.md': _lesson("naam"),
        "lessons/<svg onload=hit()>.md": "kapot",
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1), "utf-8")
    return root
