// The clipboard must be written within the click, and the picture is painted after it: so a promise of the picture is written.
// Where the browser allows no clipboard (a page over plain http in a network, an old Firefox), the picture is downloaded.

const PATIENCE = 30_000, TOLD = 3000
const made = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  if (!made.has(parentElement)) made.set(parentElement, copying(parentElement))
  made.get(parentElement)(data, setTriggerValue)
}

function copying(root) {
  const button = root.querySelector("button"), words = root.querySelector("span")
  let data, send, awaited = null

  function shown(now, trigger) {
    data = now
    send = trigger
    if (awaited && data.asked === awaited.asked) awaited.has(pngOf(data.picture))
    if (!awaited && !words.classList.contains("told")) tell("copy")
  }

  function tell(what) {
    words.textContent = data.says[what]
    words.classList.toggle("told", what !== "copy")
    button.title = data.says.copy
    button.setAttribute("aria-busy", what === "painting")
  }

  function painted() {
    return new Promise((has, fails) => {
      awaited = { asked: Date.now(), has }
      setTimeout(fails, PATIENCE)
      send("asked", awaited.asked)
    })
  }

  button.onclick = async () => {
    if (awaited) return
    tell("painting")
    const picture = painted()
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })])
      tell("copied")
    } catch {
      await picture.then(download).then(() => tell("downloaded"), () => tell("failed"))
    }
    awaited = null
    setTimeout(() => awaited || tell("copy"), TOLD)
  }

  function download(picture) {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(picture)
    link.download = data.name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE)
  }
  return shown
}

function pngOf(base64) {
  return new Blob([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], { type: "image/png" })
}
