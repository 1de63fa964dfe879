// What someone answered, once it is all there: a code, a link to send or to show as a QR code, and the way to the desk,
// which may be open in another tab of this browser. Nothing leaves the browser but what one sends on.

import { build } from "../page/common.mjs"

/** All of it as parts of the page, for the answers that the address holds. */
export function own({ root, mark, words }, code) {
  const link = location.href, says = build("p", { role: "status" }), picture = build("p")
  const button = (text, click, more) => build("button", { type: "button", click, ...more }, text)
  const send = navigator.share && button(words.send, () => navigator.share({ title: document.title, url: link }).catch(() => {}), { class: "guide-main" })
  const copy = button(words.copy, () => navigator.clipboard.writeText(link).then(() => says.replaceChildren(words.copied), () => says.replaceChildren(link)))
  const show = button(words.qr, async () => picture.replaceChildren(picture.firstChild ? "" : (await import("./qr.mjs")).drawing(link, words.qr) ?? words["qr-long"]))
  const lay = build("a", { class: "guide-button", href: `${root.dataset.guideTogether.split("#")[0]}#v1~${mark}~n~=${code}`, click: async event => {
    event.preventDefault()
    if (await (await import("./tabs.mjs")).offer(link)) says.replaceChildren(words.laid)
    else location.assign(lay.href)
  } }, words.desk)
  return [build("p", {}, words.done), build("p", { class: "guide-code-large" }, [...code.toUpperCase()].join("\u2009")), build("p", {}, words["code-how"]),
    build("p", { class: "guide-row" }, send, copy, build("a", { class: "guide-button", href: `mailto:?body=${encodeURIComponent(link)}` }, words.mail), show, lay),
    picture, says, build("p", {}, words.private)]
}
