// An old address: goes on to the new one, and takes along what the address held behind its #.
let text = location.hash.slice(1)
try { text = decodeURIComponent(text) } catch { /* not ours: taken along as it is */ }
const [part, ...answers] = text.split("~")
const link = document.getElementById(part)?.closest("li")?.querySelector("a") || document.querySelector("[data-moved]")
if (link) {
  const target = new URL(link.href)
  const kept = target.hash.slice(1) || (document.querySelector("li") ? "" : part)
  const hash = [kept, ...answers].join("~")
  if (hash) target.hash = hash
  location.replace(target)
}
