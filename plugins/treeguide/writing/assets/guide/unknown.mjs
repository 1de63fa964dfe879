// "We do not know (yet)": which situations are still possible, and which question would tell them apart best.

import { address, build, fill } from "../page/common.mjs"
import { reachable, tellsApart } from "./reach.mjs"

/** Put the panel under the current question. */
export function show(root, graph, { at }) {
  const { words } = graph, possible = [...reachable(graph, at)], { step } = graph.sections[at]
  const titles = new Map(Object.values(graph.sections).flatMap(one => one.options).map(one => [one.outcome, one.title]))
  const list = build("ul", {}, possible.map(href => build("li", {}, build("a", { href }, titles.get(href)))))
  const best = graph.sections[tellsApart(graph, at)], help = best?.step?.querySelector(".guide-help")
  step.querySelector(".guide-unknown")?.remove()
  step.querySelector(".guide-move").after(build("div", { class: "guide-unknown", role: "status" },
    build("p", {}, fill(words.possible, { count: possible.length })),
    possible.length > 8 ? build("details", { class: "guide-examples" }, build("summary", {}, words["possible-all"]), list) : list,
    best && build("p", {}, `${words.tells} `, build("a", { href: address(graph, best.name, []) }, best.text)),
    help && build("p", {}, help.textContent.trim()),
    build("p", {}, words["later-answer"])))
}
