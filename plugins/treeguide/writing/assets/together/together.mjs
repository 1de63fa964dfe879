// The desk: what partners answered, side by side. One box holds it all, a line for each partner: a link, a code, digits, a
// row of a sheet, or a name alone for who is still missing. Nothing is shown until it is opened, and nothing is kept but in
// the address and in a file that one saves. What reads the box comes when there is something in it.

import { build, fill, fragment } from "../page/common.mjs"
import { listen } from "./tabs.mjs"

const LONG = 2000 // characters of a link that a mail can hold
let desk = null, written = null

/** Set the desk up, or take over what the address holds. */
export function start() {
  const form = document.querySelector("form[data-guide-together]"), { what, lines } = form.elements
  if (desk?.form !== form) set(form)
  const held = fragment().slice(1)
  if (held === written) return
  if (held.startsWith("v1~")) lines.value = "#" + held
  else if ([...what.options].some(one => one.value === held)) what.value = held
  return count()
}

function set(form) {
  const known = JSON.parse(form.dataset.guideTogether), { file, choose } = form.elements
  desk = { form, known, words: known.words, part: name => document.querySelector(name) }
  const nearing = () => shower().then(one => one.dressed()).catch(console.error) // what a press needs, before that press
  form.oninput = ({ target }) => (target === file ? take(file.files[0]) : count().then(({ sum }) => { if (sum) nearing() })).catch(console.error)
  form.onpointerover = form.onfocusin = ({ target }) => { if (target.name === "open" && !target.disabled) nearing() }
  choose.onclick = () => file.click()
  form.onsubmit = event => {
    event.preventDefault()
    press(event.submitter?.name).catch(console.error)
  }
  form.hidden = false
  listen(link => ask(desk.words.arrived, [["take", () => add(link)], ["leave", () => {}]]))
}

const shower = () => isScan() ? import("./opened.mjs") : import("./parting.mjs")
const isScan = () => Object.hasOwn(desk.known.scans, desk.form.elements.what.value)
const ACTS = { open, save, invite: async () => (await import("./inviting.mjs")).invite(desk, await count()) }
const press = (name = "open") => ACTS[name]()

function add(text, box = desk.form.elements.lines) {
  box.value = [box.value.trimEnd(), text].filter(one => one).join("\n")
  return count()
}

/** Ask what to do with something that came; each choice has a word and an act. */
function ask(says, choices) {
  const place = desk.part(".guide-arrived"), { words } = desk
  place.replaceChildren(says, ...choices.map(([word, act]) => build("button", { type: "button", click: () => {
    place.replaceChildren()
    act()
  } }, words[word])))
}

/** What a file holds: on the desk, or as an earlier round beside what lies there. */
async function take(file) {
  const { lines, before } = desk.form.elements, text = file ? (await file.text()).slice(0, 200000).trim() : ""
  desk.form.elements.file.value = ""
  if (!lines.value.trim()) return add(text)
  const round = () => {
    before.closest("details").open = true
    return add(`${file.name.replace(/\.\w+$/, "").replace(/[:#]/g, " ")}: ${text}`, before)
  }
  if (text) ask(fill(desk.words.opened, { file: file.name }), [["take", () => add(text)], ["round", round], ["leave", () => {}]])
}

/** The whole desk as a file: its own link, which this page opens again. */
async function save() {
  const { scan, guide } = await count(), href = URL.createObjectURL(new Blob([`${location.href}\n`], { type: "text/plain" }))
  build("a", { href, download: `${scan || guide || "samen"}-${new Date().toLocaleDateString("sv")}.txt` }).click()
  setTimeout(() => URL.revokeObjectURL(href), 1000)
}

/** Say how much is in, who is missing, and of every line that says nothing why; and keep it in the address. */
async function count() {
  const { form, words, part } = desk, { lines, what, open, save } = form.elements
  const reader = lines.value.trim() && await import("./lines.mjs"), found = reader ? reader.gather(desk, lines.value) : { faults: [], missing: [], sum: 0 }
  if (!form.isConnected) return found
  const { faults, missing, sum } = found, link = reader ? reader.linkOf(desk, found) : "", all = sum + missing.length
  const said = fill(words[missing.length ? "in-of" : sum === 1 ? "in-one" : "in"], { count: sum, all, missing: missing.join(", ") })
  part(".guide-together > .guide-says").textContent = [all && said, link.length > LONG && words.long].filter(one => one).join(" ")
  part(".guide-told").replaceChildren(...faults.slice(0, 20).map(([number, line, fault, values]) => build("li", {}, fill(words.line, { number, line }), " ", fill(words[`fault-${fault}`], values))),
    ...faults.length > 20 ? [build("li", {}, `+ ${faults.length - 20}`)] : [])
  if (found.scan || found.guide || found.about) what.value = found.scan || found.guide || found.about
  part(".guide-naming").hidden = !isScan()
  open.disabled = save.disabled = !sum
  Object.assign(desk, { found, read: lines.value })
  const held = link || (written && what.value)
  if (held) history.replaceState(history.state, "", "#" + held)
  written = held ?? ""
  return found
}

/** The deliberate act: show it all. Without names, the rows are gone from here on. */
async function open() {
  const { form, words, part } = desk, { lines, naming, before } = form.elements, root = part(".guide-opened")
  let found = lines.value === desk.read ? desk.found : await count()
  if (!found.sum) return
  if (found.scan && naming.value === "nameless") {
    lines.value = "#" + (await import("./lines.mjs")).linkOf(desk, found, true)
    found = await count()
  }
  const earlier = before.value.trim(), rounds = earlier ? (await import("./rounds.mjs")).rounds(desk, found, earlier) : []
  form.querySelector(".guide-invited")?.remove()
  root.hidden = false
  await (await shower()).show(desk, found, root, rounds)
  root.scrollIntoView()
  part(".guide-together > .guide-says").textContent = earlier && !rounds.length ? words["no-round"] : ""
}
