// What is typed into a form with data-keep stays in this browser until the server has it: through a lost connection, a
// closed tab, an ended session. Each open form has a slot of its own, so that two tabs never write over each other.
//
// A form sends itself by htmx where it has hx-post, else from here. Slots are named by who is signed in, and cleared
// when they sign out.

const words = document.getElementById("keeping")
const PREFIX = `leuko-kept:${words.dataset.user}:`
const KEPT_FORM = "form[data-keep]"
const FIRST_WAIT = 2000 // milliseconds until it is sent again by itself, each time twice as long
const LONGEST_WAIT = 60000
// Of each form: its slot, what it held when it came, what was sent of it last, and how its sending goes.
const open = new Map()

// Slots. In a private window there may be no storage: then the page keeps what it can, which is the form itself.

const stored = (act) => { try { return act() } catch { return null } }
const forget = (slot) => stored(() => localStorage.removeItem(slot))

function slots() {
  const names = stored(() => Object.keys(localStorage)) ?? []
  const mine = names.filter((name) => name.startsWith(PREFIX))
  return mine.map((slot) => ({ slot, ...stored(() => JSON.parse(localStorage.getItem(slot))) })).filter((one) => one.fields)
}

// What a form says, as pairs; without its token, and without what it was read at.
function fields(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => typeof value === "string")
  return pairs.filter(([name]) => name !== "csrfmiddlewaretoken").map(([name, value]) => [name, value.replace(/\r\n/g, "\n")])
}

const isRevision = (name) => /(^|-)revision$/.test(name)
const same = (one, other) => {
  const said = (pairs) => JSON.stringify(pairs.filter(([name]) => !isRevision(name)))
  return said(one) === said(other)
}
const url = (form) => new URL(form.getAttribute("action") || location.href, location.href)

function keep(form) {
  const state = open.get(form)
  if (!state || state.isSaved || !form.isConnected) return // another has its slot by now
  const now = fields(form)
  if (same(now, state.came) && !state.isUnsaved) {
    say(form, "")
    return forget(state.slot)
  }
  say(form, form.dataset.unsaved || "typed")
  const what = now.find(([name, value]) => value.trim() && form.elements[name]?.matches?.("textarea, [type=text]"))?.[1] ?? ""
  const kept = {
    keep: form.dataset.keep, revision: form.dataset.keepRevision, at: Date.now(), address: url(form).pathname, what, fields: now,
  }
  stored(() => localStorage.setItem(state.slot, JSON.stringify(kept)))
}

// How what is typed stands, for the page to show: “typed”, or why it could not be saved; nothing once it is.
function say(form, how) {
  if (how) form.dataset.unsaved = how
  else delete form.dataset.unsaved
}

// Notices

const when = new Intl.DateTimeFormat(words.dataset.language, { dateStyle: "medium", timeStyle: "short" })

function notice(name) {
  return words.querySelector(`[data-notice="${name}"]`).content.firstElementChild.cloneNode(true)
}

function on(part, does, act) {
  part.querySelector(`[data-do="${does}"]`).addEventListener("click", act)
}

function label(form, name) {
  const field = form.elements[name]
  const said = (field?.labels ?? field?.[0]?.labels)?.[0]?.textContent.trim()
  return said || name
}

function show(form, name) {
  const state = open.get(form)
  state.notice?.remove()
  state.notice = null
  if (!name) return
  state.notice = notice(name)
  document.getElementById("not-saved")?.removeAttribute("id") // what a page links to is the last one
  state.notice.id = "not-saved"
  on(state.notice, "again", () => send(form))
  const actions = [...form.querySelectorAll(":scope > .actions")].at(-1) // where it was sent from
  if (actions) actions.before(state.notice)
  else form.prepend(state.notice)
}

// A form has come: on its page, by htmx, or back from a save that was refused

function begin(form) {
  if (open.has(form)) return
  const isUnsaved = form.dataset.keepTyped !== undefined
  const state = { slot: PREFIX + crypto.getRandomValues(new Uint32Array(2)).join(""), came: fields(form), isUnsaved }
  open.set(form, state)
  let last
  for (const name of ["input", "change"]) {
    form.addEventListener(name, () => {
      clearTimeout(last)
      state.isSaved = false
      last = setTimeout(() => keep(form), 300)
    })
  }
  if (!form.hasAttribute("hx-post")) form.addEventListener("submit", (event) => submit(event, form))
  const others = new Set([...open].filter(([other]) => other !== form && other.isConnected).map(([, one]) => one.slot))
  for (const kept of slots()) {
    if (kept.keep !== form.dataset.keep || others.has(kept.slot)) continue
    if (!same(kept.fields, state.came)) offer(form, kept)
    else if (isUnsaved) state.slot = kept.slot // the very text that came back
    else forget(kept.slot) // it is saved
  }
  if (isUnsaved) keep(form)
}

function offer(form, kept) {
  const found = notice("found")
  const time = found.querySelector("time")
  const texts = found.querySelector("dl")
  const saved = new Map(open.get(form).came)
  time.dateTime = new Date(kept.at).toISOString()
  time.textContent = when.format(kept.at)
  found.querySelector("[data-moved]").hidden = kept.revision === form.dataset.keepRevision
  for (const [name, value] of kept.fields) {
    if (!value.trim() || saved.get(name) === value || isRevision(name)) continue
    const [term, text] = ["dt", "dd"].map((tag) => texts.appendChild(document.createElement(tag)))
    term.textContent = label(form, name)
    text.textContent = value
  }
  on(found, "put-back", () => {
    if (!same(fields(form), open.get(form).came)) keep(form) // what was typed before the button was pressed
    const isWhole = putBack(form, kept.fields)
    found.querySelector("[data-homeless]").hidden = isWhole
    if (!isWhole) return
    const state = open.get(form)
    if (same(fields(form), kept.fields)) state.slot = kept.slot
    keep(form)
    found.remove()
    form.querySelector("textarea, input:not([type=hidden])")?.focus()
  })
  on(found, "drop", () => {
    forget(kept.slot)
    found.remove()
    form.querySelector("textarea, input:not([type=hidden])")?.focus()
  })
  form.prepend(found)
}

// Every value into its field; false where one of them has none. The revision comes back too: if somebody has saved
// since, the server answers with both texts.
function putBack(form, pairs) {
  const left = pairs.map(([name, value]) => ({ name, value }))
  const take = (name, value) => {
    const at = left.findIndex((one) => one.name === name && (value === undefined || one.value === value))
    return at < 0 ? null : left.splice(at, 1)[0]
  }
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.matches("button, fieldset, [type=file]")) continue
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = !!take(field.name, field.value)
    else if (field.matches("select[multiple]")) for (const one of field.options) one.selected = !!take(field.name, one.value)
    else {
      const one = take(field.name)
      if (one) field.value = one.value
    }
    if (field.closest("details:not([open])") && field.value && !field.matches("[type=hidden]")) field.closest("details").open = true
  }
  return !left.some((one) => one.value.trim())
}

// Sending

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]

// How a sending is named: a new thing that is sent again, word for word, is the same one.
function naming(form) {
  const state = open.get(form)
  if (form.dataset.keepNew === undefined) return "1"
  if (!state.named || !same(state.named, state.sent)) {
    state.named = state.sent
    state.name = crypto.getRandomValues(new Uint32Array(4)).join("-")
  }
  return state.name
}

function send(form) {
  if (form.isConnected) form.requestSubmit()
}

async function submit(event, form) {
  event.preventDefault()
  const state = open.get(form)
  if (state.isSending) return
  state.isSending = true
  state.sent = fields(form)
  keep(form)
  const body = new FormData(form, event.submitter)
  if (token()) body.set("csrfmiddlewaretoken", token()) // signing in again, in another tab, has given the browser a new one
  try {
    const headers = { "X-Keeping": naming(form) }
    const answer = await fetch(url(form), { method: "POST", body, headers, signal: AbortSignal.timeout(30000) })
    await answered(form, answer)
  } catch {
    fails(form, "offline")
  }
  state.isSending = false
}

async function answered(form, answer) {
  const next = answer.headers.get("X-Saved")
  if (next) {
    saved(form)
    location.assign(next)
  } else if (answer.status === 401) fails(form, "signed-out")
  else {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    if (answer.status >= 500 || !page.querySelector("main")) fails(form, "fault")
    else showPage(page)
  }
}

// The same page again, with what was refused: as if the browser had gone there.
function showPage(page) {
  document.title = page.title
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")))
  const said = document.querySelector("main .error-summary") ?? document.querySelector("main")
  said.tabIndex = -1
  said.focus()
}

function saved(form) {
  const state = open.get(form)
  clearTimeout(state.timer)
  state.isWaiting = false
  say(form, "")
  if (!same(fields(form), state.sent)) return keep(form) // typed on while it was sent
  state.isSaved = true
  forget(state.slot)
}

function fails(form, name) {
  const state = open.get(form)
  keep(form)
  say(form, name)
  show(form, name)
  clearTimeout(state.timer)
  state.isWaiting = name === "offline"
  if (!state.isWaiting) return
  state.wait = Math.min(LONGEST_WAIT, (state.wait ?? FIRST_WAIT / 2) * 2)
  state.timer = setTimeout(() => sendAgain(form), state.wait)
}

// By itself only what was asked to be saved: not half a sentence that was typed since.
function sendAgain(form) {
  const state = open.get(form)
  if (state.isWaiting && same(fields(form), state.sent)) send(form)
}

addEventListener("online", () => [...open.keys()].forEach(sendAgain))

// Forms that htmx sends

const ofHtmx = (event) => {
  const form = event.detail.elt?.closest?.(KEPT_FORM)
  return form && open.has(form) && form.hasAttribute("hx-post") && event.detail.elt === form ? form : null
}

document.addEventListener("htmx:configRequest", (event) => {
  const form = ofHtmx(event)
  if (!form) return
  open.get(form).sent = fields(form)
  keep(form)
  event.detail.headers["X-Keeping"] = naming(form)
  if (token()) event.detail.parameters.csrfmiddlewaretoken = token()
})

document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig?.elt
  if (form?.matches?.(KEPT_FORM) && (event.detail.xhr.status === 401 || event.detail.xhr.status >= 500)) event.detail.shouldSwap = false
})

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => { if (ofHtmx(event)) fails(ofHtmx(event), "offline") })
}

// Before what comes back is put in its place: the form may be gone after it.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const form = ofHtmx(event)
  if (!form) return
  const { status, responseText } = event.detail.xhr
  const comesBack = responseText.includes(`data-keep="${form.dataset.keep}"`)
  if (status === 401) fails(form, "signed-out")
  else if (status >= 400 && !SHOWN.includes(status)) fails(form, "fault")
  else if (status < 300 && !comesBack) saved(form)
  else show(form, null)
})

// What is pressed, or opened: nothing typed is lost by it, but whoever waits for it is told

const SHOWN = [409, 422] // what is refused says why, in what comes back

function tell(event, name) {
  const place = document.getElementById("refused")
  const isAside = event.detail.elt.matches(".as-typed") // nobody waits for it
  if (!ofHtmx(event) && !isAside && place) place.replaceChildren(notice(name))
}

for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, (event) => tell(event, "unheard"))
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { status } = event.detail.xhr
  if (status >= 400 && !SHOWN.includes(status)) tell(event, { 401: "asked-to-sign-in", 404: "gone" }[status] ?? "unheard")
})

// Keeping theirs is dropping mine

document.addEventListener("click", (event) => {
  const drop = event.target.closest("[data-keep-drop]")?.dataset.keepDrop
  if (!drop) return
  for (const [form, state] of open) {
    if (form.dataset.keep !== drop || !form.isConnected) continue
    state.isSaved = true
    forget(state.slot)
  }
})

// The Desk says what is still unsaved on this computer; a draft's page, what of it.

function list() {
  const head = document.querySelector("main .page-head")
  if (!head || !/^\/desk\/(articles\/[^/]+\/)?$/.test(location.pathname)) return
  const here = new Set([...open.values()].map((state) => state.slot))
  const unsaved = slots().filter((kept) => kept.address.startsWith(location.pathname) && !here.has(kept.slot))
  if (!unsaved.length) return
  const told = notice("unsaved")
  const title = told.querySelector(".notice-title")
  title.textContent = unsaved.length === 1 ? title.dataset.one : title.dataset.many.replace("{n}", unsaved.length)
  for (const kept of unsaved.sort((one, other) => other.at - one.at)) {
    const link = document.createElement("a")
    link.href = kept.address
    link.textContent = kept.what.trim().replace(/\s+/g, " ").replace(/^(.{60}\S{0,20}).+$/, "$1…") || kept.address
    const item = told.querySelector("ul").appendChild(document.createElement("li"))
    item.append(link, ` · ${when.format(kept.at)}`)
  }
  head.after(told)
}

// Signing out clears what is left, and asks first where something is.

document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") !== words.dataset.signOutAt) return
  const left = slots()
  if (left.length && !confirm(words.dataset.signOut)) return event.preventDefault()
  left.forEach((kept) => forget(kept.slot))
  open.clear()
})

const keepAll = () => [...open.keys()].forEach(keep)
addEventListener("pagehide", keepAll)
document.addEventListener("visibilitychange", keepAll)

document.querySelectorAll(KEPT_FORM).forEach(begin)
list()
new MutationObserver(() => {
  for (const [form, state] of open) if (!form.isConnected) clearTimeout(state.timer)
  document.querySelectorAll(KEPT_FORM).forEach(begin)
}).observe(document.body, { childList: true, subtree: true })
