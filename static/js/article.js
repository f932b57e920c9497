// What an article's page does beyond its links: copy the link to a step or the words to cite, and print; tell what is
// new; explain words and open sources where they stand; follow the reader in the contents. Without this script the
// links lead to what they name, the words are selected by hand, and the browser prints.

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

const all = (selector, within = document) => [...within.querySelectorAll(selector)]

// Has it changed since the reader was last here? Only where they asked to be told: a cookie of this page alone then
// holds the number of the edition they read. It is read here and not by the server, so that the page stays the same
// for everyone, and may be kept by anyone.

const YEAR = 365 * 24 * 3600

function keep(edition, seconds = YEAR) {
  const secure = location.protocol === "https:" ? "; secure" : ""
  document.cookie = `seen=${edition}; path=${location.pathname}; max-age=${seconds}; samesite=lax${secure}`
}

function showSeen() {
  const [, read] = document.cookie.match(/(?:^|; )seen=(\d+)/) ?? []
  for (const part of all("[data-seen]")) {
    const isNewer = Number(part.dataset.edition) > Number(read)
    part.hidden = part.dataset.seen !== (!read ? "offered" : isNewer ? "changed" : "kept")
    for (const link of all("a", part)) if (read) link.search = `${link.search.replace(/&since=.*/, "")}&since=${read}`
  }
}

for (const part of all("[data-seen]")) {
  const act = { offered: YEAR, changed: YEAR, kept: 0 }[part.dataset.seen]
  for (const one of all("button, a", part)) {
    one.addEventListener("click", () => {
      keep(part.dataset.edition, act)
      if (one.localName === "a") return
      showSeen()
      document.querySelector("[data-seen]:not([hidden]) button")?.focus()
    })
  }
}
showSeen()

// A term explains itself on hover, focus and tap; a citation opens its source where it stands. What is shown is what
// stands further down the page. Escape, a press elsewhere or going on closes it.

const opened = document.createElement("div")
opened.className = "opened"
opened.popover = "manual"
let opener = null

const target = link => document.getElementById(link.hash.slice(1))

function wordsOf(there) {
  const parts = there.matches("dt") ? [there, there.nextElementSibling] : all(":scope > div > :not(.used)", there)
  return parts.map(part => {
    const p = document.createElement("p")
    p.append(...part.cloneNode(true).childNodes)
    p.className = part.matches("dt, .reference-title") ? "opened-title" : part.className
    return p
  })
}

function inTheList(link) {
  const p = document.createElement("p"), to = document.createElement("a")
  to.href = link.hash
  to.textContent = document.getElementById("references").textContent
  to.addEventListener("click", close)
  p.append(to)
  return p
}

function place(link) {
  const box = link.getBoundingClientRect(), edge = 16, { offsetHeight: height, offsetWidth: width } = opened
  const isRoomBelow = box.bottom + height + edge < innerHeight || box.top < height + edge
  const left = Math.min(box.left, document.documentElement.clientWidth - width - edge)
  opened.style.left = `${Math.max(left, edge) + scrollX}px`
  opened.style.top = `${(isRoomBelow ? box.bottom + 4 : box.top - height - 4) + scrollY}px`
}

function open(link) {
  if (opener === link) return
  close()
  opener = link
  opened.replaceChildren(...wordsOf(target(link)), ...(link.matches(".term") ? [] : [inTheList(link)]))
  link.after(opened) // so that the Tab key goes from the link into it
  opened.showPopover()
  place(link)
  link.setAttribute("aria-expanded", "true")
}

function close() {
  if (!opener) return
  opener.setAttribute("aria-expanded", "false")
  opener = null
  opened.hidePopover()
}

const isOfIt = node => opener && node instanceof Node && (opener.contains(node) || opened.contains(node))

// A mouse that only passes opens nothing; it may leave for a moment, to move into what has opened.
let waiting
const stay = () => clearTimeout(waiting)
function soon(act, milliseconds) {
  stay()
  waiting = setTimeout(act, milliseconds)
}
const leave = () => soon(() => { if (!isOfIt(document.activeElement)) close() }, 300)

function prepare(link) {
  const isTerm = link.matches(".term")
  link.setAttribute("role", "button")
  link.setAttribute("aria-expanded", "false")
  link.addEventListener("click", event => {
    event.preventDefault()
    if (opener === link && !isTerm) close()
    else open(link)
  })
  link.addEventListener("keydown", event => {
    if (event.key !== " ") return
    event.preventDefault()
    link.click()
  })
  if (!isTerm) return
  const definition = target(link).nextElementSibling
  definition.id = `${target(link).id}-means`
  link.setAttribute("aria-describedby", definition.id)
  link.addEventListener("focus", () => { if (link.matches(":focus-visible")) open(link) })
  link.addEventListener("pointerenter", event => {
    if (event.pointerType === "mouse") soon(() => open(link), 120)
  })
  link.addEventListener("pointerleave", leave)
}

if ("popover" in HTMLElement.prototype) {
  all("a.term, .cited > a").filter(target).forEach(prepare)
  opened.addEventListener("pointerenter", stay)
  opened.addEventListener("pointerleave", () => { if (opener?.matches(".term")) leave() })
  document.addEventListener("pointerdown", event => { if (!isOfIt(event.target)) close() })
  document.addEventListener("focusin", event => { if (!isOfIt(event.target)) close() })
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !opener) return
    if (opened.contains(document.activeElement)) opener.focus()
    close()
  })
}

// The contents say where the reader is. Nothing moves but the mark, and a list too long for the window.

const links = all('.contents a[href^="#"]').filter(target)
const parts = new Map(links.map(link => [target(link).closest("section"), link.hash]))
const inView = new Set()

function mark() {
  const hash = [...parts].filter(([part]) => inView.has(part)).map(([, hash]) => hash).pop()
  for (const link of links) {
    const isHere = link.hash === hash
    if (isHere) link.setAttribute("aria-current", "location")
    else link.removeAttribute("aria-current")
    const list = link.closest("nav")
    if (isHere && list.scrollHeight > list.clientHeight) list.scrollTop = link.offsetTop - list.clientHeight / 2
  }
}

const watch = new IntersectionObserver(seen => {
  for (const { target, isIntersecting } of seen) inView[isIntersecting ? "add" : "delete"](target)
  mark()
}, { rootMargin: "-8% 0px -86% 0px" }) // a line to read along, a little under the upper edge
for (const part of parts.keys()) watch.observe(part)
