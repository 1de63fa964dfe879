// Puts a button "Deel" on a page that can be sent on: a question, a situation, a lesson. What it opens is loaded then.

let openAt = "" // the page whose panel is open; instant navigation may make the page anew under the reader's hands

/** The button and what it opens, below the introduction of a page, or below the question of a guide. */
function add(mark) {
  const box = document.createElement("div")
  box.className = "guide-share guide-screen"
  const button = box.appendChild(document.createElement("button"))
  Object.assign(button, { type: "button", className: "guide-plain", textContent: mark.dataset.guideLabel })
  button.setAttribute("aria-expanded", "false")
  button.addEventListener("click", () => toggle(box, button, mark).catch(error => {
    box.remove()
    console.error(error)
  }))
  const places = [".guide-tools", "[data-guide]", ".guide-lead"].map(one => document.querySelector(one))
  const place = places.find(one => one) ?? mark
  place.after(box)
  if (openAt === location.pathname) button.click()
}

async function toggle(box, button, mark) {
  const open = button.getAttribute("aria-expanded") === "false"
  button.setAttribute("aria-expanded", open)
  openAt = open ? location.pathname : ""
  const { show } = await import("./share-panel.mjs")
  await show(box, mark, open)
}

/** Start on this page, or follow the address in a panel that is open. */
export function start() {
  for (const mark of document.querySelectorAll("[data-guide-share]")) {
    const box = document.querySelector(".guide-share")
    if (!box) add(mark)
    else if (box.querySelector("[aria-expanded=true]")) import("./share-panel.mjs").then(panel => panel.show(box, mark, true)).catch(console.error)
  }
}
