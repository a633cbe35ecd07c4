// Pictures glide from one status date to the next. Streamlit replaces a changed chart by a new one; so a copy of the old
// one is held over it until the new one is drawn, and then every mark that both have moves from its old place to its new.

const GLIDE = 650
const EASE = "cubic-bezier(.4,0,.2,1)"
const BOXES = "[class*=st-key-wide_],[class*=st-key-narrow_]"
const held = new Map()

const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches
const isGliding = () => held.size > 0
const isRunning = () => !!document.querySelector("[data-test-script-state=running]")
const plotOf = box => box.querySelector(".js-plotly-plot:not(.held)")
const isDrawn = plot => plot?.querySelector(".main-svg .scatterlayer .trace")

function isSeen(box) {
  const at = box.getBoundingClientRect()
  return at.width > 0 && at.bottom > 0 && at.top < innerHeight
}

// What can be told apart in a picture: signs and texts by their ids, lines by their trace; what has no name by its place.
function marksOf(plot, home) {
  const found = new Map()
  for (const node of plot.querySelectorAll(".point,.textpoint")) {
    const at = node.getBoundingClientRect()
    const mark = { node, x: at.x + at.width / 2 - home.x, y: at.y + at.height / 2 - home.y }
    const id = node.__data__?.id
    if (id) found.set(id.startsWith("~") ? `${node.textContent} ${Math.round(mark.x)} ${Math.round(mark.y)}` : id, mark)
  }
  for (const node of plot.querySelectorAll(".js-fill")) {
    const way = node.getAttribute("d")
    found.set(way, { node, way })
  }
  for (const trace of plot.querySelectorAll(".trace")) {
    const name = trace.__data__?.[0]?.trace?.name
    const line = trace.querySelector(".js-line")
    if (name && line) found.set(name, { node: line, way: line.getAttribute("d") })
  }
  return found
}

function hold() {
  if (isCalm()) return
  for (const box of document.querySelectorAll(BOXES)) {
    const plot = plotOf(box)
    if (!isSeen(box) || !isDrawn(plot)) continue
    release(box)
    const home = box.getBoundingClientRect()
    const at = plot.getBoundingClientRect()
    const marks = marksOf(plot, home)
    const copy = plot.cloneNode(true)
    const nodes = new Map([...plot.querySelectorAll("*")].map((node, i) => [node, i]))
    const copies = copy.querySelectorAll("*")
    for (const mark of marks.values()) mark.copy = copies[nodes.get(mark.node)]
    copy.classList.add("held")
    copy.setAttribute("aria-hidden", "true")
    copy.removeAttribute("id")
    Object.assign(copy.style, { left: `${at.x - home.x}px`, top: `${at.y - home.y}px`, width: `${at.width}px`, height: `${at.height}px` })
    box.append(copy)
    held.set(box, { plot, copy, marks, since: performance.now() })
  }
  if (held.size) requestAnimationFrame(watch)
}

function release(box) {
  held.get(box)?.copy.remove()
  held.delete(box)
}

function watch(now) {
  for (const [box, { plot, since }] of held) {
    const drawn = plotOf(box)
    const isOver = drawn === plot && now > since + 1000 && !isRunning()
    if (!box.isConnected || !isSeen(box) || isOver) release(box)
    else if (drawn !== plot && isDrawn(drawn)) glide(box, drawn)
  }
  if (held.size) requestAnimationFrame(watch)
}

function glide(box, plot) {
  const { copy, marks } = held.get(box)
  held.delete(box)
  const now = marksOf(plot, box.getBoundingClientRect())
  const kept = new Set([...now.values()].map(mark => mark.node))
  for (const [id, mark] of now) {
    const before = marks.get(id)
    if (!before || !(mark.way ? morph(mark, before.way) : move(mark, before))) appear(mark.node)
    else before.copy?.remove()
  }
  for (const node of plot.querySelectorAll(".js-fill,.point,.textpoint,.js-line")) if (!kept.has(node)) appear(node)
  copy.style.background = "none"
  copy.animate([{ opacity: 1 }, { opacity: 0 }], { duration: GLIDE / 2, easing: EASE, fill: "forwards" }).finished.then(() => copy.remove())
}

function appear(node) {
  node.animate([{ opacity: 0 }, {}], { duration: GLIDE, easing: EASE })
}

function move(mark, before) {
  const from = `${before.x - mark.x}px ${before.y - mark.y}px`
  mark.node.animate([{ translate: from }, { translate: "0 0" }], { duration: GLIDE, easing: EASE })
  return true
}

// A line grows out of its old way: both ways are brought to one number of points, the shorter one waiting at its end.
function morph({ node, way }, before) {
  if (before === way) return true
  if (/[^ML\d.,e-]/.test(before + way)) return false
  const [from, to] = [before, way].map(runsOf)
  if (from.length !== to.length) return false
  const runs = to.map((run, i) => pair(from[i], run))
  const clock = node.animate({}, { duration: GLIDE, easing: EASE })
  const step = () => {
    const part = clock.effect.getComputedTiming().progress
    node.setAttribute("d", part === null ? way : runs.map(run => drawnAt(run, part)).join(""))
    if (part !== null && node.isConnected) requestAnimationFrame(step)
  }
  step()
  return true
}

const runsOf = way => way.split("M").slice(1).map(run => run.split("L").map(point => point.split(",").map(Number)))
const drawnAt = (run, part) => "M" + run.map(([[x, y], [u, v]]) => `${x + (u - x) * part},${y + (v - y) * part}`).join("L")

function pair(from, to) {
  const count = Math.max(from.length, to.length)
  const at = (run, i) => run[Math.min(i, run.length - 1)]
  return Array.from({ length: count }, (_, i) => [at(from, i), at(to, i)])
}
