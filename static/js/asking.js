// Answers a follow-up question in place. Without this, or where it fails, the form goes to a page of its own.
"use strict";

const parse = (text) => new DOMParser().parseFromString(text, "text/html");

async function ask(event) {
  const form = event.target.closest(".ask-form");
  if (!form) return;
  event.preventDefault();
  const state = form.querySelector(".ask-state");
  const button = form.querySelector("button");
  state.textContent = form.dataset.sending;
  button.disabled = true;
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    show(form.closest(".ask"), parse(await response.text()));
  } catch {
    state.textContent = form.dataset.lost;
    button.disabled = false;
  }
}

// The page that came back: its answer goes above the box, and its box replaces ours, with what it goes on from.
function show(box, page) {
  const [answer, next] = [page.getElementById("answer"), page.getElementById("ask")];
  const main = page.getElementById("main");
  document.getElementById("answer")?.remove();
  if (!next) {
    // A refusal, as of too many questions: its words, and the box as it was.
    const words = document.createElement("div");
    words.className = "notice tone-caution";
    words.id = "answer";
    words.tabIndex = -1;
    words.append(...(main ? main.querySelectorAll("h1, p") : []));
    box.before(words);
    box.querySelector("button").disabled = false;
    box.querySelector(".ask-state").textContent = "";
    words.focus();
    return;
  }
  if (answer) box.before(answer);
  box.replaceWith(next);
  (answer ?? next.querySelector("textarea")).focus();
}

document.addEventListener("submit", ask);
