"""Turns a decision tree in the schema of the Dutch AI-act decision aid into a tree of ours, and tells what differs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from treeguide.reading import read_yaml
from treeguide.values import Document, Problem
from treeguide.values.model import TreeFile
from treeguide_import.content import Content, build_tree
from treeguide_import.figures import Figures, figures
from treeguide_import.naming import fact_ids, free_id, option_ids, slug, step_ids
from treeguide_import.notice import Notice
from treeguide_import.routes import Ids, find_routes
from treeguide_import.source import Source, read_source
from treeguide_import.tree_text import remembered, tree_text


@dataclass(frozen=True)
class Imported:
    """A tree made from a foreign file: its text, what differs, and how it compares with the original."""

    tree: TreeFile
    text: str
    notices: tuple[Notice, ...]
    figures: Figures

    @property
    def changes_routes(self) -> bool:
        """Whether some reader may come out elsewhere than in the original."""
        walked = self.figures
        return any(notice.changes for notice in self.notices) or (walked.is_whole and walked.same < walked.transitions)


@dataclass(frozen=True)
class Surroundings:
    """What the new tree has to fit in with.

    `taken` are the ids of other steps in the project, `earlier` the text of an earlier import of the same tree, whose
    ids stay. `head` is comment for the top of the file, `words` the texts to fill in, `limit` that of unfolding.
    """

    words: Mapping[str, str]
    limit: int
    taken: Collection[str] = ()
    earlier: str = ""
    head: tuple[str, ...] = ()


def read_foreign(document: Document) -> tuple[Source | None, list[Notice], list[Problem]]:
    """The foreign file, what of it has no place with us, and what is wrong with it as YAML.

    There is no source when nothing in it can be made a tree.
    """
    node, problems = read_yaml(document)
    errors = [found for found in problems if found.is_error]
    if node is None:
        return None, [], errors
    source, notices = read_source(node)
    return (source if source.questions else None), notices, errors


def proposed_id(source: Source, document: Document) -> str:
    """An id for the tree: from its name, else from the file's."""
    stem = document.path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return free_id(slug(source.name) or slug(stem), "", "boom", ())


def import_tree(source: Source, notices: list[Notice], around: Surroundings) -> Imported:
    """The source as a tree of ours. `notices` are those of reading it; all of them come back sorted by place."""
    ids = _ids(source, around)
    routes = find_routes(source, ids, around.limit)
    content = Content(around.words, ids)
    tree = build_tree(source, routes, content, around.limit)
    every = [*notices, *routes.notices, *content.notices]
    return Imported(
        tree,
        tree_text(tree, content.remarks, around.head),
        tuple(sorted(every, key=lambda notice: (notice.place.order, notice.what))),
        figures(source, tree, ids),
    )


def _ids(source: Source, around: Surroundings) -> Ids:
    questions, conclusions = step_ids(source, remembered(around.earlier), around.taken)
    used = {*questions.values(), *conclusions.values(), *around.taken}
    return Ids(
        questions,
        conclusions,
        fact_ids(source.labels),
        {name: option_ids(answer.text for answer in question.answers) for name, question in source.questions.items()},
        free_id(around.words["nowhere-id"], "", "uitkomst", used),
    )
