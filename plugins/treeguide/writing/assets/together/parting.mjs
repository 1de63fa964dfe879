// Of a guide: who answered what, where the routes part, and the situations side by side.

import { build, walk } from "../page/common.mjs"
import { dress } from "../page/dress.mjs"
import { agreement } from "./agree.mjs"

/** The styles that it is shown with. */
export const dressed = () => Promise.all(["../page/buttons.css", "./opened.css"].map(one => dress(new URL(one, import.meta.url))))

/** Of a guide: who answered what, alike folded away, where the routes part, and the situations side by side. */
export async function show({ known, words }, { entries, guide }, root) {
  await dressed()
  const [title, page, script] = known.guides[guide], { graph, outcomes } = await import(new URL(script, location.href).href)
  const walked = entries.map(({ name, answers }) => ({ name, answers, ...walk(graph, answers) })), sections = new Map(Object.values(graph.sections).map(one => [one.question, one]))
  const rows = [...sections].map(([question, { text, options }]) => {
    const given = walked.map(({ name, route }) => [name, route.find(step => step.question === question)?.option]), some = given.filter(([, option]) => option)
    const by = options.map(({ id, text }) => [text, some.filter(([, option]) => option === id).map(([name]) => name)]).filter(([, names]) => names.length)
    return { text, by, some: some.length, alike: by.length === 1 && some.length === entries.length }
  }).filter(row => row.some)
  const parting = rows.find(row => row.by.length > 1 && row.some === entries.length)
  const shown = row => build("li", {}, build("h3", {}, row.text), row === parting && build("p", { class: "guide-pattern" }, words.parting), build("ul", {}, row.by.map(([text, names]) => build("li", {}, build("strong", {}, text), `: ${names.join(", ")}`))))
  const ends = Map.groupBy(walked, one => one.outcome ?? ""), lessons = [...ends.keys()].filter(one => one).map(one => known.shared[one] ?? [])
  const shared = lessons.length > 1 ? lessons[0].filter(one => lessons.every(list => list.includes(one))).map(one => known.lessons[one]).filter(one => one) : []
  root.replaceChildren(...[build("h2", { tabindex: "-1" }, title), shared.length && build("div", {}, build("h3", {}, words.shared), build("ul", {}, shared.map(([text, href]) => build("li", {}, build("a", { href }, text))))),
    build("h3", {}, words.ends), build("ul", {}, [...ends].map(([id, some]) => build("li", {}, outcomes[id] ? build("strong", {}, outcomes[id]) : words.underway, `: ${some.map(one => one.name).join(", ")}`))),
    build("ol", { class: "guide-spreads" }, rows.filter(row => !row.alike).map(shown)), rows.some(row => row.alike) && build("details", {}, build("summary", {}, words.alike), build("ol", { class: "guide-spreads" }, rows.filter(row => row.alike).map(shown))),
    agreement({ known, words }, title, [])].filter(part => part))
  root.querySelector("h2").focus()
}
