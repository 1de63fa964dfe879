"""Asks a built site's search the questions of tests/search/questions.txt: ours, and what the theme would have."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "search" / "questions.txt"

# Both give, for each question, the addresses of pages in the order in which a reader sees them.
ASK_OURS = """async questions => {
  const worker = new Worker("/workers/search.js")
  await worker.open()
  const found = []
  for (const question of questions) found.push((await worker.find(question)).items)
  return found.map(items => items.map(([one]) => one.location.split("#")[0]))
}"""
ASK_THEIRS = """async questions => {
  const frame = document.body.appendChild(document.createElement("iframe"))
  const { base, search } = JSON.parse(document.getElementById("__config").textContent)
  const worker = new frame.contentWindow.Worker(new URL(search, location.href).href)
  const answer = message => new Promise(resolve => {
    worker.onmessage = ({ data }) => resolve(data.data)
    worker.postMessage(message)
  })
  const index = await (await fetch(new URL("search/search_index.json", new URL(base, location.href)))).json()
  await answer({ type: 0, data: { ...index, options: { suggest: false } } })
  const found = []
  for (const question of questions) found.push((await answer({ type: 2, data: question })).items)
  return found.map(items => items.map(([one]) => one.location.split("#")[0]))
}"""


def questions() -> dict[str, list[str]]:
    """What readers type, and the addresses of the pages that help, from the top of the site."""
    rows = [row.partition(": ") for row in QUESTIONS.read_text("utf-8").splitlines() if row and row[0] != "#"]
    return {question: [f"{path}/" for path in paths.split()] for question, _, paths in rows}


def places(asked: Mapping[str, Sequence[str]], found: Sequence[Sequence[str]]) -> dict[str, int]:
    """For each question the place of the first page that helps, from 1; 0 where none was found."""
    return {
        question: next((place for place, one in enumerate(results, 1) if one in helpful), 0)
        for (question, helpful), results in zip(asked.items(), found, strict=True)
    }


def share(places: Mapping[str, int], within: int) -> float:
    """The share of questions that have a page that helps among the first so many."""
    return sum(0 < place <= within for place in places.values()) / len(places)


def ask(page: Any, how: str) -> dict[str, int]:
    """The places for all questions, asked on a page of the site that is open in a browser."""
    asked = questions()
    return places(asked, page.evaluate(how, list(asked)))
