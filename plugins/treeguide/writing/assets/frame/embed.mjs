// For a site that shows a guide in a frame: makes the frame as high as the guide, and shows its top when a question came.
// Listens to the guide's own site only, changes the height of that one frame only, and keeps nothing.
(() => {
  const site = new URL(document.currentScript.src).origin
  addEventListener("message", event => {
    const height = event.data && event.data.treeguide
    if (event.origin !== site || !Number.isFinite(height) || height < 1 || height > 20000) return
    const frame = [...document.querySelectorAll("iframe")].find(one => one.contentWindow === event.source)
    if (!frame) return
    frame.setAttribute("height", height)
    if (event.data.moved === true && frame.getBoundingClientRect().top < 0) frame.scrollIntoView()
  })
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.src.startsWith(site + "/")) frame.contentWindow.postMessage("treeguide", site)
  }
})()
