// A scan that is filled in on the screen: the scores in the address, and at the end what one sends on.

import { build, fill, fragment } from "../page/common.mjs"
import { decode, encode, parse, plain } from "./scores.mjs"

let written = null

export function start() {
  const root = document.querySelector("[data-guide-scan]"), { guideScan: id, guideForm: mark } = root.dataset
  const items = [...root.querySelectorAll("fieldset")].map(set => [...set.querySelectorAll("input")])
  const scores = items[0].map(one => one.value), numbers = scores.filter(one => one !== "?")
  const form = parse([id, numbers[0], numbers.at(-1), scores.includes("?") ? "?" : "-", ...root.querySelectorAll("legend")].map(one => one.id ?? one).join(" "))
  const page = { root, mark, items, form, words: JSON.parse(root.dataset.guideWords) }
  root.onchange = () => show(page)
  const held = fragment()
  if (held === written) return
  const [, given, code] = held.split("~"), row = given === mark && decode(form, mark, plain(code ?? ""))
  if (row) items.forEach((set, at) => set.forEach(one => { one.checked = `${row[at]}` === one.value }))
  if (row || root.querySelector("fieldset :checked")) show(page) // a reader may be faster than this script
  else if (given) say(root, build("p", { role: "status" }, page.words.older))
}

async function show(page) {
  const { items, form, mark, words, root } = page, values = items.map(set => set.find(one => one.checked)?.value)
  const row = values.map(one => one === "?" ? one : one && +one), left = values.filter(one => !one).length, code = encode(form, mark, row), mine = `#~${mark}~${code}`
  const coming = import("./own.mjs").then(({ own }) => () => own(page, code), () => () => [words.done, " ", code.toUpperCase()]) // from the first answer on, for who loses the network
  written = mine
  history.replaceState(history.state, "", mine)
  if (left) return say(root, build("p", { role: "status" }, fill(words.left, { count: left })))
  const parts = await coming
  if (written === mine) say(root, ...parts())
}

/** Say something in the place for one's own answers. */
function say(root, ...parts) {
  const place = root.querySelector(".guide-own")
  place.replaceChildren(...parts)
  place.hidden = false
}
