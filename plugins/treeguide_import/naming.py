"""Makes ids from words, so that an address says what it leads to."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import chain, count

from treeguide.library import RESERVED
from treeguide.values.shown import unaccented
from treeguide_import.html_text import as_plain
from treeguide_import.source import Conclusion, Question, Source

LONGEST = 80
_SMALL = re.compile(
    "(de|het|een|en|of|van|voor|met|op|in|is|je|jij|jou|jouw|jullie|we|wij|u|uw|bent|zijn|er|dat|die|deze|dit|als|om|te"
    "|aan|bij|door|naar|the|a|an|and|or|for|with|on|you|your|are|it|this|that|to|by|from)"
)


def slug(text: str, longest: int = LONGEST - 20, *, small_words: bool = True) -> str:
    """The words of the text as an id: lowercase ASCII with hyphens, whole words up to that length; may be empty."""
    words = re.findall(r"[a-z0-9]+", unaccented(text))
    if not small_words:
        words = [word for word in words if not _SMALL.fullmatch(word)] or words
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:longest]
        if len(longer) > longest:
            break
        found = longer
    return found


def free_id(words: str, original: str, sort: str, taken: Collection[str]) -> str:
    """An id from these words that nobody has: with the original's own id behind it where the words are taken.

    Not `null`, which YAML takes for nothing.
    """
    base = words if words[:1].isalpha() and words != "null" else f"{sort}-{words}".strip("-")
    tail = slug(original, 16)
    tries = chain(["", tail] if tail else [""], (str(number) for number in count(2)))
    return next(found for one in tries if (found := _with_tail(base, one)) not in taken)


def _with_tail(base: str, tail: str) -> str:
    return f"{base[: LONGEST - len(tail) - 1].rstrip('-')}-{tail}" if tail else base[:LONGEST].rstrip("-")


def fact_ids(labels: Iterable[str]) -> dict[str, str]:
    """For each label the id of its fact."""
    found: dict[str, str] = {}
    for label in labels:
        found[label] = free_id(slug(label), "", "label", found.values())
    return found


def option_ids(texts: Iterable[str]) -> list[str]:
    """The ids of the answers of one question, in order."""
    found: list[str] = []
    for text in texts:
        found.append(free_id(slug(as_plain(text)), "", "antwoord", found))
    return found


def step_ids(
    source: Source, kept: Mapping[tuple[str, str], str], taken: Collection[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The ids of questions and of conclusions, by the original's own.

    `kept` are the ids that an earlier import gave, by `questions` or `outcomes` and the original's id: those stay.
    `taken` are ids that the project has for other steps.
    """
    used = {*taken, *kept.values(), *RESERVED}
    topics = Counter(slug(question.topic) for question in source.questions.values())
    questions, conclusions = {}, {}
    titles = conclusion_titles(source)
    for question in source.questions.values():
        words = _question_words(question, topics)
        questions[question.id] = kept.get(("questions", question.id)) or free_id(words, question.id, "vraag", used)
        used.add(questions[question.id])
    for conclusion in source.conclusions.values():
        words = _conclusion_words(titles[conclusion.id], conclusion.id)
        conclusions[conclusion.id] = kept.get(("outcomes", conclusion.id)) or free_id(
            words, conclusion.id, "uitkomst", used
        )
        used.add(conclusions[conclusion.id])
    return questions, conclusions


def _question_words(question: Question, topics: Counter[str]) -> str:
    """The topic where it is this question's alone, else the question itself."""
    topic = slug(question.topic, small_words=False)
    return topic if topic and topics[slug(question.topic)] == 1 else slug(as_plain(question.text), small_words=False)


def _conclusion_words(title: str, original: str) -> str:
    """The title; where it does not fit, what fits with the original id, since the end often makes the difference."""
    whole = slug(title, len(title), small_words=False)
    return whole if len(whole) <= LONGEST else _with_tail(slug(title, small_words=False), slug(original, 16))


def conclusion_titles(source: Source) -> dict[str, str]:
    """For each conclusion a title: its first sentence that at most one other conclusion has too."""
    sentences = {name: _sentences(conclusion) for name, conclusion in source.conclusions.items()}
    counts = Counter(sentence for own in sentences.values() for sentence in set(own))
    return {
        name: next((one for one in own if counts[one] <= 2), own[0] if own else name).rstrip(". ") or name
        for name, own in sentences.items()
    }


def _sentences(conclusion: Conclusion) -> list[str]:
    plain = as_plain(conclusion.text)
    return [one.strip() for one in re.split(r"(?<=[.!?])\s+(?=[A-Z\"'“‘À-Ý])", plain) if one.strip()]
