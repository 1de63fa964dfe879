"""A guide's graph as a script that other scripts load: only its data, under a name that holds a hash of it."""

import hashlib
import json
from typing import Any

from treeguide.library import Tree
from treeguide.pages.spread import page_numbers
from treeguide.project import Project
from treeguide.writing.assets import FOLDER


def graph_files(project: Project) -> dict[str, str]:
    """For each guide its script, by path in the site."""
    return {f"{FOLDER}/{file_name(project, name)}": script(project, name) for name in project.library.trees}


def file_name(project: Project, tree: str) -> str:
    """The name of a guide's script, beside our other scripts."""
    return f"graph-{tree}.{hashlib.sha256(script(project, tree).encode()).hexdigest()[:10]}.mjs"


def script(project: Project, tree: str) -> str:
    """The script: exports `graph` as assets/page/common.mjs describes it, and `outcomes` (id → title)."""
    found = project.library.trees[tree]
    names = project.graph(found).names
    graph = {"start": names[0] if names else "", "sections": _sections(project, found)}
    reached = project.graph(found).outcomes
    situations = project.library.situations
    titles = {name: " ".join(situations[name].outcome.title.split()) for name in reached if name in situations}
    return f"export const graph = {_json(graph)}\nexport const outcomes = {_json(titles)}\n"


def _sections(project: Project, tree: Tree) -> dict[str, Any]:
    graph = project.graph(tree)
    pages = page_numbers(project, tree)
    is_spread = max(pages, default=0) > 0
    found: dict[str, Any] = {}
    for number, section in enumerate(graph.sections):
        question = tree.file.questions[section.question]
        options = []
        for edge in section.edges:
            row = {"id": edge.option, "text": " ".join(question.options[edge.option].text.split())}
            row |= {"section": graph.names[edge.target]} if isinstance(edge.target, int) else {"outcome": edge.target}
            options.append(row)
        text = " ".join(question.text.split())
        found[graph.names[number]] = {"question": section.question, "text": text, "options": options}
        if is_spread:
            found[graph.names[number]]["page"] = pages[number]
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
