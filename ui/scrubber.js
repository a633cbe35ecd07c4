// The status date's selector: a list of the dates, a slider over them, and a play-through that waits for each picture.

const STAY = 1500
const PLAY = "M8 5v14l11-7z", PAUSE = "M6 5h4v14H6zM14 5h4v14h-4z"
const made = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  if (!made.has(parentElement)) made.set(parentElement, scrubber(parentElement))
  made.get(parentElement)(data, setTriggerValue)
}

function scrubber(root) {
  const [place, bar, button, way, list, what] = [".place", ".scrubber", "button", "input", "select", ".what"].map(css => root.querySelector(css))
  let data, send, followed, chosen = 0, waiting = 0, isPlaying = false

  function shown(now, trigger) {
    const isOther = JSON.stringify(now.days) !== JSON.stringify(data?.days)
    data = now
    send = trigger
    chosen = data.days.findIndex(([day]) => day === data.day)
    if (isOther) list.replaceChildren(...data.days.map(([day, said]) => new Option(said, day)).reverse())
    what.textContent = data.says.date
    list.setAttribute("aria-label", data.says.date)
    way.setAttribute("aria-label", data.says.way)
    way.max = data.days.length - 1
    button.hidden = way.hidden = !data.plays
    if (!data.plays) pause()
    paint()
  }

  function paint() {
    const [day, said] = data.days[chosen]
    list.value = day
    way.value = chosen
    way.style.setProperty("--done", `${(100 * chosen) / Math.max(1, data.days.length - 1)}%`)
    way.setAttribute("aria-valuetext", said)
    const says = isPlaying ? data.says.pause : data.says.play
    button.setAttribute("aria-label", says)
    button.title = says
    button.querySelector("path").setAttribute("d", isPlaying ? PAUSE : PLAY)
  }

  function ask(i) {
    if (data.days[i][0] === data.day) return
    chosen = i
    paint()
    hold()
    keepAddress(data.days[i][0], data.days.at(-1)[0])
    send("asked", { day: data.days[i][0], ahead: isPlaying ? data.days[i + 1]?.[0] : undefined })
  }

  // A phone's picture lies below the selector, which then follows to the bottom of the screen.
  function follow() {
    followed ??= new IntersectionObserver(([at]) => bar.classList.toggle("away", data.plays && !at.isIntersecting))
    followed.observe(place)
  }

  function play() {
    isPlaying = true
    follow()
    if (chosen === data.days.length - 1) ask(0)
    paint()
    clearTimeout(waiting)
    waiting = setTimeout(step, STAY / 3)
  }

  function pause() {
    isPlaying = false
    clearTimeout(waiting)
  }

  function step() {
    if (!isPlaying || !root.isConnected) return pause()
    const hasCome = data.days[chosen][0] === data.day && !isRunning() && !isGliding()
    if (document.hidden || !hasCome) return void (waiting = setTimeout(step, 150))
    if (chosen === data.days.length - 1) {
      pause()
      return paint()
    }
    ask(chosen + 1)
    waiting = setTimeout(step, STAY)
  }

  button.onclick = () => {
    if (isPlaying) pause()
    else play()
    paint()
  }
  list.onchange = () => {
    pause()
    ask(data.days.findIndex(([day]) => day === list.value))
    paint()
  }
  way.oninput = () => {
    pause()
    chosen = Number(way.value)
    paint()
    clearTimeout(waiting)
    waiting = setTimeout(() => ask(chosen), 160)
  }
  root.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !isPlaying) return
    pause()
    paint()
  })
  return shown
}

// The address follows every step, and the browser's history keeps none of them.
function keepAddress(day, newest) {
  const address = new URL(location.href)
  if (day === newest) address.searchParams.delete("as_of")
  else address.searchParams.set("as_of", day)
  history.replaceState(history.state, "", address)
}
