// What "Deel" opens: the link with or without answers, mail, a text, the code, the QR code, and HTML for another site.

import { build, fragment, said } from "../page/common.mjs"
import { dress, take } from "../page/dress.mjs"
import { online } from "../page/online.mjs"

const ANSWERS = /^#[a-z0-9.-]*(?:~[a-z][a-z0-9-]*(?:=(?:[a-z][a-z0-9-]*|\?))?)+$/

let openAt = "" // the page whose panel is open; instant navigation may make the page anew under the reader's hands

export async function use(button) {
  openAt = button.ariaExpanded === "true" ? "" : location.pathname
  await show(button)
}

/** Follow the address in a panel that is open. */
export async function start() {
  if (openAt === location.pathname) await show(document.querySelector("[data-guide-use=share]"))
}

/** The panel below the row of this button, for what the page is about now; or none. */
async function show(button) {
  const mark = document.querySelector("[data-guide-share]"), isOpen = openAt !== ""
  const [{ words }] = await Promise.all([import("./share-words.mjs"), dress(new URL("./share.css", import.meta.url))])
  document.querySelector(".guide-share")?.remove()
  if (isOpen) button.parentElement.after(build("div", { class: "guide-share", role: "group", "aria-label": words.panel, keydown: leave }, parts(mark, words)))
  button.ariaExpanded = isOpen
  button.parentElement.onkeydown = leave
  function leave({ key }) {
    if (key !== "Escape" || button.ariaExpanded !== "true") return
    use(button)
    button.focus()
  }
}

/** What this page is about just now: its title, its summary, its addresses with and without answers, and its code. */
function about(mark) {
  const page = new URL(mark.dataset.guidePage ?? "", online()).href // of a guide over several pages, the address that stays
  const heading = document.querySelector("[data-guide-answers] > [data-guide-current] h2")
  const name = said(document.querySelector("h1"))
  const summary = document.querySelector("meta[name=description]")?.content ?? ""
  const whole = ANSWERS.test(fragment()) && page + fragment()
  if (!heading) return { name, page, title: name, summary, plain: page, whole, code: mark.dataset.guideShare }
  const codes = new Map(mark.dataset.guideQuestions.split(" ").map(pair => pair.split("=")))
  const code = codes.get(heading.closest("[data-guide-step]").dataset.guideStep)
  return { name, page, title: said(heading), summary: name, plain: `${page}#${heading.id}`, whole, code }
}

/** Copy the text of a field; where that is not allowed it stays selected, so that the reader can do it. */
async function copy(field, says, done, failed) {
  says.textContent = ""
  field.select()
  const copied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false)
  says.textContent = copied || document.execCommand("copy") ? done : failed
}

/** HTML that shows a guide on another site: a frame, a script that fits its height, and a link for where those fail. */
function snippet(words, { guideEmbed, guideEmbedScript }, { page, name: title }) {
  const frame = build("iframe", { src: new URL(guideEmbed, page), title, width: "100%", height: "600", loading: "lazy" })
  const script = `<script src="${new URL(guideEmbedScript, page).href.replaceAll("&", "&amp;")}" async></script>`
  const link = build("p", {}, build("a", { href: page }, `${words["embed-link"]}: ${title}`))
  return [frame.outerHTML, script, link.outerHTML].join("\n")
}

/** The code and the QR code of what the page is about; the QR code stands where the one for print does. */
function outside(words, { code, title, whole }) {
  const src = document.querySelector(".guide-paper img")?.src.replace(/[^/]*$/, `${code}.svg`)
  return build("div", { class: "guide-share-outside" },
    code && build("p", {}, `${words.code}: `, build("strong", { class: "guide-digits" }, [...code].join("\u00a0")), build("span", {}, words["code-note"])),
    code && src && build("figure", {}, build("img", { src, alt: `${words.qr}: ${title}`, width: 160, height: 160 }), build("figcaption", {}, words["qr-note"])),
    whole && build("p", {}, words["without-answers"]))
}

/** The whole text of a lesson or a situation, to take along; a guide has none. */
function taking(words, says, { plain }) {
  if (!document.querySelector("[data-guide-collect^=lesson], [data-guide-collect^=outcome]")) return false
  async function copied(withLayout) {
    says.textContent = ""
    const whole = import("../dossier/passage.mjs").then(({ here }) => here(plain))
    says.textContent = words[await take(whole, withLayout) ? "whole-copied" : "whole-not-copied"]
  }
  const button = (name, withLayout) => build("button", { type: "button", click: () => copied(withLayout).catch(console.error) }, words[name])
  return build("p", { class: "guide-share-row" }, button("copy-layout", true), button("copy-plain", false))
}

function parts(mark, words) {
  const what = about(mark), note = name => build("span", { class: "guide-share-note" }, words[name])
  const says = build("p", { role: "status", class: "guide-share-said" })
  /** A field with a text that one can only read, and the button that copies it. */
  function row(tag, label, action, done) {
    const field = build(tag, { readonly: true, rows: tag === "textarea" && 4 })
    const button = build("button", { type: "button", click: () => copy(field, says, words[done], words["not-copied"]) }, words[action])
    return [field, build("p", { class: "guide-share-row" }, build("label", {}, build("span", {}, words[label]), field), button)]
  }
  const [link, linkRow] = row("input", "link", "copy", "copied"), [message, messageRow] = row("textarea", "text", "copy-text", "text-copied")
  const [embed, embedRow] = row("textarea", "embed", "copy-embed", "embed-copied")
  const along = build("input", { type: "checkbox", change: put }), mail = build("a", { class: "guide-share-mail" }, words.mail)
  const send = () => navigator.share({ title: what.title, text: what.summary, url: link.value }).catch(() => {})
  function put() {
    link.value = along.checked ? what.whole : what.plain
    const below = [what.summary, link.value].filter(part => part)
    message.value = [what.title, ...below].join("\n")
    mail.href = `mailto:?subject=${encodeURIComponent(what.title)}&body=${encodeURIComponent(below.join("\r\n\r\n"))}`
  }
  put()
  if (mark.dataset.guideEmbed) embed.value = snippet(words, mark.dataset, what)
  return [
    navigator.share && build("p", { class: "guide-share-row" }, build("button", { type: "button", class: "guide-share-send", click: send }, words.send)),
    linkRow,
    what.whole && build("p", {}, build("label", { class: "guide-share-along" }, along, build("span", {}, words.answers)), note("answers-note")),
    build("p", { class: "guide-share-row" }, mail), says, taking(words, says, what), messageRow, outside(words, what),
    embed.value && [embedRow, build("p", {}, note("embed-note"))],
  ]
}
