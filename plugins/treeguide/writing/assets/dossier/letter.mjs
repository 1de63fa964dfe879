// The dossier's page. With a dossier in the address it is a letter, for whoever got the link; without one it is the desk
// where a dossier is put together (desk.mjs).

import { build, fill, fragment } from "../page/common.mjs"
import { ask, dress, take } from "../page/dress.mjs"
import { clean, isEmpty, keeper, LIMITS } from "./keep.mjs"
import { allQuestions, find, know } from "./items.mjs"
import { decode, encode, isLink } from "./link.mjs"

const hook = name => document.querySelector(`[data-guide-${name}]`)
/** The address of the dossier's page, without a dossier in it. */
const page = () => location.href.replace(/#.*/, "")

/** Show what the address says. The introduction is for when that fails. */
export async function start() {
  const root = hook("dossier")
  if (root.dataset.guideShown === fragment()) return
  root.dataset.guideShown = fragment()
  await Promise.all([dress(new URL("../page/buttons.css", import.meta.url)), dress(new URL("./letter.css", import.meta.url))])
  const known = know()
  if (!isLink(fragment())) return desk(known)
  const { given, fault } = await decode(fragment())
  if (fault) refuse(known.words.dossier, fault)
  else await show(known, clean(given))
}

/** Show one part of the page and not the others. A letter is made anew each time. */
function only(part, letter = "") {
  for (const name of ["dossier", "desk", "letter"]) hook(name).hidden = name !== part
  document.querySelectorAll(".guide-letter").forEach(one => one.remove())
  hook("letter").before(letter)
}

/** The reader's own dossier, to work on. */
async function desk(known) {
  const { start } = await import("./desk.mjs")
  start(hook("desk"), known, keeper(page()), dossier => takeOver(known, dossier))
  only("desk")
}

function refuse(words, fault) {
  only("", build("div", { class: "guide-letter", role: "alert" }, build("h2", {}, words[fault]), build("p", {}, words[`${fault}-why`]),
    build("p", {}, build("a", { href: page() }, words.own))))
}

/** The dossier as a letter. */
async function show(known, dossier) {
  const words = known.words.dossier, title = dossier.title || words.untitled
  const says = build("div", { role: "status", class: "guide-says guide-screen" })
  const items = dossier.items.map((one, at) => part(known, words, one, at + 1))
  await prepare(known, words, dossier)
  only("letter", build("div", { class: "guide-letter" },
    build("header", {},
      build("p", { class: "guide-letter-by guide-on-paper" }, words.colophon),
      build("p", { class: "guide-eyebrow" }, words.sender, dossier.date && ` · ${fill(words.dated, { date: said(dossier.date) })}`),
      build("h1", { dir: "auto" }, title),
      build("div", { class: "guide-letter-line guide-screen" },
        build("button", { type: "button", class: "guide-plain", click: () => print() }, words.print), build("span", {}, words.written)),
      says,
      build("div", { class: "guide-letter-text" }, paragraphs(dossier.cover)),
      items.length > 1 && contents(words, items)),
    items.map(one => one.section),
    build("footer", {}, build("p", {}, words.colophon),
      build("p", {}, known.name && `${fill(words.from, known)}, `, build("a", { href: known.at("") }, known.at("")), ". ", known.notice))))
  document.title = fill(words.tab, { title })
  says.textContent = words.loading
  const failed = (await Promise.all(items.map(one => complete(one, known, words)))).filter(one => one).length
  says.textContent = `${dossier.cut ? fill(words.cut, LIMITS) : ""} ${failed ? fill(words["not-loaded"], { count: failed }) : words.loaded}`
  says.classList.toggle("guide-unseen", !failed && !dossier.cut)
}

const said = date => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date))

/** Text with empty lines in it as paragraphs. */
const paragraphs = text => text.split(/\n{2,}/).filter(one => one.trim()).map(one => build("p", { dir: "auto" }, one.trim()))

function contents(words, items) {
  const go = section => () => { section.scrollIntoView(); section.querySelector("h2").focus({ preventScroll: true }) }
  const rows = items.map(({ title, section }) => build("li", {}, build("button", { type: "button", click: go(section) }, title)))
  return build("nav", { "aria-label": words.contents }, build("p", {}, words.contents), build("ol", {}, rows))
}

/** One item of the letter, with its own title and the sender's note. */
function part(known, words, { item: key, note }, number) {
  const item = find(known, key), title = item?.title ?? words.unknown
  const sort = item?.kind ?? (item ? words.gone : "")
  const section = build("section", {},
    build("p", { class: "guide-eyebrow" }, `${number}. ${sort}`),
    build("h2", { tabindex: "-1" }, item?.address ? build("a", { href: item.page }, title) : title),
    item?.address && build("p", { class: "guide-letter-address" }, item.address),
    note && build("blockquote", { "aria-label": words["note-by"] }, paragraphs(note)),
    item?.summary && build("p", { class: "guide-letter-summary" }, item.summary),
    item?.why && build("p", {}, `${item.why} `, item.instead && `${words.instead} `, item.instead && build("a", { href: item.instead }, item.name)),
    !item && build("p", {}, words["unknown-why"]))
  return { section, title, item }
}

/** Fetch the text of an item and put it in. Where that fails its questions are there, and this says so. */
async function complete({ item, section }, known, words) {
  if (!item?.page) return false
  try {
    const { passage } = await import("./passage.mjs")
    const [body, addresses] = await passage(item, words)
    section.append(...folded(body, item, words), addresses)
    return false
  } catch (error) {
    console.warn(error)
    const asked = item.sort === "guide" ? [] : allQuestions(known, [{ item: item.key }])
    if (asked.length) section.append(build("h3", {}, words.asks), build("ul", { class: "guide-ask" }, asked.map(one => build("li", {}, one.text))))
    return true
  }
}

/** A text folded where the screen is small. A first step stays in sight, and so does a question. */
function folded(body, { sort }, words) {
  if (sort === "guide") return [body]
  const first = body.querySelector(":scope > .guide-first-step") ?? ""
  return [first, build("details", { open: matchMedia("(min-width: 45em)").matches }, build("summary", {}, words.whole), body)]
}

/** On paper nothing stays folded. */
addEventListener("beforeprint", () => {
  const shut = [...document.querySelectorAll(".guide-letter details:not([open])")]
  shut.forEach(one => { one.open = true })
  addEventListener("afterprint", () => shut.forEach(one => { one.open = false }), { once: true })
})

/** The buttons below the letter. */
async function prepare(known, words, dossier) {
  const tools = hook("letter"), bare = one => encode({ ...one, date: "" }), asked = allQuestions(known, dossier.items)
  const isOwn = await bare(keeper(page()).read()) === await bare(dossier), says = tools.querySelector("[role=status]")
  says.textContent = ""
  tools.firstElementChild.hidden = isOwn
  tools.querySelector("[name=take]").textContent = isOwn ? words.edit : words.take
  tools.querySelector(".guide-desk-cards").hidden = !asked.length
  tools.onclick = ({ target: { name } }) => {
    if (name === "take") takeOver(known, dossier).catch(console.error)
    else if (name === "layout" || name === "plain") copied(name === "layout", words, says).catch(console.error)
    else if (name) import("../table/cards.mjs").then(cards => cards[name](asked, known.words.table, dossier.title || known.words.table.title)).catch(console.error)
  }
}

/** Put the letter on the clipboard, as it stands there, and say so. */
async function copied(withLayout, words, says) {
  says.textContent = words[await take([document.querySelector(".guide-letter")], withLayout) ? "letter-copied" : "letter-not-copied"]
}

/** Make a dossier the reader's own, after asking when there is one already. */
async function takeOver(known, dossier) {
  const words = known.words.dossier, store = keeper(page()), own = store.read()
  let next = dossier
  if (!isEmpty(own) && JSON.stringify(own.items) !== JSON.stringify(dossier.items)) {
    const many = fill(words[own.items.length === 1 ? "take-one" : "take-many"], { count: own.items.length })
    const choice = await ask(`${words["take-which"]} ${many}`, [words.merge, words.replace, words.cancel])
    if (choice === 2) return
    if (choice === 0) next = clean({ title: own.title || dossier.title, cover: own.cover || dossier.cover, items: [...own.items, ...dossier.items] })
  }
  store.write(next)
  if (isLink(fragment())) history.pushState(history.state, "", page())
  hook("dossier").dataset.guideShown = ""
  dispatchEvent(new Event("hashchange")) // what is pushed makes no event; Back must find that the address has changed
  await desk(known)
}
