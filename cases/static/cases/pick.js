// Ticking rows of a list: one box for all, and how many are ticked.
function watch(bar) {
  const boxes = [...document.querySelectorAll(`input[name=case][form="${bar.id}"]`)];
  const all = document.querySelector("[data-pick-all]");
  const count = bar.querySelector("[data-pick-count]");
  const buttons = bar.querySelectorAll("button[data-pick]");

  function show() {
    const ticked = boxes.filter((box) => box.checked).length;
    count.textContent = count.dataset.words.replace("0", ticked);
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    for (const button of buttons) button.disabled = ticked === 0;
  }

  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  for (const box of boxes) box.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
}

export function watchPicks() {
  for (const bar of document.querySelectorAll("form[data-picks]")) watch(bar);
}
