// On a situation, below the first step: which answers brought the reader here, and what would lead elsewhere; a link that
// was made for an older version says so at the top. Loads the guide as data only when the address holds answers; the
// answers themselves never leave the address.

import { build, read, walk, write } from "../page/common.mjs"
import { decisive, nearby } from "./reach.mjs"

/** Follow the address. */
export async function start() {
  await Promise.all([...document.querySelectorAll("[data-guide-why]")].map(fill))
}

async function fill(root) {
  const { answers, guide } = read(), known = JSON.parse(root.dataset.guideWhy)
  root.hidden = true
  if (!guide || !answers.length || !Object.hasOwn(known, guide)) return
  const { graph, outcomes } = await import(new URL(known[guide], import.meta.url).href)
  if (!root.isConnected) return // the reader left meanwhile
  root.replaceChildren(...blocks(root, graph, outcomes, answers, guide))
  root.hidden = false
}

const row = (text, answer, href) => build("li", {}, build("span", {}, text), build(href ? "a" : "strong", { href: href ?? false }, answer))

const block = (title, rows, note) =>
  build("section", { class: "guide-trail" }, build("p", {}, title), rows.length && build("ol", {}, rows), note && build("p", {}, note))

function blocks(root, graph, outcomes, answers, guide) {
  const words = root.dataset, here = words.guideOutcome, walked = walk(graph, answers), sections = Object.values(graph.sections)
  const way = document.querySelector(`[data-guide-way="${guide}"] a`).getAttribute("href").split("#")[0]
  const question = name => sections.find(one => one.question === name)
  const text = (name, option) => question(name)?.options.find(one => one.id === option)?.text
  /** The address of another situation: this page's own, with the other's id in the place of this one's. */
  const other = (id, given) => location.pathname.replace(new RegExp(`/${here}(/(?:index\\.html)?|\\.html)$`), `/${id}$1`) + write("", [[guide], ...given])
  const lost = answers.filter(([name, option]) => option !== "?" && !text(name, option))
  if (walked.outcome !== here || lost.length) {
    const rows = [], strange = lost.length && words.whyStrange.replace("{count}", lost.length)
    if (!walked.outcome) rows.push(row(words.whyNow, graph.sections[walked.at].text, way + write(walked.at, answers)))
    else if (walked.outcome !== here) rows.push(row(words.whyNow, outcomes[walked.outcome], other(walked.outcome, answers)))
    document.querySelector(".guide-lead")?.after(root)
    return [block(words.whyOlder, rows, strange)]
  }
  const deciding = decisive(graph, answers)
  const because = deciding.map(step => row(graph.sections[step.section].text, text(step.question, step.option), way + write(step.section, answers)))
  const unused = walked.unused.map(([name, option]) => row(question(name).text, text(name, option)))
  const near = nearby(graph, answers).slice(0, 5)
  const change = [...new Set(near.map(one => one.section))].map(section =>
    build("li", {}, build("span", {}, graph.sections[section].text), near.filter(one => one.section === section).map(one => {
      const given = answers.map(pair => (pair[0] === one.question ? [one.question, one.option] : pair))
      return build("p", {}, `${text(one.question, one.option)} → `, build("a", { href: other(one.outcome, given) }, outcomes[one.outcome]))
    })))
  return [
    block(words.whyBecause, because, deciding.length < walked.route.length && words.whyRest),
    ...unused.length ? [block(words.whyUnused, unused)] : [],
    ...change.length ? [block(words.whyChange, change)] : [],
  ]
}
