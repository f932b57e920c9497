// “Copy” beside a formatted reference: as text, and as HTML for a program that takes italics and links.
// Without this script there is no button; the words can be selected by hand.

const status = document.querySelector("[data-copied]")

async function copy(from) {
  const as = (text, type) => new Blob([text], { type })
  const words = from.textContent.trim()
  try {
    if (window.ClipboardItem) {
      const both = { "text/plain": as(words, "text/plain"), "text/html": as(from.innerHTML.trim(), "text/html") }
      await navigator.clipboard.write([new ClipboardItem(both)])
    } else {
      await navigator.clipboard.writeText(words)
    }
    status.textContent = status.dataset.copied
  } catch {
    // Not allowed, or the page came without TLS: select the words, so that two keys do it.
    document.getSelection().selectAllChildren(from)
    status.textContent = status.dataset.notCopied
  }
}

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false
  button.addEventListener("click", () => copy(document.getElementById(button.dataset.copies)))
}
