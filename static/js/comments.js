// Select words of a step, press “Comment on this”: the step's form opens with the words in it.
// Without this script the words are copied into the same field by hand.

const template = document.getElementById("comment-on-this")
const offer = template.content.firstElementChild.cloneNode(true)
let found = null // what is offered to be taken
let pressed = false // a finger on the button may take the selection away

// The words selected, where they stand in one wording of one passage; else null.
function selected() {
  const selection = document.getSelection()
  if (!selection.rangeCount || selection.isCollapsed) return null
  const range = selection.getRangeAt(0).cloneRange()
  const begins = range.startContainer
  const wording = (begins.nodeType === Node.ELEMENT_NODE ? begins : begins.parentElement).closest(".wording > *")
  const row = wording?.closest(".review-row")
  if (!row) return null
  if (!wording.contains(range.endContainer)) {
    // Three clicks select to the beginning of what comes next.
    const rest = range.cloneRange()
    rest.setStartAfter(wording)
    if (rest.toString().trim()) return null
    range.setEndAfter(wording.lastChild)
  }
  const words = text(range.cloneContents())
  return words ? { row, words, range } : null
}

// As it is signed: without what was deleted, without what only screen readers are told, a space for a new line.
function text(part) {
  for (const extra of part.querySelectorAll("del, .unseen, .wording-for")) extra.remove()
  for (const end of part.querySelectorAll("br, p + p")) end.before(" ")
  return part.textContent.replace(/\s+/g, " ").trim()
}

function form(row) {
  const own = row.querySelector("details.comment-on:not([id]) form")
  return own ?? document.querySelector("#id_quoted")?.form
}

function show() {
  if (pressed) return
  found = selected()
  if (!found || !form(found.row)) return offer.remove()
  found.row.querySelector(".review-text").after(offer)
  const from = found.row.getBoundingClientRect()
  const ends = found.range.getBoundingClientRect()
  offer.style.top = `${ends.bottom - from.top + 4}px`
  offer.style.left = `${Math.min(Math.max(0, ends.left - from.left), from.width - offer.offsetWidth)}px`
}

function take() {
  const { row, words } = found
  const fields = form(row).elements
  const details = form(row).closest("details")
  pressed = false
  if (details) details.open = true
  else fields.step.value = "" // the form at the foot of the page, for the document as a whole
  fields.quoted.value = words
  fields.body.focus()
  offer.remove()
}

document.addEventListener("selectionchange", show)
offer.addEventListener("pointerdown", () => { pressed = true })
document.addEventListener("pointercancel", () => { pressed = false })
offer.addEventListener("click", take)
