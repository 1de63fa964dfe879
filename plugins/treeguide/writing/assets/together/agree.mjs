// Where a group writes down what it agreed on: one improvement, one name, one day.

import { build } from "../page/common.mjs"

/** A place for a part that is made once the rest can be seen: a field for a day takes a browser long. */
export function later(make) {
  const place = build("div")
  setTimeout(() => place.replaceWith(make()), 50)
  return place
}

/** The form for it, and the ways out of this browser: paper, the calendar and the letter of the dossier. */
export function agreement({ known, words }, title, lessons) {
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
