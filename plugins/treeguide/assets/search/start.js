// The theme starts search on every page: it fetches the index of the whole site and runs a worker over it. This stands
// in for that worker and lets both wait until the reader goes to search. It runs before the theme's own script, whose
// form for searching no longer has the name by which that script knows that it must fetch the index.

(() => {
  const Worker = window.Worker
  const site = new URL("../..", document.currentScript.src)

  class WaitingWorker extends EventTarget {
    constructor(address) {
      super()
      const events = ["change", "focusin", "input"]
      const look = ({ target }) => {
        if (!target?.matches?.("#__search, [data-md-component=search-query]")) return
        for (const event of events) document.removeEventListener(event, look)
        this.start(address)
      }
      for (const event of events) document.addEventListener(event, look)
      look({ target: document.activeElement })
    }

    /** The theme's own worker, with the index. It says by itself when it is ready, and the theme then asks. */
    async start(address) {
      this.worker = new Worker(address)
      this.worker.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }))
      const { features } = JSON.parse(document.getElementById("__config").textContent)
      const index = await (location.protocol === "file:" ? scripted() : fetched())
      this.worker.postMessage({ type: 0, data: { ...index, options: { suggest: features.includes("search.suggest") } } })
    }

    postMessage(message) { this.worker?.postMessage(message) }

    terminate() { this.worker?.terminate() }
  }

  async function fetched() {
    return (await fetch(new URL("search/search_index.json", site))).json()
  }

  function scripted() {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.src = new URL("search/search_index.js", site)
      script.onload = () => resolve(window.__index)
      script.onerror = reject
      document.head.append(script)
    })
  }

  window.Worker = function (address, options) {
    const waits = String(address).includes("/workers/search.") && !document.forms.namedItem("search")
    return waits ? new WaitingWorker(address) : new Worker(address, options)
  }
})()
