"""The page docs/bijdragen/controles.md: every check with an example of what it says, taken from its case."""

import tomllib
from pathlib import Path

from case_folders import CASES, problems
from treeguide import report
from treeguide.values import Problem

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "bijdragen" / "controles.md"
MESSAGES = ROOT / "plugins" / "treeguide" / "words" / "messages"

INTRO = """\
---
title: Wat de controle zegt
description: Elke fout die de controle kan vinden, met een voorbeeld van de melding.
search:
  boost: 0.3
---

# Wat de controle zegt

De controle leest alle bomen en lessen, en de pagina's van de site zelf. Bij alles wat niet klopt, geeft zij een
melding. Zo draai je haar zelf:

```text
treeguide check
```

Een melding zegt eerst waar het misgaat: het bestand, de regel en het hoeveelste teken op die regel. Dan volgt wat er
mis is en wat er wel moet staan. Daaronder zie je de regel zelf, met een streepje onder de plek. Gaat het om een route?
Dan staat de kortste route erbij die de fout laat zien.

Er zijn twee soorten meldingen. Een *fout* moet weg voordat de site kan worden gemaakt. Bij *let op* is het misschien zo
bedoeld. Eén oorzaak geeft één melding. Los je een fout op, dan kan er dus nog een andere achter vandaan komen.

Het woord tussen rechte haken is de naam van de melding. Je vindt hem hieronder terug.
"""

GROUPS = (
    ("Het bestand lezen", "hidden-character"),
    ("Namen en bestanden", "not-utf8"),
    ("De vorm", "empty-file"),
    ("Vragen en routes", "unknown-start"),
    ("Feiten en voorwaarden", "never-holds"),
    ("Verwijzingen", "unknown-lesson"),
    ("Voorbeelden, situaties en antwoorden", "scenario-ends-elsewhere"),
    ("Scans en checklists", "unknown-item"),
    ("Teksten en links", "raw-html"),
    ("Adressen", "address-taken"),
    ("De instellingen van de site", "unknown-setting"),
    ("Pagina's en navigatie van de site zelf", "broken-page-link"),
)


def codes(language: str = "nl") -> list[str]:
    """Every code that has a message, in the order of the file."""
    table = tomllib.loads((MESSAGES / f"{language}.toml").read_text("utf-8"))
    return [code for code in table if code != "words"]


def page(spare: Path) -> str:
    """The whole page."""
    titles = {first: title for title, first in GROUPS}
    parts = [INTRO]
    for code in codes():
        if code in titles:
            parts.append(f"## {titles[code]}\n")
        found = example(code, spare)
        level = "Fout." if found.is_error else "Let op."
        parts.append(f"### {code}\n\n{level}\n\n```text\n{report.one(found, 'nl')}\n```\n")
    return "\n".join(parts)


def example(code: str, spare: Path) -> Problem:
    """The first thing the case of that name finds under that code."""
    found = [one for one in problems(code, spare) if one.code == code] if (CASES / code).is_dir() else []
    assert found, f"tests/cases/{code} is not there, or gives no {code}: is the check in CHECKS?"
    return found[0]
