// What a group agreed on: one improvement, one name, one day. To the calendar, and to the letter of the dossier.

import { build, fill } from "../page/common.mjs"
import { calendar as event } from "../agenda/calendar.mjs"
import { keeper } from "../dossier/keep.mjs"

/** Into the calendar, with the way to the desk and not what lies on it: a calendar is read by others. */
export function calendar({ title, text, who, day }) {
  const url = `${location.href.split("#")[0]}#${document.querySelector("select[name=what]").value}`
  const made = event({ id: crypto.randomUUID(), day, title: `${text} (${who})`, text: title, url })
  const href = URL.createObjectURL(new Blob([made], { type: "text/calendar;charset=utf-8" }))
  build("a", { href, download: "afspraak.ics" }).click()
  setTimeout(() => URL.revokeObjectURL(href), 1000)
}

const spoken = day => new Date(`${day}T12:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })

export function letter(agreed, known, says, lessons) {
  const { words } = known, page = new URL(known.dossier, location.href).href.replace(/#.*/, ""), store = keeper(page), kept = store.read()
  const cover = [kept.cover, fill(words["letter-text"], { ...agreed, day: spoken(agreed.day) })].filter(one => one).join("\n\n"), isNew = id => known.lessons[id] && !kept.items.some(one => one.item === `lesson/${id}`)
  const items = [...kept.items, ...lessons.filter(isNew).map(id => ({ item: `lesson/${id}`, note: "" }))]
  says.replaceChildren(store.write({ ...kept, cover, items }) ? words.lettered : words.unkept, " ", build("a", { href: page }, words["to-letter"]))
}
