// Tabs of one browser: a scan offers the desk what was answered, and the desk is told. No server sees any of it.

const CHANNEL = "treeguide together"

/** Tell a desk that is open in another tab of this browser; whether there is one. */
export function offer(link) {
  const channel = new BroadcastChannel(CHANNEL)
  return new Promise(done => {
    channel.onmessage = ({ data }) => data === "seen" && done(true)
    channel.postMessage({ link })
    setTimeout(done, 400, false)
  }).finally(() => channel.close())
}

/** Be told what other tabs offer. */
export function listen(take) {
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }) => {
    if (typeof data?.link !== "string") return
    channel.postMessage("seen")
    take(data.link.slice(0, 2000).replace(/\s/g, ""))
  }
}
