// The items of a scan or checklist one at a time, large, for a group that talks about them.

import { build } from "../page/common.mjs"
import { dress } from "../page/dress.mjs"
import { show } from "../table/cards.mjs"
import { sayings, scale, strips } from "./strips.mjs"

/** The styles that they are shown with. */
export const dressed = () => Promise.all(["../table/cards.css", "./one-by-one.css"].map(one => dress(new URL(one, import.meta.url))))

export const table = (desk, id, items) => show(items.map(item => ({ parts: () => card(desk, id, item) })), desk.words.table, desk.known.scans[id].title)

/** An item: its strip, the pattern, the question and the lessons; hands are counted into it. */
function card(desk, id, item) {
  const { known, forms, words } = desk, scan = known.scans[id], form = forms[scan.mark], raised = item.scores.filter(one => one.hand)
  const button = (text, click, more) => build("button", { type: "button", click, ...more }, text)
  const shown = build("div", { class: "guide-said" }), back = button(words.undo, () => {
    if (!raised.length) return
    item.scores.splice(item.scores.indexOf(raised.pop()), 1)
    draw()
  })
  function draw() {
    back.ariaDisabled = !raised.length
    shown.replaceChildren(build("div", { class: "guide-strips" }, strips(form, item.scores, scan, true)), ...sayings(desk, id, item).parts)
  }
  const hands = scale(form, scan.list).map(score => button(scan.list ? "✓" : `${score}`, () => {
    item.scores.push(raised[raised.push({ score, hand: true }) - 1])
    draw()
  }, { "aria-label": `${words.hands} ${scan.list ? "✓" : score}` }))
  draw()
  return [build("p", { class: "guide-table-question" }, item.text), shown, build("p", { class: "guide-row" }, build("span", {}, words.hands), hands, back), timer(words)]
}

/** Three minutes without a sound. */
function timer(words) {
  const bar = build("progress", { max: 180, value: 0, "aria-hidden": "true", hidden: true }), button = build("button", { type: "button", click: () => {
    if (!bar.hidden) return
    const begun = Date.now()
    bar.hidden = false
    button.ariaDisabled = true
    const tick = setInterval(() => {
      bar.value = (Date.now() - begun) / 1000
      if (bar.value < 180 && bar.isConnected) return
      clearInterval(tick)
      bar.hidden = true
      button.ariaDisabled = false
    }, 500)
  } }, words.timer)
  return build("p", { class: "guide-row" }, button, bar)
}
