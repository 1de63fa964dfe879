// A page opened from a folder may start no web worker, and the theme's search is one. This stands in for it: the worker's
// script runs in a hidden frame of the same page, and messages go to and fro as they would. Only for file: addresses.
// The theme looks for the name IFrameWorker in the frame's parent to find its language scripts beside the worker.
// Its file is named so because the theme then sees that there is a stand-in and loads none from elsewhere.

"use strict"
if (location.protocol === "file:") {
  class FrameWorker extends EventTarget {
    constructor(address) {
      super()
      this.onmessage = null
      const frame = document.createElement("iframe")
      frame.hidden = true
      frame.title = ""
      document.body.append(frame)
      const inner = frame.contentWindow
      this.ready = new Promise(resolve => {
        inner.importScripts = (...addresses) => addresses.reduce((before, one) => before.then(() => load(inner, one)), Promise.resolve())
        inner.postMessage = data => this.receive(data)
        load(inner, new URL(address, location.href).href).then(() => resolve(inner))
      })
    }

    /** To the worker: as an event of its frame, once its script runs. */
    postMessage(data) {
      this.ready.then(inner => inner.dispatchEvent(new inner.MessageEvent("message", { data })))
    }

    /** From the worker: as an event of this object. */
    receive(data) {
      const event = new MessageEvent("message", { data })
      this.dispatchEvent(event)
      this.onmessage?.(event)
    }

    terminate() { this.ready.then(inner => inner.frameElement?.remove()) }
  }

  function load(inner, address) {
    return new Promise((resolve, reject) => {
      const script = inner.document.createElement("script")
      script.src = address
      script.onload = resolve
      script.onerror = () => reject(new Error(`cannot load ${address}`))
      inner.document.body.append(script)
    })
  }

  window.IFrameWorker = window.Worker = FrameWorker
}
