"""`treeguide schema`: JSON Schemas of the models, for editors: completion, hover texts and red lines while one types.

An editor reads YAML by other rules than we do: `2020` is a number there and `true` a truth value, where we keep the
text its author typed. So the schemas allow those wherever text is expected. They follow draft 7, which editors know.
"""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from treeguide.commands import CLEAN, Command, Context
from treeguide.library import files, library_of
from treeguide.values.model import ID_PATTERN, Id, OutcomesFile, RegisterFile, Source, Term, TreeFile
from treeguide.values.sheets import NUMBER_PATTERN, ChecklistFile, ScanFile
from treeguide.values.vocabulary import Facets, front_matter
from treeguide.words import key_words

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
# What an editor shows where a field has no description of its own, such as at the id of a question.
DESCRIPTIONS = {
    "Advice": "Een situatie of les, en wanneer die verschijnt.",
    "ChecklistFile": "Een checklist: een bestand met signalen en adviezen.",
    "ChecklistScenario": "Een voorbeeld van wat iemand aankruist, en wat dan moet verschijnen.",
    "Condition": "Een voorwaarde: welke feiten wel en niet gelden. Alles wat hier staat moet kloppen.",
    "Facet": "Een thema, fase of rol waar lessen uit kiezen.",
    "CardsOf": "Hoe de kaarten met vragen zijn ingedeeld.",
    "FacetList": "Een lijst met een eigen naam waar lessen uit kiezen.",
    "Facets": "Hoe dingen in deze gids heten: de soorten lessen, en de lijsten waar lessen uit kiezen.",
    "KindOf": "Een soort les.",
    "FrontMatter": "Het blok tussen de twee regels met streepjes boven een les.",
    "Item": "Iets waar ieder een cijfer voor geeft.",
    "LessonUse": "Een les bij deze situatie, en waarom zij daar helpt.",
    "Option": "Een antwoord dat de lezer kan kiezen.",
    "Otherwise": "De weg voor alle lezers bij wie geen voorwaarde geldt; altijd de laatste.",
    "Outcome": "Een situatie waarin een lezer kan zitten.",
    "OutcomesFile": "Een bestand met alleen situaties, die meer bomen kunnen delen.",
    "Question": "Een vraag van de boom.",
    "RegisterFile": "Elk adres dat ooit gepubliceerd is, en wat er werd van wat er niet meer staat.",
    "Removal": "Iets wat voorgoed weg is, met wat een lezer te zien krijgt die er nog komt.",
    "Scale": "De cijfers waaruit ieder kiest.",
    "ScanFile": "Een scan: een bestand met een schaal en items.",
    "ScanScenario": "Een voorbeeld van wat partners antwoorden, en welk patroon dat is.",
    "Scenario": "Een voorbeeld van een route, en waar die moet eindigen.",
    "Signal": "Iets wat een lezer kan aankruisen.",
    "Source": "Een bron, met wat er over bekend is.",
    "StartGuide": "Een boom, of een vraag daarvan, om mee te beginnen.",
    "StartLesson": "Een les om mee te beginnen.",
    "StartOutcome": "Een situatie om mee te beginnen.",
    "Talk": "Waar de groep over praat bij een patroon.",
    "Talks": "Voor elk patroon waar de groep over praat.",
    "Term": "Een begrip dat een lezer misschien niet kent.",
    "TreeFile": "Een beslisboom: een bestand met vragen.",
    "When": "Een weg die de lezer neemt als de voorwaarde klopt.",
}
# What an editor calls the thing it offers to fill in whole.
TITLES = {
    "Advice": "advies",
    "ChecklistFile": "checklist",
    "ChecklistScenario": "voorbeeld van een checklist",
    "Condition": "voorwaarde",
    "Facet": "thema, fase of rol",
    "CardsOf": "indeling van de kaarten",
    "FacetList": "keuzelijst",
    "Facets": "keuzelijsten",
    "KindOf": "soort les",
    "FrontMatter": "gegevens van een les",
    "Item": "item",
    "LessonUse": "les, met waarom",
    "Option": "antwoord",
    "Otherwise": "anders",
    "Outcome": "situatie",
    "OutcomesFile": "bestand met situaties",
    "Question": "vraag",
    "RegisterFile": "register",
    "Removal": "voorgoed weg",
    "Scale": "schaal",
    "ScanFile": "scan",
    "ScanScenario": "voorbeeld van een scan",
    "Scenario": "voorbeeld",
    "Signal": "signaal",
    "Source": "bron",
    "StartGuide": "wegwijzer of vraag, met waarom",
    "StartLesson": "les, met waarom",
    "StartOutcome": "situatie, met waarom",
    "Talk": "gesprek",
    "Talks": "gesprek per patroon",
    "Term": "begrip",
    "TreeFile": "boom",
    "When": "weg met een voorwaarde",
}


def tree(_: Facets) -> Schema:
    """A file in the folder of trees: a tree, a scan, a checklist, or outcomes that trees share."""
    whole = TypeAdapter(TreeFile | ScanFile | ChecklistFile | OutcomesFile).json_schema()
    return _whole(
        whole,
        "Beslisboom of situaties",
        "Een bestand met vragen (een boom), items (een scan), signalen (een checklist), of alleen situaties.",
    )


def lesson(facets: Facets) -> Schema:
    """The front matter of a lesson of a guide that calls things so."""
    made = _whole(front_matter(facets).model_json_schema(), "Gegevens van een les", DESCRIPTIONS["FrontMatter"])
    told = "; ".join(f"{name}: {one.label.lower()}" for name, one in facets.kinds.items())
    if told:
        kind = made["properties"]["kind"]
        kind["description"] += f" {told}."
        kind["enumDescriptions"] = [one.label for one in facets.kinds.values()]
    return made


def sources(_: Facets) -> Schema:
    """lessons/sources.yml."""
    whole = TypeAdapter(dict[Id, Source]).json_schema()
    return _whole(whole, "Bronnen", "De bronnen: id, met daaronder wat er over de bron bekend is.")


def facets(_: Facets) -> Schema:
    """lessons/facets.yml."""
    return _whole(Facets.model_json_schema(), "Thema's, fasen en rollen", DESCRIPTIONS["Facets"])


def glossary(_: Facets) -> Schema:
    """lessons/glossary.yml."""
    whole = TypeAdapter(dict[Id, Term]).json_schema()
    return _whole(whole, "Begrippen", "De begrippen: id, met daaronder het begrip en wat het betekent.")


def register(_: Facets) -> Schema:
    """register.yml."""
    return _whole(RegisterFile.model_json_schema(), "Register van adressen", DESCRIPTIONS["RegisterFile"])


SCHEMAS: Mapping[str, Callable[[Facets], Schema]] = {
    "tree": tree,
    "lesson": lesson,
    "sources": sources,
    "facets": facets,
    "glossary": glossary,
    "register": register,
}


MODELS = {"lesson": "FrontMatter", "facets": "Facets", "register": "RegisterFile"}  # of what is one mapping


def in_english(name: str, schema: Schema) -> Schema:
    """The same schema for who writes in English."""
    words = key_words()
    title, description = words["files"][name]
    whole = {**schema, "title": title, "description": description}
    parts = {
        MODELS.get(name, ""): whole,
        **{model: dict(part) for model, part in schema.get("definitions", {}).items()},
    }
    for model, part in parts.items():
        if part is not whole:
            part["title"], part["description"] = words["models"][model]
        if "properties" in part:
            part["properties"] = {key: _told(key, model, field) for key, field in part["properties"].items()}
    definitions = {model: part for model, part in parts.items() if part is not whole}
    return {**whole, **({"definitions": definitions} if definitions else {})}


def _told(key: str, model: str, field: Schema) -> Schema:
    """What an editor shows at a key in English; at a list of the guide's own, that it is one."""
    words = key_words()
    about = words["keys"][model].get(key) or words["lists"]["own"]
    kinds = "; ".join(
        f"{kind}: {label.lower()}"
        for kind, label in zip(field.get("enum", ()), field.get("enumDescriptions", ()), strict=False)
    )
    return {**field, "description": f"{about} {kinds}." if kinds else about}


def as_json(schema: Schema) -> str:
    """The schema as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _whole(schema: Schema, title: str, description: str) -> Schema:
    definitions = schema.pop("$defs", {})
    body = _for_editors(schema) | {"description": description}
    shared = {name: _definition(name, inner) for name, inner in sorted(definitions.items())}
    return {"$schema": DRAFT, "title": title, **body, **({"definitions": shared} if shared else {})}


def _definition(name: str, schema: Schema) -> Schema:
    return {"title": TITLES[name], **_for_editors(schema), "description": DESCRIPTIONS[name]}


def _for_editors(schema: Schema) -> Schema:
    """The same shape, in words an editor understands and an author can use."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:  # optional: absent, but never empty
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        return _for_editors({**rest, **choices[0]})
    kept = {key: value for key, value in schema.items() if key not in ("title", "default", "propertyNames")}
    if "$ref" in kept:
        kept["$ref"] = kept["$ref"].replace("#/$defs/", "#/definitions/")
    if "properties" in kept:
        kept["properties"] = {name: _for_editors(inner) for name, inner in kept["properties"].items()}
    if "patternProperties" in kept:
        kept["patternProperties"] = {key: _for_editors(inner) for key, inner in kept["patternProperties"].items()}
        kept["additionalProperties"] = False
    if isinstance(kept.get("items"), dict):
        kept["items"] = _for_editors(kept["items"])
    for key in ("anyOf", "oneOf"):
        if key in kept:
            kept[key] = [_for_editors(inner) for inner in kept[key]]
    return kept | _scalar(kept)


def _scalar(schema: Schema) -> Schema:
    """What else an editor may take a text for."""
    if schema.get("type") != "string":
        return {}
    if schema.get("pattern") == ID_PATTERN:
        return {"type": ["string", "boolean"]}
    if schema.get("pattern") == NUMBER_PATTERN:
        return {"type": ["string", "integer"]}
    if schema.get("pattern") == r"\S":
        return {"type": ["string", "number", "boolean"]}
    return {}


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", choices=SCHEMAS)
    parser.add_argument("--write", metavar="FOLDER")


def _run(context: Context, given: argparse.Namespace) -> int:
    wanted = f"{context.folders.lessons}/facets.yml"
    found = library_of(context.folders, (one for one in files(context.folders) if one.path == wanted))
    made = {name: make(found.facets) for name, make in SCHEMAS.items() if given.name in (None, name)}
    if context.language != "nl":
        made = {name: in_english(name, schema) for name, schema in made.items()}
    if given.write is None:
        print(as_json(made[given.name]) if given.name else json.dumps(made, ensure_ascii=False, indent=2))
        return CLEAN
    folder = Path(given.write)
    for name, schema in made.items():
        path = folder / f"{name}.schema.json"
        context.write(path, as_json(schema), folder)
        print(path.as_posix())
    return CLEAN


COMMAND = Command("schema", _options, _run, needs_project=False)
