// In a frame on another site: tells the page around it how high the questions are, when that changes or when it asks, and
// when there is another question.
if (parent !== window) {
  const tell = more => parent.postMessage({ treeguide: Math.ceil(document.body.getBoundingClientRect().height), ...more }, "*")
  new ResizeObserver(() => tell()).observe(document.body)
  addEventListener("message", event => event.source === parent && tell())
  addEventListener("hashchange", () => setTimeout(() => tell({ moved: true })))
}
