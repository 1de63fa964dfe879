// The theme starts search on every page: it fetches the index of the whole site and runs a worker over it. This stands
// in for that worker, speaks as it does (0 set up, 1 ready, 2 query, 3 result), and fetches what finds (engine.js) and the
// index when the reader goes to search. It runs before the theme's own script, whose form for searching no longer has
// the name by which that script knows that it must fetch an index. Everything comes as scripts: a site that is opened
// from a folder can load nothing else.

"use strict" // so that what is in the block stays there
{
  const PAUSE = 120 // milliseconds without a new letter before we look
  const USES = ["change", "focusin", "input"]
  const Worker = window.Worker
  const here = document.currentScript.src
  const arrived = {}
  const search = window.treeguideSearch = { got: (name, content) => { arrived[name] = content } }

  // The policy of a site may ask that no text becomes markup or a script but by a rule. The theme writes what we found
  // as markup: it may hold these elements, bare, and nothing else. And a script of search comes from this site.
  const PLAIN = /<(?!\/?(?:mark|del|small|b)>)/g
  const createHTML = markup => markup.replace(PLAIN, "&lt;")
  const createScriptURL = address => new URL(address).origin === new URL(here).origin ? `${address}` : ""
  const rule = (name, rules) => {
    try { return window.trustedTypes?.createPolicy(name, rules) ?? rules } catch { return rules }
  }
  rule("default", { createHTML })
  const scripts = rule("treeguide-search", { createScriptURL })

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.src = scripts.createScriptURL(address)
      script.onload = resolve
      script.onerror = reject
      document.head.append(script)
    })
  }

  /** What a file of the index holds, by its name: from the folder given, or the first one. */
  async function fetched(name, folder = "") {
    await load(new URL(`../../search/${folder}${name}.js`, here))
    return arrived[name]
  }

  // The theme looks when a key comes up: what is pasted, dictated or chosen from a list has none.
  document.addEventListener("input", ({ target }) => {
    if (target.matches?.("[data-md-component=search-query]")) target.dispatchEvent(new Event("keyup"))
  })

  class SearchWorker extends EventTarget {
    constructor() {
      super()
      this.turn = 0
      this.look = ({ target }) => {
        if (target?.matches?.("#__search, [data-md-component=search-query]")) this.start()
      }
      this.wait()
      this.look({ target: document.activeElement })
    }

    wait() { for (const use of USES) document.addEventListener(use, this.look) }

    async start() {
      for (const use of USES) document.removeEventListener(use, this.look)
      try {
        await this.open()
        this.say(1)
      } catch {
        this.wait()
      }
    }

    async open() {
      const [index] = await Promise.all([fetched("index"), search.find ?? load(new URL("./engine.js", here))])
      this.find = search.find(index, name => fetched(name, `${index.folder}/`))
    }

    async postMessage({ type, data }) {
      if (type !== 2) return
      const turn = ++this.turn
      if (data.trim()) await new Promise(resolve => setTimeout(resolve, PAUSE))
      if (turn !== this.turn) return
      const result = await this.find(data).catch(() => this.again(data))
      if (turn === this.turn) {
        this.say(3, result)
        search.tell?.(result.note)
      }
    }

    /** The site may have been published anew meanwhile, under other names. */
    async again(query) {
      try {
        await this.open()
        return await this.find(query)
      } catch {
        return { items: [] }
      }
    }

    say(type, data) { this.dispatchEvent(new MessageEvent("message", { data: { type, data } })) }

    terminate() {}
  }

  window.Worker = function (address, options) {
    const isSearch = String(address).includes("/workers/search.") && !document.forms.namedItem("search")
    return isSearch ? new SearchWorker() : new Worker(address, options)
  }
}
