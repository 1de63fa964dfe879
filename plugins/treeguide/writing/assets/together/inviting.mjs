// A text to send to who takes part, or to who is still missing: to copy, to share or to mail.

import { build, fill } from "../page/common.mjs"
import { online } from "../page/online.mjs"

/** Lay it below the buttons of the desk, for those who are missing now. */
export function invite({ form, known, words }, { missing }) {
  const id = form.elements.what.value, scan = Object.hasOwn(known.scans, id) && known.scans[id], [title, page] = scan ? [scan.title, scan.page] : known.guides[id]
  const text = build("textarea", { rows: 11, spellcheck: "false" }), says = build("p", { class: "guide-says", role: "status" }), mail = build("a", { class: "guide-button" }, words.mail)
  const link = new URL(page, online()).href, who = missing.join(", ") || words.all
  text.value = fill(words[missing.length ? "remind-text" : "invite-text"], { who, title, link, how: words[scan ? "how-code" : "how-link"] })
  text.oninput = () => { mail.href = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(text.value)}` }
  const copied = () => navigator.clipboard.writeText(text.value).then(() => says.replaceChildren(words.copied), () => text.select())
  const send = navigator.share && build("button", { type: "button", click: () => navigator.share({ title, text: text.value }).catch(() => {}) }, words.send)
  const block = build("div", { class: "guide-invited" }, build("label", {}, words.text, " ", text), build("p", { class: "guide-row" }, build("button", { type: "button", class: "guide-main", click: copied }, words.copy), send, mail), says)
  form.querySelector(".guide-invited")?.remove()
  form.append(block)
  text.oninput()
  text.focus()
}
