// In a frame on another site: tells the page around it how high the questions are, when that changes or when it asks, and
// when there is another question. In coarse steps: the exact height would tell which question it is, and so the answers.
const STEP = 200

if (parent !== window) {
  let told = 0
  const height = () => Math.ceil(document.body.getBoundingClientRect().height / STEP) * STEP
  const tell = more => parent.postMessage({ treeguide: told = height(), ...more }, "*")
  new ResizeObserver(() => { if (height() !== told) tell() }).observe(document.body)
  addEventListener("message", event => event.source === parent && tell())
  addEventListener("hashchange", () => setTimeout(() => tell({ moved: true })))
}
