"""Which keys the source formats have, and behind which of them readers' texts stand."""

from treeguide.values import facets, model, sheets
from treeguide.values.model import Fails, marks_of

_OF_TREES = (model.TreeFile, model.Question, model.Option, model.Outcome, model.LessonUse, model.Scenario)
_OF_AUTHORS = (
    *_OF_TREES,
    *sheets.SHEET_MODELS,
    model.FrontMatter,
    model.Source,
    model.Term,
    facets.Facet,
    facets.KindOf,
    facets.FacetList,
    *facets.START_MODELS,
)
FORMAT_KEYS = frozenset(key for one in _OF_AUTHORS for key in one.model_fields)

TEXT_KEYS = frozenset(
    key for one in _OF_AUTHORS for key, field in one.model_fields.items() if Fails("no-text") in marks_of(field)
)
"""The keys behind which authors write what readers read."""
