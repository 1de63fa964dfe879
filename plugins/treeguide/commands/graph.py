"""`treeguide graph`: draw a guide, or the routes that lead to one situation."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from treeguide.addresses import Addresses
from treeguide.addresses.site import Site
from treeguide.commands import CLEAN, Command, Context, WrongUseError
from treeguide.commands.routes import chosen
from treeguide.drawing import Hrefs, Picture, picture
from treeguide.drawing.notations import dot, mermaid
from treeguide.drawing.svg import svg
from treeguide.export import site_of
from treeguide.library import Tree
from treeguide.project import Project

FORMATS: Mapping[str, Callable[[Picture], str]] = {
    "svg": lambda found: svg(found, alone=True),
    "mermaid": mermaid,
    "dot": dot,
}


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("tree", metavar="TREE")
    parser.add_argument("--format", choices=list(FORMATS), default="svg")
    parser.add_argument("--outcome", metavar="ID", default="")
    parser.add_argument("--site", metavar="URL")
    parser.add_argument("--output", metavar="FILE")


def _run(context: Context, given: argparse.Namespace) -> int:
    project = context.project()
    tree = chosen(context, project, [given.tree])[0]
    if not isinstance(tree, Tree) or not project.graph(tree).sections:
        raise WrongUseError(context.words["graph-unreadable"].format(tree=given.tree))
    outcome = _outcome(context, project, tree, given.outcome) if given.outcome else ""
    with context.busy("busy-drawing"):
        found = picture(project, tree, _hrefs(context, tree, given.site), outcome)
        text = FORMATS[given.format](found)
    _write(context, given.output, text)
    return CLEAN


def _outcome(context: Context, project: Project, tree: Tree, name: str) -> str:
    """The situation of that id, or the one it is called now; WrongUseError when no route of the tree leads there."""
    known = project.graph(tree).outcomes
    now = tree.file.aliases.get(name, project.library.aliases("outcome").get(name, name))
    if now in known:
        return now
    said = context.words["graph-no-outcome"].format(tree=tree.id, outcome=name)
    raise WrongUseError(f"{said} {context.choice(name, known)}".strip())


def _hrefs(context: Context, tree: Tree, given: str | None) -> Hrefs:
    """Whole addresses where the site's own is known, else from the top of the site."""
    site = _site(context)
    base = given if given is not None else site.url
    top = f"{base.rstrip('/')}/" if base else ""
    paths = Addresses(context.settings, context.settings.interface)
    return Hrefs(
        lambda name: f"{top}{site.address(paths.guide(tree.id))}#{name}",
        lambda outcome: f"{top}{site.address(paths.outcome(outcome))}",
    )


def _site(context: Context) -> Site:
    return site_of(context.setup.file.values, os.environ) if context.setup.file else Site()


def _write(context: Context, name: str | None, text: str) -> None:
    if name is None:
        sys.stdout.write(text)
        return
    try:
        Path(name).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise WrongUseError(context.words["not-written"].format(path=name, reason=context.why(error))) from error


COMMAND = Command("graph", _options, _run)
