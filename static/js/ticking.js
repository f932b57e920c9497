// “Tick all on this page”: pressed again, it takes the ticks away. Without this script there is no button.

for (const button of document.querySelectorAll("[data-ticks]")) {
  const boxes = [...button.form.querySelectorAll(`input[type=checkbox][name=${button.dataset.ticks}]`)]
  button.hidden = false
  button.addEventListener("click", () => {
    const ticked = boxes.some((box) => !box.checked)
    for (const box of boxes) box.checked = ticked
  })
}
