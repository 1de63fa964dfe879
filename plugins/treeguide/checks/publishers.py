"""Whether a site says of its publisher what readers need, and whether that still holds."""

from collections.abc import Iterator
from datetime import date

from treeguide.config.file import option_place
from treeguide.project import Project
from treeguide.values.place import Place
from treeguide.values.problem import Problem, warning

SOON, YEAR = 30, 366  # days


def publisher_incomplete(project: Project) -> Iterator[Problem]:
    """Something of the publisher is empty: where it is filled in for a part, and in a release that has room for one."""
    who = project.settings.publisher
    is_begun = any((who.name, who.mail, who.errors_to, who.site, who.accessibility, who.security_to))
    if who.empty and (is_begun or (who.is_asked and project.settings.version)):
        yield warning(_place(project, "publisher"), "publisher-incomplete", missing=who.empty)


def security_runs_out(project: Project) -> Iterator[Problem]:
    """The day until which security.txt holds is near or past, or too far away to be looked at again in time."""
    day = project.settings.publisher.security_expires
    if not (day and project.today):
        return
    left = (date.fromisoformat(day) - date.fromisoformat(project.today)).days
    if not SOON <= left <= YEAR:
        place = _place(project, "publisher.security_expires")
        yield warning(place, "security-runs-out", hint="far" if left > YEAR else "", day=day)


def _place(project: Project, name: str) -> Place:
    return option_place((project.library.site_config,), name)
