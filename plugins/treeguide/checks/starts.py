"""Whether what a theme, phase or role lets readers begin with is there for them."""

from collections.abc import Collection, Iterator

from treeguide.project import Project, held_back
from treeguide.values.closest import closest
from treeguide.values.place import Place
from treeguide.values.problem import Problem, problem, warning
from treeguide.values.vocabulary import lists_of

Named = tuple[str, str]


def unknown_start_here(project: Project) -> Iterator[Problem]:
    """A theme, phase or role lets readers begin with something that does not exist."""
    for _, place, (sort, name) in _starts(project):
        tree, _, one = name.rpartition("#")
        if sort == "question" and tree not in project.library.trees:
            sort, one = "guide", tree
        known = _known(project, sort, tree)
        if one not in known and not project.library.may_hold(one):
            yield problem(place, f"unknown-{sort}", id=one, near=closest(one, known))


def _known(project: Project, sort: str, tree: str) -> Collection[str]:
    """The ids of that sort; of questions, those of the tree."""
    library = project.library
    if sort == "question":
        return library.trees[tree].file.questions
    if sort == "outcome":
        return project.outcome_ids
    return (
        {*library.trees, *library.declared["tree"]}
        if sort == "guide"
        else {*library.lessons, *library.declared["lesson"]}
    )


def start_here_twice(project: Project) -> Iterator[Problem]:
    """A theme, phase or role lets readers begin with the same thing twice."""
    seen: set[tuple[Named, Named]] = set()
    for owner, place, named in _starts(project):
        if (owner, named) in seen:
            yield warning(place, "start-here-twice", id=named[1].rpartition("#")[2])
        seen.add((owner, named))


def start_here_draft(project: Project) -> Iterator[Problem]:
    """A theme, phase or role lets readers begin with a lesson that is held back: the site leaves it out."""
    held = held_back(project)
    for _, place, (sort, name) in _starts(project):
        if sort == "lesson" and name in held:
            yield warning(place, "start-here-draft", id=name)


def _starts(project: Project) -> Iterator[tuple[Named, Place, Named]]:
    """Each thing that readers may begin with: whose list it is in, its place, and what it is."""
    node = project.library.facet_node
    if node is None:
        return
    own = project.library.facets.facets
    for sort, known in lists_of(project.library.facets).items():
        for name, facet in known.items():
            owner = ("facets", sort, "values", name) if sort in own and name in own[sort].values else (sort, name)
            for number, start in enumerate(facet.start_here):
                yield (sort, name), node.at((*owner, "start_here", number, start.names[0])), start.names
