// What an article's page does beyond its links: copy the link to a step or the words to cite, and print.
// Without this script the links lead to their steps, the words are selected by hand, and the browser prints.

const status = document.querySelector("[data-copied]")
const address = document.querySelector("link[rel=canonical]")?.href ?? location.href

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words)
    say(status.dataset.copied)
  } catch {
    say(status.dataset.notCopied) // not allowed, or the page came without TLS
  }
}

function say(words) {
  status.textContent = words
  setTimeout(() => { if (status.textContent === words) status.textContent = "" }, 4000)
}

// The link itself is followed as well: the address bar then holds what was copied.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.step-number")
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) copy(address.split("#")[0] + link.hash)
})

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false
  button.addEventListener("click", () => copy(document.getElementById(button.dataset.copies).textContent.trim()))
}

for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false
  button.addEventListener("click", () => print())
}
