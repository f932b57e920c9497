// The article editor: what htmx leaves to do. Keys, focus, and forms that stay open while the draft around them changes.

const byId = id => (id ? document.getElementById(id) : null)
const isAside = element => element.matches(".as-typed") // what the checks say while somebody types
const inField = element => element.closest("input:not([type=radio]), textarea, select")

// Forms, each in its wrapper: what it held when it came, to know whether anything was typed since

const asItCame = new WeakMap()
const typed = form => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString()
const isUntouched = form => asItCame.get(form) === typed(form)

document.addEventListener("htmx:load", ({ target }) => {
    if (!target.matches(".editing")) return
    const form = target.querySelector("form")
    if (!form) return target.querySelector("textarea, a").focus() // what it was of has gone: its words, to be copied
    // One that came back refused holds what nobody has saved.
    if (!target.querySelector(".error-summary")) asItCame.set(form, typed(form))
    const cut = form.querySelector("[data-cut]")
    if (cut) offerToCut(form, cut)
    const told = target.querySelector(".error-summary a") ?? target.querySelector(".theirs h2")
    const first = told ?? form.querySelector("textarea, input:not([type=hidden]), select")
    first?.focus()
})

function close(wrapper) {
    wrapper.remove()
    focusOn(`edit-${wrapper.dataset.beside.replace(/^\D*?-/, "")}`)
}

// What a link opens, it opens once

document.addEventListener("htmx:beforeRequest", event => {
    const open = byId(event.detail.elt.dataset.opens)
    if (!open) return
    event.preventDefault()
    open.querySelector("textarea, input:not([type=hidden]), select")?.focus()
})

document.addEventListener("click", event => {
    const back = event.target.closest(".editing [data-closes]")
    if (!back || !byId("draft")) return
    event.preventDefault()
    close(back.closest(".editing"))
})

// A button acts at its own address, the moment it stands there: htmx would know of a new one only once all has settled,
// and until then send what it does to the address of its form.

document.addEventListener("click", ({ target }) => {
    const pressed = target.closest("#draft button[formaction]")
    if (pressed && !pressed.form) pressed.setAttribute("form", "verbs")
}, true)

document.addEventListener("htmx:configRequest", ({ detail }) => {
    const pressed = detail.triggeringEvent?.submitter
    if (detail.elt.id === "verbs" && pressed) detail.path = pressed.getAttribute("formaction")
})

// What is sent goes in turn, each when the one before it is answered: no older draft is drawn over a newer one

const LONGEST = 31000 // milliseconds: a little more than htmx waits, should it never say that it is done
let turn = Promise.resolve()

document.addEventListener("htmx:confirm", event => {
    const { elt, etc, issueRequest, triggeringEvent, verb } = event.detail
    if (verb === "get" || isAside(elt)) return
    event.preventDefault()
    etc.returnPromise = true
    // A button sends what stood there when it was pressed; a form, what it says when its turn comes.
    if (!elt.matches(".editing form")) etc.values = Object.fromEntries(new FormData(elt, triggeringEvent.submitter))
    const late = () => new Promise(resolve => { setTimeout(resolve, LONGEST) })
    // A form that was sent twice, or closed, is gone when its turn comes.
    turn = turn.then(() => elt.isConnected && Promise.race([issueRequest(true), late()])).catch(() => {})
})

// The draft is drawn anew: open forms stay, where what they stand beside stands now; so does the focus

let open = []
let focused = {}
let done = ""

// Told first of all; but htmx looks from the form for where the answer goes, so the form is closed last.
document.addEventListener("desk:saved", ({ detail }) => { done = detail.closes })

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (isAside(detail.target)) return
    const now = document.activeElement
    focused = { id: now.id, action: now.getAttribute("formaction"), way: now.value, outline: !!now.closest("#outline") }
    focused.at = now.getBoundingClientRect().top
    if (detail.target.id !== "draft" || !detail.shouldSwap) return
    open = [...detail.target.querySelectorAll(".editing")].filter(wrapper => wrapper.id !== done)
    open.forEach(wrapper => wrapper.remove())
})

document.addEventListener("htmx:afterSwap", () => {
    byId(done)?.remove()
    done = ""
    for (const wrapper of open.splice(0)) {
        const beside = byId(wrapper.dataset.beside)
        if (beside) beside.after(wrapper)
        else byId("draft").prepend(wrapper) // what it stood beside has gone; what was typed has not
    }
})

// Where the new place is not there yet, it is looked for again once all of the answer stands.
let wanted = ""

document.addEventListener("desk:focus", ({ detail }) => {
    wanted = focusOn(detail.id) ? "" : detail.id
    if (!isSomewhere()) focusAgain()
})

document.addEventListener("htmx:afterSettle", () => {
    if (wanted && focusOn(wanted)) wanted = ""
})

// htmx gives the focus back by itself where it can, and whoever is quick has gone on from there.
const isSomewhere = () => document.activeElement !== document.body

function focusOn(id) {
    const element = byId(id)
    if (!element) return false
    for (let fold = element.closest("details:not([open])"); fold; fold = fold.closest("details:not([open])")) fold.open = true
    element.focus()
    return true
}

function focusAgain() {
    const pressed = focused.outline
        ? document.querySelector(`#outline button[value="${CSS.escape(focused.way ?? "")}"]`)
        : focused.action && document.querySelector(`[formaction="${CSS.escape(focused.action)}"]`)
    if (focused.id && focusOn(focused.id)) return
    if (!pressed) return
    const fold = pressed.closest("details")
    if (fold) fold.open = true
    pressed.focus({ preventScroll: true })
    // Under the pointer again, wherever the step has gone: whoever presses it twice presses the same button.
    if (!focused.outline) scrollBy(0, pressed.getBoundingClientRect().top - focused.at)
}

// Why an act was not done stands in the bar at the foot until something is

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.shouldSwap && !isAside(detail.target)) byId("refused").replaceChildren()
})

// Keys. None is a single letter; in a field only those that save and close.

const WAYS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out", Enter: "add" }

document.addEventListener("keydown", event => {
    const form = event.target.closest(".editing form")
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        form.requestSubmit()
    } else if (form && event.key === "Escape" && isUntouched(form)) {
        event.preventDefault()
        close(form.closest(".editing"))
    } else if (event.altKey && !event.ctrlKey && !event.metaKey && WAYS[event.key] && !inField(event.target)) {
        if (press(event.target, WAYS[event.key])) event.preventDefault()
    }
})

// In the outline the line that has the focus is chosen, and its button pressed; in the draft, the button of the step
// or section that the focus is in. True where there is such a place, even if it has no such button.
function press(from, way) {
    const line = from.closest("#outline .line")
    const radio = line?.querySelector("input")
    if (radio && way !== "add") {
        radio.checked = true
        document.querySelector(`#outline button[value="${way}"]`).click()
        return true
    }
    const place = radio ? byId(radio.value) : from.closest("[data-place]")
    place?.querySelector(`[data-verb="${way}"]`)?.click()
    return !!place
}

// Splitting: what follows the cursor in a first text goes to the second

function offerToCut(form, cut) {
    let last = null
    form.addEventListener("focusin", ({ target }) => {
        if (target.name?.startsWith("first_")) last = target
    })
    cut.hidden = false
    cut.querySelector("button").addEventListener("click", () => {
        if (!last) return
        const second = form.elements[last.name.replace("first_", "second_")]
        const moved = last.value.slice(last.selectionStart).trim()
        second.value = [moved, second.value.trim()].filter(Boolean).join(" ")
        last.value = last.value.slice(0, last.selectionStart).trimEnd()
        second.focus()
    })
}
