// Suggestions under the search box while somebody types: titles of approved articles, in the field's own list.
// Without this script the box is a box; nothing is sent anywhere but to this site, and what is typed is not kept.

const PAUSE = 180 // milliseconds without a key before it asks
const FEWEST = 3 // letters

for (const field of document.querySelectorAll("[data-suggestions]")) {
  let waiting
  let asked

  const show = (titles) => {
    field.list.replaceChildren(...titles.map((title) => Object.assign(document.createElement("option"), { value: title })))
  }

  const ask = async () => {
    asked?.abort()
    asked = new AbortController()
    const address = `${field.dataset.suggestions}?q=${encodeURIComponent(field.value)}`
    try {
      const answer = await fetch(address, { signal: asked.signal })
      if (answer.ok) show(await answer.json())
    } catch {
      // Overtaken by the next key, or the connection is gone: the box still works.
    }
  }

  field.addEventListener("input", (event) => {
    clearTimeout(waiting)
    const wasChosen = event.inputType === undefined || event.inputType === "insertReplacementText"
    if (!wasChosen && field.value.trim().length >= FEWEST) waiting = setTimeout(ask, PAUSE)
  })
}
