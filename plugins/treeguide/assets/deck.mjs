// The buttons above questions to ask at the table. What they do is in cards.mjs.

import { dress } from "./build.mjs"

export function start() {
  for (const row of document.querySelectorAll("[data-guide-deck]:not([data-guide-on])")) begin(row)
}

async function begin(row) {
  row.dataset.guideOn = ""
  await dress(new URL("./buttons.css", import.meta.url))
  row.onclick = ({ target }) => target.name && import("./cards.mjs").then(cards => cards[target.name](...read(row))).catch(console.error)
  row.hidden = false
}

/** The questions below a row of buttons, the words for them, and what they are called. */
function read(row) {
  const page = document.querySelector("h1").firstChild.textContent.trim()
  const cards = [...row.nextElementSibling.children].map(item => {
    const link = item.querySelector("a")
    return { text: item.firstElementChild.textContent.trim(), from: link?.textContent ?? page, href: link?.href ?? location.href }
  })
  return [cards, JSON.parse(row.dataset.guideDeck), page]
}
