// Earlier rounds of the same scan: what a box holds of them, and which of all rounds are laid beside each other.

import { build } from "../page/common.mjs"
import { gather } from "./lines.mjs"

/** Each line of the box that holds a round of this scan, with what stands before its link as a name. */
export function rounds(desk, { scan, guide }, text) {
  const all = text.split(/\r?\n/).slice(0, 50).map(line => ({ name: line.split(/https?:|#/)[0].replace(/[\s:]+$/, "").slice(0, 60), found: gather(desk, line) }))
  return all.filter(({ found }) => found.sum && found.scan === scan && found.guide === guide)
}

/** Two lists to choose from: which round one looks at, and beside which. */
export function choice({ words }, found, earlier, draw) {
  const all = [{ name: words.now, found }, ...earlier], list = at => build("select", {}, all.map(({ name }, number) => build("option", { value: number, selected: number === at }, name || `${words.then} ${number}`)))
  const shown = list(0), beside = list(earlier.length), change = () => draw(all[shown.value], shown.value !== beside.value && all[beside.value])
  return build("p", { class: "guide-row guide-rounds guide-screen", change }, build("label", {}, words.shown, " ", shown), build("label", {}, words.beside, " ", beside))
}
