// What "Deel" opens: the link with or without answers, mail, a text, the code, the QR code, and HTML for another site.

import { build, dress } from "./build.mjs"

const ANSWERS = /^#[a-z0-9.-]*(?:~[a-z][a-z0-9-]*(?:=(?:[a-z][a-z0-9-]*|\?))?)+$/
const WORDS = { nl: () => import("./share-words-nl.mjs"), en: () => import("./share-words-en.mjs") }

function text(element) {
  const copy = element.cloneNode(true)
  copy.querySelectorAll(".headerlink").forEach(one => one.remove())
  return copy.textContent.trim().replace(/\s+/g, " ")
}

function fragment() {
  try { return decodeURIComponent(location.hash) } catch { return "" }
}

/** What this page is about just now: its title, its summary, its addresses with and without answers, and its code. */
function about(mark) {
  const canonical = document.querySelector("link[rel=canonical]")?.href
  const online = location.protocol === "file:" && canonical ? canonical : location.origin + location.pathname
  const page = new URL(mark.dataset.guidePage ?? "", online).href // of a guide over several pages, the address that stays
  const question = document.querySelector("[data-guide-answers] > [data-guide-current]")
  const title = text(document.querySelector("h1"))
  const summary = document.querySelector("meta[name=description]")?.content ?? ""
  const whole = ANSWERS.test(fragment()) ? page + fragment() : ""
  if (!question) return { page, title, summary, plain: page, whole, code: mark.dataset.guideShare }
  const codes = new Map(mark.dataset.guideQuestions.split(" ").map(pair => pair.split("=")))
  const heading = question.querySelector("h2")
  return { page, title: text(heading), summary: title, plain: `${page}#${heading.id}`, whole, code: codes.get(question.dataset.guideStep) }
}

/** Copy the text of a field; where that is not allowed it stays selected, so that the reader can do it. */
async function copy(field, said, done, failed) {
  said.textContent = ""
  field.focus()
  field.select()
  const copied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false)
  said.textContent = copied || document.execCommand("copy") ? done : failed
}

/** A field with a text that one can only read, and the button that copies it. */
function row(words, said, tag, label, action, done) {
  const field = build(tag, { readonly: true, rows: tag === "textarea" && 4 })
  const button = build("button", { type: "button", click: () => copy(field, said, done, words["not-copied"]) }, action)
  return { field, part: build("p", { class: "guide-share-row" }, build("label", {}, build("span", {}, label), field), button) }
}

/** HTML that shows a guide on another site: a frame, a script that fits its height, and a link for where those fail. */
function snippet(words, mark, { page, title }) {
  const { guideEmbed, guideEmbedScript } = mark.dataset
  const frame = build("iframe", { src: new URL(guideEmbed, page), title, width: "100%", height: "600", loading: "lazy" })
  const script = build("script", { src: new URL(guideEmbedScript, page), async: true })
  const link = build("p", {}, build("a", { href: page }, `${words["embed-link"]}: ${title}`))
  return [frame, script, link].map(one => one.outerHTML).join("\n").replaceAll('=""', "")
}

/** The code and the QR code of what the page is about; the QR code stands where the one for print does. */
function outside(words, { code, title }, hasAnswers) {
  const printed = document.querySelector(".guide-paper img")?.src
  const part = build("div", { class: "guide-share-outside" })
  if (code) part.append(build("p", {}, `${words.code}: `, build("strong", { class: "guide-digits" }, [...code].join("\u00a0")), build("span", {}, words["code-note"])))
  if (printed && code) {
    const src = printed.replace(/[^/]*$/, `${code}.svg`)
    part.append(build("figure", {}, build("img", { src, alt: `${words.qr}: ${title}`, width: 160, height: 160 }), build("figcaption", {}, words["qr-note"])))
  }
  if (hasAnswers) part.append(build("p", {}, words["without-answers"]))
  return part
}

function fill(panel, mark, words) {
  const what = about(mark)
  const said = build("p", { role: "status", class: "guide-share-said" })
  const link = row(words, said, "input", words.link, words.copy, words.copied)
  const message = row(words, said, "textarea", words.text, words["copy-text"], words["text-copied"])
  const along = build("input", { type: "checkbox", change: put })
  const mail = build("a", { class: "guide-share-mail" }, words.mail)
  const send = navigator.share && build("button", { type: "button", click: () => navigator.share({ title: what.title, text: what.summary, url: link.field.value }).catch(() => {}) }, words.send)
  function put() {
    link.field.value = what.whole && along.checked ? what.whole : what.plain
    message.field.value = [what.title, what.summary, link.field.value].filter(part => part).join("\n")
    const body = [what.summary, link.field.value].filter(part => part).join("\r\n\r\n")
    mail.href = `mailto:?subject=${encodeURIComponent(what.title)}&body=${encodeURIComponent(body)}`
  }
  put()
  const answers = what.whole && build("p", {}, build("label", { class: "guide-share-along" }, along, build("span", {}, words.answers)), build("span", { class: "guide-share-note" }, words["answers-note"]))
  panel.replaceChildren(...[link.part, answers, build("p", { class: "guide-share-row" }, mail, send), said, message.part, outside(words, what, what.whole)].filter(part => part))
  if (mark.dataset.guideEmbed) {
    const embed = row(words, said, "textarea", words.embed, words["copy-embed"], words["embed-copied"])
    embed.field.value = snippet(words, mark, { page: what.page, title: text(document.querySelector("h1")) })
    panel.append(embed.part, build("p", { class: "guide-share-note" }, words["embed-note"]))
  }
}

/** Open or close the panel in its box, filled for what the page is about now. */
export async function show(box, mark, open) {
  const panel = box.querySelector(".guide-share-panel") ?? box.appendChild(build("div", { class: "guide-share-panel", role: "group", hidden: true }))
  if (open) {
    const [{ words }] = await Promise.all([WORDS[mark.dataset.guideLanguage](), dress(new URL("./share.css", import.meta.url))])
    panel.setAttribute("aria-label", words.panel)
    fill(panel, mark, words)
  }
  panel.hidden = !open
}
