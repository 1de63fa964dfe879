// Of a guide: who answered what, where the routes part, and the situations side by side.

import { build, walk } from "../page/common.mjs"
import { dress } from "../page/dress.mjs"
import { agreement, later } from "./agree.mjs"

/** The styles that it is shown with. */
export const dressed = () => Promise.all(["../page/buttons.css", "./opened.css"].map(one => dress(new URL(one, import.meta.url))))

/** What was asked of somebody, in the order of the routes: who gave which answer, and whether all gave the same. */
function rowsOf(graph, walked) {
  const places = new Map()
  for (const { route } of walked) route.forEach(({ question }, at) => places.set(question, Math.max(at, places.get(question) ?? 0)))
  const sections = new Map(Object.values(graph.sections).map(one => [one.question, one]))
  return [...places].sort(([, a], [, b]) => a - b).map(([question]) => {
    const { text, options } = sections.get(question), names = id => walked.filter(({ route }) => route.some(step => step.question === question && step.option === id)).map(one => one.name)
    const by = options.map(({ id, text }) => [text, names(id)]).filter(([, some]) => some.length), all = by.flatMap(([, some]) => some).length === walked.length
    return { text, by, alike: all && by.length === 1, parts: all && by.length > 1 }
  })
}

/** Who answered what, alike folded away, where the routes part, and the situations side by side with lessons they share. */
export async function show({ known, words }, { entries, guide }, root) {
  await dressed()
  const [title, , script] = known.guides[guide], { graph, outcomes } = await import(new URL(script, location.href).href)
  const walked = entries.map(({ name, answers }) => ({ name, ...walk(graph, answers) })), rows = rowsOf(graph, walked), parting = rows.find(row => row.parts), alike = rows.filter(row => row.alike)
  const shown = row => build("li", {}, build("h3", {}, row.text), row === parting && build("p", { class: "guide-pattern" }, words.parting), build("ul", {}, row.by.map(([text, names]) => build("li", {}, build("strong", {}, text), `: ${names.join(", ")}`))))
  const list = some => build("ol", { class: "guide-spreads" }, some.map(shown)), ends = Map.groupBy(walked, one => one.outcome ?? ""), end = id => outcomes[id] ? build("a", { href: known.situation.replace("ID", id) }, outcomes[id]) : words.underway
  const lessons = [...ends.keys()].filter(one => one).map(one => known.shared[one] ?? []), shared = lessons.length > 1 ? lessons[0].filter(one => known.lessons[one] && lessons.every(all => all.includes(one))) : []
  root.replaceChildren(...[build("h2", { tabindex: "-1" }, title), shared.length && build("div", {}, build("h3", {}, words.shared), build("ul", {}, shared.map(one => known.lessons[one]).map(([text, href]) => build("li", {}, build("a", { href }, text))))),
    build("h3", {}, words.ends), build("ul", {}, [...ends].map(([id, some]) => build("li", {}, end(id), `: ${some.map(one => one.name).join(", ")}`))),
    list(rows.filter(row => !row.alike)), alike.length && build("details", {}, build("summary", {}, words.alike), list(alike)),
    later(() => agreement({ known, words }, title, shared))].filter(part => part))
  root.querySelector("h2").focus()
}
