// What is on the desk of a scan or checklist, opened: for each item a strip of dots, one word and what to do with it, the
// largest difference first; beside an earlier round where there was one.

import { build, fill } from "../page/common.mjs"
import { dress } from "../page/dress.mjs"
import { agreement, later } from "./agree.mjs"
import { plainly, sayings, strip, strips } from "./strips.mjs"

/** The styles that it is shown with. */
export const dressed = () => Promise.all(["../page/buttons.css", "./opened.css"].map(one => dress(new URL(one, import.meta.url))))

/** The items with what everybody gave: the largest difference first; of a checklist what most people ticked. */
function itemsOf({ known }, { entries, blocks, scan }) {
  const { items, list } = known.scans[scan]
  const made = items.map(([id, text, talk], at) => {
    const scores = [...entries.map(({ name, row }) => ({ name, score: row[at] })), ...blocks.flatMap(({ columns }) => columns[at].map(score => ({ score })))]
    const given = plainly(scores).sort((a, b) => a - b), middle = given[given.length >> 1]
    const far = given.reduce((all, one) => all + Math.abs(one - middle), 0), width = given.length ? given.at(-1) - given[0] : -1
    return { id, text, scores, talk, order: list ? [given.filter(one => one).length, 0] : [width, far] }
  })
  return made.sort((a, b) => b.order[0] - a.order[0] || b.order[1] - a.order[1])
}

/** Every item with its strip and its words, and with those of an earlier round; what nobody ticked is folded away. */
function spread(desk, { scan, sum }, items, earlier) {
  const { words, known, forms } = desk, about = known.scans[scan], form = forms[about.mark], then = new Map(earlier ? itemsOf(desk, earlier.found).map(one => [one.id, one]) : [])
  const before = (item, old) => build("div", { class: "guide-then" }, build("p", {}, `${earlier.name || words.then}: ${sayings(desk, scan, old).word}`), strip(form, old.scores, about),
    !about.list && item.order[0] >= 0 && old.order[0] >= 0 && build("p", {}, fill(words[["closer", "as-far", "farther"][1 + Math.sign(item.order[0] - old.order[0])]], { then: old.order[0], now: item.order[0] })))
  const row = item => build("li", {}, build("h3", {}, item.text), build("div", {}, strips(form, item.scores, about, true)), sayings(desk, scan, item).parts, then.has(item.id) && before(item, then.get(item.id)))
  const some = about.list && sum && items.filter(one => one.order[0]).length || items.length, list = part => build("ol", { class: "guide-spreads" }, part.map(row))
  return [list(items.slice(0, some)), some < items.length && build("details", {}, build("summary", {}, words.nobody), list(items.slice(some)))].filter(part => part)
}

/** Show it all: beside the last of the earlier rounds, or the one that is chosen. */
export async function show(desk, found, root, rounds) {
  await dressed()
  const { known, words } = desk, scan = known.scans[found.scan], items = itemsOf(desk, found), list = build("div")
  const draw = (now = { found }, then = rounds.at(-1)) => list.replaceChildren(...spread(desk, now.found, now.found === found ? items : itemsOf(desk, now.found), then))
  const nearing = () => import("./one-by-one.mjs").then(one => one.dressed().then(() => one))
  const talk = build("button", { type: "button", class: "guide-main", pointerover: nearing, focus: nearing, click: async () => {
    await (await nearing()).table(desk, found.scan, items)
    document.querySelector(".guide-table").addEventListener("close", () => draw()) // hands may have been counted
  } }, words.talk)
  const advice = scan.list ? (await import("./advise.mjs")).advise(desk, scan, items, found.sum) : [], choice = rounds.length > 1 && (await import("./rounds.mjs")).choice(desk, found, rounds, draw)
  draw()
  root.replaceChildren(...[build("h2", { tabindex: "-1" }, scan.title), build("p", {}, words[scan.list ? "order-list" : "order"]), found.sum < 4 && build("p", { class: "guide-few" }, words.few),
    [...found.entries, ...found.blocks].some(one => one.changed) && build("p", {}, words.changed), build("p", { class: "guide-row guide-screen" }, talk), choice, list, ...advice, later(() => agreement(desk, scan.title, sayings(desk, found.scan, items[0]).lessons))].filter(part => part))
  root.querySelector("h2").focus()
}
