"""What a guide calls things becomes the shape of its lessons: its kinds, its lists, and what none may lack."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import ConfigDict, Field, create_model

from treeguide.values.facets import Facet, Facets
from treeguide.values.model import ONE_KIND, Date, FrontMatter, Id

SHORT = ("themes", "phases", "roles")  # lists that need no declaration: what they are called, every language knows
Key: TypeAlias = tuple[tuple[str, ...], str, tuple[str, ...], tuple[str, ...]]


class AnyFrontMatter(FrontMatter):
    """Front matter where what the guide calls things is not known: whatever it is called may stand there."""

    model_config = ConfigDict(extra="ignore")


def lists_of(facets: Facets) -> dict[str, Mapping[str, Facet]]:
    """The closed lists by their name, in the order of the site."""
    short = {name: getattr(facets, name) for name in SHORT}
    own = {name: {**short.get(name, {}), **one.values} for name, one in facets.facets.items()}
    return {**own, **{name: values for name, values in short.items() if name not in own}}


def sheets_of(facets: Facets) -> tuple[str, Mapping[str, Facet]]:
    """The list whose choices have a page of cards each: its name and what is in it; nothing where none was chosen."""
    by = (facets.cards and facets.cards.by) or ""
    return by, lists_of(facets).get(by, {})


def chosen(front: FrontMatter, name: str) -> tuple[str, ...]:
    """What a lesson chooses from the list of that name."""
    found: tuple[str, ...] = getattr(front, name, ())
    return found


def is_taken(name: str) -> bool:
    """Whether a list cannot have that name, since in a lesson it means something else."""
    return (name not in SHORT and hasattr(FrontMatter, name)) or name in FrontMatter.model_fields.keys() - {*SHORT}


def requirable(facets: Facets) -> tuple[str, ...]:
    """What a guide may ask of each of its lessons."""
    lists = (name for name, field in FrontMatter.model_fields.items() if field.annotation == tuple[Id, ...])
    return tuple(dict.fromkeys((*lists, *(name for name in facets.facets if not is_taken(name)), "reviewed")))


def front_matter(facets: Facets | None) -> type[FrontMatter]:
    """What stands above a lesson of a guide that calls things so; with None, of one of which that is not known."""
    if facets is None:
        return AnyFrontMatter
    own = tuple(name for name in facets.facets if name not in SHORT and not is_taken(name))
    required = tuple(name for name in facets.required if name in requirable(facets))
    usual = facets.default_kind if facets.default_kind in facets.kinds else "" if facets.kinds else ONE_KIND
    return _model((tuple(facets.kinds), usual or "", own, required))


@cache
def _model(key: Key) -> type[FrontMatter]:
    kinds, usual, own, required = key
    fields: dict[str, Any] = {name: (tuple[Id, ...], Field((), description=NAMED)) for name in own}
    told = {name: field.description or "" for name, field in FrontMatter.model_fields.items()}
    fields["kind"] = (Literal[kinds or (ONE_KIND,)], Field(*((usual,) if usual else ()), description=told["kind"]))
    for name in required:
        shape: Any = Date if name == "reviewed" else Annotated[tuple[Id, ...], Field(min_length=1)]
        for mark in FrontMatter.model_fields[name].metadata if name in told else ():
            shape = Annotated[shape, mark]
        fields[name] = (shape, Field(description=told.get(name, NAMED)))
    return create_model("FrontMatter", __base__=FrontMatter, **fields)


NAMED = "Keuzes uit een lijst van deze gids (ids uit lessons/facets.yml)."
