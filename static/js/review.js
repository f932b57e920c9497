// The keys of the review page. Each does what a link on the page does too, and none of them signs or sends anything.

const KEPT = "leuko-review-keys" // "off" where this person has switched them off
const stops = [...document.querySelectorAll("[data-change]")]
const dialog = document.getElementById("keys")
const status = document.getElementById("keys-status")
const isOn = document.getElementById("keys-on")

// In a private window there may be no storage: then the choice holds until the page is left.
const stored = (act) => { try { return act() } catch { return null } }

function say(words) {
  status.textContent = ""
  setTimeout(() => { status.textContent = words }, 50) // said again, even where it is the same as before
}

function show(place, around = place, block = "start") {
  if (place.tabIndex < 0) place.tabIndex = -1 // so that what is no control can have the focus
  around.scrollIntoView({ block }) // below the headings that stay: scroll-padding says how far
  place.focus({ preventScroll: true })
}

// How far down the window reading begins, below the headings that stay.
const line = () => parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0
const top = (place) => place.getBoundingClientRect().top

function go(by) {
  status.textContent = ""
  if (!stops.length) return say(dialog.dataset.none)
  const at = stops.findIndex((stop) => stop.contains(document.activeElement))
  const isAhead = (stop) => (by > 0 ? top(stop) > line() + 4 : top(stop) < line() - 4)
  const next = at >= 0 ? stops[at + by] : by > 0 ? stops.find(isAhead) : stops.findLast(isAhead)
  if (next) show(next)
  else say(by > 0 ? dialog.dataset.last : dialog.dataset.first)
}

// The step that has the focus, else the one that is being read.
function step() {
  const steps = [...document.querySelectorAll(".review-row[id^='step-']")]
  const focused = document.activeElement.closest(".review-row[id^='step-']")
  return focused || steps.findLast((one) => top(one) <= line() + 8) || steps[0]
}

function comment() {
  const form = step()?.querySelector("details.comment-on")
  if (form) form.open = true
  const text = form?.querySelector("textarea")
  const place = document.getElementById("comment")
  if (text) show(text, form, "nearest")
  else if (place) show(place)
  else say(dialog.dataset.closed)
}

function sign() {
  const place = document.getElementById("sign")
  if (place) show(place)
  else say(dialog.dataset.closed)
}

const KEYS = {
  n: () => go(1), j: () => go(1), p: () => go(-1), k: () => go(-1), c: comment, s: sign, "?": () => dialog.showModal(),
}

function isTyping(target) {
  return target.isContentEditable || target.closest("input, textarea, select, dialog[open]")
}

document.addEventListener("keydown", (event) => {
  const isOurs = Object.hasOwn(KEYS, event.key) && !(event.ctrlKey || event.altKey || event.metaKey)
  if (!isOurs || !isOn.checked || event.repeat || event.isComposing || isTyping(event.target)) return
  event.preventDefault()
  KEYS[event.key]()
})

for (const [name, by] of [["next", 1], ["previous", -1]]) {
  document.getElementById(`${name}-change`)?.addEventListener("click", (event) => {
    event.preventDefault()
    go(by)
  })
}

isOn.checked = stored(() => localStorage.getItem(KEPT)) !== "off"
isOn.addEventListener("change", () => stored(() => localStorage.setItem(KEPT, isOn.checked ? "on" : "off")))
const button = document.getElementById("keys-button")
button.hidden = false
button.addEventListener("click", () => dialog.showModal())
