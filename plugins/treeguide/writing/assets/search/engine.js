// Finds pages for what a reader types. The index holds every word of the site (made by the Python of search/), so what
// a word has to do with another is decided here: the same word, its family (delen, deling), its beginning, a part of a
// compound (boom in beslisboom), or a slip of the finger. What comes out is text: the theme writes it as HTML.

"use strict" // so that what is in the block stays there
{
  const MOST_WORDS = 24 // for one word that is typed
  const MOST_PAGES = 40
  const WITH_TEXT = 10 // as many as the theme shows at once
  const TEASER = 240 // letters
  const NEAR = 0.4 // as much as a phrase has in common with many that mean something else
  const SAME = 0.25 // how much a word is another that readers use for it
  const LESS = 0.7
  const SMALL = 0.4 // how much of a phrase a word is that says little by itself
  const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu
  const APART = "aan|achter|af|bij|door|in|mee|na|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor|weg" // haakt af
  const BEFORE = new RegExp(`^((?:${APART})?)ge(.{3,}?)(?:d|t|en)$`)
  const LOOSE = /^(?:af|mee|samen|terug|vast|weg)$/ // of these the ones that are seldom anything else

  /** Small letters without accents, as the index has them. */
  function plain(text) {
    return text.replace(/([\p{L}\p{N}])['’](?=[\p{L}\p{N}])/gu, "$1").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
  }

  /** The words of a text, as the index has them. */
  const words = text => plain(text).match(/[\p{L}\p{N}]+/gu) ?? []

  const folded = word => word.replace(/([a-z])\1/g, "$1")

  const ENDINGS = {
    nl: [[/heden$/, "heid"], [/(?:ingen|ing)s?$/, ""], [/(?:elijk|lijk)(?:e|heid)?$/, ""], [/end(?:e|en)?$/, ""],
      [/(?:en|e|s)$/, ""], [/(?:der|er)$/, ""], [/([bcdfgklmnprsvz])(?:t|d)$/, "$1"], [/e$/, ""], [/v$/, "f"], [/z$/, "s"]],
    en: [[/ies$/, "y"], [/(?:ations?|ing|ed|ly|ment|es|s)$/, ""], [/(?:er|or)$/, ""], [/e$/, ""], [/y$/, "i"]],
  }

  /** What the words of a family have in common; never less than three letters. */
  function rootOf(word, language) {
    let root = folded(word)
    for (const [ending, instead] of ENDINGS[language] ?? []) {
      const shorter = root.replace(ending, instead)
      if (shorter.length >= 3) root = shorter
    }
    return root
  }

  /** Whether one letter is wrong, missing, too many, or has changed places with the next. */
  function isNear(one, two) {
    if (Math.abs(one.length - two.length) > 1) return false
    let start = 0, end = 0
    while (start < one.length && one[start] === two[start]) start++
    while (end < one.length - start && end < two.length - start && one.at(-1 - end) === two.at(-1 - end)) end++
    const [left, right] = [one.slice(start, one.length - end), two.slice(start, two.length - end)]
    return left.length < 2 && right.length < 2 || left.length === 2 && left === right[1] + right[0]
  }

  /** Where the site has the very word, what only looks like it counts for less: subsidiariteit for subsidie. */
  function certain(found) {
    const isThere = found.some(([, much]) => much === 1)
    return found.map(([word, much]) => [word, isThere && much < 0.8 ? much * LESS : much])
  }

  /** Of pairs of a word and how much it is what was typed, the most first, each word once. */
  function most(pairs) {
    const best = new Map()
    for (const [word, much] of pairs) best.set(word, Math.max(much, best.get(word) ?? 0))
    return [...best].sort((one, two) => two[1] - one[1]).slice(0, MOST_WORDS)
  }

  class Index {
    constructor(content, fetched) {
      this.fetched = fetched
      this.parts = {}
      this.starts = content.shards
      this.says = { says: content.says }
      this.common = new Set(content.common.split(" "))
      this.language = content.language
      this.particles = new Set(content.language === "nl" ? APART.split("|") : [])
      let before = ""
      this.words = content.words.split("\n").map(row => before = before.slice(0, row.charCodeAt(0) - 65) + row.slice(1))
      this.folds = this.words.map(folded)
      this.roots = []
      this.known = new Set(this.words)
      this.pageOf = []
      this.pages = content.pages.split("\n").map((row, number) => {
        const [location, title, count, kind, ...phrases] = row.split("\t")
        const first = this.pageOf.length
        for (let part = 0; part < count; part++) this.pageOf.push(number)
        return { location, title, kind, first, phrases: [title, ...phrases] }
      })
      this.groups = new Map() // by its root, the words that readers use for a word
      for (const group of (content.same ?? []).map(row => row.split(" "))) {
        for (const word of group) this.groups.set(rootOf(word, this.language), [...this.groups.get(rootOf(word, this.language)) ?? [], ...group])
      }
    }

    /** A file of the index; a second time without fetching it. */
    file(name) {
      return this.parts[name] ??= this.fetched(name).catch(error => {
        delete this.parts[name]
        throw error
      })
    }

    /** The root of a word of the site, worked out when it is first needed. */
    root(number) {
      return this.roots[number] ??= rootOf(this.words[number], this.language)
    }

    /** How much each word of the site is what was typed, the most first: pairs of its number and at most 1. */
    alike(term, isOpen) {
      const root = rootOf(term, this.language), fold = folded(term), long = term.length > 3
      const past = this.past(term)
      const found = []
      this.words.forEach((word, number) => {
        const much = this.likeness(word, number, { term, root, past, long, isOpen })
        if (much) found.push([number, much])
      })
      const others = this.others(term)
      if (term.length > 4 && !others.length && !found.some(([, much]) => much > 0.5)) {
        this.words.forEach((word, number) => {
          if (isNear(term, word) || isNear(fold, this.folds[number])) found.push([number, 0.45])
        })
      }
      return most([...certain(found), ...others])
    }

    /** The words of the site that readers use for this one: bestuurder for wethouder. */
    others(term, much = SAME) {
      const group = this.groups.get(rootOf(term, this.language)) ?? []
      return group.flatMap(other => this.family(other)).map(([number, near]) => [number, near * much])
    }

    /** The words of the site that are this one or of its family, found by their first letters. */
    family(term) {
      const root = rootOf(term, this.language), begin = term.slice(0, 2), found = []
      for (let number = this.firstFrom(begin); this.words[number]?.startsWith(begin); number++) {
        if (this.root(number) === root) found.push([number, this.words[number] === term ? 1 : 0.8])
        else if (this.past(this.words[number]) === root) found.push([number, 0.6])
      }
      return found
    }

    /** Only a word with the same first letter can be of the same family, save a past participle. */
    likeness(word, number, { term, root, past, long, isOpen }) {
      if (word === term) return 1
      const isClose = word[0] === term[0]
      if (isClose && this.root(number) === root) return 0.8
      if ((long || isOpen && term.length > 1) && word.startsWith(term)) return 0.3 + 0.4 * term.length / word.length
      if (past && word[0] === past[0] && this.root(number) === past) return 0.6
      if ((isClose || word.startsWith(`ge${term[0]}`)) && this.past(word) === root) return 0.6
      if (!long) return term.length === 3 && word.length > 5 && word.endsWith(term) ? 0.3 : 0
      const holdsRoot = this.folds[number].includes(root)
      if (holdsRoot && root.length > 3 && isClose && this.folds[number].startsWith(root)) return 0.3 + 0.4 * root.length / word.length
      if (word.endsWith(term) && this.begins(word.slice(0, -term.length))) return 0.5
      if (holdsRoot && this.root(number).endsWith(root)) {
        if (root.length > 4 || this.begins(this.root(number).slice(0, -root.length))) return 0.5
      }
      if (holdsRoot && root.length > 4) return 0.3
      if (word.includes(term)) return term.length > 4 ? 0.3 : 0.1
      return isClose && this.holds(term, word) ? 0.3 : 0
    }

    /** Whether a compound that was typed begins with this word of the site, and goes on with another: statushouders is
     * no sort of status where nothing on the site begins with houders. */
    holds(compound, word) {
      if (word.length < 5 || !compound.startsWith(word)) return false
      const rest = compound.slice(word.length)
      return rest.length < 5 || [rest, rest.replace(/^(?:s|en|e)/, "")].some(one => this.begins(one))
    }

    /** The root of a Dutch past participle: samengewerkt is of the family of samenwerken. */
    past(word) {
      const [, before, verb] = this.language === "nl" && BEFORE.exec(word) || []
      return verb && rootOf(before + verb, "nl")
    }

    /** Whether a compound can begin so: a word, with or without what joins it, or the beginning of a longer one. */
    begins(part) {
      const isWord = [part, part.replace(/(?:s|en|e)$/, "")].some(word => word.length > 2 && this.known.has(word))
      return isWord || part.length > 4 && this.words[this.firstFrom(part)]?.startsWith(part)
    }

    /** The number of the first word that does not come before this one in the alphabet. */
    firstFrom(word) {
      let low = 0, high = this.words.length
      while (low < high) {
        const middle = low + high >> 1
        if (this.words[middle] < word) low = middle + 1
        else high = middle
      }
      return low
    }

    /** Two words of the site that make up one that it does not have: woningbouwopgave. */
    split(term) {
      for (let at = 3; at <= term.length - 3; at++) {
        const [first, second] = [term.slice(0, at), term.slice(at)]
        if (this.known.has(second) && this.begins(first)) return [first, second]
      }
      return undefined
    }

    /** What was typed as words to look for: each with those of the site that are like it. `isNowhere` says that the site
     * does not have it, at most something that is a part of it. */
    asked(query) {
      const typed = words(query), all = this.joined(typed, pair => this.family(pair).length)
      const telling = all.filter(({ term, whole }) => whole || !this.common.has(term))
      return (telling.length ? telling : all).flatMap(({ term, whole }) => {
        if (whole) return [{ term, isNowhere: false, alike: whole }]
        const alike = this.alike(term, term === typed.at(-1) && !/\s$/.test(query))
        const parts = alike.length && alike[0][1] > 0.4 ? undefined : term.length > 6 && this.split(term)
        const isNowhere = !alike.some(([word, much]) => much > 0.3 || this.words[word].includes(term))
        return parts ? parts.map(part => ({ term, isNowhere, alike: this.alike(part, false) })) : [{ term, isNowhere, alike }]
      })
    }

    /** The words that were typed, each once. What was written apart is one word again (achter ban), and a verb in two parts
     * (haakt … af) is `whole`: the words of the site that it is. `isWord` says whether two together are one. */
    joined(typed, isWord = pair => this.known.has(pair)) {
      const found = []
      for (let at = 0; at < typed.length; at++) {
        const pair = typed[at] + (typed[at + 1] ?? "")
        const isOne = at + 1 < typed.length && pair.length > 5 && isWord(pair)
        found.push({ term: isOne ? pair : typed[at] })
        if (isOne) at++
      }
      const once = new Map(this.whole(found).map(one => [one.term, one]))
      return [...once.values()]
    }

    /** The same with the parts of a verb as one. */
    whole(found) {
      const last = found.findLastIndex(({ term }, place) => place && this.particles.has(term) && (place === found.length - 1 || LOOSE.test(term)))
      for (let verb = last - 1; verb >= 0; verb--) {
        const term = found[last].term + found[verb].term, one = [...this.others(term, 0.8), ...this.family(term)]
        const whole = () => most([...one, ...this.family(found[verb].term).map(([word, much]) => [word, much / 2])])
        if (one.length) return found.map((other, place) => place === verb ? { term, whole: whole() } : other).filter((_, place) => place !== last)
      }
      return found
    }

    /** What a text says, each idea once and how much that is: a word that says little by itself is less. */
    ideas(text) {
      return new Map(this.joined(words(text)).map(({ term, whole }) => {
        const root = rootOf(term, this.language)
        return [this.groups.get(root)?.[0] ?? root, !whole && this.common.has(term) ? SMALL : 1]
      }))
    }

    /** How much of one text and of another is the same: from 0 to 1. */
    sameness(left, right) {
      const sum = list => list.reduce((whole, [, much]) => whole + much, 0)
      const same = sum([...left].filter(([idea]) => right.has(idea))) + sum([...right].filter(([idea]) => left.has(idea)))
      return same / (sum([...left]) + sum([...right]) || 1)
    }

    /** How near a page's title, or the nearest of the phrases that readers type for it, is to what was typed. */
    nearness(page, typed) {
      const known = this.pages[page]
      known.ideas ??= known.phrases.map(phrase => this.ideas(phrase))
      return Math.max(...known.ideas.map(ideas => this.sameness(typed, ideas)))
    }

    /** For one word of the site, the parts of pages that have it: pairs of the part's number and how strongly. */
    async strengths(word) {
      const shard = this.starts.findLastIndex(start => start <= word)
      const rows = (await this.file(`w${shard}`)).split("\n")
      const found = []
      let part = -1
      for (const [, step, level] of rows[word - this.starts[shard]].matchAll(/([a-z]*)([A-Z])/g)) {
        part += 1 + [...step].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 97, 0)
        found.push([part, 1.35 ** (level.charCodeAt(0) - 65)])
      }
      return found
    }

    /** For one word that was typed, by part: how strongly; and how much the word tells pages apart. */
    async weighed({ alike }) {
      const parts = new Map(), sure = new Set(), all = new Set()
      const every = await Promise.all(alike.map(async ([word, much]) => [much, await this.strengths(word)]))
      for (const [much, found] of every) {
        for (const [part, strength] of found) {
          parts.set(part, Math.max(parts.get(part) ?? 0, much * strength))
          all.add(this.pageOf[part])
          if (much >= 0.8) sure.add(this.pageOf[part])
        }
      }
      return { parts, rarity: Math.log(1 + this.pages.length / ((sure.size || all.size) + 0.5)) }
    }

    /** The pages for these words, the best first: `{ page, score, parts }`, with the score of each part. */
    async ranked(asked, query) {
      const weighed = await Promise.all(asked.map(one => this.weighed(one)))
      const pages = new Map(), whole = weighed.reduce((sum, { rarity }) => sum + rarity, 0)
      for (const { parts, rarity } of weighed) {
        const best = new Map()
        for (const [part, strength] of parts) {
          const number = this.pageOf[part]
          if (!pages.has(number)) pages.set(number, { page: number, sum: 0, covered: 0, parts: new Map() })
          const own = pages.get(number).parts
          own.set(part, (own.get(part) ?? 0) + strength * rarity)
          best.set(number, Math.max(best.get(number) ?? 0, strength * rarity))
        }
        for (const [number, strength] of best) {
          pages.get(number).sum += strength
          pages.get(number).covered += rarity
        }
      }
      const phrase = plain(query).trim(), typed = this.ideas(query)
      const found = [...pages.values()].map(({ page, sum, covered, parts }) => {
        const named = (plain(this.pages[page].title).includes(phrase) ? 1.3 : 1) * (1 + 6 * Math.max(0, this.nearness(page, typed) - NEAR))
        return { page, parts, score: (sum + Math.max(...parts.values()) / 2) * covered / whole * named }
      }).sort((one, two) => two.score - one.score || one.page - two.page)
      return found.filter(({ score }) => score > found[0].score / 25).slice(0, MOST_PAGES)
    }

    async find(query) {
      const asked = this.asked(query)
      const note = this.note(asked)
      if (!asked.length) return { items: [], note }
      const pages = await this.ranked(asked, query)
      const marked = new Set(asked.flatMap(({ alike }) => alike.map(([word]) => this.words[word])))
      const items = await Promise.all(pages.map(async (found, place) => {
        const file = place < WITH_TEXT ? await this.file(`p${found.page}`) : []
        return this.item(found, file, marked)
      }))
      return { items, suggest: this.suggested(asked.at(-1)), note }
    }

    /** Which words that were typed are nowhere on the site, and what of the question it does have; nothing where it has all. */
    note(asked) {
      const nowhere = asked.filter(one => one.isNowhere)
      if (!nowhere.length) return undefined
      const parts = nowhere.filter(({ alike }) => alike.length).map(({ alike: [[word]] }) => this.words[word])
      const still = asked.filter(one => !one.isNowhere).map(({ term }) => term)
      return { ...this.says, nowhere: [...new Set(nowhere.map(({ term }) => term))], still: [...new Set([...still, ...parts])] }
    }

    /** A page as the theme shows it: itself and some of its parts, the best first. */
    item({ page, parts, score }, [tags = [], ...texts], marked) {
      const { location, title, kind, first } = this.pages[page]
      const best = Math.max(...parts.values())
      const one = (number, strength) => {
        const [anchor, heading, text] = texts[number - first] ?? ["", title, ""]
        return {
          location: anchor ? `${location}#${anchor}` : location,
          title: (number === first && kind ? `<small>${escaped(kind)}</small> ` : "") + withMarks(heading, marked),
          text: withMarks(teaser(text, marked), marked),
          score: score * strength / best,
          terms: {},
          ...number === first && tags.length && { tags: tags.map(escaped) },
        }
      }
      const own = one(first, parts.get(first) ?? 0)
      const others = [...parts].filter(([number]) => number !== first && texts.length)
        .sort(([, left], [, right]) => right - left).slice(0, 4).map(([number, strength]) => one(number, strength))
      return own.score >= (others[0]?.score ?? 0) ? [{ ...own, score }, ...others] : [others[0], own, ...others.slice(1)]
    }

    suggested({ term, alike }) {
      return alike.map(([word]) => this.words[word]).filter(word => word.startsWith(term)).slice(0, 1)
    }
  }

  const escaped = text => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)

  /** Text as HTML, with these words marked. */
  function withMarks(text, words) {
    let html = "", at = 0
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (!words.has(plain(word))) continue
      html += `${escaped(text.slice(at, index))}<mark>${escaped(word)}</mark>`
      at = index + word.length
    }
    return html + escaped(text.slice(at))
  }

  /** The stretch of a text that has most of the words. */
  function teaser(text, words) {
    if (text.length <= TEASER) return text
    const places = [...text.matchAll(WORD)].filter(({ 0: word }) => words.has(plain(word))).map(({ index }) => index)
    const within = place => places.filter(other => other >= place && other < place + TEASER * 0.7).length
    const best = places.reduce((one, two) => within(two) > within(one) ? two : one, places[0] ?? 0)
    const start = best < TEASER / 3 ? 0 : text.indexOf(" ", best - TEASER / 4) + 1
    const end = start + TEASER < text.length ? text.lastIndexOf(" ", start + TEASER) : text.length
    return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`
  }

  const own = document.currentScript?.src
  if (own) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("./search.css", own).href }))

  const inQuotes = words => words.map(word => `“${word}”`).join(", ")

  /** Above the results: which words are nowhere on the site, what it does have, and where else to look. */
  treeguideSearch.tell = note => {
    const list = document.querySelector(".md-search-result__list")
    const told = document.querySelector(".guide-nowhere") ?? document.createElement("div")
    told.className = "guide-nowhere"
    told.setAttribute("role", "status")
    told.textContent = ""
    requestAnimationFrame(() => requestAnimationFrame(() => treeguideSearch.isBusy = false)) // in the next the theme writes
    if (!list) return
    if (!told.isConnected) list.before(told)
    if (!note?.says.nowhere) return
    const { says, nowhere, still } = note, line = document.createElement("p"), ways = document.createElement("p")
    line.textContent = says.nowhere.replace("{words}", () => inQuotes(nowhere)) + (still.length ? " " + says.still.replace("{words}", () => still.join(", ")) : "")
    ways.append(`${says.on} `)
    says.ways.forEach(([title, location], place) => {
      const link = document.createElement("a")
      link.href = new URL(`../../${location}`, own)
      link.textContent = title
      ways.append(place ? ", " : "", link)
    })
    told.append(line, ...says.ways.length ? [ways] : [])
  }

  // Enter goes from the field to the results: the first is not always the one that was meant. There it follows the link.
  document.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("[data-md-component=search-query]")) return
    event.preventDefault()
    event.stopPropagation()
    const goal = () => document.querySelector(".md-search-result :is(.md-search-result__link, .guide-nowhere a)")
    const end = Date.now() + 2000
    const go = () => treeguideSearch.isBusy || !goal() ? Date.now() < end && setTimeout(go, 50) : goal().focus()
    setTimeout(go, 150) // after the pause that start.js makes
  }, true)

  treeguideSearch.find = (content, fetched) => {
    const index = new Index(content, fetched)
    return query => {
      treeguideSearch.isBusy = true
      return index.find(query)
    }
  }
}
