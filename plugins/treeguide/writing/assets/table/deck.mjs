// The buttons above questions to ask at the table. What they do is in cards.mjs.

import { said } from "../page/common.mjs"

export async function use(button) {
  const row = button.parentElement, page = said(document.querySelector("h1"))
  const cards = [...row.nextElementSibling.children].map(item => {
    const link = item.querySelector("a")
    return { text: item.firstElementChild.textContent.trim(), from: link?.textContent ?? page, href: link?.href ?? location.href }
  })
  const actions = await import("./cards.mjs")
  await actions[button.name](cards, JSON.parse(row.dataset.guideDeck), page)
}
