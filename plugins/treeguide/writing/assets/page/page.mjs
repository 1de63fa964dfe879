// Which of our scripts a page has use for, and when each is loaded: at once, when the address or this browser holds
// something for it, or when a button of its own is pressed. Each is a guest: one that fails stops nothing else.

const always = () => true, never = () => false
const hasAnswers = () => /~|%/.test(location.hash) // fragment() in common.mjs reads them, also when a mail program wrote %7E
const keeps = name => () => {
  try { return Object.keys(localStorage).some(key => key.startsWith(name)) } catch { return false }
}

/** By name: what a page must have for it, how to load it, and when that does not wait for a button. The guide goes first. */
const MODULES = {
  guide: ["[data-guide]", () => import("../guide/guide.mjs")],
  home: ["[data-guide-home]", () => import("../guide/home.mjs")],
  letter: ["[data-guide-dossier]", () => import("../dossier/letter.mjs")],
  filter: ["[data-guide-filter]", () => import("../filter/filter.mjs")],
  route: ["[data-guide-route]", () => import("../guide/route.mjs"), hasAnswers],
  why: ["[data-guide-why]", () => import("../guide/why.mjs"), hasAnswers],
  map: ["[data-guide-map]", () => import("../drawing/map.mjs")],
  resume: ["[data-guide-keep], [data-guide-home]", () => import("../guide/resume.mjs"), keeps("treeguide.resume")],
  collect: [".guide-collect", () => import("../dossier/collect.mjs"), keeps("treeguide dossier")],
  share: ["[data-guide-share]", () => import("../share/share.mjs"), never],
  agenda: ["[data-guide-use=agenda]", () => import("../agenda/agenda.mjs"), never],
  deck: ["[data-guide-deck]", () => import("../table/deck.mjs"), never],
  save: ["[data-guide-use=save]", () => import("../saved/save.mjs"), keeps("treeguide saved")],
  code: ["[data-guide-code]", () => import("../code/code.mjs"), never],
  sheet: ["[data-guide-sheet]", () => import("../together/sheet.mjs")],
  lost: ["body", () => import("./lost.mjs"), () => /%.*23/.test(location.pathname)],
  tracking: ["#__config", () => import("./tracking.mjs"), () => document.querySelector("#__config").textContent.includes("navigation.tracking")],
}

const ready = {} // the modules that were loaded, by name
let shown = "", present = [] // the address that was shown last, and the modules that its page may need

/** A page came: show the buttons that need a script, and start what it needs. */
function appear() {
  present = Object.keys(MODULES).filter(name => document.querySelector(MODULES[name][0]))
  document.querySelectorAll("[data-guide-use]").forEach(part => part.closest("[hidden]")?.removeAttribute("hidden"))
  menu()
  start(false)
}

/** Show what the address says; `moved` when the reader just came here by a click or the Back button. */
async function start(moved) {
  shown = location.href
  const [first, ...others] = present.filter(name => ready[name] || (MODULES[name][2] ?? always)())
  if (first) await run(first, moved)
  others.forEach(name => run(name, moved))
}

/** Start a module, at once when it is there already. */
async function run(name, moved) {
  try {
    await (ready[name] ??= await MODULES[name][1]()).start?.(moved)
  } catch (error) {
    console.error(error)
  }
}

/** A button was pressed, or a form sent: its module does the rest, with what was open in a guide at that moment, however
 * long the module takes to come. A button that does not work goes away. */
async function use(event) {
  const part = event.target.closest?.("[data-guide-use]")
  if (!part || (part.localName === "form") !== (event.type === "submit")) return
  event.preventDefault()
  const name = part.dataset.guideUse, atPress = { ...document.querySelector("[data-guide]")?.dataset }
  try {
    document.querySelectorAll("[data-guide-cut]").forEach(says => { says.textContent = says.removeAttribute("data-guide-cut") ?? "" })
    ready[name] = await MODULES[name][1]()
    await ready[name].use(part, atPress)
  } catch (error) {
    console.error(error)
    if (await isCutOff()) sayCutOff(part)
    else part.hidden = true
  }
}

/** Where the site has a button for its menu: it tells the state, and the menu closes by Escape. */
function menu() {
  const button = document.querySelector("[data-guide-menu]"), toggle = document.querySelector("#__drawer")
  if (!button?.hidden || !toggle) return
  const tell = () => button.setAttribute("aria-expanded", toggle.checked)
  const turn = open => { if (toggle.checked !== open) toggle.click() }
  button.hidden = false
  toggle.dataset.guideBehind = ""
  toggle.addEventListener("change", tell)
  button.addEventListener("click", event => {
    turn(!toggle.checked)
    if (toggle.checked && !event.detail) document.querySelector(".md-sidebar--primary a")?.focus()
  })
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || !toggle.checked) return
    turn(false)
    button.focus()
  })
  addEventListener("focusin", ({ target }) => target.name === "__palette" && import("./light.mjs"))
}

/** Whether the network is gone, so that a press may be served later. */
const isCutOff = async () => location.protocol !== "file:" && fetch(location.pathname, { method: "HEAD", cache: "no-store" }).then(() => false, () => true)

/** Say that beside the button, until the next press. */
function sayCutOff(part) {
  const place = part.localName === "form" ? part : part.parentElement
  let says = place.querySelector("[role]")
  if (!says) place.append(says = Object.assign(document.createElement("span"), { className: "guide-says", role: "status" }))
  says.textContent = document.querySelector("[data-guide-gone]").dataset.guideGone
  says.dataset.guideCut = ""
}

/** One click gives two events; and going back to another page gives one before that page is there. */
function follow() {
  if (shown !== location.href && shown.split("#")[0] === location.href.split("#")[0]) start(true)
}

/** Another tab changed what is kept, or one came back to a page that the browser had put aside. */
function recount({ persisted }) {
  if (persisted !== false && present.includes("collect")) run("collect", false)
}

for (const name of ["click", "submit"]) addEventListener(name, use)
for (const name of ["hashchange", "popstate"]) addEventListener(name, follow)
for (const name of ["storage", "pageshow"]) addEventListener(name, recount)
if (window.document$) window.document$.subscribe(appear)
else appear()
