// "We do not know (yet)": which situations are still possible, and which question would tell them apart best.

import { address } from "./graph.mjs"
import { reachable, tellsApart } from "./reach.mjs"

/** Put the panel under the current question; `make` makes an element with a text and a class. */
export function show(root, graph, state, make) {
  const words = root.dataset
  const every = Object.values(graph.sections).flatMap(one => one.options)
  const titles = new Map(every.filter(one => one.outcome).map(one => [one.outcome, one.title]))
  const possible = [...reachable(graph, state.at)]
  const box = make("div", "", "guide-unknown")
  box.setAttribute("role", "status")
  box.append(make("p", words.guidePossible.replace("{count}", possible.length)))
  const list = make("ul")
  for (const href of possible) {
    const anchor = list.appendChild(make("li")).appendChild(make("a", titles.get(href)))
    anchor.href = href
  }
  if (possible.length > 8) {
    const more = box.appendChild(make("details"))
    more.append(make("summary", words.guidePossibleAll), list)
  } else box.append(list)
  const best = graph.sections[tellsApart(graph, state.at)]
  if (best) {
    const line = box.appendChild(make("p", words.guideTells + " "))
    line.appendChild(make("a", best.text)).href = address(graph, best.name, [])
    const help = best.step?.querySelector(".guide-help")
    if (help) box.append(make("p", help.textContent.trim()))
  }
  box.append(make("p", words.guideLaterAnswer))
  graph.sections[state.at].step.querySelector(".guide-unknown")?.remove()
  graph.sections[state.at].step.querySelector(".guide-unsure").after(box)
}
