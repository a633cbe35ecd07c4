// The wall's page outlives a rerun and a lost server: what is shown stands on <html>, and what is kept in sessionStorage.
const root = document.documentElement, kept = "tien-do-thu-do.wall"

function turn(by) {
  const wall = window.tienDoWall
  wall.at = (wall.at + by + wall.count) % wall.count
  wall.turned = Date.now()
  sessionStorage.setItem(kept, wall.at)
  root.dataset.wall = wall.at
}

function begin(data) {
  const asked = Number(new URLSearchParams(location.search).get("every"))
  const every = asked > 0 ? Math.max(3, asked) * 1000 : Infinity
  const wall = window.tienDoWall = { at: Number(sessionStorage.getItem(kept)) || 0, count: data.count, version: data.version, lost: false }
  turn(0)
  const keys = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }
  addEventListener("keydown", event => { if (event.key in keys) { event.preventDefault(); turn(keys[event.key]) } })
  let from = null
  addEventListener("touchstart", event => { from = event.touches[0].clientX }, { passive: true })
  addEventListener("touchend", event => {
    const moved = event.changedTouches[0].clientX - from
    if (from !== null && Math.abs(moved) > 50) turn(moved < 0 ? 1 : -1)
    from = null
  })
  addEventListener("dblclick", () => document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen())
  setInterval(() => { if (Date.now() - wall.turned >= every) turn(1) }, 500)
  setInterval(async () => {
    const answer = await fetch("_stcore/health", { cache: "no-store" }).catch(() => null)
    if (!answer || !answer.ok) wall.lost = true
    else if (wall.lost) location.reload()
  }, 2000)
}

export default function({ data }) {
  const wall = window.tienDoWall
  if (!wall) begin(data)
  else if (wall.version !== data.version) location.reload()
}
