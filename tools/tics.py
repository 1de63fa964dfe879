"""Counts the habits of wording that make our pages sound alike, in lessons and in situations, and prints a table.

Run it as `python -m tools.tics` in the project's folder; `python -m tools.tics NUMBER` lists where the habit of that
row stands. The habits are those that the review of the first edition counted; what they were then stands in
decisions/0080-second-edition-tics.md. They are guessed from letters: compare two counts, and prove nothing by one.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tools.plain import WORD, Sentence, sentences
from tools.texts import Passage, read_passages

LESSONS, SITUATIONS = "lessen/", "situaties/"
PROSE = frozenset({"summary", "body", "first_step", "why", "caution"})
_BODY = frozenset({"body"})
_FIRST_STEP = frozenset({"first_step"})
_SUMMARY = frozenset({"summary"})
_SUBJECT = "de|een|het|dat|die|dit|er|ze|zij|hij|je|jij|jullie|we|wij|iemand|iedereen|niemand|ieder|elke|partners"
_VERB = "Is|Zijn|Kan|Kun|Kunnen|Wil|Willen|Mag|Mogen|Moet|Moeten|Heb|Heeft|Hebben|Ben|Blijven|Komen|Staan|Gaan|Liggen"
_NO_VERB = (
    "Als|Zodra|Zolang|Voordat|Omdat|Terwijl|Toen|Totdat|Wa[a-z]*|Wie[a-z]*|Hoe[a-z]*|Zo[a-z]*|Da[a-z]*|Hier[a-z]*|Alle[a-z]*"
    "|Soms|Niet|Met|Uit|Tot|Eerst|Juist|Want|Maar|En|Of|Nu|Ook|Pas|Misschien|Straks|Het|Dit|Die|Bij|Voor|Door|In|Op|Na"
)
_IMPERATIVE = (
    "Bel|Begin|Geef|Ga|Groet|Haal|Houd|Kies|Kijk|Laat|Leg|Lees|Let|Loop|Maak|Neem|Nodig|Pak|Plan|Praat|Schat|Schrijf"
    "|Sluit|Spreek|Start|Stel|Stuur|Vat|Vertel|Vraag|Wacht|Zeg|Zet|Zoek"
)
_VERB_FIRST = re.compile(
    rf"(?!(?:{_NO_VERB})\b)(?:(?:{_VERB}) "
    rf"|(?!(?:{_IMPERATIVE})\b)[A-Z][a-zé]*(?:t (?:{_SUBJECT})\b| (?:je|jij|jullie) )"
    r"|[A-Z][^,.!?]*, (?!en |daarna |pas )(?:[a-z]+ )?dan\b)"
)
_FOLLOWS = re.compile(rf"(?:Dan|{_IMPERATIVE})\b")
_ROLES = "wethouder|raadslid|bestuurder|opdrachtgever|regisseur|griffier|adviseur|corporatie|directeur"


@dataclass(frozen=True)
class Tic:
    """A habit: what it is called, which fields it is looked for in, and where in a text it stands (offsets)."""

    name: str
    find: Callable[[str], Iterable[int]]
    fields: frozenset[str] = PROSE


@dataclass(frozen=True)
class Count:
    """How often a habit was found, on how many pages, and at which places (`file:line:column`)."""

    times: int
    pages: int
    places: tuple[str, ...]


def matches(pattern: str) -> Callable[[str], Iterable[int]]:
    """Finds every match, whatever its capitals."""
    compiled = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    return lambda text: [found.start() for found in compiled.finditer(text)]


def opens_with(pattern: str) -> Callable[[str], Iterable[int]]:
    """Finds every sentence that begins so; capitals count."""
    compiled = re.compile(pattern)
    return lambda text: [one.start for one in sentences(text) if compiled.match(one.text.lstrip("\"'*_ "))]


def verb_first(text: str) -> Iterator[int]:
    """Conditions that begin with the verb: "Lukt dat niet, dan …", and "Ben je …?" with advice behind it."""
    said = sentences(text)
    for one, following in pairwise([*said, Sentence(len(text), "")]):
        plain = one.text.lstrip("\"'*_ ")
        if _VERB_FIRST.match(plain) and (
            (plain.endswith((".", ":")) and "," in plain) or (plain.endswith("?") and _FOLLOWS.match(following.text))
        ):
            yield one.start


def same_opening(text: str) -> Iterator[int]:
    """Pairs of sentences next to each other that begin with the same word."""
    for one, following in pairwise(sentences(text)):
        first, second = WORD.search(one.text), WORD.search(following.text)
        if first and second and first[0] == second[0]:
            yield following.start


def three_paragraphs(text: str) -> Iterator[int]:
    """The text itself, when it is exactly three paragraphs."""
    if len([part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]) == 3:
        yield 0


def short_lists(text: str) -> Iterator[int]:
    """Lists of three or four items."""
    for block in re.finditer(r"(?:^ *(?:[-*]|\d+\.) .*\n?(?:^ {2,}\S.*\n?)*)+", text, re.M):
        if len(re.findall(r"^ *(?:[-*]|\d+\.) ", block[0], re.M)) in (3, 4):
            yield block.start()


TICS = (
    Tic('zin die begint met "Vraag"', opens_with(r"Vraag\b")),
    Tic('eerste stap die begint met "Vraag"', matches(r"\A\W*vraag\b"), _FIRST_STEP),
    Tic('voorwaarde met het werkwoord voorop ("Lukt dat niet, dan …")', verb_first),
    Tic('zin die begint met "Als"', opens_with(r"Als\b")),
    Tic('"één" met naam, datum, stap, ding, punt, vraag, bladzijde, vel of zin',
        matches(r"\b[eé]én (?:naam|datum|stap|ding|punt|vraag|bladzijde|pagina|vel|zin)\b|\bkies (?:er )?één\b")),
    Tic('"Spreek … af"', opens_with(r"Spreek\b.*\baf\b")),
    Tic('rol in vet, of "Ben je …?"', matches(rf"\*\*[^*\n]*\b(?:{_ROLES})[^*\n]*\*\*|\bben je (?:{_ROLES})\b")),
    Tic("zin om uit te spreken (15 tekens of meer tussen aanhalingstekens)", matches(r'"[^"\n]{15,}(?:\n[^"\n]+)?"')),
    Tic('"jurist"', matches(r"\bjurist")),
    Tic('"toevoeging redactie"', matches(r"\btoevoeging redactie\b")),
    Tic('"wij lazen alleen", "kennen wij niet", "weten wij niet"',
        matches(r"\bwij (?:lazen|konden) (?:er )?(?:alleen|niet)\b|\b(?:kennen|weten) wij\b[^.]*\bniet\b")),
    Tic("lijst van drie of vier", short_lists, _BODY),
    Tic("kop die begint met een getal", matches(r"^#{2,} (?:[eé]én|twee|drie|vier|vijf|zes|zeven)\b"), _BODY),
    Tic('kop met "Wat", "Zo" of "Waar"', matches(r"^#{2,} (?:wat|zo|waar)\b"), _BODY),
    Tic("twee zinnen na elkaar met hetzelfde eerste woord", same_opening),
    Tic("papier (vel, briefje, kaart, bladzijde, pagina)", matches(r"\b(?:vel|briefjes?|kaart|bladzijde|pagina)\b")),
    Tic("klok (halfuur, kwartier, tien minuten)", matches(r"\bhalf ?uur\b|\bkwartier\b|\bminuten\b")),
    Tic('"misschien"', matches(r"\bmisschien\b")),
    Tic('"iedereen" of "niemand"', matches(r"\b(?:iedereen|niemand)\b")),
    Tic('"gewoon", "eerlijk", "echt" of "juist"', matches(r"\b(?:gewoon|eerlijk|echt|juist)\b")),
    Tic('"aan tafel"', matches(r"\baan tafel\b")),
    Tic("samenvatting met een dubbele punt of puntkomma", matches(r"[:;]"), _SUMMARY),
    Tic("tekst van precies drie alinea's", three_paragraphs, _BODY),
    Tic('zin die begint met een rol die iets kan ("Een raadslid kan …")',
        opens_with(rf"Een (?:{_ROLES})\b(?:[^,.]*|, [^,.]*,) (?:kan|kunnen|mag|hoort|wil|helpt)\b"), _BODY),
)  # fmt: skip


def count(tic: Tic, passages: Iterable[Passage], pages: str) -> Count:
    """The habit on the pages whose address begins so."""
    places: list[str] = []
    names: set[str] = set()
    for passage in passages:
        if passage.page.startswith(pages) and passage.field in tic.fields:
            found = [passage.place(offset) for offset in tic.find(_without_yaml_quotes(passage))]
            places += found
            names |= {passage.page} if found else set()
    return Count(len(places), len(names), tuple(places))


def _without_yaml_quotes(passage: Passage) -> str:
    """The text, as long as before, with the quotation marks of YAML blanked out."""
    text = passage.text
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return f" {text[1:-1]} "
    return text


def how_many(passages: Iterable[Passage], pages: str) -> int:
    """How many pages there are whose address begins so."""
    return len({passage.page for passage in passages if passage.page.startswith(pages)})


def table(passages: Sequence[Passage], tics: Sequence[Tic] = TICS) -> str:
    """One line for each habit: how often it stands in lessons and in situations, and on how many pages."""
    lines = [f"{'':3} {'lessen':>12} {'situaties':>12}", f"{'':3} {'keer':>6} {'op':>5} {'keer':>6} {'op':>5}"]
    for number, tic in enumerate(tics, 1):
        here, there = count(tic, passages, LESSONS), count(tic, passages, SITUATIONS)
        lines.append(f"{number:3} {here.times:6} {here.pages:5} {there.times:6} {there.pages:5}  {tic.name}")
    lines.append(f"{how_many(passages, LESSONS)} lessen, {how_many(passages, SITUATIONS)} situaties.")
    return "\n".join(lines)


def _asked(arguments: Sequence[str], known: Mapping[str, Tic]) -> Tic | None:
    return known.get(arguments[0]) if arguments else None


def main(arguments: Sequence[str]) -> int:
    """Print the table, or where one habit stands; 2 when there is no row of that number."""
    passages = read_passages()
    if not arguments:
        print(table(passages))
        return 0
    tic = _asked(arguments, {str(number): tic for number, tic in enumerate(TICS, 1)})
    if tic is None:
        print(f"Gebruik: python -m tools.tics [NUMMER], met een nummer van 1 tot en met {len(TICS)}.")
        return 2
    print(*(place for pages in (LESSONS, SITUATIONS) for place in count(tic, passages, pages).places), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
