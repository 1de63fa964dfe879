// The first question of a guide on another page: its options take their answer along.

export function start() {
  for (const item of document.querySelectorAll("[data-guide-home] [data-guide-option]:not([data-guide-on])")) {
    const root = item.closest("[data-guide-home]"), link = item.querySelector("a")
    const isQuestion = link.hash !== ""
    item.dataset.guideOn = ""
    link.hash += `${isQuestion ? "" : `~${root.dataset.guideHome}`}~${root.dataset.guideQuestion}=${item.dataset.guideOption}`
  }
}
