// What is on the desk, opened: for each item a strip of dots and one word, the largest difference first; then one at a time
// on the whole screen; and what was agreed. Of a guide who answered what, and where the routes part.

import { build, fill, walk } from "../page/common.mjs"
import { dress } from "../page/dress.mjs"
import { pattern } from "./scores.mjs"

const lay = (root, ...parts) => root.replaceChildren(...parts.filter(part => part))
const plainly = scores => scores.map(one => one.score).filter(one => typeof one === "number")

/** The items of a scan with what everybody gave: the largest difference first. */
function itemsOf({ known, forms }, { entries, blocks, scan }) {
  const { items, mark } = known.scans[scan], form = forms[mark]
  return items.map(([id, text, talk], at) => {
    const scores = [...entries.map(({ name, row }) => ({ name, score: row[at] })), ...blocks.flatMap(({ columns }) => columns[at].map(score => ({ score })))]
    const given = plainly(scores).sort((a, b) => a - b), middle = given[given.length >> 1]
    const far = given.reduce((all, one) => all + Math.abs(one - middle), 0), shown = pattern(known.rules, given, form)
    return { id, text, scores, shown, talk: talk[shown] ?? talk.default, width: given.length ? given.at(-1) - given[0] : -1, far }
  }).sort((a, b) => b.width - a.width || b.far - a.far)
}

/** Every score of the scale with a dot for who gave it, and below it the names where those are to be seen. */
function strip({ first, last }, scores, { low, high, unknown }, names) {
  const steps = [...Array.from({ length: last - first + 1 }, (none, at) => first + at), ...scores.some(one => one.score === "?") ? ["?"] : []]
  return build("ol", { class: "guide-strip", "aria-label": `${first} ${low}, ${last} ${high}${unknown && `, ? ${unknown}`}` }, steps.map(step => {
    const here = scores.filter(one => one.score === step)
    return build("li", {}, names && build("small", {}, here.map(one => one.name).filter(one => one).join(", ")), build("span", { class: "guide-dots", "aria-hidden": "true" }, "●".repeat(here.length)),
      build("b", {}, `${step}`), here.length && build("span", { class: "guide-unseen" }, ` ${here.length} ×`))
  }))
}

/** A strip for all, and one for each group that names end with: "Gemeente A /raad". */
function strips(form, scores, scan, names) {
  const groups = Map.groupBy?.(scores, ({ name }) => name?.split("/")[1]?.trim() ?? "") ?? new Map()
  const more = groups.size > 1 ? [...groups].map(([group, some]) => build("div", {}, build("p", {}, group || "–"), strip(form, some, scan))) : []
  return [strip(form, scores, scan, names), ...more]
}

export async function scans(desk, found, root, earlier) {
  await Promise.all(["../page/buttons.css", "../table/cards.css"].map(one => dress(new URL(one, import.meta.url))))
  const { known, forms, words } = desk, scan = known.scans[found.scan], form = forms[scan.mark], items = itemsOf(desk, found)
  const then = new Map(earlier ? itemsOf(desk, earlier).map(one => [one.id, one]) : [])
  const list = items.map(item => build("li", {}, build("h3", {}, item.text), build("p", { class: "guide-pattern" }, words.patterns[item.shown]), strips(form, item.scores, scan),
    then.has(item.id) && build("div", { class: "guide-then" }, build("p", {}, `${words.then}: ${words.patterns[then.get(item.id).shown]}`), strip(form, then.get(item.id).scores, scan))))
  const talk = build("button", { type: "button", class: "guide-main", click: () => table(desk, found.scan, items) }, words.talk)
  lay(root, build("h2", { tabindex: "-1" }, scan.title), build("p", {}, words.order),
    found.sum < 4 && build("p", { class: "guide-few" }, words.few), [...found.entries, ...found.blocks].some(one => one.changed) && build("p", {}, words.changed),
    build("p", { class: "guide-row guide-screen" }, talk), build("ol", { class: "guide-spreads" }, list), agreement(desk, scan.title, items[0]))
  root.querySelector("h2").focus()
}

/** One item at a time, large: its strip, the pattern, the question and the lessons; hands are counted into it. */
async function table(desk, id, items) {
  const { show } = await import("../table/cards.mjs"), { known, forms, words } = desk, scan = known.scans[id], form = forms[scan.mark]
  const awake = await navigator.wakeLock?.request("screen").catch(() => {})
  const cards = items.map(item => ({ parts: () => {
    const shown = pattern(known.rules, plainly(item.scores), form), [ask, lessons] = known.scans[id].items.find(one => one[0] === item.id)[2][shown] ?? item.talk ?? [""]
    const row = build("div", { class: "guide-strips" }, strips(form, item.scores, scan, true)), links = (lessons ?? []).map(one => known.lessons[one]).filter(one => one)
    const hands = build("p", { class: "guide-row" }, build("span", {}, words.hands), steps(form).map(score => build("button", { type: "button", "aria-label": `${words.hands} ${score}`, click: () => {
      item.scores.push({ score })
      row.replaceChildren(...strips(form, item.scores, scan, true))
    } }, `${score}`)))
    return [build("p", { class: "guide-table-question" }, item.text), row, build("p", { class: "guide-pattern" }, words.patterns[shown]), build("p", { class: "guide-table-ask" }, ask),
      build("p", {}, links.map(([title, href]) => [build("a", { href, target: "_blank", rel: "noopener" }, title), " "])), hands, timer(words)]
  } }))
  await show(cards, words.table, scan.title)
  document.querySelector("dialog.guide-table").addEventListener("close", () => awake?.release())
}

const steps = ({ first, last }) => Array.from({ length: last - first + 1 }, (none, at) => first + at)

/** Three minutes without a sound. */
function timer(words) {
  const bar = build("progress", { max: 180, value: 0, "aria-hidden": "true", hidden: true }), button = build("button", { type: "button", click: () => {
    const begun = Date.now()
    bar.hidden = false
    button.disabled = true
    const tick = setInterval(() => {
      bar.value = (Date.now() - begun) / 1000
      if (bar.value < 180 && bar.isConnected) return
      clearInterval(tick)
      button.disabled = false
    }, 500)
  } }, words.timer)
  return build("p", { class: "guide-row" }, button, bar)
}

/** One improvement, one name, one day: for the paper, the calendar and the letter. */
function agreement({ known, words }, title, item) {
  const field = (name, type) => build("label", {}, words[name], " ", build("input", { name, type, maxlength: 200, autocomplete: "off" }))
  const says = build("p", { class: "guide-says", role: "status" }), form = build("form", { class: "guide-desk guide-agreed", novalidate: true }, build("h2", {}, words.agree), field("improvement", "text"), field("who", "text"), field("day", "date"),
    build("p", { class: "guide-row guide-screen" }, ["letter", "calendar", "paper"].map(name => build("button", { type: "button", name }, words[name]))), says)
  form.onsubmit = event => event.preventDefault()
  form.onclick = ({ target }) => {
    const { improvement, who, day } = form.elements, agreed = { title, text: improvement.value.trim(), who: who.value.trim(), day: day.value }
    if (target.name === "paper") print()
    else if (target.name && target.localName === "button") agreed.text && agreed.who && agreed.day ? ACTS[target.name](agreed, known, words, says, item) : says.replaceChildren(words.three)
  }
  return form
}

const ACTS = {
  calendar({ title, text, who, day }) {
    const plain = value => value.replace(/[\\;,]/g, one => `\\${one}`).replace(/\s+/g, " "), date = day.replace(/-/g, "")
    const rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//treeguide//NONSGML//NL", "BEGIN:VEVENT", `UID:${crypto.randomUUID()}`, `DTSTAMP:${date}T000000Z`,
      `DTSTART;VALUE=DATE:${date}`, `SUMMARY:${plain(`${text} (${who})`)}`, `DESCRIPTION:${plain(`${title} ${location.href}`)}`, "END:VEVENT", "END:VCALENDAR", ""]
    const folded = rows.map(row => row.replace(/.{36}(?=.)/gu, "$&\r\n ")).join("\r\n")
    const link = build("a", { href: URL.createObjectURL(new Blob([folded], { type: "text/calendar" })), download: "afspraak.ics" })
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  },
  async letter({ title, text, who, day }, known, words, says, { talk }) {
    const { keeper } = await import("../dossier/keep.mjs"), page = new URL(known.dossier, location.href).href.replace(/#.*/, ""), store = keeper(page), kept = store.read()
    const cover = [kept.cover, fill(words["letter-text"], { title, text, who, day })].filter(one => one).join("\n\n")
    const items = [...kept.items, ...(talk?.[1] ?? []).filter(id => known.lessons[id] && !kept.items.some(one => one.item === `lesson/${id}`)).map(id => ({ item: `lesson/${id}`, note: "" }))]
    says.replaceChildren(store.write({ ...kept, cover, items }) ? words.lettered : words.unkept, " ", build("a", { href: page }, words["to-letter"]))
  },
}

/** Of a guide: who answered what, alike folded away, where the routes part, and the situations side by side. */
export async function guides({ known, words }, { entries, guide }, root) {
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
  lay(root, build("h2", { tabindex: "-1" }, title), shared.length && build("div", {}, build("h3", {}, words.shared), build("ul", {}, shared.map(([text, href]) => build("li", {}, build("a", { href }, text))))),
    build("h3", {}, words.ends), build("ul", {}, [...ends].map(([id, some]) => build("li", {}, outcomes[id] ? build("strong", {}, outcomes[id]) : words.underway, `: ${some.map(one => one.name).join(", ")}`))),
    build("ol", { class: "guide-spreads" }, rows.filter(row => !row.alike).map(shown)), rows.some(row => row.alike) && build("details", {}, build("summary", {}, words.alike), build("ol", { class: "guide-spreads" }, rows.filter(row => row.alike).map(shown))))
  root.querySelector("h2").focus()
}
