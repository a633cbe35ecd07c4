// The first visit of a browser shows the help, until it is put away; no later visit shows it. What holds stands on <html>.
const KEPT = "tien-do-thu-do.help", root = document.documentElement
let isListening = false

function show(isShown) {
  sessionStorage.setItem(KEPT, isShown ? "shown" : "away")
  root.toggleAttribute("data-help", isShown)
}

export default function () {
  const isFirst = localStorage.getItem(KEPT) === null
  localStorage.setItem(KEPT, "seen")
  show(isFirst || sessionStorage.getItem(KEPT) === "shown")
  if (isListening) return
  isListening = true
  addEventListener("click", event => event.target.closest(".help button") && show(false))
  addEventListener("keydown", event => event.key === "Escape" && document.querySelector(".help") && show(false))
}
