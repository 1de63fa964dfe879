"""`treeguide schema`: JSON Schemas for editors, made from the models."""

import argparse
import json
from pathlib import Path

from treeguide.commands.command import CLEAN, Command, Context, WrongUseError
from treeguide.schema import SCHEMAS, as_json


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", choices=SCHEMAS, help=f"only this one: {', '.join(SCHEMAS)}")
    parser.add_argument("--write", metavar="FOLDER", help="write each to a file NAME.schema.json in this folder")


def _run(context: Context, given: argparse.Namespace) -> int:
    made = {name: make() for name, make in SCHEMAS.items() if given.name in (None, name)}
    if given.write is None:
        print(as_json(made[given.name]) if given.name else json.dumps(made, ensure_ascii=False, indent=2))
        return CLEAN
    folder = Path(given.write)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in made.items():
            path = folder / f"{name}.schema.json"
            path.write_text(as_json(schema), "utf-8", newline="\n")
            print(path.as_posix())
    except OSError as error:
        raise WrongUseError(context.words["not-written"].format(path=folder, reason=error.strerror)) from error
    return CLEAN


COMMAND = Command(
    "schema",
    "print the JSON Schemas that editors use",
    """\
Print the JSON Schemas of the source files, for editors: tree (a file in decision_trees/), lesson (the front matter of
a lesson), sources, facets and glossary (the files of those names in lessons/), and register (register.yml). They are
made from the models that check uses, with the Dutch descriptions an editor shows while one types.

VS Code finds the files in schemas/ by itself: .vscode/settings.json says which belongs to which. In another editor that
speaks to yaml-language-server, the first line of a tree names its schema.

A schema knows the shape of one file. Whether an id exists, a route ends or a fact is set is for treeguide check.""",
    _options,
    _run,
    (
        ("schema tree", "Print the schema of a tree."),
        ("schema --write schemas", "Write them all to the folder schemas, as the repository keeps them."),
    ),
    needs_project=False,
)
