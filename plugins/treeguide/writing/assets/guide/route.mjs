// On the way from a situation: its lessons take the answers along, and each lesson says where one came from and what is
// next there. The address of a lesson then ends in #via~<situation>, with the guide and its answers behind that.

import { build, fill, fragment, read, words } from "../page/common.mjs"

/** Follow the address. */
export function start() {
  const [, situation, answers = ""] = /^#via~([a-z][a-z0-9-]*)(~.*)?$/.exec(fragment()) ?? []
  for (const list of document.querySelectorAll("[data-guide-route]")) {
    const from = situation && list.querySelector(`[data-guide-from="${situation}"]`)
    document.querySelectorAll(".guide-route").forEach(part => part.remove())
    if (from) show(from.dataset, from.querySelector("a"), answers, words(list))
    else if (!("guideWords" in list.dataset)) takeAlong(list)
  }
}

/** Where one came from on top, what is next at the end. */
function show({ guidePlace, guideCount, guideNext, guideTitle, guideFrom }, situation, answers, said) {
  const back = build("a", { href: situation.href.split("#")[0] + (answers && "#" + answers) }, `← ${situation.textContent}`)
  const place = fill(said.place, { number: guidePlace, count: guideCount })
  const next = guideNext && build("a", { href: `${guideNext}#via~${guideFrom}${answers}` }, guideTitle)
  const row = parts => build("p", { class: "guide-route guide-screen", "data-search-exclude": "" }, parts)
  document.querySelector("h1").before(row([back, ` · ${place}`]))
  situation.closest("article, main").append(row(next ? [said.next, " ", next] : [said.last, " ", back.cloneNode(true)]))
}

/** The answers that led to a situation go along to its lessons. */
function takeAlong(list) {
  const { guide, answers } = read(), behind = guide && answers.length ? fragment().slice(1) : ""
  for (const link of list.querySelectorAll("a[href*='#via~']")) {
    const [, page, situation] = /^(.*)#via~([a-z0-9-]+)/.exec(link.href)
    link.href = `${page}#via~${situation}${behind}`
  }
}
