// Once “Import these” or “Continue” is pressed: slice after slice is taken in, as if the button were pressed each
// time, and the bar says how far it is. Without this script each press takes in one slice.

const form = document.getElementById("take")
const bar = document.getElementById("progress")
const words = document.getElementById("progress-words")
const button = form.querySelector("button")

async function takeAll() {
  for (;;) {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) })
    const isHere = new URL(answer.url).pathname === location.pathname
    if (!answer.ok || !isHere) return location.reload() // taken in from another window, or signed out
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const next = page.getElementById("take")
    if (!next) return location.reload() // all of it is in
    form.elements.taken.value = next.elements.taken.value
    bar.value = page.getElementById("progress").value
    words.textContent = page.getElementById("progress-words").textContent
  }
}

form.addEventListener("submit", async (pressed) => {
  pressed.preventDefault()
  button.disabled = true
  try {
    await takeAll()
  } catch {
    words.textContent = words.dataset.broken
    button.disabled = false
  }
})
