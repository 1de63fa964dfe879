// On a situation, below the first step: which answers brought the reader here, and what would lead elsewhere; a link that
// was made for an older version says so at the top. Loads the guide as data only when the address holds answers; the
// answers themselves never leave the address.

import { read, walk, write } from "./graph.mjs"
import { decisive, nearby } from "./reach.mjs"

let make

function row(text, answer, href) {
  const item = make("li")
  item.append(make("span", text))
  const link = item.appendChild(make(href ? "a" : "strong", answer))
  if (href) link.href = href
  return item
}

function block(title, rows, note = "") {
  const box = make("section", "", "guide-trail")
  box.append(make("p", title))
  if (rows.length) box.appendChild(make("ol")).append(...rows)
  if (note) box.append(make("p", note))
  return box
}

/** The address of another situation: this page's own, with the other's id in the place of this one's. */
const sibling = (own, other) => location.pathname.replace(new RegExp(`/${own}(/(?:index\\.html)?|\\.html)$`), `/${other}$1`)

async function fill(root) {
  const words = root.dataset
  const { answers, guide } = read(location.hash)
  const known = JSON.parse(words.guideWhy)
  root.replaceChildren()
  root.hidden = true
  if (!guide || !answers.length || !Object.hasOwn(known, guide)) return
  const { graph, outcomes } = await import(new URL(known[guide], import.meta.url).href)
  const here = words.guideOutcome
  const way = document.querySelector(`[data-guide-way="${guide}"] a`).getAttribute("href").split("#")[0]
  const other = (id, given) => sibling(here, id) + write("", [[guide], ...given])
  const sections = Object.values(graph.sections)
  const question = name => sections.find(one => one.question === name)
  const text = (name, option) => question(name)?.options.find(one => one.id === option)?.text
  const walked = walk(graph, answers)
  const lost = answers.filter(([name, option]) => option !== "?" && !text(name, option))
  if (walked.outcome !== here || lost.length) {
    const rows = lost.map(([name, option]) => row(question(name)?.text ?? name, option))
    if (walked.outcome && walked.outcome !== here) rows.push(row(words.whyNow, outcomes[walked.outcome], other(walked.outcome, answers)))
    if (!walked.outcome) rows.push(row(words.whyNow, graph.sections[walked.at].text, way + write(walked.at, answers)))
    root.append(block(words.whyOlder, rows))
    document.querySelector(".guide-lead")?.after(root)
  } else {
    const deciding = decisive(graph, answers)
    const line = step => row(graph.sections[step.section].text, text(step.question, step.option), way + write(step.section, answers))
    root.append(block(words.whyBecause, deciding.map(line), deciding.length < walked.route.length ? words.whyRest : ""))
    if (walked.unused.length) root.append(block(words.whyUnused, walked.unused.map(([name, option]) => row(question(name).text, text(name, option)))))
    const others = nearby(graph, answers).slice(0, 5).map(one => {
      const given = answers.map(pair => (pair[0] === one.question ? [one.question, one.option] : pair))
      const said = `${graph.sections[one.section].text} ${text(one.question, one.option)}`
      return row(said, outcomes[one.outcome], other(one.outcome, given))
    })
    if (others.length) root.append(block(words.whyChange, others))
  }
  root.hidden = false
}

/** Start, or follow the address; `maker` makes an element with a text and a class. */
export function start(moved, maker) {
  make = maker
  document.querySelectorAll("[data-guide-why]").forEach(root => fill(root).catch(console.error))
}
