// What is on the desk of a scan or checklist, opened: for each item a strip of dots and one word, the largest difference
// first; then one at a time on the whole screen; and what was agreed.

import { build, fill } from "../page/common.mjs"
import { dress } from "../page/dress.mjs"

const lay = (root, ...parts) => root.replaceChildren(...parts.filter(part => part))
const plainly = scores => scores.map(one => one.score).filter(one => typeof one === "number")

/** The pattern of these scores, by the rules of values/patterns.py. */
export function pattern(rules, scores, { first, last }) {
  const given = scores.toSorted((a, b) => a - b), width = last - first, count = given.length
  const near = Math.max(Math.floor(width / 3), Math.min(1, width >> 1)), groups = []
  for (const one of given) {
    const group = groups.at(-1)
    if (group && one - group.at(-1) <= near) group.push(one)
    else groups.push([one])
  }
  const sizes = groups.every(one => one.at(-1) - one[0] <= near) ? groups.map(one => one.length) : []
  const middle = 3 * (given[count - 1 >> 1] + given[count >> 1] - 2 * first)
  const third = middle <= 2 * width ? 1 : middle >= 4 * width ? 3 : 2
  const is = (wanted, found) => !wanted || wanted === found
  return rules.find(([, fewest, most, apart, smallest, part]) => fewest <= count && count <= most
    && is(apart, sizes.length) && is(smallest, Math.min(...sizes)) && is(part, third))[0]
}

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

/** What is to be said of an item as its scores are now: in a word, the question, and the lessons. */
function told({ known, forms, words }, scan, { scores, talk }) {
  const { mark, list } = known.scans[scan], given = plainly(scores)
  if (list) return [fill(words.ticked, { count: given.filter(one => one).length, all: given.length }), "", []]
  const found = pattern(known.rules, given, forms[mark]), [ask, lessons] = talk[found] ?? talk.default ?? ["", []]
  return [words.patterns[found], ask, lessons]
}

const scale = ({ first, last }, list) => list ? [1] : Array.from({ length: last - first + 1 }, (none, at) => first + at)

/** Every score of the scale with a dot for who gave it, and who that was where names are to be seen. */
function strip(form, scores, { low, high, unknown, list }, names) {
  const steps = [...scale(form, list), ...scores.some(one => one.score === "?") ? ["?"] : []].map(step => [step, scores.filter(one => one.score === step)])
  const who = here => here.map(one => one.name).filter(one => one).join(", "), said = steps.filter(([, here]) => who(here)).map(([step, here]) => list ? who(here) : `${step}: ${who(here)}`)
  if (list) return [build("p", { class: "guide-dots", "aria-hidden": "true" }, "●".repeat(steps[0][1].length)), names && said.length && build("p", { class: "guide-who" }, said)]
  return [build("ol", { class: "guide-strip", "aria-label": `${form.first} ${low}, ${form.last} ${high}${unknown && `, ? ${unknown}`}` }, steps.map(([step, here]) => build("li", {},
    build("span", { class: "guide-dots", "aria-hidden": "true" }, "●".repeat(here.length)), build("b", {}, `${step}`), here.length && build("span", { class: "guide-unseen" }, ` ${here.length} ×`)))),
  names && said.length && build("p", { class: "guide-who" }, said.join(" · "))]
}

/** A strip for all, and one for each group that names end with: "Gemeente A /raad". */
function strips(form, scores, scan, names) {
  const groups = Map.groupBy?.(scores, ({ name }) => name?.split("/")[1]?.trim() ?? "") ?? new Map()
  const more = groups.size > 1 ? [...groups].map(([group, some]) => build("div", {}, build("p", {}, group || "–"), strip(form, some, scan))) : []
  return [strip(form, scores, scan, names), ...more]
}

export async function scans(desk, found, root, earlier) {
  await Promise.all(["../page/buttons.css", "../table/cards.css", "./opened.css"].map(one => dress(new URL(one, import.meta.url))))
  const { known, forms, words } = desk, scan = known.scans[found.scan], form = forms[scan.mark], items = itemsOf(desk, found)
  const then = new Map(earlier ? itemsOf(desk, earlier).map(one => [one.id, one]) : []), half = items.filter(one => scan.list && one.order[0] * 2 >= found.sum)
  const some = scan.list && found.sum ? items.filter(one => one.order[0]).length || items.length : items.length
  const list = items.map(item => build("li", {}, build("h3", {}, item.text), build("p", { class: "guide-pattern" }, told(desk, found.scan, item)[0]), strips(form, item.scores, scan, true),
    then.has(item.id) && build("div", { class: "guide-then" }, build("p", {}, `${words.then}: ${told(desk, found.scan, then.get(item.id))[0]}`), strip(form, then.get(item.id).scores, scan))))
  const talk = build("button", { type: "button", class: "guide-main", click: () => table(desk, found.scan, items) }, words.talk)
  const advice = half.length && build("a", { class: "guide-button", href: `${scan.page}#${half.map(one => `~${one.id}`).join("")}` }, words.advice)
  lay(root, build("h2", { tabindex: "-1" }, scan.title), build("p", {}, words[scan.list ? "order-list" : "order"]),
    found.sum < 4 && build("p", { class: "guide-few" }, words.few), [...found.entries, ...found.blocks].some(one => one.changed) && build("p", {}, words.changed),
    build("p", { class: "guide-row guide-screen" }, talk, advice), build("ol", { class: "guide-spreads" }, list.slice(0, some)),
    some < items.length && build("details", {}, build("summary", {}, words.nobody), build("ol", { class: "guide-spreads" }, list.slice(some))), agreement(desk, scan.title, told(desk, found.scan, items[0])[2]))
  root.querySelector("h2").focus()
}

/** One item at a time, large: its strip, the pattern, the question and the lessons; hands are counted into it. */
async function table(desk, id, items) {
  const { show } = await import("../table/cards.mjs"), { known, forms, words } = desk, scan = known.scans[id], form = forms[scan.mark]
  const cards = items.map(item => ({ parts: () => {
    const shown = build("div", { class: "guide-said" }), raised = item.scores.filter(one => one.hand), back = build("button", { type: "button", click: () => {
      item.scores.splice(item.scores.indexOf(raised.pop()), 1)
      draw()
    } }, words.undo)
    const draw = () => {
      const [word, ask, lessons] = told(desk, id, item), links = lessons.map(one => known.lessons[one]).filter(one => one)
      back.ariaDisabled = back.disabled = !raised.length
      shown.replaceChildren(build("div", { class: "guide-strips" }, strips(form, item.scores, scan, true)), build("p", { class: "guide-pattern" }, word), build("p", { class: "guide-table-ask" }, ask),
        build("p", {}, links.map(([title, href], at) => [at && " · ", build("a", { href, target: "_blank", rel: "noopener" }, title)])))
    }
    const hands = scale(form, scan.list).map(score => build("button", { type: "button", "aria-label": `${words.hands} ${scan.list ? "✓" : score}`, click: () => {
      item.scores.push(raised[raised.push({ score, hand: true }) - 1])
      draw()
    } }, scan.list ? "✓" : `${score}`))
    draw()
    return [build("p", { class: "guide-table-question" }, item.text), shown, build("p", { class: "guide-row" }, build("span", {}, words.hands), hands, back), timer(words)]
  } }))
  await show(cards, words.table, scan.title)
}

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
function agreement({ known, words }, title, lessons) {
  const field = (name, type) => build("label", {}, words[name], " ", build("input", { name, type, maxlength: 200, autocomplete: "off" }))
  const says = build("p", { class: "guide-says", role: "status" }), form = build("form", { class: "guide-desk guide-agreed", novalidate: true }, build("h2", {}, words.agree), field("improvement", "text"), field("who", "text"), field("day", "date"),
    build("p", { class: "guide-row guide-screen" }, ["letter", "calendar", "paper"].map(name => build("button", { type: "button", name }, words[name]))), says)
  form.onsubmit = event => event.preventDefault()
  form.onclick = async ({ target: { name, localName } }) => {
    if (localName !== "button") return
    if (name === "paper") return print()
    const { improvement, who, day } = form.elements, agreed = { title, text: improvement.value.trim(), who: who.value.trim(), day: day.value }
    if (!(agreed.text && agreed.who && agreed.day)) return says.replaceChildren(words.three)
    const { calendar, letter } = await import("./agreed.mjs")
    if (name === "calendar") calendar(agreed)
    else letter(agreed, known, says, lessons)
  }
  return form
}
