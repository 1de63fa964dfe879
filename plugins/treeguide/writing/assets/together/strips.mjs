// The scores of an item as a strip of dots, one word for their pattern, and what a group does with it.

import { build, fill } from "../page/common.mjs"

export const plainly = scores => scores.map(one => one.score).filter(one => typeof one === "number")

/** The pattern of these scores, by the rules of values/sheets.py. */
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

/** What a group sees and does at an item as its scores are now: a word for the pattern, a question, and the lessons. */
export function sayings({ known, forms, words }, scan, { scores, talk }) {
  const { mark, list } = known.scans[scan], given = plainly(scores)
  const found = list || pattern(known.rules, given, forms[mark]), [ask, lessons] = talk[found] ?? talk.default ?? ["", []]
  const word = list ? fill(words.ticked, { count: given.filter(one => one).length, all: given.length }) : words.patterns[found]
  const links = lessons.map(one => known.lessons[one]).filter(one => one).map(([title, href], at) => [at && " · ", build("a", { href, target: "_blank", rel: "noopener" }, title)])
  return { word, lessons, parts: [build("p", { class: "guide-pattern" }, word), ask && build("p", { class: "guide-table-ask" }, ask), links.length && build("p", {}, links)].filter(part => part) }
}

export const scale = ({ first, last }, list) => list ? [1] : Array.from({ length: last - first + 1 }, (none, at) => first + at)

/** Every score of the scale with a dot for who gave it, and who that was where names are to be seen. */
export function strip(form, scores, { low, high, unknown, list }, names) {
  const steps = [...scale(form, list), ...scores.some(one => one.score === "?") ? ["?"] : []].map(step => [step, scores.filter(one => one.score === step)])
  const who = here => here.map(one => one.name).filter(one => one).join(", "), said = steps.filter(([, here]) => who(here)).map(([step, here]) => list ? who(here) : `${step}: ${who(here)}`)
  if (list) return [build("p", { class: "guide-dots", "aria-hidden": "true" }, "●".repeat(steps[0][1].length)), names && said.length && build("p", { class: "guide-who" }, said)]
  return [build("ol", { class: "guide-strip", "aria-label": `${form.first} ${low}, ${form.last} ${high}${unknown && `, ? ${unknown}`}` }, steps.map(([step, here]) => build("li", {},
    build("span", { class: "guide-dots", "aria-hidden": "true" }, "●".repeat(here.length)), build("b", {}, `${step}`), here.length && build("span", { class: "guide-unseen" }, ` ${here.length} ×`)))),
  names && said.length && build("p", { class: "guide-who" }, said.join(" · "))]
}

/** A strip for all, and one for each group that names end with: "Gemeente A /raad". */
export function strips(form, scores, scan, names) {
  const groups = Map.groupBy?.(scores, ({ name }) => name?.split("/")[1]?.trim() ?? "") ?? new Map()
  const more = groups.size > 1 ? [...groups].map(([group, some]) => build("div", {}, build("p", {}, group || "–"), strip(form, some, scan))) : []
  return [strip(form, scores, scan, names), ...more]
}
