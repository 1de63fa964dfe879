"""The glossary and the closed lists as SKOS, as the Dutch standard NL-SBB asks: what words mean, for programs.

A concept needs a definition there: a choice of a list that has no description is left out. See decision 102.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from treeguide.values.shown import one_line
from treeguide.values.vocabulary import lists_of
from treeguide.writing import Writer

PATH = "skos.jsonld"
CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
}


def skos_files(writer: Writer) -> dict[str, Callable[[], str]]:
    """The file, where the site says where it stands and there is something to define."""
    graph = [*_glossary(writer), *_lists(writer)] if writer.site.url else []
    whole = {"@context": CONTEXT, "@graph": graph}
    return {PATH: lambda: json.dumps(whole, ensure_ascii=False, indent=1) + "\n"} if graph else {}


def _glossary(writer: Writer) -> Iterator[dict[str, Any]]:
    """The scheme of all terms, and each term."""
    terms, page = writer.project.library.glossary, writer.site.online(writer.addresses.glossary)
    scheme, names = f"{page}#scheme", {name: f"{page}#{name}" for name in terms}
    if terms:
        yield _scheme(writer, scheme, writer.words["glossary"], list(names.values()))
    for name, term in terms.items():
        others = [other for other in dict.fromkeys(term.also) if other != term.term]
        more = {"skos:altLabel": [_said(writer, other) for other in others]} if others else {}
        yield _concept(writer, names[name], scheme, (term.term, term.text)) | more


def _lists(writer: Writer) -> Iterator[dict[str, Any]]:
    """Each closed list as a scheme, with the choices that are described."""
    for sort, values in lists_of(writer.project.library.facets).items():
        told = {name: value for name, value in values.items() if value.description}
        names = {name: writer.site.online(writer.addresses.facet(sort, name)) + "#concept" for name in told}
        scheme = writer.site.online(writer.addresses.facets(sort)) + "#scheme"
        if told:
            yield _scheme(writer, scheme, writer.list_label(sort), list(names.values()))
        for name, value in told.items():
            yield _concept(writer, names[name], scheme, (value.label, value.description or ""))


def _scheme(writer: Writer, iri: str, title: str, concepts: list[str]) -> dict[str, Any]:
    whole = f"{title} · {writer.site.name}" if writer.site.name else title
    return {
        "@id": iri,
        "@type": "skos:ConceptScheme",
        "dct:title": _said(writer, whole),
        "skos:hasTopConcept": [{"@id": one} for one in concepts],
    }


def _concept(writer: Writer, iri: str, scheme: str, said: tuple[str, str]) -> dict[str, Any]:
    return {
        "@id": iri,
        "@type": "skos:Concept",
        "skos:prefLabel": _said(writer, said[0]),
        "skos:definition": _said(writer, said[1]),
        "skos:inScheme": {"@id": scheme},
        "skos:topConceptOf": {"@id": scheme},
    }


def _said(writer: Writer, text: str) -> Mapping[str, str]:
    return {"@value": one_line(text), "@language": writer.language}
