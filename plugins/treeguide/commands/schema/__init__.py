"""`treeguide schema`: JSON Schemas for editors, made from the models."""

import argparse
import json
from pathlib import Path

from treeguide.commands.command import CLEAN, Command, Context, WrongUseError
from treeguide.commands.schema.models import SCHEMAS, as_json


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", choices=SCHEMAS)
    parser.add_argument("--write", metavar="FOLDER")


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
        raise WrongUseError(context.words["not-written"].format(path=folder, reason=context.why(error))) from error
    return CLEAN


COMMAND = Command("schema", _options, _run, needs_project=False)
