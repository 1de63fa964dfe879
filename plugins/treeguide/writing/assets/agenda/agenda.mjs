// "Zet in je agenda": asks for a day, and gives the first step of this situation as a file that any calendar opens.

import { build, fill, said } from "../page/common.mjs"
import { dress } from "../page/dress.mjs"
import { online } from "../page/online.mjs"
import { plain } from "../copy/copy.mjs"
import { calendar } from "./calendar.mjs"

export async function use(button) {
  const [{ words }] = await Promise.all([import("./agenda-words.mjs"), dress(new URL("../page/buttons.css", import.meta.url))])
  if (document.querySelector("dialog[open]")) return // pressed twice
  const day = await askDay(words), row = button.parentElement
  if (!day) return
  save(calendar({ ...step(words), day, id: `${day}-${row.dataset.guideCollect.replace("/", "-")}@${location.hostname || "treeguide"}` }), words)
  row.querySelector("[role=status]").textContent = words.saved
}

/** What is to be done, and where more about it stands. */
function step(words) {
  const name = said(document.querySelector("h1")), first = document.querySelector(".guide-first-step").cloneNode(true), url = online()
  first.querySelector("h2").remove()
  return { title: fill(words.title, { title: name }), text: `${plain(first)}\n\n${name}\n${url}`, url }
}

/** The day that the reader chose; nothing when it is not to be. */
function askDay(words) {
  return new Promise(done => {
    const at = days => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv")
    const day = build("input", { type: "date", required: true, min: at(0), value: at(1), autofocus: true })
    const dialog = build("dialog", { class: "guide-asking", "aria-label": words.open },
      build("form", { method: "dialog" }, build("p", {}, build("label", {}, words.ask, " ", day)), build("p", { class: "guide-row" },
        build("button", { value: "made", class: "guide-main" }, words.make), build("button", { formnovalidate: true }, words.cancel))))
    dialog.addEventListener("close", () => {
      dialog.remove()
      done(dialog.returnValue === "made" && day.value)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}

function save(text, words) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }))
  build("a", { href, download: `${words.file}.ics` }).click()
  setTimeout(() => URL.revokeObjectURL(href), 1000)
}
